/** Graphs and views as files: exactly what the view shows, for other programs' parsers and for our own. */
import { beforeAll, describe, expect, it } from "vitest";
import { subgraphAnswer } from "@/lib/api/contract";
import { entitiesIn } from "@/lib/exchange/from-entities";
import { readFiles } from "@/lib/exchange/read";
import { exportFormats, fileTypeOf } from "@/lib/export/export-kind";
import type { Entity, FactValue } from "@/lib/graph/schema";
import { readCompiled } from "@/lib/store/open";
import { answerTo, get, problemOf } from "./support/ask";
import { type Foreign, foreign, foreignCsv } from "./support/foreign";

/** A filter, context, an expansion, things taken out, a window of time and a type that is off. */
const mixed =
  "in=domain/law,domain/healthcare&combine=any&f.model.access=!closed&expand=model/bert,4&without=model/gpt-4&hide=risk&off=uses&time=2016-01..2024-12";
const views = {
  "the whole graph": "",
  "a view": mixed,
  "an answer": "ask=lineage:model/llama,down,2",
} as const;

let all: ReadonlyMap<string, Entity>;
beforeAll(async () => {
  all = new Map((await readCompiled()).entities.map((entity) => [entity.id, entity]));
});

/** What a view shows, as the route of subgraphs says, with all that the data hold of it. */
async function shownBy(
  query: string,
): Promise<{ entities: Entity[]; members: Set<string>; edges: string[] }> {
  const entities: Entity[] = [];
  const members = new Set<string>();
  const edges: string[] = [];
  const kept = new Map<string, Set<string>>();
  let cursor: string | undefined;
  do {
    const more = cursor === undefined ? "" : `&cursor=${cursor}`;
    const page = await answerTo(
      `/api/v1/subgraph?${query}&limit=500${more}`.replace("?&", "?"),
      subgraphAnswer,
    );
    for (const { id, standing } of page.entities) {
      const entity = all.get(id);
      if (!entity) throw new Error(`no entity ${id}`);
      entities.push(entity);
      if (standing === "member") members.add(id);
    }
    for (const { from, type, to } of page.relations) {
      edges.push(`${from}~${type}~${to}`);
      kept.set(from, (kept.get(from) ?? new Set()).add(`${type}~${to}`));
    }
    cursor = page.next;
  } while (cursor !== undefined);
  return {
    entities: entities.map((entity) => ({
      ...entity,
      relations: entity.relations.filter(({ type, to }) => kept.get(entity.id)?.has(`${type}~${to}`)),
    })),
    members,
    edges: edges.toSorted(),
  };
}

const file = (query: string) => get(`/api/v1/export?${query}`.replace(/&$/, ""));

const fetched = new Map<string, Promise<Uint8Array>>();

/** The file, fetched once however many look into it. */
function bytesOf(query: string): Promise<Uint8Array> {
  const known = fetched.get(query) ?? fetchBytes(query);
  fetched.set(query, known);
  return known;
}

async function fetchBytes(query: string): Promise<Uint8Array> {
  const response = await file(query);
  expect([query, response.status]).toEqual([query, 200]);
  return new Uint8Array(await response.arrayBuffer());
}

/** Whether a parser that knows less of types has found this value. */
function isSame(told: unknown, expected: FactValue): boolean {
  if (JSON.stringify(told) === JSON.stringify(expected) || String(told) === String(expected)) return true;
  if (Array.isArray(told)) {
    // RDF has a list as several values, in no order.
    const list = [expected].flat().map(String);
    if (JSON.stringify(told.map(String).toSorted()) === JSON.stringify(list.toSorted())) return true;
    return told.length === 1 && isSame(told[0], expected);
  }
  if (typeof told !== "string") return false;
  if (
    Array.isArray(expected) &&
    told === expected.map((item) => String(item).replace(/[\\;]/g, "\\$&")).join("; ")
  )
    return true;
  try {
    return sorted(JSON.parse(told)) === sorted(expected);
  } catch {
    return false;
  }
}

/** As JSON, whatever the order of properties. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    one !== null && typeof one === "object" && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

/** The value of an attribute, whose column may say its type behind its name. */
function attributeOf(node: Readonly<Record<string, unknown>>, name: string): unknown {
  if (name in node) return node[name];
  const typed = Object.keys(node).find(
    (key) => /^(.+):(text|number|boolean|list|json)$/.exec(key)?.[1] === name,
  );
  return typed === undefined ? undefined : node[typed];
}

