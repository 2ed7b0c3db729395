/**
 * What deserves to be read and touched at a zoom: `(scene, rectangle in sight, budget) → detail`.
 *
 * Pure and tested without a browser; the detail layer draws what comes out.
 */
import type { Scene } from "@/lib/view/scene";
import type { Rectangle } from "@/lib/view/view";
import { type Edge, edgesOf } from "./edges";

export interface Budget {
  readonly entities: number;
  readonly relations: number;
}

/** Set by measurement (npm run bench): beyond it, panning and zooming miss frames on two cores without a GPU. */
export const detailBudget: Budget = { entities: 220, relations: 320 };

/** Entities, as indices into the graph, and edges to draw in full, most important first. */
export interface Detail {
  readonly entities: readonly number[];
  readonly edges: readonly Edge[];
}

export const emptyDetail: Detail = { entities: [], edges: [] };

/** Longest relation that is drawn without being asked for, as a share of the sight's width. */
const longest = 0.4;

/**
 * With something selected, that and what belongs to it. Else what has been called up, the most important
 * entities in the rectangle, and between them the relations that tie most, each entity's own strongest first;
 * in a picture of which all can be drawn, those of any length.
 */
export function detailOf(scene: Scene, sight: Rectangle, budget: Budget = detailBudget): Detail {
  const { graph, hidden, context, x, y, focus, explored } = scene;
  if (focus) {
    const entities = foremost(focus.members, scene, budget.entities);
    return { entities, edges: edgesAmong(scene, entities, focus.relations, budget) };
  }
  const called = explored?.called.entities ?? [];
  const entities = foremost(called, scene, budget.entities);
  const isCalled = new Set(entities);
  // What a filter is about comes before its context.
  for (const wanted of [0, 1]) {
    for (let i = 0; i < graph.size && entities.length < budget.entities; i++) {
      const inSight = x[i] >= sight.left && x[i] <= sight.right && y[i] >= sight.top && y[i] <= sight.bottom;
      if (!hidden[i] && context[i] === wanted && inSight && !isCalled.has(i)) entities.push(i);
    }
  }
  const isAll = explored !== undefined && explored.shown <= budget.entities;
  const length = isAll ? Number.POSITIVE_INFINITY : (sight.right - sight.left) * longest;
  const relations = [...(explored?.called.relations ?? []), ...strongestBetween(scene, entities, length)];
  return { entities, edges: edgesAmong(scene, entities, relations, budget) };
}

/**
 * So many of these: of too many, what is selected and expanded, then the most important; of an answer, those that
 * come first in it.
 */
function foremost(members: readonly number[], { focus, explored }: Scene, most: number): number[] {
  if (members.length <= most) return [...members];
  const isFirst = (entity: number) => focus?.chosen.includes(entity) || explored?.expanded.has(entity);
  const rank = (entity: number) => (isFirst(entity) ? 0 : 1);
  return members.toSorted((a, b) => rank(a) - rank(b) || (explored?.answered ? 0 : a - b)).slice(0, most);
}

function edgesAmong(
  scene: Scene,
  entities: readonly number[],
  relations: readonly number[],
  budget: Budget,
): Edge[] {
  const { from, to } = scene.graph.relations;
  const inDetail = new Set(entities);
  const drawn = relations.filter((r) => inDetail.has(from[r]) && inDetail.has(to[r]));
  return edgesOf(scene, drawn).slice(0, budget.relations);
}

function strongestBetween(
  { graph, x, y, explored }: Scene,
  entities: readonly number[],
  length: number,
): number[] {
  const { relations, incident, incidentFrom } = graph;
  const inDetail = new Set(entities);
  const candidates: number[] = [];
  for (const entity of entities) {
    for (let i = incidentFrom[entity]; i < incidentFrom[entity + 1]; i++) {
      const relation = incident[i];
      const [from, to] = [relations.from[relation], relations.to[relation]];
      if (from !== entity || !inDetail.has(to) || explored?.off[relations.type[relation]]) continue;
      if (explored?.answered && !explored.answered[relation]) continue;
      if (Math.hypot(x[from] - x[to], y[from] - y[to]) <= length) candidates.push(relation);
    }
  }
  const value = (relation: number) => relations.strength[relation] + relations.backbone[relation];
  return candidates.sort((a, b) => value(b) - value(a) || a - b);
}

/** What has to be added to and removed from one detail to make it another. */
export function diffDetail(before: Detail, after: Detail): { added: Detail; removed: Detail } {
  const missing = (from: Detail, to: Detail): Detail => {
    const [entities, edges] = [new Set(to.entities), new Set(to.edges.map(({ key }) => key))];
    return {
      entities: from.entities.filter((entity) => !entities.has(entity)),
      edges: from.edges.filter(({ key }) => !edges.has(key)),
    };
  };
  return { added: missing(after, before), removed: missing(before, after) };
}
