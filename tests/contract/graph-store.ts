/**
 * What every adapter of GraphStore must do. Each adapter's own test file calls it with a way to open one
 * over compiled graphs.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CompiledGraph } from "@/lib/graph/compiled";
import {
  BadCursorError,
  type GraphStore,
  type Neighbor,
  type NeighborQuery,
  neighborsInRecord,
  UnknownGraphError,
  UnknownVersionError,
} from "@/lib/store/store";
import { hubCompiled, smallCompiled } from "../fixtures/small-graph";

const small = { graph: "atlas" };
const hub = { graph: "hub" };
/** Texts that mean something to a database or a pattern; no letters or digits in them. */
const hostile = ["%", "_", "'", "\\", "\0", "';--", "*", "(", "$&", "\ud800", "😀", "../", "   "];

export function describeGraphStore(
  name: string,
  open: (graphs: readonly CompiledGraph[]) => Promise<GraphStore>,
): void {
  describe(`${name} store`, () => {
    let compiled: CompiledGraph;
    let store: GraphStore;
    let ids: { small: string[]; hub: string[] };

    beforeAll(async () => {
      const graphs = [await smallCompiled(), await hubCompiled()];
      const [ofSmall, ofHub] = graphs.map(({ entities }) => entities.map(({ id }) => id));
      ids = { small: ofSmall, hub: ofHub };
      compiled = graphs[0];
      store = await open(graphs);
    });
    afterAll(() => store.close());

    const seen = async (id: string, query: Partial<NeighborQuery> = {}, ref = small) => {
      const page = await store.neighbors(ref, id, { limit: 200, ...query });
      return page?.neighbors.map(({ direction, type, entity }) => `${direction} ${type} ${entity.id}`);
    };
    /** All pages, one after another. */
    const walk = async (id: string, query: NeighborQuery, ref = hub) => {
      const pages: Neighbor[][] = [];
      let cursor: string | undefined;
      do {
        const page = await store.neighbors(ref, id, { ...query, cursor });
        pages.push([...(page?.neighbors ?? [])]);
        cursor = page?.next;
      } while (cursor !== undefined);
      return pages;
    };

    describe("graphs", () => {
      it("are told with how much they hold and how much of it is sourced", async () => {
        expect(await store.info(small)).toEqual({
          graph: "atlas",
          name: { en: "Small", zh: "小图" },
          version: compiled.compact.version,
          entities: 8,
          relations: 11,
          facts: 10,
          sourced: { facts: 4, relations: 2 },
        });
        expect(await store.graphs()).toEqual([await store.info(small), await store.info(hub)]);
      });

      it("are given whole, as they were compiled", async () => {
        expect(await store.compact(small)).toEqual(compiled.compact);
      });

      it("answer to their current version and to no other", async () => {
        const { version } = compiled.compact;
        expect(await store.info({ ...small, version })).toEqual(await store.info(small));
        const other = store.info({ ...hub, version });
        await expect(other).rejects.toThrow(UnknownVersionError);
        await expect(other).rejects.toMatchObject({ version, current: (await store.info(hub)).version });
      });

      it.each(["nowhere", "", "constructor", "'"])(
        "named %j are unknown to every question",
        async (graph) => {
          const questions = [
            store.info({ graph }),
            store.compact({ graph }),
            store.entity({ graph }, "model/ernie"),
            store.neighbors({ graph }, "model/ernie", { limit: 1 }),
            store.search({ graph }, { text: "ernie", limit: 1 }),
          ];
          for (const question of questions) {
            await expect(question).rejects.toThrow(UnknownGraphError);
            await expect(question).rejects.toMatchObject({ graph, known: ["atlas", "hub"] });
          }
        },
      );
    });

    describe("an entity", () => {
      it("comes with everything that is known of it", async () => {
        const place = ids.small.indexOf("model/ernie");
        const site = { url: "https://example.org/", title: "Example" };
        const brief = (id: string, kind: string, en: string, zh: string) => ({
          id,
          kind,
          name: { en, zh },
          importance: compiled.compact.entities.importance[ids.small.indexOf(id)] / 1000,
        });
        expect(await store.entity(small, "model/ernie")).toEqual({
          ...brief("model/ernie", "model", "ERNIE", "文心"),
          aliases: ["Wenxin model", "文心大模型"],
          summary: { en: "A model.", zh: "一个模型。" },
          namedInWhitePaper: true,
          sections: ["1.1"],
          facts: [
            { fact: "released", value: "2019-03", sources: [0] },
            { fact: "parameters", value: [110000000], sources: [] },
            { fact: "access", value: "open", sources: [0, 1] },
            {
              fact: "license",
              value: [{ id: "mit" }],
              original: "The MIT",
              commercialUse: "yes",
              sources: [0],
            },
            { fact: "languages", value: ["zh"], sources: [] },
            { fact: "homepage", value: "https://example.org/ernie", sources: [0] },
          ],
          derived: { developer_country: ["CN"], developer: ["organization/baidu", "organization/lab"] },
          sources: [site, { title: { en: "The paper", zh: "白皮书" } }],
          groups: [
            {
              type: "based_on",
              direction: "in",
              count: 1,
              unsourced: 1,
              neighbors: [
                {
                  type: "based_on",
                  direction: "in",
                  entity: brief("model/ernie-2", "model", "ERNIE 2", "文心 2"),
                  note: { en: "first weights", zh: "初始权重" },
                  sources: [],
                },
              ],
            },
            {
              type: "trained_on",
              direction: "out",
              count: 1,
              unsourced: 1,
              neighbors: [
                {
                  type: "trained_on",
                  direction: "out",
                  entity: brief("dataset/baike", "dataset", "Baike", "百科"),
                  sources: [],
                },
              ],
            },
            {
              type: "developed_by",
              direction: "out",
              count: 1,
              unsourced: 0,
              neighbors: [
                {
                  type: "developed_by",
                  direction: "out",
                  entity: brief("organization/lab", "organization", "Baidu Lab", "百度实验室"),
                  sources: [site],
                },
              ],
            },
          ],
          rank: place + 1,
          degree: 3,
          pagerank: compiled.pagerank[place],
          region: compiled.compact.regions[compiled.compact.entities.region[place]].name,
        });
      });

      it("holds the foremost of each group, and how many there are", async () => {
        const record = await store.entity(hub, "organization/lab");
        const group = record?.groups.find(({ type }) => type === "developed_by");
        expect(group).toMatchObject({ direction: "in", count: 32, unsourced: 31 });
        const { neighbors } = (await store.neighbors(hub, "organization/lab", {
          type: "developed_by",
          limit: neighborsInRecord,
        })) ?? { neighbors: [] };
        expect(group?.neighbors).toEqual(neighbors);
        expect(record?.degree).toBe(33);
      });

      it.each(["model/none", "ernie", "model/", "", "MODEL/ernie", "__proto__", ...hostile])(
        "named %j is not there",
        async (id) => {
          expect(await store.entity(small, id)).toBeUndefined();
          expect(await store.neighbors(small, id, { limit: 9 })).toBeUndefined();
        },
      );
    });

    describe("neighbours", () => {
      it("come in both directions, the most important first", async () => {
        expect(await seen("model/ernie")).toEqual([
          "out trained_on dataset/baike",
          "out developed_by organization/lab",
          "in based_on model/ernie-2",
        ]);
      });

      it("come by type and by direction", async () => {
        expect(await seen("organization/baidu", { direction: "out" })).toEqual([]);
        expect(await seen("organization/baidu", { type: "part_of" })).toEqual([
          "in part_of organization/meta",
          "in part_of organization/lab",
        ]);
        expect(await seen("organization/meta", { type: "part_of", direction: "out" })).toEqual([
          "out part_of organization/baidu",
        ]);
        expect(await seen("organization/meta", { type: "part_of", direction: "in" })).toEqual([]);
      });

      it.each(["no_such", "constructor", "__proto__", ...hostile])("by type %j are none", async (type) => {
        const page = await store.neighbors(small, "model/ernie", { type, limit: 9 });
        expect(page).toEqual({ neighbors: [], total: 0 });
      });

      it("joined page by page are the whole list, whatever is asked and however long a page is", async () => {
        const anyQuery = fc.record({
          limit: fc.integer({ min: 1, max: 12 }),
          type: fc.constantFrom(undefined, "based_on", "developed_by", "part_of"),
          direction: fc.constantFrom(undefined, "in" as const, "out" as const),
        });
        await fc.assert(
          fc.asyncProperty(fc.constantFrom(...ids.hub), anyQuery, async (id, query) => {
            const whole = await store.neighbors(hub, id, { ...query, limit: 200 });
            const pages = await walk(id, query);
            expect(pages.flat()).toEqual(whole?.neighbors);
            expect(whole?.total).toBe(whole?.neighbors.length);
            expect(pages.slice(0, -1).every((page) => page.length === query.limit)).toBe(true);
            expect(pages.length).toBe(Math.max(1, Math.ceil((whole?.total ?? 0) / query.limit)));
          }),
        );
      });

      it("stand in one order: importance, then id, then type, outgoing before incoming", async () => {
        const types = Object.keys((await store.compact(hub)).ontology.relations);
        for (const id of ids.hub) {
          const [list = []] = await walk(id, { limit: 200 });
          const sorted = [...list].sort(
            (a, b) =>
              b.entity.importance - a.entity.importance ||
              Number(a.entity.id > b.entity.id) - Number(a.entity.id < b.entity.id) ||
              types.indexOf(a.type) - types.indexOf(b.type) ||
              Number(a.direction === "in") - Number(b.direction === "in"),
          );
          expect(list).toEqual(sorted);
        }
      });

      it("see every relation from both its ends, with the same note and sources", async () => {
        const tell = (from: string, to: string, { type, note, sources }: Neighbor) =>
          JSON.stringify({ from, type, to, note, sources });
        const [out, back]: string[][] = [[], []];
        for (const id of ids.hub) {
          for (const one of (await walk(id, { limit: 200 })).flat())
            if (one.direction === "out") out.push(tell(id, one.entity.id, one));
            else back.push(tell(one.entity.id, id, one));
        }
        expect(out.sort()).toEqual(back.sort());
        expect(out).toHaveLength((await store.info(hub)).relations);
      });

      it.each(["", "x", "0", "-1", "1", "bnVsbA", "😀", "a".repeat(64), ...hostile])(
        "refuse %j as a cursor, which they never gave",
        async (cursor) => {
          const asked = store.neighbors(small, "model/ernie", { limit: 2, cursor });
          await expect(asked).rejects.toThrow(BadCursorError);
        },
      );

      it("refuse a cursor of a longer list, or one that was tampered with", async () => {
        const given = (await store.neighbors(hub, "organization/lab", { limit: 20 }))?.next ?? "";
        const asked = store.neighbors(small, "model/ernie", { limit: 20, cursor: given });
        await expect(asked).rejects.toThrow(BadCursorError);
        for (const cursor of [`${given}=`, ` ${given}`, given.slice(0, -2), `${given}AAAA`]) {
          const again = store.neighbors(hub, "organization/lab", { limit: 20, cursor });
          await expect(again, cursor).rejects.toThrow(BadCursorError);
        }
      });
    });

    describe("search", () => {
      const found = async (text: string, more: { kind?: string; limit?: number } = {}) =>
        (await store.search(small, { text, limit: 5, ...more })).map(({ id, matched }) => [id, matched]);

      it.each<[string, string[][]]>([
        [
          "文心",
          [
            ["model/ernie", "文心"],
            ["model/ernie-2", "文心 2"],
          ],
        ],
        [
          "Baidu",
          [
            ["organization/baidu", "Baidu"],
            ["organization/lab", "Baidu Lab"],
          ],
        ],
        ["羊驼", [["model/llama", "羊驼"]]],
        ["sys", [["organization/lab", "百度实验室"]]],
        ["lama", [["model/llama", "LLaMA"]]],
        ["nothing like it", []],
      ])("for %s finds the best match first, and says which name matched", async (text, hits) => {
        expect(await found(text)).toEqual(hits);
      });

      it("stays within a kind and a limit", async () => {
        expect(await found("e", { kind: "dataset" })).toEqual([]);
        expect(await found("ba", { kind: "dataset" })).toEqual([["dataset/baike", "Baike"]]);
        expect(await found("文心", { limit: 1 })).toEqual([["model/ernie", "文心"]]);
        expect(await found("ernie", { kind: "no_such" })).toEqual([]);
      });

      it("ranks: scores never rise along the list, and each entity is there once", async () => {
        for (const text of ["m", "model", "第", "1", "di"]) {
          const hits = await store.search(hub, { text, limit: 50 });
          const scores = hits.map(({ score }) => score);
          expect(scores).toEqual([...scores].sort((a, b) => b - a));
          expect(new Set(hits.map(({ id }) => id)).size).toBe(hits.length);
        }
      });

      it.each([...hostile, "", "。", "-- "])(
        "for %j, without letters or digits, finds nothing",
        async (text) => {
          expect(await found(text)).toEqual([]);
        },
      );

      it.each(["ernie' OR '1'='1", "ernie%", "e_nie", "\\ernie", "ernie\0", "x".repeat(5000)])(
        "takes %j as plain text",
        async (text) => {
          for (const hit of await store.search(small, { text, limit: 5 }))
            expect(ids.small).toContain(hit.id);
        },
      );
    });

    it("gives answers that pass through JSON unchanged", async () => {
      const answers = [
        await store.graphs(),
        await store.compact(small),
        await store.search(small, { text: "wenxin", limit: 5 }),
        ...(await Promise.all(ids.small.map((id) => store.entity(small, id)))),
        await store.neighbors(hub, "organization/lab", { limit: 5 }),
      ];
      for (const answer of answers) expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
    });

    it("answers nothing once it is closed, and may be closed again", async () => {
      const other = await open([compiled]);
      await other.close();
      await other.close();
      await expect(other.info(small)).rejects.toThrow();
    });
  });
}
