/** Work that gives way to other requests. */

/** Lets others have their turn: at once in Node, by a timer in a browser's worker, which has nothing sooner. */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve);
  });

/** The result of work in steps, with a turn for others after each, unless it is told to stop before. */
export async function inTurns<T>(work: Generator<unknown, T>, signal?: AbortSignal): Promise<T> {
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    await turn();
    signal?.throwIfAborted();
  }
}
