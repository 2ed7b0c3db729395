/** Large graphs: what is compiled in columns says what the small way says, and its map is in order. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Input, readInput } from "@/lib/cli/import-input";
import { bringLarge, writeLarge } from "@/lib/cli/import-large";
import { generate } from "@/lib/data/generated/entities";
import { hierarchyOf } from "@/lib/data/large/hierarchy";
import { IdTable } from "@/lib/data/large/id-table";
import { Spool } from "@/lib/data/large/spool";
import { writeAtlasJson } from "@/lib/exchange/atlas-json";
import type { ExchangeGraph } from "@/lib/exchange/exchange";
import { exchangeOf } from "@/lib/exchange/from-entities";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { mapRadius } from "@/lib/graph/graph";
import { eachNearPair } from "@/lib/graph/near-pairs";
import type { Community } from "@/lib/graph/tile";
import { readImported } from "@/lib/store/graph-files";
import type { ImageEntity } from "@/lib/store/image";
import { openImage } from "@/lib/store/image-files";
import { imageOf } from "@/lib/store/image-of";
import { openLarge } from "@/lib/store/large-graph-files";
import { memoryStore } from "@/lib/store/memory";
import { hubCompiled, smallCompiled } from "../fixtures/small-graph";

let folder: string;
let small: CompiledGraph;
let hub: CompiledGraph;
beforeAll(async () => {
  [small, hub, folder] = await Promise.all([
    smallCompiled(),
    hubCompiled(),
    mkdtemp(join(tmpdir(), "atlas-large-")),
  ]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const inputFor = (path: string): Input => ({
  path,
  graph: "large",
  name: {},
  edits: {},
  mappings: new Map(),
  isLenient: false,
});

let files = 0;
async function fileOf(graph: Parameters<typeof writeAtlasJson>[0]): Promise<string> {
  const path = join(folder, `graph-${files++}.json`);
  await writeFile(path, [...writeAtlasJson(graph)].join(""));
  return path;
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** What the large way makes of a file. */
async function large(path: string) {
  const made = `${path}.image`;
  const outcome = await writeLarge(made, inputFor(path), () => {});
  expect(outcome).toMatchObject({ problems: { count: 0 }, notes: [] });
  const image = await openImage(made);
  const [entities, communities] = await Promise.all([
    collected(image.entities()),
    collected(image.communities()),
  ]);
  const densities = await collected(image.densities());
  image.close();
  return { info: outcome.info, about: image.about, entities, communities, densities };
}

const ownExport = ({ entities, compact, outline }: CompiledGraph): ExchangeGraph =>
  exchangeOf({
    ontology: compact.ontology,
    graph: compact.graph,
    version: compact.version,
    entities,
    outline,
  });

const generated = (entities: number) => generate(small.compact.ontology, { entities, relations: 3, seed: 5 });

