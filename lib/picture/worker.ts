/**
 * Draws pictures of views off the thread that answers requests. It holds the graphs that it has drawn last; asked for
 * one that it does not hold, it says so, and the order comes again with the graph.
 */
import { parentPort } from "node:worker_threads";
import { decodeGraph } from "@/lib/graph/decode";
import { type CompactFacets, decodeFacets } from "@/lib/graph/facet-table";
import type { CompactGraph } from "@/lib/graph/graph";
import { pictureOf, registerFonts } from "./node-picture";
import type { PictureRequest } from "./picture";
import type { GraphData } from "./view-scene";

/** A graph as it travels to the worker. */
export interface PackedGraphData {
  readonly compact: CompactGraph;
  readonly facets: CompactFacets;
  readonly sections: GraphData["sections"];
}

export interface PictureOrder {
  /** Names the graph and its version. */
  readonly key: string;
  readonly data?: PackedGraphData | undefined;
  readonly request: PictureRequest;
}

export type PictureNews =
  | { readonly png: Uint8Array<ArrayBuffer> }
  | { readonly lacks: true }
  | { readonly error: string };

/** Graphs held; snapshots of saved views are graphs of their own. */
const most = 4;
const held = new Map<string, GraphData>();

function hold(key: string, data: PackedGraphData | undefined): GraphData | undefined {
  const known = held.get(key) ?? (data && unpacked(data));
  if (!known) return undefined;
  held.delete(key);
  held.set(key, known);
  for (const oldest of [...held.keys()].slice(0, -most)) held.delete(oldest);
  return known;
}

function unpacked({ compact, facets, sections }: PackedGraphData): GraphData {
  const graph = decodeGraph(compact);
  return { graph, table: decodeFacets(facets, graph), sections };
}

async function draw({ key, data, request }: PictureOrder): Promise<PictureNews> {
  try {
    const graph = hold(key, data);
    return graph ? { png: await pictureOf(graph, request) } : { lacks: true };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

registerFonts();
parentPort?.on("message", async (order: PictureOrder) => {
  parentPort?.postMessage(await draw(order));
});
