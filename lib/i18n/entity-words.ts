/** Words of the page of an entity. */
import type { CommercialUse } from "@/lib/graph/ontology";
import type { Locale } from "@/lib/graph/schema";

const zh = {
  title: (name: string, kind: string) => `${name}（${kind}）`,
  description: (name: string, kind: string, summary: string, relations: number) =>
    `${name}，${kind}。${summary} 共 ${relations} 条关系，逐条注明来源或无来源。`,
  also: "又名",
  rank: (rank: string, all: string) => `在全部 ${all} 个实体中，重要性排第 ${rank} 位`,
  region: (name: string) => `位于图谱上的“${name}”一带`,
  otherLanguage: "英文名",
  actions: "接着看",
  onMap: "在图谱中查看",
  lineage: "来龙去脉",
  impact: "影响范围",
  terms: "许可条款传递",
  inTable: "列成表格",
  json: "JSON 数据",
  scopePage: (kind: string) => `${kind}专页`,
  facts: "资料",
  noFacts: "这一类实体没有可填的资料项，它的内容都在关系里。",
  unsourced: "无来源",
  unsourcedHint: "目前没有来源支持这一条",
  source: (number: number) => `来源 ${number}`,
  original: (text: string) => `原文写作“${text}”`,
  derivedHint: "由关系推得",
  use: {
    yes: "按许可证，可以商用。",
    no: "按许可证，不得商用。",
    conditional: "按许可证，商用有条件，或因部分不同而异；请读原文。",
    unknown: "许可证是否允许商用，尚不清楚。",
  } satisfies Record<CommercialUse, string>,
  neighbourhood: "邻居一览",
  drawing: (name: string) => `${name}和它的邻居`,
  drawingText: (shown: number, all: number) =>
    shown < all
      ? `共 ${all} 个邻居，每种关系取最重要的几个，画出 ${shown} 个；虚线表示无来源。全部关系见下文。`
      : `画出全部 ${all} 个邻居，按关系分组；虚线表示无来源。`,
  origin: "来龙去脉",
  ancestors: (names: string, all: number, named: number) =>
    all > named ? `直接源自${names}等，上溯共 ${all} 个实体。` : `源自${names}。`,
  descendants: (names: string, all: number, next: number, depth: number) =>
    all === next
      ? `由它衍生的有 ${all} 个实体，如${names}。`
      : `由它衍生的有 ${all} 个实体，其中 ${next} 个是直接衍生，如${names}；最远隔 ${depth} 代。`,
  relations: "关系",
  relationCount: (all: number, sourced: number) =>
    sourced === all ? `共 ${all} 条，全部有来源。` : `共 ${all} 条，其中 ${sourced} 条有来源。`,
  more: (n: number) => `其余 ${n} 个`,
  groupUnsourced: (n: number) => `${n} 条无来源`,
  related: "与它相似的",
  relatedText: "与它没有直接关系，却有许多共同的邻居；共同邻居的联系越紧密、越少见，排得越前。",
  shares: (names: string, more: number) => (more > 0 ? `都与${names}等相关` : `都与${names}相关`),
  sharedAnd: "、",
  near: "在图谱上离得最近",
  paper: "在白皮书中",
  named: "白皮书摘要里提到了它。",
  added: "白皮书摘要没有提到它，是后来补充的。",
  sections: "相关章节",
  noSections: "没有对应的章节。",
  unknown: "还不知道什么",
  missing: (labels: string) => `这一类实体通常有、而它还缺的资料：${labels}。`,
  complete: "这一类实体的资料项都已填上。",
  sourcedFacts: (sourced: number, all: number) => `${all} 条资料中，${sourced} 条有来源。`,
  sourcedRelations: (share: string, sourced: number, all: number) =>
    `${share} 的关系有来源（${sourced}/${all}）。`,
  unknownHint: "没有的就是不知道，绝不猜测。知道出处？",
  correct: "怎样补充和更正",
  sources: "来源",
  noSources: "没有列出来源。",
  external: "外部链接",
  feed: (name: string) => `${name}：数据更新`,
  version: (version: string) => `数据版本 ${version}`,
  gone: {
    title: "没有这个实体",
    text: (id: string) => `数据里没有 ${id}。它可能从未收录，也可能地址写错了。`,
    meant: "你要找的也许是",
    table: "在表格里查找",
  },
};

