/** A disk of some megabytes, to be filled. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Mounts one on a folder, which is made.
 *
 * @returns what unmounts it, and loses what was on it
 */
export function mountSmall(folder: string, megabytes: number): () => void {
  mkdirSync(folder, { recursive: true });
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tmpfs", folder], {
    stdio: "pipe",
  });
  return () => void execFileSync("umount", ["--lazy", folder], { stdio: "pipe" });
}

/** Why no disk can be mounted here; undefined where one can. */
export const whyNoSmallDisk: string | undefined = tryMounting();

function tryMounting(): string | undefined {
  if (process.platform !== "linux") return `tmpfs is not to be had on ${process.platform}`;
  const folder = mkdtempSync(join(tmpdir(), "atlas-disk-"));
  try {
    mountSmall(folder, 1)();
    return undefined;
  } catch (error) {
    return (error as Error).message.trim().split("\n").at(-1);
  } finally {
    rmdirSync(folder);
  }
}
