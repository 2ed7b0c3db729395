/** Questions about what is named: which one is asked, and about whom. */
import { type Filter, filterLimits } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import { usualPaths } from "@/lib/view/parse-parts";
import { exploreLimits, type Question } from "@/lib/view/view";
import { type AskName, entitiesIn, type Role, valuesIn, wordsIn } from "./items";
import type { Lexicon } from "./lexicon";
import type { Item } from "./segment";
import { isScope, kindOf } from "./ways";
import type { WordName } from "./zh-words";

/** Words that ask a question about what is named. */
export const asking: ReadonlySet<WordName> = new Set([
  "descendants",
  "depends",
  "descends",
  "ancestors",
  "lineage",
  "impact",
  "paths",
  "compare",
  "terms",
]);

export interface Asking {
  readonly lexicon: Lexicon;
  readonly items: readonly Item[];
  /** Whether nothing has been made of a phrase yet. */
  isOpen(at: number): boolean;
  isRefused(at: number): boolean;
  /** Phrases that name what may be asked about. */
  readonly named: readonly number[];
  /** Whether no noun says what is sought. */
  readonly isAlone: boolean;
  /** Whether it is asked if one thing has to do with another. */
  readonly isAboutTwo: boolean;
  /** Whether what is asked about one thing is a fact of it. */
  readonly isAboutFact: boolean;
  /** The text between two phrases. */
  between(a: number, b: number): string;
  /** The text before a phrase, from the entity before it on. */
  before(at: number): string;
}

export interface Asked {
  readonly question?: Question;
  /** Instead of a question: only what is round an entity. */
  readonly near?: Filter["near"];
  /** What became of phrases. */
  readonly roles: ReadonlyMap<number, Role>;
}

