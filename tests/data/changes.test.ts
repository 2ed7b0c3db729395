/** The atlas's own outline and changelog: that nothing changes untold, and that sections show what they hold. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ChangeHistory } from "@/lib/graph/change-record";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { stateOf, totalsOf } from "@/lib/graph/data-diff";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets } from "@/lib/graph/facet-table";
import { filterGraph } from "@/lib/graph/filter";
import { sectionFilter, sectionsOf } from "@/lib/graph/outline-sections";
import { compiledDataFolder } from "@/lib/store/open";

const read = (file: string) => JSON.parse(readFileSync(join(compiledDataFolder(), file), "utf8")) as unknown;
const { compact, entities, facets, outline } = read("atlas.json") as CompiledGraph;
const { version, records } = read("changes.json") as ChangeHistory;

describe("the changelog", () => {
  it("ends with the data as they are", () => {
    expect(
      records.at(-1)?.to,
      "The data have changed since the last record: run `npm run changes` and commit the file that it writes with the data",
    ).toBe(version);
    expect(records.at(-1)?.totals).toEqual(totalsOf(stateOf(entities)));
  });

  it("begins with the first edition", () => {
    expect(records[0]).toMatchObject({ name: "2026-11-24-1", entries: [] });
  });
});

describe("the outline", () => {
  const graph = decodeGraph(compact);
  const table = decodeFacets(facets, graph);
  const sections = sectionsOf(outline, entities);

  it("shows on the canvas exactly what its pages list", () => {
    for (const { number, entities: held } of sections) {
      const { standing } = filterGraph(graph, table, { filter: sectionFilter(number), hiddenKinds: [] });
      const shown = graph.ids.filter((_, entity) => standing[entity] > 0);
      expect(shown, number).toEqual(held.map(({ id }) => id));
    }
  });

  it("says what every section is about, in a few sentences", () => {
    for (const { number, depth, intro } of sections) {
      const [least, most] = depth === 1 ? [4, 6] : [2, 4];
      const sentences = { en: intro?.en.match(/[.!?](?= |$)/g), zh: intro?.zh.match(/[。！？]/g) };
      for (const [language, ends] of Object.entries(sentences)) {
        expect(ends?.length, `${number} ${language}`).toBeGreaterThanOrEqual(least);
        expect(ends?.length, `${number} ${language}`).toBeLessThanOrEqual(most);
      }
    }
  });
});