describe("a graph that is compiled in columns", () => {
  it("says what it says when it is compiled as a small one", async () => {
    const paths = [
      await fileOf(ownExport(small)),
      await fileOf(ownExport(hub)),
      await fileOf(generated(300)),
    ];
    for (const path of paths) {
      const found = await large(path);
      const { compiled } = await readInput(inputFor(path));
      if (!compiled) throw new Error("the small way makes nothing of it");
      const info = await memoryStore([compiled]).info({ graph: "large" });
      const { tiles, version, ...rest } = found.info ?? { tiles: undefined };
      expect({ ...rest, version: info.version }).toEqual(info);
      expect(tiles).toBeDefined();
      const image = imageOf(compiled, info, { from: [], importedAt: "" });
      const { ontology, outline, readings } = found.about;
      expect({ ontology, outline, readings }).toEqual(
        JSON.parse(
          JSON.stringify({
            ontology: image.about.ontology,
            outline: image.about.outline,
            readings: image.about.readings,
          }),
        ),
      );
      // Where they stand is another matter.
      const said = ({ x, y, zoom, cell, communities, ...what }: ImageEntity) => what;
      const expected = JSON.parse(JSON.stringify((await collected(image.entities())).map(said)));
      expect(found.entities.map(said)).toEqual(expected);
    }
  });

  it("lies on a map that is in order", async () => {
    const { entities, communities, densities, info } = await large(await fileOf(generated(2000)));
    const byNumber = new Map(communities.map((community) => [community.number, community]));
    const sizes = new Map<number, number>();
    const parents = new Map<number, number>();
    let strangers = 0;
    for (const { communities: own, x, y } of entities) {
      expect(own.map((number) => byNumber.get(number)?.level)).toEqual([0, 1, 2]);
      own.forEach((number, level) => {
        sizes.set(number, (sizes.get(number) ?? 0) + 1);
        if (level === 0) return;
        expect(parents.get(number) ?? own[level - 1]).toBe(own[level - 1]);
        parents.set(number, own[level - 1]);
      });
      expect(isWithin(byNumber.get(own[2]), x, y)).toBe(true);
      if (!isWithin(byNumber.get(own[0]), x, y)) strangers++;
    }
    expect(communities.map(({ number, size }) => [number, size])).toEqual(
      communities.map(({ number }) => [number, sizes.get(number)]),
    );
    expect(strangers / entities.length).toBeLessThan(0.03);
    for (const level of [0, 1, 2]) {
      const names = communities.filter((one) => one.level === level).map(({ name }) => name.en);
      expect(new Set(names).size).toBeGreaterThan(0.95 * names.length);
    }
    let overlapping = 0;
    eachNearPair(
      entities.map(({ x }) => x),
      entities.map(({ y }) => y),
      28,
      (a, b) => {
        const distance = Math.hypot(entities[a].x - entities[b].x, entities[a].y - entities[b].y);
        const radius = (i: number) => mapRadius(entities[i].importance / 1000);
        if (distance < 0.9 * (radius(a) + radius(b))) overlapping++;
      },
    );
    expect(overlapping / entities.length).toBeLessThan(0.01);
    // Everyone who appears later is counted in the cell that holds all of the map.
    expect(densities.find(({ cell }) => cell === 0)?.counts.reduce((a, b) => a + b, 0)).toBe(entities.length);
    expect(info?.tiles?.zooms).toBe(Math.max(...entities.map(({ zoom }) => zoom)));
  });

  it("has to be of our own form, and is told what is wrong with it", async () => {
    const foreign = await fileOf({ attributes: {}, nodes: [{ id: "a", attributes: {} }], edges: [] });
    await expect(bringLarge(folder, inputFor(foreign), () => {})).rejects.toThrow(
      /more than 50000 entities.*no ontology/,
    );
    const own = ownExport(small);
    const twice = { ...own, nodes: [...own.nodes, own.nodes[0]] };
    const nowhere = { ...own, edges: [...own.edges, { ...own.edges[0], to: "model/nobody" }] };
    for (const [graph, told] of [
      [twice, /is there before/],
      [nowhere, /model\/nobody/],
    ] as const) {
      const { info, problems } = await bringLarge(undefined, inputFor(await fileOf(graph)), () => {});
      expect(info).toBeUndefined();
      expect(problems).toMatchObject({ count: 1, first: [expect.stringMatching(told)] });
    }
  });

  it("is what a file with too many entities is read as", async () => {
    const nodes = Array.from({ length: 50_001 }, (_, i) => ({ id: `n${i}`, attributes: {} }));
    const outcome = await readInput(inputFor(await fileOf({ attributes: {}, nodes, edges: [] })));
    expect(outcome).toMatchObject({ isTooLarge: true, problems: { count: 1 } });
  });
});

/** Whether a place is within a region's outline, by the even-odd rule. */
function isWithin(region: Community | undefined, x: number, y: number): boolean {
  let crossings = 0;
  for (const ring of region?.outline ?? []) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [ax, ay, bx, by] = [ring[i], ring[i + 1], ring[j], ring[j + 1]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) crossings++;
    }
  }
  return crossings % 2 === 1;
}

