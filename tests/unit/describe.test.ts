import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyFilter } from "@/lib/graph/filter-value";
import type { Locale } from "@/lib/graph/schema";
import { describeStep, type StepSpeech } from "@/lib/view/describe";
import { plainExpansion } from "@/lib/view/expansion";
import * as explore from "@/lib/view/explore-steps";
import * as filters from "@/lib/view/filter-steps";
import { addNote, editNote, removeNote } from "@/lib/view/note-steps";
import { ask, dropQuestion } from "@/lib/view/question-steps";
import * as steps from "@/lib/view/steps";
import { emptyView, formatView, type View } from "@/lib/view/view";
import { anyFilterStep } from "../fixtures/filter-steps";
import { scopedGraph } from "../fixtures/scoped-graph";

type Step = (view: View) => View;

const { graph, table } = scopedGraph({
  "model/a": { to: { trained_on: ["dataset/c"], applied_in: ["domain/d"] }, facts: { access: "open" } },
  "model/b": { to: { based_on: ["model/a"] }, facts: { access: "closed", released: "2020" } },
  "dataset/c": {},
  "domain/d": {},
});
const speech = (locale: Locale, more: Partial<StepSpeech> = {}): StepSpeech => ({
  graph,
  table,
  locale,
  sections: {},
  ...more,
});
const taking = (...taken: Step[]): View => taken.reduce((view, step) => step(view), emptyView);
const access = { facet: "access", any: ["open"], not: [] };

