"use client";

/** What several answers are made of: an entity to go to, a list that starts short, a relation told as a sentence. */
import { type MouseEvent, type ReactNode, useState } from "react";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { KindMark } from "@/app/[locale]/_parts/marks";
import type { Graph } from "@/lib/graph/graph";
import { clauseOf } from "@/lib/graph/ontology-readings";
import type { EntityId, Locale } from "@/lib/graph/schema";
import { askWords } from "@/lib/i18n/ask-words";
import { formatCount } from "@/lib/i18n/format";
import { type Question, type RelationKey, relationKey, type View } from "@/lib/view/view";
import styles from "./ask.module.css";

/** What every answer is given. */
export interface AnswerProps<As extends Question["as"]> {
  readonly graph: Graph;
  readonly theme: Theme;
  readonly question: Extract<Question, { as: As }>;
  /** How many entities of the answer are on the map. */
  readonly shown: number;
  onStep(step: (view: View) => View): void;
  onChoose(id: EntityId): void;
  onRelation(relation: RelationKey): void;
  onSelectMany(ids: readonly EntityId[]): void;
  onPoint(id: EntityId | undefined): void;
}

interface EntityButtonProps extends Pick<AnswerProps<"lineage">, "graph" | "theme" | "onChoose" | "onPoint"> {
  entity: number;
  children?: ReactNode;
}

/** An entity: pointed at, it is named on the map; chosen, it is gone to. */
export function EntityButton({ graph, theme, entity, onChoose, onPoint, children }: EntityButtonProps) {
  const { locale } = useAtlas();
  const id = graph.ids[entity];
  const kind = graph.kinds[graph.kind[entity]];
  return (
    <button
      type="button"
      className={styles.entity}
      onClick={() => onChoose(id)}
      onPointerEnter={() => onPoint(id)}
      onPointerLeave={() => onPoint(undefined)}
      onFocus={() => onPoint(id)}
      onBlur={() => onPoint(undefined)}
    >
      <KindMark ontology={graph.ontology} kind={kind} theme={theme} size={16} />
      <span>
        {graph.names[entity][locale]}
        <span className="visually-hidden"> {graph.ontology.kinds[kind].label[locale]}</span>
      </span>
      {children}
    </button>
  );
}

/** "Alpaca is based on LLaMA", from the start of the relation or, turned, from its end. */
function sentenceOf(graph: Graph, relation: number, isTurned: boolean, locale: Locale): string {
  const { from, to, type } = graph.relations;
  const [subject, object] = isTurned ? [to, from] : [from, to];
  const clause = clauseOf(
    graph.ontology,
    graph.relationTypes[type[relation]],
    isTurned ? "in" : "out",
    locale,
  );
  const nameOf = (entity: number) => graph.names[entity][locale];
  return askWords[locale].sentence(nameOf(subject[relation]), clause, nameOf(object[relation]));
}

interface RelationButtonProps {
  graph: Graph;
  relation: number;
  /** Told from its end. */
  isTurned?: boolean;
  /** In short, where what it is about stands beside it. */
  text?: string;
  onRelation(relation: RelationKey): void;
}

/** A relation as a sentence; chosen, it shows what supports it. */
export function RelationButton({ graph, relation, isTurned = false, text, onRelation }: RelationButtonProps) {
  const { locale } = useAtlas();
  const sentence = sentenceOf(graph, relation, isTurned, locale);
  return (
    <button
      type="button"
      className={styles.relation}
      aria-label={text === undefined ? undefined : askWords[locale].relation(sentence)}
      onClick={() => onRelation(relationKey(graph, relation))}
    >
      {text ?? sentence}
    </button>
  );
}

/** Before something is taken out of a row, by a button of its own: on to what is next to it, else to the field of the section. */
export function passFocusOn({ currentTarget }: MouseEvent<HTMLElement>): void {
  const place = currentTarget.closest("li, th");
  const around = [place?.nextElementSibling, place?.previousElementSibling];
  const next = around.map((one) => one?.querySelector("button")).find(Boolean);
  (next ?? place?.closest("section")?.querySelector("input"))?.focus();
}

interface LongListProps<T> {
  items: readonly T[];
  /** How many stand there before all are asked for. */
  first: number;
  children(item: T, index: number): ReactNode;
}

/** The rows of a list, the first of them until all are asked for. */
export function LongList<T>({ items, first, children }: LongListProps<T>) {
  const { locale } = useAtlas();
  const w = askWords[locale];
  const [all, setAll] = useState(false);
  return (
    <>
      <ul className={styles.list}>{(all ? items : items.slice(0, first)).map(children)}</ul>
      {items.length > first && (
        <button type="button" className={shared.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? w.showFirst : w.showAll(formatCount(items.length, locale))}
        </button>
      )}
    </>
  );
}

interface DropdownProps<T extends string | number> {
  label: string;
  value: T;
  options: readonly { readonly value: T; readonly name: string }[];
  onChoose(value: T): void;
}

/** One of few, as a list to choose from. */
export function Dropdown<T extends string | number>({ label, value, options, onChoose }: DropdownProps<T>) {
  return (
    <label className={styles.choice}>
      <span className={shared.muted}>{label}</span>
      <select
        className={styles.select}
        value={value}
        onChange={({ target }) => {
          const chosen = options[target.selectedIndex];
          if (chosen) onChoose(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  );
}
