/** What watchdogs, balancers and those who watch over a server ask. */
import { expect, it } from "vitest";
import { healthAnswer, readyAnswer } from "@/lib/api/contract";
import { get, problemOf } from "./support/ask";

it.each([
  ["/api/health", healthAnswer],
  ["/api/ready", readyAnswer],
])("%s says that all is well, and is never cached", async (path, schema) => {
  const response = await get(path);
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const answer: unknown = await response.json();
  expect(schema.parse(answer)).toEqual(answer);
});

/** Figures by their whole names, labels included. */
async function figures(): Promise<Map<string, number>> {
  const response = await get("/api/metrics");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const lines = (await response.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const [, name = "", value = ""] = /^(\S+(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
      return [name, Number(value)];
    }),
  );
}

it("tells how often each route was asked and how long it took, by its name and not by what was asked", async () => {
  const asked = `secret${Date.now()}`;
  for (let i = 0; i < 3; i++) await (await get(`/api/v1/entities/model/${asked}?graph=atlas`)).text();
  const after = await figures();
  const route = "/api/v1/entities/[kind]/[slug]";
  const count = after.get(`atlas_http_requests_total{method="GET",route="${route}",status="404"}`) ?? 0;
  expect(count).toBeGreaterThanOrEqual(3);
  expect(after.get(`atlas_http_request_seconds_count{route="${route}"}`)).toBeGreaterThanOrEqual(count);
  expect([...after.keys()].join("\n")).not.toContain(asked);
  expect(after.get('atlas_store_seconds_count{store="graph",method="entity"}')).toBeGreaterThanOrEqual(3);
  const known = [
    "atlas_open_connections",
    "process_resident_memory_bytes",
    "nodejs_eventloop_lag_p99_seconds",
  ];
  for (const name of known) expect(after.get(name), name).toBeGreaterThan(0);
  const build = (await get("/zh")).headers.get("x-atlas-release") ?? "";
  expect([...after.keys()].filter((name) => name.includes(`release="${build}"`))).toHaveLength(1);
});

it("counts what was there already apart from what had to be made", async () => {
  const path = "/en/about";
  await (await get(path)).text();
  const before = await figures();
  await (await get(path)).text();
  const [name, other] = ["yes", "no"].map(
    (found) => `atlas_kept_answers_total{kind="page",found="${found}"}`,
  );
  const after = await figures();
  expect(after.get(name) ?? 0).toBeGreaterThan(before.get(name) ?? 0);
  expect(after.has(other)).toBe(true);
});

it.each(["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"])(
  "tells nothing to whoever comes through a proxy: %s",
  async (name) => {
    const problem = await problemOf(await get("/api/metrics", { headers: { [name]: "127.0.0.1" } }));
    expect(problem).toMatchObject({ status: 404, code: "unknown-route" });
  },
);

it("gives each request a name, or takes the one that a proxy gave it, if it is one", async () => {
  const given = "c0ffee-12345678";
  const taken = await get("/api/health", { headers: { "X-Request-Id": given } });
  expect(taken.headers.get("x-request-id")).toBe(given);
  for (const bad of ["short", "with blank inside", `x${"y".repeat(200)}`]) {
    const made = await get("/api/health", { headers: { "X-Request-Id": bad } });
    expect(made.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  }
});
