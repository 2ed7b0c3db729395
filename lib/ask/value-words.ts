/** How the values of facets are called in questions. */
import type { FacetDefinition } from "@/lib/graph/facet-table";
import type { Ontology } from "@/lib/graph/ontology";
import type { Locale } from "@/lib/graph/schema";
import { filterWords } from "@/lib/i18n/filter-words";
import { formatCode } from "@/lib/i18n/format";
import { grammars } from "./grammars";
import type { ValueSense } from "./lexicon";
import { countryWords, languageWords, regionWords } from "./places";
import type { AskGrammar } from "./zh-words";

/** What a licence's name goes on with, behind what it is called in short. */
const licenseWords: Readonly<Record<Locale, RegExp>> = { zh: /\s*(?:许可|协议)/, en: /\s*Licen[cs]e\b/i };

/** Whether a name of more than that ends with what entities of a kind are called. */
export const isNounOf = ({ kinds }: Ontology, kind: string, text: string, locale: Locale): boolean =>
  [kinds[kind].label[locale], kinds[kind].plural[locale].toLowerCase()].some(
    (noun) => text.endsWith(locale === "en" ? ` ${noun}` : noun) && text.length > noun.length,
  );

/** How a value is called in a language, and as what. */
export function wordsOf(
  { fact, builtIn }: FacetDefinition,
  value: string,
  ontology: Ontology,
  locale: Locale,
): [string, ValueSense["as"]][] {
  const named = (texts: readonly string[]) => texts.map((text): [string, ValueSense["as"]] => [text, "name"]);
  const grammar = grammars[locale];
  switch (builtIn) {
    case "commercial_use":
      return named(grammar.commercial[value as keyof AskGrammar["commercial"]] ?? []);
    case "named":
      return value === "yes" ? named(grammar.named) : [];
    case "sourcing":
      return named([filterWords[locale].sourcing[value] ?? value]);
    case "section":
      return [];
  }
  switch (fact?.type) {
    case "enum": {
      const entry = ontology.enumerations[fact.values ?? ""]?.[value];
      return entry ? named([entry[locale], ...(entry.also?.[locale] ?? [])]) : [];
    }
    case "country": {
      const label =
        ontology.enumerations[fact.values ?? ""]?.[value]?.[locale] ?? formatCode("region", value, locale);
      const regions = fact.values
        ? []
        : regionWords[locale]
            .filter(([, codes]) => codes.split(" ").includes(value))
            .flatMap(([names]) => names);
      return named([label, ...(countryWords[locale][value] ?? []), ...regions]);
    }
    case "language":
      return named([formatCode("language", value, locale), ...(languageWords[locale][value] ?? [])]);
    case "license": {
      const { label, spdx } = ontology.licenses[value] ?? {};
      const code = spdx ?? value;
      // "Apache" of Apache License 2.0, "CC BY" of CC-BY-4.0.
      const inShort = [
        label?.[locale].split(licenseWords[locale])[0],
        code.replace(/-\d[\d.]*(?:-.*)?$/, ""),
      ];
      return [
        ...named([label?.[locale] ?? value]),
        [code, "code"],
        ...inShort.flatMap((text): [string, "short"][] => (text?.trim() ? [[text.trim(), "short"]] : [])),
      ];
    }
    case "text":
      return named([value]);
    default:
      return [];
  }
}
