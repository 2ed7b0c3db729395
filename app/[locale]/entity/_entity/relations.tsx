/** All relations of an entity, by type and direction; of long groups the first are shown and the others open. */

import type { AtlasData } from "@/app/_server/atlas-data";
import { EntityLink } from "@/app/[locale]/_pages/entity-link";
import page from "@/app/[locale]/_pages/page.module.css";
import { readingOf } from "@/lib/graph/ontology-readings";
import type { RelationGroup, RelationTold } from "@/lib/graph/portrait";
import type { Locale } from "@/lib/graph/schema";
import { entityWords } from "@/lib/i18n/entity-words";
import { formatCount } from "@/lib/i18n/format";
import styles from "./entity.module.css";
import { Cited } from "./sources";

/** How many of a group are shown before the others open. */
const shownAtOnce = 12;

interface RelationsProps {
  locale: Locale;
  data: AtlasData;
  groups: readonly RelationGroup[];
}

export function Relations({ locale, data, groups }: RelationsProps) {
  const w = entityWords[locale];
  return groups.map(({ type, direction, relations }) => {
    const unsourced = relations.filter(({ numbers }) => numbers.length === 0).length;
    const [first, rest] = [relations.slice(0, shownAtOnce), relations.slice(shownAtOnce)];
    return (
      <section key={`${type} ${direction}`}>
        <h3>
          {readingOf(data.ontology, type, direction, locale)}{" "}
          <span className={styles.count}>{formatCount(relations.length, locale)}</span>{" "}
          {unsourced > 0 && <span className={styles.unsourced}>{w.groupUnsourced(unsourced)}</span>}
        </h3>
        <RelationList locale={locale} data={data} relations={first} />
        {rest.length > 0 && (
          <details className={styles.more}>
            <summary>{w.more(rest.length)}</summary>
            <RelationList locale={locale} data={data} relations={rest} />
          </details>
        )}
      </section>
    );
  });
}

function RelationList({
  locale,
  data: { compiled, ontology },
  relations,
}: {
  locale: Locale;
  data: AtlasData;
  relations: readonly RelationTold[];
}) {
  return (
    <ul className={page.columns}>
      {relations.map(({ other, note, numbers }) => (
        <li key={`${other} ${note?.en}`} className={styles.relation}>
          <EntityLink locale={locale} entity={compiled.entities[other]} ontology={ontology} />{" "}
          <Cited locale={locale} numbers={numbers} />
          {note && <p className={styles.note}>{note[locale]}</p>}
        </li>
      ))}
    </ul>
  );
}
