/** The numbers of a chart as a table, each leading to the entities behind it. */
import { canvasHref } from "@/app/[locale]/_pages/canvas";
import { entityHref } from "@/app/[locale]/_pages/entity-link";
import page from "@/app/[locale]/_pages/page.module.css";
import type { Chart, Mark } from "@/lib/charts/chart";
import { type Cell, tableOf } from "@/lib/charts/table";
import type { Locale } from "@/lib/graph/schema";
import { formatCount } from "@/lib/i18n/format";
import { chartWords } from "@/lib/i18n/insights-words";
import styles from "./insights.module.css";

interface ChartDataProps {
  readonly chart: Chart;
  readonly caption: string;
  readonly locale: Locale;
}

export function ChartData({ chart, caption, locale }: ChartDataProps) {
  const { head, rows } = tableOf(chart, locale);
  return (
    // The table scrolls, not the page; the keyboard has to get to it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <div className={`${styles.scroll} side-edges`} role="region" aria-label={caption} tabIndex={0}>
      <table className={`${page.table} ${styles.table}`}>
        <thead>
          <tr>
            {head.map((label, i) => (
              <th key={label} scope="col" data-number={i > 0 && isNumeric(rows[0]?.[i]) ? "" : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], r) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a table never changes
            <tr key={r}>
              <th scope="row">
                <RowName name={name} locale={locale} />
              </th>
              {cells.map((cell, c) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a table never changes
                <td key={c} data-number={isNumeric(cell) ? "" : undefined}>
                  <CellText cell={cell} locale={locale} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const isNumeric = (cell: Cell): boolean => typeof cell !== "string";

function RowName({ name, locale }: { name: Mark | string; locale: Locale }) {
  if (typeof name === "string") return name;
  return "id" in name && "name" in name ? (
    <a href={entityHref(locale, String(name.id))}>{String(name.name)}</a>
  ) : (
    name.label
  );
}

function CellText({ cell, locale }: { cell: Cell; locale: Locale }) {
  if (cell === undefined) return "0";
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return formatCount(cell, locale);
  const n = formatCount(cell.entities.length, locale);
  return (
    <a href={canvasHref(locale, cell.view)} aria-label={chartWords[locale].mark(cell.label, n)}>
      {n}
    </a>
  );
}
