/** Images on disk: what is written is read back, as a whole and one by one, and a large graph is there or not at all. */
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets } from "@/lib/graph/facet-table";
import {
  DamagedGraphError,
  importedNames,
  readImported,
  readWhole,
  removeImported,
} from "@/lib/store/graph-files";
import type { GraphImage } from "@/lib/store/image";
import { openImage } from "@/lib/store/image-files";
import { DamagedImageError } from "@/lib/store/image-layout";
import { imageOf } from "@/lib/store/image-of";
import { writeImage } from "@/lib/store/image-writer";
import { keepLarge, openLarge } from "@/lib/store/large-graph-files";
import { memoryStore } from "@/lib/store/memory";
import { TooLargeError } from "@/lib/store/store";
import { hubCompiled, smallCompiled } from "../fixtures/small-graph";

let graphs: CompiledGraph[];
let folder: string;

beforeAll(async () => {
  graphs = await Promise.all([smallCompiled(), hubCompiled()]);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-image-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const made = { from: ["a file"], importedAt: "2026-11-28T10:00:00.000Z" };

async function imageFor(compiled: CompiledGraph): Promise<GraphImage> {
  const info = await memoryStore([compiled]).info({ graph: compiled.compact.graph });
  return imageOf(compiled, info, made);
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("an image on disk", () => {
  it("is read as it was written", async () => {
    for (const [i, compiled] of graphs.entries()) {
      const image = await imageFor(compiled);
      await writeImage(join(folder, String(i)), image);
      const read = await openImage(join(folder, String(i)));
      expect(read.about).toEqual(plain(image.about));
      const entities = await collected(image.entities());
      expect(await collected(read.entities())).toEqual(plain(entities));
      expect(await collected(read.communities())).toEqual(plain(await collected(image.communities())));
      expect(await collected(read.densities())).toEqual(await collected(image.densities()));
      fc.assert(
        fc.property(fc.nat(entities.length - 1), (number) => {
          const { entity, derived, facets, scopes } = entities[number];
          expect(read.record(number)).toEqual(plain({ entity, derived, facets, scopes }));
        }),
        { numRuns: 20 },
      );
      read.close();
    }
  });

  it("has in columns what a graph in memory has", async () => {
    const [compiled] = graphs;
    const graph = decodeGraph(compiled.compact);
    await writeImage(join(folder, "image"), await imageFor(compiled));
    const read = await openImage(join(folder, "image"));
    expect(await read.column("relationType")).toEqual(graph.relations.type);
    expect(await read.column("relationTo")).toEqual(graph.relations.to);
    const told = await read.column("relationSourced");
    expect(told.map((of) => of & 1)).toEqual(graph.relations.sourced);
    const stated = Array.from(graph.relations.type, (type, r) => {
      const [from, to] = [graph.relations.from[r], graph.relations.to[r]];
      const { note, sources = [] } =
        compiled.entities[from].relations.find(
          (one) => one.to === graph.ids[to] && one.type === graph.relationTypes[type],
        ) ?? {};
      return { note, sources };
    });
    expect(Array.from(told, (of) => of >> 1)).toEqual(stated.map(({ note }) => (note ? 1 : 0)));
    expect(stated.map((_, r) => read.statement(r))).toEqual(
      stated.map((one) => (one.note || one.sources.length > 0 ? one : undefined)),
    );
    expect(await read.column("kind")).toEqual(graph.kind);
    expect(await read.facetTable()).toEqual(decodeFacets(compiled.facets, graph));
    expect(await collected(read.names())).toEqual(
      graph.ids.map((id, number) => ({
        number,
        id,
        name: graph.names[number],
        aliases: graph.aliases[number],
      })),
    );
    read.close();
  });

  it("is told to be damaged where it is cut off or lacks a file", async () => {
    const path = join(folder, "image");
    for (const name of ["x.bin", "records.jsonl", "about.json"]) {
      await writeImage(path, await imageFor(graphs[0]));
      await truncate(join(path, name), 7);
      await expect(openImage(path)).rejects.toThrow(DamagedImageError);
      await rm(join(path, name));
      await expect(openImage(path)).rejects.toThrow(DamagedImageError);
      await rm(path, { recursive: true });
    }
  });
});

describe("an image of another version", () => {
  it("is not called damaged: importing the graph again helps", async () => {
    const path = join(folder, "image");
    await writeImage(path, await imageFor(graphs[0]));
    const about = JSON.parse(await readFile(join(path, "about.json"), "utf8"));
    await writeFile(join(path, "about.json"), JSON.stringify({ ...about, format: about.format - 1 }));
    await expect(openImage(path)).rejects.toThrow("import it again");
  });
});

describe("a large graph", () => {
  const keep = async (compiled: CompiledGraph) => {
    const image = await imageFor(compiled);
    const info = { ...image.about.info, tiles: { extent: 1024, zooms: 3 } };
    return keepLarge(folder, (path) => writeImage(path, { ...image, about: { ...image.about, info } }));
  };

  it("is known by its pointer, opened by its name, and makes way for another", async () => {
    await keep(graphs[1]);
    const kept = await keep(graphs[1]);
    expect(await importedNames(folder)).toEqual(["hub"]);
    expect(await readImported(folder, "hub")).toEqual(kept);
    expect(kept).toMatchObject({ tiles: { extent: 1024, zooms: 3 }, ...made });
    expect(await readdir(join(folder, "hub"))).toHaveLength(2);
    expect(await readdir(folder)).toEqual([".writing", "hub"]);
    await expect(readWhole(folder, "hub")).rejects.toThrow(TooLargeError);
    const opened = await openLarge(folder, "hub");
    expect(opened?.about).toEqual(kept);
    expect(opened?.image.size).toBe(graphs[1].entities.length);
    opened?.image.close();
    await truncate(join(folder, "hub", kept.file, "names.jsonl"), 3);
    await expect(openLarge(folder, "hub")).rejects.toThrow(DamagedGraphError);
    expect(await removeImported(folder, "hub")).toBe(true);
    expect(await openLarge(folder, "hub")).toBeUndefined();
  });

  it("is as before where making another one fails", async () => {
    const kept = await keep(graphs[1]);
    const failing = keepLarge(folder, () => Promise.reject(new Error("no room")));
    await expect(failing).rejects.toThrow("no room");
    expect(await readImported(folder, "hub")).toEqual(kept);
    expect(await readdir(folder)).toEqual([".writing", "hub"]);
  });
});
