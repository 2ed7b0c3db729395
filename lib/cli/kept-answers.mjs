/**
 * Answers that never change, such as the whole graph in one version: asked of the app once, then sent from memory,
 * compressed once. Compressing them for every reader takes longer than all else about the answer.
 */
import { randomUUID } from "node:crypto";
import { hold, send } from "./compressed.mjs";
import { keptBytes } from "./kept-bytes.mjs";

/** Bytes kept unless told. */
const usualLimit = 32 * 1024 * 1024;
/** Marks the question that is put to the app itself. */
const header = "x-kept-answers";

/**
 * @param {() => string} origin of this server, once it listens
 * @param {number} [limit] bytes kept, plain and compressed
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => Promise<boolean>}
 *   whether it has answered; what it does not keep is left to the app
 */
export function keptAnswers(origin, limit = usualLimit) {
  const secret = randomUUID();
  const kept = keptBytes(limit);
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
    const held = await hold(Buffer.from(await answer.arrayBuffer()), {
      "Content-Type": answer.headers.get("Content-Type") ?? "",
      "Cache-Control": cache,
      ETag: answer.headers.get("ETag") ?? "",
    });
    return { ...held, status: 200, isKept: true };
  };
  return async (request, response) => {
    const url = request.url ?? "/";
    const isAsked = request.method === "GET" && /^\/api\/v1\/graph(\/facets)?\?/.test(url);
    if (!isAsked || request.headers[header] === secret) return false;
    const held = await kept.get(url, () => ask(url));
    if (!held) return false;
    send(request, response, held);
    return true;
  };
}
