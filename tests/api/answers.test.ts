/** Questions about the graph, as the API answers them. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  askAnswer,
  compareAnswer,
  impactAnswer,
  lineageAnswer,
  pathsAnswer,
  questionsAnswer,
  rankingAnswer,
  subgraphAnswer,
  termsAnswer,
} from "@/lib/api/contract";
import { type Measure, measures } from "@/lib/graph/centrality";
import { decodeGraph } from "@/lib/graph/decode";
import { type CompactFacets, decodeFacets, type FacetTable } from "@/lib/graph/facet-table";
import { flowOf, reachOf } from "@/lib/graph/flow";
import type { CompactGraph, Graph } from "@/lib/graph/graph";
import { bestPaths } from "@/lib/graph/paths";
import { termsOf } from "@/lib/graph/terms";
import { valuesInTotals } from "@/lib/store/store";
import { answerTo, get } from "./support/ask";

let graph: Graph;
let table: FacetTable;

beforeAll(async () => {
  const json = async (path: string): Promise<unknown> => (await get(path)).json();
  graph = decodeGraph((await json("/api/v1/graph")) as CompactGraph);
  table = decodeFacets((await json("/api/v1/graph/facets")) as CompactFacets, graph);
});

const idsOf = (list: readonly { entity: { id: string } }[]) => list.map(({ entity }) => entity.id);
const namesOf = (entities: readonly number[]) => entities.map((entity) => graph.ids[entity]);
/** All pages, one after another. */
async function pagesOf<T extends { next?: string | undefined }>(
  page: (cursor: string) => Promise<T>,
): Promise<T[]> {
  const pages = [await page("")];
  for (let { next } = pages[0]; next !== undefined; { next } = pages[pages.length - 1])
    pages.push(await page(`&cursor=${next}`));
  return pages;
}

describe("lineage", () => {
  const lineage = (query: string) => answerTo(`/api/v1/lineage?${query}`, lineageAnswer);

  it("tells what an entity comes from, hop by hop with what supports it", async () => {
    const { of, ancestors, descendants, totals } = await lineage("of=model/alpaca&direction=up");
    expect([of.id, descendants, totals.descendants.count]).toEqual(["model/alpaca", [], 0]);
    const llama = ancestors.find(({ entity }) => entity.id === "model/llama");
    expect(llama).toMatchObject({
      hops: 1,
      date: "2023-02-24",
      via: { from: "model/alpaca", type: "based_on", to: "model/llama", direction: "out" },
    });
    expect(llama?.via.sources.length).toBeGreaterThan(0);
  });

  it.each(["model/llama", "dataset/the-pile", "framework/pytorch", "hardware/huawei-ascend-910"])(
    "of %s joined page by page is what a browser finds for itself",
    async (of) => {
      const flow = flowOf(graph, "lineage");
      const [up, down] = (["up", "down"] as const).map((way) => reachOf(graph, flow, graph.indexOf(of), way));
      const pages = await pagesOf((cursor) => lineage(`of=${of}&limit=7${cursor}`));
      expect(pages.flatMap(({ ancestors }) => idsOf(ancestors))).toEqual(namesOf(up.order));
      expect(pages.flatMap(({ descendants }) => idsOf(descendants))).toEqual(namesOf(down.order));
      for (const { totals } of pages)
        expect([totals.ancestors.count, totals.descendants.count]).toEqual([
          up.order.length,
          down.order.length,
        ]);
    },
  );

  it("goes no further than it was told", async () => {
    const { descendants, totals } = await lineage("of=model/llama&direction=down&depth=1&limit=500");
    expect(descendants.every(({ hops }) => hops === 1)).toBe(true);
    expect(totals.descendants.hops).toEqual([descendants.length]);
  });
});

