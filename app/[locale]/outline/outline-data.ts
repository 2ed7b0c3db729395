/** The outline with what the atlas holds in it, and the view that shows the same on the canvas. */
import { atlasData } from "@/app/_server/atlas-data";
import { type Section, sectionFilter, sectionsOf } from "@/lib/graph/outline-sections";
import type { View } from "@/lib/view/view";

let known: { readonly version: string; readonly sections: readonly Section[] } | undefined;

/** Every section in the outline's order, what it holds by importance. */
export async function outlineSections(): Promise<readonly Section[]> {
  const { compiled, version } = await atlasData();
  if (known?.version !== version)
    known = { version, sections: sectionsOf(compiled.outline, compiled.entities) };
  return known.sections;
}

export const sectionView = (number: string): Partial<View> => ({
  filter: sectionFilter(number),
});
