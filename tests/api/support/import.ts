/** Brings graphs to the running server, as its operator would. */
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../../../lib/cli/import.ts", import.meta.url));
const largeImport = fileURLToPath(new URL("large-import.ts", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs `npm run import` on the server's own folder, or another one. */
export async function runImport(
  arguments_: readonly string[],
  folder = process.env.ATLAS_DATA_DIR,
): Promise<Ended> {
  return program(cli, arguments_, { ...(folder !== undefined && { ATLAS_DATA_DIR: folder }) });
}

/** Brings a generated graph to the running server as one that is too large to be had as a whole. @throws {Error} */
export async function importGenerated(graph: string, entities: number): Promise<void> {
  const { code, errors } = await program(largeImport, [graph, String(entities)], {});
  if (code !== 0) throw new Error(errors);
}

async function program(
  file: string,
  arguments_: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const child = spawn(process.execPath, ["--import", "tsx", file, ...arguments_], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once("exit", resolve)),
  ]);
  return { code, output, errors };
}

/** Imports a file of this name that holds this text. */
export async function importText(
  name: string,
  content: string,
  arguments_: readonly string[],
  into?: string,
): Promise<Ended> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-import-"));
  try {
    const file = join(folder, name);
    await writeFile(file, content);
    return await runImport([file, ...arguments_], into);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
