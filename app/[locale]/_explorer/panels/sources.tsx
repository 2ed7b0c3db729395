/** Where statements come from: the list of sources, and the marks that refer to it. */

import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import type { Source } from "@/lib/graph/schema";
import { panelWords } from "@/lib/i18n/panel-words";
import { isLink, readableAddress, sourceTitle } from "@/lib/i18n/source-text";
import styles from "./sources.module.css";

export function SourceList({ sources }: { sources: readonly Source[] }) {
  const { locale } = useAtlas();
  if (sources.length === 0) return <p className={styles.none}>{panelWords[locale].noSources}</p>;
  return (
    <ol className={styles.list}>
      {sources.map((source, i) => (
        <li
          key={`${source.url ?? ""}${sourceTitle(source, locale)}`}
          id={`source-${i + 1}`}
          value={i + 1}
          className={styles.source}
        >
          <span className={styles.number}>{i + 1}</span>
          <span className={styles.text}>
            {isLink(source.url) ? (
              <a href={source.url} target="_blank" rel="noopener noreferrer">
                {sourceTitle(source, locale)}
                <Icon name="external" size={12} />
                <span className="visually-hidden"> ({panelWords[locale].external})</span>
              </a>
            ) : (
              sourceTitle(source, locale)
            )}
            {isLink(source.url) && source.title && (
              <span className={styles.address}>{readableAddress(source.url)}</span>
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
        const title = sourceTitle(source, locale);
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
