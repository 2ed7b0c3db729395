/** What stands above a picture: what its view is about, and how much it shows, in the reader's language. */
import { isEmptyFilter } from "@/lib/graph/filter-value";
import { degreeOf } from "@/lib/graph/graph";
import type { Locale } from "@/lib/graph/schema";
import { arrangeWords } from "@/lib/i18n/arrange-words";
import { conditionText } from "@/lib/i18n/filter-text";
import { formatCount, formatDate } from "@/lib/i18n/format";
import { pictureWords } from "@/lib/i18n/picture-words";
import { timeWords } from "@/lib/i18n/time-words";
import { groupingOf } from "@/lib/view/grouping";
import { questionTitle } from "@/lib/view/question-title";
import { graphNameIn, untitled } from "./untitled";
import type { GraphData, ViewScene } from "./view-scene";

export interface Caption {
  readonly title: string;
  /** Short parts, the most telling first. */
  readonly details: readonly string[];
}

/** Most parts of a title that is made of what a view asks for; the others are details. */
const inTitle = 2;

/** @param given a title that the view has already; without one it is made of what the view asks for */
export function captionOf(
  data: GraphData,
  shown: ViewScene,
  locale: Locale,
  given: string | undefined,
): Caption {
  const w = pictureWords[locale];
  const topics = topicsOf(data, shown, locale);
  // Kinds that are taken out are no title as long as there is anything else to tell.
  const kinds = kindsOf(data, shown, locale);
  const own = topics.length > 0 ? topics.slice(0, inTitle) : kinds;
  const title = given ?? (own.join(w.and) || untitled(data.graph, shown.view, locale));
  const told = given === undefined ? own : [given];
  const rest = [...topics, ...kinds].filter((topic) => !told.includes(topic));
  const name = graphNameIn(data.graph, locale);
  const of = name === undefined || name === title ? [] : [name];
  return { title, details: [...of, ...rest, ...countsOf(shown, locale)] };
}

function kindsOf(
  { graph, table, sections }: GraphData,
  { filtering, filtered }: ViewScene,
  locale: Locale,
): string[] {
  const speech = { graph, table, locale, sections: sections[locale] };
  const conditions = filtered.conditions.filter(({ about }) => about.type === "kinds");
  return conditions.map(({ about }) => capitalised(conditionText(about, filtering, speech)));
}

/** What a view is about, the most telling first. */
function topicsOf(data: GraphData, { view, filtering, filtered }: ViewScene, locale: Locale): string[] {
  const { graph, table, sections } = data;
  const w = pictureWords[locale];
  const name = (id: string) => graph.names[graph.indexOf(id)]?.[locale];
  const speech = { graph, table, locale, sections: sections[locale] };
  const topics: (string | undefined)[] = [view.question && questionTitle(view.question, graph, locale)];
  const { selection, also, expansions, layout, time } = view;
  if (typeof selection === "object") topics.push(`${name(selection.from)} → ${name(selection.to)}`);
  const named = [...(typeof selection === "string" ? [selection] : []), ...also];
  const ids = [...new Set([...named, ...expansions.map(({ id }) => id)])];
  const [first] = ids.flatMap((id) => name(id) ?? []);
  if (first !== undefined)
    topics.push(ids.length > 1 ? w.more(first, formatCount(ids.length - 1, locale)) : first);
  for (const { about } of filtered.conditions) {
    const text = conditionText(about, filtering, speech);
    // Conditions are told as parts of a sentence; scopes have names, which are written as they are.
    if (about.type !== "answer" && about.type !== "kinds")
      topics.push(about.type === "scope" ? text : capitalised(text));
  }
  if (layout.as === "groups") {
    const grouping = groupingOf({ graph, table, sections: sections[locale] }, layout.by ?? "kind");
    topics.push(grouping && arrangeWords[locale].groupsBy(grouping.label[locale]));
  } else if (layout.as !== "atlas" && !view.question) topics.push(arrangeWords[locale].layouts[layout.as]);
  if (time) topics.push(timeWords[locale].period(formatDate(time.from, locale), formatDate(time.to, locale)));
  return topics.filter((topic) => topic !== undefined && topic !== "") as string[];
}

/**
 * Of a single selected entity, its kind and relations; else how many entities are in focus, or are shown at all, and
 * relations between them.
 */
function countsOf({ view, scene: { graph, hidden, explored, focus } }: ViewScene, locale: Locale): string[] {
  const w = pictureWords[locale];
  const { size, from, to, type } = graph.relations;
  const { selection, also, filter, question, expansions, notes } = view;
  const noted = notes.length > 0 ? [w.notes(formatCount(notes.length, locale))] : [];
  const isAlone = also.length + expansions.length === 0 && !question && isEmptyFilter(filter);
  if (typeof selection === "string" && isAlone && focus?.entity !== undefined)
    return [
      capitalised(graph.ontology.kinds[graph.kinds[graph.kind[focus.entity]]].label[locale]),
      w.relations(formatCount(degreeOf(graph, focus.entity), locale)),
      ...noted,
    ];
  const shown = focus?.members ?? Array.from(hidden, (_, node) => node).filter((node) => !hidden[node]);
  const entities = shown.reduce((count, node) => count + Math.max(1, explored?.held?.[node] ?? 0), 0);
  let relations = focus?.relations.length ?? 0;
  for (let r = 0; !focus && r < size; r++) {
    const isDrawn = !explored?.answered || explored.answered[r] === 1;
    if (isDrawn && !hidden[from[r]] && !hidden[to[r]] && !explored?.off[type[r]]) relations++;
  }
  const isFolded = explored?.held?.some((held) => held > 0);
  const { part } = graph;
  if (part && !focus && !explored?.answered && !explored?.isPlaced)
    // Relations are told of what is drawn, and most are not.
    return [
      w.mostImportant(formatCount(entities, locale), formatCount(Math.max(part.total, entities), locale)),
      ...noted,
    ];
  return [
    w.entities(formatCount(entities, locale)),
    // Of closed groups, one line stands for many.
    ...(relations > 0 && !isFolded ? [w.relations(formatCount(relations, locale))] : []),
    ...noted,
  ];
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
