/** What is known of an answer of which a part of a map holds only the nearest. */
import { describe, expect, it } from "vitest";
import { type Answering, partAnswer } from "@/lib/api/part-answer";
import { tileLimits } from "@/lib/graph/tile";
import { memoryStore } from "@/lib/store/memory";
import { askedCompiled } from "../fixtures/small-graph";

const compiled = await askedCompiled();
const store = memoryStore([compiled]);
const ref = { graph: compiled.compact.graph };
const asked: object[] = [];
const answering: Answering = {
  paths: (query) => store.paths(ref, query),
  terms: (of) => store.terms(ref, of),
  lineage: (query) => {
    asked.push(query);
    return store.lineage(ref, query);
  },
  impact: (query) => store.impact(ref, query),
};
const ids = compiled.entities.map(({ id }) => id);

describe("an answer", () => {
  it("to a lineage has all that is reached either way, and asks for no more than a tile can hold", async () => {
    for (const of of ids) {
      const {
        ids: found,
        total,
        reach,
      } = await partAnswer({ as: "lineage", of, direction: "both" }, answering);
      expect(total).toBe((reach?.up?.count ?? 0) + (reach?.down?.count ?? 0));
      expect(found).toHaveLength(Math.min(total, tileLimits.with));
    }
    expect(asked[0]).toMatchObject({ limit: tileLimits.with });
  });

  it("tells of one way alone where only that is asked for", async () => {
    const { reach } = await partAnswer({ as: "lineage", of: ids[0], direction: "up" }, answering);
    expect(reach?.up).toBeDefined();
    expect(reach?.down).toBeUndefined();
  });

  it("to terms says what all of them come to", async () => {
    for (const of of ids) {
      const { terms, total } = await partAnswer({ as: "terms", of }, answering);
      const whole = await store.terms(ref, of);
      expect(terms).toEqual({ verdict: whole?.verdict, unknown: whole?.totals.unknown });
      expect(total).toBe(whole?.totals.upstream);
    }
  });

  it("to a way names whom it leads by, each once", async () => {
    const [from, to] = ids;
    const { ids: found } = await partAnswer({ as: "paths", from, to, k: 3, hops: 4 }, answering);
    expect(new Set(found).size).toBe(found.length);
  });

  it("that was cut short says so", async () => {
    const [from, to] = ids;
    for (const cutShort of [true, false]) {
      const short = { ...answering, paths: async () => ({ paths: [], cutShort }) };
      expect(await partAnswer({ as: "paths", from, to, k: 3, hops: 4 }, short)).toMatchObject({ cutShort });
    }
  });

  it("about an entity that is not there is empty", async () => {
    expect(await partAnswer({ as: "impact", of: "model/none" }, answering)).toEqual({ ids: [], total: 0 });
  });
});
