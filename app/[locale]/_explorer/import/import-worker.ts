/** Reads files, makes a graph of them, keeps it and answers about it, off the main thread: what importer.ts orders. */
import { type KeptGraph, keepGraph, keptGraph, type OwnGraph, ownGraph } from "@/lib/api/local-graphs";
import { serveGraph } from "@/lib/api/local-serving";
import { compileDraft } from "@/lib/data/compile";
import { withOntology } from "@/lib/data/with-ontology";
import { type Draft, draftOf } from "@/lib/exchange/infer";
import { applyEdits } from "@/lib/exchange/ontology-edits";
import { type InputFile, type ReadResult, readFiles } from "@/lib/exchange/read";
import type { CompiledGraph } from "@/lib/graph/compiled";
import type { Ontology } from "@/lib/graph/ontology";
import type { Entity } from "@/lib/graph/schema";
import type { FoundGraph, ImportNews, ImportOrder, ImportPhase, Naming } from "./import-orders";

interface Scope {
  onmessage: ((event: MessageEvent<ImportOrder>) => void) | null;
  postMessage(news: ImportNews): void;
}
const scope = self as unknown as Scope;
const tell = (news: ImportNews) => scope.postMessage(news);

/** What has been read last, on its way to a graph: that is made while the reader still looks at what was found. */
let draft: { readonly found: Ontology; readonly compiled: Promise<CompiledGraph> } | undefined;
/** By name, what this worker has opened or changed. */
const opened = new Map<string, KeptGraph>();

/** The name of a graph as long as it has none. */
const unnamed = "my-graph";

class Unreadable extends Error {
  constructor(readonly file: string) {
    super(file);
  }
}

/** Milliseconds between two pieces of news about progress, at the least. */
const rhythm = 80;
let told = 0;
function tellProgress(phase: ImportPhase, share: number): void {
  const now = performance.now();
  if (now - told < rhythm && share < 1) return;
  told = now;
  tell({ is: "progress", phase, share });
}

const inputOf = (file: File): InputFile => ({
  name: file.name,
  size: file.size,
  async *chunks() {
    const reader = file.stream().getReader();
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new Unreadable(file.name);
      });
      if (done) return;
      yield value;
    }
  },
});

async function read(order: Extract<ImportOrder, { do: "read" }>): Promise<void> {
  const { files, mappings, encodings, name } = order;
  draft = undefined;
  const result = await readFiles(files.map(inputOf), {
    mappings,
    encodings,
    onProgress: (share) => tellProgress("reading", share),
  });
  const { formats, tables, problems, isFatal, graph } = result;
  if (isFatal || graph.nodes.length === 0)
    return tell({ is: "read", result: { formats, tables, problems, found: undefined } });
  tellProgress("inferring", 1);
  const title = titleIn(graph) ?? name;
  const made = draftOf(graph, { id: unnamed, name: { en: title, zh: title } });
  tell({
    is: "read",
    result: {
      formats,
      tables,
      problems: {
        count: problems.count + made.problems.length,
        first: [...problems.first, ...made.problems].slice(0, Math.max(problems.first.length, 100)),
      },
      found: foundIn(made.draft.ontology, made.draft.entities, {
        hasPlaces: made.draft.places.size > 0,
        view: viewIn(graph),
      }),
    },
  });
  draft = { found: made.draft.ontology, compiled: compile(made.draft) };
}

/** What the graph is called, where its file says it. */
function titleIn({ attributes: { title } }: ReadResult["graph"]): string | undefined {
  return (typeof title === "string" && title.trim()) || undefined;
}

/** Our own files may carry the address of what they are a print-out of, and so the view. */
function viewIn({ attributes: { address } }: ReadResult["graph"]): string | undefined {
  if (typeof address !== "string" || !URL.canParse(address)) return undefined;
  return new URL(address).search.slice(1) || undefined;
}

async function compile(made: Draft): Promise<CompiledGraph> {
  // What was found is told first.
  await new Promise((resolve) => setTimeout(resolve));
  return compileDraft(made, (share) => tellProgress("compiling", share));
}

async function open(naming: Naming): Promise<void> {
  if (!draft) throw new Error("nothing has been read");
  const { found, compiled } = draft;
  await keep(named(await compiled, found, naming), new Date().toISOString());
}

async function change(naming: Naming): Promise<void> {
  const before = opened.get(naming.graph) ?? (await keptGraph(naming.graph));
  if (!before) throw new Error("the graph is gone");
  const about = await ownGraph(naming.graph);
  await keep(named(before.compiled, before.found, naming), about?.made ?? new Date().toISOString());
}

function named(compiled: CompiledGraph, found: Ontology, { graph, name, edits }: Naming): KeptGraph {
  const ontology = applyEdits({ ...found, graph: { ...found.graph, id: graph, name } }, edits);
  return { compiled: withOntology(compiled, ontology), found, edits };
}

/** @param made when it was brought in */
async function keep(whole: KeptGraph, made: string): Promise<void> {
  tellProgress("keeping", 1);
  const { graph, version, ontology, entities, relations } = whole.compiled.compact;
  const about: OwnGraph = {
    graph,
    name: ontology.graph.name,
    version,
    entities: entities.slug.length,
    relations: relations.to.length,
    made,
  };
  opened.set(graph, whole);
  tell({ is: "opened", about, fault: await keepGraph(about, whole) });
}

async function look(graph: string): Promise<void> {
  const whole = opened.get(graph) ?? (await keptGraph(graph));
  const found = whole && {
    ...foundIn(whole.found, whole.compiled.entities, { hasPlaces: false, view: undefined }),
    edits: whole.edits,
  };
  tell({ is: "looked", found });
}

function foundIn(
  ontology: Ontology,
  all: readonly Entity[],
  more: Pick<FoundGraph, "hasPlaces" | "view">,
): FoundGraph {
  const [kinds, types, facts] = [counter(), counter(), counter()];
  let relations = 0;
  for (const { kind, relations: own, facts: given } of all) {
    kinds.add(kind);
    relations += own.length;
    for (const { type } of own) types.add(type);
    for (const fact in given) facts.add(`${kind}.${fact}`);
  }
  return {
    ...more,
    ontology,
    edits: {},
    entities: all.length,
    relations,
    kinds: kinds.counts(),
    types: types.counts(),
    facts: facts.counts(),
  };
}

function counter() {
  const counts = new Map<string, number>();
  return {
    add: (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1),
    counts: () => Object.fromEntries(counts),
  };
}

scope.onmessage = async ({ data: order, ports: [port] }) => {
  try {
    if (order.do === "read") await read(order);
    else if (order.do === "open") await open(order);
    else if (order.do === "look") await look(order.graph);
    else if (order.do === "change") await change(order);
    else serveGraph(port, async () => opened.get(order.graph)?.compiled);
  } catch (error) {
    if (error instanceof Unreadable) tell({ is: "unreadable", file: error.file });
    else tell({ is: "failed", reason: error instanceof Error ? error.message : String(error) });
  }
};
