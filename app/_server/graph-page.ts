/** Pages of graphs other than the atlas: the page that was built ahead for a language, with a head of its own. */
import { isOwn } from "@/lib/graph/own-name";
import { isLocale } from "@/lib/i18n";
import { emptyView } from "@/lib/view/view";
import { builtPage } from "./built-pages";
import { type GraphAbout, graphAbout } from "./graph-store";
import { bareGraphPage, graphPage, graphTablePage } from "./page-head";
import { originOf } from "./reader";
import { problemOf, statusOf } from "./respond";

/** What of a graph a page shows; and the page that was built ahead for it, below that of its language. */
export type GraphPage = "map" | "table";
const builtFor: Readonly<Record<GraphPage, string>> = { map: "", table: "/table/other" };
const atlasPath: Readonly<Record<GraphPage, string>> = { map: "", table: "/table" };

/** The page of a graph; where there is none, the one that says so, in both languages. */
export async function graphPageAnswer(
  request: Request,
  locale: string,
  graph: string,
  as: GraphPage = "map",
): Promise<Response> {
  if (!isLocale(locale)) return missing(404);
  if (graph === emptyView.graph) {
    const { search } = new URL(request.url);
    return new Response(null, { status: 307, headers: { Location: `/${locale}${atlasPath[as]}${search}` } });
  }
  const built = () => pageIn(request, `/${locale}${builtFor[as]}`);
  if (/^my-[a-z0-9-]{1,61}$/.test(graph)) return page(bareGraphPage(await built(), graph));
  const about = await find(graph);
  // Its scripts wait until the graph can be had, and say so.
  if (about === 503) return page(bareGraphPage(await built(), graph), about);
  if (typeof about === "number") return missing(about);
  const site = { origin: originOf(request), locale };
  return page(
    as === "table" ? graphTablePage(await built(), about, site) : graphPage(await built(), about, site),
  );
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
async function pageIn(request: Request, path: string): Promise<string> {
  if (process.env.NODE_ENV === "production") return builtPage(path);
  return (await fetch(new URL(path, request.url))).text();
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
