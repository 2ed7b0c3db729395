/** The graphs that only this browser has: what is kept of each in IndexedDB, whole or not at all. */
import { createStore, delMany, get, getMany, keys, setMany } from "idb-keyval";
import type { OntologyEdits } from "@/lib/exchange/ontology-edits";
import type { CompiledGraph } from "@/lib/graph/compiled";
import type { Ontology } from "@/lib/graph/ontology";
import type { Text } from "@/lib/graph/schema";

/** What a list of graphs says about one. */
export interface OwnGraph {
  readonly graph: string;
  readonly name: Text;
  readonly version: string;
  readonly entities: number;
  readonly relations: number;
  /** When it was brought in, ISO 8601. */
  readonly made: string;
}

/** A graph, and what it takes to edit its ontology again. */
export interface KeptGraph {
  readonly compiled: CompiledGraph;
  /** The ontology as it was found in the files. */
  readonly found: Ontology;
  /** What the reader has changed of that. */
  readonly edits: OntologyEdits;
}

/** Why a graph is not kept: storage is not allowed, or has no room left. */
export type StorageFault = "refused" | "full";

const prefixes = { about: "about:", whole: "whole:" } as const;
let opened: ReturnType<typeof createStore> | undefined;
function store(): ReturnType<typeof createStore> {
  opened ??= createStore("atlas-graphs", "graphs");
  return opened;
}

/** Keeps a graph in place of what was kept under its name; both parts or neither. @returns what is in the way of that */
export async function keepGraph(about: OwnGraph, whole: KeptGraph): Promise<StorageFault | undefined> {
  try {
    await setMany(
      [
        [prefixes.about + about.graph, about],
        [prefixes.whole + about.graph, whole],
      ],
      store(),
    );
    return undefined;
  } catch (error) {
    return (error as Partial<Error> | null)?.name === "QuotaExceededError" ? "full" : "refused";
  }
}

/** `undefined` where there is no such graph, or storage is refused. */
export const ownGraph = (graph: string): Promise<OwnGraph | undefined> =>
  attempt(() => get<OwnGraph>(prefixes.about + graph, store()), undefined);

/** `undefined` where there is no such graph, or storage is refused. */
export const keptGraph = (graph: string): Promise<KeptGraph | undefined> =>
  attempt(() => get<KeptGraph>(prefixes.whole + graph, store()), undefined);

/** Those that are kept, last brought in first; none where storage is refused. */
export async function ownGraphs(): Promise<OwnGraph[]> {
  const found = await attempt(async () => {
    const names = (await keys<string>(store())).filter((key) => key.startsWith(prefixes.about));
    return getMany<OwnGraph>(names, store());
  }, []);
  return found.filter((one) => one !== undefined).sort((a, b) => (a.made < b.made ? 1 : -1));
}

/** @throws where storage fails */
export const forgetGraph = (graph: string): Promise<void> =>
  delMany([prefixes.about + graph, prefixes.whole + graph], store());

async function attempt<T>(deed: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await deed();
  } catch {
    return otherwise;
  }
}
