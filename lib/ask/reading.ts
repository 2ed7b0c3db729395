/** A text on its way to its meaning: its phrases, what became of each, and what their neighbours tell of them. */
import type { FacetDefinition } from "@/lib/graph/facet-table";
import type { Graph } from "@/lib/graph/graph";
import { locales } from "@/lib/graph/schema";
import type { Question } from "@/lib/view/view";
import { type Draft, emptyDraft } from "./draft";
import { grammars } from "./grammars";
import { entitiesIn, isFiller, kindsIn, type Role, relationsIn, valuesIn, wordsIn } from "./items";
import type { Lexicon, ValueSense } from "./lexicon";
import { asking } from "./question";
import type { Item } from "./segment";
import { isScope, kindOf } from "./ways";
import type { WordName } from "./zh-words";

/** A noun that names kinds, or several that are joined, with what is said of it. */
export interface Group {
  readonly kinds: readonly string[];
  /** Phrases that name it; both -1 where no kind is named and conditions stand alone. */
  readonly first: number;
  readonly last: number;
  readonly draft: Draft;
  /** Phrases that say something of it. */
  readonly read: number[];
  /** Named by a value that only one kind has: "universities", "GPUs". */
  readonly isByValue?: boolean;
}

/** Words that ask for all that a thing comes from or leads to. */
const describing: ReadonlySet<WordName> = new Set(["lineage", "compare", "terms", "mayUse"]);

export class Reading {
  readonly graph: Graph;
  /** Of each phrase; nothing where nothing has been made of it yet. */
  readonly roles: (Role | undefined)[];
  readonly groups: Group[] = [];
  /** Kinds that are refused. */
  readonly excluded = new Set<string>();
  /** What is asked for. */
  sought: Group = { kinds: [], first: -1, last: -1, draft: emptyDraft(), read: [] };
  /** What is asked about what is named. */
  question: Question | undefined;

  constructor(
    readonly lexicon: Lexicon,
    readonly items: readonly Item[],
    readonly text: string,
  ) {
    this.graph = lexicon.speech.graph;
    this.roles = items.map(() => undefined);
  }

  /** Whether a question word asks for it: "which open frameworks". */
  isMarked({ first }: Group): boolean {
    for (let i = first - 1; i >= 0; i--) {
      const item = this.items[i];
      if (wordsIn(item).includes("which")) return true;
      if (kindsIn(item).length > 0 || relationsIn(item).length > 0) return false;
    }
    return false;
  }

  /** Whether a text about one thing asks whether or how it may be used. */
  isAboutUse(): boolean {
    const isUse = (item: Item) =>
      item.senses.some(
        (sense) =>
          sense.is === "license" ||
          (sense.is === "value" && this.definition(sense.facet)?.builtIn === "commercial_use"),
      );
    return this.groups.length === 0 && this.items.some(isUse);
  }

  /** Phrases that name entities and nothing else has been made of. */
  get named(): number[] {
    return this.items.flatMap((item, i) => (!this.roles[i] && entitiesIn(item).length > 0 ? [i] : []));
  }

  /** Whether it is asked if one thing has to do with another: "is DeepMind part of Google", Vicuna 用 ShareGPT 训练过吗. */
  isAboutTwo(): boolean {
    const { named, items } = this;
    if (this.groups.length > 0 || named.length !== 2 || items.some((item) => wordsIn(item).includes("which")))
      return false;
    const [first, last] = named;
    const isAsked = items.some((item) => wordsIn(item).some((word) => asking.has(word)));
    const isTied = items.slice(first + 1, last).some((item) => relationsIn(item).length > 0);
    return !isAsked && (isTied || this.isYesNo());
  }

  /** Whether the text is a question that is answered by yes or no. */
  isYesNo(): boolean {
    const text = this.text.trim().toLowerCase();
    // "Could you list" is no such question.
    if (/^(?:\w+ (?:you|we|there)|do i)\b/.test(text)) return false;
    return locales.some((locale) => {
      const { first, last, within } = grammars[locale].yesNo;
      const plain = text.replace(/[?？。.!！\s]+$/, "");
      return (
        first.some((word) => plain.startsWith(`${word} `)) ||
        last.some((word) => plain.endsWith(word)) ||
        within.some((word) => plain.includes(word))
      );
    });
  }

  /** Whether a word asks a question about one thing, and nothing is sought beside it: what else is said of it only names it. */
  isAsking(): boolean {
    if (this.groups.length > 0 || this.named.length === 0) return false;
    return this.items.some(
      (item) => relationsIn(item).length === 0 && wordsIn(item).some((word) => describing.has(word)),
    );
  }

