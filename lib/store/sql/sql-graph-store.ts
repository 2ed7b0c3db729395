/**
 * GraphStore over any PostgreSQL. Graphs that can be had whole are answered about by the store in memory, over their compiled
 * form, which is fetched when it is first needed; larger ones out of their tables, with what lies hop by hop round
 * an entity held for as long as an answer takes.
 */
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { CompiledGraph } from "@/lib/graph/compiled";
import type { EntityId } from "@/lib/graph/schema";
import { askAnswer, comparisonAnswer, impactPage, lineagePage, termsAnswer } from "@/lib/store/answers";
import { atMost } from "@/lib/store/at-most";
import { Latest } from "@/lib/store/latest";
import { memoryStore } from "@/lib/store/memory";
import { StoreUnavailableError } from "@/lib/store/open";
import { routedStore } from "@/lib/store/routed-store";
import {
  type FacetsRecord,
  type GraphRef,
  type GraphStore,
  type SearchHit,
  type TileAnswer,
  TooLargeError,
} from "@/lib/store/store";
import { type Database, givenUp, sqlState } from "@/lib/store/views/database";
import { ViewStoreUnavailableError } from "@/lib/store/views/view-store";
import type { Reaching } from "./answering";
import { cutOut } from "./cut-out";
import { entityRecord, neighbourPage } from "./entities";
import { facetsRecord } from "./facets";
import { pathsFound } from "./paths";
import { addWholes, reachedBy, withNeighbours } from "./reach";
import { type Release, releasesIn } from "./releases";
import { searchHits } from "./search";
import { subgraphPage } from "./subgraph";
import { migrateGraphs, tableFormat } from "./tables";
import { tileAnswer } from "./tiles";

export interface SqlGraphStore extends GraphStore {
  /** What is known of a graph beside its figures. @throws {UnknownGraphError | UnknownVersionError} */
  about(ref: GraphRef): Promise<Release["image"]>;
  /** All of a graph. @throws {UnknownGraphError | UnknownVersionError | TooLargeError} */
  whole(ref: GraphRef): Promise<CompiledGraph>;
}

interface Options {
  /** How many whole graphs are held open; the one that nobody has asked for longest gives way. */
  readonly most?: number;
  /** How long what serves is taken to be what was last seen, in milliseconds. */
  readonly trustedFor?: number;
  /** Neighbours that one hop of a flow or a way may find, at most, in a graph too large to be had whole. */
  readonly pairsInHop?: number;
}

interface Whole {
  readonly compiled: CompiledGraph;
  readonly store: GraphStore;
}

/** Every method also throws `StoreUnavailableError`, while the database does not answer. `close` closes it as well. */
export function sqlGraphStore(
  database: Database,
  { most = 3, trustedFor = 500, pairsInHop = 20_000 }: Options = {},
): SqlGraphStore {
  const releases = releasesIn(database.query, trustedFor);
  const open = new Latest<Whole>(most);
  let migrating: Promise<void> | undefined;
  let closing: Promise<void> | undefined;
  const ready = async (): Promise<void> => {
    if (closing) throw new StoreUnavailableError("The store of graphs has been closed.");
    migrating ??= migrateGraphs(database);
    migrating.catch(() => {
      migrating = undefined;
    });
    await migrating;
  };
  const find = async (ref: GraphRef): Promise<Release> => {
    await ready();
    return releases.find(ref);
  };
  const hold = (release: Release): Promise<Whole> =>
    open.get(String(release.number), () => readWhole(database, release));
  const wholeOf = async (ref: GraphRef): Promise<Whole> => {
    const release = await find(ref);
    if (!release.isWhole) throw notAtOnce(release);
    return hold(release);
  };
  const large = largeStore(database, pairsInHop);
  const answering = {
    ...routedStore(async (ref) => {
      const release = await find(ref);
      if (release.isWhole) return (await hold(release)).store;
      if (release.format !== tableFormat) throw outdated(release);
      return large(release);
    }),
    graphs: async () => {
      await ready();
      return (await releases.serving()).map(({ info }) => info);
    },
    info: async (ref: GraphRef) => (await find(ref)).info,
    about: async (ref: GraphRef) => (await find(ref)).image,
    whole: async (ref: GraphRef) => (await wholeOf(ref)).compiled,
    close: async () => {
      open.clear();
      closing ??= database.close();
      await closing;
    },
  };
  return inStoreWords(answering);
}

/** Answers that are kept: the first tiles, the first letters of what is searched and the usual filters are everybody's. */
const kept = { tiles: 24, facets: 64, searches: 4096 };

/** Filters that are counted at once: each looks at all entities, so that many at once would all take too long. */
const countedAtOnce = 2;

