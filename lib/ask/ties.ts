/** What entities say of a noun where no relation is named with them. */
import { filterGraph } from "@/lib/graph/filter";
import { filterLimits, member } from "@/lib/graph/filter-value";
import { linkedTo } from "@/lib/graph/links";
import { addLink, addValue, filterOf } from "./draft";
import { grammars } from "./grammars";
import { entitiesIn, kindsIn, relationsIn, wordsIn } from "./items";
import type { Group, Reading } from "./reading";
import { tokensOf } from "./tokens";
import { facetWith, isScope, kindOf, type Way, waysBetween } from "./ways";

function setNear(reading: Reading, about: number, depth = 1): void {
  const all = entitiesIn(reading.items[about]);
  const { graph, sought, items } = reading;
  const told =
    sought.kinds.length > 0
      ? sought.kinds
      : items.flatMap((item) => [
          ...kindsIn(item),
          ...item.senses.flatMap((sense) =>
            sense.is === "facet" ? (reading.definition(sense.facet)?.kinds ?? []) : [],
          ),
        ]);
  const entity = all.find((one) => told.includes(kindOf(graph, one))) ?? all[0];
  reading.sought.draft.near = {
    id: reading.graph.ids[entity],
    depth: Math.min(filterLimits.depth, depth),
    direction: "any",
    types: [],
  };
  reading.roles[about] = { is: "entity", entity };
}

/** Entities that no relation is named with: what the ontology allows between them and what is sought. */
export function readEntities(
  reading: Reading,
  group: Group,
  kinds: readonly string[],
  own: readonly number[],
): void {
  const { draft } = group;
  const left: number[] = [];
  let [isRefused, last] = [false, -2];
  for (const i of own) {
    const entities = entitiesIn(reading.items[i]);
    isRefused = reading.isRefused(i) || (isRefused && reading.isJoined(last, i));
    last = i;
    const scope = entities.find((one) => isScope(reading.graph, one));
    // The "industry" of "the legal industry" is no other one.
    const isNoun =
      scope !== undefined &&
      entitiesIn(reading.items[i - 1] ?? reading.items[i]).some((one) => isScope(reading.graph, one));
    if (
      isNoun &&
      i > 0 &&
      reading.text[reading.items[i - 1].end] === " " &&
      reading.items[i].start - reading.items[i - 1].end === 1
    ) {
      reading.roles[i] = { is: "noise" };
      continue;
    }
    if (scope !== undefined && !isRefused) {
      draft.scopes.add(reading.graph.ids[scope]);
      reading.roles[i] = { is: "entity", entity: scope };
      continue;
    }
    // Of two by one name, the one that the preposition goes with: "on Hugging Face" is on the platform.
    const isPlaced = (one: number) =>
      waysBeside(reading, i, waysBetween(reading.graph, kinds, [kindOf(reading.graph, one)])).length > 0;
    const placed =
      entities.length > 1 ? entities.toSorted((a, b) => Number(isPlaced(b)) - Number(isPlaced(a))) : entities;
    const entity = placed.find((one) => tie(reading, group, kinds, i, one, isRefused));
    if (entity === undefined) left.push(i);
    else reading.roles[i] = { is: "entity", entity };
  }
  const isAll = reading.items.some((item) => wordsIn(item).includes("both"));
  if (isAll && draft.scopes.size > 1) draft.combine = "all";
  const open = left.filter((i) => !reading.isRefused(i));
  if (open.length === 0 || draft.near) return;
  // Beside what is tied to another entity, what is round this one would be too much to say.
  if (group.kinds.length === 0 && draft.links.size > 0) return;
  if (open.length === 1 || group.kinds.length > 0) {
    if (group === reading.sought && !reading.question) setNear(reading, open[0]);
  } else if (!reading.question) {
    draft.list = open.map((i) => reading.graph.ids[entitiesIn(reading.items[i])[0]]);
    for (const i of open) reading.roles[i] = { is: "entity", entity: entitiesIn(reading.items[i])[0] };
  }
}

/**
 * Ties kinds to an entity by the facet that says so, else by the only relation that can be between them, that is named
 * elsewhere, or that there is between the entity and what is sought.
 */