const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

const en: typeof zh = {
  title: (name, kind) => `${name} (${kind})`,
  description: (name, kind, summary, relations) =>
    `${name}, ${kind}. ${summary} ${plural(relations, "relation")}, each with its source or marked as unsourced.`,
  also: "Also known as",
  rank: (rank, all) => `No. ${rank} of ${all} by importance`,
  region: (name) => `On the map in “${name}”`,
  otherLanguage: "In Chinese",
  actions: "Go on",
  onMap: "See it on the map",
  lineage: "Lineage",
  impact: "What it would affect",
  terms: "Licence terms",
  inTable: "As a table",
  json: "As JSON",
  scopePage: (kind) => `Page of this ${kind}`,
  facts: "Facts",
  noFacts: "Entities of this kind have no facts of their own; what is known stands in the relations.",
  unsourced: "unsourced",
  unsourcedHint: "No source supports this yet",
  source: (number) => `source ${number}`,
  original: (text) => `written as “${text}”`,
  derivedHint: "from its relations",
  use: {
    yes: "By its licence it may be used commercially.",
    no: "By its licence it may not be used commercially.",
    conditional: "Commercial use is under conditions, or differs from part to part: read the licence.",
    unknown: "Whether it may be used commercially is not known.",
  },
  neighbourhood: "Neighbourhood",
  drawing: (name) => `${name} among its neighbours`,
  drawingText: (shown, all) =>
    shown < all
      ? `${shown} of ${plural(all, "neighbour")}: the most important by each kind of tie. A broken line is unsourced. All relations stand below.`
      : `All ${plural(all, "neighbour")}, by what ties them. A broken line is unsourced.`,
  origin: "Where it comes from",
  ancestors: (names, all, named) =>
    all > named
      ? `It comes directly from ${names} and others; ${plural(all, "entity", "entities")} upstream in all.`
      : `It comes from ${names}.`,
  descendants: (names, all, next, depth) =>
    all === next
      ? `${plural(all, "entity derives", "entities derive")} from it, such as ${names}.`
      : `${plural(all, "entity derives", "entities derive")} from it, ${next.toLocaleString("en")} directly, such as ${names}; the farthest is ${plural(depth, "generation")} away.`,
  relations: "Relations",
  relationCount: (all, sourced) =>
    sourced === all
      ? `${plural(all, "relation")}, all of them with a source.`
      : `${plural(all, "relation")}, ${sourced.toLocaleString("en")} of them with a source.`,
  more: (n) => `${n.toLocaleString("en")} more`,
  groupUnsourced: (n) => `${n.toLocaleString("en")} unsourced`,
  related: "Similar entities",
  relatedText:
    "Not tied to it directly, but tied to much the same: the closer and the rarer what they share, the higher they stand.",
  shares: (names, more) =>
    more > 0 ? `shares ${names} and ${more.toLocaleString("en")} more` : `shares ${names}`,
  sharedAnd: ", ",
  near: "nearest on the map",
  paper: "In the white paper",
  named: "The white paper’s summary names it.",
  added: "The white paper’s summary does not name it; it was added later.",
  sections: "Sections about its subject",
  noSections: "No section is assigned to it.",
  unknown: "What is not known yet",
  missing: (labels) => `Facts that this kind usually has and that are missing here: ${labels}.`,
  complete: "Every fact that this kind may have is there.",
  sourcedFacts: (sourced, all) => `${sourced.toLocaleString("en")} of ${plural(all, "fact")} have a source.`,
  sourcedRelations: (share, sourced, all) =>
    `${share} of its relations have a source (${sourced.toLocaleString("en")} of ${all.toLocaleString("en")}).`,
  unknownHint: "What is not known is left out, never guessed. Do you know a source?",
  correct: "How to add or correct",
  sources: "Sources",
  noSources: "No sources are listed.",
  external: "external link",
  feed: (name) => `${name}: changes of the data`,
  version: (version) => `Data version ${version}`,
  gone: {
    title: "There is no such entity",
    text: (id) => `The data have no ${id}. It may never have been in them, or the address may have a slip.`,
    meant: "You may have meant",
    table: "Look in the table",
  },
};

export const entityWords: Readonly<Record<Locale, typeof zh>> = { zh, en };
