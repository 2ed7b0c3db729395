/** The list of pages for search engines (sitemaps.org), each in both languages. When a page was changed last is not known, so it is not said. */
import { type Locale, locales } from "@/lib/graph/schema";
import { scopesOf } from "@/lib/graph/scope";
import { languageTags } from "@/lib/i18n";
import type { AtlasData } from "./atlas-data";

/** Pages that there is one of, below the language. */
const single = ["", "domain", "outline", "table", "insights", "stories", "changes", "about"];

/** Paths of all pages below the language. */
export function pagePaths({ compiled, graph }: AtlasData): string[] {
  const slugOf = (id: string) => id.slice(id.indexOf("/") + 1);
  return [
    ...single,
    ...scopesOf(graph).map((scope) => `domain/${slugOf(graph.ids[scope])}`),
    ...compiled.outline.entries.map(({ number }) => `outline/${number}`),
    ...compiled.stories.map(({ slug }) => `stories/${slug}`),
    ...graph.ids.map((id) => `entity/${id}`),
  ];
}

/** The document. Paths are made of ids and numbers, which need no escape. */
export function sitemap(origin: string, paths: readonly string[]): string {
  const address = (locale: Locale, path: string) => `${origin}/${locale}${path && `/${path}`}`;
  const entries = paths.flatMap((path) => {
    const alternates = [
      ...locales.map((locale) => [languageTags[locale], address(locale, path)]),
      ["x-default", address("en", path)],
    ]
      .map(([language, href]) => `<xhtml:link rel="alternate" hreflang="${language}" href="${href}"/>`)
      .join("");
    return locales.map((locale) => `<url><loc>${address(locale, path)}</loc>${alternates}</url>`);
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...entries,
    "</urlset>\n",
  ].join("\n");
}
