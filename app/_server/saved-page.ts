/** Pages of saved views: the page that was built ahead for the reader's language, with a head of its own. */
import type { ProblemError } from "@/lib/api/problem";
import type { Locale } from "@/lib/graph/schema";
import { isLocale } from "@/lib/i18n";
import { UnknownViewError } from "@/lib/store/views/view-store";
import { builtPage } from "./built-pages";
import { currentVersion, graphAbout } from "./graph-store";
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
  // Whoever shows a link to others asks for its picture next.
  expectPicture();
  const vary = { Vary: "Cookie, Accept-Language" };
  // While developing, pages are not built ahead.
  if (process.env.NODE_ENV !== "production") {
    return new Response(null, {
      status: 307,
      headers: { Location: await addressOf(request, id, folder), "Cache-Control": "no-store", ...vary },
    });
  }
  const { status, html } = await (await madePage(request, id, folder)).make();
  return new Response(html, {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "private, no-cache", ...vary },
  });
}

/** The page as the server keeps it (lib/cli/saved-page-answers.mjs). */
async function madePage(asked: Asked, id: string, folder: Folder): Promise<MadePage> {
  const [locale, origin] = [localeIn(folder, asked), originOf(asked)];
  const html = () => builtPage(`${folder}/${locale}`);
  const broken = async (error: unknown) => {
    const problem = problemOf(error);
    return {
      status: statusOf(problem),
      html: brokenLinkPage(await html(), brokenLinkOf(problem, id.slice(0, 20))),
    };
  };
  const make = async () => {
    try {
      const saved = await readView(id);
      const about = await graphAbout(saved.graph);
      return { status: 200, html: savedViewPage(await html(), saved, { origin, locale, about }) };
    } catch (error) {
      return broken(error);
    }
  };
  const page = [folder, locale, origin, id].join(" ");
  try {
    const stamp = await (await viewStore()).stamp(id);
    if (!stamp) throw new UnknownViewError(id.slice(0, 20));
    const version = await currentVersion(stamp.graph);
    return { key: [page, stamp.changedAt.getTime(), stamp.graph, version].join(" "), make };
  } catch (error) {
    return { key: page, make: () => broken(error) };
  }
}

const server = host();
if (server)
  server.savedPage = (asked) => {
    const [, embed, id = ""] = /^(\/embed)?\/v\/([^/]+)$/.exec(new URL(asked.url).pathname) ?? [];
    return madePage(asked, decodeURIComponent(id), embed === undefined ? "" : "/embed");
  };

async function addressOf(request: Request, id: string, folder: Folder): Promise<string> {
  const locale = localeIn(folder, request);
  try {
    return viewPath(folder, locale, await readView(id), new URL(request.url).search.slice(1));
  } catch (error) {
    problemOf(error);
    return `${folder}/${locale}`;
  }
}

/** A page that shows a view to its readers in a frame says in which language. */
function localeIn(folder: Folder, request: Asked): Locale {
  const named = folder === "/embed" ? new URL(request.url).searchParams.get("locale") : null;
  return named !== null && isLocale(named) ? named : localeOf(request);
}

function brokenLinkOf({ code }: ProblemError, id: string): BrokenLink {
  if (code === "unknown-view") return { missing: id };
  return code === "unknown-graph" ? { gone: id } : { failed: code };
}
