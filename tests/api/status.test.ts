/** What a watchdog asks. */
import { expect, it } from "vitest";

const server = process.env.ATLAS_URL ?? "http://localhost:3000";

it.each(["/api/health", "/api/ready"])("%s says that all is well, and is never cached", async (path) => {
  const response = await fetch(server + path);
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({ status: "ok" });
});
