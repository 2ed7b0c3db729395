/** Questions as parts of a view, and what their answers make of the picture. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detailOf } from "@/lib/canvas/detail";
import { filterGraph } from "@/lib/graph/filter";
import { countFilter } from "@/lib/graph/filter-counts";
import { member } from "@/lib/graph/filter-value";
import { flowOf, reachOf } from "@/lib/graph/flow";
import { conditionText } from "@/lib/i18n/filter-text";
import { answerAsCondition, answerOf } from "@/lib/view/answer";
import { plainExpansion } from "@/lib/view/expansion";
import { closeGroup, expand, hide, setHiddenTypes, setLayout } from "@/lib/view/explore-steps";
import { dropCondition, turnValue } from "@/lib/view/filter-steps";
import { fitViewToGraph } from "@/lib/view/fit-view";
import { parseView } from "@/lib/view/parse-view";
import { ask, dropQuestion, namedIn, refine } from "@/lib/view/question-steps";
import { questionTitle } from "@/lib/view/question-title";
import { emptyView, formatView, type Question, type View } from "@/lib/view/view";
import { anyQuestion as anyWrittenQuestion } from "../fixtures/explore-steps";
import {
  anyExplorable,
  anyQuestion,
  explorable,
  explorationOf,
  largeExplorable,
  pictureOf,
  seenIn,
} from "../fixtures/explored-graph";

const read = (address: string) => parseView(new URLSearchParams(address));
const lineage = (of: string, direction: "both" | "up" | "down" = "both"): Question => ({
  as: "lineage",
  of,
  direction,
});

/** A family of models: a ← b ← c ← d and b ← e, with data; f stands alone. */
const speech = explorable({
  "dataset/pile": {},
  "model/a": { to: { trained_on: ["dataset/pile"] }, facts: { access: "open" } },
  "model/b": { to: { based_on: ["model/a"] }, facts: { access: "open" } },
  "model/c": { to: { based_on: ["model/b"], compared_with: ["model/a"] }, facts: { access: "closed" } },
  "model/d": { to: { based_on: ["model/c"] }, facts: { access: "open" } },
  "model/e": { to: { based_on: ["model/b"] }, facts: { access: "closed" } },
  "model/f": { facts: { access: "open" } },
});
const seen = (view: View) => seenIn(pictureOf(speech, view).scene).toSorted();

