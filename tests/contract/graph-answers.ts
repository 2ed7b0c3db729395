/**
 * What every adapter of GraphStore must answer to questions: descent, effects, terms, ways, comparisons, rankings,
 * questions in words. A part of its contract (graph-store.ts). What the answers mean, the unit tests of lib/graph say; here they are held against
 * what follows from the files by plain counting.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measures } from "@/lib/graph/centrality";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { emptyFilter } from "@/lib/graph/filter-value";
import type { FlowName } from "@/lib/graph/flow";
import { commercialUse } from "@/lib/graph/ontology-readings";
import { type EntityId, type LicenseUse, type Locale, locales, type Relation } from "@/lib/graph/schema";
import {
  BadCursorError,
  BadFilterError,
  type GraphStore,
  type LineagePage,
  type LineageQuery,
  type Reached,
  type RelationRecord,
  type SubgraphAsked,
} from "@/lib/store/store";
import { parseView } from "@/lib/view/parse-view";
import { askedCompiled, hubCompiled, smallCompiled } from "../fixtures/small-graph";

const asked = { graph: "asked" };
const nothing: SubgraphAsked = { filter: emptyFilter, hiddenKinds: [] };
const ernie3 = "model/ernie-3";
const strange = ["model/none", "ernie", "", "__proto__", "' or 1=1", "\0"];

/** A relation that something flows along, from where to where. */
interface Arc {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly relation: Relation;
}

