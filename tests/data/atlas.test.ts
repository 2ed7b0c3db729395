/** The atlas itself, as `npm run graph` compiled it: what a reader may count on. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import type { Entity } from "@/lib/graph/schema";
import { buildSearchIndex, fold, searchGraph } from "@/lib/graph/search";
import { compiledDataFolder } from "@/lib/store/open";

const { compact, entities, derived } = JSON.parse(
  readFileSync(join(compiledDataFolder(), "atlas.json"), "utf8"),
) as CompiledGraph;
const graph = decodeGraph(compact);
const index = buildSearchIndex(graph);
const { ontology } = compact;

const names = readFileSync("graph-data/white-paper-names.tsv", "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t"))
  .map(([, id, en, zh]) => ({ id, en, zh }));

/** Ids of the entities of which something holds that should not. */
const those = (wrong: (entity: Entity, place: number) => boolean): string[] =>
  entities.filter(wrong).map(({ id }) => id);

describe("the white paper's names", () => {
  it("are all of them entities, marked as named in it", () => {
    const marked = new Set(those(({ namedInWhitePaper }) => namedInWhitePaper));
    expect(names.length).toBeGreaterThan(80);
    expect(names.filter(({ id }) => !marked.has(id))).toEqual([]);
  });

  it.each(["en", "zh"] as const)("are found among the first ten hits as it writes them: %s", (language) => {
    const lost = names.filter(
      ({ id, [language]: name }) =>
        !searchGraph(index, name, { limit: 10 }).some(({ entity }) => graph.ids[entity] === id),
    );
    expect(lost).toEqual([]);
  });

  it("in Chinese are found by pinyin as well", () => {
    const reading = (zh: string) => [...zh].map((char) => graph.readings.get(char)?.[0] ?? char).join("");
    const lost = names
      .filter(({ zh }) => /^\p{Script=Han}{3,}$/u.test(zh))
      .filter(
        ({ id, zh }) =>
          !searchGraph(index, reading(zh), { limit: 10 }).some(({ entity }) => graph.ids[entity] === id),
      );
    expect(lost).toEqual([]);
  });
});

describe("search", () => {
  it("finds an entity by its names in both languages first, or a namesake", () => {
    const everyFifth = entities.filter((_, place) => place % 5 === 0);
    const lost = everyFifth
      .flatMap(({ name }) => Object.values(name))
      .filter((name) => {
        const [first] = searchGraph(index, name, { limit: 1 });
        return fold(first?.matched ?? "").replaceAll(" ", "") !== fold(name).replaceAll(" ", "");
      });
    expect(lost).toEqual([]);
  });

  it("can read every Chinese character of every name", () => {
    const characters = new Set(
      entities.flatMap(({ name, aliases }) => [...name.en, ...name.zh, ...aliases.join("")]),
    );
    const unread = [...characters].filter(
      (char) => /\p{Script=Han}/u.test(char) && !graph.readings.has(char),
    );
    expect(unread).toEqual([]);
  });
});

describe("every entity", () => {
  it("has a name and a summary of its own in each language", () => {
    expect(those(({ summary }) => !/\p{Script=Han}/u.test(summary.zh))).toEqual([]);
    expect(
      those(({ summary }) => /\p{Script=Han}{4}/u.test(summary.en.replace(/[（(].*?[）)]|"[^"]*"/g, ""))),
    ).toEqual([]);
    for (const text of [({ summary }: Entity) => summary.en, ({ summary }: Entity) => summary.zh]) {
      const seen = new Map<string, string>();
      const twice = entities.filter((entity) => seen.size === seen.set(text(entity), entity.id).size);
      expect(twice.map(({ id }) => id)).toEqual([]);
    }
  });

  it("stands in a region of the map, at a place of its own", () => {
    expect(those((_, place) => graph.region[place] < 0)).toEqual([]);
    expect(new Set(graph.ids.map((_, i) => `${graph.x[i]} ${graph.y[i]}`)).size).toBe(graph.size);
  });
});

describe("the ontology", () => {
  it("has an entity of each kind and a relation of each type", () => {
    expect(graph.kinds.filter((_, kind) => !graph.kind.includes(kind))).toEqual([]);
    expect(graph.relationTypes.filter((_, type) => !graph.relations.type.includes(type))).toEqual([]);
  });

  it("has a value for each derived facet", () => {
    const used = new Set(derived.flatMap((facets) => Object.keys(facets)));
    expect(Object.keys(ontology.derived_facets).filter((facet) => !used.has(facet))).toEqual([]);
  });

  it("tells kinds apart by colour and by shape", () => {
    const kinds = Object.values(ontology.kinds);
    for (const look of [
      kinds.map(({ shape }) => shape),
      kinds.map(({ icon }) => icon),
      kinds.map(({ colour }) => colour.light),
      kinds.map(({ colour }) => colour.dark),
    ])
      expect(new Set(look).size).toBe(kinds.length);
  });
});

describe("relations", () => {
  const relations = entities.flatMap((entity) => entity.relations);
  const ordering = Object.entries(ontology.relations).flatMap(([type, { ancestor }]) =>
    ancestor ? [type] : [],
  );

  it.each(ordering)("of one type that tells what comes first never run in a circle: %s", (type) => {
    const above = new Map(entities.map(({ id }) => [id, new Set<string>()]));
    for (const relation of relations) if (relation.type === type) above.get(relation.from)?.add(relation.to);
    expect(leftInCircles(above)).toEqual([]);
  });

  it("say of nothing that it succeeds what came later", () => {
    const released = new Map(entities.map(({ id, facts }) => [id, String(facts.released?.value ?? "")]));
    const wrong = relations.filter(({ type, from, to }) => {
      const [later, earlier] = [released.get(from) ?? "", released.get(to) ?? ""];
      return type === "succeeds" && later !== "" && later < earlier.slice(0, later.length);
    });
    expect(wrong).toEqual([]);
  });
});

/** What cannot be taken away by taking, again and again, what nothing is left above of. */
function leftInCircles(above: ReadonlyMap<string, Set<string>>): string[] {
  const left = new Map(above);
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const [id, ends] of left) if (![...ends].some((end) => left.has(end))) left.delete(id);
  }
  return [...left.keys()];
}
