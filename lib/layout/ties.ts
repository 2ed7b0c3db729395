/** Who is tied to whom, without self-loops and repetitions. */
import type { LayoutRequest } from "./layout";

export interface Tie {
  readonly from: number;
  readonly to: number;
  /** Repetitions added up, as a multiple of the mean; none below 0. */
  readonly weight: number;
}

/** Edges without direction, the lower end as `from`, in the order in which they first occur. */
export const tiesOf = (request: LayoutRequest): Tie[] => merge(request, false);

/** Edges with their direction, in the order in which they first occur. */
export const arcsOf = (request: LayoutRequest): Tie[] => merge(request, true);

function merge({ size, edges }: LayoutRequest, isDirected: boolean): Tie[] {
  const { from, to, weight } = edges;
  const weights = new Map<number, number>();
  for (let edge = 0; edge < from.length; edge++) {
    const [start, end] = [from[edge], to[edge]];
    if (start === end) continue;
    const key = isDirected || start < end ? start * size + end : end * size + start;
    weights.set(key, (weights.get(key) ?? 0) + Math.max(0, weight[edge]));
  }
  let total = 0;
  for (const sum of weights.values()) total += sum;
  const mean = total / weights.size;
  return Array.from(weights, ([key, sum]) => ({
    from: Math.floor(key / size),
    to: key % size,
    weight: total > 0 ? sum / mean : 1,
  }));
}

/** Of each node, the ends of its ties. */
export function neighboursOf(size: number, ties: readonly Tie[]): number[][] {
  const neighbours: number[][] = Array.from({ length: size }, () => []);
  for (const { from, to } of ties) {
    neighbours[from].push(to);
    neighbours[to].push(from);
  }
  return neighbours;
}

/** Of each node, how many hops from `start`; -1 where no way leads. */
export function hopsFrom(neighbours: readonly (readonly number[])[], start: number): Int32Array {
  const hops = new Int32Array(neighbours.length).fill(-1);
  hops[start] = 0;
  const queue = [start];
  for (const node of queue) {
    for (const other of neighbours[node]) {
      if (hops[other] >= 0) continue;
      hops[other] = hops[node] + 1;
      queue.push(other);
    }
  }
  return hops;
}

/** Of each node, which connected part it is in, numbered by their first nodes. */
export function componentsOf(neighbours: readonly (readonly number[])[]): Int32Array {
  const component = new Int32Array(neighbours.length).fill(-1);
  let next = 0;
  for (let node = 0; node < neighbours.length; node++) {
    if (component[node] >= 0) continue;
    component[node] = next;
    const queue = [node];
    for (const at of queue) {
      for (const other of neighbours[at]) {
        if (component[other] >= 0) continue;
        component[other] = next;
        queue.push(other);
      }
    }
    next++;
  }
  return component;
}
