"use client";

/** The explorer's filter beside the table; what it takes is fetched when somebody filters. */
import { useEffect, useState } from "react";
import type { FilterAtWork } from "@/app/[locale]/_explorer/filtration";
import { useAtlas, useTheme } from "@/app/[locale]/_parts/atlas";
import { tableWords } from "@/lib/i18n/table-words";
import type { View } from "@/lib/view/view";
import type * as filterParts from "./filter-parts";
import styles from "./table.module.css";

type FilterParts = typeof filterParts;

/** Its chips, its panel and what it says of an empty result, once they are here. */
export function useFilterParts(wanted: boolean): FilterParts | undefined {
  const [parts, setParts] = useState<FilterParts>();
  useEffect(() => {
    if (!wanted || parts) return;
    let isOld = false;
    import("./filter-parts").then(
      (found) => {
        if (!isOld) setParts(found);
      },
      // Asked for anew the next time it is wanted.
      () => undefined,
    );
    return () => {
      isOld = true;
    };
  }, [wanted, parts]);
  return parts;
}

interface FilterSideProps {
  parts: FilterParts | undefined;
  filter: FilterAtWork;
  kind: string | undefined;
  onFilter(step: (view: View) => View): void;
}

export function FilterSide({ parts, filter, kind, onFilter }: FilterSideProps) {
  const { t } = useAtlas();
  const [theme] = useTheme();
  if (!parts)
    return (
      <p role="status" className={styles.waiting}>
        {t.loading}
      </p>
    );
  return <parts.FilterPanel filtration={filter} theme={theme} kind={kind} onFilter={onFilter} />;
}

interface NoRowsProps {
  parts: FilterParts | undefined;
  filter: FilterAtWork;
  find: string;
  isTold: boolean;
  onFilter(step: (view: View) => View): void;
  onClearFind(): void;
}

/** Said in the place of rows, where there are none. */
export function NoRows({ parts, filter, find, isTold, onFilter, onClearFind }: NoRowsProps) {
  const { locale } = useAtlas();
  const w = tableWords[locale];
  const text = find.trim();
  return (
    <div className={styles.nothing}>
      {text !== "" && filter.filtered.members > 0 ? (
        <>
          <p>{w.nothingFound(text)}</p>
          <button type="button" className={styles.button} onClick={onClearFind}>
            {w.clearFind}
          </button>
        </>
      ) : (
        parts && !isTold && <parts.EmptyResult inPanel filtration={filter} onFilter={onFilter} />
      )}
    </div>
  );
}
