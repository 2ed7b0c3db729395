/** Makes files in the browser, off the main thread: of graphs that only it has, and of what it has kept of the others. */
import { fileWriter } from "@/lib/export/export-file";
import type { ExportKind } from "@/lib/export/export-kind";
import { type ExportAsked, type ExportData, exportView } from "@/lib/export/export-view";
import { leanEntities } from "@/lib/export/lean-entities";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets } from "@/lib/graph/facet-table";
import { type GraphFrom, heldParts, NotHeld } from "./graph-from";

/** The port of `portTo` comes along. */
export interface ExportOrder {
  readonly from: GraphFrom;
  readonly kind: ExportKind;
  readonly asked: ExportAsked;
}

/** How far it is, from 0 to 1, or how much there is already. */
export interface ExportProgress {
  readonly share?: number;
  readonly bytes?: number;
}

export type ExportNews =
  | ({ readonly is: "progress" } & ExportProgress)
  | { readonly is: "done"; readonly file: Blob }
  | { readonly is: "failed"; readonly reason: string; readonly isNotHeld: boolean };

/** As much of a worker's global scope as is used here; the compiler knows a page's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ExportOrder>) => void) | null;
  postMessage(news: ExportNews): void;
}

const scope = self as unknown as WorkerScope;

/** Pieces of a file between two pieces of news. */
const rhythm = 16;

scope.onmessage = ({ data: order, ports: [port] }) => {
  make(order, port).then(
    (file) => scope.postMessage({ is: "done", file }),
    (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      scope.postMessage({ is: "failed", reason, isNotHeld: error instanceof NotHeld });
    },
  );
};

async function make({ kind, asked, from }: ExportOrder, port: MessagePort | undefined): Promise<Blob> {
  const [write, data] = await Promise.all([fileWriter(kind), dataFrom(from, port)]);
  const steps = exportView(data, asked);
  let step = steps.next();
  for (; !step.done; step = steps.next()) scope.postMessage({ is: "progress", share: step.value });
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (const part of write(step.value)) {
    parts.push(part);
    bytes += part.length;
    if (parts.length % rhythm === 0) scope.postMessage({ is: "progress", bytes });
  }
  return new Blob(parts, { type: "application/octet-stream" });
}

async function dataFrom(from: GraphFrom, port: MessagePort | undefined): Promise<ExportData> {
  const { compact, facets, entities, outline } = await heldParts(from, port);
  const graph = decodeGraph(compact);
  return {
    graph,
    table: decodeFacets(facets, graph),
    entities: entities ?? leanEntities(graph),
    outline,
    sections: from.sections,
  };
}