describe("impact", () => {
  const impact = (query: string) => answerTo(`/api/v1/impact?${query}`, impactAnswer);

  it("lists all that a change reaches, the nearest first, two hundred to a page", async () => {
    const of = "technique/transformer";
    const { order, hops } = reachOf(graph, flowOf(graph, "impact"), graph.indexOf(of), "down");
    const pages = await pagesOf((cursor) => impact(`of=${of}${cursor}`));
    expect(pages[0].affected).toHaveLength(200);
    const affected = pages.flatMap((page) => page.affected);
    expect(idsOf(affected)).toEqual(namesOf(order));
    expect(affected.map((one) => one.hops)).toEqual(order.map((entity) => hops[entity] - 1));
  });

  it("counts them by hop, kind and each of the ontology's groupings", async () => {
    const { totals } = await impact("of=technique/transformer&limit=1");
    const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
    expect(totals.count).toBeGreaterThan(200);
    expect([sum(totals.hops), sum(totals.kinds.map(({ count }) => count))]).toEqual([
      totals.count,
      totals.count,
    ]);
    expect(totals.groupings.map(({ grouping }) => grouping)).toEqual(
      Object.keys(graph.ontology.groupings ?? {}),
    );
    for (const { values, others, unknown } of totals.groupings) {
      expect(values.length).toBeLessThanOrEqual(valuesInTotals);
      expect(sum(values.map(({ count }) => count)) + others + unknown).toBe(totals.count);
    }
  });
});

describe("terms", () => {
  const terms = (of: string) => answerTo(`/api/v1/terms?of=${of}`, termsAnswer);

  it("tells by which way what restricts commercial use comes down", async () => {
    const { verdict, restricting, own } = await terms("model/alpaca");
    expect([own.entity.id, verdict]).toEqual(["model/alpaca", "no"]);
    const llama = restricting.find(({ term }) => term.entity.id === "model/llama");
    expect(llama?.way.map(({ from, to }) => [from, to])).toEqual([["model/alpaca", "model/llama"]]);
  });

  it.each(["model/alpaca", "model/llama", "model/bloom", "dataset/the-pile", "organization/baidu"])(
    "of %s are those that a browser finds for itself",
    async (of) => {
      const answer = await terms(of);
      const expected = termsOf(graph, table, graph.indexOf(of));
      expect(answer.verdict).toBe(expected.verdict);
      expect(idsOf(answer.upstream)).toEqual(namesOf(expected.upstream.map(({ entity }) => entity)));
      expect(answer.unknown.map(({ id }) => id)).toEqual(namesOf(expected.unknown));
      expect(answer.restricting.map(({ term }) => term.entity.id)).toEqual(
        namesOf(expected.restricting.map(({ term }) => term.entity)),
      );
    },
  );
});

describe("paths", () => {
  const paths = (query: string) => answerTo(`/api/v1/paths?${query}`, pathsAnswer);

  it.each([
    ["platform/ernie-bot", "framework/mindspore", 5],
    ["model/gpt-4", "dataset/the-pile", 4],
    ["policy/eu-ai-act", "model/llama", 4],
  ])("tell hop by hop why %s and %s are connected, as a browser finds it", async (from, to, longest) => {
    const answer = await paths(`from=${from}&to=${to}&hops=${longest}`);
    expect([answer.from.id, answer.to.id]).toEqual([from, to]);
    const expected = bestPaths(graph, graph.indexOf(from), graph.indexOf(to), { k: 5, hops: longest });
    expect(expected.length).toBeGreaterThan(0);
    expect(answer.cutShort).toBe(false);
    expect(answer.paths.map(({ nodes }) => nodes.map(({ id }) => id))).toEqual(
      expected.map(({ nodes }) => namesOf(nodes)),
    );
    for (const { nodes, hops } of answer.paths)
      hops.forEach((hop, i) => {
        const [start, end] = hop.direction === "out" ? [hop.from, hop.to] : [hop.to, hop.from];
        expect([start, end]).toEqual([nodes[i].id, nodes[i + 1].id]);
      });
  });

  it("are no more and no longer than was asked for", async () => {
    const { paths: two } = await paths("from=platform/ernie-bot&to=framework/mindspore&k=2&hops=6");
    expect(two).toHaveLength(2);
    const { paths: none } = await paths("from=platform/ernie-bot&to=framework/mindspore&hops=1");
    expect(none).toEqual([]);
  });
});

describe("a comparison", () => {
  const compare = (ids: string) => answerTo(`/api/v1/compare?of=${ids}`, compareAnswer);

  it("tells what entities share and what is each one's own, no neighbour twice", async () => {
    const ids = ["model/llama", "model/bloom", "model/glm-130b"];
    const { of, shared, own, totals } = await compare(ids.join());
    expect(of.map(({ id }) => id)).toEqual(ids);
    expect(idsOf(shared)).toContain("technique/transformer");
    const all = [...shared, ...own.flat()];
    expect(new Set(idsOf(all)).size).toBe(all.length);
    for (const one of all)
      expect(
        new Set(one.relations.map(({ from, to }) => ids.indexOf(from === one.entity.id ? to : from))),
      ).toEqual(new Set(one.of));
    expect([totals.shared, totals.own]).toEqual([shared.length, own.map((list) => list.length)]);
  });

  it("is cut off where there is more, and says how much there is", async () => {
    const { own, totals } = await compare("organization/google,dataset/mmlu");
    expect(Math.max(...totals.own)).toBeGreaterThan(60);
    own.forEach((list, i) => {
      expect(list).toHaveLength(Math.min(100, totals.own[i]));
    });
  });

  it("tells what lies between", async () => {
    const { between } = await compare("model/alpaca,model/llama");
    expect(between).toMatchObject([
      { from: "model/alpaca", type: "based_on", to: "model/llama", direction: "out" },
    ]);
  });
});

