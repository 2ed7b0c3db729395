/** The whole graph as the browser gets it. */
import { get as httpGet } from "node:http";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeGraph } from "@/lib/graph/decode";
import type { CompactGraph } from "@/lib/graph/graph";
import { buildSearchIndex, searchGraph } from "@/lib/graph/search";
import { get, server } from "./support/ask";

const whole = "/api/v1/graph";
const compact = async () => (await (await get(whole)).json()) as CompactGraph;

describe("the graph", () => {
  it("comes whole, with all that search in the browser needs", async () => {
    const graph = decodeGraph(await compact());
    expect(graph.size).toBeGreaterThan(1000);
    const [first] = searchGraph(buildSearchIndex(graph), "wenxinyiyan");
    expect(graph.names[first?.entity ?? -1]?.zh).toBe("文心一言");
  });

  it("is small enough to travel: under 280 KB compressed", async () => {
    const { encoding, body } = await raw(`${server}${whole}`);
    expect(encoding).toBe("gzip");
    expect(body.length).toBeLessThan(280_000);
    expect(JSON.parse(gunzipSync(body).toString())).toEqual(await compact());
  });

  it("names its version, under which it is the same and may be kept for ever", async () => {
    const { version } = await compact();
    expect(version).toMatch(/^[0-9a-f]{16}$/);
    const pinned = await get(`${whole}?version=${version}`);
    expect(pinned.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(await pinned.json()).toEqual(await compact());
  });

  it("is asked about each time where no version is named", async () => {
    expect((await get(whole)).headers.get("cache-control")).toBe("no-cache");
  });
});

/** The bytes as they travel; `fetch` would unpack them. */
function raw(url: string): Promise<{ encoding: string | undefined; body: Buffer }> {
  return new Promise((resolve, reject) => {
    httpGet(url, { headers: { "Accept-Encoding": "gzip" } }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ encoding: response.headers["content-encoding"], body: Buffer.concat(chunks) });
    }).on("error", reject);
  });
}
