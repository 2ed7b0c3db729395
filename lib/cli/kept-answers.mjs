/**
 * Answers that never change, such as the whole graph in one version: asked of the app once, then sent from memory,
 * compressed once. Compressing them for every reader takes longer than all else about the answer.
 */
import { randomUUID } from "node:crypto";
import { hold, send } from "./compressed.mjs";

/** Addresses kept; there are few, and a stranger who makes some up must not fill the memory. */
const limit = 8;
/** Marks the question that is put to the app itself. */
const header = "x-kept-answers";

/**
 * @param {() => string} origin of this server, once it listens
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => Promise<boolean>}
 *   whether it has answered; what it does not keep is left to the app
 */
export function keptAnswers(origin) {
  const secret = randomUUID();
  /** @type {Map<string, import("./compressed.mjs").Held>} */
  const kept = new Map();
  return async (request, response) => {
    const url = request.url ?? "/";
    const isAsked = request.method === "GET" && /^\/api\/v1\/graph(\/facets)?\?/.test(url);
    if (!isAsked || request.headers[header] === secret) return false;
    let held = kept.get(url);
    if (!held) {
      const answer = await fetch(origin() + url, {
        headers: { [header]: secret, "Accept-Encoding": "identity" },
      });
      const cache = answer.headers.get("Cache-Control") ?? "";
      if (!answer.ok || !cache.includes("immutable")) return false;
      held = await hold(Buffer.from(await answer.arrayBuffer()), {
        "Content-Type": answer.headers.get("Content-Type") ?? "",
        "Cache-Control": cache,
        ETag: answer.headers.get("ETag") ?? "",
      });
      if (kept.size >= limit) kept.delete(kept.keys().next().value ?? "");
      kept.set(url, held);
    }
    send(request, response, held);
    return true;
  };
}
