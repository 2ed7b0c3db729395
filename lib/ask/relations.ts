/** What relations tie: nouns to entities, and nouns to one another. */
import { filterGraph } from "@/lib/graph/filter";
import { type Filter, filterLimits, member } from "@/lib/graph/filter-value";
import { linkedTo } from "@/lib/graph/links";
import type { EntityId } from "@/lib/graph/schema";
import { bestClause, type Clause } from "./clauses";
import { addLink, addValue, filterOf, isAnyCondition } from "./draft";
import { grammars } from "./grammars";
import { entitiesIn, isFiller, kindsIn, relationsIn, valuesIn, wordsIn } from "./items";
import type { Group, Reading } from "./reading";
import { facetAlong, facetWith, isScope, joins, kindOf, wayTo, withoutParts } from "./ways";

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
  const { items } = reading;
  if (reading.isAboutTwo() || reading.isAboutWhen() || reading.isAsking()) return clauses;
  reading.items.forEach((item, at) => {
    if (relationsIn(item).length === 0 || reading.roles[at]?.is === "entity") return;
    const clause = bestClause(reading, at);
    // A word that may also ask a question is a relation only where kinds say so.
    const isOfPlace =
      kindsIn(item).length > 0 &&
      clause &&
      "items" in clause.argument &&
      clause.argument.items.every((i) => entitiesIn(items[i]).some((one) => isScope(reading.graph, one)));
    // "Risks of" a field are all that the field has to do with.
    if (isOfPlace) return;
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
  const verb = items[at];
  // In Chinese it stands before: 在寒武纪上运行.
  let i = verb.isHan ? at - 1 : at + 1;
  while (verb.isHan && items[i] && entitiesIn(items[i]).length === 0 && wordsIn(items[i]).includes("noise"))
    i--;
  const between = !verb.isHan && items[i] && wordsIn(items[i]).length > 0 ? items[i++] : undefined;
  if (verb.isHan && (!items[i] || entitiesIn(items[i]).length === 0)) i = at + 1;
  const maker = items[i];
  const isLicense = maker && valuesIn(maker).some(({ facet }) => reading.isHinted(i, facet));
  if (!maker || isLicense || sought.kinds.length === 0 || reading.isClauseRefused(at)) return false;
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
    if (reading.roles[at] || (entitiesIn(item).length === 0 && valuesIn(item).length === 0)) return;
    const types = relationsIn(item).map(({ type }) => type);
    const isSaid = reading.roles.some((role) => role?.is === "relation" && types.includes(role.type));
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