describe("a question in an address", () => {
  it("can be read by people", () => {
    const address = (question: Question) => formatView({ ...emptyView, question });
    expect(address({ as: "lineage", of: "model/llama", direction: "down", depth: 3 })).toBe(
      "ask=lineage:model/llama,down,3",
    );
    expect(address(lineage("model/llama"))).toBe("ask=lineage:model/llama");
    expect(address({ as: "impact", of: "dataset/the-pile", depth: 2 })).toBe("ask=impact:dataset/the-pile,2");
    expect(address({ as: "terms", of: "model/alpaca" })).toBe("ask=terms:model/alpaca");
    expect(address({ as: "paths", from: "model/a", to: "model/b", k: 5, hops: 4 })).toBe(
      "ask=paths:model/a,model/b,5,4",
    );
    expect(address({ as: "compare", of: ["model/a", "model/b"] })).toBe("ask=compare:model/a,model/b");
  });

  it("comes back, whatever it is", () => {
    fc.assert(
      fc.property(anyWrittenQuestion, (question) => {
        const view = { ...emptyView, question };
        expect(read(formatView(view))).toEqual({ view, problems: [] });
      }),
    );
  });

  it("may leave out how many ways, and how far", () => {
    expect(read("ask=paths:model/a,model/b").view.question).toEqual({
      as: "paths",
      from: "model/a",
      to: "model/b",
      k: 5,
      hops: 4,
    });
  });

  it.each([
    "lineage:",
    "lineage:model/a,sideways",
    "lineage:model/a,down,13",
    "lineage:model/a,down,3,4",
    "lineage:model/a,up,down",
    "impact:model/a,0",
    "impact:model/a,model/b",
    "terms:model/a,2",
    "paths:model/a",
    "paths:model/a,model/b,6,4",
    "paths:model/a,model/b,5,7",
    "paths:model/a,model/b,model/c",
    "compare:model/a",
    "compare:model/a,model/a",
    "compare:model/a,model/b,model/c,model/d,model/e",
    "why:model/a",
    "model/a",
    "__proto__:model/a",
  ])("is refused as a whole where it is damaged: %s", (text) => {
    const { view, problems } = read(`ask=${text}`);
    expect(view).toEqual(emptyView);
    expect(problems).toEqual([{ code: "malformed", parameter: "ask", value: text }]);
  });

  it("is dropped, and told of, where it is about what is gone; a comparison goes on with the others", () => {
    const fitted = (address: string) => fitViewToGraph(read(address).view, speech.graph, speech.table);
    const gone = { code: "unknown-entity", parameter: "ask", value: "model/gone" };
    expect(fitted("ask=lineage:model/gone")).toEqual({ view: emptyView, problems: [gone] });
    expect(fitted("ask=lineage:model/gone&layout=layered&f.access=open").view).toEqual(
      read("f.access=open").view,
    );
    const rings = "ask=impact:model/gone&layout=concentric:model/gone&at=0,0,9,9";
    expect(fitted(rings)).toEqual({ view: emptyView, problems: [gone] });
    expect(fitted("ask=paths:model/a,model/gone").problems).toEqual([gone]);
    expect(fitted("ask=compare:model/a,model/gone,model/b")).toEqual({
      view: { ...emptyView, question: { as: "compare", of: ["model/a", "model/b"] } },
      problems: [gone],
    });
    expect(fitted("ask=compare:model/a,model/gone").view.question).toBeUndefined();
  });
});

describe("asking", () => {
  const before = expand(turnValue(hide(emptyView, ["model/e"]), "access", "open"), plainExpansion("model/a"));

  it("is about the whole graph, in the layout that suits it, and keeps the look", () => {
    const styled = {
      ...before,
      style: { colour: "access" },
      camera: { left: 0, top: 0, right: 1, bottom: 1 },
    };
    expect(ask(styled, lineage("model/b"))).toEqual({
      ...emptyView,
      style: { colour: "access" },
      layout: { as: "layered", closed: [] },
      question: lineage("model/b"),
    });
    expect(ask(emptyView, { as: "impact", of: "model/b" }).layout).toEqual({
      as: "concentric",
      centre: "model/b",
      closed: [],
    });
  });

  it("changes nothing where that is asked already", () => {
    const asked = ask(emptyView, lineage("model/b"));
    expect(ask(asked, lineage("model/b"))).toBe(asked);
    expect(refine(asked, lineage("model/b"))).toBe(asked);
    expect(dropQuestion(before)).toBe(before);
  });

  it("more exactly keeps what the reader has done since", () => {
    const asked = turnValue(ask(emptyView, lineage("model/b")), "access", "open");
    expect(refine(asked, lineage("model/b", "up"))).toEqual({ ...asked, question: lineage("model/b", "up") });
  });

  it("no more puts everything back, unless the reader has chosen a layout", () => {
    const asked = ask(emptyView, lineage("model/b"));
    expect(dropQuestion(asked)).toEqual(emptyView);
    const laidOut = setLayout(asked, { as: "time", by: "kind", closed: [] });
    expect(dropQuestion(laidOut).layout).toEqual({ as: "time", by: "kind", closed: [] });
  });

  it("has a heading in both languages", () => {
    expect(questionTitle(lineage("model/b", "down"), speech.graph, "en")).toContain(
      speech.graph.names[speech.graph.indexOf("model/b")].en,
    );
    fc.assert(
      fc.property(anyExplorable, anyQuestion, (any, of) => {
        const question = of(any);
        for (const locale of ["en", "zh"] as const)
          for (const id of namedIn(question))
            expect(questionTitle(question, any.graph, locale)).toContain(
              any.graph.names[any.graph.indexOf(id)][locale],
            );
      }),
    );
  });
});

