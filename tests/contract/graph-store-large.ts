/**
 * What a store answers about a graph that is too large to be had whole, held against what the one in memory answers about
 * the same small graph: entities, neighbours, search, flows, ways, comparisons, and what filters leave.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { emptyFilter } from "@/lib/graph/filter-value";
import { memoryStore } from "@/lib/store/memory";
import {
  BadCursorError,
  BadFilterError,
  type GraphStore,
  type NeighborQuery,
  TooLargeError,
} from "@/lib/store/store";
import { askedCompiled, hubCompiled } from "../fixtures/small-graph";
import { anyFiltering } from "./filterings";

const nothing = { filter: emptyFilter, hiddenKinds: [] };
const strange = ["model/none", "ernie", "", "__proto__", "' or 1=1", "\0", "\\", '{"'];

export function describeLarge(
  name: string,
  open: (graphs: readonly CompiledGraph[]) => Promise<GraphStore>,
): void {
  describe(`the ${name} store of a large graph`, () => {
    let store: GraphStore;
    let memory: GraphStore;
    let ids: string[];

    beforeAll(async () => {
      const graphs = [await hubCompiled(), await askedCompiled()];
      ids = graphs[1].entities.map(({ id }) => id);
      store = await open(graphs);
      memory = memoryStore(graphs);
    });
    afterAll(() => store.close());

    const asked = { graph: "asked" };
    const anyRef = fc.constantFrom({ graph: "hub" }, asked);
    const anyId = fc.nat().map((n) => ids[n % ids.length]);
    /** Both give the same. */
    const same = async (ask: (of: GraphStore) => Promise<unknown>) =>
      expect(await ask(store)).toEqual(await ask(memory));
    /** All pages, one after another, without their cursors. */
    const pages = async <Page extends { next?: string | undefined }>(
      ask: (cursor: string | undefined) => Promise<Page | undefined>,
    ) => {
      const all: Omit<Page, "next">[] = [];
      let cursor: string | undefined;
      do {
        const { next, ...page }: Page = (await ask(cursor)) ?? ({} as Page);
        all.push(page);
        cursor = next;
      } while (cursor !== undefined);
      return all;
    };

    it("tells of every entity all that is known", async () => {
      for (const id of ids) await same((of) => of.entity(asked, id));
    });

    it.each(strange)("knows no entity %j", async (id) => {
      const questions = [
        store.entity(asked, id),
        store.neighbors(asked, id, { limit: 3 }),
        store.lineage(asked, { of: id, direction: "both", limit: 3 }),
        store.impact(asked, { of: id, limit: 3 }),
        store.terms(asked, id),
        store.paths(asked, { from: id, to: "model/ernie", k: 1, hops: 2 }),
        store.compare(asked, [id, "model/ernie"]),
      ];
      await Promise.allSettled(questions);
      for (const question of questions) expect(await question).toBeUndefined();
    });

    it("gives neighbours page by page, of any type and direction", async () => {
      const anyQuery = fc.record({
        limit: fc.integer({ min: 1, max: 40 }),
        type: fc.constantFrom(undefined, "based_on", "developed_by", "part_of", "constructor"),
        direction: fc.constantFrom(undefined, "in" as const, "out" as const),
      });
      await fc.assert(
        fc.asyncProperty(anyRef, anyId, anyQuery, async (ref, id, query) => {
          const walked = (of: GraphStore) => pages((cursor) => of.neighbors(ref, id, { ...query, cursor }));
          expect(await walked(store)).toEqual(await walked(memory));
        }),
      );
    });

    it.each(["", "x", "YWZ0ZXIgMA", "😀", "'", "a".repeat(64)])("refuses %j as a cursor", async (cursor) => {
      const lists = [
        store.neighbors(asked, "dataset/baike", { limit: 2, cursor }),
        store.subgraph(asked, nothing, { limit: 2, cursor }),
      ];
      await Promise.allSettled(lists);
      for (const list of lists) await expect(list).rejects.toThrow(BadCursorError);
    });

    it("refuses a cursor of another list", async () => {
      const { next } = (await store.neighbors(asked, "dataset/baike", { limit: 5 })) ?? {};
      const query: NeighborQuery = { limit: 5, cursor: next };
      expect((await store.neighbors(asked, "dataset/baike", query))?.neighbors).toHaveLength(5);
      await expect(store.neighbors(asked, "organization/meta", query)).rejects.toThrow(BadCursorError);
      for (const cursor of [`${next}=`, ` ${next}`, next?.slice(0, -2)])
        await expect(store.neighbors(asked, "dataset/baike", { limit: 5, cursor })).rejects.toThrow(
          BadCursorError,
        );
    });

    it("finds what the search in memory finds, in its order", async () => {
      const texts = [
        ..."ernie|Ernie 2|文心|百度|心|Baidu|baidulab|lab|la|l|sys|wx|wxdmx|wenxin|wenx|bdsys|yangtuo|yt|lama|lmaa|ernei|wenxni|羊驼|第1号|di1hao|d1h|model 1|model1|m1|c4|C|ai|open|nothing like it|x".split(
          "|",
        ),
        ...[
          "c++",
          "#",
          "a+b",
          "ernie+",
          "lab 4",
          "open model 1",
          "baidu l",
          "文心 1",
          "xernie 2",
          "ernei 2 bot",
          "%",
          "_",
          "'",
          "\\",
          "\0",
          "ernie%",
          "e_nie",
          "\ud800",
          "😀",
          "   ",
          "x".repeat(5000),
        ],
      ];
      for (const text of texts)
        for (const kind of [undefined, "model", "organization", "no_such"])
          await same((of) => of.search(asked, { text, kind, limit: 10 }));
    });

    it("follows lineage, effects and terms", async () => {
      await fc.assert(
        fc.asyncProperty(
          anyId,
          fc.constantFrom("both" as const, "up" as const, "down" as const),
          fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
          fc.integer({ min: 1, max: 40 }),
          async (of, direction, depth, limit) => {
            await same((by) => pages((cursor) => by.lineage(asked, { of, direction, depth, limit, cursor })));
            await same((by) => pages((cursor) => by.impact(asked, { of, depth, limit, cursor })));
            await same((by) => by.terms(asked, of));
          },
        ),
        { numRuns: 15 },
      );
    });

    it("finds the best ways between any two, and compares them", async () => {
      await fc.assert(
        fc.asyncProperty(
          anyRef,
          anyId,
          anyId,
          fc.integer({ min: 1, max: 6 }),
          async (ref, from, to, hops) => {
            await same((of) => of.paths(ref, { from, to, k: 5, hops }));
            if (from !== to) await same((of) => of.compare(ref, [from, to]));
          },
        ),
        { numRuns: 25 },
      );
    });

    it("counts what a filter leaves, and what one more choice would leave", async () => {
      await same((of) => of.facets(asked, nothing));
      await fc.assert(
        fc.asyncProperty(anyRef, anyFiltering, async (ref, filtering) => {
          await same((of) => of.facets(ref, filtering));
        }),
        { numRuns: 25 },
      );
    });

    it("gives what a filter leaves page by page, each relation once", async () => {
      await fc.assert(
        fc.asyncProperty(
          anyRef,
          anyFiltering,
          fc.integer({ min: 1, max: 40 }),
          fc.subarray(["model/ernie-2", "dataset/baike"]),
          fc.subarray(["based_on"]),
          async (ref, filtering, limit, without, hiddenTypes) => {
            const walked = async (of: GraphStore) =>
              (
                await pages((cursor) =>
                  of.subgraph(ref, { ...filtering, without, hiddenTypes }, { limit, cursor }),
                )
              ).map((page) => ({
                ...page,
                relations: page.relations.map((one) => JSON.stringify(one)).sort(),
              }));
            expect(await walked(store)).toEqual(await walked(memory));
          },
        ),
        { numRuns: 25 },
      );
    });

    it("keeps to what is within some steps of an entity", async () => {
      for (const direction of ["any", "out", "in"] as const)
        for (const types of [[], ["based_on"]]) {
          const near = { id: "model/ernie", depth: 2, direction, types };
          await same((of) => of.facets(asked, { filter: { ...emptyFilter, near }, hiddenKinds: [] }));
        }
    });

    it.each([
      { scopes: ["organization/none"] },
      { list: ["model/none"] },
      { values: [{ facet: "access", any: ["ajar"], not: [] }] },
      { values: [{ facet: "no_such", any: ["x"], not: [] }] },
      { ranges: [{ facet: "released", from: "2020", to: "2019", unknown: false }] },
      { links: [{ type: "no_such", direction: "out" as const, ids: ["model/ernie"] }] },
    ])("refuses a filter that names what is not there: %j", async (part) => {
      const filtering = { filter: { ...emptyFilter, ...part }, hiddenKinds: [] };
      const fault = await memory.facets(asked, filtering).catch((error) => error);
      expect(fault).toBeInstanceOf(BadFilterError);
      await expect(store.facets(asked, filtering)).rejects.toEqual(fault);
    });

    it("says what can be asked instead of what cannot", async () => {
      const questions = [store.compact(asked), store.facetTable(asked)];
      await Promise.allSettled(questions);
      for (const question of questions) {
        await expect(question).rejects.toThrow(TooLargeError);
        await expect(question).rejects.toThrow(/search|tiles/);
      }
    });

    it("ranks as the graph in memory does, or says that it is too large", async () => {
      const ask = (of: GraphStore) => of.ranking(asked, nothing, { by: "degree", limit: 3 });
      const found = await ask(store).catch((error) => error);
      if (found instanceof TooLargeError) expect(found.message).toMatch(/search|tiles/);
      else expect(found).toEqual(await ask(memory));
    });

    it("knows its questions and stories, and understands words for kinds", async () => {
      await same((of) => of.questions(asked));
      await same((of) => of.stories(asked));
      expect((await store.ask(asked, { text: "models", locale: "en" })).view).toContain("hide=");
    });
  });
}
