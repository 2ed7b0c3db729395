/**
 * `npm run dev`: Next's development server, and the graph compiled anew whenever a data file changes.
 *
 * Faults in the data are printed and the last good graph stays; the running server takes a new one up by itself.
 */
import { watch } from "node:fs";
import { join } from "node:path";
import { compileGraph, nextEnvironment } from "./build.mjs";
import { node, root, run } from "./run.mjs";

/** Quiet time after the last change before compiling, in milliseconds: an editor writes in several steps. */
const quiet = 200;
/** What compiling itself writes. */
const written = /^(?:\.compiled(?:[\\/]|$)|map\.tsv)/;

/**
 * Runs until the development server ends.
 *
 * @param {number} port
 * @returns {Promise<number>} its exit code
 */
export async function develop(port) {
  await run(compileGraph());
  const watcher = watch(join(root, "graph-data"), { recursive: true });
  const compile = oneAtATime(() => run(compileGraph()));
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  watcher.on("change", (_event, name) => {
    if (written.test(String(name))) return;
    clearTimeout(timer);
    timer = setTimeout(compile, quiet);
  });
  const server = await run(node("node_modules/next/dist/bin/next", "dev", "--port", String(port)), {
    env: { ...nextEnvironment, NODE_ENV: "development" },
  });
  clearTimeout(timer);
  watcher.close();
  return server.code;
}

/**
 * Makes work wait for its own previous run; calls during a run lead to one more, however many they are.
 *
 * @param {() => Promise<unknown>} work
 * @returns {() => Promise<void>}
 */
export function oneAtATime(work) {
  let busy = false;
  let again = false;
  return async () => {
    again = true;
    if (busy) return;
    busy = true;
    while (again) {
      again = false;
      await work();
    }
    busy = false;
  };
}
