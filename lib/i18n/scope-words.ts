/** Words of the pages about what a graph is scoped by, such as domains. What that is called, the ontology says. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  indexText: (kinds: string) =>
    `${kinds}及其下级，各自收录了多少实体。每个都有一页：那里在用什么，有哪些风险，怎样应对，由谁规范。`,
  indexDescription: (kinds: string, names: string) =>
    `${kinds}一览：${names}等，各自的应用、模型、数据、风险与政策。`,
  holds: (n: number) => `${n} 个实体`,
  title: (name: string) => `${name}：应用、模型、风险与政策`,
  description: (name: string, summary: string, n: number) =>
    `${summary} 收录${name}相关实体 ${n} 个，注明来源。`,
  summary: (n: number, unsourced: number) =>
    unsourced > 0
      ? `共收录 ${n} 个实体，其中 ${unsourced} 个归入此处的理由无来源，已注明。`
      : `共收录 ${n} 个实体。`,
  parts: "下级",
  wholes: "上级",
  contents: "本页内容",
  onMap: "在图谱中查看",
  inTable: "列成表格",
  entityPage: "资料与来源",
  feed: "订阅更新",
  feedTitle: (name: string) => `${name}：数据更新`,
  more: (n: number) => `其余 ${n} 个`,
  through: (name: string) => `见于${name}`,
  unsourced: "无来源",
  unsourcedHint: "归入此处的理由，目前没有来源支持",
  and: (n: number) => `等 ${n} 个`,
  builtOn: "它们建立在什么之上",
  builtOnText: "上面这些实体所基于、训练、运行或采用的，括号里是其中有多少个用到它。",
  by: (n: number) => `${n} 个`,
  growth: "逐年增长",
  growthText: (dated: number, undated: number) =>
    `按发布、提出或印发的年份计，有日期的 ${dated} 个${undated > 0 ? `，另有 ${undated} 个没有日期，未计入` : ""}。`,
  noGrowth: "这里的实体都没有日期。",
  chart: (name: string) => `${name}：每年新增的实体`,
  year: "年份",
  count: "新增",
  total: "累计",
  earlier: (year: number) => `${year} 年以前`,
  numbers: "看数字",
  others: "其余实体",
};

const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

const en: typeof zh = {
  indexText: (kinds) =>
    `${kinds} with their parts, and how many entities each of them holds. Each has a page: what is in use there, which risks there are, what is done about them and who governs them.`,
  indexDescription: (kinds, names) =>
    `${kinds} of large models: ${names} and more, each with its applications, models, data, risks and policies.`,
  holds: (n) => plural(n, "entity", "entities"),
  title: (name) => `${name}: applications, models, risks and policies`,
  description: (name, summary, n) =>
    `${summary} ${plural(n, "entity", "entities")} of ${name}, with sources.`,
  summary: (n, unsourced) =>
    unsourced > 0
      ? `It holds ${plural(n, "entity", "entities")}; that ${unsourced.toLocaleString("en")} of them belong here is unsourced, and marked so.`
      : `It holds ${plural(n, "entity", "entities")}.`,
  parts: "Parts",
  wholes: "Part of",
  contents: "On this page",
  onMap: "See it on the map",
  inTable: "See it as a table",
  entityPage: "Facts and sources",
  feed: "Feed of changes",
  feedTitle: (name) => `${name}: changes of the data`,
  more: (n) => `${n.toLocaleString("en")} more`,
  through: (name) => `through ${name}`,
  unsourced: "unsourced",
  unsourcedHint: "No source supports yet that it belongs here",
  and: (n) => `${n.toLocaleString("en")} in all`,
  builtOn: "What these are built on",
  builtOnText:
    "What the entities above are based on, trained on, run on or use; in brackets, by how many of them.",
  by: (n) => n.toLocaleString("en"),
  growth: "Growth by year",
  growthText: (dated, undated) =>
    `By the year of release, introduction or issue: ${dated.toLocaleString("en")} are dated${undated > 0 ? `; ${undated.toLocaleString("en")} have no date and are not counted` : ""}.`,
  noGrowth: "None of the entities here has a date.",
  chart: (name) => `${name}: new entities by year`,
  year: "Year",
  count: "New",
  total: "In all",
  earlier: (year) => `before ${year}`,
  numbers: "The numbers",
  others: "What else belongs here",
};

export const scopeWords: Readonly<Record<Locale, typeof zh>> = { zh, en };
