/** What relations tie: nouns to entities, and nouns to one another. */
import { filterGraph } from "@/lib/graph/filter";
import { type Filter, filterLimits, member } from "@/lib/graph/filter-value";
import { linkedTo } from "@/lib/graph/links";
import type { EntityId } from "@/lib/graph/schema";
import { addLink, addValue, filterOf, isAnyCondition } from "./draft";
import { grammars } from "./grammars";
import { entitiesIn, isFiller, kindsIn, type RelationSense, relationsIn, valuesIn, wordsIn } from "./items";
import type { Group, Reading } from "./reading";
import { facetAlong, facetWith, isScope, joins, kindOf, wayTo, withoutParts } from "./ways";

/** A relation with what it ties: a noun, or nothing named, to entities or to another noun. */
export interface Clause {
  readonly at: number;
  readonly type: string;
  readonly direction: "out" | "in";
  readonly subject: Group | undefined;
  readonly argument: Argument;
}
type Argument = Group | { readonly items: readonly number[] };

/** What ties another noun to what is sought without a word for it, where something is said of that noun. */
export function tieOf(reading: Reading, group: Group): Clause | undefined {
  const isSaid =
    isAnyCondition(group.draft) ||
    reading.items.some(
      (item, i) => !reading.roles[i] && reading.groupOf(i) === group && (!isFiller(item) || group.isByValue),
    );
  const way =
    isSaid && !reading.isMarked(group) ? wayTo(reading.graph, reading.sought.kinds, group.kinds) : undefined;
  return way && { at: group.first, ...way, subject: reading.sought, argument: group };
}

export function readRelations(reading: Reading): Clause[] {
  const clauses: Clause[] = [];
  reading.items.forEach((item, at) => {
    if (relationsIn(item).length === 0 || reading.roles[at]?.is === "entity") return;
    const clause = bestClause(reading, at);
    // A word that may also ask a question is a relation only where kinds say so.
    const mayAsk = wordsIn(item).length > 0 || reading.isAboutUse();
    if (!clause && linkToProducts(reading, at)) return;
    if (!clause || (mayAsk && reading.groups.length === 0)) return;
    if ("items" in clause.argument) {
      if (!applyEntities(reading, clause)) return;
    } else clauses.push(clause);
    reading.roles[at] = { is: "relation", type: clause.type, direction: clause.direction };
  });
  nameSaidAgain(reading);
  return clauses;
}

/** Ties what is sought to what somebody makes, where a relation leads to whoever that is: "runs on NVIDIA". */
function linkToProducts(reading: Reading, at: number): boolean {
  const { graph, sought, items, text } = reading;
  const [i, between] =
    items[at + 1] && wordsIn(items[at + 1]).length > 0 ? [at + 2, items[at + 1]] : [at + 1];
  const { [i]: maker, [at]: verb } = items;
  if (!maker || sought.kinds.length === 0 || reading.isClauseRefused(at)) return false;
  // "Trained by" tells who did it, which is said otherwise.
  if (between && !grammars.en.prepositions.on.includes(text.slice(between.start, between.end).toLowerCase()))
    return false;
  const makes = Object.values(graph.ontology.derived_facets).filter(({ path }) =>
    Object.hasOwn(graph.ontology.relations, path),
  );
  for (const { type, voice } of relationsIn(verb)) {
    for (const entity of entitiesIn(maker)) {
      const made = makes.flatMap(({ path }) => {
        const marks = linkedTo(graph, { type: path, direction: "out", ids: [graph.ids[entity]] });
        return [...marks.keys()].filter((one) => marks[one] === 1);
      });
      const fitting = made.filter((one) => {
        const ends = [kindOf(graph, one)];
        return voice === "out"
          ? joins(graph, type, sought.kinds, ends)
          : joins(graph, type, ends, sought.kinds);
      });
      const ids = withoutParts(graph, type, [...new Set(fitting)]);
      if (ids.length === 0 || ids.length > filterLimits.linked) continue;
      addLink(sought.draft, type, voice, ids);
      reading.roles[at] = { is: "relation", type, direction: voice };
      reading.roles[i] = { is: "entity", entity };
      sought.read.push(at, i);
      return true;
    }
  }
  return false;
}

