/** The compact form of a graph checked and read into memory; apart from what works on graphs, which is needed earlier. */
import { checkCompact } from "./check-compact";
import type { CompactGraph, Graph } from "./graph";
import { graphOf } from "./graph-of";

/**
 * Builds the graph from its compact form.
 *
 * @throws {GraphFormatError} another format, a part that is missing, columns of unequal length, a value
 *   that its column cannot hold, an entity that is there twice
 */
export function decodeGraph(compact: CompactGraph): Graph {
  checkCompact(compact);
  return graphOf(compact);
}
