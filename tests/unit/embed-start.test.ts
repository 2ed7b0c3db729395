/** An embedded view that could not be had is asked for again: until there is an answer, whatever that is. */
import { afterEach, expect, test, vi } from "vitest";
import { readAgain } from "@/app/embed/_frame/start";

afterEach(() => void vi.unstubAllGlobals());

/** A server that answers each request with a problem. */
function answering(status: number, code: string) {
  const problem = { type: "about:blank", title: "No", status, code, detail: "No.", instance: "/" };
  const headers = { "Content-Type": "application/problem+json" };
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify(problem), { status, headers }));
}
const again = (search: string, path: string) => readAgain(search, path, "atlas");

test("what is away is still away, which is worth asking again", async () => {
  answering(503, "unavailable");
  expect(await again("", "/embed/v/aaaaaaaaaa")).toMatchObject({ failure: "unavailable" });
  expect(await again("?graph=other", "/embed/en")).toMatchObject({ failure: "unavailable" });
});

test("that there is no such view, or no such graph any more, is an answer", async () => {
  answering(404, "unknown-view");
  expect(await again("", "/embed/v/aaaaaaaaaa")).toMatchObject({ failure: "missing" });
  answering(404, "unknown-graph");
  expect(await again("?graph=other", "/embed/en")).toMatchObject({ failure: "gone" });
});
