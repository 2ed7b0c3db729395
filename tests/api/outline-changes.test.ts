/** Pages about the outline and the changelog with its feeds, as the running server sends them. */
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { subgraphAnswer } from "@/lib/api/contract";
import { locales } from "@/lib/graph/schema";
import { changesWords } from "@/lib/i18n/changes-words";
import { outlineWords } from "@/lib/i18n/outline-words";
import { answerTo, get, server } from "./support/ask";

const html = async (path: string): Promise<string> => {
  const response = await get(path);
  expect(response.status, path).toBe(200);
  return response.text();
};
/** What is read of a page, without tags. */
const textOf = (page: string): string =>
  page
    .replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]*>/g, "")
    .replace(
      /&(amp|lt|gt|quot|#x27);/g,
      (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"' })[name] ?? "'",
    );
const hrefsIn = (page: string, start: string): string[] =>
  [...page.matchAll(/href="([^"]*)"/g)]
    .map(([, href]) => href.replaceAll("&amp;", "&"))
    .filter((href) => href.startsWith(start));

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** The document as a tree; anything that is not well-formed is an error. */
function parsed(xml: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes, children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    for (const element of open) element.text += text;
  });
  parser.on("closetag", () => open.pop());
  parser.write(xml).close();
  return root.children[0];
}
const child = (of: Element, name: string): Element[] => of.children.filter((one) => one.name === name);
const only = (of: Element, name: string): string => {
  const found = child(of, name);
  expect(found, name).toHaveLength(1);
  return found[0].text;
};
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** A feed as RFC 4287 wants it (4.1.1, 4.1.2, 4.2). */
async function feedAt(path: string) {
  const response = await get(path);
  expect(response.status, path).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
  const feed = parsed(await response.text());
  expect(feed.name).toBe("feed");
  expect(feed.attributes.xmlns).toBe("http://www.w3.org/2005/Atom");
  const links = child(feed, "link").map(({ attributes }) => attributes);
  expect(links.find(({ rel }) => rel === "self")?.href).toBe(server + path);
  expect(links.filter(({ rel }) => rel === "alternate")).toHaveLength(1);
  expect(child(feed, "author")[0].children[0].text).not.toBe("");
  const entries = child(feed, "entry");
  for (const one of [feed, ...entries]) {
    expect(only(one, "id")).toMatch(/^tag:large-model-atlas\.org,2026:/);
    expect(only(one, "title")).not.toBe("");
    expect(only(one, "updated")).toMatch(moment);
  }
  const ids = entries.map((entry) => only(entry, "id"));
  expect(new Set(ids).size).toBe(ids.length);
  const updated = entries.map((entry) => only(entry, "updated"));
  expect(updated).toEqual(updated.toSorted().reverse());
  expect(only(feed, "updated")).toBe(updated[0]);
  return { response, feed, entries, ids };
}

describe.each(locales)("the outline (%s)", (locale) => {
  const w = outlineWords[locale];

  it("lists every section with a link, says whose words these are, and that the last title breaks off", async () => {
    const page = await html(`/${locale}/outline`);
    const sections = new Set(hrefsIn(page, `/${locale}/outline/`));
    expect(sections.size).toBe(61);
    const text = textOf(page);
    expect(text).toContain(w.honest);
    expect(text).toContain(
      locale === "en" ? "The published table of contents breaks off here" : "公开的目录在此处中断",
    );
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page).not.toMatch(/<script(?![^>]*(src="\/(theme|page)\.js"|application\/ld\+json))/);
  });

  it("has a page for a section: all its entities, told apart, the same on the canvas, sections before and after", async () => {
    const page = await html(`/${locale}/outline/4.2.1`);
    const text = textOf(page);
    const links = new Set(hrefsIn(page, `/${locale}/entity/`));
    const view = "f.section=4.2.1";
    const [canvas] = hrefsIn(page, `/${locale}?`);
    expect(canvas.split("?")[1].split("&").sort()).toEqual(view.split("&").sort());
    const { entities } = await answerTo(`/api/v1/subgraph?${view}&limit=200`, subgraphAnswer);
    expect([...links].sort()).toEqual(entities.map(({ id }) => `/${locale}/entity/${id}`).sort());
    expect(text.split(`(${w.named})`).length + text.split(`(${w.later})`).length - 2).toBe(links.size);
    expect(links).toContain(`/${locale}/entity/model/llama`);
    for (const number of ["4", "4.2", "4.2.2"]) expect(page).toContain(`href="/${locale}/outline/${number}"`);
  });

  it("says of a section without entities that it has none, and where the nearest are", async () => {
    const page = await html(`/${locale}/outline/1.2`);
    expect(textOf(page)).toContain(w.none);
    expect(hrefsIn(page, `/${locale}/outline/1.`).sort()).toEqual(
      expect.arrayContaining([`/${locale}/outline/1.1`, `/${locale}/outline/1.3`]),
    );
    expect(hrefsIn(page, `/${locale}/entity/`)).toEqual([]);
  });

  it("knows no other sections", async () => {
    expect((await get(`/${locale}/outline/9`)).status).toBe(404);
  });
});

