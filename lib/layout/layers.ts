/** Which layer every node is in, and in which order the layers' members stand (Sugiyama, Tagawa and Toda 1981). */
import { type Arc, endsOf } from "./acyclic";
import { mean } from "./line";

/** Of each node, its layer, from 0 at the top: below all its ancestors, and no farther from its ties than it has to be. */
export function layersOf(size: number, arcs: readonly Arc[]): Int32Array {
  const below = endsOf(size, arcs, "from", "to");
  const above = endsOf(size, arcs, "to", "from");
  const layer = new Int32Array(size);
  const waiting = above.map((ends) => ends.length);
  const order = waiting.flatMap((count, node) => (count === 0 ? [node] : []));
  for (const node of order) {
    for (const end of below[node]) {
      // Nodes come by layer, so the last of those above is the lowest.
      layer[end] = layer[node] + 1;
      waiting[end]--;
      if (waiting[end] === 0) order.push(end);
    }
  }
  // Who has more below than above goes down to it.
  for (const node of order.reverse()) {
    if (below[node].length <= above[node].length) continue;
    layer[node] = below[node].reduce((least, end) => Math.min(least, layer[end] - 1), size);
  }
  return layer;
}

/**
 * Orders layers so that few arcs cross: sweeps down and up, each node going to the mean of its neighbours on the side
 * the sweep comes from; the best order met is kept. Pauses after each sweep, with the share that is done.
 *
 * @param layers members from left to right, as they are to begin with
 */
export function* ordered(
  size: number,
  arcs: readonly Arc[],
  layers: readonly (readonly number[])[],
  sweeps: number,
): Generator<number, number[][]> {
  const below = endsOf(size, arcs, "from", "to");
  const above = endsOf(size, arcs, "to", "from");
  const current = layers.map((members) => [...members]);
  const at = new Float64Array(size);
  const settle = (members: readonly number[]) => {
    members.forEach((node, i) => {
      at[node] = i - (members.length - 1) / 2;
    });
  };
  current.forEach(settle);
  const crossings = crossingCounter(arcs, layers, at);
  let best = { layers: layers.map((members) => [...members]), crossings: crossings() };
  for (let sweep = 0; sweep < sweeps && best.crossings > 0; sweep++) {
    const isDown = sweep % 2 === 0;
    for (let i = 0; i < current.length; i++) {
      const members = current[isDown ? i : current.length - 1 - i];
      const wish = new Map(
        members.map((node) => {
          const ends = (isDown ? above : below)[node];
          return [node, ends.length > 0 ? mean(ends.map((end) => at[end])) : at[node]];
        }),
      );
      members.sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0) || at[a] - at[b]);
      settle(members);
    }
    const count = crossings();
    if (count < best.crossings) best = { layers: current.map((members) => [...members]), crossings: count };
    yield (sweep + 1) / sweeps;
  }
  return best.layers;
}

/** Counts crossings of arcs that join the same two layers, at the places that nodes then have. */
function crossingCounter(
  arcs: readonly Arc[],
  layers: readonly (readonly number[])[],
  at: Float64Array,
): () => number {
  const layer = new Map(layers.flatMap((members, i) => members.map((node) => [node, i] as const)));
  const bundles = new Map<number, Arc[]>();
  for (const arc of arcs) {
    const key = (layer.get(arc.from) ?? 0) * layers.length + (layer.get(arc.to) ?? 0);
    const bundle = bundles.get(key);
    if (bundle) bundle.push(arc);
    else bundles.set(key, [arc]);
  }
  return () => {
    let count = 0;
    for (const bundle of bundles.values()) count += inversions(bundle, at);
    return count;
  };
}

/** Pairs of arcs whose ends are in one order above and in the other below, by a tree of counts (Fenwick 1994). */
function inversions(bundle: readonly Arc[], at: Float64Array): number {
  const sorted = bundle.toSorted((a, b) => at[a.from] - at[b.from] || at[a.to] - at[b.to]);
  const ends = [...new Set(bundle.map(({ to }) => at[to]))].sort((a, b) => a - b);
  const rank = new Map(ends.map((end, i) => [end, i + 1]));
  const tree = new Int32Array(ends.length + 1);
  let count = 0;
  sorted.forEach(({ to }, seen) => {
    const own = rank.get(at[to]) ?? 0;
    let notBehind = 0;
    for (let i = own; i > 0; i -= i & -i) notBehind += tree[i];
    count += seen - notBehind;
    for (let i = own; i < tree.length; i += i & -i) tree[i]++;
  });
  return count;
}
