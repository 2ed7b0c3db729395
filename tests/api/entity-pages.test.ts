/** Pages of entities and scopes as they are sent, read without a browser. */
import { beforeAll, describe, expect, it } from "vitest";
import { decodeGraph } from "@/lib/graph/decode";
import { type Graph, otherEnd, relationsOf } from "@/lib/graph/graph";
import { type Locale, locales } from "@/lib/graph/schema";
import { scopeMembers, scopesOf } from "@/lib/graph/scope";
import { scopeWords } from "@/lib/i18n/scope-words";
import { get, server } from "./support/ask";

let graph: Graph;
beforeAll(async () => {
  graph = decodeGraph(await (await get("/api/v1/graph")).json());
});

const page = async (path: string) => {
  const response = await get(path);
  return { status: response.status, html: await response.text() };
};

/** Of each kind the most important entity, and its last one. */
const someOfEachKind = () =>
  graph.kinds.flatMap((_, kind) => [...new Set([graph.kind.indexOf(kind), graph.kind.lastIndexOf(kind)])]);
const other = (locale: Locale): Locale => (locale === "zh" ? "en" : "zh");
const tags = { zh: "zh-CN", en: "en-GB" };
const linksTo = (html: string, path: string) => html.includes(`href="${path}"`);

/** What holds of every page of ours that is read. */
function checkDocument(html: string, locale: Locale, path: string) {
  expect(html).toMatch(new RegExp(`<html[^>]* lang="${tags[locale]}"`));
  expect(html.match(/<h1[ >]/g)).toHaveLength(1);
  expect(html).toContain(`<link rel="canonical" href="${server}/${locale}/${path}"/>`);
  for (const one of locales)
    expect(html.toLowerCase()).toContain(
      `<link rel="alternate" hreflang="${tags[one]}" href="${server}/${one}/${path}"/>`.toLowerCase(),
    );
  expect(linksTo(html, `/${other(locale)}/${path}`)).toBe(true);
  expect(html).not.toContain("atlas.invalid");
  const scripts = [...html.matchAll(/<script\b([^>]*)>/g)].map(([, attributes]) => attributes.trim());
  const expected = /^src="\/(theme|page)\.js"|^type="application\/ld\+json"$/;
  expect(scripts.filter((script) => !expected.test(script))).toEqual([]);
  expect(html).not.toMatch(/ style="/);
}

describe("the page of an entity", () => {
  it.each(locales)(
    "of any kind tells all its relations and can be read without scripts (%s)",
    async (locale) => {
      for (const entity of someOfEachKind()) {
        const id = graph.ids[entity];
        const { status, html } = await page(`/${locale}/entity/${id}`);
        expect(status, id).toBe(200);
        checkDocument(html, locale, `entity/${id}`);
        const others = new Set([...relationsOf(graph, entity)].map((one) => otherEnd(graph, one, entity)));
        const missing = [...others].filter((one) => !linksTo(html, `/${locale}/entity/${graph.ids[one]}`));
        expect(
          missing.map((one) => graph.ids[one]),
          id,
        ).toEqual([]);
        expect(html.match(/<li class="[^"]*relation[^"]*"/g)?.length ?? 0, id).toBe(
          relationsOf(graph, entity).length,
        );
        expect(linksTo(html, `/${locale}?select=${id}`), id).toBe(true);
        expect(linksTo(html, `/api/v1/entities/${id}`), id).toBe(true);
      }
    },
  );

  it("says of every number of a source where it leads", async () => {
    const { html } = await page("/en/entity/model/llama");
    const named = new Set([...html.matchAll(/href="#(source-\d+)"/g)].map(([, anchor]) => anchor));
    expect(named.size).toBeGreaterThan(3);
    for (const anchor of named) expect(html).toContain(`id="${anchor}"`);
  });

  it("has linked data about the very entity, and a picture of it", async () => {
    const { html } = await page("/zh/entity/model/llama");
    const [, json = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
    const [about, entity] = JSON.parse(json)["@graph"];
    expect(about).toMatchObject({ "@id": `${server}/zh/entity/model/llama`, "schema:inLanguage": "zh-CN" });
    expect(entity).toMatchObject({ "@id": "entity:model/llama", "@type": ["atlas:Entity", "kind:model"] });
    const [, image = ""] = /<meta property="og:image" content="([^"]*)"/.exec(html) ?? [];
    const picture = await fetch(image.replaceAll("&amp;", "&"));
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/png"]);
  });

  it.each([
    ["/zh/entity/model/lama-2", "zh"],
    ["/en/entity/modle/llama", "en"],
    ["/en/domain/helthcare", "en"],
  ])(
    "that is not there (%s) says so in the reader's language, and which may have been meant",
    async (path, lang) => {
      const { status, html } = await page(path);
      expect(status).toBe(404);
      expect(html).toContain(`lang="${tags[lang as Locale]}"`);
      expect(html).toMatch(/<main[^>]*>.*<h1/s);
      expect(html).toContain('<meta name="robots" content="noindex"/>');
      expect(html).toMatch(new RegExp(`<main.*href="/${lang}/entity/`, "s"));
    },
  );

  it("does not take an address for more than a text", async () => {
    const { status, html } = await page(
      `/en/entity/model/${encodeURIComponent("<script>alert(1)</script>")}`,
    );
    expect(status).toBe(404);
    expect(html).not.toContain("<script>alert");
  });

  it("of a kind alone leads to the table of that kind", async () => {
    const response = await get("/zh/entity/model", { redirect: "manual" });
    expect(response.status).toBe(307);
    expect(response.headers.get("location")).toBe("/zh/table?kind=model");
  });
});

