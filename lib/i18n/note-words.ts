/** Words about notes that readers pin to entities and places of the map; they come with the first note. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  notes: "备注",
  /** What is written at an entity, and at a place of the map. */
  about: (name: string) => `写在“${name}”旁`,
  atPlace: "写在图上一处",
  /** How a screen reader names a pin. */
  pin: (number: string, where: string, text: string) => `备注 ${number}，${where}：${text}`,
  newNote: "添加备注",
  changeNote: "修改备注",
  text: "备注内容",
  left: (n: string) => `还可输入 ${n} 字`,
  keep: "保存备注",
  edit: "修改",
  remove: "删除",
  close: "收起备注",
  cancel: "取消",
  /** The pins, beside the list. */
  onMap: "图上的备注",
};

export type NoteWords = typeof zh;

const en: NoteWords = {
  notes: "Notes",
  about: (name) => `at ${name}`,
  atPlace: "at a place of the map",
  pin: (number, where, text) => `Note ${number}, ${where}: ${text}`,
  newNote: "Add a note",
  changeNote: "Change the note",
  text: "Text of the note",
  left: (n) => `${n} characters left`,
  keep: "Keep the note",
  edit: "Change",
  remove: "Delete",
  close: "Close the note",
  cancel: "Cancel",
  onMap: "Notes on the map",
};

export const noteWords: Readonly<Record<Locale, NoteWords>> = { zh, en };
