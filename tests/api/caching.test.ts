/** What answers say about keeping them, and the questions that need no answer. */
import { describe, expect, it } from "vitest";
import { get, server } from "./support/ask";

const paths = [
  "/api/v1/graph",
  "/api/v1/entities/model/gpt-4",
  "/api/v1/entities/model/gpt-4/neighbors?limit=3",
  "/api/v1/search?q=gpt&limit=3",
  "/api/v1/openapi.json",
  "/api/v1/graph/facets",
  "/api/v1/facets?in=domain/finance",
  "/api/v1/subgraph?in=domain/finance&limit=3",
  "/api/v1/lineage?of=model/llama&limit=3",
  "/api/v1/impact?of=dataset/the-pile&limit=3",
  "/api/v1/terms?of=model/alpaca",
  "/api/v1/paths?from=platform/ernie-bot&to=framework/mindspore&k=1&hops=5",
  "/api/v1/compare?of=model/llama,model/bloom",
  "/api/v1/ranking?by=betweenness&limit=3",
  "/api/v1/questions",
  "/api/v1/stories",
  "/api/v1/stories/llama-family",
  "/api/v1/ask?q=LLaMA&locale=en",
];

describe.each(paths)("%s", (path) => {
  it("is confirmed by its tag alone, in either form or among others", async () => {
    const tag = (await get(path)).headers.get("etag") ?? "";
    expect(tag).toMatch(/^W\/"[\w-]{20,}"$/);
    for (const known of [tag, tag.slice(2), `"other", ${tag}`, "*"]) {
      const response = await get(path, { headers: { "If-None-Match": known } });
      expect([known, response.status]).toEqual([known, 304]);
      expect(response.headers.get("etag")).toBe(tag);
      expect(await response.text()).toBe("");
    }
  });

  it("is sent to whoever has something else", async () => {
    const response = await get(path, { headers: { "If-None-Match": 'W/"other"' } });
    expect(response.status).toBe(200);
    expect(await response.text()).not.toBe("");
  });

  it("answers HEAD with the headers of GET and no body", async () => {
    const [head, body] = await Promise.all([get(path, { method: "HEAD" }), get(path)]);
    expect(head.status).toBe(200);
    for (const name of ["etag", "cache-control", "content-type"])
      expect(head.headers.get(name)).toBe(body.headers.get(name));
    expect(await head.text()).toBe("");
  });
});

it("the graph and its facets in a named version may be kept for ever; the form of other answers may change with the app", async () => {
  const { version } = await (await get("/api/v1/search?q=gpt")).json();
  for (const path of paths) {
    const pinned = new URL(server + path);
    pinned.searchParams.set("version", version);
    const expected = /\/graph(\/facets)?$/.test(path) ? "public, max-age=31536000, immutable" : "no-cache";
    expect((await fetch(pinned)).headers.get("cache-control"), path).toBe(expected);
  }
});

it("different answers have different tags", async () => {
  const more = ["/api/v1/entities/model/gpt-3", "/api/v1/search?q=gpt&limit=4", "/api/v1/search?q=bert"];
  const tags = await Promise.all(
    [...paths, ...more].map(async (path) => (await get(path)).headers.get("etag")),
  );
  expect(new Set(tags).size).toBe(tags.length);
});
