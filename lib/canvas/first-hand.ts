/**
 * Where a device is used by touch, power and data are dear: what nobody needs who only looks waits for the first hand.
 */
const signs = ["pointerdown", "pointermove", "keydown", "wheel"] as const;
/** Milliseconds until it comes without one: who reads that long will use it. */
const patience = 6000;

let come: Promise<void> | undefined;
let take: (() => void) | undefined;

/** Resolves at once where there is a mouse; else with the first touch or key, or after a while. */
export function firstHand(): Promise<void> {
  come ??= matchMedia("(pointer: coarse)").matches ? waitForHand() : Promise.resolve();
  return come;
}

/** Who has come for some entities wants to see what ties them: that is as good as a hand. */
export function countAsHand(): void {
  come ??= Promise.resolve();
  take?.();
}

const waitForHand = (): Promise<void> =>
  new Promise((resolve) => {
    take = resolve;
    for (const sign of signs) addEventListener(sign, () => resolve(), { once: true, passive: true });
    setTimeout(resolve, patience);
  });
