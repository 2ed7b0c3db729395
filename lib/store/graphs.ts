/** A store that also answers about imported graphs, each read when it is first asked for. */
import type { CompiledGraph } from "@/lib/graph/compiled";
import {
  DamagedGraphError,
  type ImportedGraph,
  importedNames,
  markOf,
  readImported,
  readWhole,
} from "./graph-files";
import { holdImage } from "./held-image";
import { DamagedImageError } from "./image-layout";
import { openLarge } from "./large-graph-files";
import { memoryStore, storeOver, tooLarge } from "./memory";
import { routedStore } from "./routed-store";
import {
  type GraphInfo,
  type GraphRef,
  type GraphStore,
  UnknownGraphError,
  UnknownVersionError,
} from "./store";

export interface SeveralGraphs extends GraphStore {
  /** What is known of an imported graph without reading all of it. @throws {UnknownGraphError | DamagedGraphError} */
  imported(graph: string): Promise<Pick<ImportedGraph, "sections">>;
  /** All of an imported graph. @throws {UnknownGraphError | UnknownVersionError | DamagedGraphError | TooLargeError} */
  whole(ref: GraphRef): Promise<CompiledGraph>;
}

interface SeveralOptions {
  /** How many are held open; the one that nobody has asked for longest gives way. */
  readonly most?: number;
  /** How long a graph is taken to be the one that was last seen, in milliseconds. */
  readonly trustedFor?: number;
}

/** What stands under a name; another mark is another graph. */
interface Seen {
  readonly mark: string;
  readonly about: Promise<ImportedGraph | undefined>;
  at: number;
}

interface Opened {
  readonly about: ImportedGraph;
  /** Of a graph that is held as a whole. */
  readonly compiled?: CompiledGraph;
  readonly store: GraphStore;
  /** Lets its files go. */
  close(): void;
}

/** How many entities all graphs that are held open have together, at most, where it is not one alone that has more. */
const entitiesOpen = 1_500_000;
/** How long whoever is being answered from a graph that has given way may still read its files, in milliseconds. */
const grace = 60_000;

/** How often a graph is looked up anew that is replaced while it is being read. */
const attempts = 3;

/**
 * Beside what the port says, its methods throw `DamagedGraphError`.
 *
 * @param base answers about the graphs that are not imported; an imported one never takes the place of one of them
 * @param folder of the imported graphs; need not be there
 */
export function withImported(
  base: GraphStore,
  folder: string,
  { most = 3, trustedFor = 500 }: SeveralOptions = {},
): SeveralGraphs {
  const seen = new Map<string, Seen>();
  const open = new Map<string, { readonly mark: string; readonly opened: Promise<Opened | undefined> }>();
  const ownNames = async () => (await base.graphs()).map(({ graph }) => graph);
  const isOwn = async (graph: string) => (await ownNames()).includes(graph);
  const otherNames = async () => {
    const own = await ownNames();
    return (await importedNames(folder)).filter((name) => !own.includes(name));
  };
  const letGo = (graph: string) => {
    const before = open.get(graph);
    open.delete(graph);
    before?.opened.then(
      (one) => one && setTimeout(one.close, grace).unref(),
      () => {},
    );
  };
  const forget = (graph: string) => {
    seen.delete(graph);
    letGo(graph);
  };
  const look = async (graph: string): Promise<Seen | undefined> => {
    const before = seen.get(graph);
    if (before && performance.now() - before.at < trustedFor) return before;
    const mark = await markOf(folder, graph);
    if (mark === undefined) return void forget(graph);
    const latest = seen.get(graph);
    const found = latest?.mark === mark ? latest : { mark, about: readImported(folder, graph), at: 0 };
    found.at = performance.now();
    seen.set(graph, found);
    found.about.catch(() => seen.get(graph) === found && seen.delete(graph));
    return found;
  };
  const find = async (graph: string): Promise<{ mark: string; about: ImportedGraph }> => {
    const found = await look(graph);
    const about = await found?.about;
    if (found && about) return { mark: found.mark, about };
    throw new UnknownGraphError(graph, [...(await ownNames()), ...(await otherNames())]);
  };
  /** Lets go of those that nobody has asked for longest. */
  const makeRoom = async () => {
    let [graphs, entities] = [0, 0];
    for (const graph of [...open.keys()].reverse()) {
      graphs++;
      entities += (await seen.get(graph)?.about.catch(() => undefined))?.entities ?? 0;
      if (graphs > 1 && (graphs > most || entities > entitiesOpen)) letGo(graph);
    }
  };
  const hold = async (graph: string, mark: string): Promise<Opened | undefined> => {
    const before = open.get(graph);
    if (before && before.mark !== mark) letGo(graph);
    const held = before?.mark === mark ? before : { mark, opened: load(folder, graph) };
    open.delete(graph);
    open.set(graph, held);
    held.opened.catch(() => open.get(graph) === held && open.delete(graph));
    if (held !== before) await makeRoom();
    return held.opened;
  };
  const opened = async ({ graph, version }: GraphRef): Promise<Opened> => {
    for (let attempt = 1; ; attempt++) {
      const { mark, about } = await find(graph);
      if (version !== undefined && version !== about.version)
        throw new UnknownVersionError(version, about.version);
      const found = await hold(graph, mark);
      if (found?.about.version === about.version) return found;
      // Another one has been imported in the meantime.
      forget(graph);
      if (attempt === attempts) throw new UnknownVersionError(about.version, found?.about.version ?? "");
    }
  };
  return {
    ...routedStore(async (ref) => ((await isOwn(ref.graph)) ? base : (await opened(ref)).store)),
    graphs: async () => {
      // One that is damaged is told of when it is asked for; it does not hide the others.
      const infos = (await otherNames()).map((name) =>
        find(name).then(
          ({ about }) => [infoOf(about)],
          () => [],
        ),
      );
      return [...(await base.graphs()), ...(await Promise.all(infos)).flat()];
    },
    info: async (ref) => {
      if (await isOwn(ref.graph)) return base.info(ref);
      const { about } = await find(ref.graph);
      if (ref.version !== undefined && ref.version !== about.version)
        throw new UnknownVersionError(ref.version, about.version);
      return infoOf(about);
    },
    imported: async (graph) => (await find(graph)).about,
    whole: async (ref) => {
      const { about, compiled } = await opened(ref);
      return compiled ?? tooLarge(about, "whole");
    },
    close: async () => {
      for (const { opened: one } of open.values())
        await one.then(
          (found) => found?.close(),
          () => {},
        );
      open.clear();
      seen.clear();
      await base.close();
    },
  };
}

async function load(folder: string, graph: string): Promise<Opened | undefined> {
  const large = await openLarge(folder, graph);
  if (!large) {
    const found = await readWhole(folder, graph);
    return found && { ...found, store: memoryStore([found.compiled]), close: () => {} };
  }
  const { about, image } = large;
  try {
    return { about, store: storeOver([await holdImage(image)]), close: () => image.close() };
  } catch (cause) {
    image.close();
    throw cause instanceof DamagedImageError
      ? new DamagedGraphError(`The graph ${graph} is damaged.`, { cause })
      : cause;
  }
}

const infoOf = (about: ImportedGraph): GraphInfo => {
  const { graph, name, version, entities, relations, facts, sourced, tiles } = about;
  return { graph, name, version, entities, relations, facts, sourced, ...(tiles && { tiles }) };
};
