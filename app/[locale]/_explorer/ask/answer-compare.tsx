"use client";

/** Two to four entities side by side: their facts, the neighbours that they share, and those that each has for itself. */
import { useQueries } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { LoadFailed } from "@/app/[locale]/_explorer/load-failed";
import { FactText } from "@/app/[locale]/_explorer/panels/facts";
import { entityQuery } from "@/app/[locale]/_explorer/queries";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import { compareNeighbours, type Shared } from "@/lib/graph/compare";
import { degreeOf, type Graph, relationsOf } from "@/lib/graph/graph";
import { calledIn } from "@/lib/graph/map-part";
import { readingOf } from "@/lib/graph/ontology-readings";
import type { EntityId, Locale } from "@/lib/graph/schema";
import { neighborsInTile } from "@/lib/graph/tile";
import { askWords } from "@/lib/i18n/ask-words";
import { formatCode, formatCount } from "@/lib/i18n/format";
import { groupingWords } from "@/lib/i18n/grouping-words";
import { partWords } from "@/lib/i18n/part-words";
import type { EntityRecord } from "@/lib/store/store";
import { refine } from "@/lib/view/question-steps";
import { listed } from "@/lib/view/question-title";
import { exploreLimits } from "@/lib/view/view";
import styles from "./ask.module.css";
import { type AnswerProps, EntityButton, LongList, passFocusOn, RelationButton } from "./ask-parts";
import { EntityField } from "./entity-field";

const firstShared = 12;
const firstOwn = 6;

