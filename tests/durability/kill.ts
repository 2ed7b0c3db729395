/** Whether what has been acknowledged is still there after the process that saved it was killed. */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { openViewStore } from "@/lib/store/views/open";
import { postgresServer } from "./postgres-server";

export interface Killed {
  rounds: number;
  /** Views that were acknowledged, in all rounds. */
  acknowledged: number;
  /** Those of them that could not be read afterwards, or not as they were saved. */
  lost: string[];
}

const saver = fileURLToPath(new URL("saver.ts", import.meta.url));
/** Milliseconds from the first acknowledgement until the process is killed, at most. */
const longestLife = 400;

/**
 * Kills a process while it saves, and looks for all that it has been told is saved; so many times, on one store.
 *
 * @param store the embedded one in a temporary folder, or a server of its own
 */
export async function killRounds({
  store,
  rounds,
}: {
  store: "embedded" | "server";
  rounds: number;
}): Promise<Killed> {
  if (store === "server") {
    const server = await postgresServer();
    try {
      return await killSavers({ DATABASE_URL: await server.make("killed") }, rounds);
    } finally {
      await server.remove();
    }
  }
  const folder = await mkdtemp(join(tmpdir(), "atlas-killed-"));
  try {
    return await killSavers({ ATLAS_DATA_DIR: folder }, rounds);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param where the environment that names the store */
export async function killSavers(where: Record<string, string>, rounds: number): Promise<Killed> {
  const titles = new Map<string, string>();
  for (let round = 0; round < rounds; round++)
    for (const [id, title] of await killedSaver(where)) titles.set(id, title);
  const lost: string[] = [];
  const store = await openViewStore(where);
  try {
    for (const [id, title] of titles) {
      const view = await store.read(id);
      const body = view?.frozenFrom && (await store.snapshot(view.dataVersion));
      if (view?.title !== title || (view.frozenFrom && body?.length !== 3000)) lost.push(id);
    }
  } finally {
    await store.close();
  }
  return { rounds, acknowledged: titles.size, lost };
}

/** Ids and titles that one process was told are saved, before it was killed. */
async function killedSaver(where: Record<string, string>): Promise<[string, string][]> {
  const { ATLAS_DATA_DIR: _, DATABASE_URL: __, ...env } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", saver], {
    env: { ...env, ...where },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint += chunk;
  });
  const saved: [string, string][] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (saved.length === 0) setTimeout(() => child.kill("SIGKILL"), Math.random() * longestLife);
    const [id, ...title] = line.split(" ");
    saved.push([id, title.join(" ")]);
  }
  if (saved.length === 0) throw new Error(`Nothing was saved: ${complaint}`);
  return saved;
}