describe("the pages of scopes", () => {
  it.each(locales)("tell all that each of them holds (%s)", async (locale) => {
    const kept = (entity: number) => `/${locale}/entity/${graph.ids[entity]}`;
    for (const scope of scopesOf(graph).slice(0, 4)) {
      const id = graph.ids[scope];
      const path = `domain/${id.slice(id.indexOf("/") + 1)}`;
      const { status, html } = await page(`/${locale}/${path}`);
      expect(status, id).toBe(200);
      checkDocument(html, locale, path);
      const members = [...scopeMembers(graph, scope).entries()].flatMap(([entity, bits]) =>
        bits && entity !== scope && graph.kind[entity] !== graph.kind[scope] ? [entity] : [],
      );
      expect(members.filter((entity) => !linksTo(html, kept(entity))).map((one) => graph.ids[one])).toEqual(
        [],
      );
      expect(linksTo(html, `/${locale}?in=${id}`), id).toBe(true);
      expect(linksTo(html, kept(scope)), id).toBe(true);
      expect(linksTo((await page(kept(scope))).html, `/${locale}/${path}`), id).toBe(true);
    }
  });

  it("are all reached from one page, with how many entities each holds", async () => {
    const { html } = await page("/zh/domain");
    checkDocument(html, "zh", "domain");
    for (const scope of scopesOf(graph)) {
      const id = graph.ids[scope];
      const count = scopeMembers(graph, scope).filter((bits) => bits).length - 1;
      expect(linksTo(html, `/zh/domain/${id.slice(id.indexOf("/") + 1)}`), id).toBe(true);
      expect(html).toContain(scopeWords.zh.holds(count));
    }
  });
});

describe("what search engines are told", () => {
  it("is every page in both languages", async () => {
    const response = await get("/sitemap.xml");
    expect(response.headers.get("content-type")).toMatch(/^application\/xml/);
    const text = await response.text();
    const listed = new Set([...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address));
    for (const id of graph.ids)
      for (const locale of locales) expect(listed, id).toContain(`${server}/${locale}/entity/${id}`);
    for (const path of ["/en", "/zh/domain", "/en/domain/healthcare", "/zh/outline/1"])
      expect(listed).toContain(server + path);
    expect(text.match(/hreflang="zh-CN"/g)).toHaveLength(listed.size);
  });

  it("is where that list is, and what is none of their business", async () => {
    const text = await (await get("/robots.txt")).text();
    expect(text).toContain(`Sitemap: ${server}/sitemap.xml`);
    expect(text).toMatch(/^Disallow: \/api\/$/m);
  });
});
