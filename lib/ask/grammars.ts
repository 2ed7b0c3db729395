/** The grammar of each language that questions are asked in. */
import type { Locale } from "@/lib/graph/schema";
import { enWords } from "./en-words";
import { type AskGrammar, zhWords } from "./zh-words";

export const grammars: Readonly<Record<Locale, AskGrammar>> = { zh: zhWords, en: enWords };