describe("communities of a large graph", () => {
  it("are parts of one another, whoever is tied to whom", () => {
    const tie = fc.tuple(fc.nat(199), fc.nat(199), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.array(tie, { maxLength: 500, size: "max" }),
        (size, ties) => {
          const { levels } = hierarchyOf(tiesOf(size, ties), 6);
          levels.forEach(({ of, count, parent }, depth) => {
            expect(new Set(of)).toEqual(new Set(Array.from({ length: count }, (_, i) => i)));
            expect(parent).toHaveLength(count);
            if (depth > 0) expect(of.map((at) => parent[at])).toEqual(levels[depth - 1].of);
          });
          const sizes = new Map<number, number>();
          for (const at of levels[2].of) sizes.set(at, (sizes.get(at) ?? 0) + 1);
          expect(Math.max(...sizes.values())).toBeLessThanOrEqual(2 * 6);
        },
      ),
      { numRuns: 60 },
    );
  });
});

function tiesOf(size: number, list: readonly (readonly [number, number, number])[]) {
  const rows: Map<number, number>[] = Array.from({ length: size }, () => new Map());
  for (const [a, b, strength] of list) {
    if (a >= size || b >= size || a === b) continue;
    for (const [one, other] of [
      [a, b],
      [b, a],
    ])
      rows[one].set(other, (rows[one].get(other) ?? 0) + strength);
  }
  const from = new Uint32Array(size + 1);
  rows.forEach((row, i) => {
    from[i + 1] = from[i] + row.size;
  });
  return {
    size,
    from,
    neighbour: Uint32Array.from(rows.flatMap((row) => [...row.keys()])),
    strength: Float64Array.from(rows.flatMap((row) => [...row.values()])),
  };
}

describe("what is set aside", () => {
  it("is found again: ids by their numbers, lines by theirs", () => {
    const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}\/[a-z0-9-]{1,20}$/);
    fc.assert(
      fc.property(fc.array(id, { maxLength: 300 }), fc.array(fc.string({ unit: "binary" })), (ids, lines) => {
        const table = new IdTable(4);
        const numbers = new Map<string, number>();
        for (const one of ids) {
          if (!numbers.has(one)) numbers.set(one, numbers.size);
          expect(table.add(one)).toBe(numbers.get(one));
        }
        expect(table.size).toBe(numbers.size);
        for (const [one, number] of numbers) {
          expect(table.find(one)).toBe(number);
          expect(table.id(number)).toBe(one);
        }
        expect(table.find("nobody")).toBe(-1);
        const sorted = [...numbers.values()]
          .sort((a, b) => table.compare(a, b))
          .map((number) => table.id(number));
        expect(sorted).toEqual([...numbers.keys()].sort());
        const whole = lines.map((line) => line.toWellFormed());
        const spool = new Spool(join(folder, `spool-${files++}`));
        const places = whole.map((line) => spool.add(line));
        expect(places.map((place) => spool.read(place))).toEqual(whole);
        spool.close();
      }),
      { numRuns: 40 },
    );
  });
});

describe("a large import that is killed", () => {
  it("leaves the graph of before, and what it was making to the next one", async () => {
    const graphs = join(folder, "graphs");
    const path = await fileOf(ownExport(small));
    await bringLarge(graphs, inputFor(path), () => {});
    const before = await readImported(graphs, "large");
    const child = spawn(
      process.execPath,
      [
        "--import",
        "tsx",
        fileURLToPath(new URL("../durability/large-importer.ts", import.meta.url)),
        graphs,
        path,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    await once(child.stdout, "data");
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
    const making = (await readdir(graphs)).filter((name) => name.startsWith(".making"));
    expect(making).toHaveLength(1);
    expect(await readImported(graphs, "large")).toEqual(before);
    const opened = await openLarge(graphs, "large");
    expect(opened?.image.size).toBe(small.entities.length);
    expect(await opened?.image.nameLists()).toBeDefined();
    opened?.image.close();
    await bringLarge(graphs, inputFor(path), () => {});
    expect((await readdir(graphs)).sort()).toEqual([".writing", "large"]);
    expect((await readImported(graphs, "large"))?.version).toBe(before?.version);
    expect(await readdir(join(graphs, "large"))).toHaveLength(2);
  });
});
