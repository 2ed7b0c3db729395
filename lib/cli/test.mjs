/**
 * `npm test`: every check there is, in stages with a time budget each (stages.mjs).
 *
 * All stages run, even after one has failed, except those that need what failed. A green stage is one line,
 * a red one is shown whole. The last line adds everything up; the exit code is 1 when anything failed.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  buildApp,
  buildEnvironment,
  compileGraph,
  finishBuild,
  inputState,
  lockFile,
  nextEnvironment,
} from "./build.mjs";
import { checkNode, install, SetupError } from "./install.mjs";
import { locked } from "./lock.mjs";
import { node, root, run, runInBackground, stopOnSignals } from "./run.mjs";
import { budgetAt, budgets, oneCheck, settle, sum, tallyPlaywright, tallyVitest } from "./stages.mjs";

/** @typedef {{ tally: import("./stages.mjs").Tally, output?: string }} Outcome */

const results = "tests/.results";
/** The output is read as text, in a log or a pipe. */
const plainOutput = { NO_COLOR: "1", FORCE_COLOR: undefined };
/** @type {import("./stages.mjs").Tally[]} */
const tallies = [];

stopOnSignals();
await rm(join(root, results), { recursive: true, force: true });
if (await stage("packages", installPackages)) await runChecks();
const { passed, failed } = sum(tallies);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function runChecks() {
  await stage("lint", () =>
    check("lint", node("node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings")),
  );
  await stage("types", checkTypes);
  const compiled = await stage("data", checkData);
  await stage("unit", () => runVitest("unit", ["tests/unit/", "tests/contract/", "tests/data/"]));
  if (!compiled || !(await stage("build", build))) return;
  const saved = await mkdtemp(join(tmpdir(), "atlas-test-"));
  // The real way to start; any free port. Tests write from addresses of their own, as if through a proxy.
  const server = await runInBackground(node("lib/cli/start.mjs"), {
    env: {
      PORT: "0",
      NODE_ENV: "production",
      ATLAS_TRUST_PROXY: "1",
      ATLAS_DATA_DIR: saved,
      ATLAS_DRAIN: "0",
    },
    ready: /(http:\/\/localhost:\d+)/,
    budget: budgets.start,
  });
  if (server.said === undefined)
    return void (await stage("start", async () => ({ tally: oneCheck(false), output: server.output() })));
  // Tests bring graphs to this very server.
  const env = { ATLAS_URL: server.said, ATLAS_DATA_DIR: saved };
  await stage("api", () => runVitest("api", ["tests/api/"], env));
  await stage("e2e", () => browse(env));
  await server.stop();
  await rm(saved, { recursive: true, force: true });
}

/**
 * Runs one stage and prints how it went.
 *
 * @param {string} name
 * @param {() => Promise<Outcome>} work
 * @returns {Promise<boolean>} whether nothing failed
 */
async function stage(name, work) {
  const started = performance.now();
  const { tally, output = "" } = await work().catch((error) => ({
    tally: oneCheck(false),
    output: error instanceof SetupError ? error.message : String(error.stack),
  }));
  tallies.push(tally);
  const ok = tally.failed === 0;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  // Indented, so that nothing that a runner writes can be taken for the closing line.
  if (!ok) console.log(output.trimEnd().replaceAll(/^/gm, "  | "));
  console.log(
    `${ok ? "ok " : "RED"} ${name.padEnd(9)} ${String(tally.passed).padStart(4)} of ${tally.passed + tally.failed} in ${seconds} s`,
  );
  return ok;
}

/** @param {keyof typeof budgets} name of a stage that begins now */
function budgetNow(name) {
  return budgetAt(name, performance.now() / 1000);
}

/**
 * A stage that is one command and one check.
 *
 * @param {keyof typeof budgets} name
 * @param {readonly string[]} command
 * @param {{ env?: Record<string, string | undefined>, budget?: number }} [options]
 * @returns {Promise<Outcome>}
 */
async function check(name, command, { env, budget = budgetNow(name) } = {}) {
  const { code, output, overBudget } = await run(command, {
    env: { ...plainOutput, ...env },
    budget,
    quiet: true,
  });
  return {
    tally: oneCheck(code === 0),
    output: overBudget ? `${output}\nOver its budget of ${budget} s.` : output,
  };
}

async function installPackages() {
  checkNode();
  await locked(lockFile, () => install({ budget: budgets.packages }));
  return { tally: oneCheck(true) };
}

/** Next's own types of the routes are generated first; they are no part of the repository. */
async function checkTypes() {
  const generated = await check("types", node("node_modules/next/dist/bin/next", "typegen"), {
    env: nextEnvironment,
  });
  if (generated.tally.failed > 0) return generated;
  return check("types", node("node_modules/typescript/bin/tsc", "--noEmit", "--project", "."));
}

/** The data are in order, and every entity's place on the map has been committed: compiling writes none. */
async function checkData() {
  const path = join(root, "graph-data/map.tsv");
  const before = await readFile(path, "utf8").catch(() => "");
  const outcome = await check("data", compileGraph());
  if (outcome.tally.failed > 0 || (await readFile(path, "utf8")) === before) return outcome;
  return { tally: oneCheck(false), output: "Compiling wrote new places to graph-data/map.tsv: commit it." };
}

/** Always a whole build, so that what is tested is what a fresh clone makes. */
async function build() {
  return locked(lockFile, async () => {
    const state = await inputState();
    const outcome = await check("build", buildApp(), { env: buildEnvironment(state) });
    if (outcome.tally.failed === 0) await finishBuild(state);
    return outcome;
  });
}

/**
 * @param {"unit" | "api"} name
 * @param {readonly string[]} folders
 * @param {Record<string, string | undefined>} [env]
 * @returns {Promise<Outcome>}
 */
function runVitest(name, folders, env) {
  const report = `${results}/${name}.json`;
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  const command = node(
    "node_modules/vitest/vitest.mjs",
    "run",
    "--config=tests/vitest.config.ts",
    ...reporters,
    ...folders,
  );
  return runTests(name, command, report, tallyVitest, env);
}

/** @param {Record<string, string | undefined>} env */
async function browse(env) {
  const { ensureBrowser, hasChineseFont } = await import("./browser.mjs");
  const browser = await ensureBrowser(budgets.browser);
  if (!hasChineseFont())
    console.log(
      "No Chinese font found: pictures will show empty boxes. On Debian: apt-get install fonts-noto-cjk",
    );
  const command = node("node_modules/@playwright/test/cli.js", "test", "--config=tests/playwright.config.ts");
  return runTests("e2e", command, `${results}/e2e.json`, tallyPlaywright, {
    ...env,
    ATLAS_BROWSER: browser,
    ATLAS_SECONDS: String(budgetNow("e2e")),
  });
}

/**
 * A stage whose runner counts for itself.
 *
 * @param {keyof typeof budgets} name
 * @param {readonly string[]} command
 * @param {string} report path of the JSON that it writes
 * @template R
 * @param {(report: R) => import("./stages.mjs").Tally} tally
 * @param {Record<string, string | undefined>} [env]
 * @returns {Promise<Outcome>}
 */
async function runTests(name, command, report, tally, env) {
  const { tally: ended, output } = await check(name, command, { env });
  const reported = await readFile(join(root, report), "utf8").then(
    (text) => tally(JSON.parse(text)),
    () => undefined,
  );
  return { tally: settle(reported, ended.failed === 0), output };
}
