/** What the server keeps compressed: sent in the form that the reader understands, and nothing from elsewhere. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compressAhead, compressedFiles } from "@/lib/cli/compressed.mjs";
import { keptAnswers } from "@/lib/cli/kept-answers.mjs";
import { selfQuestions } from "@/lib/cli/self.mjs";

const script = `// ${"long ".repeat(500)}`;
let folder: string;
let server: Server;
let origin: string;
/** How often the app behind was asked for the graph. */
let asked = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "compressed-"));
  await writeFile(join(folder, "a.js"), script);
  await writeFile(join(folder, "secret.txt"), "secret");
  const places = [
    { prefix: "/static/", folder, forever: true },
    { prefix: "/one.js", folder: join(folder, "a.js"), forever: false },
  ];
  const ahead = join(folder, "ahead");
  await compressAhead(places, ahead);
  await writeFile(join(folder, "late.js"), script.replace("long", "late"));
  const files = compressedFiles(places, ahead);
  const kept = keptAnswers(
    selfQuestions(() => origin),
    { kept: () => undefined },
    8000,
  );
  server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://x").pathname;
    if (await files(request, response, decodeURI(path))) return;
    if (await kept(request, response)) return;
    asked++;
    const forever = request.url?.includes("version=");
    response.setHeader("Cache-Control", forever ? "public, immutable" : "no-cache");
    response.setHeader("ETag", 'W/"graph"');
    response.setHeader("Content-Type", "application/json");
    response.end(path.startsWith("/api") ? `{"graph":"${"x".repeat(3000)}"}` : "the app");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** Without the decompression that fetch does by itself. */
async function get(path: string, headers: Record<string, string> = {}) {
  const { request } = await import("node:http");
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      const asking = request(origin + path, { headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk) => chunks.push(chunk));
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      });
      asking.on("error", reject).end();
    },
  );
}

describe("a script", () => {
  it("is sent compressed to whom understands it, and plain to others", async () => {
    const small = await get("/static/a.js", { "accept-encoding": "gzip" });
    expect(small.headers).toMatchObject({
      "content-encoding": "gzip",
      "cache-control": "public, max-age=31536000, immutable",
      vary: "Accept-Encoding",
    });
    expect(gunzipSync(small.body).toString()).toBe(script);
    const plain = await get("/static/a.js");
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(plain.body.toString()).toBe(script);
  });

  it("is sent as small as can be where that has been made ahead", async () => {
    const understands = { "accept-encoding": "gzip, deflate, br" };
    const [small, gzip, late] = [
      await get("/static/a.js", understands),
      await get("/static/a.js", { "accept-encoding": "gzip" }),
      await get("/static/late.js", understands),
    ];
    expect([small, gzip, late].map(({ headers }) => headers["content-encoding"])).toEqual([
      "br",
      "gzip",
      "gzip",
    ]);
    expect(brotliDecompressSync(small.body).toString()).toBe(script);
    expect(gunzipSync(gzip.body).toString()).toBe(script);
    expect(small.body.length).toBeLessThan(gzip.body.length);
  });

  it("that may change is asked about each time, and confirmed by its tag", async () => {
    const first = await get("/one.js");
    expect(first.headers["cache-control"]).toBe("no-cache");
    const again = await get("/one.js", { "if-none-match": String(first.headers.etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it.each(["/static/../secret.txt", "/static/%2e%2e/a.js", "/static/secret.txt", "/static/none.js"])(
    "is nothing else: %s is left to the app",
    async (path) => {
      expect((await get(path)).body.toString()).toBe("the app");
    },
  );
});

describe("an answer that never changes", () => {
  it("is asked for once", async () => {
    asked = 0;
    const path = "/api/v1/graph?graph=atlas&version=0";
    const [first, second] = [await get(path), await get(path, { "accept-encoding": "gzip" })];
    expect(asked).toBe(1);
    expect(gunzipSync(second.body)).toEqual(first.body);
    expect(second.headers).toMatchObject({ etag: 'W/"graph"', "content-type": "application/json" });
    expect((await get(path, { "if-none-match": '"graph"' })).status).toBe(304);
  });

  it("is asked for once by all who want it at the same time", async () => {
    asked = 0;
    const path = "/api/v1/graph?graph=atlas&version=together";
    const answers = await Promise.all(Array.from({ length: 5 }, () => get(path)));
    expect(asked).toBe(1);
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
  });

  it("is kept as long as there is room, those that were asked for last", async () => {
    const path = (version: string) => `/api/v1/graph?graph=atlas&version=${version}`;
    for (const version of ["a", "b", "a", "c"]) await get(path(version));
    asked = 0;
    for (const version of ["a", "c"]) await get(path(version));
    expect(asked).toBe(0);
    await get(path("b"));
    expect(asked).toBe(1);
  });

  it("is not kept where it may change, nor is any other route", async () => {
    asked = 0;
    for (const path of ["/api/v1/graph?graph=atlas", "/api/v1/search?version=0"]) {
      await get(path);
      await get(path);
    }
    expect(asked).toBeGreaterThanOrEqual(4);
  });
});
