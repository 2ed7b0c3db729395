/** Words of the page about the data, apart from the others: the explorer does without them. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  title: "关于数据",
  what: "这是什么",
  whatText:
    "大模型图谱把大模型生态画成一张地图：每个点是一个实体，位置固定；联系紧密的实体聚成区域；点越大，在整个网络里越重要。",
  origin: "数据从哪里来",
  originText:
    "起点是中国人工智能学会《中国人工智能大模型技术白皮书（2023版）》公开的摘要与目录；其余实体与关系来自论文、代码仓库、模型卡、官方文件和公开目录，逐条注明来源。摘要文字为本项目自行撰写。",
  outline: "白皮书目录",
  count: "收录了多少",
  kind: "类型",
  number: "数量",
  total: "合计",
  sourced: "有多少有来源",
  sourcedText: (facts: string, allFacts: string, relations: string, allRelations: string) =>
    `${allFacts} 条资料中 ${facts} 条有来源，${allRelations} 条关系中 ${relations} 条有来源。其余标为“无来源”：它们是常识性内容，尚未找到可引用的出处，请谨慎使用。`,
  unknown: "没有的资料就是没有：不知道的数值、日期和链接一律留空，不作猜测。",
  map: "地图怎么画出来",
  mapText:
    "关系按类型加权（如“基于”“属于”重于“评测于”），并按关联强度归一，使枢纽不把一切拉向自己；再用 Louvain 方法分出社区，社区之间先排好位置，社区内部再布局。位置随数据一起保存，新增实体不会移动旧实体。重要性由同样权重上的 PageRank 得出。",
  version: "数据版本",
  license: "许可",
  licenseText: (license: string) => `本项目的数据以“${license}”许可发布。所引来源各有其自身的权利与条款。`,
  correct: "发现错误怎么办",
  correctText:
    "每个实体是 graph-data/entities 下的一个小文件，改动后运行 npm run graph 检查，会指出文件、行和改法；添加一个实体约需五分钟，步骤见 graph-data/README.md。",
  api: "程序如何读取",
  apiText: "全部数据可以通过只读接口取得，接口说明见",
};

const en: typeof zh = {
  title: "About the data",
  what: "What this is",
  whatText:
    "The Large Model Atlas draws the large-model ecosystem as a map: every mark is an entity with a fixed place, what is closely tied forms a region, and the bigger a mark, the more its entity matters in the whole.",
  origin: "Where the data come from",
  originText:
    "The starting point is the published summary and table of contents of the White Paper on Large-Model Technology in China (2023) by the Chinese Association for Artificial Intelligence. Everything else comes from papers, repositories, model cards, official documents and public directories, cited one by one. Summaries were written for this project.",
  outline: "Outline of the white paper",
  count: "How much there is",
  kind: "Kind",
  number: "Number",
  total: "Total",
  sourced: "How much is sourced",
  sourcedText: (facts, allFacts, relations, allRelations) =>
    `${facts} of ${allFacts} facts and ${relations} of ${allRelations} relations name a source. The rest are marked “unsourced”: general knowledge for which no citable source has been found yet; use them with care.`,
  unknown: "What is not known is left out: no number, date or link is guessed.",
  map: "How the map is drawn",
  mapText:
    "Relations weigh by type (“based on” and “part of” more than “evaluated on”) and are normalised by association strength, so that hubs do not pull everything to themselves. Louvain communities are placed first, then each is laid out within. Places are kept with the data: what is added later moves nothing. Importance is PageRank on the same weights.",
  version: "Data version",
  license: "Licence",
  licenseText: (license) =>
    `The data of this project are published under ${license}. The sources it cites have rights and terms of their own.`,
  correct: "How to correct it",
  correctText:
    "Every entity is a small file under graph-data/entities. After a change, npm run graph checks it and names file, line and remedy; adding an entity takes about five minutes, see graph-data/README.md.",
  api: "For programs",
  apiText: "All data can be read over a read-only API, described in",
};

export const aboutWords: Readonly<Record<Locale, typeof zh>> = { zh, en };
