/** Pictures of views, as those who show previews of links ask for them. */
import { describe, expect, it } from "vitest";
import { get, problemOf } from "./support/ask";
import { saved, write } from "./support/views";

const path = "/api/v1/preview";

/** Width and height of a PNG, from its header (RFC 2083). */
async function sizeOf(response: Response): Promise<{ width: number; height: number }> {
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("image/png");
  expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  const bytes = new DataView(await response.arrayBuffer());
  expect(bytes.getUint32(0)).toBe(0x89504e47);
  // What those who show previews take without a doubt.
  expect(bytes.byteLength).toBeLessThan(400_000);
  return { width: bytes.getUint32(16), height: bytes.getUint32(20) };
}
const textOf = async (address: string): Promise<string> =>
  Buffer.from(await (await get(address)).arrayBuffer()).toString("base64");
const expected = { width: 1200, height: 630 };
/** Each reader has pictures of his own. */
const readerAt = (place: number): RequestInit => ({
  headers: { "X-Forwarded-For": `192.0.${process.pid % 256}.${place}` },
});

describe("the picture of any view", () => {
  it("is a PNG of 1200 by 630", async () => {
    for (const query of [
      "",
      "?select=model/llama&locale=zh",
      "?ask=lineage:model/llama&layout=layered&theme=dark",
    ])
      expect(await sizeOf(await get(path + query))).toEqual(expected);
  });

  it("differs by view, language and theme", async () => {
    const queries = ["", "?locale=zh", "?theme=dark", "?select=model/gpt-4", "?hide=model"];
    const pictures = await Promise.all(queries.map((query) => textOf(path + query)));
    expect(new Set(pictures).size).toBe(queries.length);
    expect(await textOf(path)).toBe(pictures[0]);
  });

  it("bears the title of a story or of its step where one is named, and says where there is none", async () => {
    const { stories } = await (await get("/api/v1/stories")).json();
    const [{ slug }] = stories;
    const view = "layout=groups:kind";
    const queries = [view, `story=${slug}&${view}`, `story=${slug}&step=2&${view}`];
    const pictures = await Promise.all(queries.map((query) => textOf(`${path}?${query}`)));
    expect(new Set(pictures).size).toBe(queries.length);
    for (const query of ["story=none", `story=${slug}&step=99`])
      expect((await problemOf(await get(`${path}?${query}`))).code).toBe("unknown-story");
    expect((await get(`${path}?step=1`)).status).toBe(400);
  });

  it("is confirmed by its tag, and kept for a day where its address says what it shows", async () => {
    const { version } = await (await get("/api/v1/search?q=gpt")).json();
    for (const [query, keeping] of [
      ["", "no-cache"],
      ["?select=model/bert", "no-cache"],
      [`?version=${version}`, "public, max-age=86400"],
    ]) {
      const response = await get(path + query);
      expect([query, response.headers.get("cache-control")]).toEqual([query, keeping]);
      const tag = response.headers.get("etag") ?? "";
      expect(tag).toMatch(/^W\/"[0-9a-f]{40}"$/);
      const again = await get(path + query, { headers: { "If-None-Match": tag } });
      expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", tag]);
    }
  });

  it("answers HEAD, and refuses to be written", async () => {
    const head = await get(path, { method: "HEAD" });
    expect([head.status, head.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect((await problemOf(await get(path, { method: "POST" }))).code).toBe("method-not-allowed");
  });

  it.each([
    ["?locale=fr", "bad-parameter"],
    ["?theme=blue", "bad-parameter"],
    ["?r=abc123", "unknown-parameter"],
    ["?colour=%3Cscript%3E", "bad-parameter"],
    ["?nothing=1", "unknown-parameter"],
    ["?theme=dark&theme=light", "repeated-parameter"],
    ["?graph=other", "unknown-graph"],
    ["?version=0123456789abcdef", "unknown-version"],
  ])("refuses %s: %s", async (query, code) => {
    expect((await problemOf(await get(path + query))).code).toBe(code);
  });

  it("is drawn once for all who ask for it at the same time", async () => {
    const query = `?select=model/bert&at=0,0,${1000 + (process.pid % 1000)},700`;
    const answers = await Promise.all(Array.from({ length: 30 }, () => get(path + query)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it("asks for patience when too many are wanted at once, and a client that wants more and more", async () => {
    const at = (i: number) => `${path}?at=0,${i},${1800 + (process.pid % 1000)},900&hide=dataset`;
    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => get(at(i), readerAt(1))));
    const refused = (status: number) => answers.filter((answer) => answer.status === status);
    // Two are drawn and sixteen wait; what others have drawn meanwhile takes the place of some.
    expect(refused(200).length).toBeGreaterThanOrEqual(15);
    // Most wait in vain, which counts all the same.
    for (const [status, code] of [
      [503, "unavailable"],
      [429, "too-many-requests"],
    ] as const) {
      const [response] = refused(status);
      expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
      expect((await problemOf(response)).code).toBe(code);
    }
    // What is kept costs nothing, and others are drawn for again.
    const kept = answers.findIndex(({ status }) => status === 200);
    expect((await get(at(kept), readerAt(1))).status).toBe(200);
    expect(await sizeOf(await get(at(500), readerAt(2)))).toEqual(expected);
  }, 60_000);
});

describe("the picture of a saved view", () => {
  it("shows its title, and changes with it", async () => {
    const view = { version: 1, selection: "model/llama" } as const;
    const { id, editKey } = await saved({ title: "How LLaMA hangs together", view });
    const address = `/v/${id}/preview.png?locale=zh`;
    expect(await sizeOf(await get(address))).toEqual(expected);
    const before = await textOf(address);
    expect(before).not.toBe(await textOf(`${path}?select=model/llama&locale=zh`));
    await write("PATCH", `/api/v1/views/${id}`, { title: "另一个标题" }, { key: editKey });
    expect(await textOf(address)).not.toBe(before);
  });

  it("is kept for a day at the address that names what it shows, and at no other", async () => {
    for (const frozen of [false, true]) {
      const view = { version: 1, selection: "model/bert" } as const;
      const { id } = await saved({ title: "Kept", frozen, view });
      const html = await (await get(`/v/${id}`)).text();
      const image = /property="og:image" content="([^"]*)"/.exec(html)?.[1].replaceAll("&amp;", "&") ?? "";
      const { pathname, search } = new URL(image);
      const keepingAt = async (query: string) => (await get(pathname + query)).headers.get("cache-control");
      expect(await keepingAt(search)).toBe("public, max-age=86400");
      for (const other of ["", "?r=abc123", `${search}0`])
        expect([other, await keepingAt(other)]).toEqual([other, "no-cache"]);
    }
  });

  it("of a frozen view shows its snapshot", async () => {
    const { id } = await saved({
      title: "Frozen",
      frozen: true,
      view: { version: 1, selection: "model/bert" },
    });
    expect(await sizeOf(await get(`/v/${id}/preview.png`))).toEqual(expected);
  });

  it("is a problem where there is no such view, or the address asks for something else", async () => {
    for (const id of ["AAAAAAAAAA", "short", "%3Cscript%3E"]) {
      const response = await get(`/v/${id}/preview.png`);
      expect([response.status, (await problemOf(response)).code]).toEqual([404, "unknown-view"]);
    }
    const { id } = await saved();
    expect((await problemOf(await get(`/v/${id}/preview.png?select=model/bert`))).code).toBe(
      "unknown-parameter",
    );
  });
});
