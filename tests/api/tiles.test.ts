/** Parts of a map: the route, and the browser's source that puts one of them into the place of the graph. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { facetsAnswer, graphsAnswer, tileAnswer } from "@/lib/api/contract";
import { ApiError, type PartAsked } from "@/lib/api/source";
import { tilesSource } from "@/lib/api/tiles-source";
import { decodeGraph } from "@/lib/graph/decode";
import { type CompactFacets, decodeFacets } from "@/lib/graph/facet-table";
import type { CompactGraph } from "@/lib/graph/graph";
import { appearances, extentOf, tileFor, tileLimits, tileRectangle } from "@/lib/graph/tile";
import { columnsOf } from "@/lib/table/columns";
import { cellOf, type Speech } from "@/lib/table/values";
import { answerTo, get, problemOf, server } from "./support/ask";

const whole = decodeGraph((await (await get("/api/v1/graph")).json()) as CompactGraph);
const { version } = whole;
const extent = extentOf(whole.x, whole.y);
const grid = { extent, zooms: Math.max(...appearances(extent, whole.x, whole.y)) };
const tilesAt = (path: string) => `/api/v1/tiles/${path}`;

describe("a tile", () => {
  it("is answered as its schema says, and kept for ever in a version", async () => {
    const plain = await answerTo(tilesAt("1/0/0"), tileAnswer);
    expect(plain).toMatchObject({ graph: "atlas", version, tile: { z: 1, x: 0, y: 0 }, total: whole.size });
    const response = await get(tilesAt(`1/0/0?version=${version}`));
    expect(response.headers.get("cache-control")).toContain("immutable");
    const tag = response.headers.get("etag") ?? "";
    const again = await get(tilesAt(`1/0/0?version=${version}`), { headers: { "If-None-Match": tag } });
    expect(again.status).toBe(304);
    expect((await get(tilesAt("1/0/0"))).headers.get("cache-control")).toBe("no-cache");
  });

  it("holds who is named, and what a filter leaves", async () => {
    const { z, x, y } = tileFor(grid, { left: extent - 2, top: extent - 2, right: extent, bottom: extent });
    const named = await answerTo(
      tilesAt(`${z}/${x}/${y}?around=model/gpt-4&with=model/llama,model/none`),
      tileAnswer,
    );
    const graph = decodeGraph(named.compact as unknown as CompactGraph);
    expect(graph.indexOf("model/gpt-4")).toBeGreaterThanOrEqual(0);
    expect(graph.indexOf("model/llama")).toBeGreaterThanOrEqual(0);
    expect(graph.size).toBeGreaterThan(2);
    expect(named.standing).toBeUndefined();
    const filtered = await answerTo(tilesAt("1/0/0?hide=model&select=model/gpt-4"), tileAnswer);
    expect(filtered.standing).toHaveLength(
      (filtered.compact as unknown as CompactGraph).entities.slug.length,
    );
    expect(filtered.total).toBeLessThan(whole.size);
    // What is pointed at leaves nothing out.
    expect((await answerTo(tilesAt("1/0/0?select=model/gpt-4"), tileAnswer)).standing).toBeUndefined();
  });

  it.each([
    ["99/0/0", 404, "unknown-tile"],
    ["1/1/0", 404, "unknown-tile"],
    ["1/-1/0", 404, "unknown-tile"],
    ["a/0/0", 404, "unknown-tile"],
    [`1/0/0?around=${Array(tileLimits.around + 1).fill("model/llama")}`, 400, "bad-parameter"],
    ["1/0/0?with=llama", 400, "bad-parameter"],
    ["1/0/0?limit=3", 400, "unknown-parameter"],
    ["1/0/0?hide=nothing", 400, "bad-parameter"],
    ["1/0/0?graph=none", 404, "unknown-graph"],
  ])("%s cannot be answered", async (path, status, code) => {
    expect(await problemOf(await get(tilesAt(path)))).toMatchObject({ status, code });
  });
});

it("a graph that can be had as a whole has no tiles to tell of", async () => {
  const { graphs } = await answerTo("/api/v1/graphs", graphsAnswer);
  expect(graphs[0]).not.toHaveProperty("tiles");
});

describe("the source of a map in parts", () => {
  const { fetch: realFetch } = globalThis;
  const asked: string[] = [];
  beforeEach(() => {
    asked.length = 0;
    vi.stubGlobal("fetch", (path: string, init?: RequestInit) => {
      asked.push(path);
      return realFetch(new URL(path, server), init);
    });
  });
  afterEach(() => void vi.unstubAllGlobals());
  const options = { graph: "atlas", version, grid, entities: whole.size, relations: whole.relations.size };
  const nothing: PartAsked = { with: [], around: [], filter: "" };
  const sight = { left: -40, top: -40, right: 40, bottom: 40 };
  const open = async () => {
    const source = tilesSource(options);
    const parts = await source.parts?.();
    if (!parts) throw new Error("no parts");
    return { source, parts };
  };

  it("gives the part that shows what is in sight, and knows what the whole is", async () => {
    const { source, parts } = await open();
    const first = await source.graph();
    const part = await parts.part({ ...nothing, sight });
    expect(part.part?.tile).toEqual(tileFor(grid, sight));
    expect(part.part?.rectangle).toEqual(tileRectangle(grid, tileFor(grid, sight)));
    expect(part.part).toMatchObject({
      whole: first.part?.whole,
      regions: first.part?.regions,
      size: whole.size,
      relations: whole.relations.size,
    });
    expect(part.part?.key).not.toBe(first.part?.key);
    expect(part.version).toBe(version);
    for (const id of part.ids) expect(whole.indexOf(id)).toBeGreaterThanOrEqual(0);
  });

  it("asks for nothing twice that is kept, and for the first tile where that is on its way", async () => {
    const { parts } = await open();
    const part = await parts.part({ ...nothing, sight });
    expect(await parts.part({ ...nothing, sight })).toBe(part);
    expect(parts.kept({ ...nothing, sight })).toBe(part);
    expect(parts.kept({ ...nothing, sight, around: ["model/gpt-4"] })).toBeUndefined();
    expect(asked).toHaveLength(2);
    const path = asked[0];
    const first = { path, graph: Promise.resolve(whole), tile: await (await get(path)).json() };
    asked.length = 0;
    expect((await tilesSource({ ...options, first }).graph()).part?.key).toBe(path);
    expect(asked).toEqual([]);
    // What did not come is asked for.
    const failed = { path, graph: Promise.reject(new Error("lost")) };
    expect((await tilesSource({ ...options, first: failed }).graph()).part?.key).toBe(path);
    expect(asked).toEqual([path]);
  });

  it("brings who is named, and what the server makes of a filter", async () => {
    const { parts } = await open();
    const part = await parts.part({
      with: ["model/none"],
      around: ["model/gpt-4"],
      filter: "hide=dataset",
      sight,
    });
    expect(part.part?.named).toEqual(new Set(["model/none", "model/gpt-4"]));
    expect(part.indexOf("model/gpt-4")).toBeGreaterThanOrEqual(0);
    expect(part.part?.standing).toHaveLength(part.size);
    const counts = await parts.counts("hide=dataset");
    const { members, kinds } = await answerTo("/api/v1/facets?hide=dataset", facetsAnswer);
    expect(counts).toMatchObject({ members, kinds: kinds.map(({ count }) => count) });
  });

  it("names no more than an address can hold", async () => {
    const { parts } = await open();
    const many = Array.from({ length: 500 }, (_, i) => `model/${"x".repeat(60)}-${i}`);
    const part = await parts.part({ ...nothing, with: many });
    expect(part.part?.named.size).toBeLessThanOrEqual(tileLimits.with);
    expect(asked.at(-1)?.length).toBeLessThan(7000);
  });

  it("gives who answers a question, and how many there are", async () => {
    const { parts } = await open();
    const { ids, total } = await parts.answer({ as: "lineage", of: "model/llama", direction: "down" });
    expect(ids.length).toBeGreaterThan(3);
    expect(total).toBeGreaterThanOrEqual(ids.length);
    const ways = await parts.answer({
      as: "paths",
      from: "platform/ernie-bot",
      to: "framework/mindspore",
      k: 2,
      hops: 5,
    });
    expect(ways.ids).toContain("platform/ernie-bot");
    expect(ways.ids).toContain("framework/mindspore");
  });

  it("gives what a filter leaves as rows, page after page, with every value that they have", async () => {
    const { parts } = await open();
    const table = decodeFacets((await (await get("/api/v1/graph/facets")).json()) as CompactFacets, whole);
    const kind = whole.kinds.indexOf("model");
    const hide = whole.kinds.filter((_, i) => i !== kind).join(",");
    const first = await parts.rows(`hide=${hide}`);
    expect(first.graph.size).toBe(100);
    let rows = first;
    while (rows.more) rows = await rows.more();
    const models = whole.ids.filter((_, i) => whole.kind[i] === kind);
    expect(rows.members).toBe(models.length);
    expect([...rows.graph.ids].sort()).toEqual([...models].sort());
    const speech = { locale: "en", sections: {} } as const;
    const all: Speech = { ...speech, graph: whole, table };
    const some: Speech = { ...speech, graph: rows.graph, table: rows.graph.part?.facets ?? new Map() };
    const columns = columnsOf(whole.ontology, "model").filter(
      ({ key, source }) => source.of !== "relations" && key !== "region",
    );
    expect(columns.length).toBeGreaterThan(15);
    for (const [entity, id] of rows.graph.ids.entries())
      for (const column of columns)
        expect(cellOf(column, entity, some), `${id} ${column.key}`).toEqual(
          cellOf(column, whole.indexOf(id), all),
        );
    expect(rows.graph.regions.length).toBeGreaterThan(1);
    // In the order in which they come: what is more important first.
    expect(rows.graph.ids.slice(0, 100)).toEqual(first.graph.ids);
    expect((await parts.rows("list=model/gpt-4&hide=model")).graph.size).toBe(0);
  });

  it("finds by name what is in no part that is here", async () => {
    const { source } = await open();
    const [hit] = await source.search("gpt-4", { limit: 3 });
    expect(hit.id).toBe("model/gpt-4");
  });

  it("says what is wrong", async () => {
    const { parts } = await open();
    await expect(parts.part({ ...nothing, filter: "hide=nothing" })).rejects.toMatchObject({ status: 400 });
    const gone = tilesSource({ ...options, version: "0000000000000000" });
    await expect(gone.graph()).rejects.toMatchObject({ problem: { code: "unknown-version" } });
    const given = new AbortController();
    given.abort();
    await expect(parts.part({ ...nothing, sight }, given.signal)).rejects.not.toBeInstanceOf(ApiError);
  });
});