describe("a ranking", () => {
  const ranking = (query: string) => answerTo(`/api/v1/ranking?${query}`, rankingAnswer);

  it("is by importance unless told, fifty of the whole graph", async () => {
    const { by, total, entities } = await ranking("");
    expect([by, total]).toEqual(["importance", graph.size]);
    expect(entities.map(({ id }) => id)).toEqual(graph.ids.slice(0, 50));
  });

  it.each<Measure>([...measures])("by %s never rises, and is as long as was asked for", async (by) => {
    const { entities } = await ranking(`by=${by}&limit=200`);
    expect(entities).toHaveLength(200);
    const scores = entities.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(entities[0].rank).toBe(1);
  });

  it.each([
    "ask=impact:dataset/the-pile",
    "in=domain/finance&hide=risk",
    "list=model/llama&context=2&off=uses",
  ])("stays within what a view shows: %s", async (view) => {
    const { entities, total } = await ranking(`by=degree&limit=200&${view}`);
    const shown = await answerTo(`/api/v1/subgraph?limit=500&${view}`, subgraphAnswer);
    expect(total).toBe(shown.members + shown.context);
    const ids = new Set(shown.entities.map(({ id }) => id));
    for (const { id } of entities) expect(ids).toContain(id);
  });
});

describe("ready questions", () => {
  it("are at least twelve, each with a view whose members it counts", async () => {
    const { questions } = await answerTo("/api/v1/questions", questionsAnswer);
    expect(questions.length).toBeGreaterThanOrEqual(12);
    for (const { slug, view, count } of questions) {
      const { members } = await answerTo(`/api/v1/subgraph?limit=1&${view}`, subgraphAnswer);
      expect([slug, members]).toEqual([slug, count]);
    }
  });
});

describe("a question in words", () => {
  const understood = (q: string, locale: string) =>
    answerTo(`/api/v1/ask?q=${encodeURIComponent(q)}&locale=${locale}`, askAnswer);

  it.each([
    ["models trained on The Pile", "en", "to.trained_on=dataset/the-pile"],
    ["what descends from LLaMA", "en", "ask=lineage:model/llama,down"],
    ["华为的芯片支持哪些框架", "zh", "to.runs_on=hardware/huawei-ascend"],
  ])("%s becomes a view that can be asked for", async (q, locale, part) => {
    const { view, unknown } = await understood(q, locale);
    expect(unknown).toEqual([]);
    expect(view.split("&")).toContain(part);
    const { members } = await answerTo(`/api/v1/subgraph?limit=1&${view}`, subgraphAnswer);
    expect(members).toBeGreaterThan(0);
  });

  it.each(["%", "'--", "\0", "\u{1f600}", "..", "<script>", "x".repeat(200)])(
    "takes %j as text",
    async (q) => {
      const { view, unknown } = await understood(q, "en");
      expect(view).toBe("");
      for (const { start, end, text } of unknown) expect(q.slice(start, end)).toBe(text);
    },
  );
});

describe("a subgraph of a question", () => {
  it.each([
    ["lineage:model/llama,down", "/api/v1/lineage?of=model/llama&direction=down&limit=500"],
    ["lineage:model/alpaca,up,2", "/api/v1/lineage?of=model/alpaca&direction=up&depth=2&limit=500"],
  ])("holds its answer alone: ask=%s", async (question, path) => {
    const { entities } = await answerTo(`/api/v1/subgraph?limit=500&ask=${question}`, subgraphAnswer);
    const { of, ancestors, descendants } = await answerTo(path, lineageAnswer);
    expect(entities.map(({ id }) => id).toSorted()).toEqual(
      [of.id, ...idsOf(ancestors), ...idsOf(descendants)].toSorted(),
    );
  });
});
