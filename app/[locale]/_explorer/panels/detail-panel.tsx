"use client";

/** All that is known of the selected entity. What the graph itself says stands there at once; the rest is asked for. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";
import { ActionIcon } from "@/app/[locale]/_explorer/actions/action-icons";
import type { MenuItem } from "@/app/[locale]/_explorer/actions/context-menu";
import { LoadFailed } from "@/app/[locale]/_explorer/load-failed";
import { PartNeighbours } from "@/app/[locale]/_explorer/parts/part-neighbours";
import { entityQuery } from "@/app/[locale]/_explorer/queries";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon, KindMark } from "@/app/[locale]/_parts/marks";
import { degreeOf, type Graph, relationsOf } from "@/lib/graph/graph";
import { calledIn, isPartlyHere, nameIn, sizeOfWhole } from "@/lib/graph/map-part";
import type { EntityId } from "@/lib/graph/schema";
import { actionWords } from "@/lib/i18n/action-words";
import { formatCode, formatCount } from "@/lib/i18n/format";
import { panelWords } from "@/lib/i18n/panel-words";
import { partWords } from "@/lib/i18n/part-words";
import type { Direction, EntityRecord } from "@/lib/store/store";
import { emptyView, type View } from "@/lib/view/view";
import styles from "./detail-panel.module.css";
import { Facts } from "./facts";
import { NeighborGroups } from "./neighbor-groups";
import { SourceList } from "./sources";

interface DetailPanelProps {
  graph: Graph;
  theme: Theme;
  id: EntityId;
  /** Whether its heading takes the focus when it comes; taken back then. */
  toFocus: RefObject<boolean>;
  /** Neighbours that the map leaves undrawn, and relations that it draws. */
  rest: number;
  drawn: number;
  onSelect(selection: View["selection"]): void;
  onFly(id: EntityId): void;
  onShowNeighbours(): void;
  /** Of a part of a map: leaves what relations of one type and direction lead to. */
  onNear?: ((type: string, direction: Direction) => void) | undefined;
  /** What the filter has to say of it. */
  why: ReactNode;
  /** More that can be done with it. */
  items: readonly MenuItem[];
}

export function DetailPanel({
  graph,
  theme,
  id,
  toFocus,
  rest,
  drawn,
  onSelect,
  onFly,
  onShowNeighbours,
  onNear,
  why,
  items,
}: DetailPanelProps) {
  const { t, locale, source } = useAtlas();
  const { data: record, error, refetch } = useQuery(entityQuery(source, id));
  const entity = graph.indexOf(id);
  const kind = graph.kinds[graph.kind[entity]];
  const { label } = graph.ontology.kinds[kind];
  const name = graph.names[entity];
  const other = name[locale === "zh" ? "en" : "zh"];
  const aliases = graph.aliases[entity];
  const heading = useRef<HTMLHeadingElement>(null);
  // Of a snapshot, those that it holds; of a part of a map, those of the whole, as the groups below count them.
  const count = graph.part ? degreeOf(graph, entity) : relationsOf(graph, entity).length;
  useEffect(() => {
    if (toFocus.current) heading.current?.focus({ preventScroll: true });
    toFocus.current = false;
  }, [toFocus]);

  return (
    <article className={styles.detail} aria-labelledby="detail-name">
      <header className={styles.header}>
        <p className={styles.kind}>
          <KindMark ontology={graph.ontology} kind={kind} theme={theme} size={24} />
          {label[locale]}
          {record?.namedInWhitePaper && (
            <span className={styles.badge}>{panelWords[locale].inWhitePaper}</span>
          )}
        </p>
        <h2 ref={heading} id="detail-name" tabIndex={-1} className={styles.name}>
          {name[locale]}
        </h2>
        {other !== name[locale] && (
          <p className={styles.other} lang={locale === "zh" ? "en" : "zh-CN"}>
            {other}
          </p>
        )}
        {aliases.length > 0 && (
          <p className={styles.aliases}>
            {panelWords[locale].alsoKnown} {aliases.join(t.listSeparator)}
          </p>
        )}
      </header>
      {why}
      <Actions items={items} />
      {error ? (
        <LoadFailed error={error} onRetry={() => refetch()} />
      ) : record === undefined ? (
        <p className={styles.skeleton} role="status" aria-label={t.loading} />
      ) : record === null ? (
        <p className={styles.failed}>{panelWords[locale].gone}</p>
      ) : (
        <>
          <p className={styles.summary}>{record.summary[locale]}</p>
          {graph.id === emptyView.graph && (
            <p className={styles.page}>
              <a href={`/${locale}/entity/${id}`}>{panelWords[locale].page}</a>
            </p>
          )}
          <Facts record={record} ontology={graph.ontology} />
          <Derived record={record} graph={graph} onFly={onFly} />
        </>
      )}
      {/* Not before what stands above it, or it would be pushed down. */}
      {(record !== undefined || error) && (
        <Section title={panelWords[locale].relations} count={formatCount(count, locale)}>
          <p className={styles.actions}>
            <button type="button" className={styles.button} onClick={onShowNeighbours}>
              <Icon name="fit" size={16} />
              {graph.part ? partWords[locale].showNeighbours : panelWords[locale].showAll}
            </button>
            {rest > 0 && !isPartlyHere(graph, entity) && (
              <span className={styles.muted}>{panelWords[locale].notDrawn(rest)}</span>
            )}
          </p>
          {graph.part && (
            <PartNeighbours
              graph={graph}
              entity={entity}
              drawn={drawn}
              near={items.find(({ id }) => id === "near")}
            />
          )}
          <NeighborGroups
            graph={graph}
            theme={theme}
            id={id}
            record={record ?? undefined}
            onSelect={onSelect}
            onFly={onFly}
            onNear={graph.part && onNear}
          />
        </Section>
      )}
      {record && <Closing record={record} graph={graph} />}
    </article>
  );
}

