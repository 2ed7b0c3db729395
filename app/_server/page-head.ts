/** What the head of a page about a saved view or a graph says: to browsers, to those who show a preview of a link, and to its scripts. */
import { firstTilePath, graphPath } from "@/lib/api/source";
import type { SavedView } from "@/lib/api/views-contract";
import { type Locale, locales } from "@/lib/graph/schema";
import { languageTags, words } from "@/lib/i18n";
import { graphsWords } from "@/lib/i18n/graphs-words";
import { openGraphLocales } from "@/lib/i18n/locale";
import { tableWords } from "@/lib/i18n/table-words";
import { pictureSize } from "@/lib/picture/sheet";
import { escapeHtml } from "@/lib/view/embed-options";
import { pageOf, queryInGraph, tableOf } from "@/lib/view/graph-page";
import { emptyView, formatView } from "@/lib/view/view";
import type { GraphAbout } from "./graph-store";

/** How much of a description is told with a link, in characters. */
const descriptionLimit = 300;

/**
 * Names what the picture of a saved view shows: another one once the view has changed, or the data that it follows.
 *
 * @param current version of the data
 */
export const pictureMark = ({ changedAt, frozen }: SavedView, current: string): string =>
  Date.parse(changedAt).toString(36) + (frozen ? "" : current.slice(0, 7));

/** Path of the picture of a saved view. */
export const previewPath = (saved: SavedView, locale: Locale, current: string): string =>
  `/v/${saved.id}/preview.png?locale=${locale}&r=${pictureMark(saved, current)}`;

/** What its scripts find under the id "graph-start" (app/[locale]/_explorer/graph-start.ts). */
type GraphStart = Pick<GraphAbout, "graph"> & Partial<GraphAbout>;

/** What a page of ours is given away under. */
interface Site {
  readonly origin: string;
  readonly locale: Locale;
}

/**
 * The page with a head of its own for a saved view.
 *
 * @param html as it was built ahead for one language
 * @param about its graph, as it is now
 */
export function savedViewPage(
  html: string,
  saved: SavedView,
  { about, ...site }: Site & { about: GraphAbout },
): string {
  const { graph, dataVersion, frozen } = saved;
  const isOther = graph !== emptyView.graph;
  const own = withoutHead(html);
  const page = frozen
    ? withGraphOf(own, graph, dataVersion, false)
    : isOther
      ? withGraphOf(own, graph, about.version, about.tiles !== undefined)
      : own;
  const head = tagsOf(saved, about.version, site) + dataBlock("saved-view", saved);
  return inHead(
    isOther ? withName(page, about, site.locale) : page,
    head + (isOther ? graphBlock(about) : ""),
  );
}

/**
 * The page of a graph other than the atlas.
 *
 * @param html as it was built ahead for one language
 */
export function graphPage(html: string, about: GraphAbout, site: Site): string {
  const { graph, version, tiles } = about;
  const page = withName(
    withGraphOf(withoutHead(html), graph, version, tiles !== undefined),
    about,
    site.locale,
  );
  return inHead(page, graphHead(about, site, pageOf, about.name[site.locale]));
}

/** The page of its table: the same head, but for its title and where it is. */
export function graphTablePage(html: string, about: GraphAbout, site: Site): string {
  const page = withoutHead(html);
  const { graph, version, tiles } = about;
  const path = escapeHtml(tiles ? firstTilePath(graph, version) : graphPath(graph, version));
  const ahead = `<link rel="preload" href="${path}" as="fetch" crossorigin=""/>`;
  return inHead(
    page,
    ahead + graphHead(about, site, tableOf, tableWords[site.locale].titleOf(about.name[site.locale])),
  );
}

function graphHead(about: GraphAbout, { origin, locale }: Site, at: typeof pageOf, title: string): string {
  const t = words[locale];
  const { graph, version, entities, relations, name: called } = about;
  const url = origin + at(locale, graph);
  const image = `${origin}/api/v1/preview?graph=${graph}&version=${version}&locale=${locale}`;
  return [
    ...summary({
      title,
      description: graphsWords[locale].description(called[locale], entities, relations),
      url,
      image,
      locale,
      type: "website",
    }),
    `<title>${escapeHtml(`${title} · ${t.product}`)}</title>`,
    ...locales.map(
      (other) =>
        `<link rel="alternate" hreflang="${languageTags[other]}" href="${escapeHtml(at(other, graph))}"/>`,
    ),
    graphBlock(about),
  ].join("");
}

/**
 * The page of a graph of which the server knows nothing: the reader's browser has it, or it is in a database that does not
 * answer now. There is nothing to load ahead, and nothing to tell others.
 */
export const bareGraphPage = (html: string, graph: string): string =>
  inHead(
    withoutHead(html, ["links"]).replace(preload, (link) => link.replace("/>", ' media="not all"/>')),
    `<meta name="robots" content="noindex"/>${graphBlock({ graph })}`,
  );

const graphBlock = (start: GraphStart): string => dataBlock("graph-start", start);

