import { execFile } from "node:child_process";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileGraph } from "@/lib/data/compile-data";
import { type GraphData, loadGraphData } from "@/lib/data/files";
import { writePlaces } from "@/lib/data/output";
import { decodeGraph } from "@/lib/graph/decode";
import { degreeOf, otherEnd, relationsOf } from "@/lib/graph/graph";
import { smallFiles, withSmallGraph } from "../fixtures/small-graph";

async function load(folder: string): Promise<GraphData> {
  const { data, problems } = await loadGraphData(folder);
  if (!data) throw new Error(JSON.stringify(problems));
  return data;
}

describe("compiling", () => {
  it("gives the same bytes whatever the order of entities", async () => {
    const data = await withSmallGraph({}, load);
    const bytes = JSON.stringify(compileGraph(data).compiled);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...data.entities], { minLength: data.entities.length }),
        (entities) => {
          expect(JSON.stringify(compileGraph({ ...data, entities }).compiled)).toBe(bytes);
        },
      ),
      { numRuns: 12 },
    );
  });

  it("changes the version with anything that is served, a summary included", async () => {
    const versionOf = (changes: Record<string, string>) =>
      withSmallGraph(changes, async (folder) => compileGraph(await load(folder)).compiled.compact.version);
    const summary = {
      "entities/model/llama.yaml": smallFiles["entities/model/llama.yaml"].replace("An open", "One open"),
    };
    expect(await versionOf({})).toMatch(/^[0-9a-f]{16}$/);
    expect(await versionOf(summary)).not.toBe(await versionOf({}));
  });

  it("keeps every entity in its place when others come, and finds a place for the newcomer", async () => {
    const newcomer =
      "name: { en: GPT, zh: GPT }\nsummary: { en: New., zh: 新的。 }\nrelations: [{ type: based_on, to: model/ernie, sources: unsourced }]\n";
    await withSmallGraph({ "entities/model/gpt.yaml": newcomer }, async (folder) => {
      const before = await withSmallGraph({}, async (old) => compileGraph(await load(old)).places);
      await writePlaces(folder, before);
      const { places } = compileGraph(await load(folder));
      for (const [id, place] of before) expect(places.get(id)).toEqual(place);
      expect(places.get("model/gpt")).toMatchObject({ x: expect.any(Number), y: expect.any(Number) });
      expect(await writePlaces(folder, places)).toBe(true);
      expect(await writePlaces(folder, places)).toBe(false);
    });
  });

  it("lets a place go with its entity, and gives the others' no thought", async () => {
    const before = await withSmallGraph({}, async (folder) => compileGraph(await load(folder)).places);
    await withSmallGraph({}, async (folder) => {
      const gone = { x: 9999, y: 9999, region: "nowhere" };
      await writePlaces(folder, new Map([...before, ["model/gone", gone]]));
      expect(await readFile(join(folder, "map.tsv"), "utf8")).toContain("model/gone\t9999");
      const { places } = compileGraph(await load(folder));
      expect(new Map(places)).toEqual(new Map(before));
      expect(await writePlaces(folder, places)).toBe(true);
      expect(await readFile(join(folder, "map.tsv"), "utf8")).not.toContain("gone");
    });
  });

  it("draws the map anew when asked, the same whatever stood before", async () => {
    const fresh = await withSmallGraph({}, async (folder) => compileGraph(await load(folder)).places);
    const moved = { "map.tsv": "model/ernie\t777\t-777\tx\nmodel/llama\t1\t2\tx\n" };
    await withSmallGraph(moved, async (folder) => {
      const data = await load(folder);
      expect(compileGraph(data).places.get("model/ernie")).toEqual({ x: 777, y: -777, region: "x" });
      expect(compileGraph(data, { relayout: true }).places).toEqual(fresh);
    });
  });

  it("brings a graph back from its compact form as it was", async () => {
    const { compiled } = compileGraph(await withSmallGraph({}, load));
    const graph = decodeGraph(structuredClone(compiled.compact));
    expect(graph.ids).toEqual(compiled.entities.map(({ id }) => id));
    expect(graph.names).toEqual(compiled.entities.map(({ name }) => name));
    expect(graph.relations.size).toBe(compiled.entities.flatMap(({ relations }) => relations).length);
    const ernie = graph.indexOf("model/ernie");
    const others = [...relationsOf(graph, ernie)].map(
      (relation) => graph.ids[otherEnd(graph, relation, ernie)],
    );
    expect(others.sort()).toEqual(["dataset/baike", "model/ernie-2", "organization/lab"]);
    expect(degreeOf(graph, ernie)).toBe(3);
    expect([...graph.importance]).toEqual([...graph.importance].sort((a, b) => b - a));
  });

  it("shares out the random walker's whole time", async () => {
    const { pagerank } = compileGraph(await withSmallGraph({}, load)).compiled;
    expect(pagerank.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    expect(Math.min(...pagerank)).toBeGreaterThan(0);
  });

  it("reads derived facets off other entities, wholes included", async () => {
    const { compiled } = compileGraph(await withSmallGraph({}, load));
    const derivedOf = (id: string) =>
      compiled.derived[compiled.entities.findIndex((entity) => entity.id === id)];
    expect(derivedOf("model/ernie")).toEqual({
      developer_country: ["CN"],
      developer: ["organization/baidu", "organization/lab"],
    });
    expect(derivedOf("model/llama").developer_country).toEqual(["CN", "US"]);
    expect(derivedOf("dataset/c4")).toEqual({});
  });

  it("knows all readings of a character", async () => {
    const { readings } = compileGraph(await withSmallGraph({}, load)).compiled.compact;
    expect(readings.文).toBe("wen");
    expect(readings.百?.split(" ")).toContain("bai");
  });
});

describe("npm run graph", () => {
  const run = async (...options: string[]) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "lib/cli/graph.ts", ...options]).then(
      ({ stdout }) => ({ code: 0, stdout, stderr: "" }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );

  it("compiles once, in the same bytes in another process, and then has nothing to do", async () => {
    await withSmallGraph({}, async (first) =>
      withSmallGraph({}, async (second) => {
        expect((await run("--data", first)).stdout).toContain("8 entities");
        expect((await run("--data", second)).code).toBe(0);
        const read = (folder: string) => readFile(join(folder, ".compiled", "atlas.json"), "utf8");
        expect(await read(first)).toBe(await read(second));
        await writeFile(join(first, "README.md"), "about the data");
        expect((await run("--data", first)).stdout).toContain("nothing changed");
      }),
    );
  });

  it("tells every problem on a line of its own, exits with 1 and leaves what was compiled before", async () => {
    const broken = { "entities/dataset/c4.yaml": "name: { en: C4 }\n" };
    await withSmallGraph(broken, async (folder) => {
      const { code, stderr } = await run("--data", folder);
      expect(code).toBe(1);
      expect(stderr).toMatch(/entities\/dataset\/c4\.yaml:1:\d+: "zh" is missing/);
      expect(stderr).toMatch(/graph: \d+ problems/);
      await expect(stat(join(folder, ".compiled"))).rejects.toThrow();
    });
  });

  it("checks without writing", async () => {
    await withSmallGraph({}, async (data) => {
      expect((await run("--data", data, "--check")).stdout).toContain("in order");
      await expect(stat(join(data, ".compiled"))).rejects.toThrow();
    });
  });
});