describe("a question as a condition of the filter", () => {
  it("counts what is left of the answer, says so, and is taken away like others", () => {
    const question = lineage("model/b");
    const asked = turnValue(ask(emptyView, question), "access", "open");
    const filtering = { ...asked, answer: answerAsCondition(speech.graph, question) };
    const filtered = filterGraph(speech.graph, speech.table, filtering);
    const members = speech.graph.ids.filter((_, i) => filtered.standing[i] === member);
    expect(members.toSorted()).toEqual(["model/a", "model/b", "model/d"]);
    expect(filtered.context).toBe(0);
    const counts = countFilter(speech.graph, speech.table, filtered).facets.get("access");
    expect(counts?.values).toEqual(
      new Map([
        ["open", 3],
        ["closed", 2],
      ]),
    );
    const [{ about }] = filtered.conditions;
    expect(conditionText(about, filtering, { ...speech, locale: "en" })).toBe(
      questionTitle(question, speech.graph, "en"),
    );
    expect(dropCondition(asked, about)).toEqual(dropQuestion(asked));
  });

  it("leaves as members what the picture shows as such, but for what the question is about", () => {
    fc.assert(
      fc.property(anyExplorable, anyQuestion, (any, of) => {
        const question = of(any);
        const view = turnValue(ask(emptyView, question), "access", "open");
        const answer = answerAsCondition(any.graph, question);
        const { standing } = filterGraph(any.graph, any.table, { ...view, answer });
        const exploration = explorationOf(any, view);
        any.graph.ids.forEach((id, i) => {
          if (namedIn(question).includes(id)) return;
          expect(standing[i] === member).toBe(exploration.inSight[i] === 1 && !exploration.context[i]);
        });
      }),
    );
  });
});

