/**
 * Draws pictures of views off the thread that answers requests. It holds the graphs that it has drawn last; asked for
 * one that it does not hold, it says so, and the order comes again with the graph.
 */
import { parentPort } from "node:worker_threads";
import type { PictureFormat } from "@/lib/view/picture-options";
import { type ChartSheet, chartPictureOf } from "./chart-picture";
import { pictureOf, registerFonts } from "./node-picture";
import { viewPictureOf } from "./node-view-picture";
import { type PackedGraphData, unpackGraphData } from "./packed";
import type { PictureRequest } from "./picture";
import type { ViewPictureRequest } from "./view-picture";
import type { GraphData } from "./view-scene";

/** What is to be drawn: the preview of a link, a picture to take away, or a chart, which needs no graph any more. */
export type Drawing =
  | { readonly is: "chart"; readonly format: "svg" | "png"; readonly sheet: ChartSheet }
  | { readonly is: "preview"; readonly request: PictureRequest }
  | {
      readonly is: "picture";
      readonly format: PictureFormat;
      readonly scale: number;
      readonly request: ViewPictureRequest;
    };

export interface PictureOrder {
  /** Names the graph and its version. */
  readonly key: string;
  readonly data?: PackedGraphData | undefined;
  readonly drawing: Drawing;
}

/** A drawing that is done; pictures to take away say what they are about. */
export interface Drawn {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly title?: string;
}

export type PictureNews = Drawn | { readonly lacks: true } | { readonly error: string };

/** Graphs held; snapshots of saved views are graphs of their own. */
const most = 4;
const held = new Map<string, GraphData>();

function hold(key: string, data: PackedGraphData | undefined): GraphData | undefined {
  const known = held.get(key) ?? (data && unpackGraphData(data));
  if (!known) return undefined;
  held.delete(key);
  held.set(key, known);
  for (const oldest of [...held.keys()].slice(0, -most)) held.delete(oldest);
  return known;
}

async function draw({ key, data, drawing }: PictureOrder): Promise<PictureNews> {
  try {
    if (drawing.is === "chart") return { bytes: await chartPictureOf(drawing.sheet, drawing.format) };
    const graph = hold(key, data);
    return graph ? await drawn(graph, drawing) : { lacks: true };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function drawn(graph: GraphData, drawing: Exclude<Drawing, { is: "chart" }>): Promise<Drawn> {
  if (drawing.is === "preview") return { bytes: await pictureOf(graph, drawing.request) };
  return viewPictureOf(graph, drawing.request, drawing.format, drawing.scale);
}

registerFonts();
parentPort?.on("message", async (order: PictureOrder) => {
  parentPort?.postMessage(await draw(order));
});
