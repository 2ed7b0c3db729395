/** What a view shows, worked out in one go, as a picture needs it: `(data, view) → scene`. */
import type { FacetTable } from "@/lib/graph/facet-table";
import { type Filtered, type Filtering, filterGraph } from "@/lib/graph/filter";
import { isEmptyFilter } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import type { Locale } from "@/lib/graph/schema";
import { layOut } from "@/lib/layout/layout";
import { answerAsCondition } from "@/lib/view/answer";
import { explore, isExplored } from "@/lib/view/explore";
import { exploredScene } from "@/lib/view/explored-scene";
import { fitViewToGraph } from "@/lib/view/fit-view";
import type { Found, Plan } from "@/lib/view/layout-plan";
import { filterPart } from "@/lib/view/parts";
import { type Scene, sceneOf } from "@/lib/view/scene";
import { atlasLayout, type View } from "@/lib/view/view";

/** A graph and what is said of it. */
export interface GraphData {
  readonly graph: Graph;
  readonly table: FacetTable;
  /** Titles of the white paper's sections by number, in each language. */
  readonly sections: Readonly<Record<Locale, Readonly<Record<string, string>>>>;
}

/** A view at work. */
export interface ViewScene {
  /** The view without what the graph does not have. */
  readonly view: View;
  readonly scene: Scene;
  readonly filtering: Filtering;
  readonly filtered: Filtered;
}

/**
 * The scene of a view. What the graph does not have is passed over; a layout that takes longer than `layoutTime`
 * milliseconds gives way to the map's own places.
 */
export function sceneOfView(data: GraphData, wanted: View, locale: Locale, layoutTime: number): ViewScene {
  const { graph, table, sections } = data;
  const { view } = fitViewToGraph(wanted, graph, table);
  const { filter, hiddenKinds, question } = view;
  const answer = question && answerAsCondition(graph, question);
  const filtering: Filtering = { filter, hiddenKinds, answer };
  const filtered = filterPart(graph, filterGraph(graph, table, filtering), filtering);
  const isFiltered = !isEmptyFilter(filter) || filter.shown.length > 0;
  const left = isFiltered ? filtered : undefined;
  const made = { filtering, filtered };
  if (!isExplored(view)) return { ...made, view, scene: sceneOf(graph, view, locale, left) };
  const speech = { graph, table, sections: sections[locale] };
  const exploration = explore(speech, view, left);
  const found = exploration.plan && placesIn(layoutTime, exploration.plan);
  if (!exploration.plan || found)
    return { ...made, view, scene: exploredScene(exploration, locale, found, undefined) };
  const unplaced = { ...view, layout: atlasLayout };
  return {
    ...made,
    view,
    scene: exploredScene(explore(speech, unplaced, left), locale, undefined, undefined),
  };
}

function placesIn(time: number, plan: Plan): Found | undefined {
  const end = performance.now() + time;
  const steps = layOut(plan.request);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return { plan, placed: step.value };
    if (performance.now() > end) return undefined;
  }
}
