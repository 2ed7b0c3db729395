/** A section of what a scope holds: each entity with what it is about there, and why it belongs. */

import type { AtlasData } from "@/app/_server/atlas-data";
import { EntityLink, entityHref, Name } from "@/app/[locale]/_pages/entity-link";
import page from "@/app/[locale]/_pages/page.module.css";
import { readingOf } from "@/lib/graph/ontology-readings";
import type { Locale } from "@/lib/graph/schema";
import type { Member, Tie } from "@/lib/graph/scope-sections";
import { listSeparators } from "@/lib/i18n/locale";
import { scopeWords } from "@/lib/i18n/scope-words";
import styles from "./scope.module.css";

/** How many entities are shown before the others open, and how many names follow a reading. */
const shownAtOnce = 12;
const namedLimit = 4;

interface PartProps {
  locale: Locale;
  data: AtlasData;
}

export function Members({ members, ...part }: PartProps & { members: readonly Member[] }) {
  const w = scopeWords[part.locale];
  const [first, rest] = [members.slice(0, shownAtOnce), members.slice(shownAtOnce)];
  return (
    <>
      <MemberList {...part} members={first} />
      {rest.length > 0 && (
        <details className={styles.more}>
          <summary>{w.more(rest.length)}</summary>
          <MemberList {...part} members={rest} />
        </details>
      )}
    </>
  );
}

function MemberList({ locale, data, members }: PartProps & { members: readonly Member[] }) {
  const w = scopeWords[locale];
  const { compiled, ontology } = data;
  return (
    <ul className={styles.members}>
      {members.map(({ entity, isSourced, through, ties }) => (
        <li key={entity}>
          <EntityLink locale={locale} entity={compiled.entities[entity]} ontology={ontology} />{" "}
          {through !== undefined && (
            <span className={page.quiet}>{w.through(compiled.entities[through].name[locale])}</span>
          )}{" "}
          {!isSourced && (
            <span className={styles.unsourced} title={w.unsourcedHint}>
              {w.unsourced}
            </span>
          )}
          {ties.map((tie) => (
            <TieLine key={`${tie.type} ${tie.direction}`} locale={locale} data={data} tie={tie} />
          ))}
        </li>
      ))}
    </ul>
  );
}

function TieLine({ locale, data: { compiled, ontology }, tie }: PartProps & { tie: Tie }) {
  const w = scopeWords[locale];
  const { type, direction, others } = tie;
  return (
    <p className={styles.tie}>
      <span className={styles.reading}>{readingOf(ontology, type, direction, locale)}</span>{" "}
      {others.slice(0, namedLimit).map(({ entity, isSourced }, i) => {
        const { id, name } = compiled.entities[entity];
        return (
          <span key={id}>
            {i > 0 && listSeparators[locale]}
            <a href={entityHref(locale, id)}>
              <Name locale={locale} text={name} />
            </a>
            {!isSourced && (
              <span className={page.quiet}>
                {locale === "zh" ? "（" : " ("}
                {w.unsourced}
                {locale === "zh" ? "）" : ")"}
              </span>
            )}
          </span>
        );
      })}
      {others.length > namedLimit && <> {w.and(others.length)}</>}
    </p>
  );
}
