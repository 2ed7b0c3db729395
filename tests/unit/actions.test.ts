import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Action,
  actionsOf,
  type Deeds,
  menuFor,
  type PaletteEntry,
  paletteEntries,
  type Situation,
  sections,
  shortcutOf,
  subjects,
} from "@/app/[locale]/_explorer/actions/actions";
import { ariaKeys, type Keystroke, keyText } from "@/app/[locale]/_explorer/actions/keystrokes";
import { rankEntries } from "@/app/[locale]/_explorer/actions/palette-ranking";
import type { Locale } from "@/lib/graph/schema";
import { actionWords } from "@/lib/i18n/action-words";
import { plainExpansion } from "@/lib/view/expansion";
import * as explore from "@/lib/view/explore-steps";
import * as filters from "@/lib/view/filter-steps";
import { ask } from "@/lib/view/question-steps";
import * as steps from "@/lib/view/steps";
import { emptyView, formatView, type View } from "@/lib/view/view";
import { explorable } from "../fixtures/explored-graph";
import { scopedGraph } from "../fixtures/scoped-graph";

const { graph } = scopedGraph({
  "model/a": { to: { trained_on: ["dataset/c"], applied_in: ["domain/d"] } },
  "model/b": { to: { based_on: ["model/a"] } },
  "dataset/c": {},
  "domain/d": {},
  "risk/alone": {},
});
const label = (en: string, zh: string) => ({ en, zh });
const plain: Situation = {
  graph,
  view: emptyView,
  locale: "en",
  theme: "light",
  isPhone: false,
  selected: [],
  groupings: [
    { key: "kind", label: label("Kind", "类型") },
    { key: "country", label: label("Country or region", "国家或地区") },
  ],
  place: (id) => ({ x: graph.indexOf(id), y: 0 }),
  canGoBack: false,
  canGoForward: false,
  hasTimeline: false,
};
const at = (more: Partial<Situation>): Situation => ({ ...plain, ...more });

/** The situation that a view brings about, and one that is asked about an entity in it. */
const on = (view: View, more: Partial<Situation> = {}): Situation =>
  at({ view, selected: explore.selectedOf(view), ...more });
const selecting = (...ids: string[]): Situation => on(explore.selectMany(emptyView, ids), { id: ids[0] });

/** Deeds that take note: of steps, what they make of the view; of the others, their names. */
function noting(view: View): { deeds: Deeds; done: () => { view: View; said: readonly string[] } } {
  let now = view;
  const said: string[] = [];
  const say =
    (name: string) =>
    (...about: readonly unknown[]) =>
      void said.push([name, ...about].join(" "));
  const deeds: Deeds = {
    take: (step) => {
      now = step(now);
    },
    ask: (step) => {
      now = step(now);
      said.push("answered");
    },
    filter: (step) => {
      now = step(now);
      said.push("fitted");
    },
    goTo: say("goTo"),
    expand: say("expand"),
    selectNeighbours: say("selectNeighbours"),
    fitAll: say("fitAll"),
    fitSelection: say("fitSelection"),
    zoomIn: say("zoomIn"),
    zoomOut: say("zoomOut"),
    openSide: say("openSide"),
    toggleTimeline: say("toggleTimeline"),
    openHistory: say("openHistory"),
    openPalette: say("openPalette"),
    openHelp: say("openHelp"),
    back: say("back"),
    forward: say("forward"),
    focusSearch: say("focusSearch"),
    toggleTheme: say("toggleTheme"),
    switchLanguage: say("switchLanguage"),
    copyLink: say("copyLink"),
    share: say("share"),
    exportView: say("exportView"),
    openMyViews: say("openMyViews"),
    openGraphs: say("openGraphs"),
    importGraph: say("importGraph"),
    editGraph: say("editGraph"),
    writeNote: (place) =>
      void said.push(typeof place === "object" ? `writeNote ${place.x},${place.y}` : `writeNote ${place}`),
    startLasso: say("startLasso"),
  };
  return { deeds, done: () => ({ view: now, said }) };
}
const { deeds: idle } = noting(emptyView);

