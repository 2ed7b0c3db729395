/** Pictures of views to take away, in each form. */
import { describe, expect, it } from "vitest";
import { pdfTexts } from "../fixtures/pdf-text";
import { get as ask, problemOf } from "./support/ask";

const path = "/api/v1/picture";

/** From an address of its own; other tests fill the queue of those who draw, so it is patient. */
async function get(of: string, init: RequestInit = {}): Promise<Response> {
  const headers = { "X-Forwarded-For": "10.9.8.7", ...init.headers };
  for (let attempt = 1; ; attempt++) {
    const response = await ask(of, { ...init, headers });
    if (response.status !== 503 || attempt === 20) return response;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function bytesOf(response: Response, type: string): Promise<Buffer> {
  expect([response.status, response.headers.get("content-type")]).toEqual([200, type]);
  return Buffer.from(await response.arrayBuffer());
}

describe("a picture of any view", () => {
  it("is a PNG of the size that is asked for", async () => {
    for (const [query, width, height] of [
      ["", 1440, 900],
      ["?width=400&height=500&scale=3", 1200, 1500],
      ["?format=png&width=360&height=4096&legend=0&title=0&footer=", 360, 4096],
    ] as const) {
      const png = await bytesOf(await get(path + query), "image/png");
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
    }
  });

  it("is an SVG with its texts, and its address", async () => {
    const response = await get(`${path}?format=svg&select=model/llama&locale=zh`);
    const svg = (await bytesOf(response, "image/svg+xml")).toString("utf8");
    for (const text of [
      "<text",
      ">LLaMA</text>",
      "数据版本",
      "/zh?select=model/llama",
      '<title id="title">LLaMA</title>',
    ])
      expect(svg).toContain(text);
    expect(svg).not.toMatch(/<script|<image|<foreignObject|href=/);
  });

  it("is a PDF whose texts are found, in both languages", async () => {
    for (const [locale, texts] of [
      ["en", ["Lineage of LLaMA", "Vicuna", "Drawn on", "Data version", "Models"]],
      ["zh", ["来龙去脉", "华佗GPT", "数据版本", "模型"]],
    ] as const) {
      const query = `?format=pdf&ask=lineage:model/llama&layout=layered&locale=${locale}`;
      const found = pdfTexts(await bytesOf(await get(path + query), "application/pdf")).join("");
      for (const text of texts) expect(found).toContain(text);
    }
  });

  it("shows what is asked for, and leaves out what is not", async () => {
    const svgOf = async (query: string) =>
      (
        await bytesOf(await get(`${path}?format=svg&width=800&height=600${query}`), "image/svg+xml")
      ).toString();
    const notes = `&notes=${encodeURIComponent("model/llama:What I think")}`;
    const whole = await svgOf(notes);
    const parts = {
      "&title=0": "entities",
      "&legend=0": ">Datasets<",
      "&pins=0": "What I think",
      "&footer=date,version": "/en?",
      "&footer=address": "Data version",
    };
    for (const [query, text] of Object.entries(parts)) {
      const lacking = (await svgOf(notes + query)).replace(/<desc.*<\/desc>/, "");
      expect([query, whole.includes(text), lacking.includes(text)]).toEqual([query, true, false]);
    }
    expect(await svgOf("&heading=My%20own%20%3Ctitle%3E")).toContain(">My own &lt;title&gt;</text>");
  });

  it("is a file with a name", async () => {
    const named = async (query: string) => (await get(path + query)).headers.get("content-disposition");
    expect(await named("?format=svg&heading=%E2%80%9CA%2FB%E2%80%9D%20%E5%9B%BE")).toBe(
      "attachment; filename=\"A B.svg\"; filename*=UTF-8''%E2%80%9CA%20B%E2%80%9D%20%E5%9B%BE.svg",
    );
    const whole = await named("?format=svg&locale=zh");
    expect(whole).toBe(`attachment; filename="atlas.svg"; filename*=UTF-8''%E5%85%A8%E5%9B%BE.svg`);
    // As it is kept, with the name that it had.
    expect(await named("?format=svg&locale=zh")).toBe(whole);
  });

  it("is confirmed by its tag, which differs by all that is asked for", async () => {
    const queries = [
      "",
      "?format=svg",
      "?format=pdf",
      "?scale=2",
      "?transparent=1",
      "?footer=date",
      "?theme=dark",
    ];
    const tags = new Set<string>();
    for (const query of queries) {
      const response = await get(path + query);
      expect(response.headers.get("cache-control")).toBe("no-cache");
      const tag = response.headers.get("etag") ?? "";
      expect(tag).toMatch(/^W\/"[0-9a-f]{40}"$/);
      tags.add(tag);
      const again = await get(path + query, { headers: { "If-None-Match": tag } });
      expect([again.status, await again.text()]).toEqual([304, ""]);
    }
    expect(tags.size).toBe(queries.length);
    // The others have no pixels.
    expect((await get(`${path}?format=svg&scale=3`)).headers.get("etag")).toBe(
      (await get(`${path}?format=svg`)).headers.get("etag"),
    );
  });

  it.each([
    ["?format=gif", "bad-parameter", "format"],
    ["?scale=5", "bad-parameter", "scale"],
    ["?scale=1.5", "bad-parameter", "scale"],
    ["?width=4096&height=4096&scale=2", "bad-parameter", "scale"],
    ["?width=100", "bad-parameter", "width"],
    ["?height=5000", "bad-parameter", "height"],
    ["?transparent=yes", "bad-parameter", "transparent"],
    ["?footer=version,version", "bad-parameter", "footer"],
    ["?footer=author", "bad-parameter", "footer"],
    [`?heading=${"x".repeat(121)}`, "bad-parameter", "heading"],
    ["?heading=", "bad-parameter", "heading"],
    ["?locale=fr", "bad-parameter", "locale"],
    ["?theme=blue", "bad-parameter", "theme"],
    ["?legend=0&legend=1", "repeated-parameter", "legend"],
    ["?nothing=1", "unknown-parameter", "nothing"],
    ["?in=nowhere", "bad-parameter", "in"],
    ["?graph=other", "unknown-graph", "graph"],
    ["?version=0123456789abcdef", "unknown-version", "version"],
  ])("refuses %s: %s", async (query, code, parameter) => {
    const problem = await problemOf(await get(path + query));
    expect([problem.code, problem.parameter]).toEqual([code, parameter]);
  });

  it("answers HEAD, and refuses to be written", async () => {
    const head = await get(`${path}?format=svg`, { method: "HEAD" });
    expect([head.status, head.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
    expect((await problemOf(await get(path, { method: "POST" }))).code).toBe("method-not-allowed");
  });
});
