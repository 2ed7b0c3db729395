/** Words of the page that stands where another has broken: few, as every page comes with them, in both languages. */
import type { Locale } from "@/lib/graph/schema";

const zh = { page: "这个页面出了问题。", retry: "重试" };
const en: typeof zh = { page: "Something went wrong on this page.", retry: "Try again" };

export const errorWords: Readonly<Record<Locale, typeof zh>> = { zh, en };
