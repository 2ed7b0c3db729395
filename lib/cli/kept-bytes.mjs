/** Answers in memory, within a number of bytes. */

/** @typedef {import("./compressed.mjs").Held & { status: number, isKept: boolean }} Answer */

/**
 * @param {number} limit bytes, plain and compressed; what has not been asked for longest gives way, so that no stranger
 *   fills the memory
 */
export function keptBytes(limit) {
  /** @type {Map<string, Answer>} */
  const kept = new Map();
  /** What is being made: whoever wants the same waits for it. @type {Map<string, Promise<Answer | undefined>>} */
  const coming = new Map();
  let size = 0;
  /** @param {Answer} answer */
  const sizeOf = ({ plain, compressed }) => plain.length + compressed.length;
  /** @param {string} key */
  const forget = (key) => {
    const answer = kept.get(key);
    if (answer && kept.delete(key)) size -= sizeOf(answer);
  };
  /** @param {string} key @param {Answer} answer */
  const keep = (key, answer) => {
    forget(key);
    kept.set(key, answer);
    size += sizeOf(answer);
    for (const oldest of kept.keys()) {
      if (size <= limit || oldest === key) break;
      forget(oldest);
    }
  };
  return {
    /**
     * @param {string} key
     * @param {() => Promise<Answer | undefined>} make
     * @param {(isThere: boolean) => void} [onLook] hears whether it is there, or in the making
     * @returns {Promise<Answer | undefined>} nothing where `make` makes nothing
     */
    async get(key, make, onLook) {
      const known = kept.get(key);
      onLook?.(known !== undefined || coming.has(key));
      if (known) {
        keep(key, known);
        return known;
      }
      let made = coming.get(key);
      if (!made) {
        made = make().finally(() => coming.delete(key));
        coming.set(key, made);
      }
      const answer = await made;
      if (answer?.isKept) keep(key, answer);
      return answer;
    },
  };
}
