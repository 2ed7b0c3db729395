/** Words about who matters: measures, ranked lists, communities; they come with their panel. */
import type { Measure } from "@/lib/graph/centrality";
import type { Locale } from "@/lib/graph/schema";
import { formatCount } from "./format";
import { languageTags } from "./locale";

const zh = {
  title: "谁更重要",
  measure: "按什么排名",
  measures: {
    importance: "重要性",
    degree: "关系数",
    pagerank: "PageRank",
    betweenness: "中介性",
  },
  means: {
    importance: "综合各种关系的轻重得出的分数，满分 100；图上的标记越大，分数越高。",
    degree: "与它有关的关系一共有多少条。",
    pagerank: "沿着关系的方向随意走下去，每一千步里有多少步走到它；指向它的越多、越重要，就越高。",
    betweenness: "其他任意两个实体之间的最短路径，有多大比例从它这里经过。",
  },
  importanceOfAll: "重要性始终按整个图谱计算。",
  over: "范围",
  all: (n: string) => `整个图谱（${n}）`,
  shown: (n: string) => `图上现有的（${n}）`,
  kind: "只列出一种类型",
  allKinds: "所有类型",
  working: (measure: string) => `正在计算${measure}`,
  cancel: "取消",
  cancelled: (measure: string) => `已取消计算${measure}。`,
  compute: "重新计算",
  failed: (measure: string) => `${measure}没有算出来。`,
  retry: "重试",
  sampled: (sources: string, all: string) =>
    `精确计算太慢，这是估计值：从 ${all} 个实体中均匀选取 ${sources} 个作为起点。`,
  ranked: (measure: string, n: string) => `按${measure}排名，共 ${n} 个`,
  most: (n: string) => `名单最多到前 ${n} 名。`,
  nothing: "没有可排名的实体。",
  rank: (rank: string) => `第 ${rank} 名`,
  isSelected: "已选中",
  selectFirst: (n: string) => `选中前 ${n} 名`,
  communities: "社区",
  communitiesHint: "联系紧密的实体聚在一起，成为地图上的一个区域。",
  foremost: (name: string) => `“${name}”最重要的成员`,
  size: (n: string) => `${n} 个`,
  selectAll: (n: string) => `选中全部 ${n} 个`,
  selectMost: (n: string) => `选中最重要的 ${n} 个`,
  limit: (n: string) => `最多能同时选中 ${n} 个。`,
  of: (action: string, name: string) => `${name}：${action}`,
};

export type RankingWords = typeof zh;

const en: RankingWords = {
  title: "Who matters",
  measure: "Rank by",
  measures: {
    importance: "Importance",
    degree: "Relations",
    pagerank: "PageRank",
    betweenness: "Betweenness",
  },
  means: {
    importance:
      "A score of up to 100 in which relations that tell more weigh more; marks on the map are sized by it.",
    degree: "How many relations it has.",
    pagerank:
      "Of a thousand steps of a walk along the direction of relations, how many come to it: more, the more lead to it and the more these matter.",
    betweenness: "The share of the shortest paths between any two others that it lies on.",
  },
  importanceOfAll: "Importance is always that in the whole atlas.",
  over: "Among",
  all: (n) => `the whole atlas (${n})`,
  shown: (n) => `what is shown now (${n})`,
  kind: "List only one kind",
  allKinds: "All kinds",
  working: (measure) => `Working out ${inside(measure)}`,
  cancel: "Cancel",
  cancelled: (measure) => `Working out ${inside(measure)} was cancelled.`,
  compute: "Work it out",
  failed: (measure) => `${measure} could not be worked out.`,
  retry: "Try again",
  sampled: (sources, all) =>
    `The exact numbers would take too long; these are estimates from ${sources} starting points, spread evenly over the ${all}.`,
  ranked: (measure, n) => `Ranked by ${inside(measure)}: ${n}`,
  most: (n) => `The list goes no further than the first ${n}.`,
  nothing: "There is nothing to rank.",
  rank: (rank) => `Rank ${rank}`,
  isSelected: "selected",
  selectFirst: (n) => (n === "1" ? "Select the first" : `Select the first ${n}`),
  communities: "Communities",
  communitiesHint: "What is closely tied stands together, as a region of the map.",
  foremost: (name) => `Most important in ${name}`,
  size: (n) => n,
  selectAll: (n) => (n === "1" ? "Select it" : `Select all ${n}`),
  selectMost: (n) => `Select the ${n} most important`,
  limit: (n) => `At most ${n} can be selected at once.`,
  of: (action, name) => `${name}: ${action}`,
};

/** A measure's name inside of a sentence; PageRank is a name. */
function inside(measure: string): string {
  return measure.replace(/^\p{Lu}(?=\p{Ll}+$)/u, (letter) => letter.toLowerCase());
}

export const rankingWords: Readonly<Record<Locale, RankingWords>> = { zh, en };

/** Making a format takes longer than using it a thousand times. */
const formatsOf = (locale: Locale) => {
  const digits = (n: number) => ({ minimumFractionDigits: n, maximumFractionDigits: n });
  const tag = languageTags[locale];
  return {
    tenths: new Intl.NumberFormat(tag, digits(1)),
    hundredths: new Intl.NumberFormat(tag, digits(2)),
    percent: new Intl.NumberFormat(tag, { style: "percent", ...digits(2) }),
  };
};
const formats = { zh: formatsOf("zh"), en: formatsOf("en") };

/** A score as readers are told it: importance of 100, PageRank per mille, betweenness per cent, relations in number. */
export function formatScore(measure: Measure, score: number, locale: Locale): string {
  const { tenths, hundredths, percent } = formats[locale];
  switch (measure) {
    case "importance":
      return tenths.format(100 * score);
    case "degree":
      return formatCount(score, locale);
    case "pagerank":
      return `${hundredths.format(1000 * score)}‰`;
    case "betweenness":
      return percent.format(score);
  }
}
