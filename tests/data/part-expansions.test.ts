/** Whom an expansion brings onto a part of a map that does not hold them. */
import { describe, expect, it } from "vitest";
import { broughtIn } from "@/lib/api/part-expansions";
import { datesOf } from "@/lib/graph/dates";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets } from "@/lib/graph/facet-table";
import { memoryStore } from "@/lib/store/memory";
import { readCompiled } from "@/lib/store/open";
import type { NeighborQuery } from "@/lib/store/store";
import { broughtBy, tiesOf } from "@/lib/view/expansion";
import type { Expansion } from "@/lib/view/view";

const compiled = await readCompiled();
const graph = decodeGraph(compiled.compact);
const dates = datesOf(graph, decodeFacets(compiled.facets, graph));
const store = memoryStore([compiled]);
const asked: NeighborQuery[] = [];
const ask = (id: string, query: NeighborQuery) => {
  asked.push(query);
  return store.neighbors({ graph: graph.id }, id, query);
};
const expansion = (of: Partial<Expansion>): Expansion => ({
  id: graph.ids[0],
  direction: "any",
  rank: "importance",
  limit: 60,
  types: [],
  ...of,
});

describe("what expansions bring", () => {
  it("is what they bring of the whole graph, along every type and in every direction", async () => {
    for (let entity = 0; entity < 40; entity++) {
      const ties = tiesOf(graph, entity);
      const types = [...new Set(ties.map(({ type }) => type))];
      for (const direction of ["any", "out", "in"] as const)
        for (const chosen of [[], types.slice(0, 1), types.slice(-2)]) {
          const one = expansion({ id: graph.ids[entity], direction, types: chosen, limit: 50 });
          const of = broughtBy(graph, dates, one).map((other) => graph.importance[other]);
          const found = (await broughtIn([one], ask)).map((id) => graph.importance[graph.indexOf(id)]);
          expect(found).toEqual(of);
        }
    }
    expect(Math.max(...asked.map(({ limit }) => limit))).toBeLessThanOrEqual(200);
  });

  it("is not asked for where it comes with the entity", async () => {
    asked.length = 0;
    expect(await broughtIn([expansion({ limit: 12 })], ask)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it("is nothing of an entity that there is not", async () => {
    expect(await broughtIn([expansion({ id: "model/none" })], ask)).toEqual([]);
  });
});
