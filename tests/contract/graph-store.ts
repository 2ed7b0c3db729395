/**
 * What every adapter of GraphStore must do. Each adapter's own test file calls it with a way to open one
 * over compiled graphs.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets, type FacetTable } from "@/lib/graph/facet-table";
import { type Filtering, filterGraph } from "@/lib/graph/filter";
import { countFilter } from "@/lib/graph/filter-counts";
import { emptyFilter, type Filter, member, standings } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import {
  BadCursorError,
  BadFilterError,
  type GraphRef,
  type GraphStore,
  type Neighbor,
  type NeighborQuery,
  neighborsInRecord,
  type SubgraphAsked,
  type SubgraphPage,
  UnknownGraphError,
  UnknownVersionError,
} from "@/lib/store/store";
import { hubCompiled, smallCompiled } from "../fixtures/small-graph";
import { anyFiltering } from "./filterings";
import { describeAnswers } from "./graph-answers";

const small = { graph: "atlas" };
const hub = { graph: "hub" };
/** A filter that leaves everything. */
const nothing: Filtering = { filter: emptyFilter, hiddenKinds: [] };
const filtering = (filter: Partial<Filter>, hiddenKinds: readonly string[] = []): Filtering => ({
  filter: { ...emptyFilter, ...filter },
  hiddenKinds,
});
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
            store.facetTable({ graph }),
            store.facets({ graph }, nothing),
            store.subgraph({ graph }, nothing, { limit: 1 }),
            store.lineage({ graph }, { of: "model/ernie", direction: "both", limit: 1 }),
            store.impact({ graph }, { of: "model/ernie", limit: 1 }),
            store.terms({ graph }, "model/ernie"),
            store.paths({ graph }, { from: "model/ernie", to: "model/llama", k: 1, hops: 1 }),
            store.compare({ graph }, ["model/ernie", "model/llama"]),
            store.ranking({ graph }, nothing, { by: "degree", limit: 1 }),
            store.questions({ graph }),
            store.stories({ graph }),
            store.ask({ graph }, { text: "ernie", locale: "en" }),
          ];
          await Promise.allSettled(questions);
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

    /** What a browser makes of the graph and its facets. */
    const held = async (ref: GraphRef): Promise<{ graph: Graph; table: FacetTable }> => {
      const graph = decodeGraph(await store.compact(ref));
      return { graph, table: decodeFacets(await store.facetTable(ref), graph) };
    };

    describe("the facet table", () => {
      it("is given whole, as it was compiled, for the graph of the same version", async () => {
        expect(await store.facetTable(small)).toEqual(compiled.facets);
        const { graph, table } = await held(small);
        expect([...table.keys()]).toEqual([
          "developer_country",
          "released",
          "access",
          "country",
          "commercial_use",
          "section",
          "named",
          "sourcing",
        ]);
        for (const { start } of table.values()) expect(start).toHaveLength(graph.size + 1);
      });
    });

    describe("facets", () => {
      it("tell what a filter leaves, and what it would leave if one more thing were chosen", async () => {
        const asked = filtering({ scopes: ["organization/baidu"] }, ["dataset"]);
        const { members, context, kinds, scopes, facets } = await store.facets(small, asked);
        expect([members, context]).toEqual([6, 0]);
        expect(kinds).toEqual([
          { kind: "model", count: 3 },
          { kind: "dataset", count: 2 },
          { kind: "organization", count: 3 },
        ]);
        expect(scopes.map(({ id, count }) => [id, count])).toEqual([
          ["organization/baidu", 6],
          ["organization/lab", 3],
          ["organization/meta", 2],
        ]);
        expect(facets.find(({ facet }) => facet === "developer_country")).toEqual({
          facet: "developer_country",
          type: "category",
          kinds: ["model"],
          total: 3,
          values: [
            { value: "CN", count: 3 },
            { value: "US", count: 1 },
          ],
          unknown: 0,
        });
        expect(facets.find(({ facet }) => facet === "released")).toMatchObject({
          type: "date",
          total: 3,
          values: [],
          unknown: 1,
          histogram: { edges: [2019, 2020, 2021], counts: [1, 1] },
        });
      });

      it("are those that a browser counts for itself, in a fixed order", async () => {
        const holding = { small: await held(small), hub: await held(hub) };
        await fc.assert(
          fc.asyncProperty(
            fc.constantFrom("small" as const, "hub" as const),
            anyFiltering,
            async (name, asked) => {
              const { graph, table } = holding[name];
              const answer = await store.facets(name === "small" ? small : hub, asked);
              const filtered = filterGraph(graph, table, asked);
              const counts = countFilter(graph, table, filtered);
              expect([answer.members, answer.context]).toEqual([filtered.members, filtered.context]);
              expect(answer.kinds.map(({ kind }) => kind)).toEqual(graph.kinds);
              expect(answer.kinds.map(({ count }) => count)).toEqual(counts.kinds);
              expect(new Map(answer.scopes.map(({ id, count }) => [graph.indexOf(id), count]))).toEqual(
                counts.scopes,
              );
              expect(answer.facets.map(({ facet }) => facet)).toEqual([...table.keys()]);
              for (const { facet, values, total, unknown, histogram } of answer.facets) {
                const told = new Map(values.map(({ value, count }) => [value, count]));
                expect({ values: told, total, unknown, histogram }).toEqual(counts.facets.get(facet));
                expect(values).toEqual(
                  values.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
                );
              }
              expect(answer.scopes).toEqual(
                answer.scopes.toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)),
              );
            },
          ),
        );
      });
    });

    describe("a subgraph", () => {
      /** All pages, one after another. */
      const pagesOf = async (ref: GraphRef, asked: Filtering, limit: number) => {
        const pages: SubgraphPage[] = [];
        let cursor: string | undefined;
        do {
          const page = await store.subgraph(ref, asked, { limit, cursor });
          pages.push(page);
          cursor = page.next;
        } while (cursor !== undefined);
        return pages;
      };

      it("holds members and context with their places, and the relations between them", async () => {
        const { graph } = await held(small);
        const asked = filtering({ list: ["model/ernie-2"] });
        const page = await store.subgraph(small, asked, { limit: 9 });
        const { entities, relations, members, context, next } = page;
        expect({ members, context, next }).toEqual({ members: 1, context: 2, next: undefined });
        expect(entities[0]).toEqual({
          id: "model/ernie-2",
          kind: "model",
          name: { en: "ERNIE 2", zh: "文心 2" },
          importance: graph.importance[graph.indexOf("model/ernie-2")],
          standing: "member",
          x: graph.x[graph.indexOf("model/ernie-2")],
          y: graph.y[graph.indexOf("model/ernie-2")],
        });
        expect(entities.slice(1).map(({ id, standing }) => [id, standing])).toEqual([
          ["dataset/baike", "context"],
          ["model/ernie", "context"],
        ]);
        expect(relations.toSorted((a, b) => (a.from + a.to < b.from + b.to ? -1 : 1))).toEqual([
          { from: "model/ernie-2", type: "trained_on", to: "dataset/baike", sourced: true },
          { from: "model/ernie-2", type: "based_on", to: "model/ernie", sourced: false },
          { from: "model/ernie", type: "trained_on", to: "dataset/baike", sourced: false },
        ]);
      });

      it("of no filter is the whole graph", async () => {
        const { graph } = await held(hub);
        const [page, ...more] = await pagesOf(hub, nothing, 500);
        expect(more).toEqual([]);
        expect(page.entities.map(({ id }) => id)).toEqual(graph.ids);
        expect(page.relations).toHaveLength(graph.relations.size);
      });

      it("of a filter that leaves nothing is an empty page", async () => {
        expect(await store.subgraph(small, filtering({ list: [] }), { limit: 1 })).toEqual({
          members: 0,
          context: 0,
          entities: [],
          relations: [],
        });
      });

      it("joined page by page is what a browser leaves, each relation once, however long a page is", async () => {
        const holding = { small: await held(small), hub: await held(hub) };
        const anyLimit = fc.integer({ min: 1, max: 12 });
        await fc.assert(
          fc.asyncProperty(
            fc.constantFrom("small" as const, "hub" as const),
            anyFiltering,
            anyLimit,
            async (name, asked, limit) => {
              const { graph, table } = holding[name];
              const { standing, members, context } = filterGraph(graph, table, asked);
              const pages = await pagesOf(name === "small" ? small : hub, asked, limit);
              const entities = pages.flatMap((page) => page.entities);
              const left = [...graph.ids.keys()].filter((i) => standing[i] > 0);
              // Members first, each by importance, which is the order of the graph.
              const order = [...left.filter((i) => standing[i] === member), ...left].map((i) => graph.ids[i]);
              expect(entities.map(({ id }) => id)).toEqual([...new Set(order)]);
              for (const one of entities)
                expect(one.standing).toBe(standings[standing[graph.indexOf(one.id)]]);
              const told = pages.flatMap((page) => page.relations).map((one) => JSON.stringify(one));
              const { from, to, type, sourced, size } = graph.relations;
              const between = Array.from({ length: size }, (_, r) => r)
                .filter((r) => standing[from[r]] > 0 && standing[to[r]] > 0)
                .map((r) =>
                  JSON.stringify({
                    from: graph.ids[from[r]],
                    type: graph.relationTypes[type[r]],
                    to: graph.ids[to[r]],
                    sourced: sourced[r] === 1,
                  }),
                );
              expect(told.toSorted()).toEqual(between.toSorted());
              const reached = new Set<string>();
              pages.forEach((page, i) => {
                for (const { id } of page.entities) reached.add(id);
                for (const relation of page.relations)
                  expect(reached.has(relation.from) && reached.has(relation.to)).toBe(true);
                expect([page.members, page.context]).toEqual([members, context]);
                if (i < pages.length - 1) expect(page.entities).toHaveLength(limit);
              });
              expect(pages).toHaveLength(Math.max(1, Math.ceil(left.length / limit)));
            },
          ),
        );
      });

      it.each(["", "x", "0", "-1", "1", "bnVsbA", "YWZ0ZXIgMA", "😀", "a".repeat(64), ...hostile])(
        "refuses %j as a cursor, which it never gave",
        async (cursor) => {
          await expect(store.subgraph(small, nothing, { limit: 2, cursor })).rejects.toThrow(BadCursorError);
        },
      );

      it("takes along what has been called up, but for what has been taken out", async () => {
        const id = "model/ernie";
        const around = (await store.neighbors(small, id, { limit: 200 }))?.neighbors ?? [];
        const ids = [...new Set(around.map(({ entity }) => entity.id))].filter((other) => other !== id);
        expect(ids.length).toBeGreaterThan(1);
        const asked = {
          ...filtering({ list: [id], context: 0 }),
          expansions: [{ id, direction: "any", rank: "importance", limit: 60, types: [] }],
        } satisfies SubgraphAsked;
        const told = async (more: Partial<SubgraphAsked>) => {
          const page = await store.subgraph(small, { ...asked, ...more }, { limit: 99 });
          expect(page.members).toBe(page.entities.length);
          return page.entities.map((entity) => entity.id).toSorted();
        };
        expect(await told({})).toEqual([id, ...ids].toSorted());
        expect(await told({ without: [ids[0]] })).toEqual([id, ...ids.slice(1)].toSorted());
        const { direction, type } = around[0];
        const [one] = asked.expansions;
        const along = around.filter((way) => way.type === type && way.direction === direction);
        expect(await told({ expansions: [{ ...one, direction, types: [type] }] })).toEqual(
          [...new Set([id, ...along.map(({ entity }) => entity.id)])].toSorted(),
        );
      });

      it("leaves out relations of types that are switched off, and what is dated otherwise", async () => {
        const all = await store.subgraph(small, nothing, { limit: 99 });
        const off = all.relations[0].type;
        const some = await store.subgraph(small, { ...nothing, hiddenTypes: [off] }, { limit: 99 });
        expect(some.entities).toEqual(all.entities);
        expect(some.relations).toEqual(all.relations.filter(({ type }) => type !== off));
        const time = { from: "1000-01", to: "1000-12", undated: false };
        expect((await store.subgraph(small, { ...nothing, time }, { limit: 99 })).entities).toEqual([]);
      });

      it.each<[more: Partial<SubgraphAsked>, parameter: string]>([
        [{ without: ["model/none"] }, "without"],
        [{ hiddenTypes: ["none"] }, "off"],
        [
          { expansions: [{ id: "model/none", direction: "any", rank: "name", limit: 1, types: [] }] },
          "expand",
        ],
      ])("refuses what these data do not have: %j", async (more, parameter) => {
        const question = store.subgraph(small, { ...nothing, ...more }, { limit: 1 });
        await expect(question).rejects.toMatchObject({ name: "BadFilterError", fault: { parameter } });
      });

      it("refuses a cursor of a larger one, or one that was tampered with", async () => {
        const given = (await store.subgraph(hub, nothing, { limit: 20 })).next ?? "";
        await expect(store.subgraph(small, nothing, { limit: 20, cursor: given })).rejects.toThrow(
          BadCursorError,
        );
        for (const cursor of [`${given}=`, ` ${given}`, given.slice(0, -2), `${given}AAAA`]) {
          const again = store.subgraph(hub, nothing, { limit: 20, cursor });
          await expect(again, cursor).rejects.toThrow(BadCursorError);
        }
      });
    });

    it.each<[asked: Filtering, fault: BadFilterError["fault"]]>([
      [filtering({}, ["car"]), { code: "unknown-kind", parameter: "hide", value: "car" }],
      [filtering({}, ["constructor"]), { code: "unknown-kind", parameter: "hide", value: "constructor" }],
      [
        filtering({ scopes: ["organization/none"] }),
        { code: "unknown-entity", parameter: "in", value: "organization/none" },
      ],
      [
        filtering({ list: ["model/none"] }),
        { code: "unknown-entity", parameter: "list", value: "model/none" },
      ],
      [
        filtering({ links: [{ type: "eats", direction: "out", ids: ["model/ernie"] }] }),
        { code: "unknown-type", parameter: "to.eats", value: "eats" },
      ],
      [
        filtering({ links: [{ type: "trained_on", direction: "in", ids: ["model/none"] }] }),
        { code: "unknown-entity", parameter: "from.trained_on", value: "model/none" },
      ],
      [
        filtering({ shown: ["model/none"] }),
        { code: "unknown-entity", parameter: "show", value: "model/none" },
      ],
      ...["colour", "constructor", "homepage"].map((facet): [Filtering, BadFilterError["fault"]] => [
        filtering({ values: [{ facet, any: ["red"], not: [] }] }),
        { code: "unknown-facet", parameter: `f.${facet}`, value: facet },
      ]),
      ...["secret", "' or 1=1", "length", "0"].map((value): [Filtering, BadFilterError["fault"]] => [
        filtering({ values: [{ facet: "access", any: ["open"], not: [value] }] }),
        { code: "unknown-value", parameter: "f.access", value },
      ]),
      [
        filtering({ ranges: [{ facet: "access", from: "1", unknown: false }] }),
        { code: "malformed", parameter: "r.access", value: "1.." },
      ],
      [
        filtering({ ranges: [{ facet: "released", from: "2020", to: "20.5", unknown: false }] }),
        { code: "malformed", parameter: "r.released", value: "2020..20.5" },
      ],
    ])("refuses a filter that these data cannot answer: %j", async (asked, fault) => {
      const questions = [store.facets(small, asked), store.subgraph(small, asked, { limit: 1 })];
      await Promise.allSettled(questions);
      for (const question of questions) {
        await expect(question).rejects.toThrow(BadFilterError);
        await expect(question).rejects.toMatchObject({ fault });
      }
    });

    describeAnswers(open);

    it("gives answers that pass through JSON unchanged", async () => {
      const answers = [
        await store.graphs(),
        await store.compact(small),
        await store.search(small, { text: "wenxin", limit: 5 }),
        ...(await Promise.all(ids.small.map((id) => store.entity(small, id)))),
        await store.neighbors(hub, "organization/lab", { limit: 5 }),
        await store.facetTable(small),
        await store.facets(small, nothing),
        await store.subgraph(small, nothing, { limit: 5 }),
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
