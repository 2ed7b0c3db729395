/** The words of the interface, by language. Labels of the data are the ontology's and the entities' own. */
import type { Locale } from "@/lib/graph/schema";
import { en } from "./en";
import { type Words, zh } from "./zh";

export { chooseLocale, isLocale, languageTags } from "./locale";
export type { Words };

export const words: Readonly<Record<Locale, Words>> = { zh, en };
