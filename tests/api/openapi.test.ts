/** The API's description of itself, held against what the API does. */
import { deflateRawSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { parseView } from "@/lib/view/parse-view";
import { get, problemOf, server } from "./support/ask";
import { saved, write } from "./support/views";

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
  readonly responses: Readonly<Record<string, { content?: Readonly<Record<string, { schema?: Json }>> }>>;
}
type Method = "get" | "post" | "patch" | "delete";
interface Document {
  readonly openapi: string;
  readonly info: Json;
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<Method, Operation>>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

let document: Document;
/** Those that read. */
let operations: [path: string, operation: Operation][];
let all: Operation[];
beforeAll(async () => {
  document = await (await get("/api/v1/openapi.json")).json();
  operations = Object.entries(document.paths).flatMap(([path, { get: operation }]) =>
    operation ? [[path, operation] as [string, Operation]] : [],
  );
  all = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const view = {
    version: 1,
    filter: { ...parseView(new URLSearchParams("in=domain/law")).view.filter },
  } as const;
  examples.id = (await saved({ frozen: true, view })).id;
});

/** A value that each parameter may have; where an operation means something else by it, by its path and the parameter. */
const examples: Record<string, string> = {
  kind: "model",
  slug: "gpt-4",
  zoom: "1",
  column: "0",
  row: "0",
  with: "model/llama,model/bert",
  around: "model/gpt-4",
  "/api/v1/stories/{slug} slug": "llama-family",
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
  z: deflateRawSync("from.trained_on=model/gpt-4").toString("base64url"),
  url: `${server}/en?in=domain/law`,
  maxwidth: "400",
  maxheight: "300",
  format: "json",
  chart: "releases",
  "/api/v1/charts/{chart} format": "csv",
  "/api/v1/export format": "csv",
  part: "entities",
  only: "members",
  "/api/v1/picture format": "svg",
  width: "800",
  height: "600",
  scale: "2",
  transparent: "1",
  title: "1",
  heading: "A title",
  legend: "0",
  pins: "1",
  footer: "date,version",
  theme: "dark",
  select: "model/llama",
  also: "model/bert",
  layout: "groups:country",
  closed: "CN",
  colour: "model.access",
  size: "parameters",
  style: "Mine",
  moved: "model/bert:10,20",
  notes: "model/bert:a note",
  at: "0,0,1000,700",
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
    expect(Object.keys(document.paths).toSorted()).toEqual([
      "/api/health",
      "/api/oembed",
      "/api/ready",
      "/api/v1/ask",
      "/api/v1/charts/{chart}",
      "/api/v1/compare",
      "/api/v1/entities/{kind}/{slug}",
      "/api/v1/entities/{kind}/{slug}/neighbors",
      "/api/v1/export",
      "/api/v1/facets",
      "/api/v1/graph",
      "/api/v1/graph/facets",
      "/api/v1/graphs",
      "/api/v1/graphs/{graph}",
      "/api/v1/impact",
      "/api/v1/lineage",
      "/api/v1/openapi.json",
      "/api/v1/paths",
      "/api/v1/picture",
      "/api/v1/preview",
      "/api/v1/questions",
      "/api/v1/ranking",
      "/api/v1/search",
      "/api/v1/stories",
      "/api/v1/stories/{slug}",
      "/api/v1/subgraph",
      "/api/v1/terms",
      "/api/v1/tiles/{zoom}/{column}/{row}",
      "/api/v1/version",
      "/api/v1/views",
      "/api/v1/views/{id}",
      "/api/v1/views/{id}/changes",
      "/api/v1/views/{id}/citation",
    ]);
  });

  it("tells what else can be done than to read", () => {
    const methods = Object.entries(document.paths).map(([path, of]) => [path, Object.keys(of)]);
    expect(methods.filter(([, of]) => String(of) !== "get")).toEqual([
      ["/api/v1/views", ["post"]],
      ["/api/v1/views/{id}", ["get", "patch", "delete"]],
    ]);
  });

  it("tells which parameters of a view each route heeds, and of no others", () => {
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
    const packed = "z";
    const named = (path: string) => document.paths[path].get?.parameters.map(({ name }) => name);
    expect(named("/api/v1/facets")).toEqual(["graph", "version", ...filters, packed]);
    const more = ["ask", "off", "expand", "without", "time"];
    expect(named("/api/v1/subgraph")).toEqual([
      "graph",
      "version",
      "limit",
      "cursor",
      ...filters,
      ...more,
      packed,
    ]);
    expect(named("/api/v1/ranking")).toEqual([
      "graph",
      "version",
      "by",
      "limit",
      ...filters,
      ...more,
      packed,
    ]);
    const drawn = ["select", "also", "layout", "closed", "colour", "size", "style", "moved", "notes", "at"];
    expect(named("/api/v1/export")).toEqual([
      ...["graph", "version", "format", "part", "only", "locale"],
      ...filters,
      ...more,
      ...drawn,
      packed,
    ]);
    expect(named("/api/v1/preview")).toEqual([
      "graph",
      "version",
      "locale",
      "theme",
      "story",
      "step",
      ...filters,
      ...more,
      ...drawn,
      packed,
    ]);
  });

  it("refers to nothing that it does not hold", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    const count = JSON.stringify(document).match(/"\$ref"/g)?.length;
    expect(references).toHaveLength(count ?? -1);
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
    const names = all.map(({ operationId }) => operationId);
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
      const { content = {} } = operation.responses[200];
      const type = response.headers.get("content-type")?.split(";")[0] ?? "";
      expect([path, Object.keys(content)]).toEqual([path, expect.arrayContaining([type])]);
      const { schema } = content[type];
      if (!schema) continue;
      const result = reader(schema).safeParse(await response.json());
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
      const schema = operation.responses.default.content?.["application/problem+json"].schema;
      expect(reader(schema ?? {}).safeParse(await problemOf(response)).success, path).toBe(true);
    }
  });
});

describe("writing", () => {
  it("takes and answers what is described", async () => {
    const { post } = document.paths["/api/v1/views"];
    const { patch, delete: remove } = document.paths["/api/v1/views/{id}"];
    const read = (operation: Operation | undefined, status: number, answer: unknown) =>
      reader(operation?.responses[status].content?.["application/json"].schema ?? {}).safeParse(answer).error;
    const created = await write("POST", "/api/v1/views", { title: "x", view: { version: 1 } });
    const view = await created.json();
    expect([created.status, read(post, 201, view)]).toEqual([201, undefined]);
    const key = { key: view.editKey };
    const changed = await write("PATCH", `/api/v1/views/${view.id}`, { author: "y" }, key);
    expect([changed.status, read(patch, 200, await changed.json())]).toEqual([200, undefined]);
    const removed = await write("DELETE", `/api/v1/views/${view.id}`, undefined, key);
    expect(Object.keys(remove?.responses ?? {})).toContain(String(removed.status));
  });
});

/** An address of the route with an example for each of these parameters. */
function addressOf(
  path: string,
  { parameters }: Operation,
  takes: (parameter: Parameter) => boolean,
): string {
  const query = parameters.filter((parameter) => parameter.in === "query" && takes(parameter));
  const example = (name: string) => examples[`${path} ${name}`] ?? examples[name];
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => example(name));
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
