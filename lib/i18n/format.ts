/** Values of facts as a reader's language writes them. */
import type { FactDefinition, Ontology } from "@/lib/graph/ontology";
import type { FactValue, LicenseUse, Locale } from "@/lib/graph/schema";
import { languageTags, listSeparators } from "./locale";

/** A whole number with the language's grouping. */
export const formatCount = (value: number, locale: Locale): string => numbers(locale).format(value);

/** Making a format takes longer than using it a thousand times. */
const formats = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();
const codes = new Map<string, Intl.DisplayNames>();
function numbers(locale: Locale, options?: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(languageTags[locale], options);
  formats.set(key, known);
  return known;
}

/** A share from 0 to 1 in whole per cent. */
export const formatShare = (value: number, locale: Locale): string =>
  numbers(locale, { style: "percent", maximumFractionDigits: 0 }).format(value);

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as precise as it is given. */
export function formatDate(date: string, locale: Locale): string {
  const [year, month, day] = date.split("-").map(Number);
  const options: Intl.DateTimeFormatOptions = {
    year: "numeric",
    ...(month !== undefined && { month: "long" }),
    ...(day !== undefined && { day: "numeric" }),
    timeZone: "UTC",
  };
  const at = new Date(0);
  at.setUTCFullYear(year, (month ?? 1) - 1, day ?? 1);
  const key = `${locale} ${Object.keys(options)}`;
  const format = dates.get(key) ?? new Intl.DateTimeFormat(languageTags[locale], options);
  dates.set(key, format);
  return format.format(at);
}

/** From here on an amount is written in words (7 billion, 70亿); below, every digit may matter. */
const wordsFrom = 1_000_000;

/** Amounts in one unit, which is named once: "7 billion, 13 billion parameters", "825 GB", "7 nm". */
export function formatAmounts(
  values: readonly number[],
  unit: string | undefined,
  ontology: Ontology,
  locale: Locale,
): string {
  const definition = unit === undefined ? undefined : ontology.units[unit];
  const shown = values.map((value) => {
    if (definition?.show === "bytes") return formatBytes(value, locale);
    if (definition?.show !== "compact" || value < wordsFrom) return formatCount(value, locale);
    const options = {
      notation: "compact",
      compactDisplay: "long",
      maximumSignificantDigits: 4,
      useGrouping: "always",
    } as const;
    return apart(numbers(locale, options).format(value));
  });
  const list = shown.join(listSeparators[locale]);
  return definition && definition.show !== "bytes" ? spaced(list, definition.label[locale]) : list;
}

/** With a blank between digits and Chinese characters, as Chinese is set: 1,750 亿. */
const apart = (text: string): string => text.replace(/(\d)(?=\p{Script=Han})/gu, "$1 ");

/** A number as short as the language has it, for the marks of a scale: 100bn, 1000 亿. */
export const formatScaleMark = (value: number, locale: Locale): string =>
  apart(numbers(locale, { notation: "compact", maximumSignificantDigits: 3 }).format(value));

/** A number of which only its size matters, in two figures: how many times as much. */
export const formatFactor = (value: number, locale: Locale): string =>
  numbers(locale, { maximumSignificantDigits: 2 }).format(value);

/** An amount as briefly as its field writes it, in one piece and without its unit: "7B", "70 亿", "32,768"; of data, "825 GB". */
export function formatShortAmount(
  value: number,
  unit: string | undefined,
  ontology: Ontology,
  locale: Locale,
): string {
  const show = unit === undefined ? undefined : ontology.units[unit]?.show;
  if (show === "bytes") return unbroken(formatBytes(value, locale));
  if (show !== "compact" || value < wordsFrom) return formatCount(value, locale);
  return unbroken(apart(shortAmounts[locale].format(value)));
}

const unbroken = (text: string): string => text.replaceAll(" ", "\u00A0");

const short = { notation: "compact", maximumSignificantDigits: 4, useGrouping: "always" } as const;
const shortAmounts: Readonly<Record<Locale, Intl.NumberFormat>> = {
  zh: new Intl.NumberFormat(languageTags.zh, short),
  // British usage would be "7bn", but nobody calls a model so.
  en: new Intl.NumberFormat("en-US", short),
};

/** Two parts with a blank between them, but none between two Chinese characters. */
const spaced = (before: string, after: string): string =>
  /\p{Script=Han}$/u.test(before) && /^\p{Script=Han}/u.test(after)
    ? `${before}${after}`
    : `${before} ${after}`;

/** The same in both languages. */
const byteUnits = ["B", "KB", "MB", "GB", "TB", "PB"];

/** An amount of data, in the unit that suits it. */
export function formatBytes(value: number, locale: Locale): string {
  // Rounded first, since that may carry it into the next unit: 999 999 bytes are shown as 1 MB.
  const thousands = Math.floor(Math.log10(Number(value.toPrecision(4))) / 3);
  const power = Math.max(0, Math.min(byteUnits.length - 1, thousands));
  const number = numbers(locale, { maximumSignificantDigits: 4 }).format(value / 1000 ** power);
  return `${number} ${byteUnits[power]}`;
}

/** The value of a fact as text; addresses and the parts of licences are left to whoever can show them better. */
export function formatValue(
  definition: FactDefinition,
  value: FactValue,
  ontology: Ontology,
  locale: Locale,
): string {
  const separator = listSeparators[locale];
  if (definition.type === "quantity" && typeof value === "object" && !Array.isArray(value)) {
    const amounts = Object.entries(value);
    const measures = definition.measures ?? {};
    return amounts
      .map(([name, amount]) => formatAmounts([amount], measures[name]?.unit, ontology, locale))
      .join(separator);
  }
  const items = (Array.isArray(value) ? value : [value]) as (string | number | LicenseUse)[];
  const amounts = items.filter((item) => typeof item === "number");
  if (amounts.length > 0) return formatAmounts(amounts, definition.unit, ontology, locale);
  return items
    .map((item) => {
      if (typeof item === "object") return ontology.licenses[item.id]?.label[locale] ?? item.id;
      return formatWord(definition, String(item), ontology, locale);
    })
    .join(separator);
}

function formatWord(definition: FactDefinition, value: string, ontology: Ontology, locale: Locale): string {
  const label = ontology.enumerations[definition.values ?? ""]?.[value]?.[locale];
  if (label !== undefined) return label;
  switch (definition.type) {
    case "date":
      return formatDate(value, locale);
    case "country":
      return formatCode("region", value, locale);
    case "language":
      return formatCode("language", value, locale);
    default:
      return value;
  }
}

/** The name of a country (ISO 3166) or a language (ISO 639); of anything else, what was given. */
export function formatCode(type: "region" | "language", code: string, locale: Locale): string {
  // Intl throws at whatever is not formed like a code.
  if (!(type === "region" ? /^[A-Z]{2}$/ : /^[a-z]{2,3}$/).test(code)) return code;
  const key = `${locale} ${type}`;
  const names = codes.get(key) ?? new Intl.DisplayNames(languageTags[locale], { type, fallback: "code" });
  codes.set(key, names);
  return names.of(code) ?? code;
}
