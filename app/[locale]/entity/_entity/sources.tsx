/** Where the statements of a page come from: numbers beside them, and the list that these lead to. */
import page from "@/app/[locale]/_pages/page.module.css";
import type { Locale, Source } from "@/lib/graph/schema";
import { entityWords } from "@/lib/i18n/entity-words";
import { isLink, readableAddress, sourceTitle } from "@/lib/i18n/source-text";
import styles from "./entity.module.css";

const anchorOf = (number: number) => `source-${number}`;

/** The numbers of the sources that support a statement, or the word that says that none does. */
export function Cited({ locale, numbers }: { locale: Locale; numbers: readonly number[] }) {
  const w = entityWords[locale];
  if (numbers.length === 0)
    return (
      <span className={styles.unsourced} title={w.unsourcedHint}>
        {w.unsourced}
      </span>
    );
  return (
    <span className={styles.cited}>
      {numbers.map((number) => (
        <a key={number} href={`#${anchorOf(number)}`} aria-label={w.source(number)}>
          {number}
        </a>
      ))}
    </span>
  );
}

export function SourceList({ locale, sources }: { locale: Locale; sources: readonly Source[] }) {
  const w = entityWords[locale];
  if (sources.length === 0) return <p className={page.quiet}>{w.noSources}</p>;
  return (
    <ol className={styles.sources}>
      {sources.map((source, i) => {
        const title = sourceTitle(source, locale);
        return (
          <li key={anchorOf(i + 1)} id={anchorOf(i + 1)}>
            {isLink(source.url) ? (
              <>
                <a href={source.url} rel="noopener noreferrer external">
                  {title}
                </a>
                {source.title && <span className={styles.address}> {readableAddress(source.url)}</span>}
                <span className={styles.printedAddress}> {source.url}</span>
              </>
            ) : (
              title
            )}
          </li>
        );
      })}
    </ol>
  );
}