function tie(
  reading: Reading,
  group: Group,
  kinds: readonly string[],
  at: number,
  entity: number,
  isRefused: boolean,
): boolean {
  if (kinds.length === 0) return false;
  const { draft } = group;
  const { ontology, ids } = reading.graph;
  const of = [kindOf(reading.graph, entity)];
  for (const { path } of Object.values(ontology.derived_facets)) {
    const facet = Object.hasOwn(ontology.relations, path)
      ? facetWith(reading.graph, reading.lexicon.speech.table, path, kinds, [ids[entity]])
      : undefined;
    if (!facet) continue;
    addValue(draft, facet, ids[entity], isRefused);
    return true;
  }
  const ways = waysBetween(reading.graph, kinds, of);
  const named = ways.length > 1 ? ways.filter(({ type }) => isSaid(reading, type)) : ways;
  // "The MMLU benchmark" is no benchmark that has to do with it.
  const isItself = group.kinds.length === 0 && kinds.includes(of[0]) && named.length !== 1;
  if (named.length > 1 || isRefused || isItself) return false;
  const said = named.length > 0 ? named : waysBeside(reading, at, ways);
  // Between two of a kind there is more than one thing to tell of.
  const isAlike = group.kinds.includes(of[0]);
  const isSorted = named.length === 0 && draft.values.size > 0 && !isAlike;
  const way =
    said.length === 1 && !isSorted
      ? said[0]
      : isAlike
        ? undefined
        : wayTaken(reading, group, kinds, said, ways, entity);
  if (!way) return false;
  addLink(draft, way.type, way.direction, [ids[entity]]);
  return true;
}

/** The ways whose reading ends with the preposition beside an entity: "models on Bedrock" are offered there. */
function waysBeside({ items, text, graph }: Reading, at: number, ways: readonly Way[]): Way[] {
  const { start, end } = items[at];
  const [before, behind] = [text.slice(0, start).replace(/\bthe\s*$/i, ""), text.slice(end).trimStart()];
  const [en, zh] = [grammars.en.prepositions, grammars.zh.prepositions];
  const isBeside = (preposition: string) =>
    (en[preposition] ?? []).some((word) => before.toLowerCase().trimEnd().endsWith(` ${word}`)) ||
    (zh[preposition] ?? []).some((word) => behind.startsWith(word));
  return ways.filter(({ type, direction }) => {
    const { label, also, inverse, inverse_also: back } = graph.ontology.relations[type];
    const readings =
      direction === "out" ? [label.en, ...(also?.en ?? [])] : [inverse.en, ...(back?.en ?? [])];
    return readings.some((reading) => isBeside(reading.slice(reading.lastIndexOf(" ") + 1)));
  });
}

/**
 * The way by which an entity is tied to the most that what is said so far leaves: what goes with the preposition, unless
 * another does far more often, as benchmarks "for" a model are not what it was trained on.
 */
function wayTaken(
  { graph, lexicon }: Reading,
  { draft }: Group,
  kinds: readonly string[],
  said: readonly Way[],
  ways: readonly Way[],
  entity: number,
): Way | undefined {
  const hiddenKinds = graph.kinds.filter((kind) => !kinds.includes(kind));
  const { standing } = filterGraph(graph, lexicon.speech.table, { filter: filterOf(draft), hiddenKinds });
  const counted = ways.map((way) => {
    const tied = linkedTo(graph, { ...way, ids: [graph.ids[entity]] });
    const count = standing.reduce((sum, one, i) => sum + (one === member && tied[i] === 1 ? 1 : 0), 0);
    return { way, count: said.includes(way) ? count * asSaid : count };
  });
  const [best, next] = counted.toSorted((a, b) => b.count - a.count);
  return best && best.count > (next?.count ?? 0) ? best.way : undefined;
}

/** How much more often another way has to be taken than the one that a preposition goes with. */
const asSaid = 3;

/** Whether the verb of a relation stands somewhere, if not beside what it ties: "trained on chips with MindSpore". */
function isSaid(reading: Reading, type: string): boolean {
  const verbOf = (text: string) => tokensOf(text)[0]?.stem;
  const verb = verbOf(reading.graph.ontology.relations[type].label.en);
  return reading.items.some(
    (item, i) =>
      !reading.roles[i] &&
      relationsIn(item).length > 0 &&
      verbOf(reading.text.slice(item.start, item.end)) === verb,
  );
}
