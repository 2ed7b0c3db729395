/** The compact graph as it is sent. */
import type { CompactGraph } from "@/lib/graph/graph";

const encoded = new WeakMap<CompactGraph, Uint8Array<ArrayBuffer>>();

/** Encoded once as long as the store holds it: writing it takes longer than the whole rest of an answer. */
export function compactBytes(compact: CompactGraph): Uint8Array<ArrayBuffer> {
  const known = encoded.get(compact);
  if (known) return known;
  const bytes = new TextEncoder().encode(JSON.stringify(compact));
  encoded.set(compact, bytes);
  return bytes;
}
