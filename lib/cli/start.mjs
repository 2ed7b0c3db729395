/**
 * `npm start` and `npm run dev` (`--dev`): from a fresh clone to a running server.
 *
 * Installs what is missing, compiles the graph, builds when something changed, serves. Plain JavaScript on
 * Node's own modules, since it runs before anything is installed; the rest is loaded once it is there.
 */
import { parseArgs } from "node:util";
import { lockFile, prepare } from "./build.mjs";
import { checkNode, install, SetupError } from "./install.mjs";
import { locked } from "./lock.mjs";
import { stopOnSignals } from "./run.mjs";

/** @type {Parameters<typeof stopOnSignals>[0]} */
let stop = () => {};

try {
  const { dev } = parseArgs({ options: { dev: { type: "boolean", default: false } } }).values;
  checkNode();
  const port = readPort(process.env.PORT);
  const drain = readDrain(process.env.ATLAS_DRAIN);
  stopOnSignals((signal) => stop?.(signal));
  await locked(
    lockFile,
    async () => {
      await install();
      if (!dev) await prepare();
    },
    () => console.log("Another start is installing or building; waiting for it …"),
  );
  if (dev) {
    const { develop } = await import("./develop.mjs");
    process.exitCode = await develop(port);
  } else {
    await start(port, drain);
  }
} catch (error) {
  // What a person can mend is said in a sentence; anything else is our fault and shown whole.
  console.error(error instanceof SetupError ? error.message : error);
  process.exit(1);
}

/**
 * @param {number} port
 * @param {number} drain seconds
 */
async function start(port, drain) {
  process.env.NODE_ENV = "production";
  const { serve } = await import("./serve.mjs");
  const server = await serve({ port, host: process.env.HOST });
  stop = async (signal) => {
    // Whoever presses Ctrl-C waits for it.
    await server.close(signal === "SIGTERM" ? drain : 0);
    return 0;
  };
  console.log(`The Large Model Atlas is at http://localhost:${server.port}`);
}

/**
 * @param {string | undefined} text
 * @returns {number} 3000 when nothing is said; 0 stands for any free port
 */
function readPort(text) {
  if (!text) return 3000;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new SetupError(`PORT is "${text}"; it has to be a number from 0 to 65535.`);
}

/**
 * How long a server that is told to stop goes on serving, so that balancers see that it will and send others elsewhere.
 *
 * @param {string | undefined} text
 * @returns {number} seconds
 */
function readDrain(text) {
  if (!text) return 2;
  const seconds = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && seconds <= 600) return seconds;
  throw new SetupError(`ATLAS_DRAIN is "${text}"; it has to be a number of seconds from 0 to 600.`);
}
