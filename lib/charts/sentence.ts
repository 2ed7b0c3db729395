/** What a chart says in words: its sentence with the facts filled in, and what it leaves out. */
import { placeholderPattern } from "@/lib/graph/chart-schema";
import type { Ontology } from "@/lib/graph/ontology";
import type { Locale } from "@/lib/graph/schema";
import { formatAmounts, formatCount, formatDate, formatFactor, formatShare } from "@/lib/i18n/format";
import { chartWords } from "@/lib/i18n/insights-words";
import { languageTags, listSeparators } from "@/lib/i18n/locale";
import type { Chart, Fact } from "./chart";

/** The sentence; nothing where the data lack one of the facts that it is made of. */
export function sentenceOf(chart: Chart, ontology: Ontology, locale: Locale): string | undefined {
  let isWhole = true;
  const sentence = chart.spec.sentence[locale].replaceAll(
    placeholderPattern,
    (_, name: string, one?: string, other?: string) => {
      const fact = chart.facts[name];
      if (fact === undefined) {
        isWhole = false;
        return "";
      }
      const text = factText(fact, ontology, locale);
      if (one === undefined || other === undefined) return text;
      const isOne = new Intl.PluralRules(languageTags[locale]).select(fact.value as number) === "one";
      return `${text} ${isOne ? one : other}`;
    },
  );
  return isWhole ? (locale === "zh" ? tidied(sentence) : sentence) : undefined;
}

const han = "[\\p{Script=Han}，。：；“”（）]";
const blankInHan = new RegExp(`(?<=${han}) (?=${han})`, "gu");
const [otherAfterHan, hanAfterOther] = [
  /(?<=\p{Script=Han})(?=[\p{Script=Latin}\d])/gu,
  /(?<=[\p{Script=Latin}\d%])(?=\p{Script=Han})/gu,
];

/** A Chinese sentence whose names have come from the data: a blank between scripts, none within Chinese. */
const tidied = (sentence: string): string =>
  sentence.replace(blankInHan, "").replace(otherAfterHan, " ").replace(hanAfterOther, " ");

function factText(fact: Fact, ontology: Ontology, locale: Locale): string {
  switch (fact.is) {
    case "count":
      return formatCount(fact.value, locale);
    case "year":
      return formatDate(String(fact.value), locale);
    case "share":
      return formatShare(fact.value, locale);
    case "factor":
      return formatFactor(fact.value, locale);
    case "amount":
      return formatAmounts([fact.value], fact.unit, ontology, locale);
    case "text":
      return fact.value;
  }
}

/** How many there are, and how many of them are in no mark, and why. */
export function leftOutText({ total, leftOut }: Chart, locale: Locale): string {
  const w = chartWords[locale];
  const all = formatCount(total, locale);
  const parts = leftOut
    .filter(({ count }) => count > 0)
    .map(({ reason, count, of }) => w.leftOut[reason](formatCount(count, locale), of));
  return parts.length > 0 ? w.leftOutText(parts.join(listSeparators[locale]), all) : w.allIn(all);
}

/** All that has to be known to read it rightly. */
export function notesOf(chart: Chart, locale: Locale): string[] {
  return [
    leftOutText(chart, locale),
    ...(chart.form === "matrix" ? [chartWords[locale].overlap] : []),
    ...(chart.spec.note ? [chart.spec.note[locale]] : []),
  ];
}
