/** A part of a map in the place of the graph: what a view asks of it, and what may be said of what is not in it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answeredHere } from "@/app/[locale]/_explorer/parts/part-answer";
import { wholeOf } from "@/lib/canvas/rectangles";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets } from "@/lib/graph/facet-table";
import { filterGraph } from "@/lib/graph/filter";
import { context, emptyFilter, member, out } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import type { MapPart } from "@/lib/graph/map-part";
import { partWords } from "@/lib/i18n/part-words";
import { answerOf } from "@/lib/view/answer";
import { fitViewToGraph } from "@/lib/view/fit-view";
import { parseView } from "@/lib/view/parse-view";
import { centresOf, countsOfPart, filterAsked, filterPart, isCounted, namesOf } from "@/lib/view/parts";
import { sceneOf } from "@/lib/view/scene";
import { emptyView } from "@/lib/view/view";
import { smallCompiled } from "../fixtures/small-graph";

const compiled = await smallCompiled();
const graph = decodeGraph(compiled.compact);
const facets = decodeFacets(compiled.facets, graph);
const partWith = (more: Partial<MapPart>): Graph => ({
  ...graph,
  part: {
    key: "1/0/0",
    tile: { z: 1, x: 0, y: 0 },
    rectangle: { left: -64, top: -64, right: 64, bottom: 64 },
    total: 1000,
    whole: { left: -500, top: -500, right: 500, bottom: 500 },
    regions: [],
    size: 1000,
    relations: 3000,
    named: new Set<string>(),
    facets,
    filter: "",
    ...more,
  },
});
const view = (query: string) => parseView(new URLSearchParams(query)).view;
const [first] = graph.ids;
const elsewhere = "model/elsewhere";

describe("what a view asks for", () => {
  it("are the entities that it speaks of, those with neighbours first and each once", () => {
    const asked = view(
      `select=${elsewhere}&also=${first}&expand=${first},12&ask=compare:${elsewhere},model/b&in=domain/d&near=model/n,1&notes=model/m:x`,
    );
    const names = namesOf(asked);
    expect(names[0]).toBe(elsewhere);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([elsewhere, first, "model/b", "domain/d", "model/n", "model/m"]),
    );
    expect(centresOf(asked)).toEqual([elsewhere, "model/b", first]);
    expect(centresOf(view(`select=${first}~trained_on~${elsewhere}`))).toEqual([]);
    expect(namesOf(view(`select=${first}~trained_on~${elsewhere}`))).toEqual([first, elsewhere]);
    expect(namesOf(emptyView)).toEqual([]);
  });

  it("is its filter, unless a question is asked", () => {
    const text = "hide=model&in=domain/d&f.access=open,!closed";
    expect(view(`${filterAsked(view(text))}`).filter).toEqual(view(text).filter);
    expect(view(filterAsked(view(text))).hiddenKinds).toEqual(["model"]);
    expect(filterAsked(view(`${text}&ask=terms:${first}`))).toBe("");
    expect(filterAsked(view(`select=${first}`))).toBe("");
  });
});

describe("what a part knows", () => {
  it("leaves in the view what it was not asked for, and takes out what there is not", () => {
    const asked = view(`select=${elsewhere}`);
    expect(fitViewToGraph(asked, partWith({}), facets)).toEqual({ view: asked, problems: [] });
    const known = fitViewToGraph(asked, partWith({ named: new Set([elsewhere]) }), facets);
    expect(known.problems).toMatchObject([{ code: "unknown-entity", value: elsewhere }]);
    expect(known.view.selection).toBeUndefined();
  });

  it("does not change what the whole map is fitted by", () => {
    fc.assert(
      fc.property(fc.subarray([...graph.ids.keys()], { minLength: 1 }), (some) => {
        const part = partWith({});
        const moved = { ...part, x: part.x.map((x, i) => (some.includes(i) ? x * 3 : x)) };
        const of = (one: Graph) => wholeOf(sceneOf(one, emptyView, "en"));
        expect(of(moved)).toEqual(of(part));
      }),
      { numRuns: 20 },
    );
  });

  it("has as many that answer a question as its panel tells of, whom it is about apart", () => {
    const question = { as: "impact" as const, of: first };
    const { entities } = answerOf(graph, question);
    expect(entities).toContain(0);
    expect(answeredHere(graph, question)).toBe(entities.length - 1);
  });

  it("of which all is shown says so", () => {
    expect(partWords.en.filtered("1,579", "1,579")).toBe("All 1,579 entities around here that match");
    expect(partWords.en.filtered("9", "10")).toBe("9 of the 10 entities around here that match");
    expect(partWords.en.filtered("1", "1")).not.toContain("entities");
  });

  it("counts what is not drawn of all relations of an entity, unless a filter may leave out some of them", () => {
    const restOf = (of: Graph) => sceneOf(of, view(`select=${first}`), "en").focus;
    const { relations = [], rest } = restOf(partWith({})) ?? {};
    expect(rest).toBe(0);
    const within = { size: 1000, degree: new Uint32Array(graph.size).fill(500) };
    expect(restOf({ ...partWith({}), within })?.rest).toBe(500 - relations.length);
    expect(restOf({ ...partWith({ filter: "hide=model" }), within })?.rest).toBe(0);
  });

  it("stays in sight behind what meets a filter that the server has not answered yet", () => {
    const models = view(`f.model.access=open&hide=dataset`);
    const filtering = { filter: models.filter, hiddenKinds: models.hiddenKinds };
    const here = filterGraph(graph, facets, filtering);
    const before = partWith({});
    const { standing } = filterPart(before, here, filtering);
    const kindOf = (i: number) => graph.kinds[graph.kind[i]];
    expect(here.standing).toContain(out);
    standing.forEach((one, i) => {
      const isOut = here.standing[i] === out && kindOf(i) === "dataset";
      expect(one).toBe(isOut ? out : here.standing[i] === out ? context : here.standing[i]);
    });
    // What the filter before had left out does not come back.
    const narrow = partWith({ filter: "hide=model", standing: new Uint8Array(graph.size).fill(out) });
    expect(filterPart(narrow, here, filtering).standing).toEqual(here.standing);
    const answered = partWith({ filter: filterAsked(models), standing: here.standing });
    expect(filterPart(answered, here, filtering).standing).toBe(here.standing);
  });

  it("is filtered as the server says, as long as that was asked the same", () => {
    const filtering = { filter: emptyFilter, hiddenKinds: [graph.kinds[0]] };
    const here = filterGraph(graph, facets, filtering);
    const standing = new Uint8Array(graph.size).fill(member);
    const counts = {
      members: 700,
      context: 3,
      kinds: [1],
      scopes: new Map([
        [first, 9],
        [elsewhere, 8],
      ]),
      facets: new Map(),
    };
    const part = partWith({ filter: `hide=${graph.kinds[0]}`, standing, counts });
    expect(filterPart(part, here, filtering)).toMatchObject({ standing, members: 700, context: 3 });
    expect(filterPart(part, here, { ...filtering, hiddenKinds: [] })).toBe(here);
    expect(filterPart(graph, here, filtering)).toBe(here);
    // Of a part alone nothing is told as if it were of all.
    const uncounted = partWith({ filter: `hide=${graph.kinds[0]}`, standing });
    expect([part, uncounted, graph].map((one) => isCounted(one, filtering))).toEqual([true, false, true]);
    expect(isCounted(part, { ...filtering, hiddenKinds: [] })).toBe(false);
    expect(here.standing).toContain(out);
    expect(countsOfPart(part)?.scopes).toEqual(new Map([[0, 9]]));
    expect(countsOfPart(graph)).toBeUndefined();
  });
});
