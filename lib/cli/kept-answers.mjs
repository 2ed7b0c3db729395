/**
 * Answers that never change, such as the whole graph in one version: asked of the app once, then sent from memory,
 * compressed once. Compressing them for every reader takes longer than all else about the answer.
 */
import { randomUUID } from "node:crypto";
import { hold, send } from "./compressed.mjs";

/** Bytes kept unless told. */
const usualLimit = 32 * 1024 * 1024;
/** Marks the question that is put to the app itself. */
const header = "x-kept-answers";

/**
 * @param {() => string} origin of this server, once it listens
 * @param {number} [limit] bytes kept, plain and compressed; what has not been asked for longest gives way, so that no
 *   stranger fills the memory
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => Promise<boolean>}
 *   whether it has answered; what it does not keep is left to the app
 */
export function keptAnswers(origin, limit = usualLimit) {
  const secret = randomUUID();
  /** @type {Map<string, import("./compressed.mjs").Held>} */
  const kept = new Map();
  /** What the app is being asked: whoever wants the same waits for it. @type {Map<string, Promise<import("./compressed.mjs").Held | undefined>>} */
  const coming = new Map();
  let size = 0;
  /** @param {import("./compressed.mjs").Held} held */
  const sizeOf = ({ plain, compressed }) => plain.length + compressed.length;
  /** @param {string} url @param {import("./compressed.mjs").Held} held */
  const keep = (url, held) => {
    forget(url);
    kept.set(url, held);
    size += sizeOf(held);
    for (const oldest of kept.keys()) {
      if (size <= limit || oldest === url) break;
      forget(oldest);
    }
  };
  /** @param {string} url */
  const forget = (url) => {
    const held = kept.get(url);
    if (held && kept.delete(url)) size -= sizeOf(held);
  };
  /** @param {string} url @returns nothing where the answer may change */
  const ask = async (url) => {
    const answer = await fetch(origin() + url, {
      headers: { [header]: secret, "Accept-Encoding": "identity" },
    });
    const cache = answer.headers.get("Cache-Control") ?? "";
    if (!answer.ok || !cache.includes("immutable")) {
      // Not waited for: it may not end before the connection does.
      answer.body?.cancel().catch(() => undefined);
      return undefined;
    }
    return hold(Buffer.from(await answer.arrayBuffer()), {
      "Content-Type": answer.headers.get("Content-Type") ?? "",
      "Cache-Control": cache,
      ETag: answer.headers.get("ETag") ?? "",
    });
  };
  /** @param {string} url */
  const askOnce = (url) => {
    const known = coming.get(url);
    if (known) return known;
    const asked = ask(url).finally(() => coming.delete(url));
    coming.set(url, asked);
    return asked;
  };
  return async (request, response) => {
    const url = request.url ?? "/";
    const isAsked = request.method === "GET" && /^\/api\/v1\/graph(\/facets)?\?/.test(url);
    if (!isAsked || request.headers[header] === secret) return false;
    const held = kept.get(url) ?? (await askOnce(url));
    if (!held) return false;
    keep(url, held);
    send(request, response, held);
    return true;
  };
}
