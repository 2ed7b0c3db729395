/** The order of names: by pinyin in Chinese (GB/T 13418), by alphabet in English; capitals and accents do not matter at first. */
import type { Locale } from "@/lib/graph/schema";

const tags: Readonly<Record<Locale, string>> = { zh: "zh-CN-u-co-pinyin", en: "en-GB" };
const collators = new Map<Locale, Intl.Collator>();

/** Compares two names as `Array.sort` wants it; numbers in them count as numbers ("GPT-4" before "GPT-10"). */
export function compareNames(locale: Locale): (a: string, b: string) => number {
  // Making one takes longer than a thousand comparisons.
  const collator = collators.get(locale) ?? new Intl.Collator(tags[locale], { numeric: true });
  collators.set(locale, collator);
  return collator.compare;
}
