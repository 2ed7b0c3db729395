/**
 * Makes of a large graph what is served of it: importance, communities, places and tiles, in typed arrays; what entities say
 * comes from disk as it is asked for. Facts, facets and importance are those that a small graph of the same content has.
 */
import type { Named } from "@/lib/data/map-names";
import { readingsOf } from "@/lib/data/readings";
import { facetReader } from "@/lib/graph/facet-table";
import { derivedFacets, type Entities } from "@/lib/graph/facets";
import type { Ontology } from "@/lib/graph/ontology";
import type { Entity, EntityId, Fact, Text } from "@/lib/graph/schema";
import { eachScope } from "@/lib/graph/scope";
import type { GraphImage, ImageEntity } from "@/lib/store/image";
import { columnsOf, type LargeColumns, strongestTies, tiesOf } from "./columns";
import { type Cut, cutOf, densitiesOf } from "./cut";
import { Growing } from "./growing";
import { hierarchyOf } from "./hierarchy";
import { placeLarge } from "./places";
import type { LargeGraph } from "./reading";
import { communitiesOf } from "./regions";

/** Scopes that are kept of an entity, at most: the most important ones. */
const mostScopes = 64;

export interface LargeOptions {
  /** Of the graph. */
  readonly id: string;
  readonly name: Text;
  /** What it was read from, and when, as ISO 8601 tells it. */
  readonly from: readonly string[];
  readonly importedAt: string;
  /** Told what begins. */
  readonly onStep?: (step: "importance" | "communities" | "places" | "tiles") => void;
}

/** The image of a graph, its version left empty: a hash of what it consists of is known once it has been written. */
export function compileLarge(
  graph: LargeGraph,
  { id, name, from, importedAt, onStep = () => {} }: LargeOptions,
): { image: GraphImage; numberOf: (id: EntityId) => number } {
  const ontology: Ontology = { ...graph.ontology, graph: { ...graph.ontology.graph, id, name } };
  onStep("importance");
  const columns = columnsOf(graph);
  onStep("communities");
  const ties = tiesOf(columns);
  const hierarchy = hierarchyOf(ties);
  onStep("places");
  const importance = Float64Array.from(columns.importance, (thousandths) => thousandths / 1000);
  const places = placeLarge(ties, importance, hierarchy);
  for (const values of [places.x, places.y])
    for (let i = 0; i < values.length; i++) values[i] = Math.round(values[i] * 10) / 10;
  const named = (entity: number): Named => graph.entity(columns.entity[entity]);
  const communities = communitiesOf(ontology, columns, hierarchy, places, named);
  onStep("tiles");
  const cut = cutOf(places.x, places.y);
  const { counts } = graph;
  const image: GraphImage = {
    about: {
      info: {
        graph: id,
        name,
        version: "",
        entities: graph.size,
        relations: graph.relations,
        facts: counts.facts,
        sourced: { facts: counts.sourcedFacts, relations: counts.sourcedRelations },
        tiles: cut.grid,
      },
      ontology,
      outline: graph.outline ?? { title: name, entries: [] },
      readings: readingsOf(graph.chinese),
      questions: [],
      stories: [],
      levels: hierarchy.levels.length,
      from,
      importedAt,
    },
    async *entities() {
      const before = hierarchy.levels.map((_, depth) =>
        hierarchy.levels.slice(0, depth).reduce((sum, { count }) => sum + count, 0),
      );
      const communitiesIn = (entity: number) => hierarchy.levels.map(({ of }, i) => before[i] + of[entity]);
      yield* entitiesOf(graph, ontology, columns, places, cut, communitiesIn);
    },
    async *communities() {
      yield* communities;
    },
    async *densities() {
      yield* densitiesOf(cut, places.x, places.y);
    },
  };
  const numberOf = (entity: EntityId) => {
    const index = graph.indexOf(entity);
    return index < 0 ? -1 : columns.number[index];
  };
  return { image, numberOf };
}

