/**
 * Lists of names by gram, kept beside the image of a graph: at a million entities they take half a minute to make, which
 * whoever searches after a start would have to wait for. What is kept can be made anew, so whatever is wrong with it, it is.
 */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import { decodeReadings } from "@/lib/graph/graph";
import { editionOfLists, type NameLists, nameLists } from "@/lib/graph/name-index";
import { Postings } from "@/lib/graph/postings";
import { waysToWrite } from "@/lib/graph/search";
import type { ImageFiles } from "./image-files";
import { inTurns, turn } from "./turns";

const files = { start: "nameStart.bin", items: "nameItems.bin" } as const;
const aboutName = "names.json";

const count = z.int().check(z.gte(0));
const aboutSchema = z.object({
  edition: z.string(),
  names: count,
  start: z.object({ bytes: count, hash: z.string() }),
  items: z.object({ bytes: count, hash: z.string() }),
});

/** Makes the lists of an image, and keeps them in its folder. */
export async function writeNameLists(folder: string, image: ImageFiles): Promise<void> {
  const folded: string[] = [];
  for await (const named of image.names()) for (const way of waysToWrite(named)) folded.push(way.folded);
  const { names, postings } = await inTurns(nameLists(folded, decodeReadings(image.about.readings)));
  const written = async (part: keyof typeof files) => {
    const { buffer, byteOffset, byteLength } = postings[part];
    const bytes = new Uint8Array(buffer, byteOffset, byteLength);
    await writeFile(join(folder, files[part]), bytes, { flag: "wx", mode: 0o600 });
    return { bytes: byteLength, hash: await hashOf(bytes) };
  };
  const about = {
    edition: editionOfLists(),
    names,
    start: await written("start"),
    items: await written("items"),
  } satisfies z.infer<typeof aboutSchema>;
  await writeFile(join(folder, aboutName), JSON.stringify(about), { flag: "wx", mode: 0o600 });
}

/** The lists that are kept in an image's folder; nothing where there are none that are whole and as they would be made now. */
export async function readNameLists(folder: string): Promise<NameLists | undefined> {
  try {
    const about = aboutSchema.parse(JSON.parse(await readFile(join(folder, aboutName), "utf8")));
    if (about.edition !== editionOfLists()) return undefined;
    const read = async (part: keyof typeof files): Promise<Uint32Array> => {
      const { buffer, byteOffset, byteLength } = await readFile(join(folder, files[part]));
      if (byteLength !== about[part].bytes) throw new RangeError(`${files[part]} is of another length`);
      if ((await hashOf(new Uint8Array(buffer, byteOffset, byteLength))) !== about[part].hash)
        throw new RangeError(`${files[part]} is damaged`);
      return new Uint32Array(buffer, byteOffset, byteLength / Uint32Array.BYTES_PER_ELEMENT);
    };
    return { names: about.names, postings: new Postings(await read("start"), await read("items")) };
  } catch {
    return undefined;
  }
}

/** Bytes between two moments at which others may have their turn. */
const portion = 4 * 1024 * 1024;

async function hashOf(bytes: Uint8Array): Promise<string> {
  const hash = createHash("sha256");
  for (let at = 0; at < bytes.length; at += portion) {
    hash.update(bytes.subarray(at, at + portion));
    await turn();
  }
  return hash.digest("hex");
}