function expectShown({ nodes, edges }: Foreign, shown: Awaited<ReturnType<typeof shownBy>>): void {
  expect([...nodes.keys()].toSorted()).toEqual(shown.entities.map(({ id }) => id).toSorted());
  expect(edges).toEqual(shown.edges);
  const wrong = shown.entities.flatMap(({ id, facts }) => {
    const node = nodes.get(id) ?? {};
    const isUrl = (fact: string) => fact === "homepage" && "https://schema.org/url" in node;
    const bad = Object.entries(facts).filter(
      ([fact, { value }]) =>
        !isSame(isUrl(fact) ? node["https://schema.org/url"] : attributeOf(node, `fact.${fact}`), value),
    );
    const told = Object.keys(node).filter((key) => /^fact\.[a-z_]+(:\w+)?$/.test(key) && node[key] !== "");
    const extra = told.filter((key) => !(key.replace(/:\w+$/, "").slice(5) in facts));
    return [...bad.map(([fact]) => `${id} ${fact}`), ...extra.map((fact) => `${id} too much: ${fact}`)];
  });
  expect(wrong).toEqual([]);
}

describe.each(Object.entries(views))("%s", (name, query) => {
  // Of all of it, the library of JSON-LD takes as long as everything else; it says the same triples as Turtle.
  const forOthers = (Object.keys(foreign) as (keyof typeof foreign)[]).filter(
    (format) => query !== "" || format !== "jsonld",
  );
  const forUs = exportFormats.filter((format) =>
    query === "" ? ["json", "csv"].includes(format) : format !== "bibtex",
  );
  let shown: Awaited<ReturnType<typeof shownBy>>;
  beforeAll(async () => {
    // Connections that have been closed while a parser was at work are noticed first.
    await new Promise((resolve) => setTimeout(resolve, 20));
    shown = await shownBy(query);
    for (const format of new Set([...forOthers, ...forUs, "csv"])) await bytesOf(`format=${format}&${query}`);
    expect(shown.entities.length, name).toBeGreaterThan(1);
  });

  it.each(forOthers)(
    "has exactly its entities, relations and facts as %s, for a parser of others",
    async (format) => {
      const text = new TextDecoder().decode(await bytesOf(`format=${format}&${query}`));
      expectShown(await foreign[format](text), shown);
    },
  );

  it("has them as CSV too, with the sources beside them", async () => {
    const read = foreignCsv(await bytesOf(`format=csv&${query}`));
    expectShown(read, shown);
    const urls = new Set(
      shown.entities.flatMap(({ sources, relations }) =>
        [...sources, ...relations.flatMap((relation) => relation.sources)].flatMap(({ url }) => url ?? []),
      ),
    );
    expect(read.sources.match(/^@/gm)?.length ?? 0).toBeGreaterThanOrEqual(urls.size);
  });

  it.each(forUs)("comes back from %s with nothing lost, by our own reader", async (format) => {
    const bytes = await bytesOf(`format=${format}&${query}`);
    const { graph, problems } = await readFiles([
      {
        name: `graph.${fileTypeOf({ format }).extension}`,
        size: bytes.length,
        async *chunks() {
          yield bytes;
        },
      },
    ]);
    expect(problems).toEqual({ count: 0, first: [] });
    const byId = (entities: readonly Entity[]) =>
      Object.fromEntries(entities.map((entity) => [entity.id, tidy(entity)]));
    expect(byId(entitiesIn(graph) ?? [])).toEqual(byId(shown.entities));
  });
});

/** In an order that no format need keep. */
const tidy = ({ relations, ...entity }: Entity) => ({
  ...entity,
  relations: relations.toSorted((a, b) => (`${a.type}~${a.to}` < `${b.type}~${b.to}` ? -1 : 1)),
});

