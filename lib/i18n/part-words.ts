/** Words about a map that is too large to be shown entity by entity: what of it is there, and what is in the way of more. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  shown: (shown: string, total: string) => `这一带有 ${total} 个实体，已显示其中最重要的 ${shown} 个`,
  all: (total: string) => `这一带的 ${total} 个实体已全部显示`,
  filtered: (shown: string, total: string) =>
    shown === total
      ? `这一带符合条件的 ${total} 个实体已全部显示`
      : `这一带有 ${total} 个实体符合条件，已显示 ${shown} 个`,
  /** Where what matches is shown with what it is tied to: all of both; or some, which are not told apart. */
  filteredAndTied: (matching: string, tied: string) =>
    `这一带有 ${matching} 个实体符合条件，另显示与之相连的 ${tied} 个`,
  filteredOrTied: (shown: string, total: string) =>
    `这一带有 ${total} 个实体符合条件或与之相连，已显示 ${shown} 个`,
  none: "这一带没有可显示的实体",
  answer: (shown: string, total: string) => `共有 ${total} 个实体，图上有 ${shown} 个，最近的都在其中`,
  going: "正在地图上查找…",
  neighbours: (shown: string, all: string) => `它的 ${all} 条关系中，图上画出了 ${shown} 条`,
  showNeighbours: "看它在图上的邻居",
  /** Of the relations of one type: how many are on the map, and what brings the others there. */
  groupHere: (here: string, all: string) => `图上有 ${all} 个中的 ${here} 个`,
  showGroup: "全部放到图上看",
  showFirst: (n: string) => `把最重要的 ${n} 个放到图上看`,
  expandable: (relations: string) => `它有 ${relations} 条关系，先显示最重要的邻居`,
  brings: (most: string, relations: string) => `最多显示 ${most} 个邻居，所选类型共有 ${relations} 条关系`,
  comparedHere: (n: string) => `邻居较多的，只比较各自最重要的 ${n} 个`,
  timeHere: (shown: string, all: string) => `只统计已经在图上的 ${shown} 个实体，全图有 ${all} 个`,
  totalsHere: (shown: string) => `以下只统计已经在图上的 ${shown} 个实体`,
  inFile: (n: string) => `${n} 个实体及其间的关系`,
  tooMany: (n: string, most: string) =>
    `这个视图有 ${n} 个实体，而这张图谱一次最多导出 ${most} 个。请先筛选，或选中几个后“只看这些”；程序可通过接口分页读取全部。`,
  inPages: "程序从这个地址分页读取：每页末尾的 next 就是下一页的 cursor。",
  cannotFreeze: (most: string) =>
    `这张图谱太大：定格的视图最多保留 ${most} 个实体。请先筛选，或改为“随数据更新”。`,
  unknown: "图谱里没有这个实体。",
  coming: "正在载入…",
  filtering: "正在筛选…",
  slow: "服务器响应较慢，仍在载入…",
  failed: "这部分地图没有加载成功，目前显示的是之前的内容。",
  away: "服务器暂时读不到这张图谱，目前显示的是之前的内容；恢复后会自动继续。",
  tooMuch: "对这么大的图谱来说，这里牵涉的实体太多。请减少步数，或进一步筛选。",
  recounting: "筛选后的数量还没有算出来，以下是之前的数字。",
  counting: (shown: string) => `全图的数量还没有算出来，以下数字只统计已经在图上的 ${shown} 个实体。`,
  offline: "连接不上服务器，目前显示的是之前的内容；恢复后会自动继续。",
  refused: "服务器不认识其中的筛选条件，目前只能在已显示的实体中筛选。",
  noRanking: (size: string) =>
    `这个图谱有 ${size} 个实体，暂时不能在这里计算全图排名。实体的大小表示重要程度，详情里有名次。`,
};

type PartWords = typeof zh;

const en: PartWords = {
  shown: (shown, total) => `The ${shown} most important of ${total} entities around here`,
  all: (total) => (total === "1" ? "The one entity around here" : `All ${total} entities around here`),
  filtered: (shown, total) =>
    total === "1"
      ? "The one entity around here that matches"
      : shown === total
        ? `All ${total} entities around here that match`
        : `${shown} of the ${total} entities around here that match`,
  filteredAndTied: (matching, tied) =>
    matching === "1"
      ? `1 entity around here matches, shown with ${tied} tied to it`
      : `${matching} entities around here match, shown with ${tied} they are tied to`,
  filteredOrTied: (shown, total) =>
    `${shown} of the ${total} entities around here that match or are tied to some that do`,
  none: "Nothing to show around here",
  answer: (shown, total) => `${shown} of ${total} entities are on the map, the nearest among them`,
  going: "Finding it on the map…",
  neighbours: (shown, all) => `${shown} of its ${all} relations are drawn on the map`,
  showNeighbours: "Show its neighbours on the map",
  groupHere: (here, all) => `${here} of ${all} are on the map`,
  showGroup: "Show all on the map",
  showFirst: (n) => `Show the ${n} most important on the map`,
  expandable: (relations) => `It has ${relations} relations; the most important neighbours come first`,
  brings: (most, relations) =>
    `Brings at most ${most}, of ${relations} ${relations === "1" ? "relation" : "relations"} of these types`,
  comparedHere: (n) => `Of those with many neighbours, the ${n} most important are compared`,
  timeHere: (shown, all) => `Of the ${shown} entities that are on the map, out of ${all}`,
  totalsHere: (shown) => `Of the ${shown} entities that are on the map`,
  inFile: (n) => `${n} entities, with the relations between them`,
  tooMany: (n, most) =>
    `This view has ${n} entities, and a file can have ${most} of this graph. Filter first, or select some and keep only those; programs can read all of it in pages.`,
  inPages:
    "Programs read it page by page from this address: what a page says as next is the cursor of the one after.",
  cannotFreeze: (most) =>
    `This graph is too large: a frozen view can keep ${most} entities. Filter first, or let it follow the data.`,
  unknown: "The graph has no such entity.",
  coming: "Loading…",
  filtering: "Filtering…",
  slow: "The server is slow to answer; still loading…",
  failed: "This part of the map could not be loaded; what was here before stays.",
  away: "The server cannot get at this graph at the moment. What was here stays, and it goes on by itself once it can.",
  tooMuch: "This reaches too far in a graph of this size. Ask for fewer hops, or filter more.",
  recounting: "What the filter leaves has not been counted yet: these numbers are from before.",
  counting: (shown) =>
    `The whole graph has not been counted yet: these numbers are of the ${shown} entities that are on the map.`,
  offline:
    "The server cannot be reached. What was here stays, and it goes on by itself once there is a connection.",
  refused: "The server does not know one of the filter’s conditions; only what is on the map is filtered.",
  noRanking: (size) =>
    `This graph has ${size} entities, and cannot be ranked as a whole here yet. Marks are sized by importance, and each entity’s details give its rank.`,
};

export const partWords: Readonly<Record<Locale, PartWords>> = { zh, en };
