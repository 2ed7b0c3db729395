/** What a watchdog asks. */
import { expect, it } from "vitest";
import { healthAnswer, statusAnswer } from "@/lib/api/contract";
import { get } from "./support/ask";

it.each([
  ["/api/health", healthAnswer],
  ["/api/ready", statusAnswer],
])("%s says that all is well, and is never cached", async (path, schema) => {
  const response = await get(path);
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const answer: unknown = await response.json();
  expect(schema.parse(answer)).toEqual(answer);
});