/** What an action does: the address afterwards, and what was said. */
function doing(id: string, situation: Situation): { address: string; said: readonly string[] } {
  const action = actionsOf(situation).find((one) => one.id === id);
  if (!action?.when(situation)) return { address: "impossible", said: [] };
  const { deeds, done } = noting(situation.view);
  action.run(deeds, situation);
  return { address: formatView(done().view), said: done().said };
}

const anyId = fc.constantFrom(...graph.ids, "model/gone", "group-of/model");
const anyView: fc.Arbitrary<View> = fc
  .record({
    selected: fc.uniqueArray(anyId, { maxLength: 3 }),
    expanded: fc.uniqueArray(anyId, { maxLength: 2 }),
    without: fc.uniqueArray(anyId, { maxLength: 2 }),
    moved: fc.uniqueArray(anyId, { maxLength: 3 }),
    layout: fc.constantFrom<View["layout"]>(
      { as: "atlas", closed: [] },
      { as: "time", closed: [] },
      { as: "concentric", centre: "model/a", closed: [] },
      { as: "groups", by: "kind", closed: ["model"] },
      { as: "groups", closed: [] },
    ),
    near: fc.option(anyId, { nil: undefined }),
    hiddenKinds: fc.subarray(["model", "dataset", "gone"]),
    hiddenTypes: fc.subarray(["based_on", "gone"]),
    isStyled: fc.boolean(),
    isTimed: fc.boolean(),
  })
  .map(({ selected, expanded, without, moved, layout, near, isStyled, isTimed, ...hidden }) => {
    const base: View = {
      ...emptyView,
      ...hidden,
      layout,
      without,
      expansions: expanded.map(plainExpansion),
      moved: moved.map((id) => ({ id, x: 1, y: 1 })),
      style: isStyled ? { colour: "access" } : {},
      ...(isTimed && { time: { from: "2018-01", to: "2019-01", undated: true } }),
    };
    const filtered = near ? filters.setNear(base, { id: near, depth: 1, direction: "any", types: [] }) : base;
    return explore.selectMany(filtered, selected);
  });
const anyGroup = fc.record({
  value: fc.constantFrom("model", "dataset", "gone"),
  label: fc.constant("Group"),
});
const anySituation: fc.Arbitrary<Situation> = fc
  .record(
    {
      view: anyView,
      locale: fc.constantFrom<Locale>("zh", "en"),
      theme: fc.constantFrom("light" as const, "dark" as const),
      isPhone: fc.boolean(),
      id: anyId,
      relation: fc.record({
        from: anyId,
        type: fc.constantFrom("based_on", "gone"),
        to: anyId,
      }),
      group: fc
        .tuple(anyGroup, fc.boolean())
        .map(([group, isClosed]): Situation["group"] => ({ ...group, isClosed })),
      groupOfId: anyGroup,
      groups: fc.constantFrom(["model", "dataset"], []),
      isHub: fc.boolean(),
      hasPlaces: fc.boolean(),
      canGoBack: fc.boolean(),
      canGoForward: fc.boolean(),
      hasTimeline: fc.boolean(),
    },
    { requiredKeys: ["view", "locale", "theme", "isPhone", "canGoBack", "canGoForward", "hasTimeline"] },
  )
  .map(({ hasPlaces, ...rest }) =>
    on(rest.view, { ...rest, ...(hasPlaces === false && { place: () => undefined }) }),
  );

