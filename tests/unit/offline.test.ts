/** Use without a network: which requests the service worker takes, and that nothing of two releases ever meets in one page. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Arrival, type Keeper, keeper, releaseHeader } from "@/lib/offline/keeper";
import { namedFiles } from "@/lib/offline/named-files";
import { planOf } from "@/lib/offline/plan";
import { limits, releaseOfShelf } from "@/lib/offline/shelves";
import { afterCheck, nextCheck } from "@/lib/offline/watch";
import { memoryStorage } from "../fixtures/browser-storage";

const origin = "https://atlas.test";
const plan = (path: string, navigates = false, method = "GET") =>
  planOf({ method, url: new URL(path, origin), navigates });

describe("what the worker does with a request", () => {
  it.each([
    ["/zh?select=model/gpt-4", true, { as: "page", key: "/zh", mayTire: true }],
    ["/en/table?kind=model", true, { as: "page", key: "/en/table", mayTire: true }],
    ["/en/insights?x=1", true, { as: "page", key: "/en/insights?x=1", mayTire: true }],
    ["/v/abc123", true, { as: "page", key: "/v/abc123", mayTire: false }],
    ["/_next/static/chunks/a.js?x", false, { as: "forever", key: "/_next/static/chunks/a.js" }],
    [
      "/api/v1/graph?graph=atlas&version=1",
      false,
      { as: "forever", key: "/api/v1/graph?graph=atlas&version=1" },
    ],
    [
      "/api/v1/entities/model/gpt-4?version=1",
      false,
      { as: "answer", key: "/api/v1/entities/model/gpt-4?version=1" },
    ],
    ["/theme.js", false, { as: "file", key: "/theme.js" }],
    ["/zh/manifest.webmanifest", false, { as: "file", key: "/zh/manifest.webmanifest" }],
  ] as const)("%s", (path, navigates, expected) => expect(plan(path, navigates)).toEqual(expected));

  it.each([
    "/api/v1/views/abc",
    "/api/v1/views?version=1",
    "/api/v1/export?format=csv&version=1",
    "/api/v1/picture?version=1",
    "/api/v1/search?q=gpt",
    "/api/v1/version",
    "/embed/zh",
    "/v/abc/preview.png",
  ])("leaves %s alone", (path) => expect(plan(path)).toBeUndefined());

  it.each(["/embed/v/abc", "/api/v1/openapi.json", "/zh/changes/feed.xml"])(
    "leaves the document %s alone",
    (path) => expect(plan(path, true)).toBeUndefined(),
  );

  it("touches nothing that is written", () => {
    const method = fc.constantFrom("POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    fc.assert(
      fc.property(method, fc.webPath(), fc.boolean(), (name, path, navigates) => {
        expect(plan(`/x${path}`, navigates, name)).toBeUndefined();
      }),
    );
  });
});

it("a page names what it needs, and with its graph what it asks for later", () => {
  const html = `<head><link rel="stylesheet" href="/_next/static/a.css"/><script src="/_next/static/old.js" noModule=""></script>
    <link rel="preload" href="/api/v1/graph?graph=g&amp;version=2" as="fetch"/><link rel="canonical" href="/zh"/>
    <link rel="preload" href="/api/v1/graph?graph=g&amp;version=1" as="fetch" media="not all"/>
    <script src="/theme.js"></script><script src="https://elsewhere.test/x.js"></script></head><a href="/en">x</a>`;
  expect(namedFiles(html, origin).toSorted()).toEqual([
    "/_next/static/a.css",
    "/api/v1/graph/facets?graph=g&version=2",
    "/api/v1/graph?graph=g&version=2",
    "/api/v1/questions?graph=g&version=2",
    "/theme.js",
  ]);
});

it("a page that is left open asks every few minutes, and no more often however often it is looked at", () => {
  expect(nextCheck(0)).toBe(300_000);
  expect(nextCheck(1000)).toBe(299_000);
  expect(nextCheck(3_600_000)).toBe(0);
  expect(afterCheck("a", "b")).toBe(true);
  for (const answered of ["a", "", undefined, 3]) expect(afterCheck("a", answered)).toBe(false);
});

/** A browser with its pages, a worker that is renewed and stopped, and a server that is renewed and cut off. */
class Simulation {
  readonly storage = memoryStorage();
  /** Of two digits, so that no name begins with another. */
  server = 10;
  isUp = true;
  worker: { keeper: Keeper; release: string } | undefined;
  pages: { id: string; url: string; release: string; isKnown: boolean }[] = [];
  opened = 0;
  clock = 0;
  deleted = new Set<string>();