  /** Whether it is asked when something was: relations are no part of that. */
  isAboutWhen(): boolean {
    return this.groups.length === 0 && this.items.some((item) => wordsIn(item).includes("when"));
  }

  /** Gives a noun up with all that was said of it. */
  giveUp(group: Group): void {
    this.nameGroup(group, "unknown");
    for (const i of group.read) this.roles[i] = { is: "unknown" };
  }

  nameGroup({ first, last }: Group, is: "unknown" | "noise"): void {
    for (let i = first; i <= last; i++) if (this.roles[i]?.is === "kind") this.roles[i] = { is };
  }

  /** The noun that a phrase says something of. */
  groupOf(at: number): Group {
    if (this.groups.length < 2) return this.sought;
    const own = this.groups.find(({ first, last }) => first <= at && last >= at);
    if (own) return own;
    const before = this.groups.findLast(({ last }) => last < at);
    const following = this.groups.find(({ first }) => first > at);
    // "Risks in healthcare and techniques": what is joined by a word begins anew.
    const isAnew = (group: Group) =>
      before !== undefined &&
      this.items.slice(at + 1, group.first).some((item) => wordsIn(item).includes("and"));
    const next = following && !isAnew(following) ? following : undefined;
    const isTo = (group: Group) => {
      const [from, to] = group.first > at ? [at + 1, group.first] : [group.last + 1, at];
      const between = this.items.slice(from, to);
      if (between.some((_, i) => this.roles[from + i]?.is === "relation")) return false;
      return group.first < at || !(between.some(this.parts) || this.isCutOff(at, group.first));
    };
    if (next && isTo(next) && this.mayBeOf(at, next)) return next;
    if (this.items[at].isHan || !before || !isTo(before)) return this.sought;
    return this.mayBeOf(at, before) ? before : this.sought;
  }

  /** Whether a value, or a number whose facet is named beside it, can be said of these kinds. */
  mayBeOf(at: number, { kinds }: Group): boolean {
    const item = this.items[at];
    const has = (facet: string) =>
      this.definition(facet)?.kinds.some((kind) => kinds.includes(kind)) ?? false;
    if (entitiesIn(item).length > 0) return true;
    if (!item.quantity) return valuesIn(item).length === 0 || valuesIn(item).some(({ facet }) => has(facet));
    const named = this.facetsBeside(at);
    return named.length === 0 || named.some(has);
  }

  facetsBeside(at: number): string[] {
    return this.besides(at, 2).flatMap((i) =>
      this.items[i].senses.flatMap((sense) => (sense.is === "facet" ? [sense.facet] : [])),
    );
  }

  /** Whether what is before a word belongs elsewhere than what is behind. */
  parts = (item: Item): boolean => wordsIn(item).some((word) => word === "at" || word === "which");

  /** Whether a Chinese clause ends between two phrases. */
  isCutOff = (a: number, b: number): boolean =>
    /[，；。]/.test(this.text.slice(this.items[a].end, this.items[b].start));

  /** Whether only what parts a list is between two phrases. */
  isListed(a: number, b: number): boolean {
    const [first, last] = a < b ? [a, b] : [b, a];
    return /^\s*[、,，/&+]\s*$/.test(this.text.slice(this.items[first].end, this.items[last].start));
  }

  isJoined(a: number, b: number): boolean {
    return b - a === 1
      ? this.isListed(a, b)
      : this.items.slice(a + 1, b).every((item) => wordsIn(item).includes("and"));
  }

  /** Whether a relation is refused; in Chinese also before what it leads to: 不是在某数据集上训练的. */
  isClauseRefused(at: number): boolean {
    if (this.isRefused(at)) return true;
    if (!this.items[at].isHan) return false;
    for (let i = at - 1; i > 0; i--) {
      const { [i - 1]: before, [i]: item } = this.items;
      if (relationsIn(item).length > 0 || this.isCutOff(i, at)) return false;
      if (wordsIn(item).includes("at") && wordsIn(before).includes("not")) return true;
    }
    return false;
  }

  isRefused(at: number): boolean {
    for (let i = at - 1; i >= 0; i--) {
      const words = wordsIn(this.items[i]);
      if (words.includes("not")) return true;
      if (!words.includes("noise") || words.includes("and")) return false;
    }
    return false;
  }

  definition = (facet: string): FacetDefinition | undefined =>
    this.lexicon.speech.table.get(facet)?.definition;

