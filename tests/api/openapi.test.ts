/** The API's description of itself, held against what the API does. */
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { get, problemOf } from "./support/ask";

type Json = Record<string, unknown>;
interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly description: string;
  readonly schema: Json;
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, { content: Readonly<Record<string, { schema: Json }>> }>>;
}
interface Document {
  readonly openapi: string;
  readonly info: Json;
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

let document: Document;
let operations: [path: string, operation: Operation][];
beforeAll(async () => {
  document = await (await get("/api/v1/openapi.json")).json();
  operations = Object.entries(document.paths).map(([path, methods]) => [path, methods.get]);
});

/** A value that each parameter may have; where an operation means something else by it, by its path and the parameter. */
const examples: Readonly<Record<string, string>> = {
  kind: "model",
  slug: "gpt-4",
  q: "gpt",
  graph: "atlas",
  type: "developed_by",
  direction: "out",
  limit: "3",
  hide: "risk,policy",
  in: "domain/finance,domain/healthcare",
  combine: "all",
  context: "2",
  list: "model/gpt-4",
  show: "model/gpt-3",
  off: "uses,runs_on",
  expand: "model/llama,12,out,date,trained_on;model/bert,3",
  without: "model/gpt-4",
  time: "2018-01..2024-06,dated",
  ask: "lineage:model/llama,down,3",
  of: "model/llama",
  "/api/v1/compare of": "model/llama,model/bloom",
  "/api/v1/lineage direction": "up",
  depth: "2",
  from: "platform/ernie-bot",
  to: "framework/mindspore",
  k: "2",
  hops: "5",
  by: "betweenness",
  locale: "zh",
  "f.{facet}": "open-weights,!?",
  "r.{facet}": "7000000000..,?",
};
/** A facet for each parameter that names one. */
const facets: Readonly<Record<string, string>> = {
  "f.{facet}": "f.model.access",
  "r.{facet}": "r.parameters",
};

describe("the description", () => {
  it("is OpenAPI 3.1 with a title and a version", () => {
    expect(document).toMatchObject({
      openapi: "3.1.0",
      info: { title: "Large Model Atlas", version: expect.any(String) },
    });
  });

  it("tells of every route", () => {
    expect(operations.map(([path]) => path).toSorted()).toEqual([
      "/api/health",
      "/api/ready",
      "/api/v1/ask",
      "/api/v1/compare",
      "/api/v1/entities/{kind}/{slug}",
      "/api/v1/entities/{kind}/{slug}/neighbors",
      "/api/v1/facets",
      "/api/v1/graph",
      "/api/v1/graph/facets",
      "/api/v1/impact",
      "/api/v1/lineage",
      "/api/v1/openapi.json",
      "/api/v1/paths",
      "/api/v1/questions",
      "/api/v1/ranking",
      "/api/v1/search",
      "/api/v1/subgraph",
      "/api/v1/terms",
    ]);
  });

  it("tells where a view filters which parameters do, and of nothing else of a view", () => {
    const filters = [
      "hide",
      "in",
      "combine",
      "context",
      "near",
      "to.{type}",
      "from.{type}",
      "list",
      "show",
      "f.{facet}",
      "r.{facet}",
    ];
    const named = (path: string) => document.paths[path].get.parameters.map(({ name }) => name);
    expect(named("/api/v1/facets")).toEqual(["graph", "version", ...filters]);
    const more = ["ask", "off", "expand", "without", "time"];
    expect(named("/api/v1/subgraph")).toEqual(["graph", "version", "limit", "cursor", ...filters, ...more]);
    expect(named("/api/v1/ranking")).toEqual(["graph", "version", "by", "limit", ...filters, ...more]);
  });

  it("refers to nothing that it does not hold", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    const all = JSON.stringify(document).match(/"\$ref"/g);
    expect(references).toHaveLength(all?.length ?? -1);
    for (const [, name] of references) expect(Object.keys(document.components.schemas)).toContain(name);
  });

  it("describes each parameter, the path's own exactly", () => {
    for (const [path, { parameters }] of operations) {
      const inPath = parameters.filter((parameter) => parameter.in === "path");
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
      for (const { name, description, schema } of parameters)
        expect([name, typeof description, typeof schema.type]).toEqual([name, "string", "string"]);
    }
  });

  it("names each operation once", () => {
    const names = operations.map(([, { operationId }]) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it("says how long lists are unless told", () => {
    const limits = operations.flatMap(([path, { parameters }]) =>
      parameters.filter(({ name }) => name === "limit").map(({ schema }) => [path, schema]),
    );
    expect(Object.fromEntries(limits)).toEqual({
      "/api/v1/entities/{kind}/{slug}/neighbors": { type: "integer", minimum: 1, maximum: 200, default: 50 },
      "/api/v1/impact": { type: "integer", minimum: 1, maximum: 500, default: 200 },
      "/api/v1/lineage": { type: "integer", minimum: 1, maximum: 500, default: 200 },
      "/api/v1/ranking": { type: "integer", minimum: 1, maximum: 200, default: 50 },
      "/api/v1/search": { type: "integer", minimum: 1, maximum: 50, default: 20 },
      "/api/v1/subgraph": { type: "integer", minimum: 1, maximum: 500, default: 200 },
    });
  });
});

describe("every route", () => {
  it("answers as it is described", async () => {
    for (const [path, operation] of operations) {
      const response = await get(addressOf(path, operation, ({ required }) => required));
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get("content-type")).toBe("application/json");
      const result = reader(operation.responses[200].content["application/json"].schema).safeParse(
        await response.json(),
      );
      expect([path, result.error]).toEqual([path, undefined]);
    }
  });

  it("takes each of the parameters that it describes", async () => {
    for (const [path, operation] of operations) {
      const address = addressOf(path, operation, ({ name }) => name in examples);
      expect([address, (await get(address)).status]).toEqual([address, 200]);
    }
  });

  it("tells what is wrong as it is described", async () => {
    for (const [path, operation] of operations) {
      if (operation.parameters.length === 0) continue;
      const response = await get(
        `${addressOf(path, operation, ({ required }) => required)}&no_such=1`.replace(/^([^?]+)&/, "$1?"),
      );
      const { schema } = operation.responses.default.content["application/problem+json"];
      expect(reader(schema).safeParse(await problemOf(response)).success, path).toBe(true);
    }
  });
});

/** An address of the route with an example for each of these parameters. */
function addressOf(
  path: string,
  { parameters }: Operation,
  takes: (parameter: Parameter) => boolean,
): string {
  const query = parameters.filter((parameter) => parameter.in === "query" && takes(parameter));
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => examples[name]);
  const example = (name: string) => examples[`${path} ${name}`] ?? examples[name];
  const search = new URLSearchParams(query.map(({ name }) => [facets[name] ?? name, example(name)]));
  return query.length > 0 ? `${filled}?${search}` : filled;
}

/** Reads what the description says, its references filled in. */
function reader(schema: Json): z.ZodType {
  const filled = JSON.stringify(schema).replace(/\{"\$ref":"#\/components\/schemas\/(\w+)"\}/g, (_, name) =>
    JSON.stringify(document.components.schemas[name]),
  );
  return z.fromJSONSchema(JSON.parse(filled));
}
