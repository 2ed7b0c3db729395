/**
 * Work on graphs of any size that gives way now and then: a generator that yields after some milliseconds. Who has nobody
 * else to serve does it at once; the store lets others have their turn in between.
 */

/** Entities that are looked at between two moments at which others may have their turn. */
export const entitiesInStep = 65_536;

/** Does the work at once. */
export function toEnd<T>(work: Generator<unknown, T>): T {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}
