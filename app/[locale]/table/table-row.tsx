"use client";

/**
 * One row, the same whether the server writes it or the browser. It takes no functions: what hands do in it is heard by
 * the table's body (table-grid.tsx), so that hundreds of rows cost little.
 */
import { memo } from "react";
import { canvasHref } from "@/app/[locale]/_pages/canvas";
import { entityHref, KindSign, Name } from "@/app/[locale]/_pages/entity-link";
import type { Locale } from "@/lib/graph/schema";
import { tableWords } from "@/lib/i18n/table-words";
import type { Head, ShownRow } from "@/lib/table/shown";
import type { Cell } from "@/lib/table/values";
import { emptyView } from "@/lib/view/view";
import styles from "./table.module.css";

interface TableRowProps {
  row: ShownRow;
  heads: readonly Head[];
  locale: Locale;
  /** Name of the graph. */
  graph: string;
  /** Place among all rows. */
  index: number;
  /** Whether rows can be gone through and marked: not before the page has come to life. */
  live: boolean;
  /** It alone is in the order of the Tab key. */
  isActive: boolean;
  isMarked: boolean;
}

export const TableRow = memo(function TableRow({
  row: { id, kind, cells },
  heads,
  locale,
  graph,
  index,
  live,
  isActive,
  isMarked,
}: TableRowProps) {
  const w = tableWords[locale];
  const [name, ...rest] = cells;
  const tab = live ? { tabIndex: isActive ? 0 : -1 } : {};
  return (
    // The head is row 1.
    <tr aria-rowindex={index + 2} data-index={index} data-marked={isMarked}>
      <td className={styles.mark}>
        <label className={styles.markLabel}>
          <input
            type="checkbox"
            aria-label={w.mark(name.text)}
            checked={isMarked}
            readOnly
            disabled={!live}
            {...tab}
          />
        </label>
      </td>
      <th scope="row" className={styles.name}>
        <a className={styles.nameLink} href={hrefOf(locale, graph, id)} {...tab}>
          <KindSign kind={kind} />
          <span className={styles.clamp}>
            <Name locale={locale} text={{ zh: name.text, en: name.text }} />
          </span>
        </a>
        {name.more && (
          <span className={styles.more} lang={locale === "zh" ? "en" : "zh-CN"}>
            {name.more}
          </span>
        )}
      </th>
      {rest.map((cell, i) => (
        <td key={heads[i + 1].key} data-type={heads[i + 1].type}>
          <CellText cell={cell} locale={locale} />
        </td>
      ))}
    </tr>
  );
});

/** Entities of the atlas have pages; those of other graphs are told of on the map. */
const hrefOf = (locale: Locale, graph: string, id: string): string =>
  graph === emptyView.graph ? entityHref(locale, id) : canvasHref(locale, { graph, selection: id });

/** Texts of so many characters fit any column. */
const shortText = 10;

function CellText({ cell: { text, more, missing }, locale }: { cell: Cell; locale: Locale }) {
  const w = tableWords[locale];
  // One element and nothing out of sight: there are hundreds of them while rows go by.
  if (missing)
    return (
      <span className={styles.missing} role="img" aria-label={w[missing]}>
        {missing === "unknown" ? "—" : ""}
      </span>
    );
  if (!more && text.length <= shortText) return text;
  return (
    <>
      <span className={more ? styles.line : styles.clamp} title={text.length > shortText ? text : undefined}>
        {text}
      </span>
      {more && <span className={styles.more}>{more}</span>}
    </>
  );
}
