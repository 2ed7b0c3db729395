/** Opening the compiled data, and noticing that others have been compiled. */
import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { graphStore } from "@/app/_server/graph-store";
import { openStore, StoreUnavailableError } from "@/lib/store/open";
import { hubCompiled, smallCompiled } from "../fixtures/small-graph";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "compiled-"));
  vi.stubEnv("ATLAS_GRAPH_DIR", folder);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** Writes what `npm run graph` writes, the pointer last, at a time of its own. */
async function publish(atlas: string): Promise<void> {
  await writeFile(join(folder, "atlas.json"), atlas);
  await writeFile(join(folder, "current.json"), "{}");
  await utimes(join(folder, "current.json"), new Date(), new Date());
}
const held = async () => (await (await graphStore()).graphs()).map(({ graph }) => graph);
const later = () => vi.advanceTimersByTime(2000);

it.each([
  ["nothing", undefined],
  ["half a file", '{"compact":'],
  ["another file", "{}"],
  ["a graph of another format", '{"compact":{"format":2},"entities":[]}'],
])("a store does not open over %s", async (_, atlas) => {
  if (atlas !== undefined) await publish(atlas);
  await expect(openStore()).rejects.toThrow(StoreUnavailableError);
});

it("the server opens the data once they can be read, and anew once there are others", async () => {
  await publish("{}");
  await expect(graphStore()).rejects.toThrow(StoreUnavailableError);
  await writeFile(join(folder, "atlas.json"), JSON.stringify(await smallCompiled()));
  expect(await held()).toEqual(["atlas"]);
  const first = await graphStore();
  later();
  expect(await graphStore()).toBe(first);
  later();
  await publish(JSON.stringify(await hubCompiled()));
  expect(await held()).toEqual(["hub"]);
});
