/** The table as a page: what stands in it before any script, and without any. */
import { describe, expect, it } from "vitest";
import { decodeGraph } from "@/lib/graph/decode";
import type { CompactGraph } from "@/lib/graph/graph";
import { locales } from "@/lib/graph/schema";
import { tableWords } from "@/lib/i18n/table-words";
import { get } from "./support/ask";

const pageAt = async (path: string): Promise<string> => (await get(path)).text();
const graph = decodeGraph((await (await get("/api/v1/graph")).json()) as CompactGraph);
const plain = (html: string): string =>
  html
    .replace(/<script[\s\S]*?<\/script>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");

describe.each(locales)("the table in %s", (locale) => {
  const w = tableWords[locale];

  it("has the most important rows of the first kind in it, each with a link to its page", async () => {
    const html = await pageAt(`/${locale}/table`);
    const links = [...html.matchAll(/<tr[^>]*data-index[\s\S]*?<a[^>]*href="([^"]+)"/g)].map(
      ([, href]) => href,
    );
    const [kind] = graph.kinds;
    const ids = graph.ids.filter((id) => id.startsWith(`${kind}/`)).slice(0, 30);
    expect(links).toEqual(ids.map((id) => `/${locale}/entity/${id}`));
    for (const { en, zh } of ids.map((id) => graph.names[graph.indexOf(id)]))
      expect(plain(html)).toContain(locale === "en" ? en : zh);
  });

  it("says without scripts that there are more, and where", async () => {
    const html = await pageAt(`/${locale}/table`);
    const [scriptless] = /<noscript>[\s\S]*?<\/noscript>/.exec(html) ?? [];
    expect(plain(scriptless ?? "")).toContain(w.scriptless);
    const [, path] = /<a href="([^"]+)"/.exec(scriptless ?? "") ?? [];
    const file = await get(path ?? "");
    expect(file.status).toBe(200);
  });

  it("is a plain table with heads, and tells what is not known", async () => {
    const html = await pageAt(`/${locale}/table`);
    const heads = [...html.matchAll(/<th scope="col"[\s\S]*?<\/th>/g)].map(([head]) => plain(head).trim());
    expect(heads[0]).toBe(w.columns.name);
    expect(heads.length).toBeGreaterThan(5);
    expect(html).toContain(`aria-label="${w.unknown}"`);
    expect(html).not.toMatch(/<[^>]* style="/);
  });

  it("is one page whatever is asked for, with one address to be found by", async () => {
    const html = await pageAt(`/${locale}/table?kind=dataset&sort=-released`);
    expect(html).toMatch(new RegExp(`<link rel="canonical" href="https?://[^/"]+/${locale}/table"`));
    expect(html).toContain(`<title>${w.title}`);
  });
});
