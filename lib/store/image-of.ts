/** The image of a compiled graph that is held as a whole. */
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets, type FacetColumn } from "@/lib/graph/facet-table";
import { degreeOf, type Graph } from "@/lib/graph/graph";
import { scopeMembers, scopesOf } from "@/lib/graph/scope";
import { toEnd } from "@/lib/graph/steps";
import { appearances, cellAt, cellKey, densitySteps, extentOf } from "@/lib/graph/tile";
import type { GraphImage, ImageDensity, ImageEntity } from "./image";
import { orderNeighbors } from "./neighbors";
import type { GraphInfo } from "./store";
import { strongestTies } from "./tile-answer";

/** @param made what it was read from, and when (ISO 8601) */
export function imageOf(
  compiled: CompiledGraph,
  info: GraphInfo,
  made: { readonly from: readonly string[]; readonly importedAt: string },
): GraphImage {
  const graph = decodeGraph(compiled.compact);
  const extent = extentOf(graph.x, graph.y);
  const zooms = appearances(extent, graph.x, graph.y);
  return {
    about: {
      info,
      ontology: graph.ontology,
      outline: compiled.outline,
      readings: compiled.compact.readings,
      questions: compiled.questions,
      stories: compiled.stories ?? [],
      levels: 1,
      ...made,
    },
    async *entities() {
      yield* entitiesOf(compiled, graph, extent, zooms);
    },
    async *communities() {
      for (const [number, region] of graph.regions.entries()) yield { ...region, number, level: 0 };
    },
    async *densities() {
      yield* densitiesOf(graph, extent, zooms);
    },
  };
}

function* entitiesOf(
  compiled: CompiledGraph,
  graph: Graph,
  extent: number,
  zooms: Uint8Array,
): Generator<ImageEntity> {
  const order = toEnd(orderNeighbors(graph));
  const columns = [...decodeFacets(compiled.facets, graph)];
  const scopes = scopesOf(graph).map((scope) => [scope, scopeMembers(graph, scope)] as const);
  for (const [number, entity] of compiled.entities.entries()) {
    const facets = columns
      .map(([key, column]) => [key, valuesOf(column, number)] as const)
      .filter(([, values]) => values.length > 0);
    const [x, y] = [graph.x[number], graph.y[number]];
    yield {
      number,
      entity,
      derived: compiled.derived[number],
      importance: compiled.compact.entities.importance[number],
      pagerank: compiled.pagerank[number],
      degree: degreeOf(graph, number),
      x,
      y,
      zoom: zooms[number],
      cell: cellAt({ extent }, zooms[number], x, y),
      communities: graph.region[number] < 0 ? [] : [graph.region[number]],
      ties: strongestTies(graph, order, number),
      facets: Object.fromEntries(facets),
      scopes: scopes
        .flatMap(([scope, members]) => (members[number] > 0 ? [scope] : []))
        .sort((a, b) => a - b),
    };
  }
}

function valuesOf({ start, items, names, definition }: FacetColumn, entity: number): (string | number)[] {
  const own = items.slice(start[entity], start[entity + 1]);
  return definition.type === "category" ? Array.from(own, (item) => names[item]) : [...own];
}

function* densitiesOf(graph: Graph, extent: number, zooms: Uint8Array): Generator<ImageDensity> {
  const deepest = zooms.reduce((most, zoom) => Math.max(most, zoom), 0);
  for (let z = 0; z < deepest; z++) {
    const cells = new Map<number, number[]>();
    const hiding = new Set<number>();
    const steps = 2 ** z * densitySteps;
    const at = (value: number) =>
      Math.max(0, Math.min(steps - 1, Math.floor(((value + extent) / (2 * extent)) * steps)));
    for (let i = 0; i < graph.size; i++) {
      const [column, row] = [at(graph.x[i]), at(graph.y[i])];
      const cell = cellKey(z, Math.floor(column / densitySteps), Math.floor(row / densitySteps));
      const counts = cells.get(cell) ?? new Array<number>(densitySteps * densitySteps).fill(0);
      counts[(row % densitySteps) * densitySteps + (column % densitySteps)]++;
      cells.set(cell, counts);
      if (zooms[i] > z) hiding.add(cell);
    }
    for (const cell of hiding) yield { cell, counts: cells.get(cell) ?? [] };
  }
}
