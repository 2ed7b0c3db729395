/**
 * The two languages as such, apart from their words: what formats and writes in either needs no more than this, and so
 * loads the words of none.
 */
import type { Locale } from "@/lib/graph/schema";

/** Tags for the `lang` attribute and for Intl. */
export const languageTags: Readonly<Record<Locale, string>> = { zh: "zh-CN", en: "en-GB" };

/** As Open Graph writes them. */
export const openGraphLocales: Readonly<Record<Locale, string>> = { zh: "zh_CN", en: "en_GB" };

export const isLocale = (text: string | undefined): text is Locale => text === "zh" || text === "en";

/** Chooses by the header `Accept-Language` (RFC 9110, 12.5.4); English where neither is wanted. */
export function chooseLocale(accepted: string | null | undefined): Locale {
  const wishes = (accepted ?? "").split(",").flatMap((part, i) => {
    const [tag, ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    const locale = tag.split("-")[0];
    const weight = quality === undefined ? 1 : Number(quality);
    return isLocale(locale) && weight > 0 ? [{ locale, weight, i }] : [];
  });
  return wishes.sort((a, b) => b.weight - a.weight || a.i - b.i)[0]?.locale ?? "en";
}

/** Between a label and what it is of. */
export const colons: Readonly<Record<Locale, string>> = { zh: "：", en: ": " };

/** Between the parts of a list. */
export const listSeparators: Readonly<Record<Locale, string>> = { zh: "、", en: ", " };
