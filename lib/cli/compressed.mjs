/**
 * Bodies that are sent often: compressed once and kept, since compressing them for every reader takes longer than
 * all else about an answer. Scripts and styles are read from their folders.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const types = { ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8" };

/**
 * @typedef {object} Held
 * @property {Record<string, string>} headers
 * @property {Buffer} plain
 * @property {Buffer} compressed by gzip
 * @property {Buffer} [smaller] by Brotli, once that has been made
 */

/**
 * @param {Buffer} plain
 * @param {Record<string, string>} headers
 * @returns {Promise<Held>}
 */
export async function hold(plain, headers) {
  const compressed = await promisify(gzip)(plain, { level: constants.Z_BEST_COMPRESSION });
  return { headers, plain, compressed };
}

/**
 * Sends it in the form that the reader understands, or says that the reader has it already.
 *
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {Held} held
 * @param {number} [status] of the answer
 */
export function send(request, response, { headers, plain, compressed, smaller }, status = 200) {
  const vary = [headers.Vary, "Accept-Encoding"].filter(Boolean).join(", ");
  for (const [name, value] of Object.entries({ ...headers, Vary: vary })) response.setHeader(name, value);
  // Weak comparison (RFC 9110, 13.1.2).
  const known = request.headers["if-none-match"]?.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (known?.some((tag) => tag === "*" || tag === headers.ETag?.replace(/^W\//, ""))) {
    response.writeHead(304).end();
    return;
  }
  const understood = String(request.headers["accept-encoding"] ?? "");
  const [encoding, body] =
    smaller && /\bbr\b/.test(understood)
      ? ["br", smaller]
      : /\bgzip\b/.test(understood)
        ? ["gzip", compressed]
        : [undefined, plain];
  if (encoding) response.setHeader("Content-Encoding", encoding);
  response.setHeader("Content-Length", body.length);
  response.writeHead(status).end(request.method === "HEAD" ? undefined : body);
}

/**
 * Answers requests for scripts and styles from memory. Brotli makes them an eighth smaller than gzip and takes ten times
 * as long: nobody waits for it, and it takes one core at the most.
 *
 * @param {{ prefix: string, folder: string, forever: boolean }[]} places what stands where: a folder under a prefix
 *   that ends in a slash, else one file. What stands there forever has a hash in its name
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse, path: string) => Promise<boolean>}
 *   whether it has answered
 */
export function compressedFiles(places) {
  /** @type {Map<string, Held>} */
  const kept = new Map();
  let before = Promise.resolve();
  /** @param {Held} held */
  const makeSmaller = async (held) => {
    const text = { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
    const smaller = await promisify(brotliCompress)(held.plain, { params: text });
    if (smaller.length < held.compressed.length) held.smaller = smaller;
  };
  return async (request, response, path) => {
    const place = places.find(({ prefix }) =>
      prefix.endsWith("/") ? path.startsWith(prefix) : path === prefix,
    );
    const type = types[/** @type {keyof typeof types} */ (extname(path))];
    if (!place || !type || (request.method !== "GET" && request.method !== "HEAD")) return false;
    const rest = normalize(path.slice(place.prefix.length));
    if (rest.startsWith("..")) return false;
    let held = kept.get(path);
    if (!held) {
      const plain = await readFile(join(place.folder, rest)).catch(() => undefined);
      if (!plain) return false;
      const tag = createHash("sha256").update(plain).digest("base64url").slice(0, 22);
      held = await hold(plain, {
        "Content-Type": type,
        "Cache-Control": place.forever ? "public, max-age=31536000, immutable" : "no-cache",
        ETag: `W/"${tag}"`,
      });
      const made = held;
      // Where that fails, gzip does.
      before = before.then(() => makeSmaller(made)).catch(() => {});
      kept.set(path, held);
    }
    send(request, response, held);
    return true;
  };
}
