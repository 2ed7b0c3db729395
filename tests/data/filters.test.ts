/** The filters on the real data, against lists that were made by reading them. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets, type FacetTable } from "@/lib/graph/facet-table";
import { filterGraph } from "@/lib/graph/filter";
import { context, member } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import { compiledDataFolder } from "@/lib/store/open";
import { fitViewToGraph } from "@/lib/view/fit-view";
import { parseView } from "@/lib/view/parse-view";

import { handCheckedFilters } from "../fixtures/hand-checked-filters";

let graph: Graph;
let table: FacetTable;

beforeAll(async () => {
  const text = await readFile(join(compiledDataFolder(), "atlas.json"), "utf8");
  const compiled = JSON.parse(text) as CompiledGraph;
  graph = decodeGraph(compiled.compact);
  table = decodeFacets(compiled.facets, graph);
});

describe.each(handCheckedFilters)("$name", ({ address, members, context: around }) => {
  it("leaves exactly whom it should", () => {
    const { view, problems } = parseView(new URLSearchParams(address));
    expect([...problems, ...fitViewToGraph(view, graph, table).problems]).toEqual([]);
    const { standing } = filterGraph(graph, table, view);
    const those = (wanted: number, kind?: string) =>
      graph.ids.filter((id, i) => standing[i] === wanted && (!kind || id.startsWith(`${kind}/`))).toSorted();
    expect(those(member)).toEqual(members);
    if (around) expect(those(context, around.kind)).toEqual(around.ids);
  });
});