describe("the picture of an answer", () => {
  it("holds the answer and nothing else", () => {
    const of = (question: Question) => seen(ask(emptyView, question));
    expect(of(lineage("model/b"))).toEqual(["model/a", "model/b", "model/c", "model/d", "model/e"]);
    expect(of(lineage("model/b", "up"))).toEqual(["model/a", "model/b"]);
    expect(of({ as: "impact", of: "dataset/pile", depth: 2 })).toEqual([
      "dataset/pile",
      "model/a",
      "model/b",
    ]);
    expect(of({ as: "terms", of: "model/b" })).toEqual(["dataset/pile", "model/a", "model/b"]);
    expect(of({ as: "paths", from: "model/d", to: "model/e", k: 1, hops: 4 })).toEqual([
      "model/b",
      "model/c",
      "model/d",
      "model/e",
    ]);
    expect(of({ as: "paths", from: "model/d", to: "model/f", k: 5, hops: 6 })).toEqual([
      "model/d",
      "model/f",
    ]);
    expect(of({ as: "compare", of: ["model/c", "model/e"] })).toEqual([
      "model/a",
      "model/b",
      "model/c",
      "model/d",
      "model/e",
    ]);
  });

  it("is what the filter leaves of it, but for what the question is about", () => {
    const open = turnValue(ask(emptyView, lineage("model/c")), "access", "open");
    const exploration = explorationOf(speech, { ...open, filter: { ...open.filter, context: 0 } });
    expect(seenIn(exploration).toSorted()).toEqual(["model/a", "model/b", "model/c", "model/d"]);
  });

  it("never lacks what the question is about, nor holds what neither answers it nor is called up", () => {
    fc.assert(
      fc.property(anyExplorable, anyQuestion, (any, of) => {
        const question = of(any);
        const { entities } = answerOf(any.graph, question);
        const shown = seenIn(explorationOf(any, ask(emptyView, question)));
        expect(shown).toEqual(entities.toSorted((a, b) => a - b).map((entity) => any.graph.ids[entity]));
        for (const id of namedIn(question)) expect(shown).toContain(id);
      }),
    );
  });

  it("has the relations of the answer and no others", () => {
    const { scene } = pictureOf(speech, ask(emptyView, lineage("model/c")));
    const { edges } = detailOf(scene, { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 });
    const { type } = scene.graph.relations;
    const types = edges.map(({ relation }) => scene.graph.relationTypes[type[relation]]);
    // c is compared with a as well, which is no descent.
    expect(types).toEqual(["based_on", "based_on", "based_on"]);
  });

  it("runs from top to bottom the way the answer runs", () => {
    fc.assert(
      fc.property(anyExplorable, anyQuestion, (any, of) => {
        const question = of(any);
        if (question.as !== "paths" || question.from === question.to) return;
        const { exploration, scene } = pictureOf(any, ask(emptyView, { ...question, k: 1 }));
        const [from, to] = [question.from, question.to].map(any.graph.indexOf);
        const { relations } = answerOf(any.graph, { ...question, k: 1 });
        if (relations.length > 0) expect(scene.y[from]).toBeLessThan(scene.y[to]);
        expect(exploration.plan?.request.edges.from).toHaveLength(relations.length);
      }),
      { numRuns: 60 },
    );
  });

  it("stands in rings by how many hops away a change is felt", () => {
    const { scene } = pictureOf(speech, ask(emptyView, { as: "impact", of: "model/a" }));
    const { graph, x, y } = scene;
    const centre = graph.indexOf("model/a");
    const away = (id: string) =>
      Math.hypot(x[graph.indexOf(id)] - x[centre], y[graph.indexOf(id)] - y[centre]);
    expect(away("model/b")).toBeLessThan(away("model/c"));
    expect(away("model/c")).toBeLessThan(away("model/d"));
  });

  it("of too many, draws those in full that are nearest", () => {
    const large = largeExplorable(900);
    const { graph } = large;
    const of = "dataset/d0";
    const { scene } = pictureOf(large, ask(emptyView, { as: "impact", of }));
    const reach = reachOf(graph, flowOf(graph, "impact"), graph.indexOf(of), "down");
    const detail = detailOf(scene, { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 });
    expect(reach.order.length).toBeGreaterThan(detail.entities.length);
    expect([...detail.entities]).toEqual(
      [graph.indexOf(of), ...reach.order].slice(0, detail.entities.length),
    );
  });

  it("ties what is called up beside the answer to what it comes from, at whatever time", () => {
    const asked = ask(emptyView, lineage("model/b", "up"));
    const edgesOf = (view: View) => explorationOf(speech, view).plan?.request.edges.from.length;
    expect(edgesOf(asked)).toBe(1);
    const more = expand(asked, { ...plainExpansion("model/a"), types: ["trained_on"] });
    expect(edgesOf(more)).toBe(2);
    expect(edgesOf({ ...more, time: { from: "2020-01", to: "2020-02", undated: false } })).toBe(2);
  });

  it("can be grouped, and closed groups keep the relations of the answer between them", () => {
    const grouped = setLayout(ask(emptyView, lineage("model/c")), { as: "groups", by: "access", closed: [] });
    const { exploration } = pictureOf(speech, closeGroup(grouped, "open"));
    const drawn = exploration.called.relations.map((r) => exploration.graph.relations.count?.[r] ?? 1);
    expect(drawn.length).toBeGreaterThan(0);
    expect(exploration.answered).toHaveLength(exploration.graph.relations.size);
  });

  it("has no relation of a type that is switched off", () => {
    const view = setHiddenTypes(ask(emptyView, lineage("model/c")), ["based_on"]);
    const { exploration } = pictureOf(speech, view);
    expect(exploration.called.relations).toEqual([]);
  });
});
