/** Numbers, amounts and dates with what says how they bound: "more than 100B parameters", "2022 to 2024", "2023年6月之前". */
import type { Ontology } from "@/lib/graph/ontology";
import { locales } from "@/lib/graph/schema";
import { parseAmount } from "@/lib/i18n/amounts";
import { enWords } from "./en-words";
import { zhWords } from "./zh-words";

/** What is asked of a number or a date; both ends included, as a filter has them. */
export type Quantity =
  | { readonly is: "date"; readonly from?: string; readonly to?: string }
  /** `unit` is a key of the ontology's units, where one is named. `span` is how wide the number alone may be meant. */
  | {
      readonly is: "amount";
      readonly from?: number;
      readonly to?: number;
      readonly unit?: string | undefined;
      /** Neither a unit, nor a bound, nor a factor: it may be anything. */
      readonly isBare: boolean;
      /** What it may be as written, up to half of its last digit: [6.5e9, 7.5e9] for 7B. */
      readonly rounded?: readonly [number, number];
    }
  | { readonly is: "section"; readonly number: string }
  | { readonly is: "steps"; readonly steps: number };

/** The longest quantity that begins at a place of the text, and where it ends; nothing where there is none. */
export type QuantityReader = (text: string, at: number) => { quantity: Quantity; end: number } | undefined;

const grammars = [enWords, zhWords];
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "\\s+");
/** Any of the words; English ones end where a word does. */
const anyOf = (words: readonly string[]): string =>
  words.length === 0
    ? "(?!)"
    : `(?:${[...words]
        .sort((a, b) => b.length - a.length)
        .map((word) => `${escaped(word)}${/[a-z]$/.test(word) ? "(?![a-z])" : ""}`)
        .join("|")})`;
const quantityWords = (key: keyof typeof enWords.quantity) => anyOf(grammars.flatMap((g) => g.quantity[key]));
const dateWords = (key: Exclude<keyof typeof enWords.date, "months" | "parts">) =>
  anyOf(grammars.flatMap((g) => g.date[key]));
const { months } = enWords.date;

const factor =
  "(?:\\s*(千亿|百亿|十亿|万亿|千万|百万|亿|万|千|(?:thousand|million|billion|trillion|bn|tn|[kmbt])(?![a-z])))?";
const number = `(\\d[\\d,]*(?:\\.\\d+)?)${factor}`;
const magnitude = "(?:(?:hundred[ -])?(?:million|billion|trillion))(?![a-z])";
/** A single character is as often part of a name: 百川, 千帆. */
const counted = `([零一二两三四五六七八九十百千万亿]+[十百千万亿]|${magnitude})`;
const join = `\\s*(?:${quantityWords("to")}|-|–|—|~|～)\\s*`;
const pad = "\\s*";

const monthNames = `(?:${months.map((name) => `${name}|${name.slice(0, 3)}\\.?`).join("|")})`;
const year = "(?:19|20)\\d\\d";
/** Halves and quarters, each with the month that it begins with and the one that it ends with. */
const partWords = grammars.flatMap(({ date: { parts } }) =>
  parts.map(([words, ...span]) => [anyOf(words), span] as const),
);
const part = partWords.map(([words]) => words).join("|");
/** A half, a quarter, a year, a month or a day. */
const date = [
  `${year}\\s*年?的?\\s*(?:${part})`,
  `(?:${part})\\s*(?:of\\s+|,\\s*)?${year}`,
  "(?:(?:19|20)\\d\\d)\\s*年\\s*\\d{1,2}\\s*月(?:\\s*\\d{1,2}\\s*[日号])?(?:份)?",
  "(?:19|20)\\d0(?:s|\\s*年代)",
  "(?:(?:19|20)\\d\\d)\\s*年(?:度|初|底|末)?",
  "(?:19|20)\\d\\d[-/.](?:0[1-9]|1[0-2])(?:[-/.](?:0[1-9]|[12]\\d|3[01]))?(?!\\d)",
  `${monthNames}\\s+(?:(?:\\d{1,2})(?:st|nd|rd|th)?,?\\s+)?(?:19|20)\\d\\d`,
  `\\d{1,2}\\s+${monthNames}\\s+(?:19|20)\\d\\d`,
  "(?:19|20)\\d\\d(?![\\d.]*\\d)(?!\\s*(?:[kmbt](?![a-z])|亿|万|千|billion|million|thousand|trillion))",
].join("|");

