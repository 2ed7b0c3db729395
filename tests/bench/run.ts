/**
 * `npm run bench`: measures the production build in a real browser that has seen nothing yet, the server
 * beside it, and other renderers with the same graph, and prints one table against the bars.
 *
 * Names after the command measure only that: `npm run bench -- frames search`; `--upto 100k` keeps `scale` to smaller graphs. Where none of it needs a server, as
 * `npm run bench -- answers` does not, nothing is built.
 *
 * A benchmark is no test: the exit code is 0 however many bars are missed, and 1 only when something could not
 * be measured. Other work on the machine shows in the figures; its load is printed beside them.
 */
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { compileGraph, lockFile, prepare } from "@/lib/cli/build.mjs";
import { checkNode, install, SetupError } from "@/lib/cli/install.mjs";
import { locked } from "@/lib/cli/lock.mjs";
import { node, run, runInBackground, stopOnSignals } from "@/lib/cli/run.mjs";
import { decodeGraph } from "@/lib/graph/decode";
import type { CompactGraph, Graph } from "@/lib/graph/graph";
import { openStore } from "@/lib/store/open";
import { closeBrowser } from "./browser";
import { type Row, tableOf, told } from "./figures";
import { type Measurement, measurements, type Options } from "./measurements";
import { type Size, sizes } from "./scale";

/** The error of a measurement that went over its limit. */
const overTime = "took too long; nothing further was measured";

stopOnSignals();
// A browser or a server that hangs must not keep this process alive.
process.exit(
  await Promise.resolve()
    .then(() => main(readArguments()))
    .catch((error: unknown) => {
      console.error(error instanceof SetupError ? error.message : error);
      return 1;
    }),
);

interface Arguments extends Options {
  /** What to measure; without any, everything that is not measured only where it is asked for. */
  readonly names: readonly string[];
}

/** @throws {SetupError} */
function readArguments(): Arguments {
  try {
    const { values, positionals } = parseArgs({
      options: { upto: { type: "string", default: "1M" } },
      allowPositionals: true,
    });
    if (values.upto in sizes) return { names: positionals, upto: values.upto as Size };
  } catch (error) {
    throw new SetupError((error as Error).message);
  }
  throw new SetupError(`--upto can be ${Object.keys(sizes).join(", ")}.`);
}

async function main({ names, ...options }: Arguments): Promise<number> {
  const known = Object.keys(measurements);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new SetupError(`Unknown: ${unknown.join(", ")}. What can be measured: ${known.join(", ")}.`);
  const chosen = names.length > 0 ? names : known.filter((name) => !measurements[name].asked);
  const isServed = chosen.some((name) => !measurements[name].unserved);
  checkNode();
  await locked(lockFile, async () => {
    await install();
    await (isServed ? prepare() : compile());
  });
  if (!isServed) return measureAll("", chosen, options);
  const server = await runInBackground(node("lib/cli/start.mjs"), {
    env: { PORT: "0", NODE_ENV: "production", ATLAS_DRAIN: "0" },
    ready: /(http:\/\/localhost:\d+)/,
    budget: 60,
  });
  if (server.said === undefined) throw new SetupError(`The server did not start:\n${server.output()}`);
  try {
    return await measureAll(server.said, chosen, options);
  } finally {
    await server.stop();
  }
}

/** @throws {SetupError} the data have faults, which have been printed */
async function compile(): Promise<void> {
  if ((await run(compileGraph())).code !== 0)
    throw new SetupError("The graph could not be compiled: see above.");
}

/** Measures and prints the table. Returns the exit code. @param url of the server; empty where there is none */
async function measureAll(url: string, names: readonly string[], options: Options): Promise<number> {
  const [started, loadBefore] = [performance.now(), loadNow()];
  const graph = url === "" ? await compiledGraph() : await warmUp(url);
  const rows: Row[] = [];
  let failures = 0;
  for (const [name, measurement] of Object.entries(measurements)) {
    if (!names.includes(name)) continue;
    const { rows: found, error } = await measured(name, measurement, url, graph, options);
    rows.push(...found);
    if (error !== undefined) failures++;
    if (error === overTime) break;
  }
  const browser = url === "" ? [] : [await closeBrowser()];
  const seconds = Math.round((performance.now() - started) / 1000);
  const lines = [
    "",
    tableOf(rows),
    "",
    ...rows.flatMap(({ notes }) => notes ?? []),
    [
      `${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.versions.node}`,
      ...browser,
    ].join(", "),
    `load average over a minute: ${loadBefore} at the start, ${loadNow()} at the end; measured in ${seconds} s`,
  ];
  console.log(lines.join("\n"));
  if (failures > 0) console.error("Not everything could be measured: see the table.");
  return failures > 0 ? 1 : 0;
}

/** The load of the machine over the last minute. */
function loadNow(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

/** Measures one part; what goes wrong becomes a row that says so. */
async function measured(
  name: string,
  { limit, measure }: Measurement,
  url: string,
  graph: Graph,
  options: Options,
): Promise<{ rows: Row[]; error?: string }> {
  console.error(`measuring: ${name} …`);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(overTime)), limit * 1000);
  });
  try {
    return { rows: await Promise.race([measure(url, graph, options), late]) };
  } catch (cause) {
    const error = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
    return { rows: [told(name, `could not be measured: ${error}`)], error };
  } finally {
    clearTimeout(timer);
  }
}

async function compiledGraph(): Promise<Graph> {
  const store = await openStore();
  const [{ graph }] = await store.graphs();
  return decodeGraph(await store.compact({ graph }));
}

/** The server answers as one that has been asked before. Hands back the graph that it serves. */
async function warmUp(url: string): Promise<Graph> {
  const paths = ["/zh", "/en", "/api/v1/search?q=gpt", "/api/v1/graph"];
  for (const path of [...paths, ...paths]) await (await fetch(url + path)).arrayBuffer();
  return decodeGraph((await (await fetch(`${url}/api/v1/graph`)).json()) as CompactGraph);
}
