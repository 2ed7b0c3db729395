/** What a filter would leave, as the server counts it, and the columns that a browser counts with. */
import { beforeAll, describe, expect, it } from "vitest";
import { facetsAnswer, lineageAnswer } from "@/lib/api/contract";
import { decodeGraph } from "@/lib/graph/decode";
import { type CompactFacets, decodeFacets, type FacetTable } from "@/lib/graph/facet-table";
import { filterGraph } from "@/lib/graph/filter";
import { countFilter } from "@/lib/graph/filter-counts";
import type { CompactGraph, Graph } from "@/lib/graph/graph";
import { parseView } from "@/lib/view/parse-view";
import { handCheckedFilters } from "../fixtures/hand-checked-filters";
import { answerTo, get } from "./support/ask";

const facetsOf = (query: string) => answerTo(`/api/v1/facets?${query}`, facetsAnswer);
let compact: CompactGraph;
let graph: Graph;
let table: FacetTable;

beforeAll(async () => {
  const json = async (path: string): Promise<unknown> => (await get(path)).json();
  compact = (await json("/api/v1/graph")) as CompactGraph;
  graph = decodeGraph(compact);
  table = decodeFacets((await json("/api/v1/graph/facets")) as CompactFacets, graph);
});

describe("the facet table", () => {
  it("belongs to a version, under which it is the same and may be kept for ever", async () => {
    const path = "/api/v1/graph/facets";
    const pinned = await get(`${path}?version=${graph.version}`);
    expect(pinned.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const current = await get(path);
    expect(current.headers.get("cache-control")).toBe("no-cache");
    expect(await pinned.json()).toEqual(await current.json());
  });

  it("names a value for whatever the API lists", async () => {
    for (const { facet, values } of (await facetsOf("")).facets)
      for (const { value } of values) expect(table.get(facet)?.names).toContain(value);
  });
});

describe("facets", () => {
  it("without a filter are those of the whole graph", async () => {
    const { members, context, kinds, version, facets } = await facetsOf("");
    expect([version, members, context]).toEqual([graph.version, graph.size, 0]);
    expect(kinds.reduce((sum, { count }) => sum + count, 0)).toBe(graph.size);
    const named = facets.find(({ facet }) => facet === "named");
    expect(named?.values.reduce((sum, { count }) => sum + count, 0)).toBe(graph.size);
  });

  it.each(handCheckedFilters)("count for $name whom they should", async ({ address, members }) => {
    expect((await facetsOf(address)).members).toBe(members.length);
  });

  it.each([handCheckedFilters[0], handCheckedFilters[6]])(
    "say for $name what a browser counts for itself",
    async ({ address }) => {
      const answer = await facetsOf(address);
      const { view } = parseView(new URLSearchParams(address));
      const filtered = filterGraph(graph, table, view);
      const { kinds, scopes, facets } = countFilter(graph, table, filtered);
      expect([answer.members, answer.context]).toEqual([filtered.members, filtered.context]);
      expect(answer.kinds).toEqual(graph.kinds.map((kind, i) => ({ kind, count: kinds[i] })));
      expect(new Map(answer.scopes.map(({ id, count }) => [graph.indexOf(id), count]))).toEqual(scopes);
      expect(answer.facets.map(({ facet }) => facet)).toEqual([...facets.keys()]);
      for (const { facet, values, total, unknown, histogram } of answer.facets) {
        const told = new Map(values.map(({ value, count }) => [value, count]));
        expect({ values: told, total, unknown, histogram }).toEqual(facets.get(facet));
      }
    },
  );

  it("count of a domain how many there are once it is chosen", async () => {
    const { scopes } = await facetsOf("f.model.access=open-weights");
    for (const { id, count } of scopes.slice(0, 3))
      expect((await facetsOf(`f.model.access=open-weights&in=${id}`)).members).toBe(count);
  });

  it("take the whole address of a view, what is pointed at and where the map stands left aside", async () => {
    const more = "&select=model/gpt-4&moved=model/gpt-4:1,2&at=0,0,9,9";
    const asked = "in=domain/finance&hide=risk";
    expect(await facetsOf(asked + more)).toEqual(await facetsOf(asked));
  });

  it("count within the answer to a question", async () => {
    const { members, kinds } = await facetsOf("ask=lineage:model/llama,down");
    const { totals } = await answerTo("/api/v1/lineage?of=model/llama&direction=down", lineageAnswer);
    expect(members).toBe(1 + totals.descendants.hops.reduce((sum, count) => sum + count, 0));
    expect(kinds.reduce((sum, { count }) => sum + count, 0)).toBe(members);
  });
});