const formsOf = (unit: string): string[] =>
  [unit, unit.replace(/re$/, "er")].flatMap((one) => [one, `${one}s`]);

export function quantityReader(ontology: Ontology): QuantityReader {
  const units = Object.entries(ontology.units).flatMap(([unit, { label }]) =>
    locales.flatMap((locale) => {
      const text = label[locale].toLowerCase();
      // 80G is 80 GB, and a nanometre is written in two ways.
      return [text, text.replace(/s$/, ""), text.replace(/^([kmgt])b$/, "$1"), ...formsOf(unit)].map(
        (one) => [one, unit] as const,
      );
    }),
  );
  const unitOf = new Map(units);
  const unit = `(?:[-\\s]*[个项]?\\s*(${units
    .map(([text]) => text)
    .sort((a, b) => b.length - a.length)
    .map((text) => `${escaped(text)}${/[a-z]$/.test(text) ? "(?![a-z])" : ""}`)
    .join("|")}))?`;
  const readers = [...sectionReaders(), stepsReader(), ...dateReaders(), ...amountReaders(unit, unitOf)];
  return (text, at) => {
    const plain = widthless(text);
    // In the middle of a number or an English word nothing begins.
    if (
      /[\da-z]/.test(plain[at] ?? "") &&
      /[\da-z.]/.test(plain[at - 1] ?? "") &&
      /[\da-z]/.test(plain[at - 1] ?? "")
    )
      return undefined;
    let best: { quantity: Quantity; end: number } | undefined;
    for (const { pattern, read } of readers) {
      pattern.lastIndex = at;
      const match = pattern.exec(plain);
      if (!match || (best && best.end >= pattern.lastIndex)) continue;
      const end = pattern.lastIndex;
      const quantity = read(match);
      if (quantity) best = { quantity, end };
    }
    return best;
  };
}

const openEnded = (["orMore", "orLess"] as const).map(
  (key) => [key === "orMore" ? "from" : "to", new RegExp(`\\s*${quantityWords(key)}`, "y")] as const,
);

/** Which bound of a number is said behind what it counts, "80 GB of memory or more", and where that ends. */
export function boundAt(text: string, at: number): { bound: "from" | "to"; end: number } | undefined {
  const plain = widthless(text);
  for (const [bound, pattern] of openEnded) {
    pattern.lastIndex = at;
    if (pattern.test(plain)) return { bound, end: pattern.lastIndex };
  }
  return undefined;
}

