/** Words about expanding, selecting several, groups and walking by keyboard; they come with these, after the first picture. */
import { degreeOf, type Graph, otherEnd } from "@/lib/graph/graph";
import { isPartlyHere } from "@/lib/graph/map-part";
import { readingOf } from "@/lib/graph/ontology-readings";
import type { Locale } from "@/lib/graph/schema";

const zh = {
  dialog: {
    title: (name: string) => `展开“${name}”`,
    total: (n: number) => `共 ${n} 个邻居`,
    way: "沿哪个方向",
    ways: { any: "双向", out: "从它出发", in: "指向它" },
    types: "关系类型",
    allTypes: "全选",
    noTypes: "全不选",
    rank: "优先显示",
    ranks: { importance: "最重要的", date: "最新的", name: "按英文名排列" },
    limit: "最多显示",
    most: (n: number) => `${n} 个`,
    brings: (n: number, all: number) => `将显示 ${n} 个，共 ${all} 个`,
    none: "还没有选择关系类型。",
    expand: "展开",
    again: "重新展开",
    collapse: "收起",
    cancel: "取消",
  },
  selection: {
    title: (n: number) => `已选 ${n} 个`,
    among: (n: number) => `彼此之间有 ${n} 条关系`,
    common: (n: number) => `${n} 个共同邻居`,
    actions: "对所选实体",
    list: "所选实体",
    remove: (name: string) => `取消选择“${name}”`,
    clear: "全部取消选择",
  },
  group: {
    size: (n: number) => `${n} 个实体`,
    isClosed: "已合并为一个节点",
    open: "展开这一组",
    close: "合并为一个节点",
    keepOnly: "只看这一组",
    kinds: "类型",
    members: "最重要的成员",
    more: (n: number) => `另有 ${n} 个`,
    ties: "与外部的关系",
    tie: (n: number) => `${n} 条`,
    noTies: "没有与外部的关系。",
  },
  spoken: {
    entity: (name: string, kind: string, n: number) => `${name}，${kind}，${n} 条关系`,
    way: (reading: string, entity: string, at: number, all: number) =>
      `${reading}：${entity}，第 ${at} 条，共 ${all} 条`,
    ways: (entity: string, all: number) => (all === 0 ? `${entity}，没有可走的关系` : entity),
    /** Where the map is too large to be here as a whole, and with it some of an entity's relations. */
    wayHere: (reading: string, entity: string, at: number, here: number) =>
      `${reading}：${entity}，第 ${at} 条，目前的图上共 ${here} 条`,
    waysHere: (entity: string, here: number) =>
      here === 0 ? `${entity}，目前的图上没有可走的` : `${entity}，目前的图上可走 ${here} 条`,
  },
};

export type ExpandWords = typeof zh;

const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

const en: ExpandWords = {
  dialog: {
    title: (name) => `Expand ${name}`,
    total: (n) => plural(n, "neighbour"),
    way: "Which way",
    ways: { any: "both", out: "away from it", in: "towards it" },
    types: "Relation types",
    allTypes: "All",
    noTypes: "None",
    rank: "First come",
    ranks: { importance: "the most important", date: "the newest", name: "by name" },
    limit: "At most",
    most: (n) => n.toLocaleString("en"),
    brings: (n, all) => `Brings ${n.toLocaleString("en")} of ${all.toLocaleString("en")}`,
    none: "No relation type is chosen.",
    expand: "Expand",
    again: "Expand anew",
    collapse: "Collapse",
    cancel: "Cancel",
  },
  selection: {
    title: (n) => `${n.toLocaleString("en")} selected`,
    among: (n) => `${plural(n, "relation")} among them`,
    common: (n) => `${plural(n, "neighbour")} in common`,
    actions: "With these",
    list: "Selected",
    remove: (name) => `Deselect ${name}`,
    clear: "Deselect all",
  },
  group: {
    size: (n) => plural(n, "entity", "entities"),
    isClosed: "shown as one node",
    open: "Open the group",
    close: "Close it to one node",
    keepOnly: "Show only this group",
    kinds: "Kinds",
    members: "Most important",
    more: (n) => `and ${n.toLocaleString("en")} more`,
    ties: "Tied to",
    tie: (n) => plural(n, "relation"),
    noTies: "It is tied to nothing outside.",
  },
  spoken: {
    entity: (name, kind, n) => `${name}, ${kind}, ${plural(n, "relation")}`,
    way: (reading, entity, at, all) => `${reading} ${entity}, ${at} of ${all}`,
    ways: (entity, all) => (all === 0 ? `${entity}, no way leads on` : entity),
    wayHere: (reading, entity, at, here) =>
      `${reading} ${entity}, ${at} of the ${here} on this part of the map`,
    waysHere: (entity, here) =>
      here === 0 ? `${entity}, none on this part of the map` : `${entity}, ${here} on this part of the map`,
  },
};

export const expandWords: Readonly<Record<Locale, ExpandWords>> = { zh, en };

/**
 * What is spoken of an entity that has been reached, from which so many ways lead on: "GPT-4, model, 87 relations". Of a map
 * that is here in part, how many of these are: "GPT-4, model, 87 relations, 12 on this part of the map".
 */
export function arrivalText(graph: Graph, entity: number, ways: number, locale: Locale): string {
  const { spoken } = expandWords[locale];
  return spoken[isPartlyHere(graph, entity) ? "waysHere" : "ways"](entityText(graph, entity, locale), ways);
}

/**
 * What is spoken of a way that is faced: "trained on C4, dataset, 12 relations, 3 of 14".
 *
 * @param at its index among the ways
 */
export function wayText(
  graph: Graph,
  way: { readonly relation: number; readonly direction: "out" | "in"; readonly other: number },
  at: number,
  ways: number,
  locale: Locale,
): string {
  const type = graph.relationTypes[graph.relations.type[way.relation]];
  const reading = readingOf(graph.ontology, type, way.direction, locale);
  const from = otherEnd(graph, way.relation, way.other);
  const { spoken } = expandWords[locale];
  return spoken[isPartlyHere(graph, from) ? "wayHere" : "way"](
    reading,
    entityText(graph, way.other, locale),
    at + 1,
    ways,
  );
}

function entityText(graph: Graph, entity: number, locale: Locale): string {
  const { label } = graph.ontology.kinds[graph.kinds[graph.kind[entity]]];
  return expandWords[locale].spoken.entity(
    graph.names[entity][locale],
    label[locale],
    degreeOf(graph, entity),
  );
}
