/** Servers as an operator starts them, each a process of its own, on one database. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface FleetServer {
  readonly url: string;
  /** Resolves once it answers. */
  start(): Promise<void>;
  /** @returns its exit code, or the signal that ended it */
  stop(signal?: "SIGTERM" | "SIGKILL"): Promise<number | string>;
  /** All that it has written. */
  said(): string;
}

export interface Fleet {
  readonly servers: readonly FleetServer[];
  /** Ends what still runs. */
  remove(): Promise<void>;
}

/** @param database address of the one that all share */
export async function fleet(
  count: number,
  database: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Fleet> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-fleet-"));
  const running = new Set<ChildProcess>();
  const killed = () => {
    for (const child of running) child.kill("SIGKILL");
  };
  process.once("exit", killed);

  const serverAt = (port: number): FleetServer => {
    let child: ChildProcess | undefined;
    let said = "";
    return {
      url: `http://localhost:${port}`,
      said: () => said,
      start: () =>
        new Promise((resolve, reject) => {
          const started = spawn(process.execPath, ["lib/cli/start.mjs"], {
            cwd: root,
            stdio: ["ignore", "pipe", "pipe"],
            env: {
              ...process.env,
              NODE_ENV: "production",
              PORT: String(port),
              DATABASE_URL: database,
              ATLAS_DATA_DIR: join(folder, String(port)),
              ATLAS_WRITES_PER_MINUTE: "100000",
              ...env,
            },
          });
          child = started;
          running.add(started);
          const failed = () => reject(new Error(`The server did not start:\n${said}`));
          started.once("exit", () => {
            running.delete(started);
            failed();
          });
          for (const stream of [started.stdout, started.stderr])
            stream.setEncoding("utf8").on("data", (part: string) => {
              said += part;
              if (part.includes("http://localhost:")) resolve();
            });
        }),
      stop: (signal = "SIGTERM") =>
        new Promise((resolve) => {
          if (!child || !running.has(child)) return resolve(0);
          child.once("exit", (code, by) => resolve(code ?? by ?? ""));
          child.kill(signal);
        }),
    };
  };
  const ports = await freePorts(count);
  const servers = ports.map(serverAt);
  return {
    servers,
    async remove() {
      process.off("exit", killed);
      await Promise.all(servers.map((server) => server.stop("SIGKILL")));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Ports that are free now. */
async function freePorts(count: number): Promise<number[]> {
  const probes = await Promise.all(
    Array.from({ length: count }, async () => {
      const probe = createServer();
      await new Promise<void>((resolve) => probe.listen(0, resolve));
      return probe;
    }),
  );
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  return ports;
}
