/** Opening a view by its address. */
import { parseView } from "@/lib/view/parse-view";
import type { View } from "@/lib/view/view";

/** Takes the reader there, in the look that is chosen. */
export function openView(address: string, onStep: (step: (view: View) => View) => void): void {
  const { view: next } = parseView(new URLSearchParams(address));
  onStep(({ style }) => ({ ...next, style }));
}
