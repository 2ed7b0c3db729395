/**
 * What the phrases of a text mean together: which kinds are sought, on which conditions, and what is asked about whom.
 *
 * Phrases gather round nouns that name kinds (nouns.ts). One of these is what is sought; another one, if a relation ties it
 * to that (relations.ts), is a condition: "frameworks that run on Huawei chips" seeks frameworks, and Huawei's chips are
 * looked up first. In English what is sought stands first and in Chinese last, unless a question word marks it.
 */
import type { Filter } from "@/lib/graph/filter-value";
import type { Question } from "@/lib/view/view";
import { readConditions } from "./conditions";
import { filterOf } from "./draft";
import { type Role, wordsIn } from "./items";
import type { Lexicon } from "./lexicon";
import { chooseSought, dropGroup, formGroups, passOverMakers, settled } from "./nouns";
import { questionIn } from "./question";
import { Reading } from "./reading";
import { applyGroup, readRelations, tieOf } from "./relations";
import type { Item } from "./segment";

export interface Meaning {
  readonly hiddenKinds: readonly string[];
  readonly filter: Filter;
  readonly question?: Question;
  /** Of each phrase. */
  readonly roles: readonly Role[];
}

export function meaningOf(lexicon: Lexicon, items: readonly Item[], text: string): Meaning {
  const reading = new Reading(lexicon, settled(lexicon, items, text), text);
  passOverMakers(reading);
  formGroups(reading);
  chooseSought(reading);
  const clauses = readRelations(reading);
  for (const group of [...reading.groups]) {
    if (group === reading.sought || clauses.some(({ argument }) => argument === group)) continue;
    const clause = tieOf(reading, group);
    if (clause) clauses.push(clause);
    else dropGroup(reading, group);
  }
  // What relations lead to is looked up first, with all that is said of it.
  for (const { argument } of clauses) if ("kinds" in argument) readConditions(reading, argument);
  for (const clause of clauses.toReversed()) applyGroup(reading, clause);
  reading.question = ask(reading);
  readConditions(reading, reading.sought);
  const { hidden, filter } = finish(reading);
  return {
    hiddenKinds: hidden,
    filter,
    ...(reading.question && { question: reading.question }),
    roles: items.map(
      (item, i) => reading.roles[i] ?? leftOver(item, isLeftOut(reading, i), reading.question),
    ),
  };
}

/** What a phrase is that nothing was made of. */
function leftOver(item: Item, isAsked: boolean, question: Question | undefined): Role {
  const words = wordsIn(item);
  if (isAsked) return { is: "unknown" };
  if (words.includes("change")) return { is: question?.as === "impact" ? "noise" : "unknown" };
  if (words.some((word) => word === "and" || word === "not" || word === "both" || word === "which"))
    return { is: "joint" };
  const isEmpty =
    words.length > 0 || item.senses.some(({ is }) => is === "facet" || is === "license" || is === "relation");
  return { is: isEmpty ? "noise" : "unknown" };
}

/** Whether what things have is asked for beside them, which no view shows: "models by Google and their licences". */
function isLeftOut(reading: Reading, at: number): boolean {
  const { items, roles, question } = reading;
  if (question || !items[at].senses.some(({ is }) => is === "facet" || is === "license")) return false;
  if (reading.isRefused(at)) return true;
  let before = at - 1;
  const isPlain = (words: readonly string[]) => words.includes("noise") && !words.includes("and");
  while (items[before] && isPlain(wordsIn(items[before]))) before--;
  const isSaid = [roles[at - 1], roles[at + 1]].some((role) => role?.is === "value" || role?.is === "range");
  return before > 0 && wordsIn(items[before]).includes("and") && !isSaid;
}

/** What is asked about the entities that nothing else was made of. */
function ask(reading: Reading): Question | undefined {
  const { items, text } = reading;
  const named = reading.named.filter((i) => reading.groupOf(i) === reading.sought && !reading.isValue(i));
  const asked = questionIn({
    lexicon: reading.lexicon,
    items,
    isOpen: (i) => !reading.roles[i],
    isRefused: (i) => reading.isRefused(i),
    named,
    isAlone: reading.groups.length === 0,
    isAboutTwo: reading.isAboutTwo(),
    isAboutFact: reading.isYesNo() || reading.isAboutWhen(),
    between: (a, b) => text.slice(items[a].end, items[b].start),
    before: (at) => text.slice(items[reading.named.findLast((i) => i < at) ?? -1]?.end ?? 0, items[at].start),
  });
  for (const [i, role] of asked?.roles ?? []) reading.roles[i] = role;
  if (asked?.near) reading.sought.draft.near = asked.near;
  return asked?.question;
}

function finish(reading: Reading): { hidden: string[]; filter: Filter } {
  const { kinds } = reading.graph;
  const shown = reading.sought.kinds.filter((kind) => !reading.excluded.has(kind));
  const hidden = shown.length > 0 ? kinds.filter((kind) => !shown.includes(kind)) : [...reading.excluded];
  return { hidden: hidden.toSorted(), filter: filterOf(reading.sought.draft) };
}
