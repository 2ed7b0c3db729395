/** Flows: which way they run along relations, what they reach, by which way. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FlowName, flowLimits, flowOf, mayFlow, reachOf, wayOf } from "@/lib/graph/flow";
import { foldGraph } from "@/lib/graph/fold";
import { otherEnd } from "@/lib/graph/graph";
import { anyFlowing, flowing, flowingOntology, naiveFlow, told } from "../fixtures/flowing-graph";

/** Wiki is part of a pile on which base was trained; two models are made of base, and a third of both. */
const { graph } = flowing({
  "model/base": { to: { trained_on: ["dataset/pile"], applied_in: ["domain/law"] } },
  "model/chat": { to: { based_on: ["model/base"], part_of: ["model/family"] } },
  "model/code": { to: { based_on: ["model/base"], compared_with: ["model/chat"] } },
  "model/merged": { to: { based_on: ["model/code", "model/chat"] } },
  "model/family": {},
  "dataset/pile": {},
  "dataset/wiki": { to: { part_of: ["dataset/pile"] } },
  "domain/law": {},
  "domain/courts": { to: { part_of: ["domain/law"] } },
});
const at = (id: string) => graph.indexOf(id);
const reachFrom = (name: FlowName, id: string, direction: "up" | "down", depth?: number) =>
  reachOf(graph, flowOf(graph, name), at(id), direction, depth);
/** What is reached, with its distance: `1 model/chat`. */
const reached = (...asked: Parameters<typeof reachFrom>) => {
  const { order, hops } = reachFrom(...asked);
  return order.map((entity) => `${hops[entity] - 1} ${graph.ids[entity]}`);
};

describe("a flow", () => {
  it.each<[name: FlowName, relation: string, runs: number]>([
    ["lineage", "model/chat based_on model/base", -1],
    ["lineage", "dataset/wiki part_of dataset/pile", 1],
    ["lineage", "model/chat part_of model/family", -1],
    ["lineage", "domain/courts part_of domain/law", 0],
    ["lineage", "model/code compared_with model/chat", 0],
    ["lineage", "model/base applied_in domain/law", 0],
    ["impact", "model/base applied_in domain/law", 1],
    ["terms", "model/chat part_of model/family", 0],
  ])("of %s runs along %s: %i", (name, relation, runs) => {
    const flow = flowOf(graph, name);
    const r = [...flow.keys()].find((one) => told(graph, one) === relation);
    expect(flow[r ?? -1]).toBe(runs);
  });

  it("is worked out once for a graph, apart from the others", () => {
    expect(flowOf(graph, "lineage")).toBe(flowOf(graph, "lineage"));
    expect(flowOf(graph, "impact")).not.toEqual(flowOf(graph, "lineage"));
  });

  it("runs nowhere where the ontology says nothing of flows", () => {
    const { graph: dry } = flowing(
      { "model/a": { to: { based_on: ["model/b"] } }, "model/b": {} },
      { ...flowingOntology, flows: undefined },
    );
    expect([...flowOf(dry, "impact")]).toEqual([0]);
    expect(reachOf(dry, flowOf(dry, "impact"), 1, "down").order).toEqual([]);
  });

  it("may run past a kind wherever it does past one of its entities, and not past others", () => {
    const { relations, kinds, kind } = graph;
    for (const name of ["lineage", "impact", "terms"] as const)
      flowOf(graph, name).forEach((runs, r) => {
        if (runs === 0) return;
        const [start, end] = [kinds[kind[relations.from[r]]], kinds[kind[relations.to[r]]]];
        expect(mayFlow(flowingOntology, name, start, runs > 0 ? "down" : "up"), told(graph, r)).toBe(true);
        expect(mayFlow(flowingOntology, name, end, runs > 0 ? "up" : "down"), told(graph, r)).toBe(true);
      });
    expect(mayFlow(flowingOntology, "lineage", "domain")).toBe(false);
    expect(mayFlow(flowingOntology, "impact", "domain", "down")).toBe(false);
    expect(mayFlow(flowingOntology, "impact", "domain")).toBe(true);
    expect(mayFlow({ ...flowingOntology, flows: undefined }, "impact", "domain")).toBe(false);
  });

  it("runs out of a closed group by the rules that name no kinds", () => {
    const name = "group";
    const { graph: folded } = foldGraph(
      graph,
      Int16Array.from(graph.ids, (id) => (id.startsWith("dataset/") ? 0 : -1)),
      [{ group: 0, id: "group/data", name: { en: "Data", zh: "数据" }, size: 2 }],
      { name, definition: flowingOntology.kinds.platform },
    );
    const { order } = reachOf(folded, flowOf(folded, "impact"), folded.indexOf("group/data"), "down");
    expect(order.map((entity) => folded.ids[entity])).toEqual([
      "model/base",
      "model/chat",
      "model/code",
      "domain/law",
      "model/merged",
    ]);
  });
});

