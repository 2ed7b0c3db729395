/** Terms of use that come down to an entity, and the verdict on commercial use. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EntityId } from "@/lib/graph/schema";
import { termsOf } from "@/lib/graph/terms";
import { anyFlowing, flowing, flowingOntology, naiveFlow, told } from "../fixtures/flowing-graph";
import type { ScopedGraph, Written } from "../fixtures/scoped-graph";

const under = (...ids: string[]) => ({ license: ids.map((id) => ({ id })) });

/** Chat is open itself; the model below it is for research only, and data come from a platform that has no licence. */
const written: Written = {
  "model/chat": { to: { based_on: ["model/base"], trained_on: ["dataset/talks"] }, facts: under("mit") },
  "model/base": { to: { trained_on: ["dataset/web"], part_of: ["model/family"] }, facts: under("rail") },
  "model/lab": { facts: under("research") },
  "model/family": { facts: under("research") },
  "dataset/talks": { to: { generated_by: ["platform/service"] }, facts: under("mit") },
  "dataset/web": { facts: under("mit") },
  "platform/service": { to: { based_on: ["model/lab"] } },
};
const termsIn = (scoped: ScopedGraph, id: EntityId) =>
  termsOf(scoped.graph, scoped.table, scoped.graph.indexOf(id));
const chat = (changes: Written = {}) => {
  const scoped = flowing({ ...written, ...changes });
  const { graph } = scoped;
  const terms = termsIn(scoped, "model/chat");
  return {
    ...terms,
    upstream: terms.upstream.map(({ entity, hop, use }) => `${hop} ${graph.ids[entity]} ${use}`),
    restricting: terms.restricting.map(({ term, way }) => [
      graph.ids[term.entity],
      ...way.map((relation) => told(graph, relation)),
    ]),
    unknown: terms.unknown.map((entity) => graph.ids[entity]),
  };
};

describe("the terms of an entity", () => {
  it("are its own and those of all that it is made of, through what has none", () => {
    const { own, upstream } = chat();
    expect(own).toEqual({ entity: 0, hop: 0, via: -1, use: "yes", licenses: ["mit"] });
    expect(upstream).toEqual([
      "1 model/base conditional",
      "1 dataset/talks yes",
      "2 dataset/web yes",
      "3 model/lab no",
    ]);
  });

  it("name what rules commercial use out, and the way that leads there", () => {
    const { verdict, restricting } = chat();
    expect(verdict).toBe("no");
    expect(restricting).toEqual([
      [
        "model/lab",
        "model/chat trained_on dataset/talks",
        "dataset/talks generated_by platform/service",
        "platform/service based_on model/lab",
      ],
    ]);
  });

  it("name what sets conditions where nothing rules it out, the nearest first", () => {
    const { verdict, restricting } = chat({
      "model/chat": { ...written["model/chat"], facts: under("rail") },
      "model/lab": { facts: under("mit") },
    });
    expect(verdict).toBe("conditional");
    expect(restricting).toEqual([["model/chat"], ["model/base", "model/chat based_on model/base"]]);
  });

  it.each<[string, Written]>([
    ["has no licence", { "model/lab": {} }],
    ["has one of which nobody knows what it allows", { "model/lab": { facts: under("lost") } }],
  ])("stay unknown where something upstream %s", (_, changes) => {
    const { verdict, unknown, restricting } = chat(changes);
    expect(verdict).toBe("unknown");
    expect(unknown).toEqual(["model/lab"]);
    expect(restricting).toEqual([["model/base", "model/chat based_on model/base"]]);
  });

  it("are free where all are", () => {
    const free = { "model/base": { facts: under("mit") }, "model/lab": { facts: under("mit") } };
    expect(chat(free)).toMatchObject({ verdict: "yes", restricting: [], unknown: [] });
  });

  it("of what can have none are those of what it is made of", () => {
    const scoped = flowing(written);
    const service = termsIn(scoped, "platform/service");
    expect(service).toMatchObject({ verdict: "no", unknown: [], own: { use: "unknown", licenses: [] } });
    expect(termsIn(scoped, "model/family").upstream).toEqual([]);
  });

  it("are unknown where nothing has any", () => {
    const scoped = flowing({ "platform/new": {} });
    expect(termsIn(scoped, "platform/new")).toMatchObject({ verdict: "unknown", unknown: [] });
    const { graph } = scoped;
    expect(termsOf(graph, new Map(), 0)).toMatchObject({ verdict: "unknown", upstream: [] });
  });

  it("are only its own where the ontology says nothing of flows", () => {
    const scoped = flowing(written, { ...flowingOntology, flows: undefined });
    expect(termsIn(scoped, "model/chat")).toMatchObject({ verdict: "yes", upstream: [] });
  });
});

describe("the verdict", () => {
  const rank = ["yes", "conditional", "unknown", "no"];

  /** The uses of all that has terms and that terms come down from, the entity's own with them. */
  const naiveUses = (scoped: ScopedGraph, id: EntityId) => {
    const flows = naiveFlow(scoped, flowingOntology, "terms");
    const made = new Set([id]);
    for (const part of made) for (const flow of flows) if (flow?.to === part) made.add(flow.from);
    return scoped.entities
      .filter(({ id: of, kind }) => made.has(of) && flowingOntology.kinds[kind].facts.license)
      .map(({ facts }) => {
        const [{ id: of }] = (facts.license?.value ?? [{ id: "lost" }]) as { id: string }[];
        return flowingOntology.licenses[of].commercial_use;
      });
  };

  it("is the worst of all that comes down, and gets no better by more of it, in any graph", () => {
    fc.assert(
      fc.property(anyFlowing(), fc.nat(99), fc.nat(99), (scoped, at, other) => {
        const id = scoped.graph.ids[at % scoped.graph.size];
        const uses = naiveUses(scoped, id);
        const { verdict, unknown, restricting } = termsIn(scoped, id);
        const worst = uses.toSorted((a, b) => rank.indexOf(b) - rank.indexOf(a));
        expect(verdict).toBe(worst[0] ?? "unknown");
        expect(unknown).toHaveLength(uses.filter((use) => use === "unknown").length);
        const wanted = uses.includes("no") ? "no" : "conditional";
        expect(restricting).toHaveLength(uses.filter((use) => use === wanted).length);
        const hops = restricting.map(({ term, way }) => {
          expect(way).toHaveLength(term.hop);
          return term.hop;
        });
        expect(hops).toEqual(hops.toSorted((a, b) => a - b));

        if (uses.length === 0) return;
        const one = scoped.written[id];
        const base = scoped.graph.ids[other % scoped.graph.size];
        const based = [...new Set([...(one.to?.based_on ?? []), base])];
        const more = flowing({ ...scoped.written, [id]: { ...one, to: { ...one.to, based_on: based } } });
        expect(rank.indexOf(termsIn(more, id).verdict)).toBeGreaterThanOrEqual(rank.indexOf(verdict));
      }),
    );
  });
});
