/** What `npm run import` makes of files and folders. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Input, type Outcome, readInput } from "@/lib/cli/import-input";
import { citiesFile, citiesSize } from "../fixtures/cities";
import { smallFiles } from "../fixtures/small-graph";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-input-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

const read = (more: Partial<Input> = {}): Promise<Outcome> =>
  readInput({
    path: folder,
    graph: "mine",
    name: {},
    edits: {},
    mappings: new Map(),
    isLenient: false,
    ...more,
  });

describe("a folder of our own YAML", () => {
  it("needs no outline, goes by the name that it is given, and keeps the rest", async () => {
    const { "outline.yaml": _, ...bare } = smallFiles;
    await write(bare);
    const { compiled, problems } = await read({ name: { en: "Mine" } });
    expect(problems).toEqual({ count: 0, first: [] });
    expect(compiled?.compact.graph).toBe("mine");
    expect(compiled?.compact.ontology.graph.name).toEqual({ en: "Mine", zh: "小图" });
    expect(compiled?.entities).toHaveLength(8);
    expect(compiled?.outline.entries).toEqual([]);
  });

  it("may have entities of one name, and some that are tied to nothing", async () => {
    const alone = "name: { en: Alone, zh: 独 }\nsummary: { en: Nothing., zh: 无。 }\n";
    await write({
      "ontology.yaml": smallFiles["ontology.yaml"],
      "entities/model/alone.yaml": alone,
      "entities/model/alone-too.yaml": alone,
    });
    const { compiled, problems } = await read();
    expect(problems).toEqual({ count: 0, first: [] });
    expect(compiled?.entities.map(({ id }) => id).sort()).toEqual(["model/alone", "model/alone-too"]);
    expect(compiled?.outline.entries).toEqual([]);
  });

  it("is refused with file, line and column of all that is wrong, of which the first hundred are told", async () => {
    await write({ "ontology.yaml": smallFiles["ontology.yaml"] });
    const wrong = Object.fromEntries(
      Array.from({ length: 120 }, (_, i) => [`entities/model/m${i}.yaml`, "name: 1\n"]),
    );
    await write(wrong);
    const { compiled, problems } = await read({ isLenient: true });
    expect(compiled).toBeUndefined();
    expect(problems.count).toBeGreaterThan(120);
    expect(problems.first).toHaveLength(100);
    for (const line of problems.first) expect(line).toMatch(/^entities\/model\/m\d+\.yaml:\d+:\d+: ./);
  });
});

describe("files of other formats", () => {
  it("are read alone or as a folder, hidden ones left out", async () => {
    await write({
      ".hidden.csv": "nonsense",
      "things.csv": "id,label,kind\n1,One,number\n2,Two,number\n3,a,letter\n",
      "ties.csv": "source,target,type\n1,2,next\n3,1,marks\n",
    });
    const { compiled, problems } = await read();
    expect(problems.count).toBe(0);
    expect(compiled?.entities).toHaveLength(3);
    expect(compiled?.compact.relations.to).toHaveLength(2);
    expect(compiled?.compact.ontology.graph.name).toEqual({ en: "mine", zh: "mine" });
  });

  it("take the columns, names and edits that they are given", async () => {
    await write({ "things.csv": "one,two\nAda,Bob\nBob,Cy\n" });
    const mapping = { role: "relations", delimiter: ",", hasHeader: true, columns: ["to", "from"] } as const;
    const { compiled } = await read({
      path: join(folder, "things.csv"),
      name: { en: "People", zh: "人" },
      mappings: new Map([["things.csv", mapping]]),
      edits: { graph: { name: { en: "Edited", zh: "改" } } },
    });
    const [first] = compiled?.entities.filter(({ name }) => name.en === "Bob") ?? [];
    expect(first.relations).toHaveLength(1);
    expect(compiled?.entities.find(({ id }) => id === first.relations[0].to)?.name.en).toBe("Ada");
    expect(compiled?.compact.ontology.graph.name).toEqual({ en: "Edited", zh: "改" });
  });

  it("are refused for any problem, unless the rest is wanted", async () => {
    const dangling = Array.from({ length: 130 }, (_, i) => ({ source: "Paris", target: `x${i}`, type: "a" }));
    await write({ "cities.json": citiesFile(dangling) });
    const refused = await read();
    expect(refused.compiled).toBeUndefined();
    expect(refused.problems.count).toBe(130);
    expect(refused.problems.first).toHaveLength(100);
    expect(refused.problems.first[0]).toMatch(/^cities\.json(:\d+)*: one end, “x0”/);
    const lenient = await read({ isLenient: true });
    expect(lenient.compiled?.entities).toHaveLength(citiesSize.entities);
    expect(lenient.problems.count).toBe(130);
  });

  it("are refused where there is nothing to be taken, or too much", async () => {
    await write({ "nothing.json": '{"nodes":[],"links":[]}' });
    expect(await read({ isLenient: true })).toMatchObject({ problems: { count: 1 } });
    const nodes = Array.from({ length: 50_001 }, (_, id) => ({ id }));
    await write({ "nothing.json": JSON.stringify({ nodes, links: [] }) });
    const { compiled, problems } = await read({ isLenient: true });
    expect(compiled).toBeUndefined();
    expect(problems.first.at(-1)).toContain("too many entities; up to 50,000 are read");
  });

  it("are not there where the path leads nowhere", async () => {
    await expect(read({ path: join(folder, "none") })).rejects.toThrow("ENOENT");
  });
});
