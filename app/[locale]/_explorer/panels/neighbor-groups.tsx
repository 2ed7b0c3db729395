"use client";

/** Relations of an entity by type and direction, each group with its neighbours as buttons. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { neighborsPage, neighborsQuery } from "@/app/[locale]/_explorer/queries";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon, KindMark } from "@/app/[locale]/_parts/marks";
import { type Graph, otherEnd, relationsOf } from "@/lib/graph/graph";
import { readingOf } from "@/lib/graph/ontology-readings";
import type { EntityId, Source } from "@/lib/graph/schema";
import { formatCount } from "@/lib/i18n/format";
import { panelWords } from "@/lib/i18n/panel-words";
import type { Direction, EntityBrief, EntityRecord, Neighbor } from "@/lib/store/store";
import { neighborsInRecord } from "@/lib/store/store";
import type { View } from "@/lib/view/view";
import styles from "./detail-panel.module.css";
import { Cited } from "./sources";

interface GroupsProps {
  graph: Graph;
  theme: Theme;
  id: EntityId;
  /** Absent while it is being asked for: names are shown at once, sources follow. */
  record: EntityRecord | undefined;
  onSelect(selection: View["selection"]): void;
  onFly(id: EntityId): void;
}

interface Group {
  readonly type: string;
  readonly direction: Direction;
  readonly count: number;
  readonly unsourced: number | undefined;
  readonly neighbors: readonly Pick<Neighbor, "entity" | "note" | "sources">[] | undefined;
  /** The neighbours in order of importance, as far as they are known from the graph. */
  readonly known: readonly Pick<EntityBrief, "id" | "kind" | "name">[];
}

export function NeighborGroups({ record, ...props }: GroupsProps) {
  const groups = groupsOf(props.graph, props.id, record);
  return groups.map((group) => (
    <NeighborList
      key={`${props.id} ${group.type} ${group.direction}`}
      group={group}
      record={record}
      {...props}
    />
  ));
}

/** The groups as the graph itself knows them, in the ontology's order, filled in from the record; a part of a map may know none of one. */
function groupsOf(graph: Graph, id: EntityId, record: EntityRecord | undefined): Group[] {
  const entity = graph.indexOf(id);
  const members = new Map<string, number[]>();
  for (const relation of relationsOf(graph, entity)) {
    const direction = graph.relations.from[relation] === entity ? "out" : "in";
    const key = `${graph.relationTypes[graph.relations.type[relation]]} ${direction}`;
    members.set(key, [...(members.get(key) ?? []), otherEnd(graph, relation, entity)]);
  }
  return graph.relationTypes.flatMap((type) =>
    (["out", "in"] as const).flatMap((direction): Group[] => {
      const told = record?.groups.find((group) => group.type === type && group.direction === direction);
      const others = members.get(`${type} ${direction}`) ?? [];
      const count = graph.part && told ? told.count : others.length;
      if (count === 0) return [];
      const known = others
        .sort((a, b) => a - b)
        .map((other) => ({
          id: graph.ids[other],
          kind: graph.kinds[graph.kind[other]],
          name: graph.names[other],
        }));
      return [{ type, direction, count, unsourced: told?.unsourced, neighbors: told?.neighbors, known }];
    }),
  );
}

function NeighborList({ group, record, graph, theme, id, onSelect, onFly }: GroupsProps & { group: Group }) {
  const { t, locale, source } = useAtlas();
  const [wide, setWide] = useState(false);
  const { data, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    ...neighborsQuery(source, id, group.type, group.direction),
    enabled: wide,
  });
  const paged = data?.pages.flatMap((page) => page?.neighbors ?? []);
  const neighbors = (wide ? paged : undefined) ?? group.neighbors;
  const shown = neighbors?.map(({ entity }) => entity) ?? group.known.slice(0, neighborsInRecord);
  const left = group.count - shown.length;
  const numbers = new Map(record?.sources.map((of, i) => [keyOf(of), i + 1]));
  const more = () => (wide && hasNextPage ? fetchNextPage() : setWide(true));
  return (
    <section className={styles.group}>
      <h4 className={styles.groupTitle}>
        {readingOf(graph.ontology, group.type, group.direction, locale)}
        <span className={styles.count}>{formatCount(group.count, locale)}</span>
        {group.unsourced ? (
          <span className={styles.muted}>{panelWords[locale].unsourcedCount(group.unsourced)}</span>
        ) : null}
      </h4>
      <ul className={styles.list}>
        {shown.map(({ id: other, kind, name }, i) => {
          const neighbor = neighbors?.[i];
          const [from, to] = group.direction === "out" ? [id, other] : [other, id];
          return (
            <li key={other} className={styles.neighbor}>
              <button type="button" className={styles.entity} onClick={() => onFly(other)}>
                <KindMark ontology={graph.ontology} kind={kind} theme={theme} size={16} />
                {name[locale]}
              </button>
              <button
                type="button"
                className={styles.relation}
                aria-label={`${t.panel.relation}: ${name[locale]}`}
                onClick={() => onSelect({ from, type: group.type, to })}
              >
                <Icon name="arrow" size={14} />
              </button>
              <span className={styles.support}>
                {neighbor && (
                  <Cited
                    sources={neighbor.sources.map((of) => ({ source: of, number: numbers.get(keyOf(of)) }))}
                  />
                )}
              </span>
              {neighbor?.note && <span className={styles.note}>{neighbor.note[locale]}</span>}
            </li>
          );
        })}
      </ul>
      {left > 0 && (
        <button type="button" className={styles.more} disabled={isFetching} onClick={more}>
          {panelWords[locale].more(Math.min(left, neighborsPage))}
        </button>
      )}
    </section>
  );
}

const keyOf = ({ url, title }: Source): string => `${url ?? ""} ${JSON.stringify(title)}`;
