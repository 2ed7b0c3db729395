/**
 * Pages of saved views: put together and compressed once for each state of a view, then sent from memory. With every
 * request the store is asked whether the view is still what it was, so that nobody sees one that has been changed or
 * deleted. The framework would take longer to hand the request on than all of this.
 */
import { createHash } from "node:crypto";
import { hold, send } from "./compressed.mjs";
import { keptBytes } from "./kept-bytes.mjs";

/** Bytes kept, plain and compressed: some 200 pages. */
const usualLimit = 32 * 1024 * 1024;
const savedPages = /^\/(?:embed\/)?v\/[^/]+$/;
/** Of a request, all that decides which page it is answered with (app/_server/reader.ts). */
const decisive = ["cookie", "accept-language", "x-atlas-origin"];

/**
 * @param {import("@/app/_server/host").Host} host
 * @param {Pick<import("./metrics.mjs").Metrics, "kept">} metrics
 * @param {number} [limit] bytes kept; what has not been asked for longest gives way
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse, path: string) => Promise<boolean>}
 *   whether it has answered
 */
export function savedPageAnswers(host, metrics, limit = usualLimit) {
  const kept = keptBytes(limit);
  return async (request, response, path) => {
    const { method, url = "/", headers } = request;
    const isAsked =
      savedPages.test(path) && (method === "GET" || method === "HEAD") && headers.rsc === undefined;
    if (!isAsked || !host.savedPage) return false;
    const page = await host.savedPage({
      url: `http://localhost${url}`,
      headers: new Headers(
        decisive.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])),
      ),
    });
    const held = await kept.get(
      page.key,
      async () => made(await page.make()),
      (found) => metrics.kept("saved view", found),
    );
    if (!held) return false;
    send(request, response, held, held.status);
    return true;
  };
}

/** @param {{ status: number, html: string }} page */
async function made({ status, html }) {
  const body = Buffer.from(html);
  const tag = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  const isThere = status === 200;
  const held = await hold(body, {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "private, no-cache",
    Vary: "Cookie, Accept-Language",
    ...(isThere && { ETag: `W/"${tag}"` }),
  });
  return { ...held, status, isKept: isThere };
}
