/**
 * Imported graphs that are larger than what can be had as a whole, kept as an image (image-files.ts) that a pointer names
 * like any other graph. Making one takes minutes, in a folder of its own that its maker holds locked; what a killed one
 * leaves is nobody's, and the next import clears it.
 */
import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  alone,
  DamagedGraphError,
  hashOf,
  type ImportedGraph,
  putInPlace,
  readImported,
  sectionsIn,
  settle,
} from "./graph-files";
import { type ImageFiles, openImage } from "./image-files";
import { aboutName, DamagedImageError, OutdatedImageError } from "./image-layout";
import { LockedError, lockDirectory } from "./views/directory-lock";

/** Where images are made; no name of a graph. */
const workName = /^\.making-[0-9a-f-]{36}$/;

/**
 * Keeps a graph under its name in place of the one that has it.
 *
 * @param write makes a whole image at this path, where nothing is yet; there is room for its own files beside it
 * @throws {LockedError} another process has been writing for long
 */
export async function keepLarge(
  folder: string,
  write: (path: string) => Promise<void>,
): Promise<ImportedGraph> {
  const work = join(folder, `.making-${randomUUID()}`);
  const lock = await alone(folder, async () => {
    await clearWork(folder);
    return lockDirectory(work);
  });
  try {
    const made = join(work, "image");
    await write(made);
    await settle(made);
    const bytes = await readFile(join(made, aboutName));
    const image = await openImage(made);
    image.close();
    const { info, outline, from, importedAt } = image.about;
    const about: ImportedGraph = {
      format: 1,
      ...info,
      sections: sectionsIn(outline),
      from: [...from],
      importedAt,
      file: `image-${randomUUID()}`,
      bytes: bytes.length,
      hash: hashOf(bytes),
    };
    return await alone(folder, () => putInPlace(folder, about, (path) => rename(made, path)));
  } finally {
    await lock.release();
    await rm(work, { recursive: true, force: true });
  }
}

/** Removes what was being made by those who are gone. */
async function clearWork(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of (await readdir(folder)).filter((one) => workName.test(one))) {
    const lock = await lockDirectory(join(folder, name)).catch((error) => {
      if (!(error instanceof LockedError)) throw error;
    });
    if (!lock) continue;
    await rm(join(folder, name), { recursive: true, force: true });
    await lock.release();
  }
}

/** How often a graph is looked up anew that is replaced while it is being opened. */
const attempts = 5;

/**
 * A large graph, with what is known of it; `undefined` where there is none of this name, or one that can be had as a whole.
 * Its columns have to be asked for soon: another import takes the files away. Who has opened it closes it.
 *
 * @throws {DamagedGraphError}
 */
export async function openLarge(
  folder: string,
  graph: string,
): Promise<{ about: ImportedGraph; image: ImageFiles } | undefined> {
  for (let attempt = 1; ; attempt++) {
    const about = await readImported(folder, graph);
    if (!about?.tiles) return undefined;
    const path = join(folder, graph, about.file);
    const bytes = await readFile(join(path, aboutName)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
    let outdated = "";
    try {
      if (bytes && hashOf(bytes) === about.hash) return { about, image: await openImage(path) };
    } catch (error) {
      if (!(error instanceof DamagedImageError)) throw error;
      if (error instanceof OutdatedImageError) outdated = error.message;
    }
    const now = await readImported(folder, graph);
    if (now?.file === about.file || attempt === attempts)
      throw new DamagedGraphError(
        outdated ? `The graph ${graph} cannot be read. ${outdated}` : `The graph ${graph} is damaged.`,
      );
  }
}
