/** Requests that cannot be answered get problem documents (RFC 9457) that say which parameter is wrong. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "@/lib/api/problem";
import type { CompactGraph } from "@/lib/graph/graph";
import { get, problemOf } from "./support/ask";

const search = "/api/v1/search";
const gpt4 = "/api/v1/entities/model/gpt-4";
const neighbors = `${gpt4}/neighbors`;
const facets = "/api/v1/facets";
const facetTable = "/api/v1/graph/facets";
const subgraph = "/api/v1/subgraph";
const lineage = "/api/v1/lineage";
const impact = "/api/v1/impact";
const terms = "/api/v1/terms";
const paths = "/api/v1/paths";
const compare = "/api/v1/compare";
const ranking = "/api/v1/ranking";
const questions = "/api/v1/questions";
const ask = "/api/v1/ask";
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
    [`${facetTable}?in=domain/law`, "in", ["graph", "version"]],
    [`${terms}?of=model/gpt-4&depth=2`, "depth", ["graph", "version", "of"]],
    [
      `${lineage}?of=model/gpt-4&hops=2`,
      "hops",
      ["graph", "version", "of", "depth", "limit", "cursor", "direction"],
    ],
    [`${paths}?from=model/gpt-4&to=model/gpt-3&of=a`, "of", ["graph", "version", "from", "to", "k", "hops"]],
    [`${questions}?q=a`, "q", ["graph", "version"]],
    ["/api/v1/stories?q=a", "q", ["graph", "version"]],
    ["/api/v1/stories/llama-family?step=2", "step", ["graph", "version"]],
    [`${ask}?q=a&locale=en&limit=3`, "limit", ["graph", "version", "q", "locale"]],
  ])("that is unknown is refused, with those that there are: %s", async (path, parameter, allowed) => {
    expect(await problemAt(path)).toMatchObject({
      status: 400,
      code: "unknown-parameter",
      parameter,
      allowed,
    });
  });

  it.each([
    [`${facets}?shade=red`, "shade"],
    [`${facets}?limit=1`, "limit"],
    [`${facets}?access=open`, "access"],
    [`${subgraph}?q=a`, "q"],
    [`${subgraph}?constructor=a`, "constructor"],
    [`${ranking}?cursor=a`, "cursor"],
  ])("that is unknown is refused beside those of a view: %s", async (path, parameter) => {
    expect(await problemAt(path)).toMatchObject({ status: 400, code: "unknown-parameter", parameter });
  });

  it.each([
    [`${facets}?hide=car`, "hide"],
    [`${facets}?hide=%3Cb%3E`, "hide"],
    [`${facets}?in=domain/none`, "in"],
    [`${facets}?in=domain/law,law`, "in"],
    [`${facets}?in=${Array.from({ length: 13 }, (_, i) => `domain/d${i}`)}`, "in"],
    [`${facets}?combine=some`, "combine"],
    [`${facets}?context=3`, "context"],
    [`${facets}?list=model/none`, "list"],
    [`${facets}?show=model/none`, "show"],
    [`${facets}?f.colour=red`, "f.colour"],
    [`${facets}?f.constructor=red`, "f.constructor"],
    [`${facets}?f.model.access=secret`, "f.model.access"],
    [`${facets}?f.model.access=open-source,!secret`, "f.model.access"],
    [`${facets}?f.model.access=`, "f.model.access"],
    [`${facets}?r.parameters=7`, "r.parameters"],
    [`${facets}?r.parameters=many..`, "r.parameters"],
    [`${facets}?r.parameters=2020-01..`, "r.parameters"],
    [`${facets}?r.released=2020-13..`, "r.released"],
    [`${facets}?r.model.access=1..2`, "r.model.access"],
    [`${facets}?r.colour=1..2`, "r.colour"],
    [`${subgraph}?in=domain/none`, "in"],
    [`${subgraph}?f.model.access=secret`, "f.model.access"],
    [`${subgraph}?at=1,2`, "at"],
    [`${subgraph}?ask=ancestry:model/llama`, "ask"],
    [`${subgraph}?ask=lineage:model/llama,sideways`, "ask"],
    [`${subgraph}?ask=lineage:model/none`, "ask"],
    [`${subgraph}?ask=paths:model/llama,model/bloom,6,4`, "ask"],
    [`${subgraph}?ask=compare:model/llama`, "ask"],
    [`${ranking}?ask=impact:model/none`, "ask"],
    [`${ranking}?without=model/none`, "without"],
    [`${ranking}?off=none`, "off"],
  ])("of a filter that cannot be met is refused, not left out: %s", async (path, parameter) => {
    expect(await problemAt(path)).toMatchObject({ status: 400, code: "bad-parameter", parameter });
  });

  it("of a filter that is long is named in short", async () => {
    const { parameter, detail } = await problemAt(`${facets}?f.${"x".repeat(3000)}=${"y".repeat(3000)}`);
    expect(parameter?.length).toBeLessThanOrEqual(80);
    expect(detail.length).toBeLessThan(300);
  });

  it("that is unknown and long is named in short", async () => {
    const { parameter } = await problemAt(`${search}?q=a&${"x".repeat(3000)}=1`);
    expect(parameter).toBe(`${"x".repeat(60)}…`);
  });

  it.each([
    [`${search}?q=a&q=b`, "q"],
    [`${search}?q=a&limit=1&limit=1`, "limit"],
    ["/api/v1/graph?graph=atlas&graph=atlas", "graph"],
    [`${facets}?graph=atlas&graph=atlas`, "graph"],
    [`${facets}?in=domain/law&in=domain/finance`, "in"],
    [`${subgraph}?f.role=serving&f.role=inference`, "f.role"],
    [`${subgraph}?limit=1&limit=1`, "limit"],
  ])("that is given twice is refused: %s", async (path, parameter) => {
    expect(await problemAt(path)).toMatchObject({ status: 400, code: "repeated-parameter", parameter });
  });

  it("that is needed and not given is refused", async () => {
    const expected = { status: 400, code: "missing-parameter", parameter: "q" };
    expect(await problemAt(search)).toMatchObject(expected);
    expect(await problemAt(`${search}?kind=model`)).toMatchObject(expected);
    expect(await problemAt(`${ask}?locale=zh`)).toMatchObject(expected);
    expect(await problemAt(`${ask}?q=gpt`)).toMatchObject({ ...expected, parameter: "locale" });
    for (const path of [lineage, impact, terms, compare])
      expect(await problemAt(path)).toMatchObject({ ...expected, parameter: "of" });
    expect(await problemAt(`${paths}?to=model/gpt-4`)).toMatchObject({ ...expected, parameter: "from" });
    expect(await problemAt(`${paths}?from=model/gpt-4`)).toMatchObject({ ...expected, parameter: "to" });
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
    [`${subgraph}?limit=0`, "limit", "at least 1"],
    [`${subgraph}?limit=501`, "limit", "at most 500"],
    [`${subgraph}?limit=x`, "limit", "a whole number from 1 to 500"],
    [`${subgraph}?cursor=`, "cursor", "at least 1 character"],
    [`${facets}?version=latest`, "version", "[0-9a-f]{16}"],
    [`${lineage}?of=llama`, "of", "[a-z]"],
    [`${lineage}?of=model/${"a".repeat(200)}`, "of", "at most 120 characters"],
    [`${lineage}?of=model/llama&depth=0`, "depth", "at least 1"],
    [`${lineage}?of=model/llama&depth=13`, "depth", "at most 12"],
    [`${impact}?of=model/llama&depth=x`, "depth", "a whole number from 1 to 12"],
    [`${impact}?of=model/llama&limit=501`, "limit", "at most 500"],
    [`${terms}?of=%27--`, "of", "[a-z]"],
    [`${paths}?from=model/llama&to=model/bloom&k=6`, "k", "at most 5"],
    [`${paths}?from=model/llama&to=model/bloom&k=0`, "k", "at least 1"],
    [`${paths}?from=model/llama&to=model/bloom&hops=7`, "hops", "at most 6"],
    [`${paths}?from=model/llama&to=model/llama`, "to", 'another entity than "from"'],
    [`${compare}?of=model/llama`, "of", "at least 2 of them"],
    [`${compare}?of=`, "of", "at least 2 of them"],
    [`${compare}?of=model/a,model/b,model/c,model/d,model/e`, "of", "at most 4 of them"],
    [`${compare}?of=model/llama,model/bloom,model/llama`, "of", "each entity once"],
    [`${compare}?of=model/llama,bloom`, "of", "[a-z]"],
    [`${ranking}?limit=201`, "limit", "at most 200"],
    [`${ask}?q=${"a".repeat(201)}&locale=en`, "q", "at most 200 characters"],
    [`${ask}?q=&locale=en`, "q", "at least 1 character"],
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
    expect(await problemAt(`${lineage}?of=model/llama&direction=out`)).toMatchObject({
      ...refused,
      parameter: "direction",
      allowed: ["both", "up", "down"],
    });
    expect(await problemAt(`${ask}?q=gpt&locale=fr`)).toMatchObject({
      ...refused,
      parameter: "locale",
      allowed: ["zh", "en"],
    });
    expect(await problemAt(`${ranking}?by=fame`)).toMatchObject({
      ...refused,
      parameter: "by",
      allowed: ["importance", "degree", "pagerank", "betweenness"],
    });
  });

  it.each(["x", "0", "YWZ0ZXIgMA", "YWZ0ZXIgOTk5OTk5"])(
    "cursor=%s, which no page gave, is refused",
    async (cursor) => {
      const lists = [neighbors, subgraph, `${lineage}?of=model/llama`, `${impact}?of=model/llama`];
      for (const path of lists)
        expect(await problemAt(`${path}${path.includes("?") ? "&" : "?"}cursor=${cursor}`)).toMatchObject({
          status: 400,
          code: "bad-cursor",
          parameter: "cursor",
        });
    },
  );
});

describe("what is not there", () => {
  const routes = [
    "/api/v1/graph?",
    `${facetTable}?`,
    `${facets}?`,
    `${subgraph}?`,
    `${gpt4}?`,
    `${neighbors}?`,
    `${search}?q=a&`,
    "/api/v1/openapi.json?",
    `${lineage}?of=model/llama&`,
    `${impact}?of=model/llama&`,
    `${terms}?of=model/llama&`,
    `${paths}?from=model/llama&to=model/bloom&`,
    `${compare}?of=model/llama,model/bloom&`,
    `${ranking}?`,
    `${questions}?`,
    `${ask}?q=gpt&locale=en&`,
  ];

  it.each(routes)("is told as a graph, with those that there are: %sgraph=nowhere", async (route) => {
    expect(await problemAt(`${route}graph=nowhere`)).toMatchObject({
      status: 404,
      code: "unknown-graph",
      parameter: "graph",
      // Other tests import more of them.
      allowed: expect.arrayContaining(["atlas"]),
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

  it.each([
    [`${lineage}?of=model/gpt4`, "of"],
    [`${impact}?of=model/gpt4`, "of"],
    [`${terms}?of=model/gpt4`, "of"],
    [`${paths}?from=model/gpt4&to=model/llama`, "from"],
    [`${paths}?from=model/llama&to=model/gpt4`, "to"],
    [`${compare}?of=model/llama,model/gpt4`, "of"],
    [`${compare}?of=car/gpt4,model/llama`, "of"],
  ])("is told as an entity with the parameter that names it: %s", async (path, parameter) => {
    const problem = await problemAt(path);
    expect(problem).toMatchObject({ status: 404, code: "unknown-entity", parameter });
    expect(problem.detail).toContain("/gpt4");
    expect(problem.allowed).toContain("model/gpt-4");
  });

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

  it.each(["none", "..%2Fnone", "__proto__", "a".repeat(3000)])(
    "is told as a story, with those that there are: %s",
    async (slug) => {
      expect(await problemAt(`/api/v1/stories/${slug}`)).toMatchObject({
        status: 404,
        code: "unknown-story",
        parameter: "slug",
        allowed: expect.arrayContaining(["llama-family"]),
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
  facets,
  facetTable,
  subgraph,
  lineage,
  impact,
  terms,
  paths,
  compare,
  ranking,
  questions,
  ask,
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
