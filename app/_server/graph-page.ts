/** Pages of graphs other than the atlas: the page that was built ahead for a language, with a head of its own. */
import { isOwn } from "@/lib/graph/own-name";
import type { Locale } from "@/lib/graph/schema";
import { isLocale } from "@/lib/i18n";
import { pageOf } from "@/lib/view/graph-page";
import { emptyView } from "@/lib/view/view";
import { builtPage } from "./built-pages";
import { type GraphAbout, graphAbout } from "./graph-store";
import { bareGraphPage, graphPage } from "./page-head";
import { originOf } from "./reader";
import { problemOf, statusOf } from "./respond";

/** The page of a graph; where there is none, the one that says so, in both languages. */
export async function graphPageAnswer(request: Request, locale: string, graph: string): Promise<Response> {
  if (!isLocale(locale)) return missing(404);
  if (graph === emptyView.graph) {
    const { search } = new URL(request.url);
    return new Response(null, { status: 307, headers: { Location: pageOf(locale, graph) + search } });
  }
  if (/^my-[a-z0-9-]{1,61}$/.test(graph)) return page(bareGraphPage(await pageIn(request, locale), graph));
  const about = await find(graph);
  // Its scripts wait until the graph can be had, and say so.
  if (about === 503) return page(bareGraphPage(await pageIn(request, locale), graph), about);
  if (typeof about === "number") return missing(about);
  return page(graphPage(await pageIn(request, locale), about, { origin: originOf(request), locale }));
}

/** What the graph is, or the status of what is in the way of that. */
async function find(graph: string): Promise<GraphAbout | number> {
  if (isOwn(graph)) return 404;
  try {
    return await graphAbout(graph);
  } catch (error) {
    return statusOf(problemOf(error));
  }
}

/** While developing, pages are not built ahead, so the server asks itself. */
async function pageIn(request: Request, locale: Locale): Promise<string> {
  if (process.env.NODE_ENV === "production") return builtPage(`/${locale}`);
  return (await fetch(new URL(`/${locale}`, request.url))).text();
}

const page = (html: string, status = 200): Response =>
  new Response(html, {
    status,
    // Which version of the graph it loads changes with every import.
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "private, no-cache" },
  });

async function missing(status: number): Promise<Response> {
  return page(await builtPage("/_not-found").catch(() => "404"), status);
}