  readonly fetch = async (asked: Request | string): Promise<Response> => {
    const url = new URL(typeof asked === "string" ? asked : asked.url);
    if (!this.isUp) throw new TypeError("no network");
    const release = `r${this.server}`;
    const headers = { [releaseHeader]: release, "Content-Type": "text/html" };
    const version = url.searchParams.get("version");
    if (url.pathname.startsWith("/_next/static/"))
      return url.pathname.includes(`/${release}-`)
        ? new Response(release, { headers })
        : new Response("gone", { status: 404, headers });
    if (version !== null)
      return version === release
        ? new Response(`data of ${version}`, { headers })
        : new Response("unknown version", { status: 404, headers });
    if (/\.(js|webmanifest|png)$/.test(url.pathname)) return new Response(release, { headers });
    if (this.deleted.has(url.pathname)) return new Response("gone", { status: 404, headers });
    const html = `${release}<script src="/theme.js"></script><script src="/_next/static/${release}-a.js"></script>
      <link rel="preload" href="/api/v1/graph?version=${release}" as="fetch">`;
    return new Response(html, { headers });
  };

  private keeperOf(release: string): Keeper {
    return keeper({
      release,
      origin,
      later: ["/cytoscape.js", `/_next/static/${release}-later.js`],
      storage: this.storage,
      locales: ["zh", "en"],
      fetch: this.fetch,
      openPages: async () => this.pages,
      wait: () => new Promise(() => undefined),
      now: () => ++this.clock,
    });
  }

  /** The browser finds another worker at the server, or the first. */
  async update(): Promise<void> {
    if (!this.isUp || this.worker?.release === `r${this.server}`) return;
    const release = `r${this.server}`;
    const next = this.keeperOf(release);
    try {
      await next.install();
    } catch {
      return;
    }
    this.worker = { keeper: next, release };
    await next.activate();
  }

  restart(): void {
    if (this.worker) this.worker = { ...this.worker, keeper: this.keeperOf(this.worker.release) };
  }

  /** As the browser does: by the worker, else from the network; `undefined` where neither has it. */
  async ask(path: string, from: Partial<Arrival>): Promise<Response | undefined> {
    const later: Promise<unknown>[] = [];
    const request = new Request(new URL(path, origin));
    const arrival = { request, navigates: false, clientId: "", resultingClientId: "", ...from };
    const answer = this.worker?.keeper.answer({ ...arrival, waitUntil: (work) => void later.push(work) });
    const response = await (answer ?? this.fetch(request)).catch(() => undefined);
    await Promise.all(later);
    return response?.type === "error" ? undefined : response;
  }

  async open(path: string): Promise<{ body: string; status: number } | undefined> {
    const id = `page${this.opened++}`;
    const isKnown = this.worker !== undefined;
    const response = await this.ask(path, { navigates: true, resultingClientId: id });
    if (!response) return undefined;
    const body = await response.text();
    const release = /^r\d+/.exec(body)?.[0];
    if (release !== undefined) this.pages.push({ id, url: origin + path, release, isKnown });
    return { body, status: response.status };
  }
}

const paths = ["/zh", "/en", "/zh/entity/model/a", "/zh/domain/b", "/v/abc"];
const event = fc.record({
  does: fc.constantFrom(
    "deploy",
    "cut",
    "join",
    "update",
    "restart",
    "open",
    "open",
    "ask",
    "ask",
    "ask",
    "close",
  ),
  opens: fc.constantFrom(...paths),
  page: fc.nat(20),
  asks: fc.constantFrom("/theme.js", "/cytoscape.js", "graph", "chunk", "entity"),
});
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

/** What came from what is kept opens whole: all that it names is there, and its own. */
async function openAnything(world: Simulation, path: string): Promise<void> {
  const found = await world.open(path);
  if (!found || world.isUp) return;
  expect(found.body.startsWith(world.worker?.release ?? "none")).toBe(true);
  const { id: clientId = "", release } = world.pages.at(-1) ?? {};
  for (const file of namedFiles(found.body, origin)) {
    // Ready questions are asked for by a page that is more than read.
    if (file.startsWith("/api/v1/questions")) continue;
    expect(await (await world.ask(file, { clientId }))?.text()).toContain(release);
  }
}

async function askAsPage(world: Simulation, { page, asks }: Event): Promise<void> {
  const asking = world.pages[page % Math.max(1, world.pages.length)];
  if (!asking) return;
  const { release, isKnown, id: clientId } = asking;
  const named: Record<string, string> = {
    graph: `/api/v1/graph?version=${release}`,
    chunk: `/_next/static/${release}-a.js`,
    entity: `/api/v1/entities/model/x?version=${release}`,
  };
  const answer = await world.ask(named[asks] ?? asks, { clientId });
  const isNamed = asks === "graph" || asks === "chunk";
  if (answer?.ok && (isKnown || isNamed)) expect(await answer.text()).toContain(release);
  // Of whom nothing is known, the network alone answers.
  if (answer && !isKnown && !isNamed) expect(world.isUp).toBe(true);
}

