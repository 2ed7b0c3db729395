/** How a scope has grown, year by year: columns, and the same in numbers. */
import page from "@/app/[locale]/_pages/page.module.css";
import type { Growth } from "@/lib/graph/growth";
import type { Locale } from "@/lib/graph/schema";
import { formatCount } from "@/lib/i18n/format";
import { scopeWords } from "@/lib/i18n/scope-words";
import styles from "./scope.module.css";

/** In units of the drawing. */
const size = { column: 44, bar: 26, height: 120, top: 18, foot: 22 };

interface GrowthProps {
  locale: Locale;
  /** Of the scope. */
  name: string;
  growth: Growth;
}

export function GrowthChart({ locale, name, growth }: GrowthProps) {
  const w = scopeWords[locale];
  const { years, earlier, undated } = growth;
  const [begin] = years;
  if (!begin) return <p>{w.noGrowth}</p>;
  const columns = [
    ...(earlier > 0 ? [{ label: w.earlier(begin.year), short: `<${begin.year}`, count: earlier }] : []),
    ...years.map(({ year, count }) => ({ label: String(year), short: String(year), count })),
  ];
  const most = Math.max(...columns.map(({ count }) => count));
  const total = columns.reduce((sum, { count }) => sum + count, 0);
  const width = columns.length * size.column;
  let sum = 0;
  return (
    <>
      <p>{w.growthText(total, undated)}</p>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${width} ${size.top + size.height + size.foot}`}
        width={width}
        height={size.top + size.height + size.foot}
        role="img"
        aria-label={w.chart(name)}
      >
        {columns.map(({ short, count }, i) => {
          const height = (count / most) * size.height;
          const top = size.top + size.height - height;
          const middle = (i + 0.5) * size.column;
          return (
            <g key={short}>
              <rect x={middle - size.bar / 2} y={top} width={size.bar} height={height} />
              {count > 0 && (
                <text x={middle} y={top - 5} textAnchor="middle">
                  {formatCount(count, locale)}
                </text>
              )}
              <text className={styles.year} x={middle} y={size.top + size.height + 15} textAnchor="middle">
                {short}
              </text>
            </g>
          );
        })}
        <path d={`M0 ${size.top + size.height}H${width}`} />
      </svg>
      <details className={styles.numbers}>
        <summary>{w.numbers}</summary>
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col">{w.year}</th>
              <th scope="col" data-number>
                {w.count}
              </th>
              <th scope="col" data-number>
                {w.total}
              </th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ label, count }) => {
              sum += count;
              return (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td data-number>{formatCount(count, locale)}</td>
                  <td data-number>{formatCount(sum, locale)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </details>
    </>
  );
}
