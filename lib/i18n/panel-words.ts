/** Words about an entity and a relation in full; they come with the panels. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  alsoKnown: "又名",
  inWhitePaper: "白皮书摘要提及",
  page: "打开完整页面",
  facts: "资料",
  relations: "关系",
  sections: "白皮书章节",
  sources: "来源",
  unsourced: "无来源",
  unsourcedHint: "目前没有来源支持这一条",
  noSources: "没有列出来源。",
  completeness: (facts: string, relations: string) => `资料有来源 ${facts}，关系有来源 ${relations}`,
  ofAll: (part: number, all: number) => `${part}/${all}`,
  unsourcedCount: (n: number) => `${n} 条无来源`,
  more: (n: number) => `再显示 ${n} 个`,
  listed: "列出哪些关系",
  allRelations: "全部关系",
  /** A type of relations in a list to choose from, with how many there are. */
  choice: (label: string, n: string) => `${label}（${n}）`,
  listedOf: (n: string, all: string) => `已列出 ${all} 个中的 ${n} 个`,
  gone: "数据里没有这个实体。",
  rank: (rank: number, all: number) =>
    `重要性第 ${rank.toLocaleString("en")}，共 ${all.toLocaleString("en")}`,
  region: "所在区域",
  showAll: "在图上显示全部邻居",
  notDrawn: (n: number) => `另有 ${n} 个邻居未在图上画出`,
  note: "说明",
  external: "在新窗口打开",
  original: "原文",
  section: (number: string, title: string) => `${number} ${title}`,
};

const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

const en: typeof zh = {
  alsoKnown: "Also known as",
  inWhitePaper: "Named in the white paper’s summary",
  page: "Open its page",
  facts: "Facts",
  relations: "Relations",
  sections: "White-paper sections",
  sources: "Sources",
  unsourced: "unsourced",
  unsourcedHint: "No source supports this yet",
  noSources: "No sources are listed.",
  completeness: (facts, relations) => `Sourced: ${facts} facts, ${relations} relations`,
  ofAll: (part, all) => `${part} of ${all}`,
  unsourcedCount: (n) => `${n} unsourced`,
  more: (n) => `Show ${n} more`,
  listed: "Which relations are listed",
  allRelations: "All relations",
  choice: (label, n) => `${label} (${n})`,
  listedOf: (n, all) => `${n} of ${all} listed`,
  gone: "There is no such entity in the data.",
  rank: (rank, all) => `No. ${rank.toLocaleString("en")} of ${all.toLocaleString("en")} by importance`,
  region: "Region",
  showAll: "Show all neighbours on the map",
  notDrawn: (n) => `${plural(n, "more neighbour")} not drawn on the map`,
  note: "Note",
  external: "opens in a new window",
  original: "as written",
  section: (number, title) => `${number} ${title}`,
};

export const panelWords: Readonly<Record<Locale, typeof zh>> = { zh, en };
