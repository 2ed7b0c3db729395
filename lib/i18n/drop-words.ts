/** Words for files that are dragged over the page: apart from those about what they hold, which few readers need. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  title: "松开鼠标，导入图谱",
  hint: "文件只在这个浏览器里读取，不会上传。",
};

const en: typeof zh = {
  title: "Drop to bring your graph",
  hint: "The files are read in this browser and sent nowhere.",
};

export const dropWords: Readonly<Record<Locale, typeof zh>> = { zh, en };
