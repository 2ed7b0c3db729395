/** Where statements come from: the list of sources, and the marks that refer to it. */

import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import type { Source, Text } from "@/lib/graph/schema";
import { panelWords } from "@/lib/i18n/panel-words";
import styles from "./sources.module.css";

/** Only addresses of the web become links; data may hold anything. */
const isLink = (url: string | undefined): url is string => url !== undefined && /^https?:\/\//i.test(url);

function titleOf({ url, title }: Source, locale: keyof Text): string {
  if (typeof title === "string") return title;
  return title?.[locale] ?? (url ? readable(url) : "");
}

/** An address as people read it: host and path, not too long. */
export function readable(url: string): string {
  const text = url.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

export function SourceList({ sources }: { sources: readonly Source[] }) {
  const { locale } = useAtlas();
  if (sources.length === 0) return <p className={styles.none}>{panelWords[locale].noSources}</p>;
  return (
    <ol className={styles.list}>
      {sources.map((source, i) => (
        <li
          key={`${source.url ?? ""}${titleOf(source, locale)}`}
          id={`source-${i + 1}`}
          value={i + 1}
          className={styles.source}
        >
          <span className={styles.number}>{i + 1}</span>
          <span className={styles.text}>
            {isLink(source.url) ? (
              <a href={source.url} target="_blank" rel="noopener noreferrer">
                {titleOf(source, locale)}
                <Icon name="external" size={12} />
                <span className="visually-hidden"> ({panelWords[locale].external})</span>
              </a>
            ) : (
              titleOf(source, locale)
            )}
            {isLink(source.url) && source.title && (
              <span className={styles.address}>{readable(source.url)}</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Marks beside a statement: the sources that support it, or that none does. */
export function Cited({ sources }: { sources: readonly { source: Source; number: number | undefined }[] }) {
  const { locale } = useAtlas();
  if (sources.length === 0) {
    return (
      <span className={styles.unsourced} title={panelWords[locale].unsourcedHint}>
        {panelWords[locale].unsourced}
      </span>
    );
  }
  return (
    <span className={styles.cited}>
      {sources.map(({ source, number }, i) => {
        const title = titleOf(source, locale);
        const mark = number === undefined ? "↗" : number;
        const key = `${source.url ?? title}${i}`;
        return isLink(source.url) ? (
          <a
            key={key}
            className={styles.reference}
            href={source.url}
            target="_blank"
            rel="noopener noreferrer"
            title={title}
          >
            {mark}
            <span className="visually-hidden">
              {title} ({panelWords[locale].external})
            </span>
          </a>
        ) : (
          <span key={key} className={styles.reference} title={title}>
            {mark}
            <span className="visually-hidden">{title}</span>
          </span>
        );
      })}
    </span>
  );
}
