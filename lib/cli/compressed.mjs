/**
 * Bodies that are sent often: compressed once and kept, since compressing them for every reader takes longer than
 * all else about an answer. Scripts and styles are read from their folders.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const types = { ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8" };

/**
 * @typedef {object} Held
 * @property {Record<string, string>} headers
 * @property {Buffer} plain
 * @property {Buffer} compressed by gzip
 * @property {Buffer} [smaller] by Brotli, where that has been made ahead
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
 * What stands where: a folder under a prefix that ends in a slash, else one file. What stands there forever has a hash in
 * its name.
 *
 * @typedef {{ prefix: string, folder: string, forever: boolean }} Place
 */

/**
 * Makes scripts and styles as small as can be, which takes ten times as long as gzip and makes them an eighth smaller: once,
 * with the build, so that nobody waits for it.
 *
 * @param {readonly Place[]} places
 * @param {string} ahead folder that they go into, by their tags; what was there is removed
 */
export async function compressAhead(places, ahead) {
  await rm(ahead, { recursive: true, force: true });
  await mkdir(ahead, { recursive: true });
  const files = (await Promise.all(places.map(({ folder }) => filesIn(folder)))).flat();
  await Promise.all(
    files.map(async (file) => {
      const plain = await readFile(file);
      const text = { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
      await writeFile(join(ahead, tagOf(plain)), await promisify(brotliCompress)(plain, { params: text }));
    }),
  );
}

/** @param {string} path of a folder or a file */
async function filesIn(path) {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true });
  return entries.filter((name) => extname(name) in types).map((name) => join(path, name));
}

/** @param {Buffer} plain */
const tagOf = (plain) => createHash("sha256").update(plain).digest("base64url").slice(0, 22);

/**
 * Answers requests for scripts and styles from memory.
 *
 * @param {readonly Place[]} places
 * @param {string} ahead see compressAhead
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse, path: string) => Promise<boolean>}
 *   whether it has answered
 */
export function compressedFiles(places, ahead) {
  /** @type {Map<string, Held>} */
  const kept = new Map();
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
      const tag = tagOf(plain);
      held = await hold(plain, {
        "Content-Type": type,
        "Cache-Control": place.forever ? "public, max-age=31536000, immutable" : "no-cache",
        ETag: `W/"${tag}"`,
      });
      const smaller = await readFile(join(ahead, tag)).catch(() => undefined);
      if (smaller && smaller.length < held.compressed.length) held.smaller = smaller;
      kept.set(path, held);
    }
    send(request, response, held);
    return true;
  };
}
