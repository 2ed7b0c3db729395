"use client";

/**
 * What is on the canvas as text, grouped as the map is and in step with it: the way in for keyboard and screen
 * reader (WAI-ARIA, "Tree View").
 */
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { KindMark } from "@/app/[locale]/_parts/marks";
import type { Region } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { filterWords } from "@/lib/i18n/filter-words";
import { formatCount } from "@/lib/i18n/format";
import { type OutlineRow, outlineOf } from "@/lib/view/outline";
import type { Scene } from "@/lib/view/scene";
import type { Rectangle } from "@/lib/view/view";
import styles from "./outline-list.module.css";

interface OutlineListProps {
  scene: Scene;
  /** What of the map is in sight; all of it where absent. */
  sight: Rectangle | undefined;
  theme: Theme;
  onChoose(id: EntityId): void;
  /** The row that the reader is on, so that the map can name it; nothing once they have left. */
  onPoint(id: EntityId | undefined): void;
}

export function OutlineList({ scene, sight, theme, onChoose, onPoint }: OutlineListProps) {
  const { locale } = useAtlas();
  const w = filterWords[locale].outline;
  const [opened, setOpened] = useState<Readonly<Record<string, number>>>({});
  const [current, setCurrent] = useState<string>();
  const tree = useRef<HTMLDivElement>(null);
  const outline = useMemo(() => outlineOf(scene, sight), [scene, sight]);
  const rows = outline.rows(opened);
  const at = Math.max(
    0,
    rows.findIndex(({ key }) => key === current),
  );
  const { graph, explored } = scene;
  // Where everything stands at its own place, there are those as well that have not come yet.
  const all =
    graph.part && !explored?.isPlaced && !explored?.answered
      ? (graph.part.counts?.members ?? graph.part.size)
      : outline.all;

  const go = (row: OutlineRow | undefined) => {
    if (!row) return;
    setCurrent(row.key);
    onPoint(row.entity === undefined ? undefined : graph.ids[row.entity]);
    const element = tree.current?.querySelector<HTMLElement>(`[data-key="${row.key}"]`);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest" });
  };
  const open = (row: OutlineRow, to: number) => setOpened({ ...opened, [row.group]: to });
  const act = (row: OutlineRow) => {
    if (row.entity !== undefined) onChoose(graph.ids[row.entity]);
    else if (row.rest !== undefined) open(row, row.open + outline.portion);
    else open(row, row.open > 0 ? 0 : outline.portion);
  };
  const steer = (event: KeyboardEvent) => {
    const row = rows[at];
    if (!row) return;
    const isGroup = row.entity === undefined && row.rest === undefined;
    const keys: Record<string, () => void> = {
      ArrowDown: () => go(rows[at + 1]),
      ArrowUp: () => go(rows[at - 1]),
      Home: () => go(rows[0]),
      End: () => go(rows[rows.length - 1]),
      ArrowRight: () => {
        if (isGroup && row.open === 0) open(row, outline.portion);
        else if (isGroup) go(rows[at + 1]);
      },
      ArrowLeft: () => {
        if (isGroup) open(row, 0);
        else go(rows.findLast(({ group, key }) => group === row.group && key === `g${group}`));
      },
      Enter: () => act(row),
      " ": () => act(row),
    };
    const step = keys[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    step();
  };

  return (
    <div className={styles.outline}>
      <header className={styles.header}>
        <h2 className={styles.title}>{w.title}</h2>
        <p role="status">
          {w.inSight(formatCount(outline.inSight, locale), formatCount(all, locale))}
          {outline.context > 0 && (
            <span className={styles.muted}> {w.beside(formatCount(outline.context, locale))}</span>
          )}
        </p>
        <p id="outline-hint" className={styles.muted}>
          {w.hint}
        </p>
      </header>
      {rows.length === 0 && <p className={styles.muted}>{w.nothing}</p>}
      <div
        ref={tree}
        role="tree"
        aria-label={w.label}
        aria-describedby="outline-hint"
        className={styles.tree}
        onKeyDown={steer}
        onBlur={() => onPoint(undefined)}
        onMouseLeave={() => onPoint(undefined)}
      >
        {rows.map((row, i) => (
          <div
            key={row.key}
            role="treeitem"
            data-key={row.key}
            aria-level={row.key.startsWith("g") ? 1 : 2}
            aria-expanded={row.key.startsWith("g") ? row.open > 0 : undefined}
            aria-selected={row.entity !== undefined && scene.focus?.entity === row.entity}
            tabIndex={i === at ? 0 : -1}
            className={row.key.startsWith("g") ? styles.group : styles.row}
            data-aside={row.entity !== undefined && scene.context[row.entity] === 1}
            onFocus={() => setCurrent(row.key)}
            onMouseEnter={() => onPoint(row.entity === undefined ? undefined : graph.ids[row.entity])}
            onClick={() => {
              setCurrent(row.key);
              act(row);
            }}
          >
            {row.entity !== undefined ? (
              <>
                <KindMark
                  ontology={graph.ontology}
                  kind={graph.kinds[graph.kind[row.entity]]}
                  theme={theme}
                  size={16}
                />
                <span>{graph.names[row.entity][locale]}</span>
                <span className="visually-hidden">
                  {graph.ontology.kinds[graph.kinds[graph.kind[row.entity]]].label[locale]}
                </span>
                {scene.context[row.entity] === 1 && <span className={styles.muted}>{w.context}</span>}
              </>
            ) : row.rest !== undefined ? (
              <span className={styles.more}>{w.more(formatCount(row.rest, locale))}</span>
            ) : (
              <>
                <span className={styles.chevron} data-open={row.open > 0} aria-hidden="true" />
                <span className={styles.region}>
                  {graph.regions[row.region]?.name[locale] ?? w.elsewhere}
                  {row.open > 0 && <RegionTies regions={graph.regions} of={row.region} />}
                </span>
                <span className={styles.count}>
                  {formatCount(row.count, locale)}
                  {row.context > 0 && ` +${formatCount(row.context, locale)}`}
                </span>
              </>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Ties of a region that are told. */
const tiesTold = 3;

/** Which other regions in sight have most relations with one, as broad lines on the map show. */
function RegionTies({ regions, of }: { regions: readonly Region[]; of: number }) {
  const { locale } = useAtlas();
  const { ties = [] } = regions[of] ?? {};
  if (ties.length === 0) return undefined;
  const told = ties
    .slice(0, tiesTold)
    .map(([other, relations]) => [regions[other].name[locale], formatCount(relations, locale)] as const);
  return <span className={styles.ties}>{filterWords[locale].outline.tied(told)}</span>;
}
