/** Which reading of a relation is meant, and what it ties: by the kinds round it, the order of words, and what there is. */
import { linkedTo } from "@/lib/graph/links";
import { locales } from "@/lib/graph/schema";
import { entitiesIn, isFiller, kindsIn, type RelationSense, relationsIn, valuesIn, wordsIn } from "./items";
import type { Group, Reading } from "./reading";
import type { Item } from "./segment";
import { tokensOf } from "./tokens";
import { joins, kindOf } from "./ways";

/** A relation with what it ties: a noun, or nothing named, to entities or to another noun. */
export interface Clause {
  readonly at: number;
  readonly type: string;
  readonly direction: "out" | "in";
  readonly subject: Group | undefined;
  readonly argument: Argument;
}
type Argument = Group | { readonly items: readonly number[] };

/** The kinds that values tell of where no noun does: "laws", "universities". */
function kindsByValue(reading: Reading): string[] {
  if (reading.groups.length > 0) return [];
  const only = reading.items.flatMap((item) => {
    const kinds = new Set(valuesIn(item).flatMap(({ facet }) => reading.definition(facet)?.kinds ?? []));
    return kinds.size === 1 ? [...kinds] : [];
  });
  return [...new Set(only)];
}

/** The reading of a relation that fits the kinds round it, nearest first. */
export function bestClause(reading: Reading, at: number): Clause | undefined {
  const item = reading.items[at];
  const subjects: { group: Group | undefined; cost: number }[] = reading.groups.map((group) => {
    const isBefore = group.last < at;
    const distance = gap(reading, at, isBefore ? group.last : group.first);
    const isUsual = isBefore !== item.isHan;
    return { group, cost: distance + (isUsual || group === reading.sought ? 0 : 1.5) };
  });
  if (reading.groups.length === 0) subjects.push({ group: undefined, cost: 0 });
  const candidates = argumentsOf(reading, at);
  const told = kindsByValue(reading);
  const fits = (sense: RelationSense, argument: Argument, isBefore: boolean) =>
    told.length === 0 || directionOf(reading, at, sense, told, argument, isBefore) !== undefined;
  const found: (Clause & { cost: number })[] = [];
  for (const sense of relationsIn(item)) {
    for (const { group, cost } of subjects) {
      for (const { argument, isBefore, distance } of candidates) {
        if (argument === group || argument === reading.sought) continue;
        const kinds = group?.kinds ?? reading.graph.kinds;
        const direction = directionOf(reading, at, sense, kinds, argument, isBefore);
        if (!direction) continue;
        const side = item.isHan ? 0 : isBefore ? 1 : 0;
        const isInOrder = item.isHan || direction === asOrdered(reading, at, sense, argument, isBefore);
        const sum =
          cost + distance + side + (fits(sense, argument, isBefore) ? 0 : 1) + (isInOrder ? 0 : outOfOrder);
        found.push({ at, type: sense.type, direction, subject: group, argument, cost: sum });
      }
    }
  }
  const least = Math.min(...found.map(({ cost }) => cost));
  const [first, ...others] = found.filter(({ cost }) => cost === least);
  if (others.length === 0) return first;
  const counts = [first, ...others].map((clause) =>
    clause.subject ? evidence(reading, clause) : Number(isNamedSo(reading, at, clause.type)),
  );
  return [first, ...others][counts.indexOf(Math.max(...counts))];
}

/** Whether it is what the relation is called first, and not only one of the words for it. */
function isNamedSo({ graph, items, text }: Reading, at: number, type: string): boolean {
  const { label, inverse } = graph.ontology.relations[type];
  const own = tokensOf(text.slice(items[at].start, items[at].end));
  return locales.some((locale) =>
    [label, inverse].some((reading) => tokensOf(reading[locale])[0]?.stem === own[0]?.stem),
  );
}

/** What it costs that words stand in another order than English has them: "models that use C4" are used by nothing. */
const outOfOrder = 0.75;

/** How many of the kinds that a relation is about have it to what it leads to. */
function evidence({ graph, items }: Reading, { type, direction, subject, argument }: Clause): number {
  if (!("items" in argument)) return 0;
  const ids = argument.items.flatMap((i) => entitiesIn(items[i]).map((entity) => graph.ids[entity]));
  const tied = linkedTo(graph, { type, direction, ids });
  return tied.reduce(
    (sum, one, entity) =>
      sum + (one === 1 && (subject?.kinds.includes(kindOf(graph, entity)) ?? true) ? 1 : 0),
    0,
  );
}

/** How many phrases that mean something are between two. */
function gap(reading: Reading, a: number, b: number): number {
  return reading.items.slice(Math.min(a, b) + 1, Math.max(a, b)).filter((item) => !isFiller(item)).length;
}

