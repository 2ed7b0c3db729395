/**
 * Pages: asked of the app once, then sent from memory. Those that are only read are sent without the framework's
 * scripts, which would do nothing there but load: they are whole as they stand.
 */
import { createHash } from "node:crypto";
import { hold, send } from "./compressed.mjs";
import { keptBytes } from "./kept-bytes.mjs";
import { withLiveHead } from "./live-head.mjs";

/** What stands in pages for the address that they are served at (app/[locale]/_pages/page-head.ts). */
export const placeholder = "https://atlas.invalid";

/** Bytes kept, plain and compressed. */
const usualLimit = 96 * 1024 * 1024;

const readPages = /^\/(?:zh|en)\/(?:entity|domain|outline|stories|insights|changes|about|offline)(?:\/|$)/;
const livePages = /^\/(?:zh|en)(?:\/(?:table|views))?$/;
const otherFiles = /\.(?:xml|svg|png|csv|json)$/;

/** Whether a page is only read, and does without scripts. @param {string} path decoded */
export const isStill = (path) => readPages.test(path) && !otherFiles.test(path);

/**
 * The page without what the framework loads to bring it to life; scripts of our own and blocks of data stay.
 *
 * @param {string} html
 */
export const withoutFramework = (html) =>
  html
    .replace(/<script\b([^>]*)>[\s\S]*?<\/script>/gi, (script, attributes) =>
      /\ssrc="\/(?!_next\/)/.test(attributes) || /\stype="application\/[^"]*json"/.test(attributes)
        ? script
        : "",
    )
    .replace(/<link\b[^>]*\bas="script"[^>]*>/gi, "");

/** Pages that stand there to be read before they come to life. */
const readFirst = /^\/(?:zh|en)\/(?:table|views)$/;

/**
 * The page with what brings it to life left until it has been painted (public/page.js): what can be read does not wait
 * for what it takes to work with it.
 *
 * @param {string} html
 */
export const afterPaint = (html) =>
  html
    .replace(/<link\b[^>]*\bas="script"[^>]*>/gi, "")
    .replace(/<link rel="preload"(?=[^>]*\bas="fetch")/gi, '<link rel="after-paint"')
    .replace(/<script (?=src="\/_next\/)(?![^>]*\bnomodule)/gi, '<script type="after-paint" ');

/** A page whose head says which status it has to be sent with: the framework's own pages for it would need their scripts. */
const ownStatus = /<meta name="atlas-status" content="(\d{3})"\/>/;

/**
 * @param {import("./self.mjs").Self} self
 * @param {(headers: import("node:http").IncomingHttpHeaders) => string} originOf what a page is given away under
 * @param {Pick<import("./metrics.mjs").Metrics, "kept">} metrics
 * @param {number} [limit] bytes kept; what has not been asked for longest gives way
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse, path: string) => Promise<boolean>}
 *   whether it has answered
 */
export function pageAnswers(self, originOf, metrics, limit = usualLimit) {
  const kept = keptBytes(limit);
  return async (request, response, path) => {
    const still = isStill(path);
    const isPage = still || livePages.test(path);
    const isAsked = isPage && (request.method === "GET" || request.method === "HEAD");
    // The framework's own questions to its pages are not for documents.
    if (!isAsked || self.isOwn(request) || request.headers.rsc !== undefined) return false;
    const [encoded] = (request.url ?? "/").split("?", 1);
    const origin = originOf(request.headers);
    const held = await kept.get(
      `${origin} ${encoded}`,
      async () => {
        const answer = await self.ask(encoded, { redirect: "manual" });
        const type = answer.headers.get("Content-Type") ?? "";
        // What leads elsewhere is left to the app, which says where.
        const isElsewhere = answer.status >= 300 && answer.status < 400;
        if (!type.startsWith("text/html") || isElsewhere || (answer.status !== 200 && !still)) {
          answer.body?.cancel().catch(() => undefined);
          return undefined;
        }
        const html = await answer.text();
        const status = Number(ownStatus.exec(html)?.[1] ?? answer.status);
        const body = Buffer.from(
          still
            ? withoutFramework(html).replaceAll(placeholder, origin)
            : withLiveHead(readFirst.test(path) ? afterPaint(html) : html, encoded, origin),
        );
        const tag = createHash("sha256").update(body).digest("base64url").slice(0, 22);
        const isThere = status === 200;
        const headers = { "Content-Type": type, "Cache-Control": "public, no-cache" };
        const page = await hold(body, isThere ? { ...headers, ETag: `W/"${tag}"` } : headers);
        return { ...page, status, isKept: isThere };
      },
      (found) => metrics.kept("page", found),
    );
    if (!held) return false;
    send(request, response, held, held.status);
    return true;
  };
}
