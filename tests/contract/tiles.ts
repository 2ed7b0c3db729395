/**
 * What every adapter of GraphStore must answer of a map in tiles, held against the one in memory: who is in, in which order,
 * tied by what, in which region; what a filter leaves; what was named.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets } from "@/lib/graph/facet-table";
import { emptyFilter } from "@/lib/graph/filter-value";
import { memoryStore } from "@/lib/store/memory";
import { BadFilterError, type GraphStore, type TileQuery, UnknownTileError } from "@/lib/store/store";
import { askedCompiled, hubCompiled } from "../fixtures/small-graph";
import { anyFiltering } from "./filterings";

const whole: TileQuery = { z: 0, x: 0, y: 0, with: [], around: [] };

export function describeTiles(
  name: string,
  open: (graphs: readonly CompiledGraph[]) => Promise<GraphStore>,
): void {
  describe(`tiles of the ${name} store`, () => {
    let graphs: CompiledGraph[];
    let store: GraphStore;
    let memory: GraphStore;

    beforeAll(async () => {
      graphs = [await hubCompiled(), await askedCompiled()];
      store = await open(graphs);
      memory = memoryStore(graphs);
    });
    afterAll(() => store.close());

    const anyTile = fc.constantFrom({ z: 0, x: 0, y: 0 }, { z: 1, x: 0, y: 0 });
    const anyRef = fc.constantFrom({ graph: "hub" }, { graph: "asked" });
    const anyIds = (maxLength: number) =>
      fc.uniqueArray(
        fc.constantFrom("model/ernie", "model/m3", "organization/lab", "dataset/baike", "model/none", "'"),
        { maxLength },
      );

    it("are those of the graph in memory, with whatever is named", async () => {
      await fc.assert(
        fc.asyncProperty(anyRef, anyTile, anyIds(4), anyIds(2), async (ref, tile, named, around) => {
          const query = { ...tile, with: named, around };
          expect(await store.tile(ref, query)).toEqual(await memory.tile(ref, query));
        }),
        { numRuns: 20 },
      );
    });

    it("hold what a filter leaves, each with its standing", async () => {
      await fc.assert(
        fc.asyncProperty(anyRef, anyTile, anyFiltering, anyIds(2), async (ref, tile, filtering, named) => {
          const query = { ...tile, with: named, around: [] };
          expect(await store.tile(ref, query, filtering)).toEqual(await memory.tile(ref, query, filtering));
        }),
        { numRuns: 25 },
      );
    });

    it("are graphs that can be read, with their facets", async () => {
      const { compact, facets, total } = await store.tile({ graph: "hub" }, whole);
      const graph = decodeGraph(compact);
      expect([graph.size, total, graph.within?.size]).toEqual([38, 38, 38]);
      expect(decodeFacets(facets, graph).size).toBeGreaterThan(0);
    });

    it.each([
      { z: 0, x: 1, y: 0 },
      { z: 1, x: 1, y: 0 },
      { z: 9, x: 0, y: 0 },
      { z: -1, x: 0, y: 0 },
      { z: 0.5, x: 0, y: 0 },
    ])("that are not there are told: %j", async (tile) => {
      await expect(store.tile({ graph: "hub" }, { ...whole, ...tile })).rejects.toThrow(UnknownTileError);
    });

    it("refuse a filter that names what is not there", async () => {
      const filter = { ...emptyFilter, scopes: ["organization/none"] };
      const asked = store.tile({ graph: "hub" }, whole, { filter, hiddenKinds: [] });
      await expect(asked).rejects.toThrow(BadFilterError);
    });
  });
}
