/** What values, numbers and dates say of a noun. */
import type { FacetDefinition } from "@/lib/graph/facet-table";
import { rangeBounds } from "@/lib/graph/filter-value";
import { addValue } from "./draft";
import { entitiesIn, isFiller, relationsIn, valuesIn } from "./items";
import type { Sense, ValueSense } from "./lexicon";
import { boundAt } from "./quantities";
import type { Group, Reading } from "./reading";
import { readEntities } from "./ties";

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
  // What is only asked for of one thing does not make it a condition: "the context length of Claude".
  const isOnlyAsked = group.kinds.length === 0 && isAskedOf(reading, own);
  readEntities(
    reading,
    group,
    isOnlyAsked ? [] : kinds,
    own.filter((i) => !reading.roles[i] && entitiesIn(reading.items[i]).length > 0),
  );
  for (const i of own)
    if (!reading.roles[i] && valuesIn(reading.items[i]).length > 0 && isSurely(reading, i))
      readValue(reading, group, kinds, i, reading.isRefused(i));
  group.read.push(
    ...own.filter((i) => reading.roles[i] && !["joint", "noise"].includes(reading.roles[i].is)),
  );
}

/** Whether there is an entity, what is asked for of it, and no condition. */
function isAskedOf({ items, roles }: Reading, own: readonly number[]): boolean {
  const isFact = own.some((i) => items[i].senses.some(({ is }) => is === "facet"));
  const isPlain = (i: number) =>
    entitiesIn(items[i]).length > 0 ||
    (isFiller(items[i]) && !items[i].quantity) ||
    relationsIn(items[i]).length > 0;
  return (
    isFact &&
    own.every((i) => roles[i]?.is === "noise" || isPlain(i)) &&
    own.filter((i) => entitiesIn(items[i]).length > 0).length === 1
  );
}

/** Whether what may name an entity as well is called a value in full, or said to be one. */
const isSurely = (reading: Reading, at: number): boolean =>
  entitiesIn(reading.items[at]).length === 0 ||
  valuesIn(reading.items[at]).some(({ as, facet }) => as === "name" || reading.isHinted(at, facet));

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
      // What says what it is tells more, and what may be an entity as well tells less.
      const isType = (sense: Sense) => isOne(sense) && sense.is === "value" && sense.facet.endsWith(".type");
      const isSure = senses.every(({ is }) => is !== "entity");
      const isFull =
        isSure || senses.some((sense) => isOne(sense) && (sense.is !== "value" || sense.as === "name"));
      return (
        sum +
        (senses.some(isOne) && isFull
          ? isSure
            ? senses.some(isType)
              ? 1.25
              : 1
            : 0.75
          : isDated
            ? 0.5
            : 0)
      );
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
  const isNot = isRefused !== (best.isRefused ?? false);
  for (const value of values) addValue(draft, best.facet, value, isNot);
  reading.roles[at] = { is: "value", facet: best.facet, values, isRefused: isNot };
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

/** A number as a filter has it: digits, and no more of them than matter. */
const plainNumber = (n: number): string => {
  const text = String(Number(n.toPrecision(15)));
  return /^\d+(\.\d+)?$/.test(text) ? text : BigInt(Math.round(n)).toString();
};