export function questionIn(context: Asking): Asked | undefined {
  const { items, isOpen, isAlone, lexicon } = context;
  const { graph, table } = lexicon.speech;
  // Domains say where, unless they are all there is to ask about.
  const isPlace = (i: number) => entitiesIn(items[i]).some((entity) => isScope(graph, entity));
  const subjects = context.named.filter((i) => !isPlace(i));
  const named = subjects.length > 0 ? subjects : context.named;
  if (named.length === 0) return undefined;

  // Of several by one name, the one that is like the others that are named.
  const certain = new Set(
    named.flatMap((i) => {
      const [entity, ...others] = entitiesIn(items[i]);
      return others.length === 0 ? [kindOf(graph, entity)] : [];
    }),
  );
  const entityAt = (i: number): number => {
    const all = entitiesIn(items[i]);
    return all.find((entity) => certain.has(kindOf(graph, entity))) ?? all[0];
  };
  const idAt = (i: number) => graph.ids[entityAt(i)];
  const roles = new Map<number, Role>();
  const answer = (
    word: number,
    as: AskName,
    about: readonly number[],
    asked: Omit<Asked, "roles">,
  ): Asked => {
    // No question leaves out what answers it: "not derived from LLaMA".
    if (context.isRefused(word)) {
      for (const i of [word, ...about]) roles.set(i, { is: "unknown" });
      return { roles };
    }
    if (word >= 0) roles.set(word, { is: "question", as });
    for (const i of about) roles.set(i, { is: "entity", entity: entityAt(i) });
    return { ...asked, roles };
  };
  const all = (word: WordName) =>
    items.flatMap((item, i) => (isOpen(i) && wordsIn(item).includes(word) ? [i] : []));
  const at = (word: WordName) => all(word)[0] ?? -1;
  const nearest = (word: number) =>
    named.reduce((best, i) => (Math.abs(i - word) < Math.abs(best - word) ? i : best));
  const steps = items.find(({ quantity }) => quantity?.is === "steps")?.quantity;
  const depth = steps?.is === "steps" ? Math.max(1, Math.min(exploreLimits.depth, steps.steps)) : undefined;
  const asDeep = depth === undefined ? {} : { depth };

  const several = [...new Map(named.map((i) => [idAt(i), i])).values()];
  if (several.length > 1) {
    const compare = at("compare");
    const about = several.slice(0, exploreLimits.compared);
    if (compare >= 0)
      return answer(compare, "compare", about, { question: { as: "compare", of: about.map(idAt) } });
    const [way, ...alike] = all("paths");
    const last = several.length - 1;
    // "From the V100 to the H100": what is said of their maker is not where it begins.
    const isTo = several.findIndex((i, k) => k > 0 && isWay(context, several[k - 1], i));
    const [from, to] = isTo > 0 ? [several[isTo - 1], several[isTo]] : several;
    // 之间 and 关系 say it together.
    for (const i of alike) roles.set(i, { is: "joint" });
    const isOne = isAlone && (isTo > 0 || context.isAboutTwo || all("depends").length > 0);
    if (way !== undefined || isOne) {
      for (const i of several) if (i !== from && i !== to && isTo > 0) roles.set(i, { is: "noise" });
      return answer(way ?? -1, "paths", [from, to], {
        question: { as: "paths", from: idAt(from), to: idAt(to), ...usualPaths },
      });
    }
    // "Llama 3 or Qwen2.5?" asks which of them.
    const isChoice = isAlone && isOr(context, several[last - 1], several[last]);
    if (isChoice) return answer(-1, "compare", about, { question: { as: "compare", of: about.map(idAt) } });
  }

  const mayDescend = named.some((i) =>
    entitiesIn(items[i]).some((entity) => descends(graph, kindOf(graph, entity))),
  );
  const isUse = (item: Item) =>
    valuesIn(item).some(({ facet }) => table.get(facet)?.definition.builtIn === "commercial_use");
  const descent = (["lineage", "ancestors", "descendants", "descends"] as const).flatMap((word) =>
    mayDescend ? all(word).map((i) => ({ word, i })) : [],
  );
  const licensed = items.findIndex(({ senses }) => senses.some(({ is }) => is === "license"));
  const isOne = isAlone && named.length === 1;
  const isChange = at("impact") >= 0 || at("change") >= 0;
  const asked = [at("terms"), isOne ? at("mayUse") : -1].find((i) => i >= 0) ?? -1;
  const terms = asked >= 0 ? asked : (descent.length > 0 || isOne) && !isChange ? licensed : -1;
  if (terms >= 0) {
    const about = nearest(terms);
    for (const { i } of descent) roles.set(i, { is: "joint" });
    for (const [i, item] of items.entries()) if (isOpen(i) && isUse(item)) roles.set(i, { is: "joint" });
    return answer(terms, "terms", [about], { question: { as: "terms", of: idAt(about) } });
  }
  for (const { word, i } of descent) {
    const about = nearest(i);
    // 之后 stands behind what it is about.
    if (word === "descendants" && about > i && items[i].isHan && !isAlone) continue;
    // 由什么衍生来 asks for what was before.
    const between = items.slice(about + 1, i);
    const isFrom = between.some(
      (item, k) => wordsIn(item).includes("which") && wordsIn(between[k - 1]).includes("at"),
    );
    const isUp = word === "ancestors" || (word === "descends" && about < i) || isFrom;
    const direction = word === "lineage" ? "both" : isUp ? "up" : "down";
    return answer(i, direction, [about], {
      question: { as: "lineage", of: idAt(about), direction, ...asDeep },
    });
  }
  const [need] = all("depends");
  const needing = need === undefined ? undefined : nearest(need);
  // What something needs is where it comes from.
  if (need !== undefined && needing !== undefined && needing < need && isAlone)
    return answer(need, "up", [needing], {
      question: { as: "lineage", of: idAt(needing), direction: "up", ...asDeep },
    });
  const impact = [at("impact"), need ?? -1, at("change")].find((i) => i >= 0) ?? -1;
  if (impact >= 0) {
    const about = nearest(impact);
    return answer(impact, "impact", [about], { question: { as: "impact", of: idAt(about), ...asDeep } });
  }

  const [about] = named;
  if (!isOne) return undefined;
  const around = at("near") >= 0 ? at("near") : at("paths");
  if (around >= 0 || depth !== undefined) {
    const near = { id: idAt(about), depth: Math.min(filterLimits.depth, depth ?? 1) };
    return answer(around, "near", [about], { near: { ...near, direction: "any", types: [] } });
  }
  // Whether one thing may be used commercially depends on what it is made of.
  const used = items.findIndex((item, i) => isOpen(i) && isUse(item));
  const licensedKinds = table.get("commercial_use")?.definition.kinds ?? [];
  const entity = entitiesIn(items[about]).find((one) => licensedKinds.includes(kindOf(graph, one)));
  if (context.isAboutFact && used < 0) {
    for (const [i, item] of items.entries())
      if (isOpen(i) && i !== about && valuesIn(item).length > 0) roles.set(i, { is: "noise" });
    const near = { id: idAt(about), depth: 1, direction: "any" as const, types: [] };
    return answer(-1, "near", [about], { near });
  }
  if (used < 0 || entity === undefined) return undefined;
  roles.set(about, { is: "entity", entity }).set(used, { is: "question", as: "terms" });
  return { question: { as: "terms", of: graph.ids[entity] }, roles };
}

/** Whether the text goes from one thing to the other: "from GPT-3 to ChatGPT". */
function isWay({ between, before }: Asking, from: number, to: number): boolean {
  const words = /^\s*(?:to|into)(?:\s+the)?\s*$/i.test(between(from, to));
  return words
    ? /\b(?:from|get|got|go|goes|went|way|path|route|lead|leads|led|evolve|evolved|came)\b/i.test(
        before(from),
      )
    : /^[^和与跟、，]*(?:到|演变成|变成|走到)了?\s*$/.test(between(from, to));
}

/** Whether one of two things is to be chosen. */
const isOr = ({ between, items }: Asking, a: number, b: number): boolean =>
  /^\s*(?:或者?|or)\s*$/i.test(between(a, b)) ? items.length === 3 : /^\s*还是\s*$/.test(between(a, b));

/** Whether what is of a kind comes from anything, or anything from it. */
const descends = ({ ontology }: Graph, kind: string): boolean =>
  ontology.flows?.lineage.some(({ via, from, to }) =>
    ontology.relations[via].ends.some(
      (ends) =>
        (ends.from.includes(kind) && (from?.includes(kind) ?? true)) ||
        (ends.to.includes(kind) && (to?.includes(kind) ?? true)),
    ),
  ) ?? true;
