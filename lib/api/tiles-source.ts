/**
 * A graph that is too large for this browser, as a source: the map comes in tiles, everything else is asked of the server.
 * One tile at a time is the graph of the page; a few more are kept. Loaded only where there is such a graph.
 */

import type { Graph } from "@/lib/graph/graph";
import type { MapPart, PartCounts } from "@/lib/graph/map-part";
import type { Ontology } from "@/lib/graph/ontology";
import { partOfTile } from "@/lib/graph/part-of-tile";
import { type Grid, type TileAddress, tileFor, tileLimits } from "@/lib/graph/tile";
import type { TileAnswer } from "@/lib/store/store";
import { type Answering, partAnswer } from "./part-answer";
import {
  ApiError,
  ask,
  errorOf,
  firstTilePath,
  type GraphSource,
  httpSource,
  namesAtOnce,
  type PartAsked,
  type Parts,
  request,
  type Schema,
} from "./source";
import { fitting, longest, rowsOfTiles } from "./tile-rows";

/** Tiles that are kept as graphs, beside the first one; the browser keeps more, as they came. */
const most = 6;
/** The tile that shows the whole map. */
const first: TileAddress = { z: 1, x: 0, y: 0 };
const isFirst = ({ z, x, y }: TileAddress): boolean => z === first.z && x === first.x && y === first.y;

interface TilesSourceOptions {
  readonly graph: string;
  readonly version: string;
  readonly grid: Grid;
  /** Entities and relations of the whole graph. */
  readonly entities: number;
  readonly relations: number;
  /** The first tile where it is on its way already, and the path that it was asked for by; its answer is there with its graph. */
  readonly first?:
    | { readonly path: string; readonly graph: Promise<Graph>; tile?: object | undefined }
    | undefined;
}

