/** A question of a view in the reader's language, as a heading. */
import type { Graph } from "@/lib/graph/graph";
import type { Locale } from "@/lib/graph/schema";
import { askWords } from "@/lib/i18n/ask-words";
import { namedIn } from "./question-steps";
import type { Question } from "./view";

/** "What descends from LLaMA"; what is gone from the data is called by its id. */
export function questionTitle(question: Question, graph: Graph, locale: Locale): string {
  const { titles, quoted } = askWords[locale];
  const names = namedIn(question).map((id) => graph.names[graph.indexOf(id)]?.[locale] ?? id);
  const [first, second] = names;
  switch (question.as) {
    case "lineage":
      return titles[question.direction === "both" ? "lineage" : question.direction](first);
    case "impact":
      return titles.impact(first);
    case "terms":
      return titles.terms(first);
    case "paths":
      return titles.paths(first, second);
    case "compare":
      return titles.compare(listed(names.map(quoted), locale));
  }
}

/** "A, B and C". */
export function listed(names: readonly string[], locale: Locale): string {
  const comma = locale === "zh" ? "、" : ", ";
  return names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(comma)}${askWords[locale].and}${names[names.length - 1]}`;
}
