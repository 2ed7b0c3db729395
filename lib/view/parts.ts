/** What a view needs of a map that is too large to be here as a whole, and what comes of the part that is. */
import type { Filtered, Filtering } from "@/lib/graph/filter";
import type { FilterCounts } from "@/lib/graph/filter-counts";
import { context, isEmptyFilter, member, out } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import type { MapPart } from "@/lib/graph/map-part";
import type { EntityId } from "@/lib/graph/schema";
import { isGroupId, selectedOf } from "./explore-steps";
import { formatFilter } from "./filter-text";
import { namedIn } from "./question-steps";
import type { View } from "./view";

/** The filter of a view as parameters of an address. What a question leaves out is not asked of the server, so it has none. */
export function filterAsked({
  filter,
  hiddenKinds,
  question,
}: Pick<View, "filter" | "hiddenKinds" | "question">): string {
  if (question) return "";
  const parts = [
    ...(hiddenKinds.length > 0 ? [["hide", hiddenKinds.join(",")]] : []),
    ...formatFilter(filter),
  ];
  return new URLSearchParams(parts).toString();
}

/** Entities that the view cannot do without, wherever they stand; those whose neighbours it speaks of as well first. */
export function namesOf(view: View): EntityId[] {
  const { selection, question, expansions, layout, filter, notes } = view;
  const ends = typeof selection === "object" ? [selection.from, selection.to] : [];
  const noted = notes.flatMap(({ at }) => (typeof at === "string" ? [at] : []));
  const all = [
    ...selectedOf(view).slice(0, 1),
    ...(question ? namedIn(question) : []),
    ...expansions.toReversed().map(({ id }) => id),
    ...ends,
    ...selectedOf(view),
    ...(layout.centre ? [layout.centre] : []),
    ...filter.scopes,
    ...(filter.near ? [filter.near.id] : []),
    ...filter.links.flatMap(({ ids }) => ids),
    ...filter.shown,
    ...noted,
  ];
  return [...new Set(all)].filter((id) => !isGroupId(id));
}

/** Of these names, those whose neighbours the view speaks of. */
export function centresOf({ selection, question, expansions }: View): EntityId[] {
  const of = [
    ...(typeof selection === "string" && !isGroupId(selection) ? [selection] : []),
    ...(question?.as === "compare" ? question.of : []),
    ...expansions.toReversed().map(({ id }) => id),
  ];
  return [...new Set(of)];
}

/**
 * What a filter leaves, where the server has been asked about the part: that knows what leads out of it. Reasons are those
 * that can be seen here.
 */
export function filterPart(
  graph: Graph,
  here: Filtered,
  { filter, hiddenKinds, answer }: Filtering,
): Filtered {
  const { part } = graph;
  if (!part || answer) return here;
  if (!isAskedOf(part, { filter, hiddenKinds }))
    return isEmptyFilter(filter) ? here : { ...here, standing: untilAnswered(graph, here, hiddenKinds) };
  const { counts, standing = here.standing } = part;
  return {
    ...here,
    standing,
    members: counts?.members ?? here.members,
    context: counts?.context ?? here.context,
  };
}

/**
 * What is drawn while the server works out what a filter leaves: next to nothing of that may be here, and a map that is empty
 * for so long would say that there is nothing. So what was shown before stands back behind what meets the filter already.
 */
function untilAnswered(
  { ids, kinds, kind, part }: Graph,
  here: Filtered,
  hiddenKinds: readonly string[],
): Uint8Array {
  const hidden = kinds.map((one) => hiddenKinds.includes(one));
  return Uint8Array.from(ids, (_, i) => {
    if (here.standing[i] !== out || hidden[kind[i]]) return here.standing[i];
    return (part?.standing?.[i] ?? member) === out ? out : context;
  });
}

/** Whether it is known of all there is what a filter leaves, and not of a part of the map alone. */
export const isCounted = ({ part }: Graph, filtering: Filtering): boolean =>
  !part || filtering.answer !== undefined || (part.counts !== undefined && isAskedOf(part, filtering));

const isAskedOf = (
  part: MapPart,
  { filter, hiddenKinds }: Pick<Filtering, "filter" | "hiddenKinds">,
): boolean => part.filter === filterAsked({ filter, hiddenKinds: [...hiddenKinds] });

/** What a filter leaves of the whole map by kind, scope and value; nothing where the part is all that is known. */
export function countsOfPart({ part, indexOf }: Graph): FilterCounts | undefined {
  if (!part?.counts) return undefined;
  const { kinds, scopes, facets } = part.counts;
  const here = [...scopes].map(([id, count]): [number, number] => [indexOf(id), count]);
  return { kinds, facets, scopes: new Map(here.filter(([entity]) => entity >= 0)) };
}
