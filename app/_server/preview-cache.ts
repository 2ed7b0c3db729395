/**
 * Pictures that have been drawn, by the hash of all that they are drawn from: the last ones in memory, more of them in
 * files. Losing any of them costs no more than drawing it again, so whatever goes wrong with a file is passed over.
 */
import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { join, resolve } from "node:path";

export interface PreviewCache {
  get(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  put(key: string, content: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** What its files are: the ending of their names, and whether one is there to its end. */
export interface FileForm {
  readonly ending: string;
  /** A machine that lost its power may have kept the name of a file alone. */
  isWhole(content: Uint8Array): boolean;
}

export interface CacheLimits {
  /** Bytes in memory, and in files. */
  readonly memory: number;
  readonly files: number;
}

const usualLimits: CacheLimits = { memory: 32 * 1024 * 1024, files: 256 * 1024 * 1024 };

/** A folder of pictures in `ATLAS_DATA_DIR`, else in .data under the working directory. */
export const pictureFolder = (name: "previews" | "pictures" | "charts"): string =>
  // Told to leave it alone, since the bundler would otherwise pack the whole project along.
  join(resolve(/* turbopackIgnore: true */ process.env.ATLAS_DATA_DIR || ".data"), name);

/** @param folder is made when the first picture is kept; none keeps pictures in memory alone */
export function createPreviewCache(
  folder: string | undefined,
  limits = usualLimits,
  form: FileForm = pngForm,
): PreviewCache {
  const memory = new Map<string, Uint8Array<ArrayBuffer>>();
  let held = 0;
  /** Bytes in files, once they have been counted. */
  let filed: number | undefined;
  const fileOf = (key: string) => join(folder ?? "", `${key}${form.ending}`);

  const remember = (key: string, png: Uint8Array<ArrayBuffer>) => {
    held -= memory.get(key)?.length ?? 0;
    memory.delete(key);
    // One that is very large would leave no room for others.
    if (png.length > limits.memory / 2) return;
    held += png.length;
    memory.set(key, png);
    for (const [oldest, { length }] of memory) {
      if (held <= limits.memory) return;
      memory.delete(oldest);
      held -= length;
    }
  };
  const read = async (key: string) => {
    if (!folder) return undefined;
    try {
      const png = new Uint8Array(await readFile(fileOf(key)));
      if (!form.isWhole(png)) return undefined;
      const now = new Date();
      await utimes(fileOf(key), now, now);
      return png;
    } catch {
      return undefined;
    }
  };
  const file = async (key: string, png: Uint8Array<ArrayBuffer>) => {
    if (!folder) return;
    const unfinished = join(folder, `${key}.${randomUUID()}.tmp`);
    try {
      await mkdir(folder, { recursive: true });
      await write(unfinished, png);
      await rename(unfinished, fileOf(key));
      filed = filed === undefined ? undefined : filed + png.length;
      if (filed === undefined || filed > limits.files) filed = await clear(folder, limits.files, form.ending);
    } catch {
      await rm(unfinished, { force: true }).catch(() => undefined);
    }
  };

  return {
    async get(key) {
      const png = memory.get(key) ?? (await read(key));
      if (png) remember(key, png);
      return png;
    },
    async put(key, png) {
      remember(key, png);
      await file(key, png);
    },
  };
}

async function write(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
}

/** So old, in milliseconds, what has not been finished never will be. */
const abandoned = 10 * 60_000;

/**
 * Removes what has not been looked at for longest until there is room for a tenth more, and what was left unfinished.
 *
 * @returns how many bytes are left
 */
async function clear(folder: string, most: number, ending: string): Promise<number> {
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const { size, mtimeMs } = await stat(join(folder, name)).catch(() => ({ size: 0, mtimeMs: 0 }));
      return { name, size, mtimeMs };
    }),
  );
  const remove = (name: string) => rm(join(folder, name), { force: true });
  const pictures = files.filter(({ name }) => name.endsWith(ending)).sort((a, b) => a.mtimeMs - b.mtimeMs);
  const isAbandoned = ({ name, mtimeMs }: { name: string; mtimeMs: number }) =>
    name.endsWith(".tmp") && Date.now() - mtimeMs > abandoned;
  await Promise.all(files.filter(isAbandoned).map(({ name }) => remove(name)));
  let bytes = pictures.reduce((sum, { size }) => sum + size, 0);
  if (bytes <= most) return bytes;
  for (const { name, size } of pictures) {
    if (bytes <= most * 0.9) break;
    await remove(name);
    bytes -= size;
  }
  return bytes;
}

/** How every PNG begins and ends. */
const start = [0x89, 0x50, 0x4e, 0x47];
const end = [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];

const pngForm: FileForm = {
  ending: ".png",
  isWhole: (png) =>
    start.every((byte, i) => png[i] === byte) &&
    end.every((byte, i) => png[png.length - end.length + i] === byte),
};
