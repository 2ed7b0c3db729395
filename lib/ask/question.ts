/** Questions about what is named: which one is asked, and about whom. */
import { type Filter, filterLimits } from "@/lib/graph/filter-value";
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
    const [from, to] = several;
    // 之间 and 关系 say it together.
    for (const i of alike) roles.set(i, { is: "joint" });
    if (way !== undefined)
      return answer(way, "paths", [from, to], {
        question: { as: "paths", from: idAt(from), to: idAt(to), ...usualPaths },
      });
  }

  const descent = (["lineage", "ancestors", "descendants", "descends"] as const).flatMap((word) =>
    all(word).map((i) => ({ word, i })),
  );
  const licensed = items.findIndex(({ senses }) => senses.some(({ is }) => is === "license"));
  const isOne = isAlone && named.length === 1;
  const terms = at("terms") >= 0 ? at("terms") : descent.length > 0 || isOne ? licensed : -1;
  if (terms >= 0) {
    const about = nearest(terms);
    for (const { i } of descent) roles.set(i, { is: "joint" });
    return answer(terms, "terms", [about], { question: { as: "terms", of: idAt(about) } });
  }
  for (const { word, i } of descent) {
    const about = nearest(i);
    // 之后 stands behind what it is about.
    if (word === "descendants" && about > i && items[i].isHan && !isAlone) continue;
    const isUp = word === "ancestors" || (word === "descends" && about < i);
    const direction = word === "lineage" ? "both" : isUp ? "up" : "down";
    return answer(i, direction, [about], {
      question: { as: "lineage", of: idAt(about), direction, ...asDeep },
    });
  }
  const impact = at("impact") >= 0 ? at("impact") : at("change");
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
  const used = items.findIndex(
    (item, i) =>
      isOpen(i) &&
      valuesIn(item).some(({ facet }) => table.get(facet)?.definition.builtIn === "commercial_use"),
  );
  const licensedKinds = table.get("commercial_use")?.definition.kinds ?? [];
  const entity = entitiesIn(items[about]).find((one) => licensedKinds.includes(kindOf(graph, one)));
  if (used < 0 || entity === undefined) return undefined;
  roles.set(about, { is: "entity", entity }).set(used, { is: "question", as: "terms" });
  return { question: { as: "terms", of: graph.ids[entity] }, roles };
}