describe("what is reached", () => {
  it("comes nearest first, then by index", () => {
    expect(reached("lineage", "dataset/wiki", "down")).toEqual([
      "1 dataset/pile",
      "2 model/base",
      "3 model/chat",
      "3 model/code",
      "4 model/merged",
    ]);
    expect(reached("lineage", "model/merged", "up")).toEqual([
      "1 model/chat",
      "1 model/code",
      "2 model/base",
      "2 model/family",
      "3 dataset/pile",
      "4 dataset/wiki",
    ]);
    expect(reached("impact", "model/base", "down")).toContain("1 domain/law");
    expect(reached("lineage", "domain/law", "down")).toEqual([]);
  });

  it("ends at the depth", () => {
    expect(reached("lineage", "dataset/wiki", "down", 2)).toEqual(["1 dataset/pile", "2 model/base"]);
    const ids = Array.from({ length: 15 }, (_, i) => `model/m${i}`);
    const { graph: long } = flowing(
      Object.fromEntries(ids.map((id, i) => [id, { to: { based_on: ids.slice(i + 1, i + 2) } }])),
    );
    const flow = flowOf(long, "lineage");
    expect(reachOf(long, flow, 0, "up").order).toHaveLength(flowLimits.depth);
    expect(reachOf(long, flow, 0, "up", 99).order).toHaveLength(flowLimits.depth);
  });

  it("keeps all relations of the flow that lie between, and no others", () => {
    const { relations } = reachFrom("lineage", "model/base", "down");
    expect(relations.map((relation) => told(graph, relation))).toEqual([
      "model/chat based_on model/base",
      "model/code based_on model/base",
      "model/merged based_on model/code",
      "model/merged based_on model/chat",
    ]);
  });

  it("goes round a loop once, and does not come back to its start", () => {
    const { graph: loop } = flowing({
      "model/a": { to: { based_on: ["model/b", "model/a"] } },
      "model/b": { to: { based_on: ["model/c"] } },
      "model/c": { to: { based_on: ["model/a"] } },
    });
    const reach = reachOf(loop, flowOf(loop, "lineage"), 0, "up");
    expect(reach.order).toEqual([1, 2]);
    expect([...reach.hops]).toEqual([1, 2, 3]);
    expect(reach.via[0]).toBe(-1);
    expect(reach.relations).toHaveLength(4);
  });

  it("is reached by the strongest relation from the hop before", () => {
    // Chat has more relations than code, so that each of them is weaker.
    expect(wayOf(graph, reachFrom("lineage", "model/base", "down"), at("model/merged"))).toEqual(
      ["model/code based_on model/base", "model/merged based_on model/code"].map((wanted) =>
        [...graph.relations.type.keys()].find((relation) => told(graph, relation) === wanted),
      ),
    );
    const { graph: parallel } = flowing({
      "model/a": { to: { trained_on: ["model/b"], part_of: ["model/b"] } },
      "model/b": {},
    });
    const { via } = reachOf(parallel, flowOf(parallel, "lineage"), 1, "down");
    expect(told(parallel, via[0])).toBe("model/a part_of model/b");
  });

  it("has no way to itself or to what is not reached", () => {
    const reach = reachFrom("lineage", "model/base", "down");
    expect(wayOf(graph, reach, at("model/base"))).toEqual([]);
    expect(wayOf(graph, reach, at("dataset/wiki"))).toEqual([]);
  });

  it("is what following the rules step by step reaches, in any graph", () => {
    const names = fc.constantFrom<FlowName>("lineage", "impact", "terms");
    fc.assert(
      fc.property(
        anyFlowing(),
        names,
        fc.boolean(),
        fc.integer({ min: 1, max: 5 }),
        (any, name, up, depth) => {
          const { graph: of } = any;
          const flows = naiveFlow(any, flowingOntology, name).map((flow) =>
            up && flow ? { from: flow.to, to: flow.from } : flow,
          );
          of.ids.forEach((start, index) => {
            const reach = reachOf(of, flowOf(of, name), index, up ? "up" : "down", depth);
            const layers = [new Set([start])];
            const seen = new Set([start]);
            for (let hop = 1; hop <= depth; hop++) {
              const next = flows.flatMap((flow) =>
                flow && layers[hop - 1].has(flow.from) && !seen.has(flow.to) ? [flow.to] : [],
              );
              layers.push(new Set(next));
              for (const id of next) seen.add(id);
            }
            const hops = of.ids.map((id) => layers.findIndex((layer) => layer.has(id)) + 1);
            expect([...reach.hops]).toEqual(hops);
            const others = hops.flatMap((hop, entity) => (hop > 1 ? [entity] : []));
            expect(reach.order).toEqual(others.sort((a, b) => hops[a] - hops[b] || a - b));
            expect(reach.relations).toEqual(
              flows.flatMap((flow, r) => (flow && seen.has(flow.from) && seen.has(flow.to) ? [r] : [])),
            );
            for (const entity of reach.order) {
              const way = wayOf(of, reach, entity);
              expect(way).toHaveLength(hops[entity] - 1);
              let here = start;
              for (const relation of way) {
                expect(flows[relation]?.from).toBe(here);
                here = of.ids[otherEnd(of, relation, of.indexOf(here))];
              }
              expect(here).toBe(of.ids[entity]);
              const rivals = flows.flatMap((flow, r) =>
                flow?.to === of.ids[entity] && hops[of.indexOf(flow.from)] === hops[entity] - 1 ? [r] : [],
              );
              const strength = (r: number) => of.relations.strength[r];
              const [strongest] = rivals.sort((a, b) => strength(b) - strength(a) || a - b);
              expect(reach.via[entity]).toBe(strongest);
            }
          });
        },
      ),
    );
  });
});
