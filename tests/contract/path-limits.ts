/** What a store tells of the ways between two where they lead through more than it looks at. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { memoryStore } from "@/lib/store/memory";
import { type GraphStore, TooLargeError } from "@/lib/store/store";
import { hubCompiled } from "../fixtures/small-graph";

const hub = { graph: "hub" };

/** @param open a store that finds so many neighbours in one hop at most */
export function describePathLimits(
  name: string,
  open: (graphs: readonly CompiledGraph[], pairsInHop: number) => Promise<GraphStore>,
): void {
  describe(`the ${name} store of a large graph that looks at little`, () => {
    let store: GraphStore;
    let memory: GraphStore;
    let ids: string[];
    /** Fewer than a model of the ring has. */
    const pairsInHop = 7;
    const near = { from: "model/ernie", to: "model/ernie-2" };

    beforeAll(async () => {
      const graphs = [await hubCompiled()];
      ids = graphs[0].entities.map(({ id }) => id);
      store = await open(graphs, pairsInHop);
      memory = memoryStore(graphs);
    });
    afterAll(() => store.close());

    it("tells the ways that it has found already, and that there may be better ones", async () => {
      const query = { ...near, k: 5, hops: 6 };
      const [found, all] = [await store.paths(hub, query), await memory.paths(hub, query)];
      expect(found?.cutShort).toBe(true);
      expect(found?.paths.length).toBeGreaterThan(1);
      expect(found?.paths).toEqual(all?.paths.slice(0, found?.paths.length));
      expect(all?.cutShort).toBe(false);
    });

    it("says nothing of the kind where nothing better can be", async () => {
      for (const asked of [
        { k: 1, hops: 6 },
        { k: 5, hops: 2 },
      ]) {
        const query = { ...near, ...asked };
        expect(await store.paths(hub, query)).toEqual(await memory.paths(hub, query));
      }
    });

    it("refuses where it has found none", async () => {
      const far = { from: "model/m0", to: "model/llama", k: 1, hops: 6 };
      expect((await memory.paths(hub, far))?.paths[0].hops).toHaveLength(4);
      await expect(store.paths(hub, far)).rejects.toThrow(TooLargeError);
    });

    it("is right about what it tells of any two", async () => {
      const anyId = fc.nat().map((n) => ids[n % ids.length]);
      await fc.assert(
        fc.asyncProperty(
          anyId,
          anyId,
          fc.integer({ min: 1, max: 5 }),
          fc.integer({ min: 1, max: 6 }),
          async (from, to, k, hops) => {
            const query = { from, to, k, hops };
            const found = await store.paths(hub, query).catch((error: unknown) => {
              if (error instanceof TooLargeError) return undefined;
              throw error;
            });
            // Too much: it says nothing.
            if (!found) return;
            const all = await memory.paths(hub, query);
            if (!found.cutShort) expect(found).toEqual(all);
            found.paths.forEach(({ cost }, i) => {
              expect(cost).toBeGreaterThanOrEqual(all?.paths[i].cost ?? Number.POSITIVE_INFINITY);
            });
          },
        ),
        { numRuns: 40 },
      );
    });
  });
}
