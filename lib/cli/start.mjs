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

/** @type {() => Promise<void> | void} */
let stop = () => {};

try {
  const { dev } = parseArgs({ options: { dev: { type: "boolean", default: false } } }).values;
  checkNode();
  const port = readPort(process.env.PORT);
  stopOnSignals(() => stop());
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
    await start(port);
  }
} catch (error) {
  // What a person can mend is said in a sentence; anything else is our fault and shown whole.
  console.error(error instanceof SetupError ? error.message : error);
  process.exit(1);
}

/** @param {number} port */
async function start(port) {
  process.env.NODE_ENV = "production";
  const { serve } = await import("./serve.mjs");
  const server = await serve({ port, host: process.env.HOST });
  stop = server.close;
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
