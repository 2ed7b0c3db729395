/** Words about what was wrong with a view's address; they come when something is. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  problems: "这个链接里有些内容没有读懂，已按最接近的样子打开：",
  problem: {
    "unknown-parameter": (parameter: string) => `不认识参数“${parameter}”，已忽略`,
    "repeated-parameter": (parameter: string) => `参数“${parameter}”出现多次，只用了第一个`,
    malformed: (parameter: string, value: string) => `参数“${parameter}”的值“${value}”格式不对，已忽略`,
    "too-many": (parameter: string) => `参数“${parameter}”里的项太多，只用了最后一部分`,
    "unknown-graph": (_: string, value: string) => `没有名为“${value}”的图，显示的是大模型图谱`,
    "unknown-version": (_: string, value: string) => `数据版本“${value}”已不在，显示的是当前版本`,
    "unknown-kind": (_: string, value: string) => `没有类型“${value}”，已忽略`,
    "unknown-type": (_: string, value: string) => `没有关系类型“${value}”，已略去`,
    "unknown-facet": (_: string, value: string) => `没有“${value}”这个筛选条件，已略去`,
    "unknown-value": (parameter: string, value: string) => `“${parameter}”没有“${value}”这个值，已略去`,
    "unknown-entity": (_: string, value: string) => `数据里没有实体“${value}”，已忽略`,
    "unknown-relation": (_: string, value: string) => `数据里没有关系“${value}”，已忽略`,
  },
};

const en: typeof zh = {
  problems: "Part of this link could not be read; the nearest view was opened:",
  problem: {
    "unknown-parameter": (parameter) => `there is no parameter “${parameter}”; it was left out`,
    "repeated-parameter": (parameter) => `“${parameter}” is given more than once; the first was taken`,
    malformed: (parameter, value) => `“${parameter}” cannot be “${value}”; it was left out`,
    "too-many": (parameter) => `“${parameter}” holds too many entries; the last ones were taken`,
    "unknown-graph": (_, value) => `there is no graph “${value}”; this is the Large Model Atlas`,
    "unknown-version": (_, value) => `data version “${value}” is gone; this is the current one`,
    "unknown-kind": (_, value) => `there is no kind “${value}”; it was left out`,
    "unknown-type": (_, value) => `there is no relation type “${value}”; it was left out`,
    "unknown-facet": (_, value) => `there is no facet “${value}”; it was left out`,
    "unknown-value": (parameter, value) => `“${parameter}” has no value “${value}”; it was left out`,
    "unknown-entity": (_, value) => `there is no entity “${value}” in the data; it was left out`,
    "unknown-relation": (_, value) => `there is no relation “${value}” in the data; it was left out`,
  },
};

export const problemWords: Readonly<Record<Locale, typeof zh>> = { zh, en };
