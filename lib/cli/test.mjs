/**
 * `npm test`: every check there is, in stages with a time budget each (stages.mjs).
 *
 * All stages run, even after one has failed, except those that need what failed. A green stage is one line,
 * a red one is shown whole. The last line adds everything up; the exit code is 1 when anything failed.
 */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { browserArguments, ensureBrowser, hasChineseFont } from "./browser.mjs";
import {
  buildApp,
  compileGraph,
  finishBuild,
  inputState,
  isFresh,
  lockFile,
  nextEnvironment,
} from "./build.mjs";
import { checkNode, install } from "./install.mjs";
import { locked } from "./lock.mjs";
import { node, root, run, stopOnSignals } from "./run.mjs";
import { budgets, oneCheck, settle, sum, tallyPlaywright, tallyVitest } from "./stages.mjs";
import { startServer } from "./test-server.mjs";

const results = "tests/.results";
const places = "graph-data/map.tsv";
const vitest = (report, ...folders) =>
  node(
    "node_modules/vitest/vitest.mjs",
    "run",
    "--config=tests/vitest.config.ts",
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${results}/${report}`,
    ...folders,
  );

/** @type {import("./stages.mjs").Tally[]} */
const tallies = [];
stopOnSignals();
await rm(join(root, results), { recursive: true, force: true });
const installed = await stage("packages", setUp);
if (installed) await checks();
const { passed, failed } = sum(tallies);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function checks() {
  await stage("lint", () => check("lint", node("node_modules/@biomejs/biome/bin/biome", "check")));
  await stage("types", checkTypes);
  const compiled = await stage("data", checkData);
  await stage("unit", () =>
    report(
      "unit",
      vitest("unit.json", "tests/unit/", "tests/contract/", "tests/data/"),
      "unit.json",
      tallyVitest,
    ),
  );
  if (!compiled || !(await stage("build", build))) return;
  const server = await startServer();
  const env = { ATLAS_URL: server.url };
  await stage("api", () => report("api", vitest("api.json", "tests/api/"), "api.json", tallyVitest, env));
  await stage("e2e", () => browse(env));
  await server.stop();
}
