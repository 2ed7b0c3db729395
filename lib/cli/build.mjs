/**
 * Makes what is served: compiles the graph, builds the app when it is stale, collects the script hashes.
 *
 * A build is stale when anything that it is made of differs from what the stamp in the build says. The stamp
 * is written last, so that a build that was broken off is made again.
 */
import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compressAhead } from "./compressed.mjs";
import { collectScriptSources } from "./csp.mjs";
import { SetupError } from "./install.mjs";
import { bundleOffline, offlineScriptFile, workerFile } from "./offline-bundles.mjs";
import { node, root, run } from "./run.mjs";

/** The script sources of the pages, by path, for serve.mjs. */
export const scriptSourcesFile = ".next/script-sources.json";
/** The script that draws first. */
const firstPictureFile = ".next/first-picture.js";
/** Scripts that stand apart from the framework's, by path. */
export const ownFiles = {
  // Fetched apart by lib/canvas/cytoscape.ts, which says why.
  "/cytoscape.js": "node_modules/cytoscape/dist/cytoscape.min.js",
  "/first-picture.js": firstPictureFile,
  "/sw.js": workerFile,
  "/offline.js": offlineScriptFile,
};
/** Where all scripts and styles stand, and where they are kept compressed. */
export const scriptPlaces = [
  ...Object.entries(ownFiles).map(([prefix, file]) => ({ prefix, folder: join(root, file), forever: false })),
  { prefix: "/_next/static/", folder: join(root, ".next/static"), forever: true },
];
export const aheadFolder = join(root, ".next/compressed");
/** Held while packages are installed and while the app is built. */
export const lockFile = join(root, ".cache/prepare.lock");

const stampFile = ".next/made-of.txt";
const inputs = [
  "app",
  "lib",
  "public",
  "graph-data/.compiled/current.json",
  "next.config.js",
  "package-lock.json",
  "tsconfig.json",
];

/** Checks the data and compiles them; quick when nothing changed. */
export const compileGraph = () => node("--import=tsx", "lib/cli/graph.ts");
/** Builds the app for production. */
export const buildApp = () => node("node_modules/next/dist/bin/next", "build");
/** Keeps Next from sending figures about this installation. */
export const nextEnvironment = { NEXT_TELEMETRY_DISABLED: "1" };
/**
 * What a build is made under. It is named after its inputs, the data among them, so that pages, service workers and
 * servers can tell whether they belong together, and the same inputs make no new version.
 *
 * @param {string} state of the inputs
 */
export const buildEnvironment = (state) => ({ ...nextEnvironment, ATLAS_BUILD: state.slice(0, 16) });

/**
 * Compiles the graph, and builds the app if that is needed.
 *
 * @throws {SetupError} the data have faults, or the build failed; what is wrong has been printed
 */
export async function prepare() {
  const compiled = await run(compileGraph());
  if (compiled.code !== 0) throw new SetupError("The graph could not be compiled: see above.");
  const state = await inputState();
  if (await isFresh(state)) return;
  console.log("Building …");
  await rm(join(root, stampFile), { force: true });
  const built = await run(buildApp(), { env: buildEnvironment(state) });
  if (built.code !== 0) throw new SetupError("The app could not be built: see above.");
  await finishBuild(state);
}

/**
 * What goes on top of Next's build: the scripts that stand apart, all of them compressed, the hashes of inline scripts, and
 * the stamp.
 *
 * @param {string} state of the inputs before the build
 * @throws {import("./csp.mjs").UnsafePageError} a page holds something that the policy would block
 */
export async function finishBuild(state) {
  await bundleFirstPicture();
  await bundleOffline((await readFile(join(root, ".next/BUILD_ID"), "utf8")).trim());
  await compressAhead(scriptPlaces, aheadFolder);
  const sources = await collectScriptSources(join(root, ".next/server/app"));
  await writeFile(join(root, scriptSourcesFile), JSON.stringify(sources));
  await writeFile(join(root, stampFile), state);
}

/** The script that draws the map before the page's own come to life is a bundle of its own. */
async function bundleFirstPicture() {
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(root, "app/[locale]/_explorer/first-picture.ts")],
    outfile: join(root, firstPictureFile),
    bundle: true,
    minify: true,
    target: "es2023",
    logLevel: "warning",
  });
}

/** @param {string} state */
export const isFresh = async (state) =>
  (await readFile(join(root, stampFile), "utf8").catch(() => "")) === state;

/** A hash over everything that a build is made of. */
export async function inputState() {
  const hash = createHash("sha256").update(process.version);
  for (const input of inputs) {
    for (const path of await filesUnder(input))
      hash.update(`\0${path}\0`).update(await readFile(join(root, path)));
  }
  return hash.digest("hex");
}

/**
 * @param {string} path file or folder, below the project's
 * @returns {Promise<string[]>} the files in it, sorted; none where it does not exist
 */
async function filesUnder(path) {
  try {
    const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
      .sort();
  } catch (error) {
    if (error.code === "ENOTDIR") return [path];
    if (error.code === "ENOENT") return [];
    throw error;
  }
}
