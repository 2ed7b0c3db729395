"use client";

/** Relations of an entity by type and direction, each group with its neighbours as buttons. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { LoadFailed } from "@/app/[locale]/_explorer/load-failed";
import { neighborsPage, neighborsQuery } from "@/app/[locale]/_explorer/queries";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon, KindMark } from "@/app/[locale]/_parts/marks";
import { type Graph, otherEnd, relationsOf } from "@/lib/graph/graph";
import { readingOf } from "@/lib/graph/ontology-readings";
import type { EntityId, Source } from "@/lib/graph/schema";
import { entitiesInTile } from "@/lib/graph/tile";
import { formatCount } from "@/lib/i18n/format";
import { panelWords } from "@/lib/i18n/panel-words";
import { partWords } from "@/lib/i18n/part-words";
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
  /** Leaves on the map what relations of one type and direction lead to; absent where that cannot be done. */
  onNear?: ((type: string, direction: Direction) => void) | undefined;
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
  const [chosen, setChosen] = useState("");
  const groups = groupsOf(props.graph, props.id, record);
  const isLong = groups.length > 1 && sizeOf(groups) > chosenFrom;
  const one = isLong ? groups.find((group) => keyOfGroup(group) === chosen) : undefined;
  return (
    <>
      {isLong && <GroupChoice graph={props.graph} groups={groups} chosen={chosen} onChoose={setChosen} />}
      {(one ? [one] : groups).map((group) => (
        <NeighborList
          key={`${props.id} ${keyOfGroup(group)} ${one !== undefined}`}
          group={group}
          record={record}
          isAlone={one !== undefined}
          {...props}
        />
      ))}
    </>
  );
}

/** From more relations than this on, one reads them type by type. */
const chosenFrom = 40;
const keyOfGroup = ({ type, direction }: Pick<Group, "type" | "direction">): string => `${type} ${direction}`;
const sizeOf = (groups: readonly Group[]): number => groups.reduce((sum, { count }) => sum + count, 0);

interface GroupChoiceProps {
  graph: Graph;
  groups: readonly Group[];
  chosen: string;
  onChoose(key: string): void;
}

/** Which of many relations are listed: of one type and direction, or all. */
function GroupChoice({ graph, groups, chosen, onChoose }: GroupChoiceProps) {
  const { locale } = useAtlas();
  const w = panelWords[locale];
  const option = (key: string, label: string, count: number) => (
    <option key={key} value={key}>
      {w.choice(label, formatCount(count, locale))}
    </option>
  );
  return (
    <select
      className={styles.choice}
      aria-label={w.listed}
      value={chosen}
      onChange={({ target }) => onChoose(target.value)}
    >
      {option("", w.allRelations, sizeOf(groups))}
      {groups.map((group) =>
        option(
          keyOfGroup(group),
          readingOf(graph.ontology, group.type, group.direction, locale),
          group.count,
        ),
      )}
    </select>
  );
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

interface ListProps extends GroupsProps {
  group: Group;
  /** Whether no other is listed: then there is room for more of it at once. */
  isAlone: boolean;
}

function NeighborList({ group, record, graph, theme, id, isAlone, onSelect, onFly, onNear }: ListProps) {
  const { t, locale, source } = useAtlas();
  // How many pages of them the reader wants; none: those that the record has.
  const [wanted, setWanted] = useState(isAlone ? 1 : 0);
  const wide = wanted > 0;
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    ...neighborsQuery(source, id, group.type, group.direction),
    enabled: wide,
  });
  const here = data?.pages.length ?? 0;
  const isLacking = here > 0 && here < wanted && hasNextPage && !isFetching && !error;
  useEffect(() => {
    if (isLacking) void fetchNextPage();
  }, [isLacking, fetchNextPage]);
  const paged = data?.pages.flatMap((page) => page?.neighbors ?? []);
  const neighbors = (wide ? paged : undefined) ?? group.neighbors;
  const shown = neighbors?.map(({ entity }) => entity) ?? group.known.slice(0, neighborsInRecord);
  const left = group.count - shown.length;
  const numbers = new Map(record?.sources.map((of, i) => [keyOf(of), i + 1]));
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
      {error && <LoadFailed error={error} onRetry={() => void refetch()} />}
      {left > 0 && !error && (
        <p className={styles.foot}>
          <button
            type="button"
            className={styles.more}
            disabled={isFetching}
            onClick={() => setWanted(here + 1)}
          >
            {panelWords[locale].more(Math.min(left, neighborsPage))}
          </button>
          <span className={styles.muted}>
            {panelWords[locale].listedOf(formatCount(shown.length, locale), formatCount(group.count, locale))}
          </span>
        </p>
      )}
      {onNear && group.known.length < group.count && (
        <p className={styles.foot}>
          <button type="button" className={styles.more} onClick={() => onNear(group.type, group.direction)}>
            {group.count > entitiesInTile
              ? partWords[locale].showFirst(formatCount(entitiesInTile, locale))
              : partWords[locale].showGroup}
          </button>
          <span className={styles.muted}>
            {partWords[locale].groupHere(
              formatCount(group.known.length, locale),
              formatCount(group.count, locale),
            )}
          </span>
        </p>
      )}
    </section>
  );
}

const keyOf = ({ url, title }: Source): string => `${url ?? ""} ${JSON.stringify(title)}`;
