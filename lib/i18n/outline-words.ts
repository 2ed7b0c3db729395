/** Words of the pages about the white paper's outline. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  title: "白皮书目录",
  lead: "中国人工智能学会 2023 年的白皮书按章节梳理了大模型技术。图谱沿用它的目录，让每个实体都能从所属章节找到。",
  honest:
    "各章各节的简介由本项目撰写，用通行的知识说明主题和图谱收录了什么，并不概括白皮书的正文：我们读到的只有它公开的目录和摘要。",
  description: (chapters: string, sections: string) =>
    `白皮书的 ${chapters} 章、${sections} 节，每节附简介和图谱收录的实体，并可在图上查看。`,
  overview: "各章一览",
  overviewText:
    "每一横条代表一章，长度是图谱在该章收录的实体数，色块依次是各类实体，数字见横条下方。一个实体可以属于几章。",
  entities: (n: string) => `${n} 个实体`,
  /** 一章里某类实体有多少，供读屏软件念出。 */
  ofKind: (kind: string, n: string) => `${kind} ${n}`,
  chapter: (number: string) => `第 ${number} 章`,
  where: "所在位置",
  below: "本节下设",
  belowChapter: "本章各节",
  named: "白皮书摘要提到",
  later: "后来补充",
  namedCount: (n: string) => `白皮书摘要提到 ${n} 个`,
  laterCount: (n: string) => `后来补充 ${n} 个`,
  all: (n: string) => `其余 ${n} 个`,
  inSections: (n: string) => `另有 ${n} 个，见各小节`,
  none: "图谱在这一节还没有收录实体。",
  noneShort: "暂未收录",
  nearest: "邻近的、已有实体的章节：",
  previous: "上一节",
  next: "下一节",
  pager: "前后章节",
};

const en: typeof zh = {
  title: "Outline of the white paper",
  lead: "The white paper of the Chinese Association for Artificial Intelligence (2023) goes through large-model technology chapter by chapter. The atlas follows its outline, so that every entity can be found by the sections that it belongs to.",
  honest:
    "The introductions are ours. They explain each subject in general terms and say what the atlas holds on it; they do not sum up the white paper’s text, of which we have read only the published table of contents and summary.",
  description: (chapters, sections) =>
    `The white paper’s ${chapters} chapters and ${sections} sections, each with an introduction and the entities that the atlas holds on it, also on the map.`,
  overview: "The chapters at a glance",
  overviewText:
    "Each bar is a chapter, as long as the number of entities that the atlas holds in it, parted by kind; the numbers stand below. An entity may belong to several chapters.",
  entities: (n) => (n === "1" ? "1 entity" : `${n} entities`),
  ofKind: (kind, n) => `${kind} ${n}`,
  chapter: (number) => `Chapter ${number}`,
  where: "Where you are",
  below: "Sections below",
  belowChapter: "Sections of this chapter",
  named: "named in the white paper’s summary",
  later: "added later",
  namedCount: (n) => `${n} named in the white paper’s summary`,
  laterCount: (n) => `${n} added later`,
  all: (n) => `The other ${n}`,
  inSections: (n) => `and ${n} more, in the sections`,
  none: "The atlas holds no entity in this section yet.",
  noneShort: "none yet",
  nearest: "The nearest sections that hold some:",
  previous: "Previous",
  next: "Next",
  pager: "Sections before and after",
};

export const outlineWords: Readonly<Record<Locale, typeof zh>> = { zh, en };
