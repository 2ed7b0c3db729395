/** Words on pictures of views. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  whole: "全图",
  part: "图谱一角",
  /** Beside each other, as what a picture is about. */
  and: "，",
  more: (title: string, n: string) => `${title}等 ${n} 个实体`,
  entities: (n: string) => `${n} 个实体`,
  relations: (n: string) => `${n} 条关系`,
  notes: (n: string) => `${n} 条批注`,
  dataVersion: (version: string) => `数据版本 ${version}`,
};

export type PictureWords = typeof zh;

const en: PictureWords = {
  whole: "The whole map",
  part: "A part of the map",
  and: ", ",
  more: (title, n) => `${title} and ${n} more`,
  entities: (n) => (n === "1" ? "1 entity" : `${n} entities`),
  relations: (n) => (n === "1" ? "1 relation" : `${n} relations`),
  notes: (n) => (n === "1" ? "1 note" : `${n} notes`),
  dataVersion: (version) => `Data version ${version}`,
};

export const pictureWords: Readonly<Record<Locale, PictureWords>> = { zh, en };
