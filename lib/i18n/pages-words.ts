/** Words of the frame round pages that are read: the way to the others, and what stands at their foot. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  skip: "跳到正文",
  pages: "页面",
  map: "图谱",
  domains: "领域",
  outline: "白皮书",
  table: "表格",
  insights: "图表",
  stories: "故事",
  changes: "更新",
  about: "关于",
  find: "查找实体",
  findButton: "查找",
  theme: "切换深浅色",
  print: "打印",
  onMap: "在图谱中查看",
  inTable: "在表格中查看",
  foot: (version: string) => `数据版本 ${version}`,
  license: (license: string) => `数据许可：${license}`,
  program: "程序接口",
  feed: "订阅数据更新",
};

const en: typeof zh = {
  skip: "Skip to content",
  pages: "Pages",
  map: "Map",
  domains: "Domains",
  outline: "White paper",
  table: "Table",
  insights: "Charts",
  stories: "Stories",
  changes: "Changes",
  about: "About",
  find: "Find an entity",
  findButton: "Find",
  theme: "Light or dark",
  print: "Print",
  onMap: "See it on the map",
  inTable: "See it as a table",
  foot: (version) => `Data version ${version}`,
  license: (license) => `Data under ${license}`,
  program: "API",
  feed: "Feed of changes",
};

export const pagesWords: Readonly<Record<Locale, typeof zh>> = { zh, en };
