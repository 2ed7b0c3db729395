/**
 * One at a time: a lock between processes, so that two starts do not install or build over each other.
 *
 * The lock is a file with its holder's process id. A holder that is gone leaves a stale file, which the next
 * one takes over; since two may do so at once, each looks again a moment later whether the lock is its own.
 */
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Milliseconds between looks at a lock that another holds, and before one's own is believed. */
const rhythm = 250;
const settling = 60;

/**
 * Does something while no other process does what the same lock guards.
 *
 * @template T
 * @param {string} path of the lock file
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] told once when another process holds the lock
 * @returns {Promise<T>}
 */
export async function locked(path, work, onWait = () => {}) {
  const mine = `${process.pid} ${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true });
  for (let waited = false; !(await acquire(path, mine)); waited = true) {
    if (!waited) onWait();
    await wait(rhythm);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/**
 * @param {string} path
 * @param {string} mine
 */
async function acquire(path, mine) {
  const holder = await readFile(path, "utf8").catch(() => undefined);
  if (holder !== undefined) {
    if (isAlive(Number.parseInt(holder, 10))) return false;
    await rm(path, { force: true });
  }
  try {
    await writeFile(path, mine, { flag: "wx" });
  } catch {
    return false;
  }
  await wait(settling);
  return (await readFile(path, "utf8").catch(() => "")) === mine;
}

/** @param {number} pid */
function isAlive(pid) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
