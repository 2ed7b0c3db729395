/** Words about a map that is too large to be shown entity by entity: what of it is there, and what is in the way of more. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  shown: (shown: string, total: string) => `这一带有 ${total} 个实体，已显示其中最重要的 ${shown} 个`,
  all: (total: string) => `这一带的 ${total} 个实体已全部显示`,
  filtered: (shown: string, total: string) => `这一带有 ${total} 个实体符合条件，已显示 ${shown} 个`,
  none: "这一带没有可显示的实体",
  answer: (shown: string, total: string) => `共有 ${total} 个实体，图上只有最近的 ${shown} 个`,
  going: "正在地图上查找…",
  unknown: "图谱里没有这个实体。",
  failed: "这部分地图没有加载成功，目前显示的是之前的内容。",
  offline: "连接不上服务器，目前显示的是之前的内容；恢复后会自动继续。",
  refused: "服务器不认识其中的筛选条件，目前只能在已显示的实体中筛选。",
  noRanking: (size: string) =>
    `这个图谱有 ${size} 个实体，暂时不能在这里计算全图排名。实体的大小表示重要程度，详情里有名次。`,
};

type PartWords = typeof zh;

const en: PartWords = {
  shown: (shown, total) => `The ${shown} most important of ${total} entities around here`,
  all: (total) => (total === "1" ? "The one entity around here" : `All ${total} entities around here`),
  filtered: (shown, total) => `${shown} of the ${total} entities around here that match`,
  none: "Nothing to show around here",
  answer: (shown, total) => `The nearest ${shown} of ${total} entities are on the map`,
  going: "Finding it on the map…",
  unknown: "The graph has no such entity.",
  failed: "This part of the map could not be loaded; what was here before stays.",
  offline:
    "The server cannot be reached. What was here stays, and it goes on by itself once there is a connection.",
  refused: "The server does not know one of the filter’s conditions; only what is on the map is filtered.",
  noRanking: (size) =>
    `This graph has ${size} entities, and cannot be ranked as a whole here yet. Marks are sized by importance, and each entity’s details give its rank.`,
};

export const partWords: Readonly<Record<Locale, PartWords>> = { zh, en };
