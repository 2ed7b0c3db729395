/** Saved views: how many a second are saved, what survives a killed server, how soon a short link and its picture are there. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@/lib/cli/run.mjs";
import { parseView } from "@/lib/view/parse-view";
import { type PostgresServer, postgresServer, whyNoServer } from "../durability/postgres-server";
import { judged, median, ms, type Row, spread, told } from "./figures";
import { visit } from "./loading";

/** What issues ask: saves a second on each store, and a picture drawn and kept. */
const bars = { embedded: { least: 50 }, server: { least: 200 }, cold: { most: 500 }, kept: { most: 20 } };
/** Clients that save at once, and for how long, in milliseconds. */
const saving = { clients: 16, time: 5000 };
const kills = 30;
/** How long a server saves before it is killed, in milliseconds, at most. */
const longestLife = 500;
const opened = 5;
/** What short links lead to. */
const views = [
  "",
  "in=domain/healthcare",
  "ask=lineage:model/llama&layout=layered",
  "select=model/gpt-4",
  "layout=groups:country",
];

type Store = "embedded" | "server";
type Environment = Record<string, string>;

export async function measureSharing(url: string): Promise<Row[]> {
  const rows = [...(await linkRows(url)), ...(await pictureRows(url))];
  for (const store of ["embedded", "server"] as const) {
    if (store === "server" && whyNoServer) rows.push(told("saves on a server", whyNoServer));
    else rows.push(...(await withStore(store, (env) => saveRows(store, env))));
  }
  return rows;
}

/** An empty store in a place of its own, by the environment that names it. */
async function withStore<T>(store: Store, work: (env: Environment) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-bench-"));
  let server: PostgresServer | undefined;
  try {
    if (store === "server") server = await postgresServer();
    const database: Environment = server ? { DATABASE_URL: await server.make("bench") } : {};
    return await work({ ...database, ATLAS_DATA_DIR: folder, ATLAS_WRITES_PER_MINUTE: "1000000" });
  } finally {
    await server?.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

interface App {
  readonly url: string;
  readonly process: ChildProcess;
  end(signal: "SIGTERM" | "SIGKILL"): Promise<void>;
}

/** Starts a further server of the built app. @throws {Error} it ended at once */
async function startApp(env: Environment): Promise<App> {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ["lib/cli/start.mjs"], {
    cwd: root,
    env: { ...inherited, ...env, PORT: "0", NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (part) => {
      said += part;
      const found = /http:\/\/localhost:\d+/.exec(said)?.[0];
      if (found) resolve(found);
    });
    child.once("exit", () => reject(new Error(`The server ended: ${said}`)));
  });
  return {
    url,
    process: child,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

const post = (url: string, title: string, query = ""): Promise<Response> =>
  fetch(`${url}/api/v1/views`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ title, view: parseView(new URLSearchParams(query)).view }),
  });

/** @returns id of the saved view @throws {Error} it was not saved */
async function save(url: string, title: string, query?: string): Promise<string> {
  const response = await post(url, title, query);
  if (response.status !== 201) throw new Error(`saving was answered ${response.status}`);
  return ((await response.json()) as { id: string }).id;
}

async function saveRows(store: Store, env: Environment): Promise<Row[]> {
  const where = store === "embedded" ? "embedded" : "on a PostgreSQL server";
  const app = await startApp(env);
  let rate: number;
  try {
    await save(app.url, "the first opens the store");
    const start = performance.now();
    const client = async (): Promise<number> => {
      let saved = 0;
      for (; performance.now() < start + saving.time; saved++) await save(app.url, `view ${saved}`);
      return saved;
    };
    const counts = await Promise.all(Array.from({ length: saving.clients }, client));
    rate = counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - start) / 1000);
  } finally {
    await app.end("SIGTERM");
  }
  const { acknowledged, lost } = await killServers(env);
  return [
    judged(`saves a second, ${where}`, rate, bars[store], (n) => n.toFixed(0)),
    judged(
      `views lost, ${where}, server killed ${kills} times`,
      lost,
      { most: 0 },
      String,
      `of ${acknowledged}`,
    ),
  ];
}

/** Kills a server while it is being written to and looks in the next one for all that was answered with 201. */
async function killServers(env: Environment): Promise<{ acknowledged: number; lost: number }> {
  const titles = new Map<string, string>();
  for (let round = 0; round < kills; round++) {
    const app = await startApp(env);
    await remember(app.url, titles, `round ${round}`);
    const timer = setTimeout(() => app.process.kill("SIGKILL"), Math.random() * longestLife);
    await Promise.all(
      Array.from({ length: 4 }, (_, client) => saveUntilGone(app.url, titles, `${round} ${client}`)),
    );
    clearTimeout(timer);
    await app.end("SIGKILL");
  }
  const app = await startApp(env);
  let lost = 0;
  for (const [id, title] of titles) {
    const response = await fetch(`${app.url}/api/v1/views/${id}`);
    const found = response.ok && ((await response.json()) as { title: string }).title;
    if (found !== title) lost++;
  }
  await app.end("SIGTERM");
  return { acknowledged: titles.size, lost };
}

async function remember(url: string, titles: Map<string, string>, title: string): Promise<void> {
  titles.set(await save(url, title), title);
}

async function saveUntilGone(url: string, titles: Map<string, string>, who: string): Promise<void> {
  try {
    for (let i = 0; ; i++) await remember(url, titles, `${who} ${i}`);
  } catch {
    // The server is gone.
  }
}

/** A short link beside the address of the same view, and the plain explorer. */
async function linkRows(url: string): Promise<Row[]> {
  const id = await save(url, "the whole atlas");
  const painted = async (path: string): Promise<number[]> => {
    const times: number[] = [];
    for (let i = 0; i < opened; i++) times.push((await visit(url + path)).picture.painted);
    return times;
  };
  const [plain, short] = [await painted("/en"), await painted(`/v/${id}`)];
  const note = `plain explorer ${ms(median(plain))}, ${spread(plain)}`;
  return [judged("first picture behind a short link, median", median(short), { most: 600 }, ms, note)];
}

async function pictureRows(url: string): Promise<Row[]> {
  const time = async (path: string): Promise<number> => {
    const start = performance.now();
    const response = await fetch(url + path);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${path} was answered ${response.status}`);
    return performance.now() - start;
  };
  const paths: string[] = [];
  for (const query of views)
    for (const locale of ["en", "zh"])
      paths.push(`/v/${await save(url, query || "all", query)}/preview.png?locale=${locale}`);
  // The first one of all starts what draws.
  await time(`/v/${await save(url, "warm", "select=model/bert")}/preview.png?locale=en`);
  const [cold, kept]: [number[], number[]] = [[], []];
  for (const path of paths) cold.push(await time(path));
  for (const path of paths) kept.push(await time(path));
  return [
    judged("preview picture drawn, worst", Math.max(...cold), bars.cold, ms, spread(cold)),
    judged("preview picture kept, worst", Math.max(...kept), bars.kept, ms, spread(kept)),
  ];
}
