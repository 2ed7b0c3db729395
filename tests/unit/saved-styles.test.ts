import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  dropStyle,
  keepStyle,
  type NamedStyle,
  parseStyles,
  readStyles,
  savedStylesLimit,
  storageKey,
  tidyName,
  withoutStyle,
  withStyle,
} from "@/app/[locale]/_explorer/arrange/saved-styles";
import { emptyView, exploreLimits, formatView } from "@/lib/view/view";

const style = (name: string, more: Partial<NamedStyle> = { colour: "access" }): NamedStyle => ({
  name,
  ...more,
});

describe("a list of named styles", () => {
  it("is read back as it was written", () => {
    const styles = [style("Mine"), style("大小", { size: "model.parameters" })];
    expect(parseStyles(JSON.stringify(styles))).toEqual(styles);
  });

  it.each(["", "{", "null", "3", '"text"', "{}", '{"name":"Mine"}'])(
    "is empty where %j is stored",
    (text) => {
      expect(parseStyles(text)).toEqual([]);
    },
  );

  it("passes over what is damaged, and keeps the rest", () => {
    const damaged = [
      null,
      [],
      "Mine",
      { colour: "access" },
      { name: "" },
      { name: " \n " },
      { name: 7, colour: "access" },
      { name: "x".repeat(exploreLimits.styleName + 1) },
      { name: "A", colour: "No Facet" },
      { name: "B", size: ["parameters"] },
      { name: "C", colour: "access", script: "alert(1)" },
    ];
    expect(parseStyles(JSON.stringify([...damaged, style("Sound")]))).toEqual([style("Sound")]);
  });

  it("has every name once, the newest of it", () => {
    const text = JSON.stringify([style("A"), style("A", { size: "degree" }), style(" A ", {})]);
    expect(parseStyles(text)).toEqual([style("A")]);
  });

  it("never throws, holds no more than the limit, and only names that an address can carry", () => {
    const item = fc.oneof(
      fc.jsonValue(),
      fc.record({ name: fc.string({ unit: "binary", maxLength: 70 }), colour: fc.constant("access") }),
      fc.record({ name: fc.constantFrom("\ud800", "a\udc00b", "\u0007"), size: fc.constant("degree") }),
    );
    fc.assert(
      fc.property(fc.array(item, { maxLength: 60 }), (items) => {
        const styles = parseStyles(JSON.stringify(items));
        expect(styles.length).toBeLessThanOrEqual(savedStylesLimit);
        expect(new Set(styles.map(({ name }) => name)).size).toBe(styles.length);
        for (const one of styles) {
          expect(one.name.length).toBeGreaterThan(0);
          expect(one.name.length).toBeLessThanOrEqual(exploreLimits.styleName);
          expect(() => formatView({ ...emptyView, style: one })).not.toThrow();
        }
        expect(parseStyles(JSON.stringify(styles))).toEqual(styles);
      }),
    );
  });

  it("puts the newest first and the same name in its place", () => {
    const styles = withStyle(
      withStyle(withStyle([], style("A")), style("B")),
      style("A", { size: "degree" }),
    );
    expect(styles).toEqual([style("A", { size: "degree" }), style("B")]);
  });

  it("lets go of the oldest beyond the limit", () => {
    const full = Array.from({ length: savedStylesLimit }, (_, i) => style(`Style ${i}`));
    const styles = withStyle(full, style("New"));
    expect(styles).toHaveLength(savedStylesLimit);
    expect(styles[0]).toEqual(style("New"));
    expect(styles).not.toContainEqual(full[savedStylesLimit - 1]);
    // In place of another, nothing has to go.
    expect(withStyle(full, style("Style 29", {}))).toHaveLength(savedStylesLimit);
    expect(withStyle(full, style("Style 29", {}))).toContainEqual(full[28]);
  });

  it("is read up to the limit, however long storage has let it become", () => {
    const many = Array.from({ length: savedStylesLimit + 5 }, (_, i) => style(`Style ${i}`));
    expect(parseStyles(JSON.stringify(many))).toEqual(many.slice(0, savedStylesLimit));
  });

  it("is without what was taken out", () => {
    expect(withoutStyle([style("A"), style("B")], "A")).toEqual([style("B")]);
    expect(withoutStyle([style("A")], "B")).toEqual([style("A")]);
  });
});