export function CompareAnswer(props: AnswerProps<"compare">) {
  const { locale, source } = useAtlas();
  const w = askWords[locale].compare;
  const { graph, question, onStep, onRelation } = props;
  const { of } = question;
  const {
    shared: common,
    own,
    between,
  } = useMemo(() => compareNeighbours(graph, of.map(graph.indexOf)), [graph, of]);
  const records = useQueries({ queries: of.map((id) => entityQuery(source, id)) });
  const failed = records.find(({ error }) => error);
  const names = of.map((id) => graph.names[graph.indexOf(id)][locale]);
  const count = (n: number) => formatCount(n, locale);
  // Of a large map, what is compared comes with its foremost neighbours.
  const isPartly =
    graph.part !== undefined &&
    of.map(graph.indexOf).some((entity) => relationsOf(graph, entity).length < degreeOf(graph, entity));
  return (
    <>
      <section className={styles.section}>
        <h3 className={shared.sectionTitle}>{w.facts}</h3>
        {failed?.error ? (
          <LoadFailed error={failed.error} onRetry={() => failed.refetch()} />
        ) : (
          <FactTable {...props} records={records.map(({ data }) => data ?? undefined)} />
        )}
        {of.length < exploreLimits.compared && (
          <EntityField
            label={w.add}
            graph={graph}
            theme={props.theme}
            without={of}
            onChoose={(id) => onStep((view) => refine(view, { as: "compare", of: [...of, id] }))}
          />
        )}
      </section>
      {between.length > 0 && (
        <section className={styles.section}>
          <h3 className={shared.sectionTitle}>{w.between}</h3>
          <ul className={styles.list}>
            {between.map((relation) => (
              <li key={relation} className={styles.sentence}>
                <RelationButton graph={graph} relation={relation} onRelation={onRelation} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles.section}>
        <h3 className={shared.sectionTitle}>{w.shared(count(common.length))}</h3>
        {isPartly && <p className={shared.muted}>{partWords[locale].comparedHere(count(neighborsInTile))}</p>}
        {common.length === 0 && <p>{w.noShared}</p>}
        {groupsOf(common).map(([key, members]) => (
          <section key={key} className={styles.section}>
            {of.length > 2 && (
              <h4 className={styles.hop}>
                {w.sharedBy(
                  listed(
                    members[0].of.map((i) => names[i]),
                    locale,
                  ),
                )}{" "}
                · {count(members.length)}
              </h4>
            )}
            <Neighbours {...props} members={members} first={firstShared} />
          </section>
        ))}
      </section>
      {own.map((members, i) => (
        <section key={of[i]} className={styles.section}>
          <h3 className={shared.sectionTitle}>{w.own(names[i], count(members.length))}</h3>
          <Neighbours {...props} members={members} first={firstOwn} />
        </section>
      ))}
    </>
  );
}

/** Neighbours by who shares them, in the order in which they come. */
function groupsOf(members: readonly Shared[]): [string, Shared[]][] {
  const groups = new Map<string, Shared[]>();
  for (const member of members) {
    const key = member.of.join(" ");
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  return [...groups];
}

function Neighbours({
  members,
  first,
  ...props
}: AnswerProps<"compare"> & { members: readonly Shared[]; first: number }) {
  const { locale, t } = useAtlas();
  const { graph } = props;
  return (
    <LongList items={members} first={first}>
      {({ entity, relations }) => (
        <li key={entity} className={styles.row}>
          <EntityButton {...props} entity={entity}>
            <span className={styles.date}>
              {readingsOf(graph, entity, relations.flat(), locale).join(t.listSeparator)}
            </span>
          </EntityButton>
        </li>
      )}
    </LongList>
  );
}

/** What the relations are called, read from what is compared. */
function readingsOf(graph: Graph, entity: number, relations: readonly number[], locale: Locale): string[] {
  const { from, type } = graph.relations;
  const readings = relations.map((relation) =>
    readingOf(
      graph.ontology,
      graph.relationTypes[type[relation]],
      from[relation] === entity ? "in" : "out",
      locale,
    ),
  );
  return [...new Set(readings)];
}

interface FactTableProps extends AnswerProps<"compare"> {
  /** In the order of what is compared; absent where they have not come yet. */
  records: readonly (EntityRecord | undefined)[];
}

/** Facts as rows and entities as columns; rows whose values differ are marked, and can be had alone. */
function FactTable({ graph, question, records, onStep, onChoose }: FactTableProps) {
  const { locale, t } = useAtlas();
  const w = askWords[locale].compare;
  const [differing, setDiffering] = useState(false);
  const { of } = question;
  const rows = rowsOf(graph, records, locale, t.listSeparator);
  const nameOf = (id: EntityId) => graph.names[graph.indexOf(id)][locale];
  if (records.some((record) => record === undefined)) return <p role="status">{t.loading}</p>;
  if (rows.length === 0) return <p>{w.noFacts}</p>;
  return (
    <>
      <label className={styles.check}>
        <input type="checkbox" checked={differing} onChange={() => setDiffering(!differing)} />
        {w.onlyDifferences}
      </label>
      {/* What scrolls sideways must be reachable by keyboard. */}
      <div className={`${styles.wide} side-edges`} role="region" aria-label={w.facts} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{w.fact}</span>
              </th>
              {of.map((id) => (
                <th key={id} scope="col">
                  <button type="button" className={styles.relation} onClick={() => onChoose(id)}>
                    {nameOf(id)}
                  </button>
                  {of.length > 2 && (
                    <button
                      type="button"
                      className={styles.remove}
                      aria-label={w.without(nameOf(id))}
                      title={w.without(nameOf(id))}
                      onClick={(event) => {
                        passFocusOn(event);
                        onStep((view) =>
                          refine(view, { as: "compare", of: of.filter((other) => other !== id) }),
                        );
                      }}
                    >
                      <Icon name="close" size={14} />
                    </button>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows
              .filter(({ differs }) => differs || !differing)
              .map(({ key, label, differs, cells }) => (
                <tr key={key} data-differs={differs}>
                  <th scope="row">
                    {label}
                    <span className={styles.mark} title={differs ? w.differs : w.same}>
                      <span aria-hidden="true">{differs ? "≠" : "="}</span>
                      <span className="visually-hidden"> ({differs ? w.differs : w.same})</span>
                    </span>
                  </th>
                  {cells.map((cell, i) => (
                    <td key={of[i]}>{cell ?? w.notGiven}</td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface Row {
  readonly key: string;
  readonly label: string;
  readonly differs: boolean;
  /** For each that is compared; absent where nothing is recorded. */
  readonly cells: readonly ReactNode[];
}

/** The kind, what is read off others, and the facts, in the ontology's order; what none of them has is left out. */
function rowsOf(
  graph: Graph,
  records: readonly (EntityRecord | undefined)[],
  locale: Locale,
  separator: string,
): Row[] {
  const { ontology } = graph;
  const rows: Row[] = [];
  const add = (key: string, label: string, values: readonly unknown[], cells: readonly ReactNode[]) => {
    if (values.every((value) => value === undefined)) return;
    const texts = values.map((value) => JSON.stringify(value));
    rows.push({ key, label, differs: texts.some((text) => text !== texts[0]), cells });
  };
  const kinds = records.map((record) => record && ontology.kinds[record.kind]);
  if (new Set(kinds).size > 1)
    add(
      "kind",
      groupingWords[locale].kind,
      records.map((record) => record?.kind),
      kinds.map((kind) => kind?.label[locale]),
    );
  for (const [key, { label }] of Object.entries(ontology.derived_facets)) {
    const values = records
      .map((record) => record?.derived[key])
      .map((list) => (list?.length ? list : undefined));
    add(
      `derived ${key}`,
      label[locale],
      values,
      values.map((list) => list?.map((value) => valueName(graph, value, locale)).join(separator)),
    );
  }
  const facts = new Set(kinds.flatMap((kind) => Object.keys(kind?.facts ?? {})));
  for (const name of facts) {
    const found = records.map((record) => record?.facts.find(({ fact }) => fact === name));
    const definition = kinds.flatMap((kind) => kind?.facts[name] ?? [])[0];
    add(
      name,
      definition?.label[locale] ?? name,
      found.map((fact) => fact?.value),
      found.map(
        (fact, i) => fact && <FactText fact={fact} definition={kinds[i]?.facts[name]} ontology={ontology} />,
      ),
    );
  }
  return rows;
}

const valueName = (graph: Graph, value: string, locale: Locale): string =>
  calledIn(graph, value)?.[locale] ?? formatCode("region", value, locale);
