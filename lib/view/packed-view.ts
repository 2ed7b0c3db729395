/**
 * The parameters of a view packed into one: deflated (RFC 1951) and written in the alphabet of addresses (RFC 4648,
 * "base64url"). For addresses that would be too long for mail and chat.
 */

/** A text that is no packed view, or one too large to be unpacked. */
export class PackedViewError extends Error {
  override readonly name = "PackedViewError";
}

/** Parameters longer than this, in characters, are packed. */
export const packFrom = 1500;
/** Most bytes that are packed and unpacked. */
const limit = 64 * 1024;

/**
 * The value of the parameter `z` for the parameters of an address, as `formatView` prints them.
 *
 * @throws {PackedViewError} where they are too long
 */
export async function packQuery(query: string): Promise<string> {
  // Escapes cost three characters a byte, and are put back on the way out.
  const bytes = new TextEncoder().encode(query.replace(/(?:%[89A-F][0-9A-F])+/g, decoded));
  if (bytes.length > limit) throw new PackedViewError("The view is too large to be packed.");
  return toText(await throughStream(bytes, new CompressionStream("deflate-raw")));
}

/**
 * The parameters that were packed.
 *
 * @throws {PackedViewError} where this is nothing that was packed, or more than 64 KB of it
 */
export async function unpackQuery(text: string): Promise<string> {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length > 2 * limit)
    throw new PackedViewError("This is no packed view.");
  let bytes: Uint8Array;
  try {
    bytes = await throughStream(toBytes(text), new DecompressionStream("deflate-raw"));
    const query = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return query.replace(/\P{ASCII}+/gu, encodeURIComponent);
  } catch (cause) {
    if (cause instanceof PackedViewError) throw cause;
    throw new PackedViewError("This is no packed view.", { cause });
  }
}

function decoded(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return escapes;
  }
}

/** Reads no more of what comes out than the limit: a short text may hold gigabytes. */
async function throughStream(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw new PackedViewError("The packed view is too large.");
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function toText(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

const toBytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) =>
    character.charCodeAt(0),
  );
