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
  mostImportant: (shown: string, all: string) =>
    shown === all ? `${all} 个实体` : `${all} 个实体中最重要的 ${shown} 个`,
  notes: (n: string) => `${n} 条备注`,
  dataVersion: (version: string) => `数据版本 ${version}`,
  kinds: "实体类型",
  importance: "越大越重要",
  colourIs: (label: string) => `颜色：${label}`,
  sizeIs: (label: string) => `大小：${label}`,
  notesTitle: "备注",
  moreEntries: (n: string) => `另有 ${n} 项`,
  moreNotes: (n: string) => `另有 ${n} 条备注`,
  drawnOn: (date: string) => `绘于 ${date}`,
  /** Of a picture that is told in words. */
  description: (about: string, address: string | undefined) =>
    address === undefined ? about : `${about}。${address}`,
};

export type PictureWords = typeof zh;

const en: PictureWords = {
  whole: "The whole map",
  part: "A part of the map",
  and: "; ",
  more: (title, n) => `${title} and ${n} more`,
  entities: (n) => (n === "1" ? "1 entity" : `${n} entities`),
  relations: (n) => (n === "1" ? "1 relation" : `${n} relations`),
  mostImportant: (shown, all) =>
    shown === all ? `${all} entities` : `The ${shown} most important of ${all} entities`,
  notes: (n) => (n === "1" ? "1 note" : `${n} notes`),
  dataVersion: (version) => `Data version ${version}`,
  kinds: "Kinds",
  importance: "Bigger means more important",
  colourIs: (label) => `Colour: ${label}`,
  sizeIs: (label) => `Size: ${label}`,
  notesTitle: "Notes",
  moreEntries: (n) => `and ${n} more`,
  moreNotes: (n) => (n === "1" ? "and 1 more note" : `and ${n} more notes`),
  drawnOn: (date) => `Drawn on ${date}`,
  description: (about, address) => (address === undefined ? about : `${about}. ${address}`),
};

export const pictureWords: Readonly<Record<Locale, PictureWords>> = { zh, en };
