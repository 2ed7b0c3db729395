import { describe, expect, it } from "vitest";
import { derivedFacets } from "@/lib/graph/facets";
import type { DerivedFacet } from "@/lib/graph/ontology";
import type { Entity, FactValue } from "@/lib/graph/schema";
import { plainOntology } from "../fixtures/random-graph";

type Written = Record<string, { to?: Record<string, readonly string[]>; facts?: Record<string, FactValue> }>;

/** Entities by id, their relations as ends by type. */
const read = (written: Written): Map<string, Entity> =>
  new Map(
    Object.entries(written).map(([id, { to = {}, facts = {} }]) => [
      id,
      {
        id,
        kind: id.slice(0, id.indexOf("/")),
        name: { en: id, zh: id },
        aliases: [],
        summary: { en: id, zh: id },
        namedInWhitePaper: false,
        sections: [],
        facts: Object.fromEntries(
          Object.entries(facts).map(([fact, value]) => [fact, { value, sources: [] }]),
        ),
        relations: Object.entries(to).flatMap(([type, ends]) =>
          ends.map((end) => ({ type, from: id, to: end, sources: [] })),
        ),
        sources: [],
      },
    ]),
  );

/** The values of one facet of `model/it`. */
function valuesOf(
  written: Written,
  facet: Pick<DerivedFacet, "path"> & Partial<DerivedFacet>,
): string[] | undefined {
  const entities = read(written);
  const label = { en: "Facet", zh: "面" };
  const ontology = { ...plainOntology, derived_facets: { facet: { label, kinds: ["model"], ...facet } } };
  const entity = entities.get("model/it");
  return entity && derivedFacets(ontology, entities, entity).facet;
}

describe("a derived facet", () => {
  const made: Written = {
    "model/it": { to: { made_by: ["org/lab"], runs_on: ["chip/a"] } },
    "org/lab": { to: { part_of: ["org/firm"] }, facts: { country: "CN" } },
    "org/firm": { to: { part_of: ["org/group"] }, facts: { country: "CN" } },
    "org/group": { facts: { country: "US" } },
    "chip/a": {},
  };

  it("is the entities that a relation type leads to", () => {
    expect(valuesOf(made, { path: "made_by" })).toEqual(["org/lab"]);
  });

  it("is a fact of the entities that a relation type leads to", () => {
    expect(valuesOf(made, { path: "made_by.country" })).toEqual(["CN"]);
  });

  it("rolls up to every whole that what it leads to is part of", () => {
    expect(valuesOf(made, { path: "made_by", roll_up: "part_of" })).toEqual([
      "org/firm",
      "org/group",
      "org/lab",
    ]);
  });

  it("tells the most frequent value first, however it was reached", () => {
    expect(valuesOf(made, { path: "made_by.country", roll_up: "part_of" })).toEqual(["CN", "US"]);
    const shared: Written = {
      "model/it": { to: { made_by: ["org/b", "org/c", "org/a"] } },
      "org/a": { to: { part_of: ["org/z"] } },
      "org/b": { to: { part_of: ["org/z"] } },
      "org/c": {},
      "org/z": {},
    };
    expect(valuesOf(shared, { path: "made_by", roll_up: "part_of" })).toEqual([
      "org/z",
      "org/a",
      "org/b",
      "org/c",
    ]);
  });

  it("follows several relation types, one after another", () => {
    const chain: Written = {
      "model/it": { to: { based_on: ["model/b", "model/c"] } },
      "model/b": { to: { made_by: ["org/y"] } },
      "model/c": { to: { made_by: ["org/x", "org/y"] } },
      "org/x": { facts: { fields: ["law", "art"] } },
      "org/y": { facts: { fields: ["art"], founded: 1999 } },
    };
    expect(valuesOf(chain, { path: "based_on.made_by" })).toEqual(["org/y", "org/x"]);
    expect(valuesOf(chain, { path: "based_on.made_by.fields" })).toEqual(["art", "law"]);
    expect(valuesOf(chain, { path: "based_on.made_by.founded" })).toEqual(["1999"]);
  });

  it("ends where parts and wholes run in a circle", () => {
    const circle: Written = {
      "model/it": { to: { made_by: ["org/a"] } },
      "org/a": { to: { part_of: ["org/b"] }, facts: { country: "CN" } },
      "org/b": { to: { part_of: ["org/a", "org/b"] } },
    };
    expect(valuesOf(circle, { path: "made_by", roll_up: "part_of" })).toEqual(["org/a", "org/b"]);
    expect(valuesOf(circle, { path: "made_by.country", roll_up: "part_of" })).toEqual(["CN"]);
  });

  it("rolls up within a kind alone", () => {
    const mixed: Written = {
      "model/it": { to: { runs_on: ["chip/a"] } },
      "chip/a": { to: { part_of: ["org/firm", "chip/family"] } },
      "chip/family": {},
      "org/firm": {},
    };
    expect(valuesOf(mixed, { path: "runs_on", roll_up: "part_of" })).toEqual(["chip/a", "chip/family"]);
  });

  it.each([
    ["leads nowhere", { path: "trained_on" }],
    ["leads to what is not there", { path: "lost" }],
    ["ends in a fact that nobody has", { path: "made_by.founded" }],
    ["has a fact on its way", { path: "made_by.country.founded" }],
    ["is of another kind", { path: "made_by", kinds: ["dataset"] }],
  ])("is left out where it %s", (_, facet) => {
    const lost = { ...made, "model/it": { to: { made_by: ["org/lab"], lost: ["org/gone"] } } };
    expect(valuesOf(lost, facet)).toBeUndefined();
  });
});
