/**
 * Whether what the lock file names is installed, and its installation.
 *
 * Runs before anything is installed: nothing but Node's own modules here. What is there is read from npm's
 * own record of the folder, so that packages installed by hand are not installed again.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { npm, root, run } from "./run.mjs";

const oldestNode = [20, 19];

/** Something that the person at the keyboard has to mend; the message says how. */
export class SetupError extends Error {
  name = "SetupError";
}

/**
 * @param {string} [version] such as "20.19.0"
 * @throws {SetupError} this Node is too old
 */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split(".").map(Number);
  const [oldestMajor, oldestMinor] = oldestNode;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new SetupError(
    `Node ${oldestNode.join(".")} or newer is needed; this is ${version}. Get one from https://nodejs.org.`,
  );
}

/**
 * What is not installed as the lock file wants it.
 *
 * @param {{ packages: Record<string, LockedPackage> }} wanted package-lock.json
 * @param {{ packages: Record<string, LockedPackage> } | undefined} present npm's record in node_modules
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage
 * @returns {string[]} paths of packages; an optional one that is absent is not among them
 */
export function missingPackages(wanted, present) {
  return Object.entries(wanted.packages).flatMap(([path, { version, optional, devOptional }]) => {
    const found = path === "" ? { version } : present?.packages[path];
    const fits = found ? found.version === version : optional || devOptional;
    return fits ? [] : [path];
  });
}

/**
 * Installs what is missing.
 *
 * @param {{ budget?: number }} [options] budget in seconds
 * @throws {SetupError} npm failed; it has said why
 */
export async function install({ budget } = {}) {
  const wanted = await readJson("package-lock.json");
  if (!wanted)
    throw new SetupError(
      "package-lock.json cannot be read; get it back with: git checkout package-lock.json",
    );
  const present = await readJson("node_modules/.package-lock.json");
  if (missingPackages(wanted, present).length === 0) return;
  console.log("Installing packages …");
  const { code, overBudget } = await run(npm("ci", "--include=dev", "--no-audit", "--no-fund"), { budget });
  if (overBudget)
    throw new SetupError(`Installing took longer than ${budget} s. Is the network slow? Try: npm ci`);
  if (code !== 0)
    throw new SetupError("Packages could not be installed: npm says why above. To try again: npm ci");
}

/** @param {string} path */
const readJson = (path) =>
  readFile(join(root, path), "utf8").then(
    (text) => JSON.parse(text),
    () => undefined,
  );