  /** Whether a phrase that may name an entity as well is a value. */
  isValue(at: number, kinds: readonly string[] = this.groupOf(at).kinds): boolean {
    const item = this.items[at];
    const values = this.candidates(at, kinds);
    if (values.length === 0) return false;
    if (entitiesIn(item).length === 0) return true;
    if (kinds.length === 0 || this.isNamed(at)) return false;
    return values.some(({ as, facet }) => as === "name" || this.isHinted(at, facet));
  }

  /** Whether the noun behind a place says that it is one: 法律领域. */
  private isNamed(at: number): boolean {
    const kinds = this.items[at + 1] ? kindsIn(this.items[at + 1]) : [];
    return entitiesIn(this.items[at]).some(
      (entity) => isScope(this.graph, entity) && kinds.includes(kindOf(this.graph, entity)),
    );
  }

  /** Values that a phrase may mean of these kinds: those whose facet is named beside it, else all. */
  candidates(at: number, kinds: readonly string[]): ValueSense[] {
    const fitting = valuesIn(this.items[at]).filter(({ facet }) => {
      const definition = this.definition(facet);
      return definition && (kinds.length === 0 || kinds.some((kind) => definition.kinds.includes(kind)));
    });
    const hinted = fitting.filter(({ facet }) => this.isHinted(at, facet));
    if (hinted.length > 0) return hinted;
    // One word for a country and its language is the country unless one speaks it.
    const typeOf = ({ facet }: ValueSense) => this.definition(facet)?.fact?.type;
    const refused = this.isSpoken(at) ? "country" : "language";
    // What can be nothing else may be said in short.
    const isSure = this.items[at].senses.length === fitting.length;
    const certain = fitting.filter(({ as }) => as !== "short" || isSure);
    const left = certain.filter((one) => typeOf(one) !== refused);
    return left.length > 0 ? left : certain;
  }

  isLast = (at: number): boolean => this.items.slice(at + 1).every((item) => isFiller(item));

  /** Whether it is said that something speaks it: "in Chinese", "Japanese-speaking". */
  private isSpoken(at: number): boolean {
    const [before, behind] = [
      this.text.slice(0, this.items[at].start).trimEnd().toLowerCase(),
      this.text.slice(this.items[at].end).trimStart().toLowerCase(),
    ];
    const { spoken } = grammars.en;
    if (spoken.after.some((word) => behind.startsWith(word))) return true;
    if (spoken.before.some((word) => before.endsWith(` ${word}`))) return true;
    // "In English and Chinese" are one list; "in Chinese hospitals" is not about what is spoken there.
    const rest = this.items.slice(at + 1);
    const isLast = rest.every((item) => isFiller(item) || this.isLanguage(item));
    if (/(?:^|\s)in$/.test(before)) return isLast;
    const joint = this.items[at - 1];
    const other = this.items[at - 2];
    return (
      isLast &&
      joint !== undefined &&
      wordsIn(joint).includes("and") &&
      this.isLanguage(other) &&
      this.isSpoken(at - 2)
    );
  }

  private isLanguage = (item: Item | undefined): boolean =>
    item !== undefined &&
    valuesIn(item).some(({ facet }) => this.definition(facet)?.fact?.type === "language");

  /** Whether the facet, or that it is a licence, is said right beside. */
  isHinted(at: number, facet: string): boolean {
    const isHint = (item: Item) =>
      item.senses.some(
        (sense) =>
          (sense.is === "facet" && sense.facet === facet) ||
          (sense.is === "license" && this.definition(facet)?.fact?.type === "license"),
      );
    if (this.besides(at, 1).some((i) => isHint(this.items[i])) || this.isUnderTerms(at, facet)) return true;
    // "Licensed under GPL or MIT": the hint is for all of a list.
    const before = at - 2;
    const isJoined = before >= 0 && wordsIn(this.items[at - 1]).includes("and");
    return (
      isJoined &&
      valuesIn(this.items[before]).some((one) => one.facet === facet) &&
      this.isHinted(before, facet)
    );
  }

  /** Whether a word that terms of use stand behind is right before a licence: "under MIT". */
  private isUnderTerms(at: number, facet: string): boolean {
    if (this.definition(facet)?.fact?.type !== "license") return false;
    const before = this.text.slice(0, this.items[at].start);
    return locales.some((locale) =>
      grammars[locale].underLicense.some((word) => before.trimEnd().endsWith(word)),
    );
  }

  /** Phrases on both sides of one, as far as there are no more than so many that mean something. */
  besides(at: number, most: number): number[] {
    return [-1, 1].flatMap((step) => {
      const found: number[] = [];
      for (let i = at + step; this.items[i] && found.length < most; i += step)
        if (!wordsIn(this.items[i]).includes("noise") || this.items[i].senses.length > 1) found.push(i);
      return found;
    });
  }
}
