/** Which phrases are nouns that name kinds, and which of them is what is sought. */

import { linkedTo } from "@/lib/graph/links";
import { locales } from "@/lib/graph/schema";
import { emptyDraft, isAnyCondition } from "./draft";
import { entitiesIn, isFiller, kindsIn, relationsIn, valuesIn, wordsIn } from "./items";
import type { Lexicon } from "./lexicon";
import { asking } from "./question";
import type { Group, Reading } from "./reading";
import type { Item } from "./segment";
import { isScope, kindOf } from "./ways";
import type { WordName } from "./zh-words";

/** Phrases with the one of their meanings that their place leaves: a law is a field where nothing is made of it. */
export function settled({ speech }: Lexicon, items: readonly Item[], text: string): Item[] {
  const { graph, table } = speech;
  const hasNoun = items.some((item) => kindsIn(item).length > 0);
  return items.map((item, at) => {
    const values = valuesIn(item).filter(({ facet }) => table.get(facet)?.definition.fact?.type === "enum");
    const isPlace = entitiesIn(item).some((entity) => isScope(graph, entity));
    if (!isPlace || values.length === 0) return item;
    const next = items[at + 1];
    // "The legal industry" is the field.
    const isField =
      next && entitiesIn(next).some((entity) => isScope(graph, entity)) && next.start - item.end === 1;
    if (isField) return { ...item, senses: item.senses.filter(({ is }) => is === "entity") };
    const isCounted = /[a-z]s$/.test(text.slice(item.start, item.end));
    if (hasNoun && !isCounted) return item;
    const [kind] = values.flatMap(({ facet }) => table.get(facet)?.definition.kinds ?? []);
    const isMade = relationsIn(items[at + 1] ?? item).some(({ type }) =>
      graph.ontology.relations[type].ends.some(({ from }) => from.includes(kind)),
    );
    const isLast = item.isHan && at > 0 && items.slice(at + 1).every((one) => isFiller(one));
    const isAsked = wordsIn(items[at - 1]).includes("which");
    if (!(isMade || isCounted || isLast || isAsked)) return item;
    // What something is comes before what it is like: a law, not something legal.
    const types = values.filter(({ facet }) => facet.endsWith(".type"));
    return { ...item, senses: types.length > 0 ? types : values };
  });
}

