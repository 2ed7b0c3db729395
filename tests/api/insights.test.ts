/** The page of charts as it is sent, and charts as files. */

import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { locales } from "@/lib/graph/schema";
import { parseView } from "@/lib/view/parse-view";
import { get, problemOf } from "./support/ask";

const decoded = (text: string) => text.replaceAll("&amp;", "&").replaceAll("&#x27;", "'");

describe.each(locales)("the page of charts (%s)", (locale) => {
  it("is whole without scripts, and leads from every mark to a view that can be read", async () => {
    const html = await (await get(`/${locale}/insights`)).text();
    expect(html.match(/<script\b[^>]*>/g)).toEqual([
      expect.stringContaining('src="/theme.js"'),
      expect.stringContaining('src="/page.js"'),
    ]);
    expect(html).not.toMatch(/\sstyle="|<style/);
    const sections = html.split("<section ").slice(1);
    expect(sections.length).toBeGreaterThanOrEqual(10);
    for (const section of sections) {
      expect(section).toMatch(/<h2[^>]*>.+<\/h2>/);
      // Two arrangements of the drawing, with as many marks, each of which says what it is.
      const drawings = section
        .split("<svg ")
        .slice(1, 3)
        .map((svg) => svg.split("</svg>")[0]);
      const marks = drawings.map(
        (svg) => svg.match(/<a [^>]*href="[^"]+"[^>]*><title>[^<]+<\/title>/g)?.length,
      );
      expect(marks[0]).toBeGreaterThan(3);
      expect(marks[1]).toBe(marks[0]);
      expect(section).toMatch(/<table/);
    }
    const addresses = new Set(
      [...html.matchAll(/href="(\/(?:zh|en)\?[^"]+)"/g)].map(([, href]) => decoded(href)),
    );
    expect(addresses.size).toBeGreaterThan(500);
    for (const address of addresses) {
      expect(address.startsWith(`/${locale}?`)).toBe(true);
      expect(parseView(new URL(address, "http://x").searchParams).problems).toEqual([]);
    }
  });
});

const path = "/api/v1/charts/releases";

describe("a chart as a file", () => {
  it("is an SVG that stands on its own: well-formed, with title, sentence and source, in the colours of its theme", async () => {
    for (const [theme, ground] of [
      ["light", "#fbfaf7"],
      ["dark", "#14161b"],
    ] as const) {
      const response = await get(`${path}?format=svg&locale=zh&theme=${theme}`);
      expect(response.headers.get("content-type")).toBe("image/svg+xml");
      expect(response.headers.get("content-disposition")).toMatch(/filename="releases\.svg"/);
      const svg = await response.text();
      const parser = new SaxesParser();
      parser.on("error", (error) => {
        throw error;
      });
      parser.write(svg).close();
      for (const text of ["模型从哪里来", "数据版本", "大模型图谱", ground]) expect(svg).toContain(text);
      expect(svg).not.toMatch(/var\(|light-dark|href=|<script|style=|NaN/);
    }
  });

  it("is a PNG at twice its size", async () => {
    const response = await get(`${path}?format=png&locale=en`);
    expect(response.headers.get("content-type")).toBe("image/png");
    const png = Buffer.from(await response.arrayBuffer());
    expect(png.readUInt32BE(16)).toBe(2 * (960 + 2 * 28));
    expect(png.readUInt32BE(20)).toBeGreaterThan(800);
  });

  it("is a table of plain numbers that add up", async () => {
    const response = await get(`${path}?format=csv&locale=en`);
    expect(response.headers.get("content-type")).toMatch(/^text\/csv/);
    const [head = [], ...rows] = (await response.text())
      .replace("\ufeff", "")
      .trim()
      .split("\r\n")
      .map((line) => line.split(","));
    expect([head[0], head.at(-1)]).toEqual(["Year", "Total"]);
    expect(rows.length).toBeGreaterThan(5);
    for (const [, ...numbers] of rows) {
      const parts = numbers.slice(0, -1).reduce((sum, n) => sum + Number(n), 0);
      expect(parts).toBe(Number(numbers.at(-1)));
    }
  });

  it("is confirmed by its tag, and differs by language, theme and form", async () => {
    const tags = new Set<string>();
    for (const query of [
      "format=svg",
      "format=svg&locale=zh",
      "format=svg&theme=dark",
      "format=png",
      "format=csv",
    ]) {
      const first = await get(`${path}?${query}`);
      const tag = first.headers.get("etag") ?? "";
      tags.add(tag);
      const again = await get(`${path}?${query}`, { headers: { "If-None-Match": tag } });
      expect(again.status).toBe(304);
    }
    expect(tags.size).toBe(5);
  });

  it("is refused with a problem that says what is allowed", async () => {
    const unknown = await problemOf(await get("/api/v1/charts/none"));
    expect(unknown).toMatchObject({ status: 404, code: "unknown-chart", parameter: "chart" });
    expect(unknown.allowed).toContain("releases");
    expect(await problemOf(await get(`${path}?format=gif`))).toMatchObject({
      status: 400,
      parameter: "format",
    });
    expect(await problemOf(await get(`${path}?wide=1`))).toMatchObject({ code: "unknown-parameter" });
  });
});
