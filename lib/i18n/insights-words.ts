/** Words of charts: those on the drawing and in its table, and those of the page that shows them. What a chart is about stands in the data. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  both: (one: string, other: string) => `${one}，${other}`,
  until: (year: string) => `${year}及以前`,
  /** On an axis, where there is little room. */
  untilShort: (year: string) => `≤${year}`,
  point: (name: string, date: string, amount: string, group: string) =>
    [name, date, amount, group].filter(Boolean).join("，"),
  mark: (label: string, n: string) => `${label}：${n}`,
  median: "当年中位数",
  total: "合计",
  name: "名称",
  date: "时间",
  group: "分组",
  number: "数量",
  year: "年份",
  kind: "类型",
  leftOut: {
    undated: (n: string, of: string) => `${n} 个没有记录“${of}”`,
    unknown: (n: string, of: string) => `${n} 个没有记录“${of}”`,
    untied: (n: string, of: string) => `${n} 个没有记录“${of}”`,
    outside: (n: string, _of: string) => `${n} 个只涉及图中未列出的项`,
  },
  leftOutText: (parts: string, total: string) => `共 ${total} 个，图中未计入：${parts}。`,
  allIn: (total: string) => `共 ${total} 个，全部计入。`,
  overlap: "一个实体可能出现在几格里，各格相加会多于总数。",
  source: (graph: string, version: string, license: string) =>
    `来源：${graph} · 数据版本 ${version} · ${license}`,
};

export type ChartWords = typeof zh;

const en: ChartWords = {
  both: (one, other) => `${one}, ${other}`,
  until: (year) => `${year} and before`,
  untilShort: (year) => `≤${year}`,
  point: (name, date, amount, group) => [name, date, amount, group].filter(Boolean).join(", "),
  mark: (label, n) => `${label}: ${n}`,
  median: "median of the year",
  total: "Total",
  name: "Name",
  date: "Date",
  group: "Group",
  number: "Number",
  year: "Year",
  kind: "Kind",
  leftOut: {
    undated: (n, of) => `${n} with nothing on record for “${of}”`,
    unknown: (n, of) => `${n} with nothing on record for “${of}”`,
    untied: (n, of) => `${n} with nothing on record for “${of}”`,
    outside: (n) => `${n} tied only to what is not listed here`,
  },
  leftOutText: (parts, total) => `Of ${total} in all, left out: ${parts}.`,
  allIn: (total) => `All ${total} are counted.`,
  overlap: "One entity may be in several cells, so the cells add up to more than there are.",
  source: (graph, version, license) => `Source: ${graph} · data version ${version} · ${license}`,
};

export const chartWords: Readonly<Record<Locale, ChartWords>> = { zh, en };

const zhPage = {
  title: "图表",
  description: "由图谱数据直接算出的图表：每根柱、每个点都可以在图上打开，图和数据可以下载。",
  intro:
    "下面的句子和图表都由当前数据直接算出。点任意一根柱、一格或一个点，会在图上打开它背后的那些实体；每张图都可以存成图片，也可以下载数据。",
  about: (entities: string, version: string) =>
    `共 ${entities} 个实体，数据版本 ${version}。收录以公开资料为限，并不等于世上全部。`,
  contents: "本页图表",
  asTable: "看表格",
  onCanvas: "在图上看",
  onCanvasOf: (title: string) => `在图上看：${title}`,
  download: (title: string, format: string) => `下载 ${format}：${title}`,
  downloads: "下载",
};

const enPage: typeof zhPage = {
  title: "Charts",
  description:
    "Charts worked out from the data of the graph: every column and every dot opens on the map, and each chart can be taken away.",
  intro:
    "The sentences and charts below are worked out from the current data. Choose any column, cell or dot, and the entities behind it open on the map. Each chart can be saved as a picture or as a table.",
  about: (entities, version) =>
    `${entities} entities, data version ${version}. What is recorded comes from public sources, and is not all there is.`,
  contents: "Charts on this page",
  asTable: "As a table",
  onCanvas: "On the map",
  onCanvasOf: (title) => `On the map: ${title}`,
  download: (title, format) => `Download ${format}: ${title}`,
  downloads: "Download",
};

export const insightsWords: Readonly<Record<Locale, typeof zhPage>> = { zh: zhPage, en: enPage };
