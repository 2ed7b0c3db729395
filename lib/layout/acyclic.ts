/** A graph's arcs without cycles: the few that close one are turned round, and no other. */
import type { Tie } from "./ties";

export interface Arc {
  /** The upper end. */
  readonly from: number;
  readonly to: number;
}

/**
 * Turns arcs round until there is no cycle. Only arcs within a strongly connected part are touched, so whoever is an
 * ancestor and not a descendant too stays one; within a part, the order of Eades, Lin and Smyth (1993, "A fast and
 * effective heuristic for the feedback arc set problem") says which.
 */
export function withoutCycles(size: number, arcs: readonly Tie[]): Arc[] {
  const part = strongParts(size, arcs);
  const inside = arcs.filter(({ from, to }) => part[from] === part[to]);
  const rank = ranksWithin(size, inside);
  return arcs.map(({ from, to }) =>
    part[from] === part[to] && rank[from] > rank[to] ? { from: to, to: from } : { from, to },
  );
}

/** Of each node, its strongly connected part (Tarjan 1972, without recursion). */
function strongParts(size: number, arcs: readonly Tie[]): Int32Array {
  const next = endsOf(size, arcs, "from", "to");
  const part = new Int32Array(size).fill(-1);
  const seen = new Int32Array(size).fill(-1);
  const lowest = new Int32Array(size);
  const open: number[] = [];
  let time = 0;
  let parts = 0;
  for (let root = 0; root < size; root++) {
    if (seen[root] >= 0) continue;
    const path = [{ node: root, at: 0 }];
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const { node, at } = step;
      if (at === 0) {
        seen[node] = lowest[node] = time++;
        open.push(node);
      }
      if (at < next[node].length) {
        step.at++;
        const other = next[node][at];
        if (seen[other] < 0) path.push({ node: other, at: 0 });
        else if (part[other] < 0) lowest[node] = Math.min(lowest[node], seen[other]);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above) lowest[above.node] = Math.min(lowest[above.node], lowest[node]);
      if (lowest[node] < seen[node]) continue;
      for (let member = -1; member !== node; ) {
        member = open.pop() ?? node;
        part[member] = parts;
      }
      parts++;
    }
  }
  return part;
}

/** An order in which few of the arcs run backwards. */
function ranksWithin(size: number, arcs: readonly Tie[]): Int32Array {
  const next = endsOf(size, arcs, "from", "to");
  const previous = endsOf(size, arcs, "to", "from");
  const out = next.map((ends) => ends.length);
  const into = previous.map((ends) => ends.length);
  const left = new Set<number>();
  for (let node = 0; node < size; node++) if (out[node] + into[node] > 0) left.add(node);
  const rank = new Int32Array(size);
  let first = 0;
  let last = size;
  const take = (node: number, at: number) => {
    left.delete(node);
    rank[node] = at;
    for (const end of next[node]) into[end]--;
    for (const end of previous[node]) out[end]--;
  };
  while (left.size > 0) {
    let best = -1;
    let isSink = false;
    for (const node of left) {
      isSink = out[node] === 0;
      if (isSink || into[node] === 0) {
        best = node;
        break;
      }
      if (best < 0 || out[node] - into[node] > out[best] - into[best]) best = node;
    }
    if (isSink) take(best, --last);
    else take(best, first++);
  }
  return rank;
}

/** Of each node, the other ends of the arcs that it is at that end of. */
export function endsOf(
  size: number,
  arcs: readonly Arc[],
  end: "from" | "to",
  other: "from" | "to",
): number[][] {
  const ends: number[][] = Array.from({ length: size }, () => []);
  for (const arc of arcs) ends[arc[end]].push(arc[other]);
  return ends;
}