/** What may be more than a relation says only that where it was said before: 基于 LLaMA 微调. */
function nameSaidAgain(reading: Reading): void {
  reading.items.forEach((item, at) => {
    if (reading.roles[at] || entitiesIn(item).length === 0) return;
    const types = relationsIn(item).map(({ type }) => type);
    const isSaid = reading.roles.some(
      (role, i) => role?.is === "relation" && i < at && types.includes(role.type),
    );
    if (isSaid || (types.length > 0 && isMeans(reading, at))) reading.roles[at] = { is: "noise" };
  });
}

/** Whether what is right before says by what it is done: LoRA 微调. */
function isMeans(reading: Reading, at: number): boolean {
  const { items, graph } = reading;
  const [before, own] = [items[at - 1], items[at]];
  if (!before || !own.isHan || reading.isListed(at - 1, at)) return false;
  const kinds = entitiesIn(own).map((entity) => kindOf(graph, entity));
  return entitiesIn(before).some((entity) => kinds.includes(kindOf(graph, entity)));
}

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
function bestClause(reading: Reading, at: number): Clause | undefined {
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
    told.length === 0 || directionOf(reading, sense, told, argument, isBefore) !== undefined;
  let best: (Clause & { cost: number }) | undefined;
  for (const sense of relationsIn(item)) {
    for (const { group, cost } of subjects) {
      for (const { argument, isBefore, distance } of candidates) {
        if (argument === group || argument === reading.sought) continue;
        const kinds = group?.kinds ?? reading.graph.kinds;
        const direction = directionOf(reading, sense, kinds, argument, isBefore);
        if (!direction) continue;
        const side = item.isHan ? 0 : isBefore ? 1 : 0;
        const sum = cost + distance + side + (fits(sense, argument, isBefore) ? 0 : 1);
        if (!best || sum < best.cost)
          best = { at, type: sense.type, direction, subject: group, argument, cost: sum };
      }
    }
  }
  return best;
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
  { type, voice }: RelationSense,
  kinds: readonly string[],
  argument: Argument,
  isBefore: boolean,
): "out" | "in" | undefined {
  const others =
    "kinds" in argument
      ? argument.kinds
      : argument.items.flatMap((i) =>
          entitiesIn(reading.items[i]).map((entity) => kindOf(reading.graph, entity)),
        );
  const [out, back] = [joins(reading.graph, type, kinds, others), joins(reading.graph, type, others, kinds)];
  if (out !== back) return out ? "out" : "in";
  if (!out) return undefined;
  return isBefore === (voice === "out") ? "in" : "out";
}

function applyEntities(reading: Reading, { at, type, direction, subject, argument }: Clause): boolean {
  if (!("items" in argument)) return false;
  const kinds = subject?.kinds ?? reading.graph.kinds;
  const chosen = argument.items.flatMap((i): [number, number][] => {
    const entity = entitiesIn(reading.items[i]).find((one) => {
      const ends = [kindOf(reading.graph, one)];
      return direction === "out"
        ? joins(reading.graph, type, kinds, ends)
        : joins(reading.graph, type, ends, kinds);
    });
    return entity === undefined ? [] : [[i, entity]];
  });
  const isRefused = reading.isClauseRefused(at) || argument.items.some((i) => reading.isRefused(i));
  const group = subject ?? reading.sought;
  const ids = chosen.map(([, entity]) => reading.graph.ids[entity]);
  if (!link(reading, group, type, direction, ids, isRefused)) {
    // A filter cannot refuse a relation.
    if (isRefused) for (const i of [at, ...argument.items]) reading.roles[i] = { is: "unknown" };
    return false;
  }
  for (const [i, entity] of chosen) reading.roles[i] = { is: "entity", entity };
  group.read.push(at, ...chosen.map(([i]) => i));
  return true;
}

