import { describe, expect, it } from "vitest";
import type { Outline } from "@/lib/graph/compiled";
import { byKind, nearestFilled, sectionsAbove, sectionsOf } from "@/lib/graph/outline-sections";
import type { Entity } from "@/lib/graph/schema";

const outline: Outline = {
  title: { en: "Paper", zh: "书" },
  entries: ["1", "1.1", "1.2", "1.10", "1.10.1", "2"].map((number) => ({
    number,
    title: { en: number, zh: number },
  })),
};
const entity = (id: string, ...sections: string[]): Entity => ({
  id,
  kind: id.split("/")[0],
  name: { en: id, zh: id },
  aliases: [],
  summary: { en: "", zh: "" },
  namedInWhitePaper: false,
  sections,
  facts: {},
  relations: [],
  sources: [],
});
const entities = [entity("m/a", "1.1", "1.10.1"), entity("d/b", "1.10"), entity("m/c", "1.1"), entity("m/d")];
const sections = sectionsOf(outline, entities);
const of = (number: string) => sections.find((section) => section.number === number);
const ids = (number: string) => of(number)?.entities.map(({ id }) => id);

describe("the sections of an outline", () => {
  it("hold what stands in them and below, each once, in order", () => {
    expect(sections.map(({ number }) => number)).toEqual(outline.entries.map(({ number }) => number));
    expect(ids("1")).toEqual(["m/a", "d/b", "m/c"]);
    expect(ids("1.1")).toEqual(["m/a", "m/c"]);
    expect(ids("1.10")).toEqual(["m/a", "d/b"]);
    expect(ids("1.2")).toEqual([]);
    expect(ids("2")).toEqual([]);
  });

  it("form a tree", () => {
    expect(of("1")?.below.map(({ number }) => number)).toEqual(["1.1", "1.2", "1.10"]);
    expect(of("1.10")?.below.map(({ number }) => number)).toEqual(["1.10.1"]);
    expect(of("1.1")?.below).toEqual([]);
    expect(sectionsAbove(sections, "1.10.1").map(({ number }) => number)).toEqual(["1", "1.10"]);
  });

  it("that hold nothing have neighbours that do, never what they are part of", () => {
    expect(nearestFilled(sections, "1.2").map(({ number }) => number)).toEqual(["1.1", "1.10"]);
    expect(nearestFilled(sections, "2").map(({ number }) => number)).toEqual(["1.10.1"]);
  });

  it("are parted by kind, in the order that is given", () => {
    const groups = byKind(entities, ["d", "e", "m"]);
    expect(groups.map(({ kind, entities: { length } }) => [kind, length])).toEqual([
      ["d", 1],
      ["m", 3],
    ]);
  });
});
