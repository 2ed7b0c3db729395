/** The best paths between two entities of a large graph; paths.ts says which these are. */
import { Ball } from "./ball";
import type { Graph } from "./graph";
import { hopCosts, networkOf, type Path, type PathsAsked, pathsWithin, tollOf, unit } from "./paths";

/** How far from both ends a large graph is searched first, and by how much farther each time, in costs. */
const radius = { first: 3 * unit, growth: 1.4 };
/** What is looked at of a large graph at most, from each end: relations. */
const lookedAt = 150_000;

/**
 * Of a large graph, only what is near either end is searched: every entity on a path of a cost of 2 r is within r of one end.
 * This goes on until the k cheapest are certain, or too much would have to be looked at: then there may be cheaper ones.
 */
export function pathsBetween(
  graph: Graph,
  from: number,
  to: number,
  asked: PathsAsked,
  most = lookedAt,
): Path[] {
  const { k, isOff = () => false } = asked;
  if (from === to || k < 1) return [];
  const costs = hopCosts(graph);
  const toll = (entity: number) => tollOf(graph, entity);
  const balls = [from, to].map((middle) => new Ball(graph, middle, costs, toll, isOff));
  for (let r = radius.first; ; r *= radius.growth) {
    for (const ball of balls) ball.growTo(r, most);
    const isAll = balls.every(({ isDone }) => isDone);
    const isMuch = balls.some(({ seen }) => seen >= most);
    if (!isAll && !isMuch && !balls[0].touches(balls[1])) continue;
    const near = new Set([...balls[0].costs.keys(), ...balls[1].costs.keys()]);
    const entities = Uint32Array.from(near).sort();
    const place = new Map(Array.from(entities, (entity, node) => [entity, node]));
    const found = pathsWithin(
      networkOf(graph, isOff, { entities, nodeOf: (entity) => place.get(entity) ?? -1 }),
      place.get(from) ?? -1,
      place.get(to) ?? -1,
      asked,
    );
    const last = found.length === k ? found[k - 1].cost : Number.POSITIVE_INFINITY;
    if (isAll || isMuch || last <= 2 * r)
      return found.map((path) => ({ ...path, nodes: path.nodes.map((node) => entities[node]) }));
    // What has been found says how far one has to look at most.
    if (last < Number.POSITIVE_INFINITY) r = Math.max(r, last / 2 / radius.growth);
  }
}