/** Ties what is sought to entities: as a scope or a facet where one says the same, else as a link. */
function link(
  reading: Reading,
  group: Group,
  type: string,
  direction: "out" | "in",
  ids: readonly EntityId[],
  isRefused: boolean,
): boolean {
  const { ontology } = reading.graph;
  const { draft } = group;
  const facet =
    direction === "out"
      ? facetWith(reading.graph, reading.lexicon.speech.table, type, group.kinds, ids)
      : undefined;
  if (facet) {
    for (const id of ids) addValue(draft, facet, id, isRefused);
    return true;
  }
  if (isRefused || ids.length === 0) return false;
  const isPlace =
    direction === "out" &&
    Object.values(ontology.derived_facets).some(({ path }) => path === type) &&
    ids.every((id) => isScope(reading.graph, reading.graph.indexOf(id)));
  if (isPlace) {
    for (const id of ids) draft.scopes.add(id);
    return true;
  }
  addLink(draft, type, direction, ids);
  return true;
}

/** Ties what is sought to whatever another noun and its conditions leave. */
export function applyGroup(reading: Reading, { at, type, direction, subject, argument }: Clause): void {
  if (!("kinds" in argument)) return;
  const group = subject ?? reading.sought;
  const isRefused = reading.roles[at]?.is === "relation" && reading.isClauseRefused(at);
  if (!isRefused) {
    if (isAnyCondition(argument.draft) && readThrough(reading, group, type, direction, argument)) return;
    const found = membersOf(reading, argument.kinds, filterOf(argument.draft));
    const tied = withoutParts(reading.graph, type, found).filter((id) =>
      linkedTo(reading.graph, { type, direction, ids: [id] }).includes(1),
    );
    if (tied.length > 0 && tied.length <= filterLimits.linked) {
      addLink(group.draft, type, direction, tied);
      group.read.push(at, ...argument.read);
      return;
    }
    if (tied.length > 0 && readThrough(reading, group, type, direction, argument, true)) return;
  }
  // A filter cannot refuse a relation, nor name more entities than there is room for.
  if (reading.roles[at]?.is === "relation") reading.roles[at] = { is: "unknown" };
  reading.giveUp(argument);
}

/**
 * Says it of what is sought where facets are read through the relation: models of Chinese makers have such a country.
 * In part: what no facet says is not understood; else nothing is said unless all of it can be.
 */
function readThrough(
  reading: Reading,
  group: Group,
  type: string,
  direction: "out" | "in",
  { draft, read }: Group,
  inPart = false,
): boolean {
  const { values, ranges, links, scopes, near } = draft;
  if (direction === "in" || ranges.size + links.size + scopes.size > 0 || near || group.kinds.length === 0)
    return false;
  const facetOf = (key: string) =>
    facetAlong(reading.graph, `${type}.${key.slice(key.indexOf(".") + 1)}`, group.kinds);
  const unsaid = [...values.keys()].filter((key) => !facetOf(key));
  if (unsaid.length === values.size || (unsaid.length > 0 && !inPart)) return false;
  for (const [key, { any, not }] of values) {
    const facet = facetOf(key);
    if (!facet) continue;
    for (const value of any) addValue(group.draft, facet, value, false);
    for (const value of not) addValue(group.draft, facet, value, true);
  }
  for (const i of read) {
    const role = reading.roles[i];
    if (role?.is === "value" && unsaid.includes(role.facet)) reading.roles[i] = { is: "unknown" };
  }
  return true;
}

function membersOf(reading: Reading, kinds: readonly string[], filter: Filter): number[] {
  const { graph, table } = reading.lexicon.speech;
  const hiddenKinds = graph.kinds.filter((kind) => !kinds.includes(kind));
  const { standing } = filterGraph(graph, table, { filter: { ...filter, context: 0 }, hiddenKinds });
  return [...standing.keys()].filter((entity) => standing[entity] === member);
}