describe("the line about a step", () => {
  it.each<[en: string, zh: string, before: Step, step: Step]>([
    ["Selected model/a", "选中“model/a”", (v) => v, (v) => steps.select(v, "model/a")],
    [
      "Selected a relation: model/a trained on dataset/c",
      "选中关系：model/a trained on字 dataset/c",
      (v) => v,
      (v) => steps.select(v, { from: "model/a", type: "trained_on", to: "dataset/c" }),
    ],
    [
      "Added model/b to the selection (2)",
      "加选“model/b”，共 2 个",
      (v) => steps.select(v, "model/a"),
      (v) => explore.toggleSelected(v, "model/b"),
    ],
    [
      "Took model/b out of the selection (2)",
      "移出“model/b”，还选中 2 个",
      (v) => explore.selectMany(v, ["model/a", "model/b", "dataset/c"]),
      (v) => explore.toggleSelected(v, "model/b"),
    ],
    [
      "Asked: Where model/b comes from",
      "问：“model/b”从何而来",
      (v) => v,
      (v) => ask(v, { as: "lineage", of: "model/b", direction: "up" }),
    ],
    ["Stopped asking", "结束了提问", (v) => ask(v, { as: "terms", of: "model/b" }), dropQuestion],
    [
      "Only model/a",
      "只看“model/a”",
      (v) => ask(v, { as: "terms", of: "model/b" }),
      (v) => explore.keepOnly(v, ["model/a"]),
    ],
    ["Selected 3", "选中 3 个", (v) => v, (v) => explore.selectMany(v, ["model/a", "model/b", "dataset/c"])],
    [
      "Cleared the selection",
      "取消选择",
      (v) => steps.select(v, "model/a"),
      (v) => steps.select(v, undefined),
    ],
    [
      "Expanded model/a",
      "展开“model/a”",
      (v) => explore.hide(v, ["model/a"]),
      (v) => explore.expand(v, plainExpansion("model/a")),
    ],
    [
      "Expanded model/a anew",
      "重新展开“model/a”",
      (v) => explore.expand(v, plainExpansion("model/a")),
      (v) => explore.expand(v, { ...plainExpansion("model/a"), limit: 3 }),
    ],
    [
      "Collapsed model/a",
      "收起“model/a”",
      (v) => explore.expand(v, plainExpansion("model/a")),
      (v) => explore.collapse(v, "model/a"),
    ],
    [
      "Collapsed all",
      "收起全部展开",
      (v) => explore.expand(explore.expand(v, plainExpansion("model/a")), plainExpansion("model/b")),
      explore.collapseAll,
    ],
    [
      "Hid model/a",
      "隐藏“model/a”",
      (v) => explore.expand(steps.select(v, "model/a"), plainExpansion("model/a")),
      (v) => explore.hide(v, ["model/a"]),
    ],
    ["Hid 3", "隐藏 3 个", (v) => v, (v) => explore.hide(v, ["model/a", "model/b", "dataset/c"])],
    ["Showed 2 again", "重新显示 2 个", (v) => explore.hide(v, ["model/a", "model/b"]), explore.unhide],
    [
      "Only these 2",
      "只看 2 个",
      (v) => explore.hide(filters.setScope(v, "domain/d"), ["dataset/c"]),
      (v) => explore.keepOnly(v, ["model/a", "model/b"]),
    ],
    ["Moved model/b", "移动“model/b”", (v) => v, (v) => steps.move(v, "model/b", 7, 7)],
    ["Pinned model/b", "固定“model/b”", (v) => v, (v) => steps.move(v, "model/b", graph.x[1], graph.y[1])],
    [
      "Unpinned model/b",
      "取消固定“model/b”",
      (v) => steps.move(v, "model/b", 7, 7),
      (v) => explore.unpin(v, ["model/b"]),
    ],
    ["Layout: by time", "布局：按时间", (v) => v, (v) => explore.setLayout(v, { as: "time", closed: [] })],
    [
      "Layout: by time, in lanes by access",
      "布局：按时间，每种access字一行",
      (v) => v,
      (v) => explore.setLayout(v, { as: "time", by: "access", closed: [] }),
    ],
    [
      "Layout: rings round model/a",
      "布局：围绕“model/a”的同心圆",
      (v) => v,
      (v) => explore.setLayout(v, { as: "concentric", centre: "model/a", closed: [] }),
    ],
    [
      "Grouped by kind",
      "按类型分组",
      (v) => v,
      (v) => explore.setLayout(v, { as: "groups", by: "kind", closed: [] }),
    ],
    [
      "Ungrouped",
      "取消分组",
      (v) => explore.setLayout(v, { as: "groups", by: "kind", closed: ["model"] }),
      explore.resetLayout,
    ],
    [
      "Closed the group models",
      "收起分组“models字”",
      (v) => explore.setLayout(v, { as: "groups", by: "kind", closed: [] }),
      (v) => explore.closeGroup(v, "model"),
    ],
    [
      "Opened 2 groups",
      "展开 2 个分组",
      (v) => explore.setLayout(v, { as: "groups", closed: ["model", "dataset"] }),
      (v) => explore.setClosed(v, []),
    ],
    ["Colour: access", "颜色：access字", (v) => v, (v) => explore.setStyle(v, { colour: "access" })],
    [
      "Colour: kind",
      "颜色：类型",
      (v) => explore.setStyle(v, { colour: "access" }),
      (v) => explore.setStyle(v, {}),
    ],
    ["Style: Mine", "样式：Mine", (v) => v, (v) => explore.setStyle(v, { name: "Mine", size: "tokens" })],
    [
      "Time: January 2018 to June 2020",
      "时间：2018年1月至2020年6月",
      (v) => v,
      (v) => explore.setTime(v, { from: "2018-01", to: "2020-06", undated: true }),
    ],
    [
      "Without the undated",
      "不显示没有日期的",
      (v) => explore.setTime(v, { from: "2018-01", to: "2020-06", undated: true }),
      (v) => explore.setTime(v, { from: "2018-01", to: "2020-06", undated: false }),
    ],
    [
      "All times",
      "取消时间范围",
      (v) => explore.setTime(v, { from: "2018-01", to: "2020-06", undated: true }),
      (v) => explore.setTime(v, undefined),
    ],
    [
      "Hid relations: trained on",
      "隐藏关系：trained on字",
      (v) => v,
      (v) => explore.toggleType(v, "trained_on"),
    ],
    [
      "All relation types shown",
      "显示全部关系类型",
      (v) => explore.setHiddenTypes(v, ["trained_on", "based_on"]),
      (v) => explore.setHiddenTypes(v, []),
    ],
    ["Filter: domain/d", "筛选：domain/d", (v) => v, (v) => filters.setScope(v, "domain/d")],
    [
      "Filter: trained on dataset/c",
      "筛选：trained on字：dataset/c",
      (v) => v,
      (v) => filters.setLink(v, { type: "trained_on", direction: "out", ids: ["dataset/c"] }),
    ],
    [
      "Filter dropped: trained on by model/a or model/b",
      "去掉筛选：trained on by字：model/a或model/b",
      (v) => filters.setLink(v, { type: "trained_on", direction: "in", ids: ["model/a", "model/b"] }),
      (v) => filters.setLink(v, { type: "trained_on", direction: "in" }),
    ],
    [
      "Filter: based on m/1, m/2, m/3 or 2 more",
      "筛选：based on字：m/1、m/2、m/3或另外 2 个",
      (v) => v,
      (v) =>
        filters.setLink(v, { type: "based_on", direction: "out", ids: [1, 2, 3, 4, 5].map((i) => `m/${i}`) }),
    ],
    [
      "Filter: access: open",
      "筛选：access字：open",
      (v) => filters.setScope(v, "domain/d"),
      (v) => filters.turnValue(v, "access", "open"),
    ],
    [
      "Filter dropped: access: open",
      "去掉筛选：access字：open",
      (v) => filters.setScope(filters.turnValue(v, "access", "open"), "domain/d"),
      (v) => filters.dropValue(v, "access", "open"),
    ],
    [
      "Filter cleared",
      "清除筛选",
      (v) => filters.setContext(filters.setScope(steps.toggleKind(v, "risk"), "domain/d"), 2),
      filters.clearFilter,
    ],
    ["Filter: without risks", "筛选：不看risks字", (v) => v, (v) => steps.toggleKind(v, "risk")],
    ["Note: Begins here", "备注：Begins here", (v) => v, (v) => addNote(v, "model/a", "Begins  here")],
    [
      "Note changed: Second",
      "修改备注：Second",
      (v) => addNote(v, "model/a", "First"),
      (v) => editNote(v, 0, "Second"),
    ],
    // Two that say the same at one place are told apart by their number alone.
    [
      "Note deleted: Same",
      "删除备注：Same",
      (v) => addNote(addNote(v, "model/a", "Same"), "model/a", "Same"),
      (v) => removeNote(v, 0),
    ],
    ["Context: one further", "背景：再深一层", (v) => v, (v) => filters.setContext(v, 2)],
    [
      "Looked elsewhere",
      "移动视野",
      (v) => v,
      (v) => steps.look(v, { left: 0, top: 0, right: 9, bottom: 9 }),
    ],
    // What follows from a step goes without saying, and so does where one looks.
    [
      "Layout: force-directed",
      "布局：力导向",
      (v) => steps.look(v, { left: 0, top: 0, right: 9, bottom: 9 }),
      (v) => explore.setLayout(v, { as: "force", closed: [] }),
    ],
    // An expansion that takes the selection with it.
    [
      "Expanded model/b",
      "展开“model/b”",
      (v) => v,
      (v) => explore.expand(steps.select(v, "model/b"), plainExpansion("model/b")),
    ],
  ])("is “%s”, “%s”", (en, zh, prepare, step) => {
    const before = taking(prepare);
    const after = step(before);
    expect(describeStep(before, after, speech("en"))).toBe(en);
    expect(describeStep(before, after, speech("zh"))).toBe(zh);
  });

  it("tells of two things at most", () => {
    const after = taking(
      (v) => explore.setStyle(v, { colour: "access", size: "tokens" }),
      (v) => explore.toggleType(v, "based_on"),
    );
    expect(describeStep(emptyView, after, speech("zh"))).toBe("颜色：access字，大小：number字");
    expect(describeStep(emptyView, after, speech("en"))).toBe("Colour: access; Size: number");
  });

  it("names keys and groups as those do who made them", () => {
    const grouped = explore.setLayout(emptyView, { as: "groups", by: "country", closed: [] });
    const closed = explore.closeGroup(grouped, "CN");
    const selected = steps.select(closed, "group-of/cn");
    const told = speech("en", {
      keys: [{ key: "country", label: { en: "Country or region", zh: "国家或地区" } }],
      groupLabel: (by, group) =>
        by === "country" && /^(CN|group-of\/cn)$/.test(group) ? "China" : undefined,
    });
    expect(describeStep(emptyView, grouped, told)).toBe("Grouped by country or region");
    expect(describeStep(grouped, closed, told)).toBe("Closed the group China");
    expect(describeStep(closed, selected, told)).toBe("Selected China");
  });

  it("names facets as addresses do as long as they are not here", () => {
    const filtered: View = { ...emptyView, filter: { ...emptyFilter, values: [access] } };
    expect(describeStep(emptyView, filtered, { graph, locale: "en", sections: {} })).toBe("Filter: access");
  });

  it("of the first view is that it is the start, and of the same one nothing", () => {
    const view = taking((v) => steps.select(v, "model/a"));
    expect(describeStep(undefined, view, speech("en"))).toBe("Start");
    expect(describeStep(undefined, view, speech("zh"))).toBe("起点");
    expect(describeStep(view, structuredClone(view), speech("en"))).toBe("");
  });
});

