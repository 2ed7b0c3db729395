"use client";

/** Labels in both languages, colours, facets and descent, as the reader wants them; what is not changed stays as it was found. */
import { type ReactNode, useId, useMemo, useState } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { OntologyEdits } from "@/lib/exchange/ontology-edits";
import type { Locale, Text } from "@/lib/graph/schema";
import { formatCount } from "@/lib/i18n/format";
import { importWords } from "@/lib/i18n/import-words";
import styles from "./import.module.css";
import type { FoundGraph } from "./import-orders";

interface OntologyEditorProps {
  found: FoundGraph;
  edits: OntologyEdits;
  onChange(edits: OntologyEdits): void;
  /** Shown once it is asked for. */
  isFolded?: boolean;
}

/** More of one sort are not shown: nobody edits them one by one. */
const shownAtMost = 100;

export function OntologyEditor({ found, edits, onChange, isFolded = false }: OntologyEditorProps) {
  const { locale } = useAtlas();
  const w = importWords[locale].edit;
  const hasEdits = [edits.kinds, edits.relations, edits.facts].some(
    (some) => Object.keys(some ?? {}).length > 0,
  );
  const parts = (
    <>
      <Kinds found={found} edits={edits} onChange={onChange} />
      <Relations found={found} edits={edits} onChange={onChange} />
      <Facts found={found} edits={edits} onChange={onChange} />
      {hasEdits && (
        <p className={styles.actions}>
          <button type="button" className={styles.button} onClick={() => onChange({})}>
            {w.reset}
          </button>
        </p>
      )}
    </>
  );
  if (!isFolded)
    return (
      <section className={styles.section} aria-label={w.title}>
        {parts}
      </section>
    );
  return (
    <Folded className={styles.section} title={w.title} hint={w.hint}>
      {parts}
    </Folded>
  );
}

interface FoldedProps {
  className?: string | undefined;
  title: string;
  hint?: string;
  isOpen?: boolean;
  children: ReactNode;
}

/** Its contents are made once it is opened. */
function Folded({ className, title, hint, isOpen = false, children }: FoldedProps) {
  const [open, setOpen] = useState(isOpen);
  return (
    <details className={className} open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {title} {hint && <span className={styles.hint}>{hint}</span>}
      </summary>
      {open && children}
    </details>
  );
}

interface PartProps {
  found: FoundGraph;
  edits: OntologyEdits;
  onChange(edits: OntologyEdits): void;
}

/** Those that there are most of first. */
function ranked(counts: Readonly<Record<string, number>>, names: readonly string[]): string[] {
  return [...names].sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
}

function Kinds({ found, edits, onChange }: PartProps) {
  const { locale } = useAtlas();
  const w = importWords[locale].edit;
  const { kinds } = found.ontology;
  const names = useMemo(() => ranked(found.kinds, Object.keys(kinds)), [found, kinds]);
  return (
    <Folded title={w.kinds} isOpen>
      <Heads isColoured />
      <ul className={styles.edits}>
        {names.slice(0, shownAtMost).map((name) => {
          const { label, colour } = { ...kinds[name], ...edits.kinds?.[name] };
          const of = kinds[name].label[locale];
          const set = (change: Partial<Pick<(typeof kinds)[string], "label" | "colour">>) =>
            onChange({
              ...edits,
              kinds: { ...edits.kinds, [name]: { ...edits.kinds?.[name], ...change } },
            });
          return (
            <li key={name} className={styles.edit}>
              <span className={styles.colours}>
                {(["light", "dark"] as const).map((theme) => (
                  <input
                    key={theme}
                    type="color"
                    title={w[theme]}
                    aria-label={theme === "light" ? w.colourLight(of) : w.colourDark(of)}
                    value={colour[theme]}
                    onChange={({ target }) =>
                      set({ colour: { ...colour, [theme]: target.value.toLowerCase() } })
                    }
                  />
                ))}
              </span>
              <LabelFields
                label={label}
                nameOf={(in_) => (in_ === "zh" ? w.labelZh(of) : w.labelEn(of))}
                onChange={(next) => set({ label: next })}
              />
              <Count n={found.kinds[name]} />
            </li>
          );
        })}
      </ul>
      <More n={names.length - shownAtMost} />
    </Folded>
  );
}

function Relations({ found, edits, onChange }: PartProps) {
  const { locale } = useAtlas();
  const w = importWords[locale].edit;
  const id = useId();
  const { relations } = found.ontology;
  const names = useMemo(() => ranked(found.types, Object.keys(relations)), [found, relations]);
  if (names.length === 0) return null;
  return (
    <Folded title={w.relations}>
      <p className={styles.hint} id={id}>
        {w.descentHint}
      </p>
      <Heads />
      <ul className={styles.edits}>
        {names.slice(0, shownAtMost).map((name) => {
          const changed = edits.relations?.[name] ?? {};
          const { label, inverse } = { ...relations[name], ...changed };
          const ancestor = changed.ancestor === undefined ? relations[name].ancestor : changed.ancestor;
          const of = relations[name].label[locale];
          const set = (change: NonNullable<OntologyEdits["relations"]>[string]) =>
            onChange({ ...edits, relations: { ...edits.relations, [name]: { ...changed, ...change } } });
          return (
            <li key={name} className={styles.edit} data-tall>
              <span className={styles.part}>{w.reading}</span>
              <LabelFields
                label={label}
                nameOf={(in_) => (in_ === "zh" ? w.labelZh(of) : w.labelEn(of))}
                onChange={(next) => set({ label: next })}
              />
              <Count n={found.types[name]} />
              <span className={styles.part}>{w.inverse}</span>
              <LabelFields
                label={inverse}
                nameOf={(in_) => (in_ === "zh" ? w.inverseZh(of) : w.inverseEn(of))}
                onChange={(next) => set({ inverse: next })}
              />
              <span className={styles.part}>{w.descent}</span>
              <select
                className={styles.descent}
                aria-label={w.descentOf(of)}
                aria-describedby={id}
                value={ancestor ?? "none"}
                onChange={({ target: { value } }) =>
                  set({ ancestor: value === "from" || value === "to" ? value : null })
                }
              >
                {(["none", "to", "from"] as const).map((way) => (
                  <option key={way} value={way}>
                    {w.descents[way]}
                  </option>
                ))}
              </select>
            </li>
          );
        })}
      </ul>
      <More n={names.length - shownAtMost} />
    </Folded>
  );
}

