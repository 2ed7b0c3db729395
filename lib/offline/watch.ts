/** When a page that is left open asks whether there is a new release, and what it takes for one. */

/** Between two questions of a page that is looked at, in milliseconds. */
const interval = 5 * 60_000;
/** At least this long, however often the reader comes back to it. */
const shortest = 20_000;

/** Milliseconds until the next question. @param since milliseconds since the last one */
export const nextCheck = (since: number): number =>
  Math.max(shortest - since, since > interval / 2 ? 0 : interval - since, 0);

/** Whether the server is of another release; one that cannot be reached, or does not say, is none. */
export const afterCheck = (own: string | undefined, answered: unknown): boolean =>
  own !== undefined && typeof answered === "string" && answered !== "" && answered !== own;
