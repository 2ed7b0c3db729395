/** Imported graphs as they are kept: whole or not at all, whoever is killed, and seen by a store that is open. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { emptyFilter } from "@/lib/graph/filter-value";
import {
  DamagedGraphError,
  faultOfName,
  importedNames,
  keepImported,
  readImported,
  readWhole,
  removeImported,
} from "@/lib/store/graph-files";
import { withImported } from "@/lib/store/graphs";
import { memoryStore } from "@/lib/store/memory";
import { type GraphStore, UnknownGraphError, UnknownVersionError } from "@/lib/store/store";
import { hubCompiled, smallCompiled } from "../fixtures/small-graph";

let atlas: CompiledGraph;
/** Two states of one graph. */
let first: CompiledGraph;
let second: CompiledGraph;
let folder: string;

beforeAll(async () => {
  [atlas, first] = await Promise.all([smallCompiled(), hubCompiled()]);
  second = { ...first, compact: { ...first.compact, version: "0123456789abcdef" } };
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-graphs-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const keep = async (compiled: CompiledGraph, into = folder) =>
  keepImported(into, compiled, await memoryStore([compiled]).info({ graph: compiled.compact.graph }), [
    "a file",
  ]);

describe("an imported graph", () => {
  it("is there as it was, until another one takes its place, or it is removed", async () => {
    await keep(first);
    const kept = await readWhole(folder, "hub");
    expect(kept?.compiled).toEqual(JSON.parse(JSON.stringify(first)));
    expect(kept?.about).toMatchObject({
      graph: "hub",
      name: first.compact.ontology.graph.name,
      version: first.compact.version,
      entities: first.entities.length,
      from: ["a file"],
    });
    await keep(second);
    expect((await readWhole(folder, "hub"))?.about.version).toBe(second.compact.version);
    expect(await readdir(join(folder, "hub"))).toHaveLength(2);
    expect(await importedNames(folder)).toEqual(["hub"]);
    expect(await removeImported(folder, "hub")).toBe(true);
    expect(await readWhole(folder, "hub")).toBeUndefined();
    expect(await importedNames(folder)).toEqual([]);
    expect(await removeImported(folder, "hub")).toBe(false);
  });

  it("is told to be damaged, however it was damaged, and comes back by another import", async () => {
    const { file } = await keep(first);
    const data = join(folder, "hub", file);
    const whole = await readFile(data);
    const pointer = join(folder, "hub", "current.json");
    const told = await readFile(pointer, "utf8");
    const flipped = Buffer.from(whole);
    flipped[Math.floor(flipped.length / 2)] ^= 1;
    for (const damaged of [whole.subarray(0, -1), Buffer.alloc(0), flipped]) {
      await writeFile(data, damaged);
      await expect(readWhole(folder, "hub")).rejects.toThrow(DamagedGraphError);
    }
    await writeFile(data, whole);
    for (const damaged of [
      told.slice(0, 50),
      "",
      "[]",
      told.replace('"hub"', '"bus"'),
      told.replace('"format": 1', '"format": 2'),
    ]) {
      await writeFile(pointer, damaged);
      await expect(readImported(folder, "hub")).rejects.toThrow(DamagedGraphError);
      await expect(readWhole(folder, "hub")).rejects.toThrow(DamagedGraphError);
    }
    await writeFile(pointer, told);
    await rm(data);
    await expect(readWhole(folder, "hub")).rejects.toThrow(DamagedGraphError);
    await keep(first);
    expect((await readWhole(folder, "hub"))?.about.version).toBe(first.compact.version);
  });

  it("is never looked for outside of its folder", async () => {
    await keep(first, join(folder, "elsewhere"));
    for (const name of ["../elsewhere/hub", "elsewhere/hub", ".", "..", "", "HUB"]) {
      expect(await readImported(folder, name)).toBeUndefined();
      expect(await removeImported(folder, name)).toBe(false);
    }
  });
});

describe("names of graphs", () => {
  it.each(["cities", "a", "atlas-2", "my", `a${"b".repeat(63)}`])("may be %s", (name) => {
    expect(faultOfName(name)).toBeUndefined();
  });
  it.each(["atlas", "my-cities", "u-1", "", "Cities", "1a", "a/b", "..", `a${"b".repeat(64)}`])(
    "may not be %j",
    (name) => {
      expect(faultOfName(name)).toEqual(expect.any(String));
    },
  );
});

describe("a killed import", () => {
  const importer = fileURLToPath(new URL("../durability/importer.ts", import.meta.url));

  /** Lets so many processes import at once, and kills them in the middle of it. */
  async function kill(into: string, states: string, processes: number, after: number): Promise<void> {
    const children = Array.from({ length: processes }, () =>
      spawn(process.execPath, ["--import", "tsx", importer, into, states], {
        stdio: ["ignore", "pipe", "inherit"],
      }),
    );
    await Promise.all(children.map(({ stdout }) => once(stdout, "data")));
    await wait(after);
    const gone = children.map((child) => once(child, "exit"));
    for (const child of children) child.kill("SIGKILL");
    await Promise.all(gone);
  }

  it("leaves a whole graph, and nothing behind once another has been there", async () => {
    const states = join(folder, "states.json");
    await writeFile(states, JSON.stringify([first, second]));
    const versions = [first, second].map(({ compact }) => compact.version);
    const rounds = Array.from({ length: 3 }, (_, round) => join(folder, `round-${round}`));
    const round = async (into: string, i: number) => {
      // Two of them keep out of each other's way.
      await kill(into, states, i === 0 ? 2 : 1, 7 * i + Math.random() * 10);
      expect(versions).toContain((await readWhole(into, "hub"))?.about.version);
      await keep(first, into);
      expect((await readWhole(into, "hub"))?.about.version).toBe(first.compact.version);
      expect(await readdir(join(into, "hub"))).toHaveLength(2);
    };
    await Promise.all(rounds.map(round));
  });
});

describe("a store with imported graphs", () => {
  const open = (most = 2): ReturnType<typeof withImported> =>
    withImported(memoryStore([atlas]), folder, { trustedFor: 0, most });

  it("answers about them as a store of their own does", async () => {
    await keep(first);
    const [store, own] = [open(), memoryStore([first])];
    const ref = { graph: "hub", version: first.compact.version };
    const [{ id }, { id: other }] = first.entities;
    const asked = { filter: emptyFilter, hiddenKinds: [] };
    const questions: ((of: GraphStore) => Promise<unknown>)[] = [
      (of) => of.info(ref),
      (of) => of.compact(ref),
      (of) => of.entity(ref, id),
      (of) => of.neighbors(ref, id, { limit: 5 }),
      (of) => of.search(ref, { text: "a", limit: 5 }),
      (of) => of.facetTable(ref),
      (of) => of.facets(ref, asked),
      (of) => of.subgraph(ref, asked, { limit: 5 }),
      (of) => of.lineage(ref, { of: id, direction: "both", limit: 5 }),
      (of) => of.impact(ref, { of: id, limit: 5 }),
      (of) => of.terms(ref, id),
      (of) => of.paths(ref, { from: id, to: other, k: 2, hops: 4 }),
      (of) => of.compare(ref, [id, other]),
      (of) => of.ranking(ref, asked, { by: "degree", limit: 5 }),
      (of) => of.questions(ref),
      (of) => of.stories(ref),
      (of) => of.ask(ref, { text: "models", locale: "en" }),
    ];
    for (const question of questions) expect(await question(store)).toEqual(await question(own));
    expect(await store.info({ graph: "atlas" })).toEqual(await memoryStore([atlas]).info({ graph: "atlas" }));
    expect((await store.graphs()).map(({ graph }) => graph)).toEqual(["atlas", "hub"]);
    expect(await store.whole({ graph: "hub" })).toEqual(JSON.parse(JSON.stringify(first)));
  });

  it("sees what is imported, replaced, damaged and removed while it is open", async () => {
    const store = open();
    const version = async () => (await store.compact({ graph: "hub" })).version;
    await expect(version()).rejects.toThrow(UnknownGraphError);
    await keep(first);
    expect(await version()).toBe(first.compact.version);
    await keep(second);
    expect(await version()).toBe(second.compact.version);
    await expect(store.compact({ graph: "hub", version: first.compact.version })).rejects.toThrow(
      UnknownVersionError,
    );
    const { file } = await keep(first);
    await appendFile(join(folder, "hub", file), " ");
    await expect(version()).rejects.toThrow(DamagedGraphError);
    expect(await store.info({ graph: "atlas" })).toBeDefined();
    await removeImported(folder, "hub");
    await expect(version()).rejects.toThrow(UnknownGraphError);
    await expect(store.info({ graph: "hub" })).rejects.toThrow(/known: atlas\.$/);
  });

  it("answers with one state of a graph alone while it is replaced again and again", async () => {
    const store = open();
    await keep(first);
    let isDone = false;
    const replacing = (async () => {
      for (let i = 0; i < 12; i++) await keep(i % 2 === 0 ? second : first);
      isDone = true;
    })();
    while (!isDone) {
      const compact = await store.compact({ graph: "hub" });
      expect([first.compact.version, second.compact.version]).toContain(compact.version);
    }
    await replacing;
  });

  it("holds a few open, and reads the others again", async () => {
    const named = (graph: string): CompiledGraph => ({ ...first, compact: { ...first.compact, graph } });
    for (const graph of ["one", "two"]) await keep(named(graph));
    const store = open(1);
    const one = await store.compact({ graph: "one" });
    expect(await store.compact({ graph: "one" })).toBe(one);
    await store.compact({ graph: "two" });
    const again = await store.compact({ graph: "one" });
    expect(again).not.toBe(one);
    expect(again).toEqual(one);
  });

  it("keeps the name of the atlas for the atlas", async () => {
    await keep({ ...first, compact: { ...first.compact, graph: "atlas" } });
    const store = open();
    expect((await store.compact({ graph: "atlas" })).version).toBe(atlas.compact.version);
    expect((await store.graphs()).map(({ version }) => version)).toEqual([atlas.compact.version]);
  });
});
