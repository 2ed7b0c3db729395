/** What is stated of an entity, in the ontology's order, and what follows from its relations. */

import type { AtlasData } from "@/app/_server/atlas-data";
import { EntityLink } from "@/app/[locale]/_pages/entity-link";
import page from "@/app/[locale]/_pages/page.module.css";
import type { FactDefinition, Ontology } from "@/lib/graph/ontology";
import { commercialUse } from "@/lib/graph/ontology-readings";
import type { FactTold, Portrait } from "@/lib/graph/portrait";
import type { LicenseUse, Locale } from "@/lib/graph/schema";
import { entityWords } from "@/lib/i18n/entity-words";
import { formatValue } from "@/lib/i18n/format";
import { isLink, readableAddress } from "@/lib/i18n/source-text";
import styles from "./entity.module.css";
import { Cited } from "./sources";

interface FactsProps {
  locale: Locale;
  data: AtlasData;
  portrait: Portrait;
}

export function Facts({ locale, data, portrait }: FactsProps) {
  const w = entityWords[locale];
  const { ontology } = data;
  const { facts, derived } = portrait;
  if (facts.length + derived.length === 0) return <p className={page.quiet}>{w.noFacts}</p>;
  return (
    <dl className={page.facts}>
      {facts.map((fact) => (
        <Row key={fact.fact} term={fact.definition.label[locale]}>
          <FactValue locale={locale} ontology={ontology} fact={fact} />{" "}
          <Cited locale={locale} numbers={fact.numbers} />
        </Row>
      ))}
      {derived.map(({ label, path, values }) => (
        <Row key={path} term={label[locale]}>
          <span className={styles.values}>
            {values.map((value) => (
              <DerivedValue key={value} locale={locale} data={data} path={path} value={value} />
            ))}
          </span>{" "}
          <span className={page.quiet}>{w.derivedHint}</span>
        </Row>
      ))}
    </dl>
  );
}

function Row({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

interface ValueProps {
  locale: Locale;
  ontology: Ontology;
  fact: FactTold;
}

function FactValue({ locale, ontology, fact: { definition, value, original } }: ValueProps) {
  const w = entityWords[locale];
  if (definition.type === "license") {
    const uses = value as LicenseUse[];
    const parts = ontology.enumerations[definition.values ?? ""] ?? {};
    return (
      <>
        <ul>
          {uses.map(({ id, part }) => (
            <li key={`${id} ${part}`}>
              {ontology.licenses[id]?.label[locale] ?? id}
              {part && <span className={page.quiet}> ({parts[part]?.[locale] ?? part})</span>}
            </li>
          ))}
        </ul>
        <strong>{w.use[commercialUse(ontology, uses)]}</strong>{" "}
        {original && <span className={page.quiet}>{w.original(original)}</span>}
      </>
    );
  }
  if (definition.type === "url" && typeof value === "string" && isLink(value))
    return (
      <a href={value} rel="noopener noreferrer external">
        {readableAddress(value)}
      </a>
    );
  return (
    <>
      {formatValue(definition, value, ontology, locale)}
      {original && <span className={page.quiet}> {w.original(original)}</span>}
    </>
  );
}

/** An entity, or the value of a fact of one, which the last step of the facet's path names. */
function DerivedValue({
  locale,
  data: { ontology, entity },
  path,
  value,
}: {
  locale: Locale;
  data: AtlasData;
  path: string;
  value: string;
}) {
  const found = entity(value);
  if (found) return <EntityLink locale={locale} entity={found} ontology={ontology} />;
  const definition = factNamed(ontology, path.slice(path.lastIndexOf(".") + 1));
  return <span>{definition ? formatValue(definition, value, ontology, locale) : value}</span>;
}

function factNamed(ontology: Ontology, name: string): FactDefinition | undefined {
  return Object.values(ontology.kinds)
    .map(({ facts }) => facts[name])
    .find((definition) => definition !== undefined);
}