/** A maker right before what it has made says nothing of its own: "Google's BERT". */
export function passOverMakers(reading: Reading): void {
  const { items, graph, named } = reading;
  const makes = Object.values(graph.ontology.derived_facets).map(({ path }) => path);
  const isMakerOf = (maker: number, entity: number) =>
    makes.some(
      (type) =>
        Object.hasOwn(graph.ontology.relations, type) &&
        linkedTo(graph, { type, direction: "out", ids: [graph.ids[maker]] })[entity] === 1,
    );
  const isAbout = (word: WordName) => items.some((item) => wordsIn(item).includes(word));
  named.forEach((at, i) => {
    const next = named[i + 1];
    if (next === undefined) return;
    const between = items.slice(at + 1, next);
    const isTogether = between.every(({ start, end }) =>
      /^(?:'s|’s|的|家的)$/.test(reading.text.slice(start, end)),
    );
    const isApart = reading.isListed(at, next) || (named.length === 2 && isAbout("paths"));
    const pairs = entitiesIn(items[at]).flatMap((maker) =>
      entitiesIn(items[next]).map((entity) => [maker, entity] as const),
    );
    if (isTogether && !isApart && pairs.some(([maker, entity]) => isMakerOf(maker, entity)))
      reading.roles[at] = { is: "noise" };
  });
}

export function formGroups(reading: Reading): void {
  const { items } = reading;
  const nouns = items.flatMap(kindsIn);
  const told = new Set(items.flatMap((_, i) => kindOfValue(reading, i) ?? []));
  // Nouns that are values have one another to tell from: "companies that make GPUs".
  const isAmong = (kind: string) => (nouns.length > 0 ? !nouns.includes(kind) : told.size > 1);
  for (let i = 0; i < items.length; i++) {
    const kinds = kindsIn(items[i]);
    if (kinds.length === 0) {
      const kind = kindOfValue(reading, i);
      // "Ascend NPUs" are what is named before.
      if (
        kind &&
        items[i - 1] &&
        entitiesIn(items[i - 1]).some((one) => kindOf(reading.graph, one) === kind)
      ) {
        if (nouns.length > 0 || isWholly(reading, i, true)) reading.roles[i] = { is: "noise" };
      } else if (kind && isAmong(kind))
        reading.groups.push({
          kinds: [kind],
          first: i,
          last: i,
          draft: emptyDraft(),
          read: [],
          isByValue: true,
        });
      continue;
    }
    if (isReading(reading, i)) continue;
    if (isApposition(reading, i) || isPurpose(reading, i) || isModifier(reading, i)) {
      reading.roles[i] = { is: "noise" };
      continue;
    }
    if (reading.isRefused(i)) {
      for (const kind of kinds) reading.excluded.add(kind);
      reading.roles[i] = { is: "kind", kind: kinds[0] };
      continue;
    }
    reading.roles[i] = { is: "kind", kind: kinds[0] };
    const before = reading.groups.at(-1);
    const between = before && items.slice(before.last + 1, i);
    if (before && !before.isByValue && between?.every((item) => wordsIn(item).includes("and"))) {
      const isJoined = between.length > 0 || reading.isListed(before.last, i);
      // Of two nouns in one, the last says what it is, and the first at most of which sort.
      if (!isJoined) {
        const isSort = valuesIn(items[before.last]).some(({ facet }) =>
          reading.definition(facet)?.kinds.includes(kinds[0]),
        );
        reading.roles[before.last] = isSort ? undefined : { is: "noise" };
      }
      reading.groups[reading.groups.length - 1] = {
        ...before,
        kinds: isJoined ? [...new Set([...before.kinds, kinds[0]])] : [kinds[0]],
        last: i,
      };
    } else reading.groups.push({ kinds: [kinds[0]], first: i, last: i, draft: emptyDraft(), read: [] });
  }
}

/** Whether a noun that is a relation as well ties what is named before it to what is behind: 模型 训练数据 The Pile. */
function isReading(reading: Reading, at: number): boolean {
  const next = reading.items.slice(at + 1).find((item) => !isFiller(item));
  return (
    relationsIn(reading.items[at]).length > 0 &&
    reading.groups.length > 0 &&
    next !== undefined &&
    entitiesIn(next).length > 0
  );
}

/** Whether a noun only says what is named before it: "the LLaMA model" of a question, 金融领域 beside another noun. */
function isApposition(reading: Reading, at: number): boolean {
  let last = at - 1;
  // 本草这个模型 is 本草.
  while (
    reading.items[last]?.isHan &&
    wordsIn(reading.items[last]).includes("noise") &&
    reading.text[reading.items[last].start] !== "的"
  )
    last--;
  const before = reading.items[last];
  const [kind] = kindsIn(reading.items[at]);
  if (!before || !entitiesIn(before).some((entity) => kindOf(reading.graph, entity) === kind)) return false;
  if (last < at - 1) return true;
  return (
    isAsked(reading, at - 1) ||
    isWholly(reading, at) ||
    reading.items.some(
      (item, i) => (i !== at && kindsIn(item).length > 0) || wordsIn(item).some((word) => asking.has(word)),
    )
  );
}

/** Whether there is nothing but an entity and, once, what it is: "the Claude model". */
function isWholly({ items, text }: Reading, at: number, isHan = false): boolean {
  const own = text.slice(items[at].start, items[at].end);
  return (
    (isHan || !items[at].isHan) &&
    !/s$/i.test(own) &&
    items.every((item, i) => i === at || i === at - 1 || isFiller(item))
  );
}

/** Whether a question word asks what relates to an entity that is named behind it: "who makes Ascend chips". */
function isAsked({ items }: Reading, entity: number): boolean {
  const before = items.slice(0, entity);
  const word = before.findIndex((item) => wordsIn(item).includes("which"));
  return word >= 0 && !items[word].isHan && before.slice(word).some((item) => relationsIn(item).length > 0);
}

/** Whether a noun only describes the entity right behind it, where another noun is sought: 模型偏见, "model bias". */
function isModifier({ items, text, graph }: Reading, at: number): boolean {
  const { [at - 1]: before, [at]: own, [at + 1]: next } = items;
  if (!next || kindsIn(next).length > 0 || (before && wordsIn(before).includes("which"))) return false;
  const entities = entitiesIn(next);
  const isPlace = entities.some((entity) => isScope(graph, entity));
  const between = text.slice(own.end, next.start);
  const isOne = own.isHan ? next.isHan && between === "" : between === " " && text[own.end - 1] !== "s";
  return (
    isOne && entities.length > 0 && !isPlace && items.some((item, i) => i !== at && kindsIn(item).length > 0)
  );
}

/** Whether a noun only says what something may be used for: "a commercial product". */
function isPurpose({ items, definition }: Reading, at: number): boolean {
  const kinds = kindsIn(items[at]);
  const before = items[at - 1] ? valuesIn(items[at - 1]).map(({ facet }) => definition(facet)) : [];
  return before.some((one) => one?.builtIn && !one.kinds.some((kind) => kinds.includes(kind)));
}

/** The one kind that has such a value, of what can be nothing else. */
function kindOfValue(reading: Reading, at: number): string | undefined {
  const values = valuesIn(reading.items[at]);
  const kinds = new Set(values.flatMap(({ facet }) => reading.definition(facet)?.kinds ?? []));
  const [kind] = kinds;
  const isNoun =
    wordsIn(reading.items[at]).length === 0 &&
    entitiesIn(reading.items[at]).length === 0 &&
    values.every(({ facet }) => reading.definition(facet)?.fact?.type === "enum");
  return isNoun && kinds.size === 1 ? kind : undefined;
}

export function chooseSought(reading: Reading): void {
  const marked = reading.groups.find((group) => reading.isMarked(group));
  // Of two nouns in one, such as "GPU frameworks", the first only describes.
  const heads = reading.groups.filter(
    ({ isByValue, last }, i) => !isByValue || reading.groups[i + 1]?.first !== last + 1,
  );
  const last = heads.at(-1);
  const chosen = marked ?? (last && reading.items[last.last].isHan ? last : heads[0]);
  if (chosen) reading.sought = chosen;
}

/**
 * A noun that nothing ties to what is sought is not understood, unless it only says that again; what is said of it may be
 * meant of what is sought.
 */
export function dropGroup(reading: Reading, group: Group): void {
  const { sought } = reading;
  const isBare = !isAnyCondition(group.draft) && group.read.length === 0;
  const isAgain = group.kinds.every((kind) => sought.kinds.includes(kind));
  if (isBare && (isAgain || isTopic(reading, group))) reading.nameGroup(group, "noise");
  else reading.giveUp(group);
  reading.groups.splice(reading.groups.indexOf(group), 1);
}

/** Whether a noun is what all of the graph is about: the risks of large models are the risks. */
function isTopic({ graph, items }: Reading, { kinds: [kind], first }: Group): boolean {
  const {
    graph: { name },
    kinds,
  } = graph.ontology;
  const isJoined = items[first - 1] !== undefined && wordsIn(items[first - 1]).includes("and");
  return (
    !isJoined && locales.some((locale) => name[locale].toLowerCase().includes(kinds[kind].label[locale]))
  );
}
