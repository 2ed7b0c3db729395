/** A view, or the whole of a graph, as a file: worked out step by step, sent piece by piece. */
import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { ExchangeGraph } from "@/lib/exchange/exchange";
import { fileNames, fileWriter } from "@/lib/export/export-file";
import { type ExportKind, fileTypeOf } from "@/lib/export/export-kind";
import { type ExportData, exportView } from "@/lib/export/export-view";
import { shownPart } from "@/lib/export/picked";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets } from "@/lib/graph/facet-table";
import type { Locale } from "@/lib/graph/schema";
import { BadFilterError, type GraphRef } from "@/lib/store/store";
import { fitViewToGraph } from "@/lib/view/fit-view";
import { pageOf, queryInGraph } from "@/lib/view/graph-page";
import { formatView, type View } from "@/lib/view/view";
import { buildId } from "./build-id";
import { cutOutOf } from "./cut-out";
import { compiledGraph, largeGraph } from "./graph-store";
import { originOf } from "./reader";
import { isKnown } from "./respond";

interface ExportWanted extends ExportKind {
  readonly view: View;
  /** Without what stands back in the view. */
  readonly only?: "members" | undefined;
  readonly locale: Locale;
}

/**
 * The file that is asked for.
 *
 * @throws {BadFilterError} the view names what the data do not have
 * @throws {UnknownGraphError | UnknownVersionError | StoreUnavailableError}
 */
export async function exportAnswer(
  request: Request,
  ref: GraphRef,
  { view: wanted, only, locale, ...kind }: ExportWanted,
): Promise<Response> {
  const large = await largeGraph(ref);
  const compiled = large ? await cutOutOf(large, wanted, request.signal) : await compiledGraph(ref);
  const data = dataOf(compiled)[locale];
  const { id, version, ontology } = data.graph;
  const view = viewIn(data, wanted);
  // The current data will be others one day, and their version leads nowhere then.
  const isSnapshot = compiled.from !== undefined;
  const query = queryInGraph({ ...view, ...(isSnapshot && { data: version }) });
  const address = `${originOf(request)}${pageOf(locale, id)}${query && `?${query}`}`;
  const tag = tagOf([await buildId(), version, kind, only, address]);
  const names = fileNames(
    kind,
    { graph: id, name: ontology.graph.name, version, isWhole: formatView(shownPart(view)) === "" },
    locale,
  );
  const headers = {
    ETag: `W/"${tag}"`,
    "Cache-Control": "no-cache",
    "Content-Type": fileTypeOf(kind).mediaType,
    "Content-Disposition": `attachment; filename="${names.ascii}"; filename*=UTF-8''${extended(names.full)}`,
  };
  if (isKnown(request, tag)) return new Response(null, { status: 304, headers });
  const write = await fileWriter(kind);
  const steps = exportView(data, { view, withContext: only === undefined, locale, address });
  return new Response(streamOf(write(await finished(steps, request.signal))), { headers });
}

/** A text as parameters of headers take it (RFC 8187). */
const extended = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const tagOf = (parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);

/** The view without what it asks for in vain of how things look. @throws {BadFilterError} of what it shows */
function viewIn({ graph, table }: ExportData, wanted: View): View {
  const [problem] = fitViewToGraph(shownPart(wanted), graph, table).problems;
  if (problem) throw new BadFilterError(problem);
  return fitViewToGraph(wanted, graph, table).view;
}

const decoded = new WeakMap<CompiledGraph, Readonly<Record<Locale, ExportData>>>();

/** Decoded once, as long as the store holds it. */
function dataOf(compiled: CompiledGraph): Readonly<Record<Locale, ExportData>> {
  const known = decoded.get(compiled);
  if (known) return known;
  const { compact, facets, entities, outline } = compiled;
  const graph = decodeGraph(compact);
  const shared = { graph, table: decodeFacets(facets, graph), entities, outline };
  const sections = (locale: Locale) =>
    Object.fromEntries(outline.entries.map(({ number, title }) => [number, title[locale]]));
  const data = { zh: { ...shared, sections: sections("zh") }, en: { ...shared, sections: sections("en") } };
  decoded.set(compiled, data);
  return data;
}

/** The result of work that lets others have their turn, and ends with whoever waits for it. */
async function finished(
  steps: Generator<number, ExchangeGraph>,
  signal: AbortSignal,
): Promise<ExchangeGraph> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await setImmediate();
    signal.throwIfAborted();
  }
}

/** Bytes that are sent at once, at the least. */
const portion = 64 * 1024;

/** Written no faster than it is read, and no longer than anybody reads it. */
function streamOf(pieces: Iterable<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const rest = pieces[Symbol.iterator]();
  return new ReadableStream({
    async pull(controller) {
      await setImmediate();
      for (let size = 0; size < portion; ) {
        const { done, value } = rest.next();
        if (done) return controller.close();
        size += value.length;
        controller.enqueue(value);
      }
    },
    cancel: () => void rest.return?.(),
  });
}
