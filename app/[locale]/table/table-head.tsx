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

interface TableHeadProps {
  heads: readonly Head[];
  sort: readonly SortKey[];
  locale: Locale;
  live: boolean;
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
          const place = sortable ? sort.findIndex(({ column }) => column === head.key) : -1;
          const key = place < 0 ? undefined : sort[place];
          const order = key && (key.falling ? w.falling : w.rising);
          return (
            <th
              key={head.key}
              scope="col"
              className={head.type === "name" ? styles.name : undefined}
              data-type={head.type}
              // Only the first key may say so; of the others the button tells.
              aria-sort={place !== 0 || !key ? undefined : key.falling ? "descending" : "ascending"}
            >
              <button
                type="button"
                className={styles.sort}
                disabled={!live || !sortable}
                title={sortable ? `${w.sort(head.label)} · ${w.sortHint}` : undefined}
                onClick={(event: MouseEvent) => onSort(head, event.shiftKey)}
              >
                <span className={styles.headText}>
                  {head.label}
                  {head.unit && <span className={styles.unit}> {head.unit}</span>}
                </span>
                {order && (
                  <>
                    <span className={styles.arrow} data-falling={key.falling}>
                      <Icon name="chevron" size={14} />
                    </span>
                    {sort.length > 1 && (
                      <span className={styles.place} aria-hidden="true">
                        {place + 1}
                      </span>
                    )}
                    {place > 0 && (
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
