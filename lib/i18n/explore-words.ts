/** Words about what the reader has done on the canvas, where it is told in short. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  expanded: (name: string) => `已展开：${name}`,
  hidden: (n: string) => `已隐藏 ${n} 个`,
  layout: (name: string) => `布局：${name}`,
  closed: (n: string) => `${n} 组已合并`,
  typesOff: (n: string) => `${n} 种关系已关闭`,
  time: (from: string, to: string) => `${from}—${to}`,
  style: "颜色与大小",
  layoutFailed: "这个布局没有算出来。",
  toAtlas: "回到图谱原位",
  copied: "链接已复制",
  notCopied: "浏览器不允许复制，请从地址栏复制。",
  lasso: "按住并圈出要选择的实体；按 Esc 取消。",
  selection: "所选",
  parallels: (n: string) => `两者之间共有 ${n} 种关系`,
  held: (n: string) => `这条线代表 ${n} 条关系`,
  group: "分组",
};

export type ExploreWords = typeof zh;

const en: ExploreWords = {
  expanded: (name) => `Expanded: ${name}`,
  hidden: (n) => `${n} hidden`,
  layout: (name) => `Layout: ${name}`,
  closed: (n) => (n === "1" ? "1 group closed" : `${n} groups closed`),
  typesOff: (n) => (n === "1" ? "1 relation type off" : `${n} relation types off`),
  time: (from, to) => `${from} to ${to}`,
  style: "Colours and sizes",
  layoutFailed: "This layout could not be worked out.",
  toAtlas: "Back to the atlas's places",
  copied: "Link copied",
  notCopied: "The browser does not allow copying; take the link from the address bar.",
  lasso: "Press and draw a line round what to select; Escape cancels.",
  selection: "Selection",
  parallels: (n) => `${n} relations between the two`,
  held: (n) => `This line stands for ${n} relations`,
  group: "Group",
};

export const exploreWords: Readonly<Record<Locale, ExploreWords>> = { zh, en };
