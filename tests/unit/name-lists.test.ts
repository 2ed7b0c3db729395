/** Lists of names that are kept beside an image: read they are as they would be made, and anything wrong with them is as if there were none. */
import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { decodeGraph } from "@/lib/graph/decode";
import { editionOfLists, indexNames, searchNames } from "@/lib/graph/name-index";
import { toEnd } from "@/lib/graph/steps";
import { openImage } from "@/lib/store/image-files";
import { imageOf } from "@/lib/store/image-of";
import { writeImage } from "@/lib/store/image-writer";
import { memoryStore } from "@/lib/store/memory";
import { readNameLists, writeNameLists } from "@/lib/store/name-lists";
import { hubCompiled } from "../fixtures/small-graph";

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "atlas-names-")), "image");
});
afterEach(() => rm(join(folder, ".."), { recursive: true, force: true }));

async function keep() {
  const compiled = await hubCompiled();
  const info = await memoryStore([compiled]).info({ graph: compiled.compact.graph });
  await writeImage(folder, imageOf(compiled, info, { from: [], importedAt: "2026-11-28T10:00:00.000Z" }));
  const image = await openImage(folder);
  await writeNameLists(folder, image);
  return { graph: decodeGraph(compiled.compact), image };
}

it("are those that an index of the graph has, and serve as they", async () => {
  const { graph, image } = await keep();
  const made = toEnd(indexNames(graph));
  const kept = await image.nameLists();
  image.close();
  expect(kept).toEqual({ names: made.folded.length, postings: made.postings });
  const index = toEnd(indexNames(graph, kept));
  expect(index).toEqual(made);
  expect(index.postings).toBe(kept?.postings);
  const { en } = graph.names[3];
  expect(searchNames(index, en)).toEqual(searchNames(made, en));
  expect(searchNames(index, en)).not.toEqual([]);
});

it("are made anew where they are of other names", async () => {
  const { graph, image } = await keep();
  const kept = await image.nameLists();
  image.close();
  const fewer = kept && { ...kept, names: kept.names - 1 };
  expect(toEnd(indexNames(graph, fewer)).postings).not.toBe(kept?.postings);
});

it("are none where there are none, or are damaged, or of another program", async () => {
  const { image } = await keep();
  image.close();
  const about = await readFile(join(folder, "names.json"), "utf8");
  const items = await readFile(join(folder, "nameItems.bin"));
  const isKept = async () => (await readNameLists(folder)) !== undefined;
  expect(await isKept()).toBe(true);

  await writeFile(join(folder, "names.json"), about.replace(editionOfLists(), "0-0"));
  expect(await isKept()).toBe(false);
  await writeFile(join(folder, "names.json"), about.slice(1));
  expect(await isKept()).toBe(false);
  await writeFile(join(folder, "names.json"), about);
  expect(await isKept()).toBe(true);

  items[9] ^= 1;
  await writeFile(join(folder, "nameItems.bin"), items);
  expect(await isKept()).toBe(false);
  items[9] ^= 1;
  await writeFile(join(folder, "nameItems.bin"), items);
  expect(await isKept()).toBe(true);
  await truncate(join(folder, "nameStart.bin"), 8);
  expect(await isKept()).toBe(false);
  await rm(join(folder, "names.json"));
  expect(await isKept()).toBe(false);
});
