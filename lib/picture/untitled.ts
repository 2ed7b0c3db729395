/** What a picture is called whose view asks for nothing in particular. */
import type { Graph } from "@/lib/graph/graph";
import type { Locale } from "@/lib/graph/schema";
import { pictureWords } from "@/lib/i18n/picture-words";
import { emptyView, type View } from "@/lib/view/view";

/** The name of a graph, unless it is the one that the product is named after. */
export const graphNameIn = ({ id, ontology }: Graph, locale: Locale): string | undefined =>
  id === emptyView.graph ? undefined : ontology.graph.name[locale];

export function untitled(graph: Graph, { camera }: Pick<View, "camera">, locale: Locale): string {
  const w = pictureWords[locale];
  return graphNameIn(graph, locale) ?? (camera ? w.part : w.whole);
}
