/** Readers who ask steadily, whatever becomes of what they have asked before, and save a view now and then. */
import { Agent, request } from "node:http";
import { gunzipSync } from "node:zlib";

/** What became of one request. */
export interface Fate {
  readonly kind: "page" | "graph" | "read" | "saved view" | "save";
  /** 0 where there was no answer. */
  readonly status: number;
  /** From when it was due. */
  readonly ms: number;
  /** When it was due, in milliseconds since the first. */
  readonly at: number;
  readonly body: string;
  /** Of a save: the title that it has given. */
  readonly title?: string;
  readonly retryAfter?: string | undefined;
}

export interface Readers {
  /** What has become of each request, once all have been answered. */
  stop(): Promise<readonly Fate[]>;
}

/** One in so many requests saves a view. */
const oneSave = 10;

/**
 * @param url of the server or balancer
 * @param rate requests a second
 * @param saved id of a view that they look at
 */
export async function readers(url: string, rate: number, saved: string): Promise<Readers> {
  const { version } = (await (await fetch(`${url}/api/v1/version`)).json()) as { version: string };
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const begin = performance.now();
  const paths: readonly (readonly [Fate["kind"], string])[] = [
    ["page", "/zh"],
    ["graph", `/api/v1/graph?version=${version}`],
    ["read", "/api/v1/search?q=gpt&limit=5"],
    ["page", "/en/about"],
    ["saved view", `/v/${saved}`],
    ["page", "/en/entity/model/gpt-4"],
    ["graph", `/api/v1/graph/facets?version=${version}`],
  ];
  const ask = (i: number): Promise<Fate> => {
    const at = (i * 1000) / rate;
    const isSave = i % oneSave === oneSave - 1;
    const [kind, path] = isSave
      ? (["save", "/api/v1/views"] as const)
      : (paths[i % paths.length] ?? ["page", "/zh"]);
    const title = `view ${i}`;
    return new Promise((resolve) => {
      const told = (status: number, body: string, retryAfter?: string) =>
        resolve({
          kind,
          status,
          ms: performance.now() - begin - at,
          at,
          body,
          retryAfter,
          ...(isSave && { title }),
        });
      const asked = request(
        url + path,
        {
          agent,
          method: isSave ? "POST" : "GET",
          headers: isSave ? { "Content-Type": "application/json" } : { "Accept-Encoding": "gzip" },
        },
        (response) => {
          const parts: Buffer[] = [];
          const isRead = isSave || response.statusCode !== 200;
          response.on("data", (part: Buffer) => {
            if (isRead) parts.push(part);
          });
          response.once("end", () => {
            const whole = Buffer.concat(parts);
            const isPacked = response.headers["content-encoding"] === "gzip" && isRead;
            const body = String(isPacked ? gunzipSync(whole) : whole);
            told(response.statusCode ?? 0, body, response.headers["retry-after"]);
          });
          response.once("error", ({ message }) => told(0, message));
        },
      );
      asked.once("error", ({ message }) => told(0, message));
      asked.end(isSave ? JSON.stringify({ title, view: { version: 1 } }) : undefined);
    });
  };
  const fates: Promise<Fate>[] = [];
  const timer = setInterval(() => {
    const due = ((performance.now() - begin) * rate) / 1000;
    while (fates.length < due) fates.push(ask(fates.length));
  }, 5);
  return {
    async stop() {
      clearInterval(timer);
      const all = await Promise.all(fates);
      agent.destroy();
      return all;
    },
  };
}

/** Whether a request was answered as it should be. */
export const isAnswered = ({ kind, status }: Fate): boolean => status === (kind === "save" ? 201 : 200);

/** Views that were told to be saved and cannot be read any more, or not as they were. */
export async function lostViews(url: string, fates: readonly Fate[]): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const { kind, status, body, title } of fates) {
    if (kind !== "save" || status !== 201) continue;
    const { id } = JSON.parse(body) as { id: string };
    const read = await fetch(`${url}/api/v1/views/${id}`);
    if (read.status !== 200 || ((await read.json()) as { title: string }).title !== title) lost.push(id);
  }
  return lost;
}

/** @returns id of a view that has been saved */
export async function saveOne(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/views`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ title: "looked at", view: { version: 1 } }),
  });
  if (response.status !== 201)
    throw new Error(`saving was answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}