/** What comes to mind first, and behind a button the rest. */
function Actions({ items }: { items: readonly MenuItem[] }) {
  const { locale } = useAtlas();
  const [all, setAll] = useState(false);
  const rest = useId();
  const [first, more] = (["first", "more"] as const).map((where) =>
    items.filter(({ inPanel }) => inPanel === where),
  );
  const button = ({ id, label, icon, ariaKeys, act }: MenuItem) => (
    <button key={id} type="button" className={styles.button} aria-keyshortcuts={ariaKeys} onClick={act}>
      {icon && <ActionIcon name={icon} size={16} />}
      {label}
    </button>
  );
  if (items.length === 0) return null;
  return (
    <>
      <p className={styles.actions}>
        {first.map(button)}
        {more.length > 0 && (
          <button
            type="button"
            className={styles.button}
            aria-expanded={all}
            aria-controls={rest}
            onClick={() => setAll(!all)}
          >
            {all ? actionWords[locale].fewer : actionWords[locale].more}
          </button>
        )}
      </p>
      <p id={rest} className={styles.actions} hidden={!all}>
        {more.map(button)}
      </p>
    </>
  );
}

function Section({ title, count, children }: { title: string; count?: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>
        {title}
        {count && <span className={styles.count}>{count}</span>}
      </h3>
      {children}
    </section>
  );
}

/** What the ontology reads off other entities. */
function Derived({
  record,
  graph,
  onFly,
}: {
  record: EntityRecord;
  graph: Graph;
  onFly(id: EntityId): void;
}) {
  const { locale } = useAtlas();
  const facets = Object.entries(record.derived).filter(([, values]) => values.length > 0);
  if (facets.length === 0) return null;
  return (
    <dl className={styles.derived}>
      {facets.map(([facet, values]) => (
        <div key={facet} className={styles.row}>
          <dt>{graph.ontology.derived_facets[facet]?.label[locale]}</dt>
          <dd className={styles.values}>
            {values.map((value) => {
              const name = nameIn(graph, value)?.[locale];
              return name === undefined ? (
                <span key={value}>
                  {calledIn(graph, value)?.[locale] ?? formatCode("region", value, locale)}
                </span>
              ) : (
                <button key={value} type="button" className={styles.link} onClick={() => onFly(value)}>
                  {name}
                </button>
              );
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A section; of the white paper, there are pages. */
function SectionName({ number, title, graph }: { number: string; title: string; graph: Graph }) {
  const { locale } = useAtlas();
  const name = panelWords[locale].section(number, title);
  return graph.id === emptyView.graph ? <a href={`/${locale}/outline/${number}`}>{name}</a> : name;
}

function Closing({ record, graph }: { record: EntityRecord; graph: Graph }) {
  const { locale, sections } = useAtlas();
  const sourced = record.facts.filter(({ sources }) => sources.length > 0).length;
  const relations = record.groups.reduce((sum, { count }) => sum + count, 0);
  const unsourced = record.groups.reduce((sum, group) => sum + group.unsourced, 0);
  return (
    <>
      {record.sections.length > 0 && (
        <Section title={panelWords[locale].sections}>
          <ul className={styles.list}>
            {record.sections.map((number) => (
              <li key={number}>
                <SectionName number={number} title={sections[number] ?? ""} graph={graph} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={panelWords[locale].sources} count={formatCount(record.sources.length, locale)}>
        <SourceList sources={record.sources} />
      </Section>
      <p className={styles.closing}>
        {panelWords[locale].completeness(
          panelWords[locale].ofAll(sourced, record.facts.length),
          panelWords[locale].ofAll(relations - unsourced, relations),
        )}
        <br />
        {panelWords[locale].rank(record.rank, sizeOfWhole(graph))}
        {record.region && (
          <>
            <br />
            {panelWords[locale].region} {record.region[locale]}
          </>
        )}
      </p>
    </>
  );
}
