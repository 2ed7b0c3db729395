/** Pictures that are kept: in memory and in files, both bounded, and no fault of a disk is anyone's problem. */
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPreviewCache } from "@/app/_server/preview-cache";

const start = [0x89, 0x50, 0x4e, 0x47];
const end = [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];
/** Looks like a PNG of so many bytes. */
const png = (length: number, filling = 0): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([...start, ...new Array(length - 12).fill(filling), ...end]);
const limits = { memory: 300, files: 1000 };

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "previews-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("the cache of pictures", () => {
  it("gives back what it was given, and after a restart as well", async () => {
    const cache = createPreviewCache(folder, limits);
    expect(await cache.get("a")).toBeUndefined();
    await cache.put("a", png(100, 1));
    expect(await cache.get("a")).toEqual(png(100, 1));
    expect(await createPreviewCache(folder, limits).get("a")).toEqual(png(100, 1));
    expect(await readdir(folder)).toEqual(["a.png"]);
  });

  it("keeps in memory what was asked for last", async () => {
    const cache = createPreviewCache(undefined, limits);
    for (const key of ["a", "b", "c"]) await cache.put(key, png(100));
    await cache.get("a");
    await cache.put("d", png(100));
    expect(
      await Promise.all(["a", "b", "c", "d"].map(async (key) => (await cache.get(key)) !== undefined)),
    ).toEqual([true, false, true, true]);
  });

  it("keeps in files what was asked for last, and clears away what was left unfinished", async () => {
    const cache = createPreviewCache(folder, { memory: 0, files: 1000 });
    await writeFile(join(folder, "x.1.tmp"), "unfinished");
    await utimes(join(folder, "x.1.tmp"), 0, 0);
    for (let i = 0; i < 9; i++) {
      await cache.put(`${i}`, png(100));
      await utimes(join(folder, `${i}.png`), i + 1, i + 1);
    }
    expect(await readdir(folder)).toHaveLength(9);
    // Asked for, so it is the last to go.
    await cache.get("0");
    await cache.put("8", png(150));
    await cache.put("9", png(200));
    const left = await readdir(folder);
    expect(left).toContain("0.png");
    expect(left).toContain("9.png");
    expect(left).not.toContain("1.png");
    expect(left).not.toContain("x.1.tmp");
    expect(left.length).toBeLessThan(10);
  });

  it("takes a file that was cut short, or is something else, for none", async () => {
    const cache = createPreviewCache(folder, limits);
    await cache.put("a", png(100));
    const whole = await readFile(join(folder, "a.png"));
    for (const content of [whole.subarray(0, 60), new Uint8Array(), new TextEncoder().encode("<html>")]) {
      await writeFile(join(folder, "a.png"), content);
      expect(await createPreviewCache(folder, limits).get("a")).toBeUndefined();
    }
  });

  it("does without files where there can be none", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    const cache = createPreviewCache(join(file, "previews"), limits);
    await cache.put("a", png(100));
    expect(await cache.get("a")).toEqual(png(100));
    expect(await cache.get("b")).toBeUndefined();
  });
});
