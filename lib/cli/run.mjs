/**
 * Runs other programs: with a time budget, and so that none of them outlives us.
 *
 * A program gets a process group of its own, since runners and browsers start further processes; ending it
 * ends the group. What still runs when this process is told to stop is ended first.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The project's folder. Everything runs in it, wherever the command was given. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

const onWindows = process.platform === "win32";
/** How long a program may take to end when asked, before it is ended by force, in milliseconds. */
const patience = 3000;

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/**
 * Runs a program to its end.
 *
 * @param {readonly string[]} command the program and its arguments
 * @param {object} [options]
 * @param {Record<string, string | undefined>} [options.env] added to the environment
 * @param {number} [options.budget] how long it may take, in seconds; without one as long as it likes
 * @param {boolean} [options.quiet] keep the output instead of passing it on
 * @returns {Promise<{ code: number, output: string, overBudget: boolean }>} code 127 when it cannot be started,
 *   128 when a signal ended it
 */
export function run(command, { env, budget, quiet = false } = {}) {
  const child = launch(command, env, quiet ? "pipe" : "inherit");
  /** @type {Buffer[]} */
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part) => output.push(part));
  let overBudget = false;
  const giveUp = () => {
    overBudget = true;
    end(child, true);
  };
  const timer = budget && setTimeout(giveUp, budget * 1000);
  return new Promise((resolve) => {
    const finish = (code, note = "") => {
      clearTimeout(timer);
      resolve({ code, output: Buffer.concat(output).toString("utf8") + note, overBudget });
    };
    child.once("error", (error) => finish(127, `${command[0]}: ${error.message}\n`));
    child.once("close", (code) => finish(code ?? 128));
  });
}

/**
 * Starts a program that goes on running, and waits until it says that it is ready.
 *
 * @param {readonly string[]} command
 * @param {object} options
 * @param {Record<string, string | undefined>} options.env added to the environment
 * @param {RegExp} options.ready what it writes then; the first group is handed back
 * @param {number} options.budget how long that may take, in seconds
 * @returns {Promise<{ said: string | undefined, output: () => string, stop: () => Promise<void> }>}
 *   nothing said when it ended or took too long; it has been stopped then
 */
export async function runInBackground(command, { env, ready, budget }) {
  const child = launch(command, env, "pipe");
  let output = "";
  const said = await new Promise((resolve) => {
    const giveUp = () => resolve(undefined);
    const timer = setTimeout(giveUp, budget * 1000);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (part) => {
        output += part;
        const match = ready.exec(output);
        if (!match) return;
        clearTimeout(timer);
        resolve(match[1]);
      });
    }
    child.once("error", giveUp);
    child.once("close", giveUp);
  });
  const stop = () => end(child);
  if (said === undefined) await stop();
  return { said, output: () => output, stop };
}

/**
 * @param {readonly string[]} command
 * @param {Record<string, string | undefined> | undefined} env
 * @param {"pipe" | "inherit"} output
 */
function launch([program, ...args], env, output) {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", output, output],
    detached: !onWindows,
  });
  running.add(child);
  child.once("close", () => running.delete(child));
  return child;
}

/**
 * Node with the project's own programs, which works on every system alike.
 *
 * @param {string} script path of a script inside the project, such as "node_modules/next/dist/bin/next"
 * @param {...string} args
 */
export const node = (script, ...args) => [process.execPath, script, ...args];

/**
 * npm itself: the one that runs us, else the one beside this Node, else the one on the path.
 *
 * @param {...string} args
 */
export function npm(...args) {
  const runner = process.env.npm_execpath;
  if (runner?.endsWith("npm-cli.js")) return node(runner, ...args);
  return onWindows ? ["cmd.exe", "/d", "/s", "/c", "npm", ...args] : ["npm", ...args];
}

/** So soon after the first signal, in milliseconds, it is the same: npm hands on a Ctrl-C that the terminal has sent to all. */
const sameSignal = 500;

/**
 * Ends what runs and then leaves, when this process is told to stop; told so again, it leaves at once.
 *
 * @param {(signal: "SIGINT" | "SIGTERM" | "SIGHUP") => Promise<number | void> | void} [before] something of our own to
 *   stop first; hands back the exit code, where it is not that of a process that a signal has ended
 */
export function stopOnSignals(before) {
  /** @type {number | undefined} */
  let toldAt;
  for (const [signal, code] of /** @type {const} */ ([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ])) {
    process.on(signal, async () => {
      if (toldAt !== undefined) {
        if (performance.now() - toldAt > sameSignal) process.exit(code);
        return;
      }
      toldAt = performance.now();
      await Promise.all([...running].map((child) => end(child)));
      process.exit((await before?.(signal)) ?? code);
    });
  }
}

/**
 * Ends a program and all that it started, by force if it does not listen.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @param {boolean} [atOnce] without asking first
 */
export async function end(child, atOnce = false) {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  signalGroup(child.pid, atOnce ? "SIGKILL" : "SIGTERM");
  const timer = setTimeout(() => signalGroup(child.pid, "SIGKILL"), patience);
  await ended;
  clearTimeout(timer);
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
  try {
    if (onWindows) spawn("taskkill", ["/pid", String(pid), "/t", "/f"], { stdio: "ignore" });
    else process.kill(-pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}