/** Full-width letters and digits as plain ones, in lower case; nothing changes its place. */
function widthless(text: string): string {
  const plain = text.replace(/[！-～]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  return plain.replace(/[A-Z]/g, (char) => char.toLowerCase());
}

interface Reader {
  readonly pattern: RegExp;
  read(match: RegExpExecArray): Quantity | undefined;
}

const reader = (pattern: string, read: Reader["read"]): Reader => ({
  pattern: new RegExp(pattern, "y"),
  read,
});

function sectionReaders(): Reader[] {
  const dotted = "(\\d{1,2}(?:\\.\\d{1,2}){0,3})";
  const read = ([, digits]: RegExpExecArray): Quantity => ({ is: "section", number: digits });
  const chinese = "[一二三四五六七八九十]{1,3}";
  return grammars.flatMap(({ section: { before, after } }) => {
    if (after.length === 0) return [reader(`${anyOf(before)}\\s*${dotted}`, read)];
    return [
      reader(`(?:${anyOf(before)}\\s*)?${dotted}\\s*${anyOf(after)}`, read),
      reader(`${anyOf(before)}\\s*(${chinese})\\s*${anyOf(after)}`, ([, text]) => ({
        is: "section",
        number: String(chineseNumber(text)),
      })),
    ];
  });
}

function stepsReader(): Reader {
  const numbers = grammars.map((g) => g.numbers);
  const pattern = `(\\d{1,2}|${anyOf(numbers.flat())})\\s*${anyOf(grammars.flatMap((g) => g.steps))}(?:以内|之内|内)?`;
  const inWords = (text: string) => Math.max(...numbers.map((words) => words.indexOf(text))) + 1;
  return reader(pattern, ([, text]) => ({ is: "steps", steps: inWords(text) || Number(text) }));
}

function dateReaders(): Reader[] {
  const read =
    (bounds: (first: Span, last: Span) => { from?: string; to?: string }) =>
    ([, first, last]: RegExpExecArray): Quantity | undefined => {
      // "March to June 2023", 2023年3月到6月: the year is said once.
      const [other = ""] = new RegExp(year).exec(`${first}${last}`) ?? [];
      const [from, to] = [readDate(first, other), readDate(last ?? first, other)];
      return from && to && { is: "date", ...bounds(from, to) };
    };
  const d = `(${date})`;
  const within = "(?:\\s*(?:之间|间|期间))?";
  const since = read(([from]) => ({ from }));
  const after = read(([, last]) => ({ from: beside(last, 1) }));
  const until = read(([, to]) => ({ to }));
  const before = read(([first]) => ({ to: beside(first, -1) }));
  const span = read((a, b) => {
    const [[from], [, to]] = a[0] <= b[0] ? [a, b] : [b, a];
    return { from, to };
  });
  const opening = `(?:(?:${quantityWords("between")}|${dateWords("in")}|${dateWords("since")})\\s*)?`;
  return [
    reader(`${opening}${d}${join}${d}${within}`, span),
    reader(`${opening}(${year}\\s*年?)\\s*(?:or|或者?|、|,)\\s*(${year}(?!\\d)\\s*年?)`, span),
    reader(`${opening}(${monthNames}|${part})${join}${d}${within}`, span),
    reader(`${opening}${d}${join}(\\d{1,2}\\s*月(?:份)?)${within}`, span),
    reader(`${dateWords("since")}\\s*${d}(?:\\s*${dateWords("orLater")})?`, since),
    reader(`${opening}${d}\\s*(?:,\\s*)?${dateWords("orLater")}`, since),
    reader(`${dateWords("after")}\\s*${d}`, after),
    reader(`${opening}${d}\\s*${dateWords("afterwards")}`, after),
    reader(`${dateWords("until")}\\s*${d}`, until),
    reader(`${opening}${d}\\s*${dateWords("orEarlier")}`, until),
    reader(`${dateWords("before")}\\s*${d}`, before),
    reader(`${opening}${d}\\s*${dateWords("beforehand")}`, before),
    reader(`(?:${dateWords("in")}\\s*)?${d}`, span),
  ];
}

/** The first and the last of what a date covers, as precise as it is. */
type Span = readonly [string, string];

/**
 * YYYY, YYYY-MM or YYYY-MM-DD of a date as people write it, twice, or the two months of a half or a quarter; of the year
 * `other` where it has none. Nothing where there is no such month or day.
 */
function readDate(text: string, other = ""): Span | undefined {
  const [own = other] = new RegExp(year).exec(text) ?? [];
  if (/\d0s|\d0\s*年代/.test(text)) return [own, String(Number(own) + 9)];
  const rest = text.replace(own, " ");
  const [, span] = partWords.find(([words]) => new RegExp(words).test(rest)) ?? [];
  if (span) return [`${own}-${span[0]}`, `${own}-${span[1]}`];
  const one = readDay(own, rest);
  return one === undefined ? undefined : [one, one];
}

function readDay(year: string, rest: string): string | undefined {
  const name = months.findIndex((month) => new RegExp(`\\b${month.slice(0, 3)}`).test(rest));
  const numbers = [...rest.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  const [month, day] = name >= 0 ? [name + 1, numbers[0]] : numbers;
  if (month === undefined) return year;
  if (month < 1 || month > 12 || (day !== undefined && (day < 1 || day > 31))) return undefined;
  return [year, ...[month, ...(day === undefined ? [] : [day])].map((n) => String(n).padStart(2, "0"))].join(
    "-",
  );
}

/** The year, month or day after a date, or before it, as precise as the date itself. */
function beside(date: string, by: 1 | -1): string {
  const [year, month, day] = date.split("-").map(Number);
  if (month === undefined) return String(year + by);
  const at = new Date(
    Date.UTC(year, month - 1 + (day === undefined ? by : 0), day === undefined ? 1 : day + by),
  );
  return at.toISOString().slice(0, day === undefined ? 7 : 10);
}

function amountReaders(unit: string, unitOf: ReadonlyMap<string, string>): Reader[] {
  const n = `(?:${number}|(?:an?\\s+)?${counted})${unit}`;
  const about = `(?:${quantityWords("about")}\\s*)?`;
  const q = (key: "least" | "most" | "orMore" | "orLess" | "aboutAfter") => quantityWords(key);
  /** What the first number of a match is, which is its groups 1 to 4, or the second, 5 to 8. */
  const amount = (match: RegExpExecArray, group: number) => {
    const [digits, times, chinese, named] = match.slice(group, group + 4);
    const isOrder = chinese !== undefined && new RegExp(`^(?:[百千万亿十]+|${magnitude})$`).test(chinese);
    const value = chinese ? numberInWords(chinese) : parseAmount(`${digits}${times ?? ""}`);
    if (value === undefined) return undefined;
    const decimals = digits?.split(".")[1]?.length ?? 0;
    const factorOf = chinese ? value : (parseAmount(`1${times ?? ""}`) ?? 1);
    // 千亿, without a number, is an order of magnitude; so is "trillion-parameter".
    const rounded: [number, number] = chinese
      ? isOrder
        ? [value, value * 10 - 1]
        : [value, value]
      : times
        ? [value - (factorOf / 2) * 10 ** -decimals, value + (factorOf / 2) * 10 ** -decimals]
        : [value, value];
    return { value, rounded, unit: named && unitOf.get(named), hasFactor: Boolean(times || chinese), times };
  };
  const bounded =
    (end: "from" | "to"): Reader["read"] =>
    (match) => {
      const one = amount(match, 1);
      const late = match[5] ? unitOf.get(match[5]) : undefined;
      return (
        one && {
          is: "amount",
          [end]: one.value,
          unit: one.unit ?? late,
          isBare: !one.hasFactor && !(one.unit ?? late),
        }
      );
    };
  const span: Reader["read"] = (match) => {
    const last = amount(match, 5);
    const plainFirst = amount(match, 1);
    if (!last || !plainFirst) return undefined;
    // "10 to 70B" counts both in billions.
    const first =
      plainFirst.hasFactor || !last.times ? plainFirst.value : (parseAmount(`${match[1]}${last.times}`) ?? 0);
    const [from, to] = first <= last.value ? [first, last.value] : [last.value, first];
    const isBare = !last.hasFactor && !last.unit && !plainFirst.unit;
    return { is: "amount", from, to, unit: last.unit ?? plainFirst.unit, isBare };
  };
  const alone: Reader["read"] = (match) => {
    const one = amount(match, 1);
    if (!one) return undefined;
    const named = one.unit ?? (match[5] ? unitOf.get(match[5]) : undefined);
    return { is: "amount", unit: named, rounded: one.rounded, isBare: !one.hasFactor && !named };
  };
  const counter = "(?:\\s*级别?|[ -](?:scale|class|level))?";
  return [
    reader(`(?:${quantityWords("between")}${pad})?${n}${join}${n}(?:\\s*(?:之间|间))?`, span),
    reader(`${q("least")}${pad}${about}${n}`, bounded("from")),
    reader(`${q("most")}${pad}${about}${n}`, bounded("to")),
    reader(`${n}${pad}${q("orMore")}${unit}`, bounded("from")),
    reader(`${n}${pad}${q("orLess")}${unit}`, bounded("to")),
    reader(`${about}${n}${counter}(?:${pad}${q("aboutAfter")}(?!文))?${unit}`, alone),
  ];
}

const digits = "零一二三四五六七八九";
const tens: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const myriads: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

const numberInWords = (text: string): number | undefined =>
  /[a-z]/.test(text)
    ? parseAmount(text.replace(/^hundred[ -]/, "100").replace(/^(?=[a-z])/, "1"))
    : chineseNumber(text);

/** A number in Chinese characters: 七十, 一千亿, 万亿. */
export function chineseNumber(text: string): number {
  let [total, section, digit] = [0, 0, 0];
  for (const char of text.replaceAll("两", "二")) {
    if (digits.includes(char)) digit = digits.indexOf(char);
    else if (tens[char]) {
      section += (digit || 1) * tens[char];
      digit = 0;
    } else {
      const sum = section + digit;
      // 亿 counts all that is before it, 万 included: 万亿.
      if (char === "亿") total = (total + sum || 1) * myriads[char];
      else total += (sum || 1) * myriads[char];
      [section, digit] = [0, 0];
    }
  }
  return total + section + digit;
}
