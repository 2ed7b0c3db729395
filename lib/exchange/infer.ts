/**
 * Makes of a graph from anywhere what can be compiled: entities, and an ontology that they follow. Our own exports give
 * back their entities exactly, with the ontology that they carry. Of other graphs kinds, relation types and facts are
 * inferred; what a file says in one language serves both, and what it says is nobody's statement with sources.
 */
import type { Outline } from "@/lib/graph/compiled";
import type { Ontology } from "@/lib/graph/ontology";
import type { Entity, EntityId, Relation, Text } from "@/lib/graph/schema";
import type { ExchangeEdge, ExchangeGraph, ExchangeNode, ReadProblem } from "./exchange";
import { inferEdges } from "./infer-edges";
import { inferFacts } from "./infer-facts";
import { inferKinds } from "./infer-kinds";
import { draftOfOwn } from "./infer-own";
import { NodeTexts } from "./infer-texts";
import { Names, slugFor } from "./names-and-ids";
import { applyEdits, type OntologyEdits } from "./ontology-edits";
import { ontologyBasis } from "./palette";

/** What can be compiled (lib/data/compile.ts). */
export interface Draft {
  readonly ontology: Ontology;
  readonly entities: readonly Entity[];
  readonly outline: Outline;
  /** In map units of the file, y downwards; of those entities that have one. */
  readonly places: ReadonlyMap<EntityId, { readonly x: number; readonly y: number }>;
}

export interface DraftOptions {
  /** Id of the graph. */
  readonly id: string;
  readonly name: Text;
  readonly edits?: OntologyEdits | undefined;
}

/** The draft, and what of the graph could not be taken; a problem stands for all of its sort and says how many there are. */
export function draftOf(
  graph: ExchangeGraph,
  options: DraftOptions,
): { draft: Draft; problems: readonly ReadProblem[] } {
  const { draft, problems } = ownDraft(graph, options) ?? draftOfForeign(graph, options);
  const { edits } = options;
  return { draft: edits ? { ...draft, ontology: applyEdits(draft.ontology, edits) } : draft, problems };
}

function ownDraft(graph: ExchangeGraph, options: DraftOptions): ReturnType<typeof draftOf> | undefined {
  const own = draftOfOwn(graph, options);
  const places = placesOf(
    graph,
    graph.nodes.map(({ id }) => id),
  );
  return own && { draft: { ...own.draft, places }, problems: own.problems };
}

function draftOfForeign(
  graph: ExchangeGraph,
  { id, name }: DraftOptions,
): { draft: Draft; problems: ReadProblem[] } {
  const { edges } = graph;
  const nodes = graph.nodes.map(withId);
  const used = new Set<string>();
  const kinds = inferKinds(nodes, used);
  const texts = new NodeTexts(nodes, used);
  const ids = idsOf(graph, kinds.of, texts);
  const facts = inferFacts(nodes, kinds.of, used);
  const types = inferEdges(edges, (node) => kinds.of[ids.index.get(node) ?? 0]);
  const { relations, problems } = relationsOf(edges, types, ids);
  const entities = nodes.map((node, i): Entity => {
    const kind = kinds.of[i];
    const names = texts.nameOf(node);
    return {
      id: ids.of[i],
      kind,
      name: names,
      aliases: texts.aliasesOf(node, names),
      summary: texts.summaryOf(node) ?? plainSummary(kinds.definitions[kind].label, name),
      namedInWhitePaper: false,
      sections: [],
      facts: facts.of(i),
      relations: relations.get(ids.of[i]) ?? [],
      sources: [],
    };
  });
  const ontology: Ontology = {
    graph: { id, name, license: { label: { en: "Not stated", zh: "未说明" } } },
    kinds: Object.fromEntries(
      Object.entries(kinds.definitions).map(([kind, definition]) => [
        kind,
        { ...definition, facts: facts.definitions(kind) },
      ]),
    ),
    relations: types.definitions,
    derived_facets: {},
    enumerations: facts.enumerations,
    units: {},
    licenses: {},
    ...ontologyBasis,
  };
  return {
    draft: { ontology, entities, outline: emptyOutline(name), places: placesOf(graph, ids.of) },
    problems,
  };
}

