import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { holdImage } from "@/lib/store/held-image";
import { type ImageFiles, openImage } from "@/lib/store/image-files";
import { imageOf } from "@/lib/store/image-of";
import { writeImage } from "@/lib/store/image-writer";
import { memoryStore, storeOver } from "@/lib/store/memory";
import { cutOf } from "@/lib/store/tile-answer";
import { describeGraphStore } from "./graph-store";
import { describeLarge } from "./graph-store-large";
import { describeTiles } from "./tiles";

const folder = await mkdtemp(join(tmpdir(), "atlas-images-"));
const images: ImageFiles[] = [];
afterAll(async () => {
  for (const image of images) image.close();
  await rm(folder, { recursive: true });
});

/** Writes graphs to the disk as large ones, and opens them there. */
async function overImages(graphs: readonly CompiledGraph[]) {
  const made = { from: ["a test"], importedAt: "2026-11-28T00:00:00.000Z" };
  const opened = graphs.map(async (compiled) => {
    const info = await memoryStore([compiled]).info({ graph: compiled.compact.graph });
    const tiles = cutOf(decodeGraph(compiled.compact)).grid;
    const path = await mkdtemp(join(folder, "image-"));
    await writeImage(join(path, "image"), imageOf(compiled, { ...info, tiles }, made));
    const image = await openImage(join(path, "image"));
    images.push(image);
    return holdImage(image);
  });
  return storeOver(await Promise.all(opened));
}

describeGraphStore("memory", async (graphs) => memoryStore(graphs));
describeTiles("memory", async (graphs) => memoryStore(graphs));
describeTiles("memory, over images,", overImages);
describeLarge("memory, over images,", overImages);
