/**
 * What deserves to be read and touched at a zoom: `(scene, rectangle in sight, budget) → detail`.
 *
 * Pure and tested without a browser; the detail layer draws what comes out.
 */
import type { Scene } from "@/lib/view/scene";
import type { Rectangle } from "@/lib/view/view";

export interface Budget {
  readonly entities: number;
  readonly relations: number;
}

/** Set by measurement (npm run bench): beyond it, panning and zooming miss frames on two cores without a GPU. */
export const detailBudget: Budget = { entities: 220, relations: 320 };

/** Entities and relations to draw in full, most important first. Indices into the graph. */
export interface Detail {
  readonly entities: readonly number[];
  readonly relations: readonly number[];
}

export const emptyDetail: Detail = { entities: [], relations: [] };

/** Longest relation that is drawn without being asked for, as a share of the sight's width. */
const longest = 0.4;

/**
 * With something selected, that and what belongs to it. Else the most important entities in the
 * rectangle, and between them the relations that tie most, each entity's own strongest first.
 */
export function detailOf(scene: Scene, sight: Rectangle, budget: Budget = detailBudget): Detail {
  const { graph, hidden, context, x, y, focus } = scene;
  if (focus) {
    return {
      entities: focus.members.slice(0, budget.entities),
      relations: focus.relations.slice(0, budget.relations),
    };
  }
  const entities: number[] = [];
  // What a filter is about comes before its context.
  for (const wanted of [0, 1]) {
    for (let i = 0; i < graph.size && entities.length < budget.entities; i++) {
      const inSight = x[i] >= sight.left && x[i] <= sight.right && y[i] >= sight.top && y[i] <= sight.bottom;
      if (!hidden[i] && context[i] === wanted && inSight) entities.push(i);
    }
  }
  return {
    entities,
    relations: strongestBetween(scene, entities, (sight.right - sight.left) * longest, budget.relations),
  };
}

function strongestBetween(
  { graph, x, y }: Scene,
  entities: readonly number[],
  length: number,
  most: number,
): number[] {
  const { relations, incident, incidentFrom } = graph;
  const inDetail = new Set(entities);
  const candidates: number[] = [];
  for (const entity of entities) {
    for (let i = incidentFrom[entity]; i < incidentFrom[entity + 1]; i++) {
      const relation = incident[i];
      const [from, to] = [relations.from[relation], relations.to[relation]];
      if (from !== entity || !inDetail.has(to)) continue;
      if (Math.hypot(x[from] - x[to], y[from] - y[to]) <= length) candidates.push(relation);
    }
  }
  const value = (relation: number) => relations.strength[relation] + relations.backbone[relation];
  return candidates.sort((a, b) => value(b) - value(a) || a - b).slice(0, most);
}

/** What has to be added to and removed from one detail to make it another. */
export function diffDetail(before: Detail, after: Detail): { added: Detail; removed: Detail } {
  const missing = (from: readonly number[], to: readonly number[]) => {
    const there = new Set(to);
    return from.filter((index) => !there.has(index));
  };
  return {
    added: {
      entities: missing(after.entities, before.entities),
      relations: missing(after.relations, before.relations),
    },
    removed: {
      entities: missing(before.entities, after.entities),
      relations: missing(before.relations, after.relations),
    },
  };
}
