/** What the values of an attribute are: numbers, dates, one of few words. */
import { isCode, isDate, isWebAddress } from "@/lib/graph/fact-faults";
import type { FactDefinition } from "@/lib/graph/ontology";
import type { FactValue, Text } from "@/lib/graph/schema";
import type { Value } from "./exchange";

export interface Column {
  readonly definition: Omit<FactDefinition, "label" | "values">;
  /** Of an enum, its values in the order of their keys. */
  readonly values?: Readonly<Record<string, Text>>;
  /** The value as a fact; nothing where it says nothing. */
  readonly read: (value: Value) => FactValue | undefined;
}

/** So many different words are a choice; more are texts. */
const mostChoices = 60;
const longestChoice = 60;

/** Names of attributes whose four digits are a year. */
const datedName =
  /(^|[^a-z])(years?|dates?|founded|established|born|birth|died|death|released?|created|published|publication|since|until|start|end|introduced|issued)([^a-z]|$)|年|日期|时间/i;
const countryName = /(^|[^a-z])(countr(y|ies)|nations?|nationality|jurisdiction)([^a-z]|$)|国家|国籍/i;
const languageName = /(^|[^a-z])(lang|languages?)([^a-z]|$)|语言|语种/i;
/** Numbers under these names only tell groups apart. */
const groupName =
  /(^|[^a-z])(groups?|class|clusters?|community|communities|category|partition|module)([^a-z]|$)|组|类|社区/i;

const isAbsent = (value: Value): boolean =>
  typeof value === "string" && (value.trim() === "" || value.trim() === "?");
/** What programs write for no number. */
const isNoNumber = (value: Value): boolean =>
  typeof value === "string" && /^(nan|null|none|n\/?a|nil|-)$/i.test(value.trim());

/**
 * @param name of the attribute, which tells years and countries from other numbers and words
 * @param values of all that have the attribute
 * @param isExact values are facts already and stay exactly as they are
 */
export function inferColumn(name: string, values: readonly Value[], isExact = false): Column {
  const present = values.filter((value) => isExact || !isAbsent(value));
  const isList = present.some(Array.isArray) && (!isExact || present.every(Array.isArray));
  const items = isList ? present.flatMap((value) => (Array.isArray(value) ? value : [value])) : present;
  const words = spaced(name);
  const { definition, values: choices, read } = inferItems(words, items, isExact);
  if (!isList) {
    const whole = isExact ? (value: Value) => value as FactValue : read;
    return {
      definition,
      ...(choices && { values: choices }),
      read: (value) => (isAbsent(value) && !isExact ? undefined : whole(value)),
    };
  }
  return {
    definition: { ...definition, list: true },
    ...(choices && { values: choices }),
    read: isExact ? (value) => value as FactValue : (value) => readList(value, read),
  };
}

function readList(value: Value, read: Column["read"]): FactValue | undefined {
  const found = new Set<string | number>();
  for (const item of Array.isArray(value) ? (value as readonly Value[]) : [value]) {
    const one = isAbsent(item) ? undefined : read(item);
    if (typeof one === "string" || typeof one === "number") found.add(one);
  }
  return found.size > 0 ? [...found] : undefined;
}

/** Camel case parted, so that "birthYear" holds the word "year". */
const spaced = (name: string): string => name.replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2");

function inferItems(name: string, items: readonly Value[], isExact: boolean): Column {
  if (items.length === 0) return asText;
  if (isExact && !items.every((item) => typeof item === "string"))
    return exactOnly(items) ?? asNumbers(name, items, isExact) ?? asText;
  return (
    (isExact ? undefined : (asBooleans(items) ?? asNumbers(name, items, isExact))) ??
    asDates(name, items) ??
    asCodes(name, items) ??
    asAddresses(items) ??
    asChoices(name, items) ??
    asText
  );
}

/** What only our own files have: numbers by measure, and licences. The caller has the units and licences. */
function exactOnly(items: readonly Value[]): Column | undefined {
  const isRecord = (item: Value) => typeof item === "object" && !Array.isArray(item);
  if (!items.every(isRecord)) return undefined;
  const read: Column["read"] = (value) => value as FactValue;
  const isLicense = items.every((item) => typeof (item as { id?: Value }).id === "string");
  return {
    definition: { type: isLicense ? "license" : "quantity", ...(isLicense && { facet: true }) },
    read,
  };
}

const asText: Column = {
  definition: { type: "text" },
  read: (value) => {
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    return text.trim() ? text : undefined;
  },
};