async function happen(world: Simulation, event: Event): Promise<void> {
  if (event.does === "deploy") world.server++;
  else if (event.does === "cut") world.isUp = false;
  else if (event.does === "join") world.isUp = true;
  else if (event.does === "update") await world.update();
  else if (event.does === "restart") world.restart();
  else if (event.does === "open") await openAnything(world, event.opens);
  else if (event.does === "ask") await askAsPage(world, event);
  else world.pages.splice(event.page, 1);
}

describe("whatever happens to server, network and worker", () => {
  it("no page is given a script of another build, or data of another version", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 30, maxLength: 60, size: "max" }), async (events) => {
        const world = new Simulation();
        for (const one of events) await happen(world, one);
        const open = new Set(world.pages.filter(({ isKnown }) => isKnown).map(({ release }) => release));
        await world.worker?.keeper.activate();
        const kept = new Set(world.storage.names().flatMap((name) => releaseOfShelf(name) ?? []));
        // What is still there belongs to the worker, to a page that is open, or to a worker that has not come about.
        for (const release of kept)
          expect(release >= (world.worker?.release ?? "") || open.has(release)).toBe(true);
      }),
      { numRuns: 120 },
    );
  });
});

it("what a page of a release that was never installed has left behind goes when it is closed", async () => {
  const world = new Simulation();
  await world.update();
  world.server++;
  await world.open("/zh");
  await world.ask("/theme.js", { clientId: world.pages[0].id });
  world.server++;
  await world.update();
  expect(world.storage.names().map(releaseOfShelf)).toContain("r11");
  world.pages.splice(0);
  await world.worker?.keeper.activate();
  expect(world.storage.names().map(releaseOfShelf)).not.toContain("r11");
});

it("where the browser has no room left, pages and what they ask for come as they do without a worker", async () => {
  const world = new Simulation();
  await world.update();
  world.storage.fill();
  for (const path of ["/zh", "/en", "/zh/entity/model/a"])
    expect([path, (await world.open(path))?.status]).toEqual([path, 200]);
  const [{ id: clientId } = { id: "" }] = world.pages;
  for (const path of ["/api/v1/entities/model/x?version=r10", "/_next/static/r10-b.js"])
    expect((await world.ask(path, { clientId }))?.status).toBe(200);
  world.isUp = false;
  expect((await world.open("/en/insights"))?.status).toBe(503);
});

describe("without a network", () => {
  it("what was opened opens again, and what was not says that there is none", async () => {
    const world = new Simulation();
    await world.open("/zh/entity/model/before");
    await world.update();
    await world.open("/zh/entity/model/after");
    world.isUp = false;
    for (const path of ["/zh", "/zh/entity/model/before", "/zh/entity/model/after"])
      expect([path, (await world.open(path))?.status]).toEqual([path, 200]);
    expect((await world.open("/zh/entity/model/never"))?.status).toBe(503);
    expect((await world.ask("/", { navigates: true }))?.headers.get("Location")).toBe(`${origin}/zh`);
  });

  it("a page knows that it comes from what is kept, and one from the server that it does not", async () => {
    const world = new Simulation();
    await world.update();
    await world.open("/zh/entity/model/a");
    world.isUp = false;
    await world.open("/zh/entity/model/a");
    const cutOff = world.pages.map(({ id }) => world.worker?.keeper.wasCutOff(id));
    expect(cutOff).toEqual([false, true]);
  });

  it("pages that were kept are kept again by the next release", async () => {
    const world = new Simulation();
    await world.update();
    await world.open("/zh/entity/model/a");
    world.pages = [];
    world.server++;
    await world.update();
    world.isUp = false;
    expect((await world.open("/zh/entity/model/a"))?.body).toMatch(/^r11/);
    expect(world.storage.names().some((name) => name.endsWith("r10"))).toBe(false);
  });

  it("a page of before goes on with what is kept of its own", async () => {
    const world = new Simulation();
    await world.update();
    await world.open("/zh");
    const [{ id: clientId } = { id: "" }] = world.pages;
    world.server++;
    await world.update();
    world.restart();
    for (const path of ["/cytoscape.js", "/_next/static/r10-later.js"])
      expect(await (await world.ask(path, { clientId }))?.text()).toBe("r10");
  });

  it("a saved view that was deleted is gone, and stays gone", async () => {
    const world = new Simulation();
    await world.update();
    await world.open("/v/abc");
    world.isUp = false;
    expect((await world.open("/v/abc"))?.status).toBe(200);
    world.isUp = true;
    world.deleted.add("/v/abc");
    expect((await world.open("/v/abc"))?.status).toBe(404);
    world.isUp = false;
    expect((await world.open("/v/abc"))?.status).toBe(503);
  });

  it("keeps no more pages than it says, the latest of them", async () => {
    const world = new Simulation();
    await world.update();
    for (let i = 0; i <= limits.pages; i++) await world.open(`/zh/entity/model/m${i}`);
    world.isUp = false;
    expect((await world.open("/zh/entity/model/m0"))?.status).toBe(503);
    expect((await world.open("/zh/entity/model/m1"))?.status).toBe(200);
  });
});