export function describeAnswers(open: (graphs: readonly CompiledGraph[]) => Promise<GraphStore>): void {
  let compiled: CompiledGraph;
  let store: GraphStore;
  let ids: readonly EntityId[];
  let relations: readonly Relation[];

  beforeAll(async () => {
    compiled = await askedCompiled();
    ids = compiled.entities.map(({ id }) => id);
    relations = compiled.entities.flatMap((entity) => entity.relations);
    store = await open([compiled, await smallCompiled(), await hubCompiled()]);
  });
  afterAll(() => store.close());

  const kindOf = (id: EntityId) => id.slice(0, id.indexOf("/"));
  const entityOf = (id: EntityId) => compiled.entities[ids.indexOf(id)];
  const key = ({ from, type, to }: Pick<Relation, "from" | "type" | "to">) => `${from} ${type} ${to}`;
  /** A relation as it is stated, seen from one of its ends. */
  const recordOf = (relation: Relation, start: EntityId): RelationRecord => ({
    from: relation.from,
    type: relation.type,
    to: relation.to,
    direction: relation.from === start ? "out" : "in",
    note: relation.note,
    sources: relation.sources,
  });
  const stated = (record: RelationRecord) => {
    const relation = relations.find((one) => key(one) === key(record));
    if (!relation) throw new Error(`there is no ${key(record)}`);
    return relation;
  };

  const arcsOf = (flow: FlowName): Arc[] => {
    const rules = compiled.compact.ontology.flows?.[flow] ?? [];
    return relations.flatMap((relation) => {
      const rule = rules.find(
        ({ via, from, to }) =>
          via === relation.type &&
          (from?.includes(kindOf(relation.from)) ?? true) &&
          (to?.includes(kindOf(relation.to)) ?? true),
      );
      if (!rule) return [];
      const [from, to] = rule.source === "from" ? [relation.from, relation.to] : [relation.to, relation.from];
      return [{ from, to, relation }];
    });
  };
  /** What is reached against the arcs ("up") or along them, with its distance; nearest first, then by importance. */
  const reachedFrom = (arcs: readonly Arc[], start: EntityId, direction: "up" | "down", depth = 12) => {
    const hops = new Map([[start, 0]]);
    for (let hop = 1; hop <= depth; hop++)
      for (const { from, to } of arcs) {
        const [near, far] = direction === "up" ? [to, from] : [from, to];
        if (hops.get(near) === hop - 1 && !hops.has(far)) hops.set(far, hop);
      }
    hops.delete(start);
    return [...hops].sort(([a, near], [b, far]) => near - far || ids.indexOf(a) - ids.indexOf(b));
  };
  const told = (list: readonly Reached[]) =>
    list.map(({ entity, hops }): [string, number] => [entity.id, hops]);
  const countBy = (values: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  };
  /** All pages, one after another. */
  const pagesOf = async <T extends { next?: string | undefined }>(
    ask: (cursor: string | undefined) => Promise<T | undefined>,
  ): Promise<T[]> => {
    const pages: T[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask(cursor);
      if (page) pages.push(page);
      cursor = page?.next;
    } while (cursor !== undefined);
    return pages;
  };
  /** Each is reached by a relation of the flow from what is one hop nearer. */
  const expectVia = (
    start: EntityId,
    all: readonly Reached[],
    arcs: readonly Arc[],
    direction: "up" | "down",
  ) => {
    const hops = new Map([[start, 0], ...told(all)]);
    for (const { entity, hops: own, via } of all) {
      const before = via.from === entity.id ? via.to : via.from;
      expect(hops.get(before)).toBe(own - 1);
      expect(via).toEqual(recordOf(stated(via), before));
      const [from, to] = direction === "up" ? [entity.id, before] : [before, entity.id];
      expect(arcs.some((arc) => arc.from === from && arc.to === to && key(arc.relation) === key(via))).toBe(
        true,
      );
    }
  };

  describe("lineage", () => {
    const lineage = (of: EntityId, more: Partial<LineageQuery> = {}) =>
      store.lineage(asked, { of, direction: "both", limit: 500, ...more });

    it("tells what an entity comes from, hop by hop, dated and with what supports it", async () => {
      const page = await lineage(ernie3);
      expect(page?.of).toMatchObject({ id: ernie3, kind: "model", name: { en: "ERNIE 3", zh: "文心 3" } });
      expect(page?.ancestors.map(({ entity, hops, date, via }) => [entity.id, hops, date, key(via)])).toEqual(
        [
          ["model/ernie-2", 1, "2020", "model/ernie-3 based_on model/ernie-2"],
          ["dataset/baike", 2, undefined, "model/ernie-2 trained_on dataset/baike"],
          ["model/ernie", 2, "2019-03", "model/ernie-2 based_on model/ernie"],
        ],
      );
      expect(page?.ancestors[2].via).toEqual({
        from: "model/ernie-2",
        type: "based_on",
        to: "model/ernie",
        direction: "out",
        note: { en: "first weights", zh: "初始权重" },
        sources: [],
      });
      expect(page?.totals.ancestors).toEqual({
        count: 3,
        hops: [1, 2],
        kinds: [
          { kind: "model", count: 2 },
          { kind: "dataset", count: 1 },
        ],
      });
      expect([page?.descendants, page?.totals.descendants, page?.next]).toEqual([
        [],
        { count: 0, hops: [], kinds: [] },
        undefined,
      ]);
    });

    it("tells what comes of an entity, against the relations that say so", async () => {
      const page = await lineage("model/ernie", { direction: "down" });
      expect(
        page?.descendants.map(({ entity, hops, date, via }) => [entity.id, hops, date, via.direction]),
      ).toEqual([
        ["model/ernie-2", 1, "2020", "in"],
        [ernie3, 2, "2021-05-06", "in"],
      ]);
      expect([page?.ancestors, page?.totals.ancestors.count]).toEqual([[], 0]);
    });

    it("joined page by page is what the files' relations lead to, however far and however long a page is", async () => {
      const arcs = arcsOf("lineage");
      const anyQuery = fc.record({
        of: fc.constantFrom(...ids),
        direction: fc.constantFrom("both" as const, "up" as const, "down" as const),
        depth: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
        limit: fc.integer({ min: 1, max: 40 }),
      });
      await fc.assert(
        fc.asyncProperty(anyQuery, async (query) => {
          const pages = await pagesOf((cursor) => store.lineage(asked, { ...query, cursor }));
          const up = query.direction === "down" ? [] : reachedFrom(arcs, query.of, "up", query.depth);
          const down = query.direction === "up" ? [] : reachedFrom(arcs, query.of, "down", query.depth);
          const [ancestors, descendants] = [
            pages.flatMap((page) => page.ancestors),
            pages.flatMap((page) => page.descendants),
          ];
          expect(told(ancestors)).toEqual(up);
          expect(told(descendants)).toEqual(down);
          expectVia(query.of, ancestors, arcs, "up");
          expectVia(query.of, descendants, arcs, "down");
          expect(pages).toHaveLength(Math.max(1, Math.ceil((up.length + down.length) / query.limit)));
          pages.forEach((page, i) => {
            expect(page.of.id).toBe(query.of);
            const length = page.ancestors.length + page.descendants.length;
            if (i < pages.length - 1) expect(length).toBe(query.limit);
            expectTotals(page.totals.ancestors, up);
            expectTotals(page.totals.descendants, down);
          });
        }),
      );
    });

    it("is nothing through a graph in which nothing flows", async () => {
      const page = await store.lineage({ graph: "hub" }, { of: "model/m1", direction: "both", limit: 9 });
      expect([page?.ancestors, page?.descendants]).toEqual([[], []]);
    });
  });

  const expectTotals = (
    { count, hops, kinds }: LineagePage["totals"]["ancestors"],
    all: readonly (readonly [id: EntityId, hops: number])[],
  ) => {
    expect(count).toBe(all.length);
    const byHop = countBy(all.map(([, hop]) => String(hop)));
    expect(hops).toEqual([...byHop.values()]);
    const byKind = countBy(all.map(([id]) => kindOf(id)));
    expect(new Map(kinds.map((one) => [one.kind, one.count]))).toEqual(byKind);
    const counts = kinds.map((one) => one.count);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  };

  describe("impact", () => {
    it("tells whom a change reaches, by hop, kind and whatever the ontology groups by", async () => {
      const page = await store.impact(asked, { of: "organization/baidu", limit: 2 });
      expect(page?.affected.map(({ entity, via }) => [entity.id, key(via), via.direction])).toEqual([
        ["organization/lab", "organization/lab part_of organization/baidu", "in"],
        ["dataset/baike", "dataset/baike developed_by organization/baidu", "in"],
      ]);
      expect(page?.next).toBeDefined();
      expect(page?.totals).toEqual({
        count: 38,
        hops: [3, 35],
        kinds: [
          { kind: "model", count: 34 },
          { kind: "dataset", count: 2 },
          { kind: "organization", count: 2 },
        ],
        groupings: [
          {
            grouping: "country",
            label: { en: "Country", zh: "国家" },
            values: [
              { value: "CN", label: { en: "China", zh: "中国" }, count: 34 },
              { value: "US", label: { en: "United States", zh: "美国" }, count: 1 },
            ],
            others: 0,
            unknown: 3,
          },
          {
            grouping: "holder",
            label: { en: "Holder", zh: "所属" },
            values: [
              { value: "organization/baidu", label: { en: "Baidu", zh: "百度" }, count: 2 },
              { value: "open", label: { en: "open", zh: "开放" }, count: 1 },
            ],
            others: 0,
            unknown: 35,
          },
        ],
      });
    });

    it("joined page by page is what the files' relations lead to, and the same totals stand on every page", async () => {
      const arcs = arcsOf("impact");
      const anyQuery = fc.record({
        of: fc.constantFrom(...ids),
        depth: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
        limit: fc.integer({ min: 1, max: 40 }),
      });
      await fc.assert(
        fc.asyncProperty(anyQuery, async (query) => {
          const pages = await pagesOf((cursor) => store.impact(asked, { ...query, cursor }));
          const all = reachedFrom(arcs, query.of, "down", query.depth);
          const affected = pages.flatMap((page) => page.affected);
          expect(told(affected)).toEqual(all);
          expectVia(query.of, affected, arcs, "down");
          for (const { totals } of pages) {
            expectTotals(totals, all);
            for (const { values, others, unknown } of totals.groupings) {
              const known = values.reduce((sum, { count }) => sum + count, 0);
              expect(known + others + unknown).toBe(all.length);
            }
          }
        }),
      );
    });
  });

  it.each(["", "x", "0", "1", "YWZ0ZXIgMA", "😀", "a".repeat(64), "'"])(
    "neither lineage nor impact takes %j as a cursor, which they never gave",
    async (cursor) => {
      const of = "dataset/baike";
      const questions = [
        store.lineage(asked, { of, direction: "both", limit: 2, cursor }),
        store.impact(asked, { of, limit: 2, cursor }),
      ];
      await Promise.allSettled(questions);
      for (const question of questions) await expect(question).rejects.toThrow(BadCursorError);
    },
  );

  describe("terms", () => {
    it("come down the lineage: the hop that rules commercial use out, and what nobody knows", async () => {
      const terms = await store.terms(asked, ernie3);
      expect(terms?.own).toMatchObject({ entity: { id: ernie3 }, hop: 0, use: "no", licenses: ["lab"] });
      expect(terms?.own.via).toBeUndefined();
      expect(
        terms?.upstream.map(({ entity, hop, use, licenses }) => [entity.id, hop, use, licenses]),
      ).toEqual([
        ["model/ernie-2", 1, "unknown", []],
        ["model/ernie", 2, "yes", ["mit"]],
      ]);
      expect(terms?.upstream[1].via).toMatchObject({
        from: "model/ernie-2",
        to: "model/ernie",
        direction: "out",
      });
      expect([terms?.verdict, terms?.unknown.map(({ id }) => id)]).toEqual(["no", ["model/ernie-2"]]);
      expect(terms?.restricting.map(({ term, way }) => [term.entity.id, way])).toEqual([[ernie3, []]]);
      expect(terms?.totals).toEqual({ upstream: 2, restricting: 1, unknown: 1 });
    });

    it("stay unknown where they are", async () => {
      const terms = await store.terms(asked, "model/ernie-2");
      expect([terms?.own.use, terms?.verdict, terms?.restricting]).toEqual(["unknown", "unknown", []]);
      expect((await store.terms(asked, "model/ernie"))?.verdict).toBe("yes");
      expect((await store.terms(asked, "organization/meta"))?.verdict).toBe("unknown");
    });

    it("are those that the files' licences say, with the way to each that restricts", async () => {
      const { ontology } = compiled.compact;
      const arcs = arcsOf("terms");
      const allowed = (id: EntityId) =>
        commercialUse(ontology, (entityOf(id).facts.license?.value ?? []) as LicenseUse[]);
      for (const of of ids) {
        const terms = await store.terms(asked, of);
        const above = reachedFrom(arcs, of, "up").filter(([id]) => kindOf(id) === "model");
        expect(terms?.upstream.map(({ entity, hop }) => [entity.id, hop])).toEqual(above);
        for (const { entity, use } of terms?.upstream ?? []) expect(use).toBe(allowed(entity.id));
        for (const { term, way } of terms?.restricting ?? []) {
          expect(way).toHaveLength(term.hop);
          expectWay(of, term.entity.id, way);
        }
      }
    });
  });

  /** The relations lead from one to the other, each as it is stated. */
  const expectWay = (from: EntityId, to: EntityId, way: readonly RelationRecord[]) => {
    let at = from;
    for (const hop of way) {
      expect(hop).toEqual(recordOf(stated(hop), at));
      at = hop.direction === "out" ? hop.to : hop.from;
    }
    expect(at).toBe(to);
  };

  describe("paths", () => {
    const neighborsOf = (id: EntityId) =>
      new Set(
        relations
          .filter(({ from, to }) => (from === id || to === id) && from !== to)
          .map(({ from, to }) => (from === id ? to : from)),
      );
    /** How many ways there are that meet nothing twice, counted no further than to `most`. */
    const waysBetween = (from: EntityId, to: EntityId, hops: number, most: number): number => {
      let count = 0;
      const follow = (at: EntityId, met: readonly EntityId[]) => {
        if (count >= most) return;
        if (at === to) count++;
        else if (met.length <= hops)
          for (const next of neighborsOf(at)) if (!met.includes(next)) follow(next, [...met, next]);
      };
      follow(from, [from]);
      return count;
    };

    it("tell hop by hop why two are connected", async () => {
      const answer = await store.paths(asked, { from: ernie3, to: "dataset/c4", k: 3, hops: 4 });
      expect([answer?.from.id, answer?.to.id]).toEqual([ernie3, "dataset/c4"]);
      const [path, ...more] = answer?.paths ?? [];
      expect(more).toEqual([]);
      expect(path.nodes.map(({ id }) => id)).toEqual([
        ernie3,
        "organization/lab",
        "organization/baidu",
        "organization/meta",
        "dataset/c4",
      ]);
      expect(path.hops.map((hop) => [key(hop), hop.direction])).toEqual([
        ["model/ernie-3 developed_by organization/lab", "out"],
        ["organization/lab part_of organization/baidu", "out"],
        ["organization/meta part_of organization/baidu", "in"],
        ["dataset/c4 developed_by organization/meta", "in"],
      ]);
    });

    it("are as many as were asked for, where there are so many: distinct, loopless, the most telling first", async () => {
      const anyQuery = fc.record({
        from: fc.constantFrom(...ids),
        to: fc.constantFrom(...ids),
        k: fc.integer({ min: 1, max: 5 }),
        hops: fc.integer({ min: 1, max: 4 }),
      });
      await fc.assert(
        fc.asyncProperty(anyQuery, async (query) => {
          fc.pre(query.from !== query.to);
          const { paths = [] } = (await store.paths(asked, query)) ?? {};
          expect(paths).toHaveLength(waysBetween(query.from, query.to, query.hops, query.k));
          const ways = paths.map(({ nodes }) => nodes.map(({ id }) => id));
          expect(new Set(ways.map(String)).size).toBe(ways.length);
          paths.forEach(({ nodes, hops }, i) => {
            expect(new Set(ways[i]).size).toBe(nodes.length);
            expect([hops.length, hops.length <= query.hops]).toEqual([nodes.length - 1, true]);
            hops.forEach((hop, at) => {
              expectWay(ways[i][at], ways[i][at + 1], [hop]);
            });
            expectWay(query.from, query.to, hops);
          });
          const costs = paths.map(({ cost }) => cost);
          expect(costs).toEqual(costs.toSorted((a, b) => a - b));
        }),
      );
    });
  });

  describe("comparison", () => {
    it("tells what is shared, what is each one's own, and what lies between", async () => {
      const answer = await store.compare(asked, [ernie3, "model/ernie", "model/ernie-2"]);
      expect(answer?.of.map(({ id }) => id)).toEqual([ernie3, "model/ernie", "model/ernie-2"]);
      expect(answer?.shared.map(({ entity, of }) => [entity.id, of])).toEqual([
        ["organization/lab", [0, 1, 2]],
        ["dataset/baike", [1, 2]],
      ]);
      expect(answer?.own).toEqual([[], [], []]);
      expect(answer?.totals).toEqual({ shared: 2, own: [0, 0, 0] });
      expect(answer?.between.map((one) => [key(one), one.direction]).toSorted()).toEqual([
        ["model/ernie-2 based_on model/ernie", "out"],
        ["model/ernie-3 based_on model/ernie-2", "out"],
      ]);
    });

    it("names every neighbour once, with all relations that tie it", async () => {
      const anyCompared = fc.uniqueArray(fc.constantFrom(...ids), { minLength: 2, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(anyCompared, async (of) => {
          const answer = await store.compare(asked, of);
          const tied = relations.filter(
            ({ from, to }) => from !== to && (of.includes(from) || of.includes(to)),
          );
          const isBetween = ({ from, to }: Relation) => of.includes(from) && of.includes(to);
          expect(answer?.between.map(key).toSorted()).toEqual(tied.filter(isBetween).map(key).toSorted());
          const all = [...(answer?.shared ?? []), ...(answer?.own.flat() ?? [])];
          expect(new Set(all.map(({ entity }) => entity.id)).size).toBe(all.length);
          const outside = tied.filter((relation) => !isBetween(relation));
          expect(all.flatMap((one) => one.relations.map(key)).toSorted()).toEqual(
            outside.map(key).toSorted(),
          );
          for (const one of all) {
            const whose = one.relations.map((relation) => {
              const near = relation.from === one.entity.id ? relation.to : relation.from;
              expect(relation).toEqual(recordOf(stated(relation), near));
              return of.indexOf(near);
            });
            expect(one.of).toEqual([...new Set(whose)].toSorted());
          }
          for (const { of: whose } of answer?.shared ?? []) expect(whose.length).toBeGreaterThan(1);
          answer?.own.forEach((list, i) => {
            for (const { of: whose } of list) expect(whose).toEqual([i]);
          });
          expect(answer?.totals).toEqual({
            shared: answer?.shared.length,
            own: answer?.own.map((list) => list.length),
          });
        }),
      );
    });
  });

  it.each(strange)("knows nothing of %j, which is no entity", async (id) => {
    const known = "model/ernie";
    const answers = [
      await store.lineage(asked, { of: id, direction: "both", limit: 1 }),
      await store.impact(asked, { of: id, limit: 1 }),
      await store.terms(asked, id),
      await store.paths(asked, { from: id, to: known, k: 1, hops: 1 }),
      await store.paths(asked, { from: known, to: id, k: 1, hops: 1 }),
      await store.compare(asked, [known, id]),
      await store.compare(asked, [id, known]),
    ];
    expect(answers).toEqual(answers.map(() => undefined));
  });

  describe("ranking", () => {
    const views: readonly SubgraphAsked[] = [
      nothing,
      { ...nothing, hiddenKinds: ["organization"] },
      { filter: { ...emptyFilter, list: ["model/ernie-2"] }, hiddenKinds: [] },
      { filter: { ...emptyFilter, list: [] }, hiddenKinds: [] },
      { ...nothing, hiddenTypes: ["based_on", "part_of"] },
      { ...nothing, without: ["dataset/baike"] },
      { ...nothing, question: { as: "lineage", of: ernie3, direction: "up" } },
    ];

    it.each(views)("ranks by every measure exactly what a view shows: %j", async (view) => {
      const shown = await store.subgraph(asked, view, { limit: 500 });
      for (const by of measures) {
        const { total, entities, sampled, ...rest } = await store.ranking(asked, view, { by, limit: 200 });
        expect([rest, total, sampled]).toEqual([{ by }, shown.entities.length, undefined]);
        const briefs = entities.map(({ rank: _, score: __, ...brief }) => brief);
        const expected = shown.entities.map(({ x: _, y: __, ...brief }) => brief);
        const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
        expect(briefs.toSorted(byId)).toEqual(expected.toSorted(byId));
        entities.forEach(({ score, rank, id }, i) => {
          const before = entities[i - 1] ?? { score: Number.POSITIVE_INFINITY, rank: 0, id: "" };
          expect(score).toBeLessThanOrEqual(before.score);
          expect(rank).toBe(score === before.score ? before.rank : i + 1);
          if (score === before.score) expect(ids.indexOf(id)).toBeGreaterThan(ids.indexOf(before.id));
        });
      }
    });

    it("counts relations, shares out a walker's time, and tells importance as it is", async () => {
      for (const view of views) {
        const { relations: shown } = await store.subgraph(asked, view, { limit: 500 });
        const scoresBy = async (by: (typeof measures)[number]) =>
          (await store.ranking(asked, view, { by, limit: 200 })).entities;
        for (const { id, score } of await scoresBy("degree"))
          expect(score).toBe(shown.flatMap(({ from, to }) => [from, to]).filter((end) => end === id).length);
        for (const { score, importance } of await scoresBy("importance")) expect(score).toBe(importance);
        const time = (await scoresBy("pagerank")).reduce((sum, { score }) => sum + score, 0);
        if (shown.length > 0) expect(time).toBeCloseTo(1, 6);
        for (const { score } of await scoresBy("betweenness")) expect(score >= 0 && score <= 1).toBe(true);
      }
    });

    it("is cut off at its limit and says how many there are", async () => {
      const all = await store.ranking(asked, nothing, { by: "pagerank", limit: 200 });
      const some = await store.ranking(asked, nothing, { by: "pagerank", limit: 3 });
      expect(some).toEqual({ ...all, entities: all.entities.slice(0, 3) });
      expect(some.total).toBe(ids.length);
    });

    it("answers two at once as one after the other", async () => {
      const query = { by: "betweenness", limit: 200 } as const;
      const [one, other] = await Promise.all([
        store.ranking(asked, nothing, query),
        store.ranking(asked, nothing, query),
      ]);
      expect(one).toEqual(other);
      expect(await store.ranking(asked, nothing, query)).toEqual(one);
    });

    it("is not begun for whoever has given up", async () => {
      const query = { by: "betweenness", limit: 1 } as const;
      const given = store.ranking(asked, nothing, query, AbortSignal.abort());
      await expect(given).rejects.toMatchObject({ name: "AbortError" });
      expect((await store.ranking(asked, nothing, query)).entities).toHaveLength(1);
    });

    it("refuses a view of what these data do not have", async () => {
      const view: SubgraphAsked = { ...nothing, without: ["model/none"] };
      await expect(store.ranking(asked, view, { by: "degree", limit: 1 })).rejects.toThrow(BadFilterError);
    });
  });

  describe("a subgraph of a question", () => {
    it("holds its answer alone", async () => {
      const question = { as: "lineage", of: ernie3, direction: "up" } as const;
      const { entities } = await store.subgraph(asked, { ...nothing, question }, { limit: 99 });
      const { ancestors = [] } = (await store.lineage(asked, { ...question, limit: 99 })) ?? {};
      expect(entities.map(({ id }) => id).toSorted()).toEqual(
        [ernie3, ...ancestors.map(({ entity }) => entity.id)].toSorted(),
      );
    });

    it("is refused where it is about what is not there", async () => {
      const question = { as: "compare" as const, of: ["model/ernie", "model/none"] };
      const page = store.subgraph(asked, { ...nothing, question }, { limit: 1 });
      await expect(page).rejects.toMatchObject({
        name: "BadFilterError",
        fault: { code: "unknown-entity", parameter: "ask", value: "model/none" },
      });
    });
  });

  it("hands out the ready questions as they were compiled, in their order", async () => {
    const questions = await store.questions(asked);
    expect(questions).toEqual(compiled.questions);
    expect(questions.slice(0, 2)).toMatchObject([
      { slug: "first", title: { en: "What is ERNIE?", zh: "文心是什么？" }, count: 1 },
      { slug: "second", view: "list=model/ernie&context=0", count: 1 },
    ]);
  });

  it("hands out the stories as they were compiled, with all their steps", async () => {
    const stories = await store.stories(asked);
    expect(stories).toEqual(compiled.stories);
    expect(stories).toMatchObject([
      { slug: "two-models", steps: [{ title: { en: "The first" } }, { view: "" }] },
    ]);
  });

  describe("a question in words", () => {
    it("becomes a view, with what was understood and what was not", async () => {
      const text = "models trained on Baike qwxzk";
      const { view, parts, unknown } = await store.ask(asked, { text, locale: "en" });
      const { view: read, problems } = parseView(new URLSearchParams(view));
      expect(problems).toEqual([]);
      expect([read.graph, read.hiddenKinds, read.filter.links]).toEqual([
        "asked",
        ["dataset", "organization"],
        [{ type: "trained_on", direction: "out", ids: ["dataset/baike"] }],
      ]);
      expect(parts.map(({ start, end, is }) => [text.slice(start, end), is])).toEqual([
        ["models", "kind"],
        ["trained on", "relation"],
        ["Baike", "entity"],
        ["qwxzk", "unknown"],
      ]);
      expect(unknown).toEqual([{ start: 24, end: 29, text: "qwxzk" }]);
    });

    it("has labels in the reader's language", async () => {
      const labels = async (locale: Locale) =>
        (await store.ask(asked, { text: "ERNIE 3", locale })).parts.map(({ label }) => label);
      expect(await labels("en")).toEqual(["ERNIE 3"]);
      expect(await labels("zh")).toEqual(["文心 3"]);
    });

    it("is answered whatever it is, by a view that can be read", async () => {
      const anyText = fc.oneof(
        fc.string({ maxLength: 200, unit: "binary" }),
        fc
          .array(fc.constantFrom("ERNIE", "文心", "之后", "what", "models", "?", "2019", "Baidu"), {
            maxLength: 30,
          })
          .map((words) => words.join(" ")),
      );
      await fc.assert(
        fc.asyncProperty(anyText, fc.constantFrom(...locales), async (text, locale) => {
          const { view, parts, unknown } = await store.ask(asked, { text, locale });
          expect(parseView(new URLSearchParams(view)).problems).toEqual([]);
          for (const { start, end } of parts)
            expect(0 <= start && start <= end && end <= text.length).toBe(true);
          for (const one of unknown) expect(one.text).toBe(text.slice(one.start, one.end));
        }),
      );
    });
  });

  it("gives answers to questions that pass through JSON unchanged", async () => {
    const answers = [
      await store.lineage(asked, { of: ernie3, direction: "both", limit: 2 }),
      await store.impact(asked, { of: "organization/lab", limit: 9 }),
      await store.terms(asked, ernie3),
      await store.paths(asked, { from: ernie3, to: "dataset/c4", k: 5, hops: 6 }),
      await store.compare(asked, [ernie3, "model/ernie"]),
      await store.ranking(asked, nothing, { by: "betweenness", limit: 9 }),
      await store.questions(asked),
      await store.stories(asked),
      await store.ask(asked, { text: "what descends from ERNIE?", locale: "en" }),
    ];
    for (const answer of answers) expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  });
}
