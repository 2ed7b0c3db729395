/** Lists of numbers by hash, in typed arrays: which names have a gram. Hashes of the same bucket share a list. */

const everything = { end: Number.POSITIVE_INFINITY };

export class Postings {
  /** Hashes are cut to so many bits. */
  private readonly bits: number;

  /** @param start where each list begins in `items`, and the last one ends; one more than a power of two */
  constructor(
    readonly start: Uint32Array,
    readonly items: Uint32Array,
  ) {
    this.bits = 31 - Math.clz32(start.length - 1);
  }

  private list(hash: number): Uint32Array {
    const bucket = hash >>> (32 - this.bits);
    return this.items.subarray(this.start[bucket], this.start[bucket + 1]);
  }

  /** What may have all of these, rising; nothing for none. @param within ends before a number, which may fall meanwhile */
  *having(hashes: readonly number[], within: { readonly end: number } = everything): Generator<number, void> {
    const [shortest, ...others] = [...new Set(hashes)]
      .map((hash) => this.list(hash))
      .sort((a, b) => a.length - b.length);
    if (!shortest) return;
    const at = others.map(() => 0);
    next: for (const item of shortest) {
      if (item >= within.end) return;
      for (let i = 0; i < others.length; i++) {
        at[i] = firstFrom(others[i], item, at[i]);
        if (at[i] === others[i].length) return;
        if (others[i][at[i]] !== item) continue next;
      }
      yield item;
    }
  }
}

/** The place of the first item that is not below this one, which is not before `from`: in ever longer strides, then halving. */
function firstFrom(list: Uint32Array, item: number, from: number): number {
  let [low, stride] = [from, 1];
  while (low + stride < list.length && list[low + stride] < item) {
    low += stride;
    stride *= 2;
  }
  let high = Math.min(low + stride, list.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle] < item) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Names between two moments at which others may have their turn. */
const portion = 4000;

/**
 * Makes the lists of names by gram, giving way after some milliseconds of work each.
 *
 * @param count how many names there are
 * @param gramsOf tells the hashes of a name, some of them more than once
 */
export function* postingsOf(
  count: number,
  gramsOf: (name: number, tell: (hash: number) => void) => void,
): Generator<void, Postings> {
  const bits = Math.max(8, Math.min(22, Math.ceil(Math.log2(count + 1)) + 2));
  const start = new Uint32Array(2 ** bits + 1);
  /** By bucket, one more than the name that was put there last. */
  const last = new Uint32Array(2 ** bits);
  const each = function* (put: (bucket: number, name: number) => void): Generator<void, void> {
    last.fill(0);
    for (let name = 0; name < count; name++) {
      gramsOf(name, (hash) => {
        const bucket = hash >>> (32 - bits);
        if (last[bucket] === name + 1) return;
        last[bucket] = name + 1;
        put(bucket, name);
      });
      if (name % portion === portion - 1) yield;
    }
  };
  yield* each((bucket) => start[bucket + 1]++);
  for (let bucket = 0; bucket < last.length; bucket++) start[bucket + 1] += start[bucket];
  const items = new Uint32Array(start[last.length]);
  const next = start.slice(0, last.length);
  yield* each((bucket, name) => {
    items[next[bucket]++] = name;
  });
  return new Postings(start, items);
}
