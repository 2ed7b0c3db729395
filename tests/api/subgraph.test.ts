/** The entities and relations that a filter leaves, page by page. */
import { describe, expect, it } from "vitest";
import { subgraphAnswer } from "@/lib/api/contract";
import { decodeGraph } from "@/lib/graph/decode";
import type { CompactGraph } from "@/lib/graph/graph";
import { handCheckedFilters } from "../fixtures/hand-checked-filters";
import { answerTo, get } from "./support/ask";

const page = (query: string) => answerTo(`/api/v1/subgraph?${query}`, subgraphAnswer);

/** All pages, one after another. */
async function pagesOf(query: string) {
  const pages = [await page(query)];
  for (let next = pages[0].next; next !== undefined; next = pages[pages.length - 1].next)
    pages.push(await page(`${query}&cursor=${next}`));
  return pages;
}

describe("a subgraph", () => {
  it.each(handCheckedFilters)("of $name holds exactly whom it should", async ({ address, ...expected }) => {
    const pages = await pagesOf(`${address}&limit=150`);
    const entities = pages.flatMap((one) => one.entities);
    const those = (wanted: string, kind?: string) =>
      entities
        .filter((one) => one.standing === wanted && (!kind || one.kind === kind))
        .map(({ id }) => id)
        .toSorted();
    const members = those("member");
    expect(members).toEqual(expected.members);
    if (expected.context) expect(those("context", expected.context.kind)).toEqual(expected.context.ids);
    expect(new Set(entities.map(({ id }) => id)).size).toBe(entities.length);
    for (const one of pages)
      expect([one.members, one.members + one.context]).toEqual([members.length, entities.length]);
  });

  it("comes in pages of two hundred, members before context, the most important first", async () => {
    const pages = await pagesOf("in=domain/healthcare&context=2");
    expect(pages.length).toBeGreaterThan(1);
    expect(pages[0].entities).toHaveLength(200);
    const entities = pages.flatMap((one) => one.entities);
    const key = ({ standing, importance }: (typeof entities)[number]) =>
      (standing === "member" ? 1 : 0) * 10 + importance;
    expect(entities.map(key)).toEqual(entities.map(key).toSorted((a, b) => b - a));
  });

  it("joined page by page is the whole graph, each relation once, where nothing is left out", async () => {
    const graph = decodeGraph((await (await get("/api/v1/graph")).json()) as CompactGraph);
    const pages = await pagesOf("limit=500");
    const entities = pages.flatMap((one) => one.entities);
    expect(entities.map(({ id }) => id)).toEqual(graph.ids);
    expect(entities.map(({ x, y }) => [x, y])).toEqual(graph.ids.map((_, i) => [graph.x[i], graph.y[i]]));
    const tell = (from: string, type: string, to: string) => `${from}~${type}~${to}`;
    const told = pages.flatMap((one) => one.relations.map(({ from, type, to }) => tell(from, type, to)));
    const { from, to, type, size } = graph.relations;
    const all = Array.from({ length: size }, (_, r) =>
      tell(graph.ids[from[r]], graph.relationTypes[type[r]], graph.ids[to[r]]),
    );
    expect(told.toSorted()).toEqual(all.toSorted());
  });

  it("shows what is asked for although the filter leaves it out", async () => {
    const { entities } = await page("list=model/gpt-4&context=0&show=domain/agriculture");
    expect(entities.map(({ id, standing }) => [id, standing])).toEqual([
      ["model/gpt-4", "member"],
      ["domain/agriculture", "context"],
    ]);
  });
});
