/**
 * The communities of a large graph, several levels of them: those of the coarsest level are found as for any graph from
 * elsewhere, and divided into ever smaller ones; each lies within one of the level before.
 */
import { draftRegions, partOf } from "@/lib/data/draft-communities";
import { fold, louvainOf, membersOf, type Ties } from "@/lib/data/louvain";

export interface Level {
  /** Of every entity. */
  readonly of: Int32Array;
  readonly count: number;
  /** Of every community, the one of the coarser level that it lies in; of the coarsest, none. */
  readonly parent: Int32Array;
}

export interface Hierarchy {
  /** Coarse, middling and fine. */
  readonly levels: readonly [Level, Level, Level];
  /** The last one of the coarsest level holds what hangs together with nothing else. */
  readonly hasLoose: boolean;
}

/** Of entities, where there are not too many communities then. */
const fewMembers = 64;
const mostFine = 20_000;

/** @param target entities of a community of the finest level, about */
export function hierarchyOf(ties: Ties, target = Math.max(fewMembers, ties.size / mostFine)): Hierarchy {
  const { region, count, hasLoose } = draftRegions(ties);
  const fine = new Int32Array(ties.size);
  const middling = new Int32Array(ties.size);
  const fineParents: number[] = [];
  const middlingParents: number[] = [];
  const { start, members } = membersOf(region, count);
  for (let at = 0; at < count; at++) {
    const own = members.subarray(start[at], start[at + 1]);
    const within = partOf(ties, own);
    const parts = divide(within, target);
    const [folded] = fold(within, new Float64Array(own.length), parts.of, parts.count);
    const groups = divide(folded, Math.max(3, Math.sqrt(parts.count)));
    own.forEach((entity, i) => {
      fine[entity] = fineParents.length + parts.of[i];
      middling[entity] = middlingParents.length + groups.of[parts.of[i]];
    });
    for (const group of groups.of) fineParents.push(middlingParents.length + group);
    for (let group = 0; group < groups.count; group++) middlingParents.push(at);
  }
  const levelOf = (of: Int32Array, parents: readonly number[]): Level => ({
    of,
    count: parents.length,
    parent: Int32Array.from(parents),
  });
  return {
    levels: [
      { of: region, count, parent: new Int32Array(count).fill(-1) },
      levelOf(middling, middlingParents),
      levelOf(fine, fineParents),
    ],
    hasLoose,
  };
}

/** A community is divided no more often than this; what is left then is cut into pieces. */
const deepest = 8;

/** Parts of about so many nodes: none more than twice as large, and small ones only where nothing is tied to them. */
function divide(ties: Ties, target: number): { of: Int32Array; count: number } {
  const of = new Int32Array(ties.size);
  let count = 0;
  const settle = (members: Uint32Array) => {
    for (const node of members) of[node] = count;
    count++;
  };
  const cut = (members: Uint32Array, depth: number): void => {
    if (members.length <= 1.5 * target) return settle(members);
    const within = members.length === ties.size ? ties : partOf(ties, members);
    const found = depth < deepest ? louvainOf(within) : new Int32Array(members.length);
    const parts = found.reduce((most, at) => Math.max(most, at + 1), 0);
    if (parts <= 1) {
      const pieces = Math.ceil(members.length / target);
      const each = Math.ceil(members.length / pieces);
      for (let i = 0; i < members.length; i += each) settle(members.subarray(i, i + each));
      return;
    }
    const { start, members: nodes } = membersOf(found, parts);
    for (let at = 0; at < parts; at++)
      cut(
        nodes.subarray(start[at], start[at + 1]).map((node) => members[node]),
        depth + 1,
      );
  };
  cut(
    Uint32Array.from({ length: ties.size }, (_, i) => i),
    0,
  );
  return join(ties, { of, count }, target);
}

/** Joins what is too small to what it is most tied to, and what is tied to nothing to others of its like. */
function join(ties: Ties, { of, count }: { of: Int32Array; count: number }, target: number) {
  const [between] = fold(ties, new Float64Array(ties.size), of, count);
  const size = new Float64Array(count);
  for (const at of of) size[at]++;
  const goal = Int32Array.from({ length: count }, (_, at) => at);
  const lead = (at: number): number => {
    let end = at;
    while (goal[end] !== end) {
      goal[end] = goal[goal[end]];
      end = goal[end];
    }
    return end;
  };
  const smallestFirst = [...goal].sort((a, b) => size[a] - size[b] || a - b);
  const isSmall = (at: number) => size[at] < target / 2;
  for (const at of smallestFirst) {
    const own = lead(at);
    if (!isSmall(own)) continue;
    let [best, most] = [-1, 0];
    for (let t = between.from[at]; t < between.from[at + 1]; t++) {
      const other = lead(between.neighbour[t]);
      const isFitting = other !== own && size[other] + size[own] <= 1.5 * target;
      if (isFitting && between.strength[t] > most) [best, most] = [other, between.strength[t]];
    }
    if (best < 0) continue;
    size[best] += size[own];
    goal[own] = best;
  }
  let open = -1;
  for (const at of goal.keys()) {
    if (goal[at] !== at || !isSmall(at)) continue;
    if (open >= 0 && size[open] + size[at] <= 1.5 * target) {
      size[open] += size[at];
      goal[at] = open;
    } else open = at;
  }
  const number = new Int32Array(count).fill(-1);
  let left = 0;
  const joined = of.map((at) => {
    const end = lead(at);
    if (number[end] < 0) number[end] = left++;
    return number[end];
  });
  return { of: joined, count: left };
}
