/** The browser's way to the data, against the running server; in a browser, paths lead to it by themselves. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  entityAnswer,
  neighborsAnswer,
  pathsAnswer,
  questionsAnswer,
  searchAnswer,
} from "@/lib/api/contract";
import { ApiError, httpSource } from "@/lib/api/source";
import { type CompactFacets, decodeFacets } from "@/lib/graph/facet-table";
import { answerTo, get, server } from "./support/ask";

const { fetch: realFetch } = globalThis;
const toServer = (path: string, init?: RequestInit) => realFetch(new URL(path, server), init);
const { version } = await (await get("/api/v1/graph")).json();
const source = () => httpSource({ graph: "atlas", version });

beforeEach(() => void vi.stubGlobal("fetch", toServer));
afterEach(() => void vi.unstubAllGlobals());

describe("the source", () => {
  it("gives what the API answers", async () => {
    expect(await source().entity("model/gpt-4")).toEqual(
      await answerTo("/api/v1/entities/model/gpt-4", entityAnswer),
    );
    expect(await source().neighbors("model/gpt-4", { limit: 3, direction: "out" })).toEqual(
      await answerTo("/api/v1/entities/model/gpt-4/neighbors?limit=3&direction=out", neighborsAnswer),
    );
    const asked = { from: "platform/ernie-bot", to: "framework/mindspore", k: 2, hops: 5 };
    expect(await source().paths(asked)).toEqual(
      await answerTo(`/api/v1/paths?from=${asked.from}&to=${asked.to}&k=2&hops=5`, pathsAnswer),
    );
    const { questions } = await answerTo("/api/v1/questions", questionsAnswer);
    expect(await source().questions()).toEqual(questions);
  });

  it.each(["gpt", "文心", "wxyy", "tranformer", "llama 2"])(
    "finds for %s what the server finds",
    async (text) => {
      const { hits } = await answerTo(`/api/v1/search?q=${encodeURIComponent(text)}&limit=10`, searchAnswer);
      expect(await source().search(text, { limit: 10 })).toEqual(hits);
    },
  );

  it("gives the facets that belong to its graph", async () => {
    const held = source();
    const [graph, facets] = await Promise.all([held.graph(), held.facets()]);
    const sent = (await (await get("/api/v1/graph/facets")).json()) as CompactFacets;
    expect(facets).toEqual(decodeFacets(sent, graph));
    expect(await held.facets()).toBe(facets);
  });

  it("fetches the graph and the facets once each, and the facets again after they could not be had", async () => {
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (path: string) => {
      const name = new URL(path, server).pathname;
      const isFirst = !asked.includes(name);
      asked.push(name);
      if (name.endsWith("/facets") && isFirst) throw new TypeError("network");
      return toServer(path);
    });
    const held = source();
    await expect(held.facets()).rejects.toMatchObject({ name: "ApiError", status: 0 });
    expect((await held.facets()).size).toBeGreaterThan(20);
    await Promise.all([held.facets(), held.graph()]);
    expect(asked.toSorted()).toEqual(["/api/v1/graph", "/api/v1/graph/facets", "/api/v1/graph/facets"]);
  });

  it.each([["<html>"], ["{}"], ['{"format":1}'], ['{"format":1,"columns":{}}']])(
    "refuses %s as facets",
    async (body) => {
      vi.stubGlobal("fetch", async (path: string) =>
        path.includes("/facets") ? new Response(body) : toServer(path),
      );
      await expect(source().facets()).rejects.toThrow(ApiError);
    },
  );

  it("knows no entity that is not there", async () => {
    expect(await source().entity("model/none")).toBeUndefined();
    expect(await source().entity("none/none")).toBeUndefined();
    expect(await source().neighbors("model/none", { limit: 3 })).toBeUndefined();
    const asked = { from: "model/gpt-4", to: "model/none", k: 1, hops: 1 };
    expect(await source().paths(asked)).toBeUndefined();
  });

  it("fetches the graph once, and again after it could not be had", async () => {
    let asked = 0;
    vi.stubGlobal("fetch", async (path: string) => {
      asked++;
      if (asked === 1) throw new TypeError("network");
      return toServer(path);
    });
    const held = source();
    await expect(held.search("gpt", { limit: 1 })).rejects.toMatchObject({ name: "ApiError", status: 0 });
    expect(await held.search("gpt", { limit: 1 })).toHaveLength(1);
    expect((await held.graph()).version).toBe(version);
    expect(asked).toBe(2);
  });

  it("tells the problem that the server told", async () => {
    const old = httpSource({ graph: "atlas", version: "0000000000000000" });
    const expected = { status: 404, problem: { code: "unknown-version", allowed: [version] } };
    await expect(old.graph()).rejects.toMatchObject(expected);
    await expect(old.facets()).rejects.toMatchObject(expected);
    await expect(old.entity("model/gpt-4")).rejects.toMatchObject(expected);
  });

  it.each([
    ["no JSON", "<html>"],
    ["a graph of another format", '{"format":2}'],
    ["half a graph", '{"format":1}'],
  ])("refuses %s", async (_, body) => {
    vi.stubGlobal("fetch", async () => new Response(body));
    await expect(source().graph()).rejects.toThrow(ApiError);
  });

  it.each([["<html>"], ["{}"], ['{"id":"model/gpt-4"}']])("refuses %s as an entity", async (body) => {
    vi.stubGlobal("fetch", async () => new Response(body));
    await expect(source().entity("model/gpt-4")).rejects.toThrow(ApiError);
  });

  it("says nothing of its own when it is told to stop", async () => {
    const asked = source().entity("model/gpt-4", AbortSignal.abort());
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
    await expect(source().questions(AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
  });
});
