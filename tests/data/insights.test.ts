/** The charts of the atlas, and what is told about broken ones. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { marksOf } from "@/lib/charts/chart";
import { chartOf } from "@/lib/charts/charts";
import { sentenceOf } from "@/lib/charts/sentence";
import { loadGraphData } from "@/lib/data/files";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets } from "@/lib/graph/facet-table";
import { locales } from "@/lib/graph/schema";
import { memoryStore } from "@/lib/store/memory";
import { compiledDataFolder } from "@/lib/store/open";
import { fitViewToGraph } from "@/lib/view/fit-view";
import { parseView } from "@/lib/view/parse-view";
import { formatView } from "@/lib/view/view";
import { withSmallGraph } from "../fixtures/small-graph";

let compiled: CompiledGraph;
beforeAll(async () => {
  compiled = JSON.parse(await readFile(join(compiledDataFolder(), "atlas.json"), "utf8"));
});

const sourceIn = (locale: "zh" | "en") => {
  const graph = decodeGraph(compiled.compact);
  return { graph, table: decodeFacets(compiled.facets, graph), locale, sections: {} };
};

describe("the charts of the atlas", () => {
  it("are as many as are promised, and each has marks and a whole sentence in both languages", () => {
    expect(compiled.charts?.length).toBeGreaterThanOrEqual(10);
    for (const locale of locales) {
      const source = sourceIn(locale);
      for (const spec of compiled.charts ?? []) {
        const chart = chartOf(source, spec);
        expect(marksOf(chart).length, spec.id).toBeGreaterThan(3);
        const sentence = sentenceOf(chart, source.graph.ontology, locale);
        expect(sentence, spec.id).toMatch(/\d/);
        expect(sentence, spec.id).not.toMatch(/[{}]|undefined|NaN/);
      }
    }
  });

  it("lead from every mark to a view with just as many members, as the store counts them and an address says them", async () => {
    const source = sourceIn("en");
    const store = memoryStore([compiled]);
    for (const spec of compiled.charts ?? []) {
      for (const { label, entities, view } of marksOf(chartOf(source, spec))) {
        const read = parseView(new URLSearchParams(formatView(view)));
        expect([...read.problems, ...fitViewToGraph(read.view, source.graph, source.table).problems]).toEqual(
          [],
        );
        const { filter, hiddenKinds } = read.view;
        const { members } = await store.facets({ graph: "atlas" }, { filter, hiddenKinds });
        expect(members, `${spec.id}: ${label}`).toBe(entities.length);
      }
    }
  }, 60_000);
});

const chart = `charts:
  - id: open
    form: columns
    title: { en: Open, zh: 开放 }
    sentence: { en: "{total|model|models}", zh: "{total} 个" }
    kinds: [model]
    time: released
    since: 2019
    by: { facet: access, most: 2 }
    as: counts
`;
const file = "insights.yaml";

describe("a broken chart is reported with file, line and remedy", () => {
  const problemsWith = (text: string) =>
    withSmallGraph({ [file]: text }, async (folder) =>
      (await loadGraphData(folder)).problems.map(
        ({ file: of, line, message }) => `${of}:${line}: ${message}`,
      ),
    );

  it("says nothing about a sound one", async () => {
    expect(await problemsWith(chart)).toEqual([]);
  });

  it.each([
    ["another form", "form: columns", "form: pie", 3, "form"],
    ["an unknown kind", "[model]", "[modle]", 6, 'did you mean "model"'],
    ["an unknown facet", "facet: access", "facet: acces", 9, 'did you mean "access"'],
    ["a facet of another type", "facet: access", "facet: released", 9, "is no facet with a category"],
    ["a facet of other kinds", "[model]", "[dataset]", 7, 'no facet of the kind "dataset"'],
    [
      "a value that there is not",
      "most: 2",
      "groups: [{ label: { en: a, zh: b }, values: [opn] }]",
      9,
      'did you mean "open"',
    ],
    [
      "several values without a name for that",
      "facet: access",
      "facet: developer_country",
      9,
      '"several" is missing',
    ],
    ["an unknown fact", "{total|", "{totl|", 5, 'did you mean "total"'],
    [
      "a noun behind what is no count",
      "{total|model|models}",
      "{lead|model|models}",
      5,
      "only a count has a noun",
    ],
    ["a stray brace", "{total|model|models}", "{total", 5, "a brace that is no fact"],
    ["a missing language", ", zh: 开放 }", " }", 4, "both languages"],
  ])("%s", async (_, from, to, line, words) => {
    const told = await problemsWith(chart.replace(from, to));
    expect(told[0]).toContain(`${file}:${line}: `);
    expect(told.join("\n")).toContain(words);
  });

  it("two of one name", async () => {
    const told = await problemsWith(chart + chart.slice(chart.indexOf("\n") + 1));
    expect(told).toEqual([expect.stringContaining(`${file}:11: another chart is called "open"`)]);
  });
});
