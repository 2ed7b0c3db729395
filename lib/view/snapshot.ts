/**
 * What a view shows, cut out of the graph as a graph of its own, for views that are to show the same for ever: exactly
 * the entities in the picture and the relations between them, with their names, facts, sources and places.
 *
 * The view is asked of the snapshot again, and has to show there what it showed before. What it goes by may lie outside
 * of its picture: a domain whose kind is taken out, the commonest values that colours stand for. Then what the view
 * names is kept as well, or what it hides, and where that does not do, the whole graph. Nor may the snapshot lack
 * anything without which a part of the view would be given up when it is opened (see fit-view.ts).
 */
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { compactFacets, decodeFacets } from "@/lib/graph/facet-table";
import { filterGraph } from "@/lib/graph/filter";
import { isEmptyFilter } from "@/lib/graph/filter-value";
import { type CompactGraph, degreeOf, type Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { answerAsCondition } from "./answer";
import { type Exploration, explore } from "./explore";
import { exploredScene } from "./explored-scene";
import { fitViewToGraph } from "./fit-view";
import type { Speech } from "./grouping";
import type { View, ViewProblem } from "./view";

/** A view that shows nothing leaves nothing to keep. */
export class EmptyPictureError extends Error {
  override readonly name = "EmptyPictureError";
}

/**
 * The snapshot of a view. Its version is a hash of all that it holds.
 *
 * @param hashOf 16 hexadecimal digits of a text
 * @throws {EmptyPictureError} the view shows no entity
 */
export function snapshotOf(
  compiled: CompiledGraph,
  view: View,
  hashOf: (text: string) => string,
): CompiledGraph {
  const { graph, off, inSight, exploration, problems } = pictureIn(compiled, view);
  if (!inSight.includes(1)) throw new EmptyPictureError("The view shows nothing that could be kept.");
  // Layouts make room for what comes at another time.
  const isLasting = view.layout.as === "atlas" || view.time === undefined;
  const shown = isLasting ? inSight : pictureIn(compiled, { ...view, time: undefined }).inSight;
  const [all, none] = [new Uint8Array(graph.size).fill(1), new Uint8Array(off.length)];
  const whole = () => cutOut(compiled, graph, all, none);
  if (!shown.includes(0) && !off.includes(1)) return sealed(whole(), hashOf);
  const named = () => withEntities(graph, shown, namedBy(view));
  const drawn = drawnBy(exploration);
  const known = new Set(problems.map(problemKey));
  const attempts = [
    () => cutOut(compiled, graph, shown, off),
    () => cutOut(compiled, graph, shown, none),
    () => cutOut(compiled, graph, named(), none),
    () => cutOut(compiled, graph, withHidden(compiled, view, named()), none),
  ];
  for (const attempt of attempts) {
    const snapshot = attempt();
    const picture = pictureIn(snapshot, view);
    const isFitting = picture.problems.every((problem) => known.has(problemKey(problem)));
    if (isFitting && drawnBy(picture.exploration) === drawn) return sealed(snapshot, hashOf);
  }
  return sealed(whole(), hashOf);
}

const problemKey = ({ code, parameter, value }: ViewProblem): string => `${code} ${parameter} ${value}`;

function withEntities(graph: Graph, kept: Uint8Array, ids: readonly EntityId[]): Uint8Array {
  const more = kept.slice();
  for (const id of ids) {
    const entity = graph.indexOf(id);
    if (entity >= 0) more[entity] = 1;
  }
  return more;
}

/** With what the view would show if nothing were taken out by kind, by hand or by time: its filter may lead through that. */
function withHidden(compiled: CompiledGraph, view: View, kept: Uint8Array): Uint8Array {
  const open = { ...view, hiddenKinds: [], hiddenTypes: [], without: [], time: undefined };
  const { inSight } = pictureIn(compiled, open);
  return kept.map((one, entity) => one | inSight[entity]);
}

/** What a view shows of a graph. */
export interface Picture {
  readonly graph: Graph;
  readonly exploration: Exploration;
  /** By entity, 1 where it is shown, if only as part of a closed group. */
  readonly inSight: Uint8Array;
  /** By relation type, 1 where it is switched off. */
  readonly off: Uint8Array;
  /** What of the view does not fit the graph. */
  readonly problems: readonly ViewProblem[];
}

/** What a view shows of compiled data, whichever version it was made on; what does not fit them is passed over. */
export function pictureIn(compiled: CompiledGraph, view: View): Picture {
  const speech = speechOf(compiled);
  const { graph, table } = speech;
  const { view: fitted, problems } = fitViewToGraph({ ...view, data: undefined }, graph, table);
  const { filter, hiddenKinds, question } = fitted;
  const isFiltered = !isEmptyFilter(filter) || filter.shown.length > 0;
  const answer = question && answerAsCondition(graph, question);
  const filtered = isFiltered ? filterGraph(graph, table, { filter, hiddenKinds, answer }) : undefined;
  const exploration = explore(speech, fitted, filtered);
  return { graph, exploration, inSight: exploration.inSight, off: exploration.off, problems };
}

const speeches = new WeakMap<CompiledGraph, Speech>();
const sections = {};

function speechOf(compiled: CompiledGraph): Speech {
  const known = speeches.get(compiled);
  if (known) return known;
  const graph = decodeGraph(compiled.compact);
  const speech = { graph, table: decodeFacets(compiled.facets, graph), sections };
  speeches.set(compiled, speech);
  return speech;
}

/** Entities that a view speaks of, whether it shows them or not. */
function namedBy({
  filter,
  question,
  without,
  moved,
  expansions,
  layout,
  also,
  selection,
}: View): EntityId[] {
  const asked =
    question === undefined
      ? []
      : question.as === "paths"
        ? [question.from, question.to]
        : [question.of].flat();
  return [
    ...filter.scopes,
    ...(filter.near ? [filter.near.id] : []),
    ...filter.links.flatMap(({ ids }) => ids),
    ...(filter.list ?? []),
    ...filter.shown,
    ...asked,
    ...without,
    ...moved.map(({ id }) => id),
    ...expansions.map(({ id }) => id),
    ...(layout.centre ? [layout.centre] : []),
    ...also,
    ...(typeof selection === "object" ? [selection.from, selection.to] : selection ? [selection] : []),
  ];
}

/** All that decides what a view looks like, as text: marks, what stands out, relations, and what a layout goes by. */
function drawnBy(exploration: Exploration): string {
  const { graph, hidden, weight, paint, groupOf, grouping, imprecise, held, answered, plan } = exploration;
  const relationKey = (r: number) =>
    `${graph.ids[graph.relations.from[r]]}~${graph.relations.type[r]}~${graph.ids[graph.relations.to[r]]}`;
  const sorted = (texts: readonly string[]) => texts.toSorted();
  const entities = (nodes: readonly number[]) => sorted(nodes.map((node) => graph.ids[node]));
  const relations = (some: readonly number[]) => sorted(some.map(relationKey));
  const { focus, x, y } = exploredScene(exploration, "en", undefined, undefined);
  const marks = graph.ids.flatMap((id, node) =>
    hidden[node]
      ? []
      : [
          [
            id,
            x[node],
            y[node],
            exploration.context[node],
            exploration.shared[node],
            weight[node],
            paint?.colours.light[paint.of[node]],
            grouping?.groups[groupOf?.[node] ?? -1]?.value,
            imprecise?.[node],
            held[node],
          ],
        ],
  );
  return JSON.stringify([
    marks,
    exploration.prominence,
    entities(exploration.called.entities),
    relations(exploration.called.relations),
    answered && relations([...answered.keys()].filter((r) => answered[r])),
    focus && [
      entities(focus.members),
      relations(focus.relations),
      entities(focus.chosen),
      focus.entity !== undefined && graph.ids[focus.entity],
    ],
    plan && [plan.nodes.map((node) => graph.ids[node]), plan.request],
  ]);
}

type Unsealed = Omit<CompiledGraph, "compact"> & { readonly compact: CompactGraph };

const sealed = (snapshot: Unsealed, hashOf: (text: string) => string): CompiledGraph => ({
  ...snapshot,
  compact: { ...snapshot.compact, version: hashOf(JSON.stringify(snapshot)) },
});

/**
 * The data of these entities, without a version.
 *
 * @param kept by entity, 1 where it is kept
 * @param off by relation type, 1 where its relations are left out
 */
function cutOut(compiled: CompiledGraph, graph: Graph, kept: Uint8Array, off: Uint8Array): Unsealed {
  const { compact, outline } = compiled;
  const old: number[] = [];
  const place = new Int32Array(graph.size).fill(-1);
  for (let i = 0; i < graph.size; i++) if (kept[i]) place[i] = old.push(i) - 1;
  const pick = <T>(column: readonly T[]): T[] => old.map((i) => column[i]);
  const { relations } = graph;
  const isKept = (r: number) =>
    place[relations.from[r]] >= 0 && place[relations.to[r]] >= 0 && !off[relations.type[r]];
  // In the order of the whole, in which an entity's relations follow one another.
  const rows = [...relations.type.keys()].filter(isKept);
  const count = old.map(() => 0);
  for (const r of rows) count[place[relations.from[r]]]++;
  const numbered = (holds: (r: number) => boolean) => rows.flatMap((r, i) => (holds(r) ? [i] : []));
  const entities = pick(compiled.entities).map((entity) => ({
    ...entity,
    relations: entity.relations.filter(
      ({ type, to }) => place[graph.indexOf(to)] >= 0 && !off[graph.relationTypes.indexOf(type)],
    ),
  }));
  const derived = pick(compiled.derived);
  const texts = entities.flatMap(({ name, aliases }) => [name.en, name.zh, ...aliases]).join("");
  return {
    compact: {
      format: 1,
      graph: compact.graph,
      version: "",
      ontology: compact.ontology,
      entities: {
        kind: pick(compact.entities.kind),
        slug: pick(compact.entities.slug),
        en: pick(compact.entities.en),
        zh: pick(compact.entities.zh),
        aliases: pick(compact.entities.aliases),
        x: pick(compact.entities.x),
        y: pick(compact.entities.y),
        importance: pick(compact.entities.importance),
        region: pick(compact.entities.region),
      },
      relations: {
        count,
        type: rows.map((r) => relations.type[r]),
        to: rows.map((r) => place[relations.to[r]]),
        unsourced: numbered((r) => relations.sourced[r] === 0),
      },
      within: {
        size: graph.within?.size ?? graph.size,
        degree: old.map((i) => degreeOf(graph, i)),
        // Nine digits name a number of single precision.
        strength: rows.map((r) => Number(relations.strength[r].toPrecision(9))),
        backbone: numbered((r) => relations.backbone[r] === 1),
      },
      regions: compact.regions,
      readings: Object.fromEntries(
        Object.entries(compact.readings).filter(([character]) => texts.includes(character)),
      ),
    },
    outline,
    entities,
    pagerank: pick(compiled.pagerank),
    derived,
    facets: compactFacets(compact.ontology, entities, derived),
    questions: [],
    stories: [],
    from: compiled.from ?? compact.version,
  };
}