export function tilesSource({
  graph,
  version,
  grid,
  entities,
  relations,
  first: early,
}: TilesSourceOptions): GraphSource {
  const http = httpSource({ graph, version });
  const reference = { graph, version };
  const kept = new Map<string, Graph>();
  const firstPath = firstTilePath(graph, version);
  let opening: Promise<Graph> | undefined;
  let opened: Graph | undefined;

  const address = (asked: PartAsked) => {
    const tile = asked.sight ? tileFor(grid, asked.sight) : first;
    const around = asked.around.slice(0, tileLimits.around);
    const named = fitting(asked.with, longest - around.join().length).slice(0, tileLimits.with);
    const parts = [
      firstTilePath(graph, version).replace("1/0/0", `${tile.z}/${tile.x}/${tile.y}`),
      // The first tile has it, and no other is asked for before that is here.
      (!isFirst(tile) || named.length + around.length > 0 || asked.filter !== "") && "ontology=0",
      named.length > 0 && `with=${named.join(",")}`,
      around.length > 0 && `around=${around.join(",")}`,
      asked.filter,
    ];
    return { path: parts.filter(Boolean).join("&"), named: new Set([...named, ...around]) };
  };
  const keep = (path: string, part: Graph): Graph => {
    kept.delete(path);
    if (path !== firstPath) kept.set(path, part);
    for (const oldest of [...kept.keys()].slice(0, -most)) kept.delete(oldest);
    return part;
  };
  /** A tile's answer as a graph; of the first one, the whole is known. */
  const read = (
    path: string,
    json: object,
    asked: { readonly named: ReadonlySet<string>; readonly filter: string },
    whole?: Pick<MapPart, "whole" | "regions">,
    ontology?: Ontology,
  ): Graph => {
    try {
      const said = json as TileAnswer;
      const compact = ontology ? { ...said.compact, ontology } : said.compact;
      return partOfTile(
        { ...said, compact },
        { key: path, grid, size: entities, relations, whole, ...asked },
      );
    } catch (cause) {
      throw new ApiError(200, "This part of the map cannot be read.", undefined, { cause });
    }
  };
  const firstAnswer = async (): Promise<object> => {
    if (early?.path !== firstPath) return fetchJson(firstPath);
    // Where it does not come, asking says why.
    await early.graph.catch(() => undefined);
    const { tile } = early;
    early.tile = undefined;
    return tile ?? fetchJson(firstPath);
  };
  const open = (): Promise<Graph> => {
    opening ??= firstAnswer()
      .then((json) => read(firstPath, json, nothing))
      .then((graph) => {
        opened = graph;
        return graph;
      })
      .catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
    return opening;
  };
  const part: Parts["part"] = async (asked, signal) => {
    const { path, named } = address(asked);
    const whole = await open();
    if (path === firstPath) return whole;
    const known = kept.get(path);
    if (known) return keep(path, known);
    const json = await fetchJson(path, signal);
    return keep(path, read(path, json, { named, filter: asked.filter }, whole.part, whole.ontology));
  };
  const parts: Parts = {
    part,
    kept: (asked) => {
      const { path } = address(asked);
      return path === firstPath ? opened : kept.get(path);
    },
    fetchAhead: (asked) => void part(asked).catch(() => undefined),
    names: async (ids, signal) => {
      const asked = {
        ...reference,
        list: ids.slice(0, namesAtOnce).join(","),
        context: 0,
        limit: namesAtOnce,
      };
      const schema = async () => (await import("./contract")).subgraphAnswer satisfies Schema<object>;
      const found = await ask("/api/v1/subgraph", asked, schema, signal);
      return new Map(found?.entities.map(({ id, name }) => [id, name]));
    },
    counts: async (filter, signal) => {
      const given = Object.fromEntries(new URLSearchParams(filter));
      const { facetsAnswer } = await import("./contract");
      const found = await ask(
        "/api/v1/facets",
        { ...reference, ...given },
        async () => facetsAnswer satisfies Schema<object>,
        signal,
      );
      if (!found) throw new ApiError(404, "There are no counts of this graph.");
      const { members, context, kinds, scopes, facets } = found;
      return {
        members,
        context,
        kinds: kinds.map(({ count }) => count),
        scopes: new Map(scopes.map(({ id, count }) => [id, count])),
        facets: new Map(
          facets.map(({ facet, total, values, unknown, histogram }) => [
            facet,
            { total, unknown, histogram, values: new Map(values.map(({ value, count }) => [value, count])) },
          ]),
        ),
      } satisfies PartCounts;
    },
    rows: (filter, signal) => rows(filter, signal),
    answer: (question, signal) => partAnswer(question, answering(reference, signal)),
  };
  const rows = rowsOfTiles({ reference, grid, open, fetchJson, names: parts.names });
  return {
    ...http,
    graph: open,
    facets: async () => (await open()).part?.facets ?? new Map(),
    warmUp: () => undefined,
    search: async (text, { kind, limit }, signal) => {
      const schema = async () => (await import("./contract")).searchAnswer satisfies Schema<object>;
      const found = await ask("/api/v1/search", { ...reference, q: text, kind, limit }, schema, signal);
      return found?.hits ?? [];
    },
    parts: async () => parts,
  };
}

/** The server's answers to questions, read as the API describes them. */
function answering(
  reference: { readonly graph: string; readonly version: string },
  signal?: AbortSignal,
): Answering {
  const of = async <A>(
    route: string,
    asked: object,
    schema: (contract: typeof import("./contract")) => Schema<A>,
  ) =>
    ask(
      `/api/v1/${route}`,
      { ...reference, ...asked },
      async () => schema(await import("./contract")),
      signal,
    );
  return {
    paths: (asked) => of("paths", asked, (contract) => contract.pathsAnswer),
    terms: (entity) => of("terms", { of: entity }, (contract) => contract.termsAnswer),
    lineage: (asked) => of("lineage", asked, (contract) => contract.lineageAnswer),
    impact: (asked) => of("impact", asked, (contract) => contract.impactAnswer),
  };
}

const nothing = { named: new Set<string>(), filter: "" };

async function fetchJson(path: string, signal?: AbortSignal): Promise<object> {
  const response = await request(path, { signal: signal ?? null });
  if (!response.ok) throw await errorOf(response);
  try {
    return (await response.json()) as object;
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(response.status, "This part of the map cannot be read.", undefined, { cause });
  }
}
