/** Pages of saved views: the page that was built ahead for the reader's language, with a head of its own. */
import type { ProblemError } from "@/lib/api/problem";
import type { SavedView } from "@/lib/api/views-contract";
import type { Locale } from "@/lib/graph/schema";
import { isLocale } from "@/lib/i18n";
import { builtPage } from "./built-pages";
import { currentVersion, type GraphAbout, graphAbout } from "./graph-store";
import { type Asked, host, type MadePage } from "./host";
import { type BrokenLink, brokenLinkPage, savedViewPage, viewPath } from "./page-head";
import { expectPicture } from "./previews";
import { localeOf, originOf } from "./reader";
import { problemOf, statusOf } from "./respond";
import { readView } from "./saved-views";
import { viewStore } from "./view-store";

/** Below these stand the pages of saved views. */
type Folder = "" | "/embed";

/**
 * The page of a saved view; where there is none, or it cannot be read, the same page, which says so.
 *
 * @param folder of the page in each language, such as "/embed"; empty for the explorer
 */
export async function savedPage(request: Request, id: string, folder: Folder): Promise<Response> {
  const locale = localeIn(folder, request);
  const path = `${folder}/${locale}`;
  const found = await find(id);
  // Whoever shows a link to others asks for its picture next.
  if ("saved" in found) expectPicture();
  const vary = { Vary: "Cookie, Accept-Language" };
  // While developing, pages are not built ahead.
  if (process.env.NODE_ENV !== "production") {
    const { search } = new URL(request.url);
    const to = "saved" in found ? viewPath(folder, locale, found.saved, search.slice(1)) : path;
    return new Response(null, {
      status: 307,
      headers: { Location: to, "Cache-Control": "no-store", ...vary },
    });
  }
  const html = await builtPage(path);
  const body =
    "saved" in found
      ? savedViewPage(html, found.saved, { origin: originOf(request), locale, about: found.about })
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

/**
 * The page of a saved view as the server keeps it (lib/cli/saved-page-answers.mjs). Where there is no such view, or it
 * cannot be had, `savedPage` says so.
 *
 * @param asked its address is that of a page: /v/<id> or /embed/v/<id>
 */
async function madePage(asked: Asked): Promise<MadePage | undefined> {
  const { pathname } = new URL(asked.url);
  const [, embed, id = ""] = /^(\/embed)?\/v\/([^/]+)$/.exec(pathname) ?? [];
  const folder = embed === undefined ? "" : "/embed";
  const stamp = await (await viewStore()).stamp(id);
  if (!stamp) return undefined;
  const [locale, origin] = [localeIn(folder, asked), originOf(asked)];
  const version = await currentVersion(stamp.graph);
  return {
    key: [folder, locale, origin, id, stamp.changedAt.getTime(), stamp.graph, version].join(" "),
    make: async () => {
      const saved = await readView(id);
      const html = await builtPage(`${folder}/${locale}`);
      return savedViewPage(html, saved, { origin, locale, about: await graphAbout(saved.graph) });
    },
  };
}

const server = host();
// While developing, pages are not built ahead.
if (server && process.env.NODE_ENV === "production") server.savedPage = madePage;

/** A page that shows a view to its readers in a frame says in which language. */
function localeIn(folder: Folder, request: Asked): Locale {
  const named = folder === "/embed" ? new URL(request.url).searchParams.get("locale") : null;
  return named !== null && isLocale(named) ? named : localeOf(request);
}

type Found =
  /** With what its graph is now. */
  | { readonly saved: SavedView; readonly about: GraphAbout }
  | { readonly status: number; readonly data: BrokenLink };

async function find(id: string): Promise<Found> {
  try {
    const saved = await readView(id);
    return { saved, about: await graphAbout(saved.graph) };
  } catch (error) {
    const problem = problemOf(error);
    return { status: statusOf(problem), data: brokenLinkOf(problem, id.slice(0, 20)) };
  }
}

function brokenLinkOf({ code }: ProblemError, id: string): BrokenLink {
  if (code === "unknown-view") return { missing: id };
  return code === "unknown-graph" ? { gone: id } : { failed: code };
}
