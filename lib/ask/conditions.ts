/** What values, numbers, dates and entities say of a noun. */
import type { FacetDefinition } from "@/lib/graph/facet-table";
import { filterGraph } from "@/lib/graph/filter";
import { filterLimits, member, rangeBounds } from "@/lib/graph/filter-value";
import { linkedTo } from "@/lib/graph/links";
import { addLink, addValue, filterOf } from "./draft";
import { grammars } from "./grammars";
import { entitiesIn, isFiller, relationsIn, valuesIn, wordsIn } from "./items";
import type { Sense, ValueSense } from "./lexicon";
import { boundAt } from "./quantities";
import type { Group, Reading } from "./reading";
import { tokensOf } from "./tokens";
import { facetWith, isScope, kindOf, type Way, waysBetween } from "./ways";

export function readConditions(reading: Reading, group: Group): void {
  const own = reading.items.flatMap((_, i) => (!reading.roles[i] && reading.groupOf(i) === group ? [i] : []));
  const kinds = group.kinds.length > 0 ? group.kinds : assume(reading, group, own);
  // A noun may be a value as well: "diffusion models".
  for (let i = group.first; i >= 0 && i <= group.last; i++)
    if (reading.roles[i]?.is === "kind" && valuesIn(reading.items[i]).length > 0)
      readValue(reading, group, kinds, i, reading.isRefused(i));
  let [refused, last] = [false, -2];
  for (const i of own) {
    const item = reading.items[i];
    if (isFiller(item) && !item.quantity) continue;
    // A section of the white paper is not what is named in it.
    if (isOfSection(reading, i)) reading.roles[i] = { is: "noise" };
    if (reading.roles[i]) continue;
    // What is refused goes on through a list: "not open or restricted".
    refused = reading.isRefused(i) || (refused && reading.isJoined(last, i));
    last = i;
    if (item.quantity) readQuantity(reading, group, kinds, i);
    else if (reading.isValue(i, kinds)) readValue(reading, group, kinds, i, refused);
  }
  readEntities(
    reading,
    group,
    kinds,
    own.filter((i) => !reading.roles[i] && entitiesIn(reading.items[i]).length > 0),
  );
  for (const i of own)
    if (!reading.roles[i] && valuesIn(reading.items[i]).length > 0)
      readValue(reading, group, kinds, i, reading.isRefused(i));
  group.read.push(
    ...own.filter((i) => reading.roles[i] && !["joint", "noise"].includes(reading.roles[i].is)),
  );
}

function isOfSection(reading: Reading, at: number): boolean {
  const isNamed = valuesIn(reading.items[at]).some(
    ({ facet }) => reading.definition(facet)?.builtIn === "named",
  );
  return isNamed && reading.items.some(({ quantity }) => quantity?.is === "section");
}

/** Kinds that the most of the conditions can be about, where none are named. */
function assume(reading: Reading, { draft }: Group, own: readonly number[]): string[] {
  const { table } = reading.lexicon.speech;
  const { relations } = reading.graph.ontology;
  const kinds = reading.graph.kinds.filter((kind) =>
    [...draft.links.values()].every(({ type, direction }) =>
      relations[type].ends.some(({ from, to }) => (direction === "out" ? from : to).includes(kind)),
    ),
  );
  const counts = kinds.map((kind) =>
    own.reduce((sum, i) => {
      const { senses, quantity } = reading.items[i];
      const isOne = (sense: Sense) =>
        (sense.is === "value" || sense.is === "facet") &&
        reading.definition(sense.facet)?.kinds.includes(kind);
      const isDated =
        quantity?.is === "date" &&
        [...table.values()].some(
          ({ definition }) => definition.type === "date" && definition.kinds.includes(kind),
        );
      return sum + (senses.some(isOne) ? 1 : isDated ? 0.5 : 0);
    }, 0),
  );
  const most = Math.max(0, ...counts);
  return most > 0 ? [kinds[counts.indexOf(most)]] : [];
}

function readValue(
  reading: Reading,
  { draft }: Group,
  kinds: readonly string[],
  at: number,
  isRefused: boolean,
): void {
  const candidates = reading.candidates(at, kinds);
  const breadth = ({ facet }: ValueSense) =>
    kinds.filter((kind) => reading.definition(facet)?.kinds.includes(kind)).length;
  const [best] = candidates.toSorted(
    (a, b) => breadth(b) - breadth(a) || Number(b.as === "name") - Number(a.as === "name"),
  );
  if (!best) return;
  const values = candidates.filter(({ facet }) => facet === best.facet).map(({ value }) => value);
  for (const value of values) addValue(draft, best.facet, value, isRefused);
  reading.roles[at] = { is: "value", facet: best.facet, values, isRefused };
}

function readQuantity(reading: Reading, { draft }: Group, kinds: readonly string[], at: number): void {
  const { quantity } = reading.items[at];
  if (!quantity) return;
  if (quantity.is === "section") {
    const column = reading.lexicon.speech.table.get("section");
    if (!column?.names.includes(quantity.number)) return;
    addValue(draft, "section", quantity.number, reading.isRefused(at));
    reading.roles[at] = {
      is: "value",
      facet: "section",
      values: [quantity.number],
      isRefused: reading.isRefused(at),
    };
  } else if (quantity.is === "steps") {
    if (draft.near || reading.question) reading.roles[at] = { is: "joint" };
  } else {
    const facet = facetFor(reading, at, kinds);
    const bounds = facet && boundsOf(reading, at, facet);
    if (!facet || !bounds) return;
    const before = draft.ranges.get(facet.key);
    const both = { ...before, ...bounds };
    const [least, most] = rangeBounds(facet.type, both.from, both.to);
    // What contradicts what was said before is not understood.
    if (least > most) return;
    draft.ranges.set(facet.key, both);
    reading.roles[at] = { is: "range", facet: facet.key, ...bounds };
  }
}

