"use client";

/** How many rows there are, and in which order; what is in the way where they cannot be had. */
import { isOfGoneVersion, passingCause } from "@/app/[locale]/_explorer/load-problem";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { ApiError } from "@/lib/api/source";
import { formatCount } from "@/lib/i18n/format";
import { listSeparators } from "@/lib/i18n/locale";
import { tableWords } from "@/lib/i18n/table-words";
import type { TableView } from "@/lib/table/table-view";
import { columnLabel } from "@/lib/table/values";
import styles from "./table.module.css";
import { foundAtOnce, rowsInWhole } from "./use-part-rows";
import type { TableData } from "./use-table-data";

interface CountLineProps {
  table: TableView;
  data: TableData | undefined;
  kindName: string;
  /** How many rows there are; unknown before anything is. */
  count: number | undefined;
  /** Without the filter. */
  all: number;
}

export function CountLine({ table, data, kindName, count, all }: CountLineProps) {
  const { t, locale } = useAtlas();
  const w = tableWords[locale];
  const elsewhere = data?.elsewhere;
  const isSorted = elsewhere?.sortable !== false;
  const asked = table.sort.flatMap(({ column: key, falling }) => {
    const column = data?.offered.find((one) => one.key === key);
    return column && data ? [w.sorted(columnLabel(column, data.speech), falling ? w.falling : w.rising)] : [];
  });
  const isCut = elsewhere && table.find.trim() !== "" && elsewhere.total >= foundAtOnce;
  const order = asked.join(listSeparators[locale]);
  const few = formatCount(rowsInWhole, locale);
  const more = [
    !isSorted && (order === "" ? w.orderOfFew(few) : w.orderWaits(order, few)),
    isCut && w.foundFirst(formatCount(foundAtOnce, locale)),
  ];
  return (
    <p className={styles.countLine} role="status">
      {count === undefined ? (
        t.loading
      ) : (
        <>
          <strong>{w.count(formatCount(count, locale), formatCount(all, locale), kindName)}</strong>{" "}
          <span className={styles.quiet}>
            {[isSorted && order !== "" ? (elsewhere?.isSorting ? t.loading : order) : w.byImportance, ...more]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </>
      )}
    </p>
  );
}

interface LoadProblemProps {
  error: Error;
  onRetry(): void;
  /** Asks for everything. */
  onClear(): void;
}

export function LoadProblem({ error, onRetry, onClear }: LoadProblemProps) {
  const { t, locale } = useAtlas();
  const w = tableWords[locale];
  // What the address asks for is not in these data, or they are answered no more: asking again would not help.
  const isRefused = error instanceof ApiError && error.status === 400;
  const isOutdated = isOfGoneVersion(error);
  return (
    <div role="alert" className={`${styles.notice} ${styles.lasting}`}>
      <p>
        {isRefused ? w.refused : isOutdated ? t.error.outdated : (passingCause(error, t) ?? w.loadFailed)}
      </p>
      <button
        type="button"
        className={styles.button}
        onClick={isRefused ? onClear : isOutdated ? () => location.reload() : onRetry}
      >
        {isRefused ? w.clearFilter : isOutdated ? t.error.reload : t.retry}
      </button>
    </div>
  );
}
