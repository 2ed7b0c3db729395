/** Test graphs: the same options make the same one, the ontology allows all of it, and a few entities have most relations. */

import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generate } from "@/lib/data/generated/entities";
import { structureOf } from "@/lib/data/generated/structure";
import { parseYaml } from "@/lib/data/yaml-file";
import { writeAtlasJson } from "@/lib/exchange/atlas-json";
import { draftOf } from "@/lib/exchange/infer";
import { ontologySchema } from "@/lib/graph/ontology";
import { hubCompiled, smallCompiled } from "../fixtures/small-graph";

const [small, hub] = await Promise.all([smallCompiled(), hubCompiled()]);
const atlas = ontologySchema.parse(
  parseYaml("ontology.yaml", await readFile("graph-data/ontology.yaml", "utf8")).data,
);
const ontologies = [small.compact.ontology, hub.compact.ontology];

const options = fc.record({
  entities: fc.integer({ min: 100, max: 300 }),
  relations: fc.integer({ min: 0, max: 5 }),
  seed: fc.nat(),
});

describe("a generated graph", () => {
  it("is the same whenever the options are, and another with another seed", () => {
    const text = (given: Parameters<typeof generate>[1]) =>
      [...writeAtlasJson(generate(ontologies[0], given))].join("");
    fc.assert(
      fc.property(options, (given) => {
        expect(text(given)).toBe(text(given));
        expect(text({ ...given, seed: given.seed + 1 })).not.toBe(text(given));
      }),
      { numRuns: 8 },
    );
  });

  it("holds nothing that its ontology does not allow, and as much as was asked for", async () => {
    const all = [...ontologies, atlas];
    fc.assert(
      fc.property(options, fc.constantFrom(...all), (given, ontology) => {
        const { attributes, nodes, edges, relations } = generate(ontology, given);
        const graph = { attributes, nodes: [...nodes], edges: [...edges] };
        const { draft, problems } = draftOf(graph, { id: "test", name: { en: "Test", zh: "测试" } });
        expect(problems).toEqual([]);
        expect(draft.ontology.kinds).toEqual(ontology.kinds);
        expect(draft.entities).toHaveLength(given.entities);
        expect(draft.entities.reduce((sum, entity) => sum + entity.relations.length, 0)).toBe(relations);
        for (const language of ["en", "zh"] as const)
          expect(new Set(draft.entities.map(({ name }) => name[language])).size).toBe(given.entities);
      }),
      { numRuns: 6 },
    );
    const { from } = structureOf(atlas, 1000, 3, 7);
    expect(from).toHaveLength(3000);
  });

  it("has many entities with few relations, and few with very many", async () => {
    const { to } = structureOf(atlas, 20_000, 3, 1);
    const degrees = new Uint32Array(20_000);
    for (const end of to) degrees[end]++;
    degrees.sort().reverse();
    const share = (count: number) => degrees.slice(0, count).reduce((a, b) => a + b, 0) / to.length;
    // Were all ends equally likely, none would have more than some 15, and a hundredth of them a thirtieth of all.
    expect(degrees[0]).toBeGreaterThan(150);
    expect(share(200)).toBeGreaterThan(0.15);
    // The tail of a power law: whoever is ten times as far down has a like fraction each time.
    const falls = [10, 100].map((rank) => degrees[rank] / degrees[rank * 10]);
    for (const fall of falls) expect(fall).toBeGreaterThan(1.5);
    for (const fall of falls) expect(fall).toBeLessThan(12);
  });
});
