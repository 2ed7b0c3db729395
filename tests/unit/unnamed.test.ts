/** Whose names are asked for although they are not on the part of a map that is here. */
import { describe, expect, it } from "vitest";
import { decodeGraph } from "@/lib/graph/decode";
import type { FacetColumn } from "@/lib/graph/facet-table";
import { emptyFilter } from "@/lib/graph/filter-value";
import { calledIn, type MapPart, nameIn } from "@/lib/graph/map-part";
import { unnamedIn } from "@/lib/view/unnamed";
import { smallCompiled } from "../fixtures/small-graph";

const { compact } = await smallCompiled();
const whole = decodeGraph(compact);
const maker: FacetColumn = {
  definition: { key: "maker", type: "category", kinds: [] },
  applies: [],
  start: new Uint32Array(whole.size + 1).fill(1, 1),
  items: Float64Array.of(0),
  names: [`${whole.kinds[0]}/made`],
};
const table = new Map([["maker", maker]]);
const part = (more: Partial<MapPart> = {}) => ({
  ...whole,
  part: { facets: table, size: 1, ...more } as MapPart,
});
const [kind] = whole.kinds;

describe("who is told of without being here", () => {
  it("is nobody where all of a graph is here", () => {
    expect(unnamedIn(whole, {}, { maker: [`${kind}/elsewhere`] }, [])).toEqual([]);
  });

  it("is whom the selected entity names, and no code", () => {
    const told = { maker: [`${kind}/elsewhere`, whole.ids[0], "CN"] };
    expect(unnamedIn(part(), {}, told, [])).toEqual([`${kind}/elsewhere`]);
  });

  it("is whom the view is filtered by", () => {
    const values = [{ facet: "maker", any: [`${kind}/chosen`], not: [`${kind}/refused`, "CN"] }];
    expect(unnamedIn(part(), { filter: { ...emptyFilter, values } }, {}, [])).toEqual([
      `${kind}/chosen`,
      `${kind}/refused`,
    ]);
  });

  it("is whom the values of those that are asked about name", () => {
    const question = { as: "compare", of: [whole.ids[0], whole.ids[1]] } as const;
    expect(unnamedIn(part(), { question: { ...question, of: [...question.of] } }, {}, [])).toEqual([
      `${kind}/made`,
    ]);
  });

  it("is whom the filter's lists begin with, the most frequent first", () => {
    const values = new Map([
      [`${kind}/rare`, 1],
      [`${kind}/usual`, 9],
    ]);
    const counted = new Map([["maker", { total: 10, unknown: 0, values }]]);
    const counts = { members: 10, context: 0, kinds: [], scopes: new Map(), facets: counted };
    expect(unnamedIn(part({ counts }), {}, {}, [])).toEqual([`${kind}/usual`, `${kind}/rare`]);
  });
});

it("an entity has its name here, or the one that has been asked for", () => {
  const there = { en: "There", zh: "那里" };
  const graph = part({ names: new Map([[`${kind}/elsewhere`, there]]) });
  expect(nameIn(graph, whole.ids[0])).toBe(whole.names[0]);
  expect(nameIn(graph, `${kind}/elsewhere`)).toBe(there);
  expect(nameIn(graph, `${kind}/nowhere`)).toBeUndefined();
  expect(calledIn(graph, `${kind}/nowhere`)?.en).toBe("nowhere");
  expect(calledIn(graph, `${kind}/elsewhere`)).toBe(there);
  expect(calledIn(graph, "no/kind")).toBeUndefined();
});
