/** Rows of a table out of a graph that is too large for this browser: asked for page by page, and kept as one graph. */
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets } from "@/lib/graph/facet-table";
import type { Graph } from "@/lib/graph/graph";
import { joinRows, type RowsPage } from "@/lib/graph/joined-rows";
import type { EntityId, Text } from "@/lib/graph/schema";
import { type Grid, tileLimits } from "@/lib/graph/tile";
import type { TileAnswer } from "@/lib/store/store";
import { isIdIn } from "@/lib/view/unnamed";
import { ApiError, ask, firstTilePath, namesAtOnce, type PartRows, type Parts, type Schema } from "./source";

/** Characters of an address that names entities, at most: servers take no more than some kilobytes. */
export const longest = 6000;
/** Rows that are asked for at once. */
const rowsAtOnce = 100;

interface RowsContext {
  readonly reference: { readonly graph: string; readonly version: string };
  readonly grid: Grid;
  /** The first tile, which has the ontology and what is known of the whole. */
  open(): Promise<Graph>;
  fetchJson(path: string, signal?: AbortSignal): Promise<object>;
  names: Parts["names"];
}

/** Rows before, and where those that follow begin. */
interface Before {
  readonly page: RowsPage;
  readonly cursor: string;
}

export function rowsOfTiles({ reference, grid, open, fetchJson, names }: RowsContext): Parts["rows"] {
  const called = new Map<EntityId, Text>();
  /** What the server says of these entities: a tile that holds next to nothing else, or several where addresses are too short. */
  const pagesOf = (ids: readonly EntityId[], signal?: AbortSignal): Promise<RowsPage[]> => {
    const corner = `${Math.max(1, grid.zooms)}/0/0`;
    const path = firstTilePath(reference.graph, reference.version).replace("1/0/0", corner);
    return Promise.all(
      groupsOf(ids).map(async (group) => {
        const said = await fetchJson(`${path}&ontology=0&with=${group.join(",")}`, signal);
        const { compact, facets } = said as TileAnswer;
        return { compact, facets, ids: new Set(group) };
      }),
    );
  };
  /** Has the names of all these at hand. */
  const learnNames = async (ids: readonly EntityId[], signal?: AbortSignal): Promise<void> => {
    const missing = ids.filter((id) => !called.has(id));
    const groups = Array.from({ length: Math.ceil(missing.length / namesAtOnce) }, (_, i) =>
      names(missing.slice(i * namesAtOnce, (i + 1) * namesAtOnce), signal),
    );
    for (const group of await Promise.all(groups)) for (const [id, name] of group) called.set(id, name);
  };
  const rowsAfter = async (
    before: Before | undefined,
    filter: string,
    signal?: AbortSignal,
  ): Promise<PartRows> => {
    const given = Object.fromEntries(new URLSearchParams(filter));
    const asked = { ...reference, ...given, context: 0, limit: rowsAtOnce, cursor: before?.cursor };
    const schema = async () => (await import("./contract")).subgraphAnswer satisfies Schema<object>;
    const [whole, found] = await Promise.all([open(), ask("/api/v1/subgraph", asked, schema, signal)]);
    if (!found) throw new ApiError(404, "There are no rows of this graph.");
    const ids = found.entities.flatMap(({ id, standing }) => (standing === "member" ? [id] : []));
    const pages = [...(before ? [before.page] : []), ...(await pagesOf(ids, signal))];
    if (pages.length === 0) {
      // Columns need something that they are the columns of.
      const [any] = await pagesOf(whole.ids.slice(0, 1), signal);
      pages.push({ ...any, ids: new Set() });
    }
    const said = joinRows(pages, whole.ontology);
    const graph = decodeGraph(said.compact);
    const facets = decodeFacets(said.facets, graph);
    const values = [...facets.values()].flatMap(({ definition, names: of }) =>
      definition.fact || definition.builtIn ? [] : of,
    );
    await learnNames(
      [...new Set(values)].filter((value) => isIdIn(graph.kinds, value) && graph.indexOf(value) < 0),
    );
    const { members, next } = found;
    const named = new Set(graph.ids);
    const part = whole.part && { ...whole.part, key: filter, filter, facets, named, names: called };
    return {
      graph: part ? { ...graph, part } : graph,
      members,
      ...(next !== undefined &&
        graph.size < members && {
          more: (later) => rowsAfter({ page: { ...said, ids: named }, cursor: next }, filter, later),
        }),
    };
  };
  return (filter, signal) => rowsAfter(undefined, filter, signal);
}

/** As many of these as stand in so many characters, joined. */
export function fitting(ids: readonly string[], length: number): string[] {
  let left = length;
  return ids.filter((id) => {
    left -= id.length + 1;
    return left >= 0;
  });
}

/** In groups that one address can name. */
function groupsOf(ids: readonly EntityId[]): EntityId[][] {
  const groups: EntityId[][] = [];
  let room = 0;
  for (const id of ids) {
    room -= id.length + 1;
    const last = groups.at(-1);
    if (last && room >= 0 && last.length < tileLimits.with) last.push(id);
    else {
      groups.push([id]);
      room = longest - id.length - 1;
    }
  }
  return groups;
}
