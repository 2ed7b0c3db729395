/** Requests that cannot be answered get problem documents (RFC 9457) that say which parameter is wrong. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "@/lib/api/problem";
import type { CompactGraph } from "@/lib/graph/graph";
import { get, problemOf } from "./support/ask";

const search = "/api/v1/search";
const gpt4 = "/api/v1/entities/model/gpt-4";
const neighbors = `${gpt4}/neighbors`;
let kinds: string[];
let types: string[];
let version: string;

beforeAll(async () => {
  const graph = (await (await get("/api/v1/graph")).json()) as CompactGraph;
  ({ version } = graph);
  kinds = Object.keys(graph.ontology.kinds);
  types = Object.keys(graph.ontology.relations);
});

const problemAt = async (path: string): Promise<Problem> => problemOf(await get(path));

describe("a parameter", () => {
  it.each<[string, string, string[]]>([
    [`${search}?q=a&colour=red`, "colour", ["graph", "version", "q", "kind", "limit"]],
    [`${search}?q=a&constructor=1`, "constructor", ["graph", "version", "q", "kind", "limit"]],
    [`${neighbors}?q=a`, "q", ["graph", "version", "type", "direction", "limit", "cursor"]],
    [`${gpt4}?limit=1`, "limit", ["graph", "version"]],
    ["/api/v1/graph?q=a", "q", ["graph", "version"]],
    ["/api/v1/openapi.json?x=", "x", ["graph", "version"]],
  ])("that is unknown is refused, with those that there are: %s", async (path, parameter, allowed) => {
    expect(await problemAt(path)).toMatchObject({
      status: 400,
      code: "unknown-parameter",
      parameter,
      allowed,
    });
  });

  it("that is unknown and long is named in short", async () => {
    const { parameter } = await problemAt(`${search}?q=a&${"x".repeat(3000)}=1`);
    expect(parameter).toBe(`${"x".repeat(60)}…`);
  });

  it.each([
    [`${search}?q=a&q=b`, "q"],
    [`${search}?q=a&limit=1&limit=1`, "limit"],
    ["/api/v1/graph?graph=atlas&graph=atlas", "graph"],
  ])("that is given twice is refused: %s", async (path, parameter) => {
    expect(await problemAt(path)).toMatchObject({ status: 400, code: "repeated-parameter", parameter });
  });

  it("that is needed and not given is refused", async () => {
    const expected = { status: 400, code: "missing-parameter", parameter: "q" };
    expect(await problemAt(search)).toMatchObject(expected);
    expect(await problemAt(`${search}?kind=model`)).toMatchObject(expected);
  });

  it.each([
    [`${search}?q=`, "q", "at least 1 character"],
    [`${search}?q=${"a".repeat(201)}`, "q", "at most 200 characters"],
    [`${search}?q=a&limit=0`, "limit", "at least 1"],
    [`${search}?q=a&limit=51`, "limit", "at most 50"],
    [`${neighbors}?limit=201`, "limit", "at most 200"],
    [`${search}?q=a&limit=`, "limit", "a whole number from 1 to 50"],
    [`${search}?q=a&limit=-1`, "limit", "a whole number from 1 to 50"],
    [`${search}?q=a&limit=1.5`, "limit", "a whole number from 1 to 50"],
    [`${search}?q=a&limit=1e1`, "limit", "a whole number from 1 to 50"],
    [`${neighbors}?limit=%201`, "limit", "a whole number from 1 to 200"],
    [`${neighbors}?limit=9999999`, "limit", "a whole number from 1 to 200"],
    [`${search}?q=a&version=latest`, "version", "[0-9a-f]{16}"],
    [`${search}?q=a&version=`, "version", "[0-9a-f]{16}"],
    [`${search}?q=a&graph=../etc`, "graph", "[a-z]"],
    [`${search}?q=a&kind=Model`, "kind", "[a-z]"],
    [`${neighbors}?type=%27--`, "type", "[a-z]"],
    [`${neighbors}?cursor=${"a".repeat(65)}`, "cursor", "at most 64 characters"],
    [`${neighbors}?cursor=`, "cursor", "at least 1 character"],
  ])(
    "that is malformed or out of range is refused, with what it may be: %s",
    async (path, parameter, bound) => {
      expect(await problemAt(path)).toMatchObject({
        status: 400,
        code: "bad-parameter",
        parameter,
        detail: expect.stringContaining(bound),
      });
    },
  );

  it("that is one of a few is refused with all of them", async () => {
    const refused = { status: 400, code: "bad-parameter" };
    expect(await problemAt(`${neighbors}?direction=both`)).toMatchObject({
      ...refused,
      parameter: "direction",
      allowed: ["out", "in"],
    });
    expect(await problemAt(`${search}?q=a&kind=car`)).toMatchObject({
      ...refused,
      parameter: "kind",
      allowed: kinds,
    });
    expect(await problemAt(`${neighbors}?type=constructor`)).toMatchObject({
      ...refused,
      parameter: "type",
      allowed: types,
    });
  });

  it.each(["x", "0", "YWZ0ZXIgMA", "YWZ0ZXIgOTk5OTk5"])(
    "cursor=%s, which no page gave, is refused",
    async (cursor) => {
      expect(await problemAt(`${neighbors}?cursor=${cursor}`)).toMatchObject({
        status: 400,
        code: "bad-cursor",
        parameter: "cursor",
      });
    },
  );
});

describe("what is not there", () => {
  const routes = ["/api/v1/graph?", `${gpt4}?`, `${neighbors}?`, `${search}?q=a&`, "/api/v1/openapi.json?"];

  it.each(routes)("is told as a graph, with those that there are: %sgraph=nowhere", async (route) => {
    expect(await problemAt(`${route}graph=nowhere`)).toMatchObject({
      status: 404,
      code: "unknown-graph",
      parameter: "graph",
      allowed: ["atlas"],
    });
  });

  it.each(routes)("is told as a version, with the current one: %sversion=0000000000000000", async (route) => {
    expect(await problemAt(`${route}version=0000000000000000`)).toMatchObject({
      status: 404,
      code: "unknown-version",
      parameter: "version",
      allowed: [version],
    });
  });

  it.each(["", "/neighbors"])(
    "is told as an entity, with those that may have been meant: model/gpt4%s",
    async (rest) => {
      const problem = await problemAt(`/api/v1/entities/model/gpt4${rest}`);
      expect(problem).toMatchObject({ status: 404, code: "unknown-entity", parameter: "slug" });
      expect(problem.allowed).toContain("model/gpt-4");
      expect(problem.allowed?.length).toBeLessThanOrEqual(5);
    },
  );

  it.each(["", "/neighbors"])("is told as a kind, with those that there are: car/gpt-4%s", async (rest) => {
    expect(await problemAt(`/api/v1/entities/car/gpt-4${rest}`)).toMatchObject({
      status: 404,
      code: "unknown-entity",
      parameter: "kind",
      allowed: kinds,
    });
  });

  it.each(["..%2Fgpt-4", "%00", "__proto__", "GPT-4", "%F0%9F%98%80", "a".repeat(3000), "%3Cscript%3E"])(
    "is told as an entity, however it is written: model/%s",
    async (slug) => {
      expect(await problemAt(`/api/v1/entities/model/${slug}`)).toMatchObject({
        status: 404,
        code: "unknown-entity",
      });
    },
  );

  it.each([
    "/api",
    "/api/v1",
    "/api/v2/search",
    "/api/v1/entities",
    "/api/v1/entities/model",
    "/api/health/x",
    `${gpt4}/x`,
  ])("is told as a route: %s", async (path) => {
    expect(await problemAt(path)).toMatchObject({ status: 404, code: "unknown-route", instance: path });
  });
});

describe.each([
  search,
  gpt4,
  neighbors,
  "/api/v1/graph",
  "/api/v1/openapi.json",
  "/api/health",
  "/api/ready",
  "/api/v1/x",
])("%s", (path) => {
  it.each(["POST", "PUT", "PATCH", "DELETE"])("refuses %s, and says what is possible", async (method) => {
    const response = await get(path, { method });
    expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
    expect(await problemOf(response)).toMatchObject({
      status: 405,
      code: "method-not-allowed",
      allowed: ["GET", "HEAD", "OPTIONS"],
      instance: path,
    });
  });

  it("says to OPTIONS what is possible", async () => {
    const response = await get(path, { method: "OPTIONS" });
    expect([response.status, response.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
  });
});
