/** Snapshots as they are kept, and as versions of a graph that can be asked. */
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { memoryStore } from "@/lib/store/memory";
import {
  contentHash,
  DamagedSnapshotError,
  packSnapshot,
  unpackSnapshot,
  withSnapshots,
} from "@/lib/store/snapshots";
import { UnknownGraphError, UnknownVersionError } from "@/lib/store/store";
import { parseView } from "@/lib/view/parse-view";
import { snapshotOf } from "@/lib/view/snapshot";
import { hubCompiled } from "../fixtures/small-graph";

let compiled: CompiledGraph;
let snapshots: CompiledGraph[];
beforeAll(async () => {
  compiled = await hubCompiled();
  snapshots = Array.from({ length: 12 }, (_, i) => {
    const { view } = parseView(new URLSearchParams(`list=model/m${i},dataset/baike&context=0`));
    return snapshotOf(compiled, view, contentHash);
  });
});

describe("a snapshot that is kept", () => {
  it("comes back the same", async () => {
    const [snapshot] = snapshots;
    const body = await packSnapshot(snapshot);
    expect(await unpackSnapshot(body, snapshot.compact.version)).toEqual(snapshot);
  });

  it("is not taken for what it was once it is damaged", async () => {
    const [snapshot, other] = snapshots;
    const hash = snapshot.compact.version;
    const body = await packSnapshot(snapshot);
    const text = JSON.stringify(snapshot);
    const damaged = [
      body.subarray(0, body.length - 20),
      new Uint8Array(),
      await packSnapshot(other),
      gzipSync("{}"),
      gzipSync(text.replace('"baike"', '"other"')),
      gzipSync(`${text} `),
      // More than there is room for, in a few kilobytes.
      gzipSync(Buffer.alloc(50 * 1024 * 1024), { level: 1 }),
    ];
    for (const one of damaged) await expect(unpackSnapshot(one, hash)).rejects.toThrow(DamagedSnapshotError);
  });
});

describe("a store with snapshots", () => {
  /** One that tells which snapshots it had to load. */
  function opened() {
    const loaded: string[] = [];
    const store = withSnapshots(memoryStore([compiled]), async (version) => {
      loaded.push(version);
      return snapshots.find(({ compact }) => compact.version === version);
    });
    const at = (i: number) => ({ graph: "hub", version: snapshots[i].compact.version });
    return { store, loaded, at };
  }

  it("answers about the version that is asked for", async () => {
    const { store, loaded, at } = opened();
    const current = { graph: "hub", version: compiled.compact.version };
    expect((await store.info(current)).entities).toBe(compiled.entities.length);
    expect(loaded).toEqual([]);
    expect(await store.info(at(0))).toMatchObject({ graph: "hub", version: at(0).version, entities: 2 });
    expect(await store.entity(at(0), "model/m1")).toBeUndefined();
    expect(await store.entity(at(0), "model/m0")).toMatchObject({ id: "model/m0", rank: 2 });
    expect((await store.search(at(0), { text: "model", limit: 9 })).map(({ id }) => id)).toEqual([
      "model/m0",
    ]);
    expect((await store.graphs()).map(({ version }) => version)).toEqual([compiled.compact.version]);
  });

  it("tells of versions and graphs that are not there", async () => {
    const { store, at } = opened();
    const none = { graph: "hub", version: "0123456789abcdef" };
    await expect(store.info(none)).rejects.toThrow(UnknownVersionError);
    await expect(store.compact({ ...at(0), graph: "other" })).rejects.toThrow(UnknownGraphError);
  });

  it("loads one once, however many ask, and looks again for one that was not there", async () => {
    const { store, loaded, at } = opened();
    await Promise.all([store.info(at(0)), store.compact(at(0)), store.facetTable(at(0))]);
    expect(loaded).toHaveLength(1);
    const none = { graph: "hub", version: "0123456789abcdef" };
    for (let i = 0; i < 2; i++) await store.info(none).catch(() => undefined);
    expect(loaded).toHaveLength(3);
  });

  it("holds a few open, those that were asked for last", async () => {
    const { store, loaded, at } = opened();
    for (let i = 0; i < 8; i++) await store.info(at(i));
    await store.info(at(0));
    await store.info(at(8));
    expect(loaded).toHaveLength(9);
    await store.info(at(0));
    expect(loaded).toHaveLength(9);
    await store.info(at(1));
    expect(loaded).toHaveLength(10);
  });

  it("tries again after a failure", async () => {
    let fails = true;
    const store = withSnapshots(memoryStore([compiled]), async () => {
      if (fails) throw new Error("lost");
      return snapshots[0];
    });
    const ref = { graph: "hub", version: snapshots[0].compact.version };
    await expect(store.info(ref)).rejects.toThrow("lost");
    fails = false;
    expect(await store.info(ref)).toMatchObject({ entities: 2 });
  });
});
