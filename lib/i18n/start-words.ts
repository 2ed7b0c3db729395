/** Words of the panel that one begins with. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  begin: "从哪里开始",
  explore: "在地图上探索",
  exploreText: "点任一实体，看它与谁相连；放大看更多",
  domains: "按领域看",
  domainsText: "医疗、金融、教育等领域里有什么",
  chapters: "按白皮书章节看",
  chaptersText: "沿目录逐章浏览",
  stories: "听一个故事",
  allStories: "全部故事",
  questions: "问一个问题",
  allQuestions: (n: string) => `全部 ${n} 个问题`,
};

const en: typeof zh = {
  begin: "Where to begin",
  explore: "Explore the map",
  exploreText: "Click any mark to see its ties; zoom in for more",
  domains: "By domain",
  domainsText: "What there is in healthcare, finance, education …",
  chapters: "By chapter",
  chaptersText: "Along the white paper's table of contents",
  stories: "Follow a story",
  allStories: "All stories",
  questions: "Ask a question",
  allQuestions: (n) => `All ${n} questions`,
};

export const startWords: Readonly<Record<Locale, typeof zh>> = { zh, en };