function asBooleans(items: readonly Value[]): Column | undefined {
  const truth = (value: Value) =>
    typeof value === "boolean"
      ? value
      : typeof value === "string" && /^(true|false)$/i.test(value.trim())
        ? value.trim().toLowerCase() === "true"
        : undefined;
  if (!items.every((item) => truth(item) !== undefined)) return undefined;
  return {
    definition: { type: "enum", facet: true },
    values: { yes: { en: "yes", zh: "是" }, no: { en: "no", zh: "否" } },
    read: (value) => (truth(value) ? "yes" : "no"),
  };
}

function asNumbers(name: string, items: readonly Value[], isExact: boolean): Column | undefined {
  const numberOf = (value: Value) => {
    if (typeof value === "number") return value;
    if (isExact || typeof value !== "string") return undefined;
    // Zeros in front belong to codes, not to numbers.
    return /^[+-]?(0|[1-9]\d{0,14})(\.\d{1,15})?(e[+-]?\d{1,2})?$/i.test(value.trim())
      ? Number(value)
      : undefined;
  };
  let [least, most, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  const found = new Set<number>();
  let isWhole = true;
  for (const item of items) {
    const number = numberOf(item);
    if (number === undefined && !isExact && isNoNumber(item)) continue;
    if (number === undefined || !Number.isFinite(number)) return undefined;
    least = Math.min(least, number);
    most = Math.max(most, number);
    isWhole &&= Number.isInteger(number);
    if (found.size <= mostChoices) found.add(number);
    count++;
  }
  if (count === 0) return undefined;
  if (!isExact && isWhole && least >= 1000 && most <= 2999 && datedName.test(name))
    return { definition: { type: "date", facet: true }, read: (value) => numberOf(value)?.toString() };
  if (!isExact && isWhole && groupName.test(name) && found.size <= mostChoices) return undefined;
  // A range that readers can ask for has no sign and no exponent.
  const isRange = least >= 0 && most < 1e21;
  return { definition: { type: "number", ...(isRange && { facet: true }) }, read: numberOf };
}

const moment = /^\d{4}-\d{2}-\d{2}(?=[T ]\d{2}:\d{2})/;

function asDates(name: string, items: readonly Value[]): Column | undefined {
  const dateOf = (value: Value) => {
    if (typeof value !== "string" && typeof value !== "number") return undefined;
    const text = String(value).trim();
    const date = moment.exec(text)?.[0] ?? text;
    return isDate(date) ? date : undefined;
  };
  const isYear = (date: string) => date.length === 4;
  let isDated = datedName.test(name);
  for (const item of items) {
    const date = dateOf(item);
    if (date === undefined && isNoNumber(item)) continue;
    if (date === undefined) return undefined;
    isDated ||= !isYear(date);
  }
  return isDated ? { definition: { type: "date", facet: true }, read: dateOf } : undefined;
}

/** Countries and languages by their codes, where the attribute is called so. */
function asCodes(name: string, items: readonly Value[]): Column | undefined {
  for (const [type, of, isNamed] of [
    ["country", "region", countryName],
    ["language", "language", languageName],
  ] as const) {
    const known = new Map<Value, boolean>();
    const hasCode = (value: Value) => {
      const before = known.get(value);
      if (before !== undefined) return before;
      const is = typeof value === "string" && isCode(of, value);
      known.set(value, is);
      return is;
    };
    if (isNamed.test(name) && items.every(hasCode))
      return {
        definition: { type, facet: true },
        read: (value) => (hasCode(value) ? String(value) : undefined),
      };
  }
  return undefined;
}

function asAddresses(items: readonly Value[]): Column | undefined {
  const isAddress = (value: Value) => typeof value === "string" && isWebAddress(value);
  return items.every(isAddress) ? { definition: { type: "url" }, read: (value) => String(value) } : undefined;
}

function asChoices(name: string, items: readonly Value[]): Column | undefined {
  const counts = new Map<string, number>();
  for (const item of items) {
    if (typeof item === "object") return undefined;
    const text = String(item);
    if (
      text.length > longestChoice ||
      text === "__proto__" ||
      text === "?" ||
      /\p{Cc}/u.test(text) ||
      text.trim() !== text ||
      !text
    )
      return undefined;
    counts.set(text, (counts.get(text) ?? 0) + 1);
    if (counts.size > mostChoices) return undefined;
  }
  // Words that hardly ever come twice are no choice.
  if (counts.size * 2 > items.length && !groupName.test(name)) return undefined;
  const choices = [...counts.keys()].sort();
  return {
    definition: { type: "enum", facet: true },
    values: Object.fromEntries(choices.map((text) => [text, { en: text, zh: text }])),
    read: (value) => (typeof value === "object" ? undefined : String(value)),
  };
}
