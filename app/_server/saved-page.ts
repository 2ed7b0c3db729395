/** Pages of saved views: the page that was built ahead for the reader's language, with a head of its own. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { SavedView } from "@/lib/api/views-contract";
import type { Locale } from "@/lib/graph/schema";
import { isLocale } from "@/lib/i18n";
import { currentVersion } from "./graph-store";
import { brokenLinkPage, savedViewPage, viewPath } from "./page-head";
import { expectPicture } from "./previews";
import { localeOf, originOf } from "./reader";
import { problemOf, statusOf } from "./respond";
import { readView } from "./saved-views";

/** Where the pages of a language were built. */
const builtPages = () => resolve(/* turbopackIgnore: true */ ".next/server/app");

/** A page in a language, by its path, as it was built. */
const pages = new Map<string, Promise<string>>();

function builtPage(path: string): Promise<string> {
  const page = pages.get(path) ?? readFile(`${builtPages()}${path}.html`, "utf8");
  pages.set(path, page);
  page.catch(() => pages.delete(path));
  return page;
}

/**
 * The page of a saved view; where there is none, or it cannot be read, the same page, which says so.
 *
 * @param folder of the page in each language, such as "/embed"; empty for the explorer
 */
export async function savedPage(request: Request, id: string, folder: "" | "/embed"): Promise<Response> {
  const locale = folder === "/embed" ? embedLocaleOf(request) : localeOf(request);
  const path = `${folder}/${locale}`;
  const found = await find(id);
  // Whoever shows a link to others asks for its picture next.
  if ("saved" in found) expectPicture();
  const vary = { Vary: "Cookie, Accept-Language" };
  // While developing, pages are not built ahead.
  if (process.env.NODE_ENV !== "production") {
    const { search } = new URL(request.url);
    const to = "saved" in found ? viewPath(path, found.saved, search.slice(1)) : path;
    return new Response(null, {
      status: 307,
      headers: { Location: to, "Cache-Control": "no-store", ...vary },
    });
  }
  const html = await builtPage(path);
  const body =
    "saved" in found
      ? savedViewPage(html, found.saved, { origin: originOf(request), locale, current: found.current })
      : brokenLinkPage(html, found.data);
  return new Response(body, {
    status: "saved" in found ? 200 : found.status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "private, no-cache",
      ...vary,
    },
  });
}

/** A page that shows a view to its readers says in which language. */
function embedLocaleOf(request: Request): Locale {
  const asked = new URL(request.url).searchParams.get("locale") ?? undefined;
  return isLocale(asked) ? asked : localeOf(request);
}

type Found =
  /** With the version of the data that are current. */
  | { readonly saved: SavedView; readonly current: string }
  | { readonly status: number; readonly data: { missing: string } | { failed: string } };

async function find(id: string): Promise<Found> {
  try {
    const saved = await readView(id);
    return { saved, current: await currentVersion(saved.graph) };
  } catch (error) {
    const problem = problemOf(error);
    const data = problem.code === "unknown-view" ? { missing: id.slice(0, 20) } : { failed: problem.code };
    return { status: statusOf(problem), data };
  }
}