describe.each(locales)("the changelog (%s)", (locale) => {
  const w = changesWords[locale];

  it("tells which data are served, and every record, with links to what changed", async () => {
    const page = await html(`/${locale}/changes`);
    expect(Buffer.byteLength(page)).toBeLessThan(150_000);
    const text = textOf(page);
    expect(text).toContain(w.served);
    expect(text).toContain(w.first);
    expect(page).toContain(`href="/${locale}/entity/model/kimi-k2"`);
    expect(page).toMatch(
      new RegExp(
        `<link[^>]*type="application/atom\\+xml"[^>]*href="${server}/${locale}/changes/feed.xml"|<link[^>]*href="${server}/${locale}/changes/feed.xml"[^>]*type="application/atom\\+xml"`,
      ),
    );
    for (const href of new Set(hrefsIn(page, `/${locale}/changes/2`))) {
      const record = textOf(await html(href));
      expect(record).toContain(w.versions);
    }
  });

  it("has a feed of everything", async () => {
    const { feed, entries } = await feedAt(`/${locale}/changes/feed.xml`);
    expect(feed.attributes["xml:lang"]).toBe(locale === "zh" ? "zh-CN" : "en-GB");
    expect(entries.length).toBeGreaterThanOrEqual(4);
    expect(only(entries[entries.length - 1], "title")).toBe(w.first);
    const licences = entries.find((entry) => only(entry, "id").endsWith("/2026-11-27-1"));
    expect(licences && only(licences, "content")).toContain("Kimi K2");
  });

  it("has a feed for an entity, with what concerns it alone", async () => {
    const { ids, entries } = await feedAt(`/${locale}/changes/model/kimi-k2/feed.xml`);
    expect(ids.map((id) => id.split("/").at(-1))).toEqual(["2026-11-27-1", "2026-11-24-1"]);
    expect(only(entries[0], "content")).not.toContain("MS COCO");
    expect(only(entries[1], "content")).toContain(w.firstPart);
  });

  it("has a feed for a domain, with what belongs to it", async () => {
    const { entries } = await feedAt(`/${locale}/changes/domain/healthcare/feed.xml`);
    const content = entries.map((entry) => only(entry, "content")).join();
    expect(content).toContain("BioMedLM");
    expect(content).not.toContain("Kimi K2");
  });
});

describe("a feed", () => {
  const path = "/en/changes/feed.xml";

  it("is sent only once to whoever has it", async () => {
    const { response } = await feedAt(path);
    const [tag, modified] = ["etag", "last-modified"].map((name) => response.headers.get(name) ?? "");
    const asked = async (headers: Record<string, string>) => (await get(path, { headers })).status;
    expect(await asked({ "If-None-Match": tag })).toBe(304);
    expect(await asked({ "If-None-Match": '"another"' })).toBe(200);
    expect(await asked({ "If-Modified-Since": modified })).toBe(304);
    expect(await asked({ "If-Modified-Since": "Thu, 01 Jan 2026 00:00:00 GMT" })).toBe(200);
  });

  it("is there for no entity that never was", async () => {
    const response = await get("/en/changes/model/lama/feed.xml");
    expect(response.status).toBe(404);
    expect(((await response.json()) as { allowed: string[] }).allowed).toContain("model/llama");
    expect((await get("/fr/changes/feed.xml")).status).toBe(404);
  });
});
