/** A title for a view that has none yet: what it asks, else what it is narrowed down to, else what it points at. */
import type { Filtration } from "@/app/[locale]/_explorer/filtration";
import type { Graph } from "@/lib/graph/graph";
import type { Locale } from "@/lib/graph/schema";
import { arrangeWords } from "@/lib/i18n/arrange-words";
import { conditionText } from "@/lib/i18n/filter-text";
import { pictureWords } from "@/lib/i18n/picture-words";
import { cutTo } from "@/lib/view/plain-text";
import { listed, questionTitle } from "@/lib/view/question-title";
import type { View } from "@/lib/view/view";

/** Most things that it names, and most conditions: as many as head a picture without a title. */
const [most, mostConditions] = [3, 2];

/** Empty for the whole atlas. */
export function suggestedTitle(
  view: View,
  graph: Graph,
  filtration: Filtration | undefined,
  locale: Locale,
  length: number,
): string {
  const name = (id: string) => graph.names[graph.indexOf(id)]?.[locale];
  const names = (ids: readonly string[]) => ids.flatMap((id) => name(id) ?? []).slice(0, most);
  const conditions = (...types: readonly string[]) =>
    capital(
      (filtration?.isActive === true ? filtration.filtered.conditions : [])
        .filter(({ about }) => types.includes(about.type))
        .slice(0, mostConditions)
        .flatMap(({ about }) =>
          filtration ? conditionText(about, filtration.filtering, filtration.speech) : [],
        )
        .join(pictureWords[locale].and),
    );
  const { selection } = view;
  const pointedAt =
    typeof selection === "string" ? [selection] : selection ? [selection.from, selection.to] : [];
  const title = view.question
    ? questionTitle(view.question, graph, locale)
    : conditions("scope", "near", "link", "list", "values", "range") ||
      listed(names(view.expansions.map(({ id }) => id)), locale) ||
      listed(names([...pointedAt, ...view.also]), locale) ||
      conditions("kinds") ||
      (view.layout.as === "atlas" ? "" : arrangeWords[locale].layouts[view.layout.as]);
  return cutTo(title, length);
}

/** As a heading begins. */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