/** The stroke of a key, as a keyboard of the United States tells it. */
function strokeOf(key: string, target: Keystroke["target"] = null, isMac = false): Keystroke {
  const parts = key.split(/\+(?=.)/);
  const [last = ""] = parts.slice(-1);
  const isMod = parts.includes("Mod");
  const shift = parts.includes("Shift");
  return {
    key: shift ? last.toUpperCase() : last,
    code: /^[a-z]$/.test(last) ? `Key${last.toUpperCase()}` : "",
    ctrlKey: isMod && !isMac,
    metaKey: isMod && isMac,
    altKey: false,
    shiftKey: shift || "+?".includes(last),
    target,
  };
}

/** An element that stands in others, as far as shortcuts ask for it. */
function inside(...selectors: string[]): Keystroke["target"] {
  const element = {
    tagName: "DIV",
    closest: (asked: string) => asked.split(/,\s*/).find((one) => selectors.includes(one)) ?? null,
  };
  return Object.assign(new EventTarget(), element);
}

describe("the list of actions", () => {
  it("has an id of its own, a name in both languages and a possible key for each", () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const actions = actionsOf(situation);
        expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
        for (const { name, keys = [] } of actions) {
          for (const locale of ["zh", "en"] as const) {
            const text = name(actionWords[locale], { ...situation, locale });
            expect(text.trim()).toBe(text);
            expect(text).not.toMatch(/^$|undefined|\[object/);
            // Names of the data are English here in either case.
            if (locale === "zh") expect(text).toMatch(/\p{Script=Han}/u);
          }
          for (const key of keys) expect(keyText([key], false)).toMatch(/^((Ctrl|Shift)\+)*\S+$/);
        }
      }),
    );
  });

  it("is in the order of its sections", () => {
    const order = actionsOf(plain).map(({ section }) => sections.indexOf(section));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it("can be asked of any situation, and done wherever it is possible", () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        for (const action of actionsOf(situation)) {
          if (!action.when(situation)) continue;
          const { deeds, done } = noting(situation.view);
          action.run(deeds, situation);
          const { view, said } = done();
          // What is offered does something.
          expect([action.id, formatView(view) !== formatView(situation.view) || said.length > 0]).toEqual([
            action.id,
            true,
          ]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("never gives one key to two that are possible at once", () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const keys = actionsOf(situation)
          .filter((action) => action.when(situation))
          .flatMap((action) => action.keys ?? []);
        expect(keys).toEqual([...new Set(keys)]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("what actions do", () => {
  const two = selecting("model/a", "model/b");
  it.each<[id: string, situation: Situation, address: string, said?: readonly string[]]>([
    ["open", at({ id: "model/a" }), "", ["goTo model/a"]],
    ["hide", at({ id: "model/a" }), "without=model/a"],
    // Of what is selected, the one that is pointed at stands for all.
    ["hide", { ...two, id: "model/b" }, "without=model/a,model/b"],
    ["hide", { ...two, id: "dataset/c" }, "select=model/a&also=model/b&without=dataset/c"],
    ["hide", { ...two, id: undefined }, "without=model/a,model/b"],
    ["keep-only", two, "context=0&list=model/a,model/b&select=model/a&also=model/b", ["fitted"]],
    ["pin", { ...two, id: "model/b" }, "select=model/a&also=model/b&moved=model/a:0,0;model/b:1,0"],
    ["pin", at({ id: "model/a", place: () => undefined }), "impossible"],
    ["unpin", on(steps.move(emptyView, "model/a", 5, 5), { id: "model/a" }), ""],
    ["expand", at({ id: "model/a" }), "", ["expand model/a"]],
    // There is nothing to be called up.
    ["expand", at({ id: "risk/alone" }), "impossible"],
    ["expand", at({ id: "model/gone" }), "impossible"],
    ["expand", on(explore.expand(emptyView, plainExpansion("model/a")), { id: "model/a" }), "impossible"],
    [
      "expand",
      on(explore.expand(emptyView, plainExpansion("model/a")), { id: "model/a", isHub: true }),
      "expand=model/a,12",
      ["expand model/a"],
    ],
    ["collapse", on(explore.expand(emptyView, plainExpansion("model/a")), { id: "model/a" }), ""],
    ["filter-by", at({ id: "domain/d" }), "in=domain/d", ["fitted"]],
    ["filter-by", at({ id: "model/a" }), "impossible"],
    ["near", at({ id: "model/a" }), "near=model/a,1", ["fitted"]],
    ["hide-kind", at({ id: "model/a" }), "hide=model", ["fitted"]],
    ["select-more", { ...two, id: "dataset/c" }, "select=model/a&also=model/b,dataset/c"],
    ["select-less", { ...two, id: "model/a" }, "select=model/b"],
    ["group:country", plain, "layout=groups:country"],
    ["layout-round", at({ id: "model/a" }), "layout=concentric:model/a"],
    [
      "close-group",
      on(explore.setLayout(emptyView, { as: "groups", by: "kind", closed: [] }), {
        id: "model/a",
        groupOfId: { value: "model", label: "models" },
      }),
      "layout=groups:kind&closed=model",
    ],
    [
      "open-group",
      on(explore.setLayout(emptyView, { as: "groups", by: "kind", closed: ["model"] }), {
        group: { value: "model", label: "models", isClosed: true },
      }),
      "layout=groups:kind",
    ],
    [
      "close-groups",
      on(explore.setLayout(emptyView, { as: "groups", by: "kind", closed: [] }), { groups: ["model", "x"] }),
      "layout=groups:kind&closed=model,x",
    ],
    ["type-off", at({ relation: { from: "model/b", type: "based_on", to: "model/a" } }), "off=based_on"],
    [
      "open",
      at({ relation: { from: "model/b", type: "based_on", to: "model/a" } }),
      "select=model/b~based_on~model/a",
    ],
    ["arrange-panel", plain, "", ["openSide arrange"]],
    ["note", at({ id: "model/a", spot: { x: 1, y: 2 } }), "", ["writeNote model/a"]],
    ["note", at({ spot: { x: 1, y: 2 } }), "", ["writeNote 1,2"]],
    ["note", plain, "", ["writeNote undefined"]],
    ["share", plain, "", ["share"]],
    ["export", plain, "", ["exportView"]],
    ["graphs", plain, "", ["openGraphs"]],
  ])("%s", (id, situation, address, said = []) => {
    expect(doing(id, situation)).toEqual({ address, said });
  });

  it("is offered for groups by kind as long as no other groupings are known", () => {
    const names = paletteEntries(at({ groupings: [], locale: "zh" }), idle).map(({ name }) => name);
    expect(names.filter((name) => name.includes("分组"))).toEqual(["按类型分组"]);
  });
});

describe("menus", () => {
  const relation = { from: "model/b", type: "based_on", to: "model/a" };
  const grouped = explore.setLayout(emptyView, { as: "groups", closed: ["model"] });
  const situations: Readonly<Record<(typeof subjects)[number], Situation>> = {
    entity: at({ id: "model/a" }),
    several: selecting("model/a", "model/b"),
    relation: at({ relation }),
    group: on(grouped, { group: { value: "model", label: "models", isClosed: true } }),
    map: plain,
  };

  it.each(subjects)("of %s has something to offer, in both languages, its sections together", (subject) => {
    for (const locale of ["zh", "en"] as const) {
      const items = menuFor(subject, { ...situations[subject], locale }, idle);
      expect(items.length).toBeGreaterThan(2);
      expect(items.length).toBeLessThan(18);
      expect(new Set(items.map((item) => item.label)).size).toBe(items.length);
      const runs = items.map(({ section }) => section).filter((one, i, all) => one !== all[i - 1]);
      expect(runs).toEqual([...new Set(runs)]);
    }
  });

  it("of a map has something to offer whatever is on it", () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        expect(menuFor("map", situation, idle).length).toBeGreaterThan(2);
      }),
    );
  });

  it("show shortcuts, but not on a phone", () => {
    const [hide] = menuFor("entity", situations.entity, idle).filter(({ id }) => id === "hide");
    expect(hide).toMatchObject({ keys: "H", ariaKeys: "h Delete" });
    const items = menuFor("entity", { ...situations.entity, isPhone: true }, idle);
    expect(items.every(({ keys }) => keys === undefined)).toBe(true);
  });

  it("mark what is offered in the panel of an entity, too", () => {
    const ids = menuFor("entity", at({ id: "domain/d" }), idle).flatMap(({ id, inPanel }) =>
      inPanel ? [id] : [],
    );
    expect(ids).toEqual(["expand", "hide", "keep-only", "pin", "note", "filter-by", "near"]);
  });
});

describe("questions", () => {
  const { graph: flowing } = explorable({
    "dataset/c": {},
    "model/a": { to: { trained_on: ["dataset/c"] } },
    "model/b": { to: { based_on: ["model/a"] } },
    "model/alone": { to: { compared_with: ["model/a"] } },
  });
  const asked = (id: string | undefined, ...selected: string[]) =>
    menuFor(
      selected.length > 1 ? "several" : "entity",
      { ...plain, graph: flowing, id, selected },
      idle,
    ).flatMap(({ id: action, section }) => (section === "ask" ? [action] : []));

  it("are offered where there is an answer to them", () => {
    expect(asked("model/a")).toEqual(["lineage", "impact", "terms"]);
    // Data is made of nothing here, and only models descend.
    expect(asked("dataset/c")).toEqual(["impact"]);
    expect(asked("model/b")).toEqual(["lineage", "terms"]);
    expect(asked("model/alone")).toEqual([]);
  });

  it("about several are about two, or two to four", () => {
    const ids = [...flowing.ids];
    expect(asked(undefined, ...ids.slice(0, 2))).toEqual(["paths", "compare"]);
    expect(asked(undefined, ...ids.slice(0, 3))).toEqual(["compare"]);
    expect(asked(undefined, ...ids, "model/gone")).toEqual(["compare"]);
  });

  it("make the view of their answer", () => {
    const { deeds, done } = noting(emptyView);
    const situation = { ...plain, graph: flowing, id: "model/a", selected: ["model/a"] };
    menuFor("entity", situation, deeds)
      .find(({ id }) => id === "impact")
      ?.act();
    expect(done().view).toEqual(ask(emptyView, { as: "impact", of: "model/a" }));
    const [drop] = menuFor("map", { ...situation, id: undefined, view: done().view }, deeds).filter(
      ({ id }) => id === "drop-question",
    );
    drop.act();
    expect(done().view).toEqual(emptyView);
  });
});

describe("shortcuts", () => {
  const map = inside("[role=application]");
  const field = inside("input");
  const button = inside("button");
  const entity = at({ id: "model/a", canGoBack: true, canGoForward: true });
  const idOf = (action: Action | undefined) => action?.id;

  it("lead to their action, on a Mac and elsewhere", () => {
    fc.assert(
      fc.property(anySituation, fc.boolean(), (situation, isMac) => {
        for (const action of actionsOf(situation).filter((one) => one.when(situation))) {
          for (const key of action.keys ?? []) {
            expect(idOf(shortcutOf(strokeOf(key, map, isMac), situation, isMac))).toBe(action.id);
            expect(idOf(shortcutOf(strokeOf(key, null, isMac), situation, isMac))).toBe(action.id);
          }
        }
      }),
    );
  });

  it.each([
    ["h", "h", map, "hide"],
    ["a letter in a field", "h", field, undefined],
    ["a letter on a button", "h", button, undefined],
    ["a sign in a field", "?", field, undefined],
    ["undo", "Mod+z", map, "back"],
    ["undo on a button", "Mod+z", button, "back"],
    ["undo in a field, which has its own", "Mod+z", field, undefined],
    ["redo", "Mod+Shift+z", map, "forward"],
    ["the palette, from a field too", "Mod+k", field, "palette"],
    ["a letter with Shift that means something else", "Shift+h", map, undefined],
    ["a letter with Control", "Mod+h", map, undefined],
  ])("%s", (_, key, target, action) => {
    expect(idOf(shortcutOf(strokeOf(key, target), entity, false))).toBe(action);
  });

  it("know Command from Control", () => {
    expect(shortcutOf(strokeOf("Mod+k", map, true), entity, false)).toBeUndefined();
    expect(shortcutOf(strokeOf("Mod+k", map, false), entity, true)).toBeUndefined();
  });

  it.each<[what: string, stroke: Partial<Keystroke>, action: string | undefined]>([
    ["Caps Lock", { key: "H" }, "hide"],
    ["another alphabet", { key: "р", code: "KeyH" }, "hide"],
    ["a question mark in full width", { key: "？", shiftKey: true }, "help"],
    ["a question mark that needs no Shift", { key: "?", shiftKey: false }, "help"],
    ["Alt", { key: "h", altKey: true }, undefined],
    ["Control and Command at once", { key: "k", ctrlKey: true, metaKey: true }, undefined],
    ["a dead key", { key: "Dead", code: "KeyH" }, undefined],
  ])("with %s", (_, stroke, action) => {
    expect(idOf(shortcutOf({ ...strokeOf("h", map), ...stroke }, entity, false))).toBe(action);
  });

  it("are written as people write them", () => {
    expect(keyText(["Mod+Shift+z"], false)).toBe("Ctrl+Shift+Z");
    expect(keyText(["Mod+Shift+z"], true)).toBe("⌘⇧Z");
    expect(keyText(["e", "Enter"], false)).toBe("E / Enter");
    expect(keyText(["+"], false)).toBe("+");
    expect(ariaKeys(["Mod+k", "+"], false)).toBe("Control+k Plus");
    expect(ariaKeys(["Mod+k"], true)).toBe("Meta+k");
  });
});

describe("the command palette", () => {
  const found = (text: string, situation: Situation): string[] =>
    rankEntries(paletteEntries(situation, idle), text).entries.map(({ id }: PaletteEntry) => id);

  it.each<[text: string, locale: Locale, first: string]>([
    ["timeline", "en", "timeline"],
    ["时间轴", "en", "timeline"],
    ["Timeline", "zh", "timeline"],
    ["open time", "en", "timeline"],
    ["zo", "en", "zoom-in"],
    ["全图", "zh", "whole-map"],
    // With characters left out.
    ["开时轴", "zh", "timeline"],
    ["wm", "en", "whole-map"],
    ["GROUP BY COUNTRY", "zh", "group:country"],
    ["国家", "en", "group:country"],
    ["hide dataset", "en", "toggle:dataset"],
    ["based on", "en", "type:based_on"],
  ])("finds by “%s” in %s", (text, locale, first) => {
    expect(found(text, at({ locale }))[0]).toBe(first);
  });

  it("finds nothing by nothing, and by what is no name", () => {
    expect(found("  ", plain)).toEqual([]);
    expect(found("!", plain)).toEqual([]);
    expect(found("llama", plain)).toEqual([]);
  });

  it("is sure of beginnings, not of what stands somewhere inside", () => {
    const entries = paletteEntries(at({ locale: "zh" }), idle);
    expect(rankEntries(entries, "显示全").isSure).toBe(true);
    expect(rankEntries(entries, "图").isSure).toBe(false);
    expect(rankEntries(entries, "llama").isSure).toBe(false);
  });

  it("offers what is possible, and nothing else", () => {
    const ids = (situation: Situation) => paletteEntries(situation, idle).map(({ id }) => id);
    expect(ids(plain)).not.toContain("hide");
    expect(ids(selecting("model/a"))).toContain("hide");
    expect(ids(plain)).not.toContain("palette");
  });
});
