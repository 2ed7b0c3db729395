/** What the head of a page about a saved view says: to browsers, to those who show a preview of a link, and to its scripts. */
import type { SavedView } from "@/lib/api/views-contract";
import { type Locale, locales } from "@/lib/graph/schema";
import { words } from "@/lib/i18n";
import { pictureSize } from "@/lib/picture/sheet";
import { escapeHtml } from "@/lib/view/embed-options";
import { formatView } from "@/lib/view/view";

/** How much of a description is told with a link, in characters. */
const descriptionLimit = 300;

const openGraphLocales: Readonly<Record<Locale, string>> = { zh: "zh_CN", en: "en_GB" };

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

/**
 * The page with a head of its own for a saved view.
 *
 * @param html as it was built ahead for one language
 * @param current version of the data
 */
export function savedViewPage(
  html: string,
  saved: SavedView,
  { current, ...site }: { origin: string; locale: Locale; current: string },
): string {
  const own = html
    .replace(/<title>[^<]*<\/title>/, "")
    .replace(/<meta name="description"[^>]*>/, "")
    .replace(/<link rel="alternate" hrefLang[^>]*>/g, "");
  const page = saved.frozen ? withGraphOf(own, saved) : own;
  return inHead(page, tagsOf(saved, current, site) + dataBlock(saved));
}

/**
 * The page where there is no such saved view, or it cannot be had.
 *
 * @param data what its scripts find under the id "saved-view"
 */
export const brokenLinkPage = (html: string, data: { missing: string } | { failed: string }): string =>
  inHead(html, `<meta name="robots" content="noindex"/>${dataBlock(data)}`);

/** At the end, since the page's scripts look for what is theirs in the order in which they have written it. */
const inHead = (html: string, tags: string): string => html.replace("</head>", () => `${tags}</head>`);

/** JSON that no parser of HTML takes for the end of the script. */
const dataBlock = (data: object): string =>
  `<script type="application/json" id="saved-view">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`;

/**
 * Has the snapshot's graph loaded ahead in place of the page's. Of that, a link stays that loads nothing: the page's
 * scripts would load it where they find none.
 */
function withGraphOf(html: string, { graph, dataVersion }: SavedView): string {
  const preload = /<link rel="preload" href="(\/api\/v1\/graph\?[^"]*)" as="fetch" crossorigin=""\/>/i;
  const path = escapeHtml(`/api/v1/graph?graph=${graph}&version=${dataVersion}`);
  return html.replace(preload, (_, current: string) =>
    [
      `<link rel="preload" href="${path}" as="fetch" crossorigin=""/>`,
      `<link rel="preload" href="${current}" as="fetch" crossorigin="" media="not all"/>`,
    ].join(""),
  );
}

function tagsOf(
  saved: SavedView,
  current: string,
  { origin, locale }: { origin: string; locale: Locale },
): string {
  const t = words[locale];
  const { id, title, author } = saved;
  const description = oneLine(saved.description ?? t.description);
  const url = `${origin}/v/${id}`;
  const image = origin + previewPath(saved, locale, current);
  const oembed = `${origin}/api/oembed?${new URLSearchParams({ url, format: "json" })}`;
  const property = (name: string, content: string) =>
    `<meta property="${name}" content="${escapeHtml(content)}"/>`;
  const name = (of: string, content: string) => `<meta name="${of}" content="${escapeHtml(content)}"/>`;
  return [
    `<title>${escapeHtml(`${title} · ${t.product}`)}</title>`,
    name("description", description),
    ...(author ? [name("author", author)] : []),
    `<link rel="canonical" href="${escapeHtml(url)}"/>`,
    property("og:title", title),
    property("og:description", description),
    property("og:type", "article"),
    property("og:url", url),
    property("og:site_name", t.product),
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
  ].join("");
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length > descriptionLimit
    ? `${characters.slice(0, descriptionLimit - 1).join("")}…`
    : line;
}

/** Path and parameters that show a saved view where there is no page for it. */
export const viewPath = (page: string, { view }: SavedView, more = ""): string => {
  const query = [formatView(view), more].filter(Boolean).join("&");
  return query === "" ? page : `${page}?${query}`;
};
