/** What a view of a graph that is too large to be had as a whole leaves it with: pictures, files and frozen views. */
import { beforeAll, describe, expect, it } from "vitest";
import { facetsAnswer, searchAnswer, subgraphAnswer, tileAnswer } from "@/lib/api/contract";
import { emptyFilter } from "@/lib/graph/filter-value";
import { answerTo, get, problemOf } from "./support/ask";
import { importLarge } from "./support/large";
import { saved, write } from "./support/views";

const graph = "generated";
const of = (path: string) => `/api/v1/${path}${path.includes("?") ? "&" : "?"}graph=${graph}`;
let hub: string;
let leaf: string;
beforeAll(async () => {
  await importLarge(graph, 6000);
  const { entities } = await answerTo(of("subgraph?limit=1"), subgraphAnswer);
  hub = entities[0].id;
  const { hits } = await answerTo(of("search?q=zi&limit=50"), searchAnswer);
  leaf = hits[hits.length - 1].id;
}, 60_000);

interface Exported {
  readonly nodes: readonly { readonly id: string; readonly x: number; readonly facts?: object }[];
  readonly edges: readonly { readonly source: string; readonly target: string }[];
}

describe("a file", () => {
  it("holds what a filter leaves, with all relations between and all that is known of it", async () => {
    const path = `near=${leaf},1`;
    const file = await (await get(of(`export?format=json&${path}`))).json();
    const page = await answerTo(of(`subgraph?limit=500&${path}`), subgraphAnswer);
    const { nodes, edges } = file as Exported;
    expect(nodes.map(({ id }) => id).sort()).toEqual(page.entities.map(({ id }) => id).sort());
    expect(edges).toHaveLength(page.relations.length);
    const first = page.entities[0];
    expect(nodes.find(({ id }) => id === first.id)?.x).toBeCloseTo(first.x, 1);
  });

  it("leaves out what stands back where that is wanted", async () => {
    const path = `near=${leaf},1`;
    const page = await answerTo(of(`subgraph?limit=500&${path}`), subgraphAnswer);
    const file = await (await get(of(`export?format=json&only=members&${path}`))).json();
    expect((file as Exported).nodes).toHaveLength(page.members);
  });

  it("is cut out also where the filter leads through kinds that are taken out", async () => {
    const { scopes } = await answerTo(of("facets"), facetsAnswer);
    const few = scopes.filter(({ count }) => count > 20 && count < 1000).slice(0, 6);
    expect(few.length).toBeGreaterThan(0);
    for (const { id } of few) {
      const path = `in=${id}&hide=model,application`;
      const page = await answerTo(of(`subgraph?limit=1&${path}`), subgraphAnswer);
      const file = await (await get(of(`export?format=json&${path}`))).json();
      expect((file as Exported).nodes).toHaveLength(page.members + (page.context ?? 0));
    }
  });

  it("of too much is refused, with what can be done instead", async () => {
    for (const path of ["export?format=json", "export?format=csv&hide=hardware"]) {
      const problem = await problemOf(await get(of(path)));
      expect(problem).toMatchObject({ status: 413, code: "too-large" });
      expect(problem.detail).toContain("/api/v1/subgraph");
    }
  });
});

describe("a picture", () => {
  it.each([
    "",
    "&at=0,0,300,200",
    `&layout=force&near=HUB,1`,
    "&ask=lineage:HUB&layout=layered",
    "&hide=model",
  ])("of a view with %s has names of what is there", async (asked) => {
    const path = `picture?format=svg&width=900&height=600${asked.replace("HUB", hub)}`;
    const response = await get(of(path));
    expect(response.status).toBe(200);
    expect((await response.text()).match(/<text/g)?.length).toBeGreaterThan(8);
  });

  it("says that it shows the most important of many", async () => {
    const text = await (await get(of("picture?format=svg&width=900&height=600&title=1&locale=en"))).text();
    expect(text).toMatch(/most important of 6,000 entities/);
  });

  it("previews a link", async () => {
    const response = await get(of("preview"));
    expect(response.headers.get("content-type")).toBe("image/png");
  });
});

describe("a frozen view", () => {
  const freeze = (view: object) => ({
    title: "Frozen",
    frozen: true,
    view: { version: 1 as const, graph, ...view },
  });

  it("keeps what it shows", async () => {
    const near = { id: leaf, depth: 1, direction: "any" as const, types: [] };
    const { dataVersion, frozenFrom } = await saved(freeze({ filter: { ...emptyFilter, near } }));
    expect(dataVersion).not.toBe(frozenFrom);
    const path = `near=${leaf},1`;
    const before = await answerTo(of(`subgraph?limit=500&${path}`), subgraphAnswer);
    const kept = await answerTo(of(`subgraph?limit=500&version=${dataVersion}&${path}`), subgraphAnswer);
    expect(kept.entities.map(({ id }) => id)).toEqual(before.entities.map(({ id }) => id));
  });

  it("of all there is cannot be kept", async () => {
    const problem = await problemOf(await write("POST", "/api/v1/views", freeze({})));
    expect(problem).toMatchObject({ status: 413, code: "too-large", parameter: "frozen" });
  });
});

it("a tile leaves the ontology out where that is known", async () => {
  const [plain, lean] = [
    await answerTo(of("tiles/1/0/0"), tileAnswer),
    await answerTo(of("tiles/1/0/0?ontology=0"), tileAnswer),
  ];
  const { ontology, ...rest } = plain.compact as { ontology?: object };
  expect(ontology).toBeDefined();
  expect(lean.compact).toEqual(rest);
});