/** The facet that a number or a date is of: one that is named beside it, has its unit, or is the kinds' first. */
function facetFor(reading: Reading, at: number, kinds: readonly string[]): FacetDefinition | undefined {
  const { quantity } = reading.items[at];
  const type = quantity?.is === "date" ? "date" : "number";
  const all = [...reading.lexicon.speech.table.values()].map(({ definition }) => definition);
  const fitting = all.filter(
    (one) => one.type === type && (kinds.length === 0 || kinds.some((kind) => one.kinds.includes(kind))),
  );
  const named = new Set(reading.facetsBeside(at));
  const unit = quantity?.is === "amount" ? quantity.unit : undefined;
  const measured = unit === undefined ? fitting : fitting.filter(({ fact }) => fact?.unit === unit);
  const hinted = (measured.length > 0 ? measured : fitting).find(({ key }) => named.has(key));
  if (hinted || quantity?.is === "date") return hinted ?? fitting[0];
  if (unit !== undefined) return measured[0];
  // A number alone counts nothing; one in billions may count parameters.
  if (quantity?.is !== "amount" || quantity.isBare) return undefined;
  return fitting.find(({ fact }) => reading.graph.ontology.units[fact?.unit ?? ""]?.show === "compact");
}

function boundsOf(
  reading: Reading,
  at: number,
  { fact }: FacetDefinition,
): { from?: string; to?: string } | undefined {
  const { quantity } = reading.items[at];
  if (quantity?.is === "date") {
    const { from, to } = quantity;
    return { ...(from && { from }), ...(to && { to }) };
  }
  if (quantity?.is !== "amount") return undefined;
  const { from, to, rounded } = quantity;
  const open = rounded && boundBehind(reading, at);
  if (open) return { [open]: plainNumber((rounded[0] + rounded[1]) / 2) };
  const isRounded = reading.graph.ontology.units[fact?.unit ?? ""]?.show === "compact";
  const middle = rounded && (rounded[0] + rounded[1]) / 2;
  const [first, last] = rounded ? (isRounded ? rounded : [middle, middle]) : [from, to];
  const bound = (n: number | undefined) => (n === undefined ? undefined : plainNumber(n));
  const range = { from: bound(first), to: bound(last) };
  return (range.from ?? range.to)
    ? { ...(range.from && { from: range.from }), ...(range.to && { to: range.to }) }
    : undefined;
}

/** The bound that is said behind the facet of a number: "80 GB of memory or more". */
function boundBehind({ items, text, roles }: Reading, at: number): "from" | "to" | undefined {
  let last = at;
  while (items[last + 1] && isFiller(items[last + 1]) && !boundAt(text, items[last].end)) last++;
  const found = last > at ? boundAt(text, items[last].end) : undefined;
  for (let i = last + 1; found && items[i] && items[i].end <= found.end; i++) roles[i] = { is: "joint" };
  return found?.bound;
}

function setNear(reading: Reading, about: number, depth = 1): void {
  const [entity] = entitiesIn(reading.items[about]);
  reading.sought.draft.near = {
    id: reading.graph.ids[entity],
    depth: Math.min(filterLimits.depth, depth),
    direction: "any",
    types: [],
  };
  reading.roles[about] = { is: "entity", entity };
}

/** Entities that no relation is named with: what the ontology allows between them and what is sought. */
function readEntities(
  reading: Reading,
  group: Group,
  kinds: readonly string[],
  own: readonly number[],
): void {
  const { draft } = group;
  const left: number[] = [];
  for (const i of own) {
    const entities = entitiesIn(reading.items[i]);
    const isRefused = reading.isRefused(i);
    const scope = entities.find((one) => isScope(reading.graph, one));
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
  if (named.length > 1 || isRefused) return false;
  const said = named.length > 0 ? named : waysBeside(reading, at, ways);
  // Between two of a kind there is more than one thing to tell of.
  const [way, ...others] =
    said.length === 1 || group.kinds.includes(of[0])
      ? said
      : waysTaken(reading, group, kinds, said.length > 0 ? said : ways, entity);
  if (!way || others.length > 0) return false;
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

/** The ways by which an entity is tied to any that what is said so far leaves. */
function waysTaken(
  { graph, lexicon }: Reading,
  { draft }: Group,
  kinds: readonly string[],
  ways: readonly Way[],
  entity: number,
): Way[] {
  const hiddenKinds = graph.kinds.filter((kind) => !kinds.includes(kind));
  const { standing } = filterGraph(graph, lexicon.speech.table, { filter: filterOf(draft), hiddenKinds });
  return ways.filter(({ type, direction }) => {
    const tied = linkedTo(graph, { type, direction, ids: [graph.ids[entity]] });
    return standing.some((one, i) => one === member && tied[i] === 1);
  });
}

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

/** A number as a filter has it: digits, and no more of them than matter. */
const plainNumber = (n: number): string => {
  const text = String(Number(n.toPrecision(15)));
  return /^\d+(\.\d+)?$/.test(text) ? text : BigInt(Math.round(n)).toString();
};