/** An id that the entity's own does not tell is a fact; numbers that only count nodes are none. */
function withId(node: ExchangeNode): ExchangeNode {
  const isCounter = /^(_:)?[a-z]{0,4}[\W_]?\d+$/i.test(node.id);
  const isTold = node.label === node.id || slugFor(node.id) === node.id || isCounter;
  return isTold || "id" in node.attributes
    ? node
    : { ...node, attributes: { id: node.id, ...node.attributes } };
}

const emptyOutline = (title: Text): Outline => ({ title, entries: [] });

/** The places that the file gives. */
function placesOf(
  { nodes }: ExchangeGraph,
  ids: readonly EntityId[],
): Map<EntityId, { x: number; y: number }> {
  const places = new Map<EntityId, { x: number; y: number }>();
  nodes.forEach(({ place }, i) => {
    if (place && Number.isFinite(place.x) && Number.isFinite(place.y)) places.set(ids[i], place);
  });
  return places;
}

interface Ids {
  /** By number of the node. */
  readonly of: readonly EntityId[];
  /** By the node's own id, its number. */
  readonly index: ReadonlyMap<string, number>;
}

function idsOf({ nodes }: ExchangeGraph, kinds: readonly string[], texts: NodeTexts): Ids {
  const names = new Names();
  return {
    of: nodes.map((node, i) => names.give(`${kinds[i]}/${slugFor(texts.sluggedOf(node))}`, "-")),
    index: new Map(nodes.map(({ id }, i) => [id, i])),
  };
}

/** Why a relation is not there as the file has it. */
type Loss = "self" | "joined";
const reasons: Readonly<Record<Loss, string>> = {
  self: "relations of an entity to itself are left out",
  joined: "relations of one type between the same two are joined",
};

/** By entity, in the order of types, then of ids; each pair of ends once for each type. */
function relationsOf(
  edges: readonly ExchangeEdge[],
  types: ReturnType<typeof inferEdges>,
  ids: Ids,
): { relations: Map<EntityId, Relation[]>; problems: ReadProblem[] } {
  const found = new Map<EntityId, Map<string, Relation>>();
  const lost = new Map<Loss, { count: number; first: string }>();
  const lose = (loss: Loss, first: string) => {
    const before = lost.get(loss);
    if (before) before.count++;
    else lost.set(loss, { count: 1, first });
  };
  edges.forEach((edge, i) => {
    const [start, end] = [ids.index.get(edge.from), ids.index.get(edge.to)];
    if (start === undefined || end === undefined) return;
    if (start === end) {
      lose("self", edge.from);
      return;
    }
    const [from, to, type] = [ids.of[start], ids.of[end], types.of[i]];
    const own = found.get(from) ?? new Map<string, Relation>();
    found.set(from, own);
    const key = `${type} ${to}`;
    const before = own.get(key);
    if (before) lose("joined", edge.from);
    const note = types.noteOf(edge, before?.note);
    own.set(key, { type, from, to, ...(note && { note }), sources: [] });
  });
  const order = new Map(Object.keys(types.definitions).map((type, i) => [type, i]));
  const rank = ({ type }: Relation) => order.get(type) ?? 0;
  const relations = new Map(
    [...found].map(([from, own]) => [
      from,
      [...own.values()].sort((a, b) => rank(a) - rank(b) || (a.to < b.to ? -1 : 1)),
    ]),
  );
  const problems = [...lost].map(
    ([loss, { count, first }]): ReadProblem => ({
      code: "unsupported",
      file: "",
      values: { id: first.slice(0, 80), value: count, reason: reasons[loss] },
    }),
  );
  return { relations, problems };
}

/** Said of what the file says nothing about. */
function plainSummary(kind: Text, graph: Text): Text {
  const article = /^[aeiou]/i.test(kind.en) ? "An" : "A";
  return { en: `${article} ${kind.en} of ${graph.en}`, zh: `${graph.zh}中的${kind.zh}` };
}
