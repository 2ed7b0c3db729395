/** What the pages about the outline have in common: bars, lists of entities with their standing, links to sections. */
import { entityHref, KindSign, Name } from "@/app/[locale]/_pages/entity-link";
import page from "@/app/[locale]/_pages/page.module.css";
import type { Ontology } from "@/lib/graph/ontology";
import { byKind, type Section } from "@/lib/graph/outline-sections";
import type { Entity, Locale } from "@/lib/graph/schema";
import { formatCount } from "@/lib/i18n/format";
import { outlineWords } from "@/lib/i18n/outline-words";
import styles from "./outline.module.css";

/** Path of a section below the language. */
export const sectionPath = (number: string): string => `outline/${number}`;

export function SectionLink({ locale, section }: { locale: Locale; section: Section }) {
  return (
    <a className={styles.sectionLink} href={`/${locale}/${sectionPath(section.number)}`}>
      <span className={styles.number}>{section.number}</span> <span>{section.title[locale]}</span>
    </a>
  );
}

interface BarProps {
  locale: Locale;
  ontology: Ontology;
  section: Section;
  /** How many entities the whole width stands for. */
  most: number;
}

/** How many entities of each kind a section holds: as a bar, and in numbers below it. */
export function KindBar({ locale, ontology, section, most }: BarProps) {
  const w = outlineWords[locale];
  const groups = byKind(section.entities, Object.keys(ontology.kinds));
  let end = 0;
  const parts = groups.map(({ kind, entities: { length } }) => {
    end += length;
    return { kind, length, start: end - length };
  });
  return (
    <>
      <svg
        className={styles.bar}
        viewBox={`0 0 ${most} 1`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        {parts.map(({ kind, length, start }) => {
          const { light, dark } = ontology.kinds[kind].colour;
          return (
            <rect
              key={kind}
              x={start}
              width={length}
              height="1"
              fill={`light-dark(${light}, ${dark})`}
              stroke="var(--page)"
              strokeWidth="1.5"
              vectorEffect="non-scaling-stroke"
            />
          );
        })}
      </svg>
      <ul className={styles.kinds}>
        {parts.map(({ kind, length }) => (
          <li key={kind}>
            <KindSign kind={kind} size={15} />
            {w.ofKind(ontology.kinds[kind].plural[locale], formatCount(length, locale))}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whether the white paper's summary names it: a full sign, or an empty one for what was added later. */
function Standing({ isNamed }: { isNamed: boolean }) {
  return (
    <span className={styles.standing} data-named={isNamed}>
      <svg viewBox="-6 -6 12 12" width="12" height="12" aria-hidden="true" focusable="false">
        <path
          d="M0-4.600 4.600 0 0 4.600-4.600 0Z"
          fill={isNamed ? "currentColor" : "none"}
          stroke="currentColor"
        />
      </svg>
    </span>
  );
}

/** How many are named in the summary and how many were added, with the signs that lists have for them. */
export function StandingKey({ locale, entities }: { locale: Locale; entities: readonly Entity[] }) {
  const w = outlineWords[locale];
  const named = entities.filter(({ namedInWhitePaper }) => namedInWhitePaper).length;
  const count = (n: number) => formatCount(n, locale);
  return (
    <ul className={styles.key}>
      <li>
        <Standing isNamed /> {w.namedCount(count(named))}
      </li>
      <li>
        <Standing isNamed={false} /> {w.laterCount(count(entities.length - named))}
      </li>
    </ul>
  );
}

/** Links to entities, each with its standing; the kind is said by the heading above. */
export function EntityList({ locale, entities }: { locale: Locale; entities: readonly Entity[] }) {
  const w = outlineWords[locale];
  return (
    <ul className={`${page.columns} ${styles.entities}`}>
      {entities.map(({ id, name, namedInWhitePaper: isNamed }) => (
        <li key={id}>
          <Standing isNamed={isNamed} />
          <span>
            <a href={entityHref(locale, id)}>
              <Name locale={locale} text={name} />
            </a>
            <span className="visually-hidden"> ({isNamed ? w.named : w.later})</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
