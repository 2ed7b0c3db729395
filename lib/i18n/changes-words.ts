/** Words of the changelog of the data: its pages and its feeds. */

import type { Locale } from "@/lib/graph/schema";
import { colons } from "./locale";

/** How many of something were added, changed and removed. */
export interface Tally {
  readonly added: string;
  readonly changed: string;
  readonly removed: string;
}

const zh = {
  title: "数据更新",
  lead: "图谱的数据每次有改动，都由数据文件逐项比较得出，记录在这里：新增、改动、删除了哪些实体、资料和关系。",
  description: "图谱数据的更新记录：新增、改动、删除了哪些实体、资料和关系，可订阅。",
  served: "目前提供的数据",
  servedText: (day: string, version: string) => `${day}的版本 ${version}`,
  unrecorded: (version: string) => `版本 ${version}，其中有改动尚未记入更新记录`,
  graphVersion: "连同地图位置和索引的版本",
  follow: "订阅更新",
  followText: "以下地址是 Atom 订阅源，阅读器会在数据更新时提醒：",
  followAll: "全部更新",
  followOther: "English feed",
  followScopes: (kind: string) => `只看一个${kind}：其中一切实体的更新`,
  followEntity: "只看一个实体：在它的网址里把 entity 换成 changes，末尾加上 /feed.xml",
  example: "例如",
  record: (day: string, number: string) => (number === "1" ? day : `${day}（第 ${number} 次）`),
  first: "首次发布",
  firstText: (entities: string, relations: string, facts: string) =>
    `收录 ${entities} 个实体、${relations} 条关系、${facts} 条资料。`,
  firstPart: "自首次发布起收录。",
  tally: {
    entities: (n: Tally) => `实体：新增 ${n.added}，改动 ${n.changed}，删除 ${n.removed}`,
    relations: (n: Tally) => `关系：新增 ${n.added}，改动 ${n.changed}，删除 ${n.removed}`,
    facts: (n: Tally) => `资料：新增 ${n.added}，改动 ${n.changed}，删除 ${n.removed}`,
  },
  tallyNote: "关系和资料只计原有实体的；新增或删除的实体，其关系和资料不另计。",
  totals: (entities: string, relations: string, facts: string) =>
    `此后共有 ${entities} 个实体、${relations} 条关系、${facts} 条资料。`,
  versions: "数据版本",
  all: (n: string) => `其余 ${n} 个实体`,
  restOf: (n: string) => `查看其余 ${n} 个实体的改动`,
  newer: "较新的一次",
  olderOne: "较早的一次",
  pager: "前后更新",
  wholeList: "全部更新记录",
  as: { added: "新增", removed: "删除", changed: "改动" },
  was: (id: string) => `原 id 为 ${id}`,
  name: "名称",
  summary: "简介",
  note: "说明",
  aliases: "别名",
  sections: "所属章节",
  named: "标为白皮书摘要提到",
  unnamed: "不再标为白皮书摘要提到",
  sources: "来源",
  further: "其他来源",
  original: "来源原文",
  unsourced: "无来源",
  arrow: " → ",
  /** 一项内容的标签与其后的内容之间。 */
  colon: colons.zh,
  quoted: (text: string) => `“${text}”`,
  inOther: (what: string) => `英文${what}`,
  part: (text: string, part: string) => `${text}（${part}）`,
  feedTitle: "大模型图谱：数据更新",
  feedOf: (name: string) => `大模型图谱：${name}`,
  feedFor: (name: string) => `“${name}”的更新`,
};

const en: typeof zh = {
  title: "Changes of the data",
  lead: "Whenever the data of the atlas change, the files are compared item by item and the result is kept here: which entities, facts and relations were added, changed or removed.",
  description:
    "How the data of the atlas have changed: which entities, facts and relations were added, changed or removed. With feeds.",
  served: "The data served now",
  servedText: (day, version) => `version ${version} of ${day}`,
  unrecorded: (version) => `version ${version}, with changes that are not recorded yet`,
  graphVersion: "Version including map and index",
  follow: "Follow by feed",
  followText: "These addresses are Atom feeds; a feed reader tells when the data have changed:",
  followAll: "All changes",
  followOther: "中文订阅源",
  followScopes: (kind) => `One ${kind}: changes of everything in it`,
  followEntity: "One entity: put changes for entity in the address of its page, and /feed.xml at its end",
  example: "such as",
  record: (day, number) => (number === "1" ? day : `${day} (${number})`),
  first: "First edition",
  firstText: (entities, relations, facts) =>
    `${entities} entities, ${relations} relations and ${facts} facts.`,
  firstPart: "In the atlas since the first edition.",
  tally: {
    entities: (n) => `Entities: ${n.added} added, ${n.changed} changed, ${n.removed} removed`,
    relations: (n) => `Relations: ${n.added} added, ${n.changed} changed, ${n.removed} removed`,
    facts: (n) => `Facts: ${n.added} added, ${n.changed} changed, ${n.removed} removed`,
  },
  tallyNote:
    "Relations and facts are counted for entities that were there before and after; those of entities added or removed are not counted again.",
  totals: (entities, relations, facts) =>
    `From then on there were ${entities} entities, ${relations} relations and ${facts} facts.`,
  versions: "Data version",
  all: (n) => `The other ${n} entities`,
  restOf: (n) => `See the changes of ${n} more entities`,
  newer: "The next, newer",
  olderOne: "The one before",
  pager: "Changes before and after",
  wholeList: "All changes",
  as: { added: "added", removed: "removed", changed: "changed" },
  was: (id) => `its id was ${id}`,
  name: "Name",
  summary: "Summary",
  note: "note",
  aliases: "Other names",
  sections: "Sections",
  named: "Marked as named in the white paper’s summary",
  unnamed: "No longer marked as named in the white paper’s summary",
  sources: "sources",
  further: "Further sources",
  original: "source’s wording",
  unsourced: "unsourced",
  arrow: " → ",
  colon: colons.en,
  quoted: (text) => `“${text}”`,
  inOther: (what) => `${what} in Chinese`,
  part: (text, part) => `${text} (${part})`,
  feedTitle: "Large Model Atlas: changes of the data",
  feedOf: (name) => `Large Model Atlas: ${name}`,
  feedFor: (name) => `Changes of ${name}`,
};

export const changesWords: Readonly<Record<Locale, typeof zh>> = { zh, en };
