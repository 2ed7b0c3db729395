/** What is sent whole and often, as it is sent. */
const encoded = new WeakMap<object, Uint8Array<ArrayBuffer>>();

/** A value as JSON, encoded once as long as the store holds it: writing it takes longer than the whole rest of an answer. */
export function jsonBytes(value: object): Uint8Array<ArrayBuffer> {
  const known = encoded.get(value);
  if (known) return known;
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  encoded.set(value, bytes);
  return bytes;
}