/** What is beside a relation and may be its other end: entities, or another noun. */
function argumentsOf(
  reading: Reading,
  at: number,
): { argument: Argument; isBefore: boolean; distance: number }[] {
  const found: { argument: Argument; isBefore: boolean; distance: number }[] = [];
  for (const step of [-1, 1]) {
    for (let i = at + step, distance = 0; reading.items[i]; i += step) {
      const item = reading.items[i];
      const group = reading.groups.find(({ first, last }) => i >= first && i <= last);
      if (group === reading.sought) {
        // In Chinese what is sought may stand between: 金融模型用哪些数据集训练.
        if (!item.isHan) break;
        distance++;
        continue;
      }
      if (group) {
        found.push({ argument: group, isBefore: step < 0, distance });
        break;
      }
      const isOpen = !reading.roles[i] && entitiesIn(item).length > 0;
      if (isOpen && distance < 2) {
        found.push({ argument: { items: runFrom(reading, i, step) }, isBefore: step < 0, distance });
        break;
      }
      // What is beyond another relation is that one's.
      if (relationsIn(item).length > 0 && kindsIn(item).length === 0 && !isFiller(item)) break;
      if (!isFiller(item)) distance++;
    }
    // Behind an entity may stand the noun that it describes: "run on Huawei chips".
    const [entity] = found.filter(({ isBefore }) => isBefore === step < 0);
    if (entity && "items" in entity.argument) {
      const edge = step < 0 ? Math.min(...entity.argument.items) : Math.max(...entity.argument.items);
      const group = groupBeyond(reading, at, edge, step);
      if (group) found.push({ argument: group, isBefore: step < 0, distance: entity.distance - 0.5 });
    }
  }
  return found;
}

/** The noun that entities beside a relation describe, where it is not what is sought. */
function groupBeyond(reading: Reading, at: number, edge: number, step: number): Group | undefined {
  if (step > 0) {
    const group = reading.groups.find(({ first }) => first > edge);
    const between = group && reading.items.slice(edge + 1, group.first);
    return group !== reading.sought &&
      between?.every((item) => relationsIn(item).length === 0 && !reading.parts(item))
      ? group
      : undefined;
  }
  const group = reading.groups.find(({ first, last }) => first > edge && last < at);
  return group === reading.sought ? undefined : group;
}

/** Entities that are joined to one another, from one on. */
function runFrom(reading: Reading, start: number, step: number): number[] {
  const run = [start];
  for (let i = start + step, last = start; reading.items[i]; i += step) {
    if (wordsIn(reading.items[i]).includes("and")) continue;
    const isJoined = Math.abs(i - last) > 1 || reading.isListed(last, i);
    if (reading.roles[i] || entitiesIn(reading.items[i]).length === 0 || !isJoined) break;
    run.push(i);
    last = i;
  }
  return run.sort((a, b) => a - b);
}

/**
 * The end of the relation that the argument stands at, seen from what is sought: where the ontology leaves both, the
 * order of words decides. What comes before the relation is its subject.
 */
function directionOf(
  reading: Reading,
  at: number,
  sense: RelationSense,
  kinds: readonly string[],
  argument: Argument,
  isBefore: boolean,
): "out" | "in" | undefined {
  const { type } = sense;
  const others =
    "kinds" in argument
      ? argument.kinds
      : argument.items.flatMap((i) =>
          entitiesIn(reading.items[i]).map((entity) => kindOf(reading.graph, entity)),
        );
  const [out, back] = [joins(reading.graph, type, kinds, others), joins(reading.graph, type, others, kinds)];
  if (out !== back) return out ? "out" : "in";
  return out ? asOrdered(reading, at, sense, argument, isBefore) : undefined;
}

/** What the order of words tells of the end that the argument stands at. */
function asOrdered(
  reading: Reading,
  at: number,
  { type, voice }: RelationSense,
  argument: Argument,
  isBefore: boolean,
): "out" | "in" {
  const passive = passiveBefore(reading, at, argument);
  const isOut = isBefore === (voice === "out") ? "in" : "out";
  if (isBefore && passive !== undefined)
    return passive === "inside" ? (isOut === "in" ? "out" : "in") : isOut;
  return isBefore && voice === "out" && isTurned(reading, at, type, argument) ? "out" : isOut;
}

/** Where 被 stands: between what is before a relation and the relation, or before both. */
function passiveBefore(
  { items, text }: Reading,
  at: number,
  argument: Argument,
): "inside" | "before" | undefined {
  if (!("items" in argument) || !items[at].isHan) return undefined;
  const [first, last] = [Math.min(...argument.items), Math.max(...argument.items)];
  const isPassive = (item: Item | undefined) =>
    item !== undefined && text.slice(item.start, item.end) === "被";
  if (items.slice(last + 1, at).some(isPassive)) return "inside";
  return isPassive(items[first - 1]) ? "before" : undefined;
}

/** Whether what stands before a relation is its object all the same: "LLaMA-based", 从 LLaMA 微调. */
function isTurned(reading: Reading, at: number, type: string, argument: Argument): boolean {
  const { items, text } = reading;
  if (!("items" in argument)) return false;
  const [first, last] = [Math.min(...argument.items), Math.max(...argument.items)];
  if (last > at) return false;
  if (items[at].isHan) {
    const isMeans = items.slice(Math.max(0, first - 1), first).some((item) => wordsIn(item).includes("at"));
    // LLaMA 微调的模型 are made of it; Vicuna 基于的模型 is what it is made of.
    const next = items.slice(at + 1).find(({ start, end }) => text.slice(start, end) !== "的");
    const isMade = next !== undefined && kindsIn(next).length > 0 && kindsIn(items[at]).length === 0;
    return isMeans || (isMade && !isNamedSo(reading, at, type));
  }
  const between = text.slice(items[last].end, items[at].start);
  const isCompound = /^\s*[-‐–]\s*$/.test(between);
  const isDescribing =
    between === " " &&
    /ed$/i.test(text.slice(items[at].start, items[at].end)) &&
    items[at + 1] !== undefined &&
    kindsIn(items[at + 1]).length > 0;
  return isCompound || isDescribing;
}
