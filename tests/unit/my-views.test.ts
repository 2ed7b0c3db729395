import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  forgetView,
  keepViews,
  readMyViews,
  storageKey,
  takeViews,
} from "@/app/[locale]/_explorer/share/my-views";
import {
  exportViews,
  importViews,
  type MyView,
  myViewOf,
  myViewsLimit,
  parseViews,
  withImported,
  withViews,
} from "@/lib/view/my-views";
import { emptyView } from "@/lib/view/view";

const view = (id: string, more: Partial<MyView> = {}): MyView => ({
  id: id.padEnd(10, "0"),
  title: id,
  createdAt: "2026-11-01T10:00:00.000Z",
  changedAt: "2026-11-01T10:00:00.000Z",
  frozen: false,
  ...more,
});
const key = "abcdefghijklmnopqrstuv";
const ids = (views: readonly MyView[]) => views.map(({ id }) => id.replace(/0+$/, ""));

describe("the list of saved views", () => {
  it("has the last changed first, and each once", () => {
    const older = view("a");
    const newer = view("b", { changedAt: "2026-11-02T10:00:00.000Z" });
    expect(ids(withViews([older], [newer]))).toEqual(["b", "a"]);
    const renamed = view("a", { title: "again", changedAt: "2026-11-03T10:00:00.000Z" });
    expect(withViews([older, newer], [renamed]).map(({ title }) => title)).toEqual(["again", "b"]);
  });

  it("never loses an edit key to an entry that has none", () => {
    const [kept] = withViews([view("a", { editKey: key })], [view("a", { title: "renamed" })]);
    expect(kept).toMatchObject({ title: "renamed", editKey: key });
  });

  it("is read as far as it can be read, whatever stands there", () => {
    expect(parseViews("")).toEqual([]);
    expect(parseViews("{}")).toEqual([]);
    const texts = [view("a"), null, 7, { id: "../../x" }, { ...view("b"), editKey: "<script>" }, view("c")];
    expect(ids(parseViews(JSON.stringify(texts)))).toEqual(["a", "c"]);
    fc.assert(fc.property(fc.json(), (text) => void parseViews(text)));
  });

  it("holds so many at most", () => {
    const many = Array.from({ length: myViewsLimit + 5 }, (_, i) => view(`x${i}y`));
    expect(withViews([], many)).toHaveLength(myViewsLimit);
  });

  it("keeps the parameters of a view that are not too long", () => {
    const saved = { ...view("a"), view: { ...emptyView, hiddenKinds: ["risk"] } };
    expect(myViewOf(saved, key)).toEqual({ ...view("a"), editKey: key, query: "hide=risk" });
    const notes = Array.from({ length: 40 }, () => ({ at: "model/a", text: "x".repeat(280) }));
    expect(myViewOf({ ...saved, view: { ...emptyView, notes } }, undefined)).toEqual(view("a"));
  });
});

describe("the list as a file", () => {
  it("comes back as it was", () => {
    const views = [view("a", { editKey: key, query: "hide=risk" }), view("b", { frozen: true })];
    expect(importViews(exportViews(views))).toEqual({ views, faults: [] });
  });

  it.each([
    ["{", "no-json"],
    ["7", "no-list"],
    ["null", "no-list"],
    ['{"format":"something else","views":[]}', "no-list"],
    ['{"format":"large-model-atlas-views","version":2,"views":[]}', "other-version"],
  ])("%s is refused with the reason", (text, code) => {
    expect(importViews(text)).toEqual({ views: [], faults: [{ code }] });
  });

  it("is taken as far as it can be read, telling which entries and what of them cannot", () => {
    const views = [view("a"), { ...view("b"), id: "short" }, { ...view("c"), createdAt: "yesterday" }, 7];
    const { views: taken, faults } = importViews(JSON.stringify({ views }));
    expect(ids(taken)).toEqual(["a"]);
    expect(faults).toEqual([
      { code: "bad-entry", number: 2, part: "id" },
      { code: "bad-entry", number: 3, part: "createdAt" },
      { code: "bad-entry", number: 4 },
    ]);
  });
});

describe("an export that is taken in", () => {
  const later = "2026-11-05T10:00:00.000Z";

  it("puts nothing older in the place of what is here", () => {
    const here = view("a", { title: "now", changedAt: later, editKey: key });
    expect(withImported([here], [view("a", { title: "before", editKey: key })])).toEqual([here]);
    expect(withImported([view("a")], [here])).toEqual([here]);
  });

  it("leaves the key that is here, and brings one where there is none", () => {
    const other = "zyxwvutsrqponmlkjihgfe";
    const here = [view("a", { editKey: key }), view("b")];
    const file = [
      view("a", { title: "renamed", changedAt: later, editKey: other }),
      view("b", { editKey: other }),
    ];
    expect(withImported(here, file)).toEqual([
      view("a", { title: "renamed", changedAt: later, editKey: key }),
      view("b", { editKey: other }),
    ]);
  });
});

describe("the browser's storage of the list", () => {
  let stored: Map<string, string>;
  let isFull: boolean;

  beforeEach(() => {
    stored = new Map();
    isFull = false;
    vi.stubGlobal("localStorage", {
      getItem: (name: string) => stored.get(name) ?? null,
      setItem: (name: string, text: string) => {
        if (isFull) throw new DOMException("full", "QuotaExceededError");
        stored.set(name, text);
      },
    });
    // Puts an end to what an earlier test's storage has refused.
    keepViews([]);
    stored.clear();
  });
  afterEach(() => vi.unstubAllGlobals());

  it("keeps what no entry can be read from", () => {
    const foreign = { ...view("x"), title: 7, editKey: key };
    stored.set(storageKey, JSON.stringify([foreign, view("a")]));
    expect(keepViews([view("b")])).toBe(true);
    expect(forgetView(view("a").id)).toBe(true);
    expect(takeViews([view("c")])).toBe(true);
    expect(ids(readMyViews())).toEqual(["c", "b"]);
    expect(JSON.parse(stored.get(storageKey) ?? "")).toContainEqual(foreign);
  });

  it("may be full: what another tab keeps meanwhile is seen as well, and all of it is kept in the end", () => {
    keepViews([view("a", { editKey: key })]);
    isFull = true;
    expect(keepViews([view("b", { editKey: key })])).toBe(false);
    expect(forgetView(view("a").id)).toBe(false);
    expect(ids(readMyViews())).toEqual(["b"]);
    const elsewhere = view("c", { changedAt: "2026-11-05T10:00:00.000Z" });
    stored.set(storageKey, JSON.stringify([elsewhere, view("a", { editKey: key })]));
    expect(ids(readMyViews()).toSorted()).toEqual(["a", "b", "c"]);
    isFull = false;
    expect(keepViews([view("d")])).toBe(true);
    expect(ids(parseViews(stored.get(storageKey) ?? "")).toSorted()).toEqual(["a", "b", "c", "d"]);
  });
});
