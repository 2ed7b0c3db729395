/** Reads amounts as people write them: 7B, 1.5 million, 70亿, 32k, 7,000,000. */

const factors: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  t: 1e12,
  tn: 1e12,
  trillion: 1e12,
  千: 1e3,
  万: 1e4,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  十亿: 1e9,
  百亿: 1e10,
  千亿: 1e11,
  万亿: 1e12,
};

/** The number, or nothing where the text is none. */
export function parseAmount(text: string): number | undefined {
  const plain = text.normalize("NFKC").trim().toLowerCase().replaceAll(",", "");
  const [, digits, word] = /^(\d{1,20}(?:\.\d{1,10})?)\s*(\S*)$/.exec(plain) ?? [];
  const factor = word !== undefined && Object.hasOwn(factors, word) ? factors[word] : undefined;
  // Rounded, since 1.1 times a billion has a tail.
  return digits === undefined || factor === undefined
    ? undefined
    : Number((Number(digits) * factor).toPrecision(12));
}
