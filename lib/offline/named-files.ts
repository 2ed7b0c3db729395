/** What a page needs to open: the files and data that its HTML names. */
import { planOf } from "./plan";

const tags = /<(?:script|link)\b[^>]*>/gi;
const address = /\s(?:src|href)="(\/[^"]*)"/i;
/** Links to other documents, and what this page does not load: a preload that is switched off, scripts for old browsers. */
const others = /\srel="(?:alternate|canonical|prev|next)"|\smedia="not all"|\snomodule/i;

/**
 * Paths of them, each once.
 *
 * @param html as the server has made it: every address in double quotes
 * @param origin of the page
 */
export function namedFiles(html: string, origin: string): string[] {
  const paths = new Set<string>();
  for (const [tag] of html.matchAll(tags)) {
    const path = others.test(tag) ? undefined : address.exec(tag)?.[1]?.replaceAll("&amp;", "&");
    if (path === undefined || path.startsWith("//")) continue;
    for (const one of [path, ...companionsOf(path)]) {
      const url = new URL(one, origin);
      if (planOf({ method: "GET", url, navigates: false })) paths.add(url.pathname + url.search);
    }
  }
  return [...paths];
}

/** A page that has the graph loaded ahead asks for these a little later. */
function companionsOf(path: string): string[] {
  const query = /^\/api\/v1\/graph\?(.*)$/.exec(path)?.[1];
  return query === undefined ? [] : [`/api/v1/graph/facets?${query}`, `/api/v1/questions?${query}`];
}