describe("a name", () => {
  it("is one line without blanks round it", () => {
    expect(tidyName("  My \n\t style ")).toBe("My style");
    expect(tidyName(" \u0000 ")).toBe("");
  });

  it("is cut to what a view takes, between characters", () => {
    expect(tidyName("x".repeat(100))).toHaveLength(exploreLimits.styleName);
    const cut = tidyName(`${"x".repeat(exploreLimits.styleName - 1)}🦙`);
    expect(cut).toBe("x".repeat(exploreLimits.styleName - 1));
  });
});

describe("the browser's storage", () => {
  let stored: Map<string, string>;
  let refusal: Error | undefined;
  const storage = {
    getItem: (key: string) => {
      if (refusal?.name === "SecurityError") throw refusal;
      return stored.get(key) ?? null;
    },
    setItem: (key: string, text: string) => {
      if (refusal) throw refusal;
      stored.set(key, text);
    },
  };

  beforeEach(() => {
    stored = new Map();
    refusal = undefined;
    vi.stubGlobal("localStorage", storage);
    // Puts an end to what an earlier test's storage has refused.
    dropStyle("");
    stored.clear();
  });
  afterEach(() => vi.unstubAllGlobals());

  it("keeps, replaces and drops", () => {
    expect(keepStyle(style("A"))).toBe(true);
    expect(keepStyle(style("B"))).toBe(true);
    expect(keepStyle(style("A", { size: "degree" }))).toBe(true);
    expect(readStyles()).toEqual([style("A", { size: "degree" }), style("B")]);
    expect(parseStyles(stored.get(storageKey) ?? "")).toEqual(readStyles());
    expect(dropStyle("A")).toBe(true);
    expect(readStyles()).toEqual([style("B")]);
  });

  it("adds to what another tab has kept meanwhile", () => {
    keepStyle(style("A"));
    stored.set(storageKey, JSON.stringify([style("Other"), style("A")]));
    keepStyle(style("B"));
    expect(readStyles().map(({ name }) => name)).toEqual(["B", "Other", "A"]);
  });

  it("may be full: what another tab has kept meanwhile is there as well", () => {
    keepStyle(style("A"));
    refusal = Object.assign(new Error("refused"), { name: "QuotaExceededError" });
    keepStyle(style("B"));
    stored.set(storageKey, JSON.stringify([style("Other"), style("A")]));
    expect(readStyles().map(({ name }) => name)).toEqual(["B", "A", "Other"]);
  });

  it("may be damaged: the next style starts anew", () => {
    stored.set(storageKey, "{{{");
    expect(readStyles()).toEqual([]);
    expect(keepStyle(style("A"))).toBe(true);
    expect(readStyles()).toEqual([style("A")]);
  });

  it.each(["QuotaExceededError", "SecurityError"])(
    "may refuse by %s: styles last as long as the page",
    (name) => {
      refusal = Object.assign(new Error("refused"), { name });
      expect(readStyles()).toEqual([]);
      expect(keepStyle(style("A"))).toBe(false);
      expect(keepStyle(style("B"))).toBe(false);
      expect(readStyles()).toEqual([style("B"), style("A")]);
      expect(stored.size).toBe(0);
      refusal = undefined;
      expect(keepStyle(style("C"))).toBe(true);
      expect(parseStyles(stored.get(storageKey) ?? "").map(({ name: one }) => one)).toEqual(["C", "B", "A"]);
    },
  );
});
