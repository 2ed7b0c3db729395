/** A view of a graph in the form that all formats are written from: `(data, view) → exchange`. */
import type { ExchangeGraph } from "@/lib/exchange/exchange";
import { exchangeOf } from "@/lib/exchange/from-entities";
import type { Outline } from "@/lib/graph/compiled";
import type { FacetTable } from "@/lib/graph/facet-table";
import { type Filtered, filterGraph } from "@/lib/graph/filter";
import { isEmptyFilter } from "@/lib/graph/filter-value";
import { type Graph, mapRadius } from "@/lib/graph/graph";
import type { Entity, EntityId, Locale } from "@/lib/graph/schema";
import { layOut } from "@/lib/layout/layout";
import { answerAsCondition } from "@/lib/view/answer";
import { type Exploration, explore, isExplored } from "@/lib/view/explore";
import { exploredScene } from "@/lib/view/explored-scene";
import type { Found } from "@/lib/view/layout-plan";
import { type Scene, sceneOf } from "@/lib/view/scene";
import { atlasLayout, type View } from "@/lib/view/view";
import { pickedBy } from "./picked";

/** A graph with all that is known of it. */
export interface ExportData {
  readonly graph: Graph;
  readonly table: FacetTable;
  /** In the graph's order. */
  readonly entities: readonly Entity[];
  readonly outline?: Outline | undefined;
  /** Titles of the white paper's sections by number. */
  readonly sections: Readonly<Record<string, string>>;
}

/** What is to be exported. */
export interface ExportAsked {
  /** It fits the graph (lib/view/fit-view.ts). */
  readonly view: View;
  /** Whether what stands back in the view is taken along. */
  readonly withContext: boolean;
  readonly locale: Locale;
  /** Where the view can be looked at. */
  readonly address?: string | undefined;
}

/** How long a layout may take, in milliseconds; then the map's own places hold. */
const layoutTime = 10_000;

/**
 * What a view shows, with the places, colours and sizes that it has there. Yields from 0 to 1 how far it is, so that
 * others can have their turn in between.
 */
export function* exportView(data: ExportData, asked: ExportAsked): Generator<number, ExchangeGraph> {
  const { graph, table, entities, outline } = data;
  const { view, withContext, locale, address } = asked;
  const picked = pickedBy(graph, table, view, withContext);
  yield 0;
  const scene = yield* placed(data, view, locale);
  const { paint } = scene.explored ?? {};
  const nodeOf = (id: EntityId) => scene.graph.indexOf(id);
  return exchangeOf({
    ontology: graph.ontology,
    graph: graph.id,
    version: graph.version,
    entities: picked.entities.map((entity) => entities[entity]),
    relations: ({ type }) => !view.hiddenTypes.includes(type),
    place: (id) => ({ x: rounded(scene.x[nodeOf(id)]), y: rounded(scene.y[nodeOf(id)]) }),
    colour: ({ id, kind }) =>
      paint ? paint.colours.light[paint.of[nodeOf(id)]] : graph.ontology.kinds[kind].colour.light,
    size: (id) => rounded(mapRadius(scene.weight[nodeOf(id)])),
    title: graph.ontology.graph.name[locale],
    address,
    outline,
  });
}

/** Beyond this, nobody sees a difference. */
const rounded = (length: number): number => Math.round(length * 100) / 100;

/** The scene of the view, its groups all open: each entity is exported, and has a place of its own. */
function* placed(
  { graph, table, sections }: ExportData,
  wanted: View,
  locale: Locale,
): Generator<number, Scene> {
  const view = { ...wanted, layout: { ...wanted.layout, closed: [] } };
  const filtered = leftBy(graph, table, view);
  if (!isExplored(view)) return sceneOf(graph, view, locale, filtered);
  const speech = { graph, table, sections };
  const exploration = explore(speech, view, filtered);
  const found = exploration.plan && (yield* laidOut(exploration));
  if (!exploration.plan || found) return exploredScene(exploration, locale, found, undefined);
  const unplaced = explore(speech, { ...view, layout: atlasLayout }, filtered);
  return exploredScene(unplaced, locale, undefined, undefined);
}

/** What the view's filter leaves; nothing where it has none. */
function leftBy(graph: Graph, table: FacetTable, view: View): Filtered | undefined {
  const { filter, hiddenKinds, question } = view;
  if (isEmptyFilter(filter) && filter.shown.length === 0) return undefined;
  const answer = question && answerAsCondition(graph, question);
  return filterGraph(graph, table, { filter, hiddenKinds, answer });
}

function* laidOut({ plan }: Exploration): Generator<number, Found | undefined> {
  if (!plan) return undefined;
  const end = performance.now() + layoutTime;
  const steps = layOut(plan.request);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return { plan, placed: step.value };
    if (performance.now() > end) return undefined;
    yield step.value.done;
  }
}