describe("an export", () => {
  beforeAll(() => new Promise((resolve) => setTimeout(resolve, 20)));

  it("leaves out what stands back where that is asked for", async () => {
    const { members } = await shownBy(mixed);
    const { nodes } = await foreign["node-link"](
      new TextDecoder().decode(await bytesOf(`format=node-link&only=members&${mixed}`)),
    );
    expect(new Set(nodes.keys())).toEqual(members);
    expect(members.size).toBeLessThan((await shownBy(mixed)).entities.length);
  });

  it("has the places, sizes and colours of the view", async () => {
    const read = async (query: string) =>
      foreign.gexf(new TextDecoder().decode(await bytesOf(`format=gexf&in=domain/law${query}`)));
    const [plain, laidOut] = await Promise.all([
      read(""),
      read("&layout=layered&colour=developer_country&size=degree"),
    ]);
    const id = [...plain.nodes.keys()].find((one) => one.startsWith("model/")) ?? "";
    const graph = (await (await get("/api/v1/graph")).json()) as {
      entities: { x: number[]; slug: string[] };
      ontology: { kinds: { model: { colour: { light: string } } } };
    };
    const { x, colour, color = colour } = plain.nodes.get(id) as Record<string, unknown>;
    expect(Number(x)).toBeCloseTo(
      graph.entities.x[graph.entities.slug.indexOf(id.slice("model/".length))],
      1,
    );
    expect(String(color).toLowerCase()).toMatch(/^(#|rgb)/);
    const other = laidOut.nodes.get(id) as Record<string, unknown>;
    expect([...laidOut.nodes.keys()].toSorted()).toEqual([...plain.nodes.keys()].toSorted());
    expect(other.x).not.toBe(x);
    const differ = (key: string) =>
      [...plain.nodes].some(([one, node]) => String(node[key]) !== String(laidOut.nodes.get(one)?.[key]));
    expect([differ("x"), differ("size"), differ("color")]).toEqual([true, true, true]);
  });

  it("gives each entity of a closed group a place of its own", async () => {
    const { nodes } = await foreign["node-link"](
      new TextDecoder().decode(
        await bytesOf("format=node-link&in=domain/law&layout=groups:kind&closed=model"),
      ),
    );
    const places = [...nodes]
      .filter(([id]) => id.startsWith("model/"))
      .map(([, node]) => JSON.stringify([node.x, node.y]));
    expect(places.length).toBeGreaterThan(2);
    expect(new Set(places).size).toBe(places.length);
  });

  it("is called what it is, in ASCII and in the reader's language", async () => {
    const kind = async (query: string) => {
      const { headers } = await get(`/api/v1/export?${query}`, { method: "HEAD" });
      return [
        headers.get("content-type"),
        headers.get("content-disposition")?.replace(/[0-9a-f]{8}\./g, "V."),
      ];
    };
    const named = (ascii: string, full: string) =>
      `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(full)}`;
    expect(await kind("format=graphml&locale=zh")).toEqual([
      "application/graphml+xml",
      named("atlas-V.graphml", "大模型图谱 V.graphml"),
    ]);
    expect(await kind("format=csv&in=domain/law")).toEqual([
      "application/zip",
      named("atlas-view-V.zip", "Large Model Atlas view V.zip"),
    ]);
    expect(await kind("format=csv&part=relations&select=model/llama&locale=zh")).toEqual([
      "text/csv; charset=utf-8",
      named("atlas-relations-V.csv", "大模型图谱 关系 V.csv"),
    ]);
    expect((await kind("format=bibtex"))[0]).toBe("application/x-bibtex; charset=utf-8");
  });

  it("names where it comes from", async () => {
    const { attributes } = JSON.parse(
      new TextDecoder().decode(await bytesOf("format=json&in=domain/law&locale=zh")),
    ) as { attributes: Record<string, string> };
    const { version } = (await (await get("/api/v1/graph")).json()) as { version: string };
    expect(attributes).toMatchObject({ graph: "atlas", version, title: "大模型图谱" });
    expect(attributes.address).toMatch(/\/zh\?in=domain\/law$/);
  });

  it("is confirmed by its tag, which another view or format does not have", async () => {
    const tagOf = async (query: string) =>
      (await get(`/api/v1/export?${query}`, { method: "HEAD" })).headers.get("etag") ?? "";
    const tags = await Promise.all(
      ["format=json", "format=gexf", "format=json&in=domain/law", "format=json&only=members"].map(tagOf),
    );
    expect(new Set(tags).size).toBe(tags.length);
    const again = await get("/api/v1/export?format=json", { headers: { "If-None-Match": tags[0] } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it("can be broken off, and the server goes on", async () => {
    for (let i = 0; i < 2; i++) {
      const controller = new AbortController();
      const response = await get("/api/v1/export?format=turtle", { signal: controller.signal });
      const reader = response.body?.getReader();
      await reader?.read();
      controller.abort();
    }
    expect((await get("/api/health")).status).toBe(200);
  });

  it.each([
    ["", "missing-parameter", "format"],
    ["format=xlsx", "bad-parameter", "format"],
    ["format=json&part=entities", "bad-parameter", "part"],
    ["format=csv&part=sources", "bad-parameter", "part"],
    ["format=json&only=context", "bad-parameter", "only"],
    ["format=json&in=domain/nowhere", "bad-parameter", "in"],
    ["format=json&no_such=1", "unknown-parameter", "no_such"],
    ["format=json&graph=nowhere", "unknown-graph", "graph"],
    ["format=json&version=0000000000000000", "unknown-version", "version"],
  ])("of %j is refused, and why is told", async (query, code, parameter) => {
    const problem = await problemOf(await file(query));
    expect([problem.code, problem.parameter]).toEqual([code, parameter]);
  });
});
