/** Which entities of a graph from elsewhere make a region each: few enough to be read, whatever the graph's size. */
import { louvainOf, membersOf, type Ties } from "./louvain";

/** So many regions can be told apart on one map. */
const mostRegions = 90;

export interface DraftRegions {
  /** Of every entity, numbered from 0, the largest first; what is tied to nothing is the last one. */
  readonly region: Int32Array;
  readonly count: number;
  /** The last one holds what hangs together with nothing else. */
  readonly hasLoose: boolean;
}

export function draftRegions(network: Ties): DraftRegions {
  const { size } = network;
  const smallest = Math.max(4, Math.min(18, size / 40), size / 400);
  const largest = Math.max(130, size / 24);
  const found = divideLarge(network, louvainOf(network), largest);
  const parts = joinSmall(network, found, smallest);
  return numbered(parts, size);
}

/** Divides what is too large for one region once more. */
function divideLarge(network: Ties, of: Int32Array, largest: number): Int32Array {
  let count = of.reduce((most, at) => Math.max(most, at + 1), 0);
  const divided = of.slice();
  const { start, members } = membersOf(of, count);
  for (let at = 0, before = count; at < before; at++) {
    const own = members.subarray(start[at], start[at + 1]);
    if (own.length <= largest) continue;
    const parts = louvainOf(partOf(network, own));
    const partCount = parts.reduce((most, part) => Math.max(most, part + 1), 0);
    parts.forEach((part, i) => {
      if (part > 0) divided[own[i]] = count + part - 1;
    });
    count += partCount - 1;
  }
  return divided;
}

/** The ties among some nodes, numbered anew. */
export function partOf({ from, neighbour, strength }: Ties, members: Uint32Array): Ties {
  const number = new Map<number, number>();
  members.forEach((node, i) => {
    number.set(node, i);
  });
  const start = new Uint32Array(members.length + 1);
  const ends: number[] = [];
  const weights: number[] = [];
  members.forEach((node, i) => {
    for (let t = from[node]; t < from[node + 1]; t++) {
      const end = number.get(neighbour[t]);
      if (end === undefined) continue;
      ends.push(end);
      weights.push(strength[t]);
    }
    start[i + 1] = ends.length;
  });
  return {
    size: members.length,
    from: start,
    neighbour: Uint32Array.from(ends),
    strength: Float64Array.from(weights),
  };
}

interface Parts {
  /** By entity; -1 where it hangs together with nothing that is large enough. */
  readonly of: Int32Array;
}

/**
 * Joins each community that is too small to the one that it is most tied to; until there are few enough, what counts as
 * small grows.
 */
function joinSmall(network: Ties, found: Int32Array, smallest: number): Parts {
  let of: Int32Array = found.slice();
  for (let least = smallest; ; least *= 1.6) {
    // Each pass halves their number at least, where they are tied to anything.
    for (let pass = 0; pass < 20; pass++) {
      const joined = joinOnce(network, of, least);
      if (!joined) break;
      of = joined;
    }
    of = setLoose(network, of, smallest);
    const left = new Set(of);
    if (left.size <= mostRegions || least > network.size)
      return { of: left.size <= mostRegions ? of : of.fill(0) };
  }
}

/** @returns nothing where no small community is tied to another one */
function joinOnce(network: Ties, of: Int32Array, least: number): Int32Array | undefined {
  const count = of.reduce((most, at) => Math.max(most, at + 1), 0);
  const { start, members } = membersOf(
    of.map((at) => (at < 0 ? count : at)),
    count + 1,
  );
  const towards = new Float64Array(count);
  const goal = Int32Array.from({ length: count }, (_, at) => at);
  const lead = (at: number): number => {
    let end = at;
    while (goal[end] !== end) end = goal[end];
    return end;
  };
  // What has grown enough in this pass waits for the next one, or chains would end up as one.
  const grown = new Map<number, number>();
  let joined = 0;
  for (let at = 0; at < count; at++) {
    const size = start[at + 1] - start[at];
    if (size === 0 || size >= least) continue;
    const best = mostTied(network, members.subarray(start[at], start[at + 1]), of, at, towards, start);
    if (best < 0) continue;
    const end = lead(best);
    if (end === at || (grown.get(end) ?? 0) >= 2 * least) continue;
    grown.set(end, (grown.get(end) ?? start[end + 1] - start[end]) + (grown.get(at) ?? size));
    goal[at] = end;
    joined++;
  }
  return joined > 0 ? of.map((at) => (at < 0 ? at : lead(at))) : undefined;
}

function mostTied(
  { from, neighbour, strength }: Ties,
  own: Uint32Array,
  of: Int32Array,
  at: number,
  towards: Float64Array,
  start: Uint32Array,
): number {
  const near: number[] = [];
  for (const node of own) {
    for (let t = from[node]; t < from[node + 1]; t++) {
      const other = of[neighbour[t]];
      if (other === at || other < 0) continue;
      if (towards[other] === 0) near.push(other);
      towards[other] += strength[t];
    }
  }
  let [best, most] = [-1, 0];
  for (const other of near) {
    // Large communities do not draw everything to themselves.
    const reach = towards[other] / Math.sqrt(start[other + 1] - start[other]);
    if (reach > most) [best, most] = [other, reach];
    towards[other] = 0;
  }
  return best;
}

/** What is small and tied to nothing else is one region together. */
function setLoose({ from }: Ties, of: Int32Array, smallest: number): Int32Array {
  const count = of.reduce((most, at) => Math.max(most, at + 1), 0);
  const sizes = new Uint32Array(count);
  for (const at of of) if (at >= 0) sizes[at]++;
  return of.map((at, i) => (at >= 0 && (sizes[at] < smallest || from[i] === from[i + 1]) ? -1 : at));
}

function numbered({ of }: Parts, size: number): DraftRegions {
  const sizes = new Map<number, number>();
  for (const at of of) sizes.set(at, (sizes.get(at) ?? 0) + 1);
  const order = [...sizes.keys()]
    .filter((at) => at >= 0)
    .sort((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0) || a - b);
  const hasLoose = sizes.has(-1);
  const number = new Map(order.map((at, i) => [at, i]));
  if (hasLoose) number.set(-1, order.length);
  const region = new Int32Array(size);
  of.forEach((at, i) => {
    region[i] = number.get(at) ?? 0;
  });
  return { region, count: number.size, hasLoose: hasLoose && order.length > 0 };
}
