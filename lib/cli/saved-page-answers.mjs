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
 * @param {number} [limit] bytes kept; what has not been asked for longest gives way
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse, path: string) => Promise<boolean>}
 *   whether it has answered: where there is no such view, or it cannot be had, the app says so
 */
export function savedPageAnswers(host, limit = usualLimit) {
  const kept = keptBytes(limit);
  return async (request, response, path) => {
    const { method, url = "/", headers } = request;
    const isAsked =
      savedPages.test(path) && (method === "GET" || method === "HEAD") && headers.rsc === undefined;
    if (!isAsked || !host.savedPage) return false;
    const held = await host
      .savedPage({
        url: `http://localhost${url}`,
        headers: new Headers(
          decisive.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])),
        ),
      })
      .then((page) => page && kept.get(page.key, async () => made(await page.make())))
      // What is in the way is found by the app as well, which tells it.
      .catch(() => undefined);
    if (!held) return false;
    send(request, response, held);
    return true;
  };
}

/** @param {string} html */
async function made(html) {
  const body = Buffer.from(html);
  const tag = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  const held = await hold(body, {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "private, no-cache",
    ETag: `W/"${tag}"`,
    Vary: "Cookie, Accept-Language",
  });
  return { ...held, status: 200, isKept: true };
}
