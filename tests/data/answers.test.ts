/** The answers on the real data, against those that were made by reading them. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { compareNeighbours } from "@/lib/graph/compare";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { flowLimits, flowOf, reachOf } from "@/lib/graph/flow";
import type { Graph } from "@/lib/graph/graph";
import { bestPaths } from "@/lib/graph/paths";
import { compiledDataFolder } from "@/lib/store/open";
import {
  handCheckedAffected,
  handCheckedAncestors,
  handCheckedPaths,
  handCheckedShared,
} from "../fixtures/hand-checked-answers";

let graph: Graph;

beforeAll(async () => {
  const text = await readFile(join(compiledDataFolder(), "atlas.json"), "utf8");
  graph = decodeGraph((JSON.parse(text) as CompiledGraph).compact);
});

const idsOf = (entities: readonly number[]) => entities.map((entity) => graph.ids[entity]);

/** What a flow reaches, by hop, sorted. */
function reachedBy(name: "lineage" | "impact", id: string, direction: "up" | "down"): string[][] {
  const { order, hops } = reachOf(graph, flowOf(graph, name), graph.indexOf(id), direction);
  const byHop: string[][] = [];
  for (const entity of order) {
    const hop = hops[entity] - 2;
    byHop[hop] = [...(byHop[hop] ?? []), graph.ids[entity]].sort();
  }
  return byHop;
}

it.each(handCheckedAncestors)("$of comes from exactly what it should", ({ of, hops }) => {
  expect(reachedBy("lineage", of, "up")).toEqual(hops);
});

it.each(handCheckedAffected)("a change of $of affects exactly what it should", ({ of, hops }) => {
  expect(reachedBy("impact", of, "down")).toEqual(hops);
});

it.each(handCheckedPaths)("$from and $to are connected by $hops hops as they should", (checked) => {
  const { from, to, hops, all, first, last } = checked;
  const paths = bestPaths(graph, graph.indexOf(from), graph.indexOf(to), { k: all ? 99 : 5, hops });
  const between = paths.map(({ nodes }) => idsOf(nodes.slice(1, -1)));
  if (all) expect(between.toSorted()).toEqual(all);
  if (first) expect(between[0]).toEqual(first);
  if (last) expect(between.at(-1)).toEqual(last);
});

it.each(handCheckedShared)("$of share exactly what they should", ({ of, shared }) => {
  const compared = compareNeighbours(
    graph,
    of.map((id) => graph.indexOf(id)),
  );
  const bySharers: Record<string, string[]> = {};
  for (const { entity, of: sharers } of compared.shared) {
    const those = bySharers[sharers.join()] ?? [];
    bySharers[sharers.join()] = [...those, graph.ids[entity]].sort();
  }
  expect(bySharers).toEqual(shared);
});

describe("flows of the real data", () => {
  it.each(["lineage", "impact", "terms"] as const)(
    "of %s are never cut off at the limit of depth",
    (name) => {
      for (let entity = 0; entity < graph.size; entity++) {
        const { order, hops } = reachOf(graph, flowOf(graph, name), entity, "down");
        const [last = entity] = order.slice(-1);
        expect(hops[last] - 1).toBeLessThan(flowLimits.depth);
      }
    },
  );
});
