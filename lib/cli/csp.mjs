/**
 * The Content-Security-Policy of a built page: which inline scripts it may run, by their SHA-256.
 *
 * Pages are prerendered, so their inline scripts are known after the build. Only scripts of the forms that
 * the framework writes are vouched for: anything else that stands inline in a page fails the build, and so
 * does an inline style. serve.mjs sends the policy; build.mjs has the hashes collected.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { isStill } from "./page-answers.mjs";

/** How the framework's own inline scripts begin. */
const knownScripts = [
  "(self.__next_f=self.__next_f||[]).push(",
  "self.__next_f.push(",
  '(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push(',
];
const scriptTypes = new Set(["", "module", "text/javascript", "importmap"]);

/** A built page holds what the policy would block in the reader's browser. */
export class UnsafePageError extends Error {
  name = "UnsafePageError";
}

/**
 * The sources for `script-src` that a page's inline scripts need, in the order of the page.
 *
 * @param {string} html
 * @returns {string[]} such as "'sha256-…'"
 * @throws {UnsafePageError} a script stands inline that the framework did not write
 */
export function inlineScriptSources(html) {
  const sources = new Set();
  for (const [, attributes, code] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
    const type = /\stype="([^"]*)"/i.exec(attributes)?.[1] ?? "";
    if (/\ssrc=/i.test(attributes) || !scriptTypes.has(type.toLowerCase())) continue;
    if (!knownScripts.some((start) => code.startsWith(start))) {
      throw new UnsafePageError(`an inline script of unknown make: ${code.trim().slice(0, 80)}`);
    }
    sources.add(`'sha256-${createHash("sha256").update(code).digest("base64")}'`);
  }
  return [...sources];
}

/**
 * @param {string} html
 * @throws {UnsafePageError} an inline style or event handler, which no policy of ours allows
 */
export function refuseInlineStyles(html) {
  const markup = html.replaceAll(/<script\b[\s\S]*?<\/script>/gi, "");
  const found = /<style\b|<[^>]*\s(?:style|on[a-z]+)="[^>]{0,60}/i.exec(markup)?.[0];
  if (found) throw new UnsafePageError(`an inline style or handler: ${found.slice(-100)}`);
}

/**
 * Reads the script sources of every prerendered page.
 *
 * @param {string} folder Next's folder of prerendered pages
 * @returns {Promise<Record<string, string[]>>} by path, such as "/zh"; the framework's own pages as "/_not-found"
 * @throws {UnsafePageError} naming the page
 */
export async function collectScriptSources(folder) {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".html")).sort();
  const pages = await Promise.all(
    names.map(async (name) => {
      const path = `/${name.slice(0, -".html".length).split(sep).join("/")}`;
      const html = await readFile(join(folder, name), "utf8");
      try {
        // The framework's last-resort error page has styles of its own; it is legible without them.
        if (path !== "/_global-error") refuseInlineStyles(html);
        return [path === "/index" ? "/" : path, inlineScriptSources(html)];
      } catch (error) {
        if (error instanceof UnsafePageError) error.message = `The page ${path} holds ${error.message}`;
        throw error;
      }
    }),
  );
  return Object.fromEntries(pages);
}

/** Below it stands what other sites may show in a frame, and nothing else does. */
const framed = "/embed/";

/** @param {string} path decoded */
export const mayBeFramed = (path) => path.startsWith(framed);

/** Saved views and graphs are answered with the pages of a language, by their paths; what is below them is no page. */
const answered = [
  { pattern: /^\/v\/[^/]+$/, folder: "/" },
  { pattern: /^\/embed\/v\/[^/]+$/, folder: framed },
  // Or with the page that says that there is none.
  { pattern: /^\/[a-z]{2}\/g\/[^/]+\/?$/, folder: "/", mayBeMissing: true },
  { pattern: /^\/[a-z]{2}\/g\/[^/]+\/table\/?$/, folder: "/", below: "/table/other", mayBeMissing: true },
];

/**
 * The policies, ready to be sent.
 *
 * @param {Record<string, string[]>} sources as collected
 * @returns {(path: string) => string} the policy for a request's decoded path; one that is no page gets
 *   that of the error pages, which is what it may be answered with
 */
export function policies(sources) {
  const paths = Object.keys(sources);
  /** @param {readonly string[]} of @param {boolean} isFramed */
  const together = (of, isFramed) => policy([...new Set(of.flatMap((path) => sources[path]))], isFramed);
  const pages = new Map(paths.map((path) => [path, policy(sources[path], mayBeFramed(path))]));
  const errors = paths.filter((path) => path.startsWith("/_"));
  const links = answered.map(({ pattern, folder, below = "", mayBeMissing }) => {
    // In whichever language.
    const built = paths.filter(
      (path) =>
        path.startsWith(folder) &&
        path.endsWith(below) &&
        /^[a-z]{2}$/.test(path.slice(folder.length, path.length - below.length)),
    );
    return { pattern, policy: together(mayBeMissing ? [...built, ...errors] : built, mayBeFramed(folder)) };
  });
  const rest = together(errors, false);
  const still = policy([], false);
  return (path) =>
    isStill(path)
      ? still
      : (pages.get(path) ?? links.find(({ pattern }) => pattern.test(path))?.policy ?? rest);
}

/** @param {readonly string[]} scripts @param {boolean} isFramed */
const policy = (scripts, isFramed) =>
  [
    "default-src 'none'",
    ["script-src 'self'", ...scripts].join(" "),
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    // The share dialog shows an embedded view as it will be.
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${isFramed ? "*" : "'none'"}`,
  ].join("; ");
