/** Words about several graphs: choosing one, and what is said of one that is not the atlas. */
import type { Locale } from "@/lib/graph/schema";
import { formatCount } from "./format";

const zh = {
  title: "图谱",
  /** Accessible name of the list, and what the one that is open is marked with. */
  list: "可以打开的图谱",
  current: "当前",
  counts: (entities: number, relations: number) =>
    `${formatCount(entities, "zh")} 个实体 · ${formatCount(relations, "zh")} 条关系`,
  here: "服务器上的图谱",
  own: "这个浏览器里的图谱",
  bring: "导入自己的图谱…",
  failed: "其他图谱的列表没有加载成功。",
  about: "关于大模型图谱的数据",
  description: (name: string, entities: number, relations: number) =>
    `在地图上浏览“${name}”：${formatCount(entities, "zh")} 个实体，${formatCount(relations, "zh")} 条关系。`,
  /** Of a saved view, and of a step. */
  inGraph: (graph: string) => `图谱 ${graph}`,
  renewed: {
    title: "这张图谱有了新的数据。",
    text: "这个页面仍显示打开时的数据；载入新数据后，还在原来的位置。",
  },
  gone: {
    text: "这个图谱不在这里：它可能已被移除，或只在另一个浏览器里。",
    home: "打开大模型图谱",
  },
};

type GraphsWords = typeof zh;

const en: GraphsWords = {
  title: "Graphs",
  list: "Graphs that can be opened",
  current: "open now",
  counts: (entities, relations) =>
    `${formatCount(entities, "en")} ${entities === 1 ? "entity" : "entities"} · ${formatCount(relations, "en")} ${relations === 1 ? "relation" : "relations"}`,
  here: "On this server",
  own: "In this browser",
  bring: "Bring your own graph…",
  failed: "The list of other graphs could not be loaded.",
  about: "About the atlas’s data",
  description: (name, entities, relations) =>
    `Explore “${name}” on a map: ${formatCount(entities, "en")} entities, ${formatCount(relations, "en")} relations.`,
  inGraph: (graph) => `Graph ${graph}`,
  renewed: {
    title: "There are new data of this graph.",
    text: "This page goes on with those that it was opened with. When you load the new ones, you stay where you are.",
  },
  gone: {
    text: "This graph is not here: it may have been removed, or be in another browser only.",
    home: "Open the Large Model Atlas",
  },
};

export const graphsWords: Readonly<Record<Locale, GraphsWords>> = { zh, en };
