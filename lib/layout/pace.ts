/** When a layout gives way: by the clock, which decides nothing else. */

/** Milliseconds of work between two looks at whether something else has to be done; a stretch of work is let end. */
const stretch = 14;

/** Yields what it is told if it is time to; else does nothing. */
export type Rest = <T>(progress: () => T) => Generator<T, void>;

/** A pace of work that begins now. */
export function startPace(): Rest {
  let since = performance.now();
  return function* (progress) {
    if (performance.now() - since < stretch) return;
    yield progress();
    since = performance.now();
  };
}
