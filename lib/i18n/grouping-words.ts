/** Words about groups, colours and sizes of marks, and about what their legends say. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  kind: "类型",
  community: "地图区域",
  /** A label that several facets share, with the kinds that this one is about. */
  ofKinds: (label: string, kinds: readonly string[]) =>
    `${label}（${kinds.slice(0, 2).join("、")}${kinds.length > 2 ? "等" : ""}）`,
  notGiven: (label: string) => `没有${label}信息`,
  others: "其他",
  notApplicable: "不适用",
  unknownOrNot: "未知或不适用",
  under: (bound: string) => `${bound}以下`,
  before: (year: string) => `${year}以前`,
  degree: "关系数量",
};

export type GroupingWords = typeof zh;

const en: GroupingWords = {
  kind: "Kind",
  community: "Region of the map",
  ofKinds: (label, kinds) =>
    `${label} (${kinds.slice(0, 2).join(", ").toLowerCase()}${kinds.length > 2 ? " and others" : ""})`,
  notGiven: (label) => `${label}: not given`,
  others: "others",
  notApplicable: "does not apply",
  unknownOrNot: "unknown or does not apply",
  under: (bound) => `under ${bound}`,
  before: (year) => `before ${year}`,
  degree: "Number of relations",
};

export const groupingWords: Readonly<Record<Locale, GroupingWords>> = { zh, en };
