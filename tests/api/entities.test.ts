/** Entities and their neighbours. */
import { describe, expect, it } from "vitest";
import { entityAnswer, neighborsAnswer } from "@/lib/api/contract";
import { decodeGraph } from "@/lib/graph/decode";
import { neighborsInRecord } from "@/lib/store/store";
import { answerTo, get } from "./support/ask";

const record = (id: string) => answerTo(`/api/v1/entities/${id}`, entityAnswer);
const page = (id: string, query = "") =>
  answerTo(`/api/v1/entities/${id}/neighbors?${query}`, neighborsAnswer);

describe("an entity", () => {
  it("comes with its facts, its sources and its neighbours in groups", async () => {
    const llama = await record("model/llama");
    expect(llama).toMatchObject({ graph: "atlas", id: "model/llama", kind: "model", name: { en: "LLaMA" } });
    expect(llama.facts.map(({ fact }) => fact)).toEqual(expect.arrayContaining(["released", "license"]));
    const developers = llama.groups.find(
      ({ type, direction }) => type === "developed_by" && direction === "out",
    );
    expect(developers?.neighbors.map(({ entity }) => entity.id)).toContain("organization/meta");
  });

  it("holds at most so many neighbours of each group, whatever there are", async () => {
    const hub = await foremost();
    const { groups, degree } = await record(hub);
    expect(Math.max(...groups.map(({ count }) => count))).toBeGreaterThan(neighborsInRecord);
    for (const { count, neighbors } of groups)
      expect(neighbors).toHaveLength(Math.min(count, neighborsInRecord));
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(degree);
  });

  it("of every kind answers as it is described", async () => {
    const graph = decodeGraph(await (await get("/api/v1/graph")).json());
    for (const [kind, name] of graph.kinds.entries()) {
      const id = graph.ids[graph.kind.indexOf(kind)];
      expect((await record(id)).kind).toBe(name);
    }
  });
});

describe("neighbours", () => {
  it("come in pages of fifty, the most important first, to the last", async () => {
    const hub = await foremost();
    const first = await page(hub);
    expect(first.neighbors).toHaveLength(50);
    const all = [...first.neighbors];
    let { next } = first;
    while (next) {
      const more = await page(hub, `cursor=${next}`);
      all.push(...more.neighbors);
      next = more.next;
    }
    expect(all).toHaveLength(first.total);
    const importance = all.map(({ entity }) => entity.importance);
    expect(importance).toEqual([...importance].sort((a, b) => b - a));
    expect((await record(hub)).degree).toBe(first.total);
  });

  it("come by type and direction", async () => {
    const { groups } = await record("model/llama");
    for (const { type, direction, count } of groups) {
      const { neighbors, total } = await page("model/llama", `type=${type}&direction=${direction}&limit=200`);
      expect([type, direction, total]).toEqual([type, direction, count]);
      expect(neighbors.every((one) => one.type === type && one.direction === direction)).toBe(true);
    }
  });

  it("see a relation from its other end as well", async () => {
    const { neighbors } = await page("model/llama", "direction=out&limit=200");
    for (const { type, entity, sources } of neighbors.slice(0, 5)) {
      const back = await page(entity.id, `type=${type}&direction=in&limit=200`);
      const same = back.neighbors.find((one) => one.entity.id === "model/llama");
      expect(same?.sources).toEqual(sources);
    }
  });

  it("are never more than were asked for", async () => {
    expect((await page(await foremost(), "limit=1")).neighbors).toHaveLength(1);
    expect((await page(await foremost(), "limit=200")).neighbors.length).toBeLessThanOrEqual(200);
  });
});

/** The entity with the most relations. */
async function foremost(): Promise<string> {
  const graph = decodeGraph(await (await get("/api/v1/graph")).json());
  const degrees = graph.ids.map((_, i) => graph.incidentFrom[i + 1] - graph.incidentFrom[i]);
  return graph.ids[degrees.indexOf(Math.max(...degrees))];
}
