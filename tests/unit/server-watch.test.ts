/** What the server tells of itself: routes by name, lines of the log, and who may read its figures. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeLog } from "@/lib/cli/log.mjs";
import { audiences, mayReadMetrics } from "@/lib/cli/metrics.mjs";
import { routeNames } from "@/lib/cli/route-names.mjs";

describe("the name of a route", () => {
  const routeOf = routeNames(
    {
      staticRoutes: [{ page: "/api/health" }],
      dynamicRoutes: [
        { page: "/v/[id]", regex: "^/v/([^/]+?)(?:/)?$" },
        { page: "/[locale]", regex: "^/([^/]+?)(?:/)?$" },
        { page: "/[locale]/about", regex: "^/([^/]+?)/about(?:/)?$" },
      ],
    },
    ["/icons/icon-192.png", "/theme.js"],
    ["/sw.js", "/api/metrics"],
  );

  it.each([
    ["/api/health", "/api/health"],
    ["/v/0123456789", "/v/[id]"],
    ["/zh", "/[locale]"],
    ["/en/about", "/[locale]/about"],
    ["/theme.js", "/[file]"],
    ["/icons/icon-192.png", "/[file]"],
    ["/sw.js", "/sw.js"],
    ["/_next/static/chunks/0f.js", "/_next/[file]"],
    ["/a/b/c", "unknown"],
  ])("of %s is %s", (path, name) => expect(routeOf(path)).toBe(name));

  it("is one of few, whatever is asked", () => {
    const names = ["/v/[id]", "/[locale]", "/[locale]/about", "/[file]", "/_next/[file]", "unknown"];
    const known = new Set([...names, "/api/health", "/sw.js", "/api/metrics"]);
    fc.assert(fc.property(fc.webPath(), (path) => known.has(routeOf(path))));
  });
});

/** A log into memory. */
function logged({ requests = true, isTTY = false } = {}) {
  const lines: { out: string[]; err: string[] } = { out: [], err: [] };
  const into = (list: string[]) => ({ isTTY, write: (text: string) => list.push(text) > 0 });
  const clock = { now: Date.UTC(2026, 10, 28) };
  const log = makeLog({ requests, out: into(lines.out), err: into(lines.err), now: () => clock.now });
  return { log, lines, clock, errors: () => lines.err.map((line) => JSON.parse(line)) };
}

describe("the log", () => {
  const of = { id: "c0ffee00", route: "/v/[id]" };
  const answered = { method: "GET", status: 200, ms: 1.5, bytes: 2000 };

  it("has a line of JSON for each request, or one for the eye", () => {
    const { log, lines } = logged();
    log.request(of, answered);
    expect(lines.out.map((line) => JSON.parse(line))).toEqual([
      { time: "2026-11-28T00:00:00.000Z", level: "info", event: "request", ...of, ...answered },
    ]);
    const seen = logged({ isTTY: true });
    seen.log.request(of, answered);
    expect(seen.lines.out).toEqual(["00:00:00 GET /v/[id] 200 1.5 ms 2000 B c0ffee00\n"]);
    const quiet = logged({ requests: false });
    quiet.log.request(of, answered);
    expect(quiet.lines.out).toEqual([]);
  });

  it("tells of an error during which request it came, and why", async () => {
    const { log, errors } = logged();
    const cause = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    await log.during(of, async () => {
      await Promise.resolve();
      log.error(new TypeError("two\nlines", { cause }));
    });
    log.error("a text");
    expect(errors()).toMatchObject([
      {
        level: "error",
        ...of,
        name: "TypeError",
        message: "two\nlines",
        cause: "Error: connect ECONNREFUSED (ECONNREFUSED)",
      },
      { name: "Error", message: "a text" },
    ]);
    expect(errors()[1]).not.toHaveProperty("id");
  });

  it("tells the stack of a fault once a minute, however often it comes", () => {
    const { log, errors, clock } = logged();
    for (const after of [0, 1000, 58_000, 2000, 0]) {
      clock.now += after;
      log.error(new Error("lost"));
      log.error(new Error("lost too"));
    }
    const stacks = errors().map(({ message, stack }) => [message, stack !== undefined]);
    expect(stacks).toEqual(
      [true, false, false, true, false].flatMap((has) => [
        ["lost", has],
        ["lost too", has],
      ]),
    );
  });
});

describe("the figures", () => {
  const from = (remoteAddress: string | undefined, headers = {}) => ({ headers, socket: { remoteAddress } });
  it.each([
    ["127.0.0.1", true],
    ["127.8.8.8", true],
    ["::1", true],
    ["::ffff:127.0.0.1", true],
    ["10.0.0.1", false],
    ["::ffff:10.0.0.1", false],
    ["2001:db8::1", false],
    [undefined, false],
  ])("are told by default to %s: %s", (address, may) =>
    expect(mayReadMetrics(audiences[0], from(address))).toBe(may),
  );

  it("are told to nobody whose request was passed on, to all or to none where that is said", () => {
    expect(mayReadMetrics("local", from("127.0.0.1", { "x-forwarded-for": "" }))).toBe(false);
    expect(mayReadMetrics("public", from("2001:db8::1", { via: "1.1 a" }))).toBe(true);
    expect(mayReadMetrics("off", from("127.0.0.1"))).toBe(false);
  });
});
