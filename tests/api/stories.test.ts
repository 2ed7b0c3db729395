/** Stories: as programs get them, and as pages that are whole without scripts. */
import { beforeAll, describe, expect, it } from "vitest";
import { storiesAnswer, storyAnswer } from "@/lib/api/stories-contract";
import { type Locale, locales } from "@/lib/graph/schema";
import { entitiesIn, plainText } from "@/lib/graph/story";
import type { Story } from "@/lib/graph/story-schema";
import { storyWords } from "@/lib/i18n/story-words";
import { parseView } from "@/lib/view/parse-view";
import { answerTo, get, server } from "./support/ask";

let stories: Story[];
beforeAll(async () => {
  const { stories: listed } = await answerTo("/api/v1/stories", storiesAnswer);
  const read = listed.map(({ slug }) => answerTo(`/api/v1/stories/${slug}`, storyAnswer));
  stories = (await Promise.all(read)).map(({ story }) => story);
  expect(listed.map(({ slug, title, steps }) => [slug, title, steps])).toEqual(
    stories.map(({ slug, title, steps }) => [slug, title, steps.length]),
  );
});

const pageAt = async (path: string): Promise<string> => {
  const response = await get(path);
  expect([path, response.status]).toEqual([path, 200]);
  return response.text();
};
/** Text as HTML has it. */
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("'", "&#x27;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
/** What of a page is read, without marks. */
const readIn = (html: string): string =>
  html.replace(/<script[\s\S]*?<\/script>/g, "").replace(/<[^>]*>/g, "");
const attributes = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, "g"))].map(([, value]) =>
    value.replaceAll("&amp;", "&"),
  );

describe("the answers", () => {
  it("are at least four stories in their order, whose views can be read without loss", () => {
    expect(stories.length).toBeGreaterThanOrEqual(4);
    expect(stories.map(({ order }) => order)).toEqual(
      stories.map(({ order }) => order).toSorted((a, b) => a - b),
    );
    for (const { steps } of stories)
      for (const { view } of steps) expect(parseView(new URLSearchParams(view)).problems).toEqual([]);
  });
});

describe.each(locales)("the pages (%s)", (locale: Locale) => {
  const w = storyWords[locale];

  it("list every story, to read and as a tour", async () => {
    const html = await pageAt(`/${locale}/stories`);
    const links = attributes(html, "href");
    for (const { slug, title, steps } of stories) {
      expect(html).toContain(escaped(title[locale]));
      expect(links).toContain(`/${locale}/stories/${slug}`);
      expect(links).toContain(`/${locale}?${steps[0].view && `${steps[0].view}&`}story=${slug}&step=1`);
    }
  });

  it("tell every step: its text, its picture in both themes, and the way to the map and to the entities", async () => {
    for (const { slug, title, steps } of stories) {
      const html = await pageAt(`/${locale}/stories/${slug}`);
      const links = attributes(html, "href");
      const pictures = attributes(html, "src").filter((src) => src.startsWith("/api/v1/preview?"));
      expect(pictures).toHaveLength(2 * steps.length);
      expect(html.replaceAll("<wbr/>", "")).toContain(`<h1>${escaped(title[locale])}</h1>`);
      const read = readIn(html);
      for (const step of steps) {
        for (const line of plainText(step.text[locale]).split("\n")) expect(read).toContain(escaped(line));
        expect(links).toContain(`/${locale}${step.view && `?${step.view}`}`);
        for (const id of entitiesIn(step.text[locale])) expect(links).toContain(`/${locale}/entity/${id}`);
        expect(pictures.filter((src) => src.includes(`&${step.view}`)).length).toBeGreaterThanOrEqual(2);
        expect(html).toContain(`alt="${escaped(w.picture(step.title[locale]))}"`);
      }
      // Their places are kept before they come.
      expect(html.match(/<img[^>]* width="1200"[^>]*height="630"/g)).toHaveLength(pictures.length);
    }
  });

  it("have no script but our own, and say what they are to others", async () => {
    const [{ slug, title, summary, steps }] = stories;
    const path = `/${locale}/stories/${slug}`;
    const html = await pageAt(path);
    const scripts = [...html.matchAll(/<script\b([^>]*)>/g)].map(([, one]) => one);
    for (const one of scripts) expect(one).toMatch(/src="\/(theme|page)\.js"|type="application\/ld\+json"/);
    const block = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? "";
    expect(JSON.parse(block)).toMatchObject({
      "@type": "Article",
      headline: title[locale],
      description: summary[locale],
      url: server + path,
    });
    const image =
      /<meta property="og:image" content="([^"]*)"/.exec(html)?.[1].replaceAll("&amp;", "&") ?? "";
    expect(image).toContain("/api/v1/preview?");
    expect(image.endsWith(steps[0].view)).toBe(true);
    const picture = await fetch(image);
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/png"]);
  });
});

it("there is no page of a story that there is not", async () => {
  for (const path of ["/en/stories/none", "/zh/stories/__proto__", "/en/stories/llama-family/x"])
    expect([path, (await get(path)).status]).toEqual([path, 404]);
});