function* entitiesOf(
  graph: LargeGraph,
  ontology: Ontology,
  columns: LargeColumns,
  { x, y }: { readonly x: Float64Array; readonly y: Float64Array },
  { zoom, cell }: Cut,
  communitiesIn: (entity: number) => number[],
): Generator<ImageEntity> {
  const found = new Outlined(graph, ontology);
  const facetsIn = facetReader(ontology);
  const scopes = scopesOf(ontology, columns);
  const byId = (a: number, b: number) => graph.type[a] - graph.type[b] || graph.to[a] - graph.to[b];
  const types = Object.keys(ontology.relations);
  for (let number = 0; number < columns.size; number++) {
    const own = columns.relation.slice(columns.start[number], columns.start[number + 1]).sort(byId);
    const stated = graph.entity(columns.entity[number]);
    const relations = Array.from(own, (r) => {
      const { note, sources } = graph.said(r);
      return {
        type: types[graph.type[r]],
        from: stated.id,
        to: graph.id(graph.to[r]),
        ...(note && { note }),
        sources,
      };
    });
    const entity: Entity = { ...stated, relations };
    const derived = derivedFacets(ontology, found, entity);
    yield {
      number,
      entity,
      derived,
      importance: columns.importance[number],
      pagerank: columns.pagerank[number],
      degree: columns.incidentFrom[number + 1] - columns.incidentFrom[number],
      x: x[number],
      y: y[number],
      zoom: zoom[number],
      cell: cell[number],
      communities: communitiesIn(number),
      ties: strongestTies(columns, number),
      facets: facetsIn(entity, derived),
      scopes: [...scopes(number)],
    };
  }
}

/** Entities as far as derived facets read them: their relations, and the facts that a path may end in. */
class Outlined implements Entities {
  readonly #known = new Map<EntityId, Entity>();
  readonly #starts: Uint32Array;
  readonly #kinds: readonly string[];
  readonly #types: readonly string[];
  readonly #facts: readonly string[];

  constructor(
    private readonly graph: LargeGraph,
    ontology: Ontology,
  ) {
    this.#kinds = Object.keys(ontology.kinds);
    this.#types = Object.keys(ontology.relations);
    this.#facts = Object.values(ontology.derived_facets).flatMap(({ path }) => path.split(".").slice(-1));
    this.#starts = new Uint32Array(graph.size + 1);
    for (const start of graph.from) this.#starts[start + 1]++;
    for (let i = 0; i < graph.size; i++) this.#starts[i + 1] += this.#starts[i];
  }

  get(id: EntityId): Entity | undefined {
    const known = this.#known.get(id);
    if (known) return known;
    const index = this.graph.indexOf(id);
    if (index < 0) return undefined;
    const entity = this.#outline(id, index);
    if (this.#known.size >= mostOutlined) this.#known.clear();
    this.#known.set(id, entity);
    return entity;
  }

  #outline(id: EntityId, index: number): Entity {
    const { graph } = this;
    const facts = this.#facts.flatMap((fact): [string, Fact][] => {
      const value = graph.kept(index, fact);
      return value === undefined ? [] : [[fact, { value, sources: [] }]];
    });
    const relations = [];
    for (let r = this.#starts[index]; r < this.#starts[index + 1]; r++)
      relations.push({ type: this.#types[graph.type[r]], from: id, to: graph.id(graph.to[r]), sources: [] });
    return {
      id,
      kind: this.#kinds[graph.kind[index]],
      name: noName,
      aliases: [],
      summary: noName,
      namedInWhitePaper: false,
      sections: [],
      facts: Object.fromEntries(facts),
      relations,
      sources: [],
    };
  }
}

const mostOutlined = 50_000;
const noName: Text = { en: "", zh: "" };

/** The scopes that each entity belongs to, rising. */
function scopesOf(ontology: Ontology, columns: LargeColumns): (entity: number) => Uint32Array {
  const { size } = columns;
  const count = new Uint8Array(size);
  const [owners, scopes] = [new Growing(Uint32Array), new Growing(Uint32Array)];
  const graph = {
    ...columns,
    ontology,
    kinds: Object.keys(ontology.kinds),
    relationTypes: Object.keys(ontology.relations),
  };
  eachScope(graph, (scope, members) => {
    for (const entity of members) {
      if (count[entity] >= mostScopes) continue;
      count[entity]++;
      owners.push(entity);
      scopes.push(scope);
    }
  });
  const start = new Uint32Array(size + 1);
  for (let i = 0; i < size; i++) start[i + 1] = start[i] + count[i];
  const next = start.slice(0, size);
  const ordered = new Uint32Array(owners.size);
  for (let at = 0; at < owners.size; at++) ordered[next[owners.at(at)]++] = scopes.at(at);
  return (entity) => ordered.subarray(start[entity], start[entity + 1]);
}