const anyId = fc.constantFrom("model/a", "model/b", "dataset/c", "domain/d", "model/gone", "group-of/x");
const someIds = fc.uniqueArray(anyId, { maxLength: 4 });
const anyKey = fc.constantFrom("kind", "community", "access", "gone");
const anyMonth = fc.constantFrom("2018-01", "2019-12", "2020-06");
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  anyFilterStep,
  anyId.map(
    (id): Step =>
      (v) =>
        steps.select(v, id),
  ),
  anyId.map(
    (id): Step =>
      (v) =>
        steps.select(v, { from: id, type: "based_on", to: "model/a" }),
  ),
  anyId.map(
    (id): Step =>
      (v) =>
        explore.toggleSelected(v, id),
  ),
  someIds.map(
    (ids): Step =>
      (v) =>
        explore.selectMany(v, ids),
  ),
  fc.tuple(anyId, fc.integer({ min: 1, max: 60 })).map(
    ([id, limit]): Step =>
      (v) =>
        explore.expand(v, { ...plainExpansion(id), limit }),
  ),
  anyId.map(
    (id): Step =>
      (v) =>
        explore.collapse(v, id),
  ),
  fc.constantFrom<Step>(explore.collapseAll, explore.unhide, explore.resetLayout, steps.resetPlaces),
  someIds.map(
    (ids): Step =>
      (v) =>
        explore.hide(v, ids),
  ),
  someIds.map(
    (ids): Step =>
      (v) =>
        explore.keepOnly(v, ids),
  ),
  fc.tuple(anyId, fc.integer({ min: -9, max: 9 })).map(
    ([id, x]): Step =>
      (v) =>
        steps.move(v, id, x, 0),
  ),
  someIds.map(
    (ids): Step =>
      (v) =>
        explore.unpin(v, ids),
  ),
  fc
    .tuple(
      fc.constantFrom("force" as const, "layered" as const, "time" as const, "groups" as const),
      fc.option(anyKey, { nil: undefined }),
    )
    .map(
      ([as, by]): Step =>
        (v) =>
          explore.setLayout(v, { as, ...(by && { by }), closed: [] }),
    ),
  anyId.map(
    (centre): Step =>
      (v) =>
        explore.setLayout(v, { as: "concentric", centre, closed: [] }),
  ),
  someIds.map(
    (closed): Step =>
      (v) =>
        explore.setClosed(v, closed),
  ),
  fc.record({ name: fc.constantFrom("One", "Two"), colour: anyKey, size: anyKey }, { requiredKeys: [] }).map(
    (style): Step =>
      (v) =>
        explore.setStyle(v, style),
  ),
  fc.option(fc.record({ from: anyMonth, to: anyMonth, undated: fc.boolean() }), { nil: undefined }).map(
    (time): Step =>
      (v) =>
        explore.setTime(v, time && time.from > time.to ? undefined : time),
  ),
  fc.constantFrom("based_on", "trained_on", "gone").map(
    (type): Step =>
      (v) =>
        explore.toggleType(v, type),
  ),
  fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }).map(
    (right): Step =>
      (v) =>
        steps.look(v, right === undefined ? undefined : { left: 0, top: 0, right, bottom: 9 }),
  ),
  fc.constantFrom(undefined, "0123456789abcdef").map(
    (data): Step =>
      ({ data: _, ...v }) =>
        data ? { ...v, data } : v,
  ),
);
const anyView = fc.array(anyStep, { maxLength: 12 }).map((taken) => taking(...taken));
const anyLocale = fc.constantFrom<Locale>("zh", "en");

/** Language, and whether the facets are here yet. */
const anyTelling = fc.tuple(anyLocale, fc.boolean());
const tell = (before: View, after: View, [locale, hasFacets]: [Locale, boolean]): string =>
  describeStep(before, after, speech(locale, hasFacets ? {} : { table: undefined }));

describe("whatever leads from one view to another", () => {
  it("is told wherever the address changes, in one line, and nowhere else", () => {
    fc.assert(
      fc.property(anyView, anyStep, anyTelling, (before, step, telling) => {
        const after = step(before);
        const line = tell(before, after, telling);
        expect(line !== "").toBe(formatView(after) !== formatView(before));
        expect(line).not.toMatch(/\n|undefined|\[object/);
      }),
      { numRuns: 400 },
    );
  });

  it("is told of any two views, as after a jump", () => {
    fc.assert(
      fc.property(anyView, anyView, anyTelling, (before, after, telling) => {
        const line = tell(before, after, telling);
        expect(line !== "").toBe(formatView(after) !== formatView(before));
      }),
    );
  });
});
