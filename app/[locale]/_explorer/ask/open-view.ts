/** Opening a view by its address. */
import type { View } from "@/lib/view/view";

/** Takes the reader there, of the graph that is open, in the look that is chosen. What reads addresses is fetched for it. */
export async function openView(address: string, onStep: (step: (view: View) => View) => void): Promise<void> {
  const { parseView } = await import("@/lib/view/parse-view");
  const { view: next } = parseView(new URLSearchParams(address));
  onStep(({ graph, style }) => ({ ...next, graph, style }));
}
