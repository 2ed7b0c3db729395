/** Data files as they stand in a revision of git. Git is needed for writing records of changes, and for nothing else. */
import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";

/** Git is not there, or does not know what it was asked about. */
export class RevisionError extends Error {
  override readonly name = "RevisionError";
}

const most = 64 * 1024 * 1024;

async function git(...args: string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("git", args, { maxBuffer: most });
    return stdout;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new RevisionError(stderr?.trim() || message);
  }
}

export interface Commit {
  readonly hash: string;
  /** In UTC, to the second: `2026-11-27T09:43:04Z`. */
  readonly at: string;
}

/** @throws {RevisionError} there is no such revision */
export async function commitOf(revision: string): Promise<Commit> {
  const line = await git("log", "-1", "--format=%H %ct", "--end-of-options", revision);
  const [hash, seconds] = line.trim().split(" ");
  return { hash, at: momentOf(new Date(Number(seconds) * 1000)) };
}

/** The last commit that touched the path; nothing where none has. */
export async function lastCommitOf(path: string): Promise<string | undefined> {
  return (await git("log", "-1", "--format=%H", "--", path)).trim() || undefined;
}

export const momentOf = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

/**
 * The texts of all files below the paths, by their path from the project's folder.
 *
 * @throws {RevisionError}
 */
export async function textsAt(commit: string, paths: readonly string[]): Promise<Map<string, string>> {
  const listed = await git("ls-tree", "-r", "-z", "--format=%(objectname) %(path)", commit, "--", ...paths);
  const entries = listed
    .split("\0")
    .filter(Boolean)
    .map((line) => ({ object: line.slice(0, line.indexOf(" ")), path: line.slice(line.indexOf(" ") + 1) }));
  const contents = await objects(entries.map(({ object }) => object));
  return new Map(entries.map(({ path }, i) => [path, contents[i]]));
}

/** One process for all: a process each would take minutes. */
async function objects(names: readonly string[]): Promise<string[]> {
  const child = spawn("git", ["cat-file", "--batch"], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve, reject) => {
    child.once("error", (error) => reject(new RevisionError(error.message)));
    child.once("close", () => resolve());
  });
  child.stdin.end(names.map((name) => `${name}\n`).join(""));
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  await ended;
  const all = Buffer.concat(parts);
  const texts: string[] = [];
  for (let at = 0; texts.length < names.length; ) {
    const headEnd = all.indexOf("\n", at);
    const size = Number(all.subarray(at, headEnd).toString().split(" ")[2]);
    if (headEnd < 0 || !Number.isInteger(size)) throw new RevisionError("git answered something else");
    texts.push(all.subarray(headEnd + 1, headEnd + 1 + size).toString("utf8"));
    at = headEnd + size + 2;
  }
  return texts;
}
