/** Words about time, apart from the others: they come with the timeline, which the first picture does without. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  title: "时间线",
  close: "关闭时间线",
  play: "播放",
  pause: "暂停",
  speed: "速度",
  /** What there is without a window, and the button that takes it away. */
  whole: "全部时间",
  period: (from: string, to: string) => (from === to ? from : `${from}至${to}`),
  /** Stands for the month with which the dates begin. */
  beginning: "最早",
  from: "起始月份",
  to: "截止月份",
  window: "整个时间窗口",
  undated: "无日期的，随第一个有日期的邻居出现",
  undatedShort: "无日期",
  counts: (dated: string, undated: string) => `有日期 ${dated} 个，无日期 ${undated} 个`,
  countsDated: (dated: string) => `有日期 ${dated} 个`,
  imprecise: "只知年份",
  impreciseMonth: "只知年份，画在一月",
  earlier: "更早",
  before: (year: string) => `${year}以前`,
  bar: (when: string, count: string, soFar: string, imprecise: string | undefined) =>
    `${when}：${count} 个（${imprecise ? `${imprecise} 个只知年份，` : ""}累计 ${soFar} 个）`,
  histogram: (count: string, period: string, most: string) =>
    `${count} 个有日期的实体的分布（${period}）；最多：${most}`,
  said: (month: string, counts: string) => `${month}，${counts}`,
  nothing: "没有带日期的实体。",
};

export type TimeWords = typeof zh;

const en: TimeWords = {
  title: "Timeline",
  close: "Close the timeline",
  play: "Play",
  pause: "Pause",
  speed: "Speed",
  whole: "Whole time",
  period: (from, to) => (from === to ? from : `${from} to ${to}`),
  beginning: "Earliest",
  from: "First month",
  to: "Last month",
  window: "Window as a whole",
  undated: "Undated ones appear with their first dated neighbour",
  undatedShort: "Undated",
  counts: (dated, undated) => `${dated} dated, ${undated} undated`,
  countsDated: (dated) => `${dated} dated`,
  imprecise: "only the year is known",
  impreciseMonth: "only the year is known; drawn at January",
  earlier: "earlier",
  before: (year) => `Before ${year}`,
  bar: (when, count, soFar, imprecise) =>
    `${when}: ${count} (${imprecise ? `${imprecise} known by year only; ` : ""}${soFar} so far)`,
  histogram: (count, period, most) => `Distribution of ${count} dated entities (${period}); most: ${most}`,
  said: (month, counts) => `${month}, ${counts}`,
  nothing: "Nothing here has a date.",
};

export const timeWords: Readonly<Record<Locale, TimeWords>> = { zh, en };
