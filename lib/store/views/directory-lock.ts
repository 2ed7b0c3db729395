/**
 * A folder for one process at a time, whichever way that process ends.
 *
 * The lock is a socket that its holder listens on: the system closes it with the process, even a killed one, and
 * whoever tries to connect knows at once whether somebody is there. Process numbers, the usual way, mean nothing
 * between containers that share a folder, and are given out again.
 *
 * Sockets have names in the folder, numbered upwards. The holder is the one with the highest number; the next may be
 * taken only after nobody answered at the highest, and only by one process, since a name is linked to a socket that
 * already listens and can be linked once. The highest name is never removed, so no number is taken twice.
 */
import { createHash, randomUUID } from "node:crypto";
import { chmod, link, mkdir, mkdtemp, readdir, realpath, rm, symlink } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

export interface DirectoryLock {
  release(): Promise<void>;
}

/** Another process holds the lock. */
export class LockedError extends Error {
  override readonly name = "LockedError";
  constructor(
    folder: string,
    /** Its number, if it told. */
    readonly holder: string,
  ) {
    super(`${folder} is in use by ${holder ? `process ${holder}` : "another process"}.`);
  }
}

/** Systems allow 104 characters at least for the path of a socket. */
const longestPath = 100;

/**
 * Takes the lock of a folder, which is made if it is not there.
 *
 * @throws {LockedError} another process has it
 */
export async function lockDirectory(folder: string): Promise<DirectoryLock> {
  const names = join(folder, "lock");
  await mkdir(names, { recursive: true, mode: 0o700 });
  if (process.platform === "win32") return lockByPipe(folder);
  const short = await shortened(names);
  try {
    return await lockBySocket(folder, short.path);
  } finally {
    await short.drop();
  }
}

async function lockBySocket(folder: string, names: string): Promise<DirectoryLock> {
  const own = join(/* turbopackIgnore: true */ names, `.${randomUUID().slice(0, 8)}`);
  const server = await listen(own);
  try {
    await chmod(own, 0o600);
    for (;;) {
      const highest = Math.max(0, ...(await numbersIn(names)));
      const holder = highest > 0 ? await askHolder(join(names, String(highest))) : undefined;
      if (holder !== undefined) throw new LockedError(folder, holder);
      const mine = highest + 1;
      if (!(await linked(own, join(names, String(mine))))) continue;
      const others = (await numbersIn(names)).filter((number) => number !== mine);
      // Another was faster, and an older look at the folder made this number seem to be the next.
      if (others.some((number) => number > mine)) {
        await rm(join(names, String(mine)), { force: true });
        continue;
      }
      for (const number of others) await rm(join(names, String(number)), { force: true });
      await rm(own, { force: true });
      return { release: () => closed(server) };
    }
  } catch (error) {
    await closed(server);
    await rm(own, { force: true });
    throw error;
  }
}

/** Pipes of Windows have names that are free again once their process has ended, and given once. */
async function lockByPipe(folder: string): Promise<DirectoryLock> {
  const name = createHash("sha256")
    .update(await realpath(folder))
    .digest("hex")
    .slice(0, 32);
  const server = await listen(`\\\\.\\pipe\\atlas-${name}`).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "EADDRINUSE" ? new LockedError(folder, "") : error;
  });
  return { release: () => closed(server) };
}

/** Listens, and tells whoever connects which process this is. */
async function listen(path: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.end(String(process.pid));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ path, exclusive: true }, resolve);
  });
  return server.unref();
}

const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

/** What the process at a socket tells of itself; "" where it is too busy to; undefined where there is none. */
function askHolder(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.setTimeout(300, () => socket.destroy(new Error("too busy")));
    socket.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "ECONNREFUSED" || error.code === "ENOENT" ? undefined : ""),
    );
    socket.once("connect", () => text(socket).then(resolve, () => resolve("")));
  });
}

async function numbersIn(names: string): Promise<number[]> {
  return (await readdir(names)).filter((name) => /^\d+$/.test(name)).map(Number);
}

/** Gives a socket another name; false where the name is taken. */
async function linked(socket: string, name: string): Promise<boolean> {
  try {
    await link(socket, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** A path to the same folder that is short enough for a socket in it, to be dropped after use. */
async function shortened(folder: string): Promise<{ path: string; drop(): Promise<void> }> {
  if (Buffer.byteLength(folder) + 12 <= longestPath) return { path: folder, drop: async () => {} };
  const aside = await mkdtemp(join(tmpdir(), "atlas-"));
  const path = join(aside, "lock");
  await symlink(await realpath(folder), path);
  return { path, drop: () => rm(aside, { recursive: true, force: true }) };
}
