/** A graph that the browser has, as its pictures are drawn from. */
import { type PackedGraphData, packGraphData } from "@/lib/picture/packed";
import { type GraphFrom, heldParts } from "./graph-from";

/** @param port as `portTo` gave it @throws {NotHeld} */
export async function dataFrom(from: GraphFrom, port: MessagePort | undefined): Promise<PackedGraphData> {
  const { compact, facets, outline } = await heldParts(from, port);
  // Without an outline, the titles are known in the reader's language alone.
  return outline
    ? packGraphData({ compact, facets, outline })
    : { compact, facets, sections: { zh: from.sections, en: from.sections } };
}
