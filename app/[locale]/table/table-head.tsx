"use client";

/** The heads of the columns: what stands below, and buttons to sort by it. */
import type { MouseEvent } from "react";
import { Icon } from "@/app/[locale]/_parts/marks";
import type { Locale } from "@/lib/graph/schema";
import { formatCount } from "@/lib/i18n/format";
import { tableWords } from "@/lib/i18n/table-words";
import type { SortKey } from "@/lib/table/rows";
import type { Head } from "@/lib/table/shown";
import styles from "./table.module.css";
import { rowsInWhole } from "./use-part-rows";

/** Rows of which there are too many to be had in another order. */
const byImportance: SortKey = { column: "importance", falling: true };

interface TableHeadProps {
  heads: readonly Head[];
  sort: readonly SortKey[];
  locale: Locale;
  live: boolean;
  /** Otherwise the most important rows come first, and an order that is asked for waits until there are fewer. */
  sortable: boolean;
  /** @param adds whether the order of before stays, for what this column does not tell apart */
  onSort(head: Head, adds: boolean): void;
}

export function TableHead({ heads, sort, locale, live, sortable, onSort }: TableHeadProps) {
  const w = tableWords[locale];
  return (
    <thead className={styles.head}>
      <tr aria-rowindex={1}>
        <td className={styles.mark}>
          <span className="visually-hidden">{w.marks}</span>
        </td>
        {heads.map((head) => {
          // The order that is there shows even while another one waits.
          const isKept = !sortable && head.key === byImportance.column;
          const place = isKept ? 0 : sort.findIndex(({ column }) => column === head.key);
          const key = isKept ? byImportance : sort[place];
          const order = key && (key.falling ? w.falling : w.rising);
          const holds = sortable ? place === 0 : isKept;
          return (
            <th
              key={head.key}
              scope="col"
              className={head.type === "name" ? styles.name : undefined}
              data-type={head.type}
              // Only the first key may say so; of the others the button tells.
              aria-sort={!holds || !key ? undefined : key.falling ? "descending" : "ascending"}
            >
              <button
                type="button"
                className={styles.sort}
                disabled={!live || isKept}
                title={
                  sortable
                    ? `${w.sort(head.label)} · ${w.sortHint}`
                    : w.sortOfFew(head.label, formatCount(rowsInWhole, locale))
                }
                onClick={(event: MouseEvent) => onSort(head, event.shiftKey)}
              >
                <span className={styles.headText}>
                  {head.label}
                  {head.unit && <span className={styles.unit}> {head.unit}</span>}
                </span>
                {order && (
                  <>
                    <span
                      className={styles.arrow}
                      data-falling={key.falling}
                      data-waits={!sortable && !isKept}
                    >
                      <Icon name="chevron" size={14} />
                    </span>
                    {sort.length > 1 && !isKept && (
                      <span className={styles.place} aria-hidden="true">
                        {place + 1}
                      </span>
                    )}
                    {sortable && place > 0 && (
                      <span className="visually-hidden">
                        {w.sortOrder(formatCount(place + 1, locale))}, {order}
                      </span>
                    )}
                  </>
                )}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