/** What serves a graph too large to be had whole. */
function largeStore(database: Database, pairsInHop: number): (release: Release) => GraphStore {
  const tiles = new Latest<TileAnswer>(kept.tiles);
  const facets = new Latest<FacetsRecord>(kept.facets);
  const counting = atMost(countedAtOnce);
  const searches = new Latest<readonly SearchHit[]>(kept.searches);
  return (release) => {
    const keyOf = (what: unknown) => JSON.stringify([release.number, what]);
    const asked: Reaching = { release, query: database.query, pairsInHop };
    const cutOutOf = (ids: ReadonlySet<EntityId>) => cutOut(asked, ids);
    const reached = async (parts: readonly Promise<Set<EntityId>>[]) =>
      new Set((await Promise.all(parts)).flatMap((part) => [...part]));
    return {
      graphs: async () => [release.info],
      info: async () => release.info,
      ontology: async () => release.image.ontology,
      compact: async () => {
        throw notAtOnce(release);
      },
      facetTable: async () => {
        throw notAtOnce(release);
      },
      ranking: async () => {
        throw new TooLargeError(
          `"${release.graph}" has ${release.info.entities} entities, too many to be ranked anew; search, facets and subgraph tell the most important first.`,
        );
      },
      tile: (_, query, given) =>
        given || query.with.length > 0 || query.around.length > 0
          ? tileAnswer(asked, query, given)
          : tiles.get(keyOf([query.z, query.x, query.y]), () => tileAnswer(asked, query)),
      entity: (_, id) => entityRecord(asked, id),
      neighbors: (_, id, query) => neighbourPage(asked, id, query),
      search: (_, query) =>
        searches.get(keyOf([query.text, query.kind, query.limit]), () => searchHits(asked, query)),
      facets: (_, given) => facets.get(keyOf(given), () => counting(() => facetsRecord(asked, given))),
      subgraph: (_, given, query) => subgraphPage(asked, given, query),
      lineage: async (_, query) => {
        const { of, direction, depth } = query;
        const ids = await reached([
          reachedBy(asked, "lineage", of, "up", direction === "down" ? 0 : depth),
          reachedBy(asked, "lineage", of, "down", direction === "up" ? 0 : depth),
        ]);
        return lineagePage(await cutOutOf(ids), query);
      },
      impact: async (_, query) => {
        const ids = await reachedBy(asked, "impact", query.of, "down", query.depth);
        await addWholes(asked, ids);
        return impactPage(await cutOutOf(ids), query);
      },
      terms: async (_, of) => termsAnswer(await cutOutOf(await reachedBy(asked, "terms", of, "up")), of),
      paths: (_, query) => pathsFound(asked, query),
      compare: async (_, of) => comparisonAnswer(await cutOutOf(await withNeighbours(asked, of)), of),
      questions: async () => release.image.questions,
      stories: async () => release.image.stories,
      // Understood by what its ontology has words for: there are too many names to know them all.
      ask: async (_, query) => askAnswer(await cutOutOf(new Set()), query),
      close: async () => {},
    };
  };
}

const notAtOnce = ({ graph, info }: Release): TooLargeError =>
  new TooLargeError(
    `"${graph}" has ${info.entities} entities, too many to be sent at once; ask for tiles of its map, for entities and their neighbours, or for a page of a subgraph.`,
  );

const outdated = ({ graph }: Release): StoreUnavailableError =>
  new StoreUnavailableError(
    `"${graph}" was imported into the database by another version of this program: import it anew.`,
  );

async function readWhole(database: Database, { number, graph, version }: Release): Promise<Whole> {
  const pieces = await database.query<{ body: Uint8Array }>(
    "select body from graph_document where graph_version = $1 order by piece",
    [number],
  );
  try {
    const text = await promisify(gunzip)(Buffer.concat(pieces.map(({ body }) => body)));
    const compiled = JSON.parse(text.toString()) as CompiledGraph;
    if (compiled.compact.graph === graph && compiled.compact.version === version)
      return { compiled, store: memoryStore([compiled]) };
  } catch (cause) {
    throw new StoreUnavailableError(`The graph ${graph} cannot be read from the database.`, { cause });
  }
  throw new StoreUnavailableError(`The database holds another graph in place of ${graph}.`);
}

/** The database's failures in the words of this store. */
function inStoreWords(store: SqlGraphStore): SqlGraphStore {
  const told = (error: unknown): never => {
    if (error instanceof ViewStoreUnavailableError) {
      // Given up for its slowness by the server: it was too much.
      if (sqlState(error.cause) === givenUp)
        throw new TooLargeError(
          "This takes too long in a graph of this size; filter more, or ask about fewer entities.",
        );
      throw new StoreUnavailableError("The database of graphs does not answer.", { cause: error });
    }
    throw error;
  };
  return Object.fromEntries(
    Object.entries(store).map(([name, method]) => [
      name,
      (...given: never[]) => (method as (...all: never[]) => Promise<unknown>)(...given).catch(told),
    ]),
  ) as unknown as SqlGraphStore;
}
