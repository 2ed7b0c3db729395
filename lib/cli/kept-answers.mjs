/**
 * Answers that never change, such as the whole graph in one version: asked of the app once, then sent from memory,
 * compressed once. Compressing them for every reader takes longer than all else about the answer.
 */
import { hold, send } from "./compressed.mjs";
import { keptBytes } from "./kept-bytes.mjs";

/** Bytes kept unless told. */
const usualLimit = 32 * 1024 * 1024;

/**
 * @param {import("./self.mjs").Self} self
 * @param {Pick<import("./metrics.mjs").Metrics, "kept">} metrics
 * @param {number} [limit] bytes kept, plain and compressed
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => Promise<boolean>}
 *   whether it has answered; what it does not keep is left to the app
 */
export function keptAnswers(self, metrics, limit = usualLimit) {
  const kept = keptBytes(limit);
  /** @param {string} url @returns nothing where the answer may change */
  const ask = async (url) => {
    const answer = await self.ask(url);
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
    if (!isAsked || self.isOwn(request)) return false;
    const held = await kept.get(
      url,
      () => ask(url),
      (found) => metrics.kept("graph", found),
    );
    if (!held) return false;
    send(request, response, held);
    return true;
  };
}
