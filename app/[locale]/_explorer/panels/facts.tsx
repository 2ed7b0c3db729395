/** The facts of an entity, each with its unit, in the reader's language, and with what supports it. */

import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import type { FactDefinition, Ontology } from "@/lib/graph/ontology";
import type { LicenseUse } from "@/lib/graph/schema";
import { formatValue } from "@/lib/i18n/format";
import { panelWords } from "@/lib/i18n/panel-words";
import { readableAddress } from "@/lib/i18n/source-text";
import type { EntityRecord, FactRecord } from "@/lib/store/store";
import styles from "./detail-panel.module.css";
import { Cited } from "./sources";

export function Facts({ record, ontology }: { record: EntityRecord; ontology: Ontology }) {
  const { locale } = useAtlas();
  const definitions = ontology.kinds[record.kind]?.facts ?? {};
  if (record.facts.length === 0) return null;
  return (
    <section aria-label={panelWords[locale].facts}>
      <dl className={styles.facts}>
        {record.facts.map((fact) => (
          <div key={fact.fact} className={styles.row}>
            <dt>{definitions[fact.fact]?.label[locale] ?? fact.fact}</dt>
            <dd>
              <FactText fact={fact} definition={definitions[fact.fact]} ontology={ontology} />{" "}
              <Cited sources={fact.sources.map((i) => ({ source: record.sources[i], number: i + 1 }))} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface ValueProps {
  fact: FactRecord;
  definition: FactDefinition | undefined;
  ontology: Ontology;
}

/** What a fact says, in the reader's language. */
export function FactText({ fact, definition, ontology }: ValueProps) {
  const { locale } = useAtlas();
  if (!definition) return String(fact.value);
  if (definition.type === "license")
    return (
      <Licenses
        fact={fact}
        parts={ontology.enumerations[definition.values ?? ""] ?? {}}
        ontology={ontology}
      />
    );
  if (definition.type === "url" && typeof fact.value === "string" && /^https?:\/\//i.test(fact.value)) {
    return (
      <a href={fact.value} target="_blank" rel="noopener noreferrer">
        {readableAddress(fact.value)}
        <Icon name="external" size={12} />
        <span className="visually-hidden"> ({panelWords[locale].external})</span>
      </a>
    );
  }
  return formatValue(definition, fact.value, ontology, locale);
}

interface LicensesProps {
  fact: FactRecord;
  /** Names of the parts that a licence may cover; one without a name is called as it is written. */
  parts: Ontology["enumerations"][string];
  ontology: Ontology;
}

function Licenses({ fact, parts, ontology }: LicensesProps) {
  const { locale } = useAtlas();
  const { commercial_use: use, licenses } = ontology;
  return (
    <span className={styles.licenses}>
      {(fact.value as LicenseUse[]).map(({ id, part }) => (
        <span key={`${id}${part}`}>
          {licenses[id]?.spdx ?? licenses[id]?.label[locale] ?? id}
          {part && <span className={styles.muted}> ({parts[part]?.[locale] ?? part})</span>}
        </span>
      ))}
      {fact.original && (
        <span className={styles.muted}>
          {panelWords[locale].original} “{fact.original}”
        </span>
      )}
      {fact.commercialUse && (
        <span className={styles.muted}>
          {use.label[locale]}:{" "}
          <strong data-use={fact.commercialUse}>{use.values[fact.commercialUse][locale]}</strong>
        </span>
      )}
    </span>
  );
}
