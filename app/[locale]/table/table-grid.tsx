"use client";

/**
 * The table itself. Only the rows in sight are in the page, and the one that has the focus; rows of nothing but height
 * stand for the others. Their heights are set by script, since no style may stand in the page. The arrow keys go from row
 * to row, Space marks, Enter opens; a plain table to everything that reads it aloud.
 */
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { Locale } from "@/lib/graph/schema";
import type { SortKey } from "@/lib/table/rows";
import type { Head, ShownRow } from "@/lib/table/shown";
import styles from "./table.module.css";
import { TableHead } from "./table-head";
import { TableRow } from "./table-row";

interface TableGridProps {
  region: RefObject<HTMLDivElement | null>;
  heads: readonly Head[];
  /** How many rows are here, and how many there are. */
  count: number;
  total: number;
  /** The rows as such: others are gone through from the first one. */
  of: unknown;
  /** A name for them. */
  edition: string;
  rowAt(index: number): ShownRow;
  marks: ReadonlySet<string>;
  sort: readonly SortKey[];
  locale: Locale;
  /** Name of the graph. */
  graph: string;
  caption: string;
  /** Whether all rows are here; before, the first ones stand in the page as the server has written them. */
  live: boolean;
  /** Whether they can be had in another order. */
  sortable: boolean;
  /** Has those come that follow on the last one here, where there are any. */
  onEnd: (() => void) | undefined;
  onSort(head: Head, adds: boolean): void;
  onMark(id: string): void;
}

/** What the style sheet gives a row, and the head, until it has been measured. */
const usualHeight = 44;
const rowsBeyond = 8;

export function TableGrid({
  region,
  heads,
  count,
  total,
  of,
  edition,
  rowAt,
  marks,
  sort,
  locale,
  graph,
  caption,
  live,
  sortable,
  onEnd,
  onSort,
  onMark,
}: TableGridProps) {
  const table = useRef<HTMLTableElement>(null);
  const [height, setHeight] = useState({ head: usualHeight, row: usualHeight });
  const [active, setActive] = useState(0);
  /** Which part of the active row is to have the focus once it is there. */
  const wanted = useRef<"a" | "input">(undefined);
  const range = useCallback(
    (sight: Range) => {
      const shown = defaultRangeExtractor(sight);
      // What has the focus must not go from the page.
      return active < sight.count && !shown.includes(active)
        ? [...shown, active].sort((a, b) => a - b)
        : shown;
    },
    [active],
  );
  const virtual = useVirtualizer({
    count: live ? count : 0,
    getScrollElement: () => region.current,
    estimateSize: () => height.row,
    overscan: rowsBeyond,
    scrollMargin: height.head,
    scrollPaddingStart: height.head,
    rangeExtractor: range,
    initialRect: { width: 0, height: usualHeight * 20 },
  });
  const items = virtual.getVirtualItems();
  const isAtEnd = live && (items.at(-1)?.index ?? 0) >= count - rowsBeyond - 1;
  useEffect(() => {
    if (isAtEnd && count > 0) onEnd?.();
  }, [isAtEnd, count, onEnd]);
  // Columns may have longer heads, the window other sizes; while rows scroll by, nothing changes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when these change.
  useLayoutEffect(() => {
    const measure = () => {
      const [head, row] = ["thead", "tbody tr[data-index]"].map(
        (part) => table.current?.querySelector(part)?.getBoundingClientRect().height,
      );
      if (head && row)
        setHeight((before) => (before.head === head && before.row === row ? before : { head, row }));
    };
    measure();
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, [heads, live, count > 0]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: where rows begin is known anew with their height.
  useLayoutEffect(() => virtual.measure(), [virtual, height]);
  // Other rows are gone through from the first one.
  const [before, setBefore] = useState(of);
  if (before !== of) {
    setBefore(of);
    setActive(0);
  }
  useEffect(() => {
    if (!wanted.current) return;
    const control = table.current?.querySelector<HTMLElement>(`[data-index="${active}"] ${wanted.current}`);
    wanted.current = undefined;
    control?.focus({ preventScroll: true });
  }, [active]);

  const goTo = (index: number, part: "a" | "input") => {
    const next = Math.min(Math.max(index, 0), count - 1);
    if (next === active) return;
    virtual.scrollToIndex(next);
    wanted.current = part;
    setActive(next);
  };
  const steer = (event: KeyboardEvent) => {
    const row = (event.target as Element).closest<HTMLElement>("[data-index]");
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    const index = Number(row.dataset.index);
    const part = event.target instanceof HTMLInputElement ? "input" : "a";
    const page = Math.max(1, Math.floor((region.current?.clientHeight ?? 0) / height.row) - 2);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: count - 1,
    };
    if (Object.hasOwn(moves, event.key)) goTo(moves[event.key], part);
    else if (event.key === " " && part === "a") onMark(rowAt(index).id);
    else if (event.key === "Enter" && part === "input") row.querySelector("a")?.click();
    else return;
    event.preventDefault();
  };
  const row = (index: number) => {
    const shown = rowAt(index);
    return (
      <TableRow
        key={shown.id}
        row={shown}
        heads={heads}
        locale={locale}
        graph={graph}
        index={index}
        live={live}
        isActive={index === active}
        isMarked={marks.has(shown.id)}
      />
    );
  };
  const body: ReactNode[] = [];
  const leave = (room: number, before: string) => {
    // Another height is another gap: what is in sight is not moved by it.
    if (room > 0) body.push(<Gap key={`${before} ${room}`} height={room} columns={heads.length + 1} />);
  };
  if (live) {
    let reached = height.head;
    for (const { index, start, end } of items) {
      leave(start - reached, `before ${index}`);
      body.push(row(index));
      reached = end;
    }
    leave(height.head + virtual.getTotalSize() - reached, "after all");
  } else for (let index = 0; index < count; index++) body.push(row(index));
  return (
    <table
      ref={table}
      className={styles.table}
      aria-rowcount={live ? total + 1 : undefined}
      aria-label={caption}
    >
      <colgroup>
        <col className={styles.markColumn} />
        {heads.map(({ key, type }) => (
          <col key={key} data-type={type} />
        ))}
      </colgroup>
      <TableHead heads={heads} sort={sort} locale={locale} live={live} sortable={sortable} onSort={onSort} />
      {/* It hears for the controls of its rows. */}
      <tbody
        key={edition}
        onKeyDown={live ? steer : undefined}
        onChange={(event) => {
          const marked = (event.target as Element).closest<HTMLElement>("[data-index]");
          if (marked) onMark(rowAt(Number(marked.dataset.index)).id);
        }}
        onFocus={(event: FocusEvent) => {
          const focused = event.target.closest<HTMLElement>("[data-index]");
          if (focused) setActive(Number(focused.dataset.index));
        }}
      >
        {body}
      </tbody>
    </table>
  );
}

/** Room of rows that are not in the page. */
function Gap({ height, columns }: { height: number; columns: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can have the focus.
    <tr aria-hidden="true" className={styles.gap}>
      <td
        colSpan={columns}
        ref={(cell) => {
          if (cell) cell.style.height = `${height}px`;
        }}
      />
    </tr>
  );
}
