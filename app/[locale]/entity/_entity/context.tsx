/** What surrounds an entity: where it comes from, what is like it, where the white paper speaks of it, what is not known. */

import type { AtlasData } from "@/app/_server/atlas-data";
import { EntityLink } from "@/app/[locale]/_pages/entity-link";
import page from "@/app/[locale]/_pages/page.module.css";
import type { Descent, Portrait } from "@/lib/graph/portrait";
import type { Locale } from "@/lib/graph/schema";
import { entityWords } from "@/lib/i18n/entity-words";
import { formatShare } from "@/lib/i18n/format";
import { listSeparators } from "@/lib/i18n/locale";
import styles from "./entity.module.css";

interface PartProps {
  locale: Locale;
  data: AtlasData;
  portrait: Portrait;
}

/** How many are named in a sentence. */
const namedLimit = 3;

/** Descent in a sentence or two; nothing where there is none. */
export function Origin({ locale, data: { graph }, portrait: { ancestors, descendants } }: PartProps) {
  const w = entityWords[locale];
  const names = ({ order, next }: Descent) =>
    order.slice(0, Math.min(next, namedLimit)).map((entity) => graph.names[entity][locale]);
  if (ancestors.order.length + descendants.order.length === 0) return null;
  const [from, to] = [names(ancestors), names(descendants)];
  const separator = listSeparators[locale];
  return (
    <>
      <h2>{w.origin}</h2>
      {from.length > 0 && <p>{w.ancestors(from.join(separator), ancestors.order.length, from.length)}</p>}
      {to.length > 0 && (
        <p>
          {w.descendants(to.join(separator), descendants.order.length, descendants.next, descendants.depth)}
        </p>
      )}
    </>
  );
}

export function RelatedEntities({ locale, data: { compiled, graph, ontology }, portrait }: PartProps) {
  const w = entityWords[locale];
  const { related } = portrait;
  if (related.length === 0) return null;
  const names = (entities: readonly number[]) =>
    entities.map((entity) => graph.names[entity][locale]).join(w.sharedAnd);
  return (
    <>
      <h2>{w.related}</h2>
      <p className={page.quiet}>{w.relatedText}</p>
      <ul className={styles.related}>
        {related.map(({ entity, shared }) => (
          <li key={entity}>
            <EntityLink locale={locale} entity={compiled.entities[entity]} ontology={ontology} />{" "}
            <span className={page.quiet}>
              {shared.length === 0
                ? w.near
                : w.shares(names(shared.slice(0, namedLimit)), Math.max(0, shared.length - namedLimit))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

export function Paper({ locale, data: { compiled }, portrait: { entity } }: PartProps) {
  const w = entityWords[locale];
  const { entries } = compiled.outline;
  if (entries.length === 0) return null;
  return (
    <>
      <h2>{w.paper}</h2>
      <p>{entity.namedInWhitePaper ? w.named : w.added}</p>
      {entity.sections.length === 0 ? (
        <p className={page.quiet}>{w.noSections}</p>
      ) : (
        <>
          <h3>{w.sections}</h3>
          <ul>
            {entity.sections.map((number) => (
              <li key={number}>
                <a href={`/${locale}/outline/${number}`}>
                  {number} {entries.find((entry) => entry.number === number)?.title[locale]}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

export function Unknown({ locale, portrait: { facts, missing, relations, sourced } }: PartProps) {
  const w = entityWords[locale];
  const labels = missing.map(({ label }) => label[locale]).join(listSeparators[locale]);
  const hasFacts = facts.length + missing.length > 0;
  return (
    <>
      <h2>{w.unknown}</h2>
      <ul className={styles.plainList}>
        {hasFacts && <li>{missing.length > 0 ? w.missing(labels) : w.complete}</li>}
        {facts.length > 0 && <li>{w.sourcedFacts(sourced.facts, facts.length)}</li>}
        {relations > 0 && (
          <li>
            {w.sourcedRelations(
              formatShare(sourced.relations / relations, locale),
              sourced.relations,
              relations,
            )}
          </li>
        )}
      </ul>
      <p className={page.quiet}>
        {w.unknownHint} <a href={`/${locale}/about`}>{w.correct}</a>
      </p>
    </>
  );
}