/** The name of the graph in place of the atlas's; the page's scripts put it there again. */
const withName = (html: string, { name }: GraphAbout, locale: Locale): string =>
  html.replace(/(<h1\b[^>]*>)[^<]*(?=<\/h1>)/, (_, tag: string) => tag + escapeHtml(name[locale]));

/** What the page says of the atlas, and under which addresses it is given away. */
function withoutHead(html: string, only: readonly ("title" | "links")[] = ["title", "links"]): string {
  let page = html;
  if (only.includes("title"))
    page = page.replace(/<title>[^<]*<\/title>/, "").replace(/<meta name="description"[^>]*>/, "");
  if (only.includes("links"))
    page = page.replace(
      /<link rel="(?:canonical|alternate)"[^>]*>|<meta (?:property="og:|name="twitter:)[^>]*>/g,
      "",
    );
  return page;
}

/** Why a short link leads to nothing: there is no such view, it cannot be had, or its graph is not here any more. */
export type BrokenLink = { missing: string } | { failed: string } | { gone: string };

/**
 * The page where there is no such saved view, or it cannot be had.
 *
 * @param data what its scripts find under the id "saved-view"
 */
export const brokenLinkPage = (html: string, data: BrokenLink): string =>
  inHead(
    withoutHead(html, ["links"]),
    `<meta name="robots" content="noindex"/>${dataBlock("saved-view", data)}`,
  );

/** At the end, since the page's scripts look for what is theirs in the order in which they have written it. */
const inHead = (html: string, tags: string): string => html.replace("</head>", () => `${tags}</head>`);

/** JSON that no parser of HTML takes for the end of the script. */
const dataBlock = (id: string, data: object): string =>
  `<script type="application/json" id="${id}">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`;

/** How the page has its graph loaded ahead. */
const preload = /<link rel="preload" href="(\/api\/v1\/graph\?[^"]*)" as="fetch" crossorigin=""\/>/i;

/**
 * Has another graph, or another version, or of a graph in tiles the first one, loaded ahead in place of the page's. Of that, a link stays that loads nothing:
 * the page's scripts would load it where they find none.
 */
function withGraphOf(html: string, graph: string, version: string, tiles: boolean): string {
  const path = escapeHtml(tiles ? firstTilePath(graph, version) : graphPath(graph, version));
  return html.replace(preload, (_, current: string) =>
    [
      `<link rel="preload" href="${path}" as="fetch" crossorigin=""/>`,
      `<link rel="preload" href="${current}" as="fetch" crossorigin="" media="not all"/>`,
    ].join(""),
  );
}

function tagsOf(saved: SavedView, current: string, { origin, locale }: Site): string {
  const t = words[locale];
  const { id, title, author } = saved;
  const url = `${origin}/v/${id}`;
  return [
    `<title>${escapeHtml(`${title} · ${t.product}`)}</title>`,
    ...summary({
      title,
      description: oneLine(saved.description ?? t.description),
      url,
      image: origin + previewPath(saved, locale, current),
      locale,
      type: "article",
    }),
    ...(author ? [name("author", author)] : []),
  ].join("");
}

const property = (of: string, content: string): string =>
  `<meta property="${of}" content="${escapeHtml(content)}"/>`;
const name = (of: string, content: string): string => `<meta name="${of}" content="${escapeHtml(content)}"/>`;

interface Summary {
  readonly title: string;
  readonly description: string;
  /** Whole addresses, of the page and of a picture of it. */
  readonly url: string;
  readonly image: string;
  readonly locale: Locale;
  readonly type: "article" | "website";
}

/** What those who show a link to others tell of it. */
function summary({ title, description, url, image, locale, type }: Summary): string[] {
  const oembed = `${new URL(url).origin}/api/oembed?${new URLSearchParams({ url, format: "json" })}`;
  return [
    name("description", description),
    `<link rel="canonical" href="${escapeHtml(url)}"/>`,
    property("og:title", title),
    property("og:description", description),
    property("og:type", type),
    property("og:url", url),
    property("og:site_name", words[locale].product),
    property("og:locale", openGraphLocales[locale]),
    ...locales
      .filter((other) => other !== locale)
      .map((other) => property("og:locale:alternate", openGraphLocales[other])),
    property("og:image", image),
    property("og:image:type", "image/png"),
    property("og:image:width", String(pictureSize.width)),
    property("og:image:height", String(pictureSize.height)),
    property("og:image:alt", title),
    name("twitter:card", "summary_large_image"),
    `<link rel="alternate" type="application/json+oembed" href="${escapeHtml(oembed)}" title="${escapeHtml(title)}"/>`,
  ];
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length > descriptionLimit
    ? `${characters.slice(0, descriptionLimit - 1).join("")}…`
    : line;
}

/** Path and parameters that show a saved view where there is no page for it. */
export function viewPath(folder: "" | "/embed", locale: Locale, { view }: SavedView, more: string): string {
  const page = folder === "" ? pageOf(locale, view.graph) : `${folder}/${locale}`;
  const query = [folder === "" ? queryInGraph(view) : formatView(view), more].filter(Boolean).join("&");
  return query === "" ? page : `${page}?${query}`;
}