function Facts({ found, edits, onChange }: PartProps) {
  const { locale } = useAtlas();
  const w = importWords[locale].edit;
  const { kinds } = found.ontology;
  const facts = useMemo(() => {
    const all = Object.entries(kinds).flatMap(([kind, { facts: of }]) =>
      Object.entries(of).map(([fact, definition]) => ({ key: `${kind}.${fact}`, kind, definition })),
    );
    return all.sort((a, b) => (found.facts[b.key] ?? 0) - (found.facts[a.key] ?? 0));
  }, [found, kinds]);
  if (facts.length === 0) return null;
  const severalKinds = Object.keys(kinds).length > 1;
  return (
    <Folded title={w.facts}>
      <Heads />
      <ul className={styles.edits}>
        {facts.slice(0, shownAtMost).map(({ key, kind, definition }) => {
          const { label, facet } = { ...definition, ...edits.facts?.[key] };
          const kindLabel = kinds[kind].label[locale];
          const of = severalKinds ? `${definition.label[locale]} (${kindLabel})` : definition.label[locale];
          const set = (change: NonNullable<OntologyEdits["facts"]>[string]) =>
            onChange({ ...edits, facts: { ...edits.facts, [key]: { ...edits.facts?.[key], ...change } } });
          return (
            <li key={key} className={styles.edit}>
              <label className={styles.check}>
                <input
                  type="checkbox"
                  aria-label={w.facetOf(of)}
                  checked={facet === true}
                  onChange={({ target }) => set({ facet: target.checked })}
                />
                <span aria-hidden="true">{w.facet}</span>
              </label>
              <LabelFields
                label={label}
                nameOf={(in_) => (in_ === "zh" ? w.labelZh(of) : w.labelEn(of))}
                onChange={(next) => set({ label: next })}
              />
              <Count n={found.facts[key]} of={severalKinds ? kindLabel : undefined} />
            </li>
          );
        })}
      </ul>
      <More n={facts.length - shownAtMost} />
    </Folded>
  );
}

const languagesFor = (locale: Locale) =>
  locale === "zh" ? (["zh", "en"] as const) : (["en", "zh"] as const);

/** What the columns are, for the eye: every field has a name of its own. */
function Heads({ isColoured = false }: { isColoured?: boolean }) {
  const { locale } = useAtlas();
  const w = importWords[locale].edit;
  return (
    <p className={`${styles.edit} ${styles.heads}`} aria-hidden="true">
      <span className={styles.colours}>
        {isColoured && (
          <>
            <span>{w.lightShort}</span>
            <span>{w.darkShort}</span>
          </>
        )}
      </span>
      <span className={styles.labels}>
        {languagesFor(locale).map((language) => (
          <span key={language}>{w[language]}</span>
        ))}
      </span>
    </p>
  );
}

interface LabelFieldsProps {
  label: Text;
  /** Accessible name of the field in a language. */
  nameOf(language: Locale): string;
  onChange(label: Text): void;
}

const longestLabel = 60;

/** A label in both languages, the reader's first; a language that is left empty is called as the other. */
function LabelFields({ label, nameOf, onChange }: LabelFieldsProps) {
  const { locale } = useAtlas();
  const w = importWords[locale].edit;
  /** What stands in the fields, where that is no label yet. */
  const [typed, setTyped] = useState<Partial<Text>>({});
  const change = (language: Locale, text: string) => {
    const next = { ...typed, [language]: text };
    setTyped(next);
    const other: Locale = language === "en" ? "zh" : "en";
    const own = text.trim();
    if (own !== "") onChange({ ...label, [language]: own });
    else if (label[other].trim() !== "") onChange({ ...label, [language]: label[other] });
  };
  return (
    <span className={styles.labels}>
      {languagesFor(locale).map((language) => (
        <input
          key={language}
          type="text"
          maxLength={longestLabel}
          placeholder={w[language]}
          aria-label={nameOf(language)}
          lang={language === "zh" ? "zh-CN" : "en"}
          value={typed[language] ?? label[language]}
          onChange={({ target }) => change(language, target.value)}
          onBlur={() => setTyped({})}
        />
      ))}
    </span>
  );
}

/** How many there are, and of which kind. */
function Count({ n = 0, of }: { n?: number | undefined; of?: string | undefined }) {
  const { locale } = useAtlas();
  return (
    <span className={styles.count}>
      {of && `${of} · `}
      {formatCount(n, locale)}
    </span>
  );
}

function More({ n }: { n: number }) {
  const { locale } = useAtlas();
  if (n <= 0) return null;
  return <p className={styles.hint}>{importWords[locale].edit.more(formatCount(n, locale))}</p>;
}
