/** Whether two views show the same, and whether a saved one is what is shown. */
import type { SavedView } from "@/lib/api/views-contract";
import { formatView, type View } from "@/lib/view/view";

/** The same, wherever on the map and on whichever state of the data. */
export function isSamePicture(a: View, b: View): boolean {
  const [one, other] = [a, b].map(({ camera: _, data: __, ...rest }) => formatView(rest));
  return one === other;
}

/**
 * Whether the short link of a saved view shows what is shown now, the data included.
 * @param version of the data that are drawn now @param opened what of the saved view the data allow; as saved by default
 */
export function showsSaved(saved: SavedView, view: View, version: string, opened = saved.view): boolean {
  return (
    isSamePicture(opened, view) &&
    // A snapshot of what is drawn shows the same.
    (opened.data === view.data || (view.data ?? version) === saved.frozenFrom)
  );
}
