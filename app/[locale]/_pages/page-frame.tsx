/**
 * The frame round pages that are read: the way to the others above, what they are made of below. Such pages are whole
 * without scripts; two buttons that would do nothing then are shown by /page.js, which makes them work.
 */
import type { ReactNode } from "react";
import { atlasData } from "@/app/_server/atlas-data";
import { Icon } from "@/app/[locale]/_parts/marks";
import type { Locale } from "@/lib/graph/schema";
import { languageTags, words } from "@/lib/i18n";
import { offlineWords } from "@/lib/i18n/offline-words";
import { pagesWords } from "@/lib/i18n/pages-words";
import { KindSymbols } from "./entity-link";
import styles from "./page.module.css";
import { graphPlacesId, type Place, places } from "./places";

interface PageFrameProps {
  locale: Locale;
  /** Below the language, such as "entity/model/llama". */
  path: string;
  /** Where in the navigation the page stands. */
  here?: Place | undefined;
  /** With room for tables and charts beside the text. */
  wide?: boolean;
  /** What is about another graph has places, signs, data and a search of its own. */
  ofAtlas?: boolean;
  children: ReactNode;
}

export async function PageFrame({
  locale,
  path,
  here,
  wide = false,
  ofAtlas = true,
  children,
}: PageFrameProps) {
  const { ontology, version } = await atlasData();
  const w = pagesWords[locale];
  const t = words[locale];
  const other = locale === "zh" ? "en" : "zh";
  const { license } = ontology.graph;
  return (
    <>
      <a className={styles.skip} href="#text">
        {w.skip}
      </a>
      {ofAtlas && <KindSymbols ontology={ontology} />}
      <header className={styles.head}>
        {ofAtlas ? (
          <>
            <a className={styles.product} href={`/${locale}`}>
              {t.product}
            </a>
            <nav className={styles.places} aria-label={w.pages}>
              <ul>
                <li>
                  <a href={`/${locale}`}>{w.map}</a>
                </li>
                {places.map(({ place, path: to }) => (
                  <li key={place}>
                    <a href={`/${locale}/${to}`} aria-current={pageState(place, here, path === to)}>
                      {w[place]}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          </>
        ) : (
          <>
            {/* What the graph is called and where its pages are is known to the page's own scripts (table/other/graph-places.tsx). */}
            <div id={graphPlacesId} className={styles.graphPlaces} />
            <a className={styles.atlas} href={`/${locale}`}>
              {t.product}
            </a>
          </>
        )}
        <div className={styles.tools}>
          {ofAtlas && (
            <form className={styles.find} action={`/${locale}/table`} method="get" role="search">
              <input
                type="search"
                name="find"
                maxLength={80}
                aria-label={w.find}
                placeholder={w.find}
                autoComplete="off"
              />
              <button type="submit" aria-label={w.findButton} title={w.findButton}>
                <Icon name="search" />
              </button>
            </form>
          )}
          {/* On pages that come to life, /page.js has shown it before. */}
          <button
            type="button"
            data-theme-button
            aria-label={w.theme}
            title={w.theme}
            hidden
            suppressHydrationWarning
          >
            <Icon name="moon" />
          </button>
          <a
            href={`/${other}/${path}`}
            hrefLang={other}
            lang={languageTags[other]}
            title={t.switchLanguage}
            data-language={other}
          >
            {t.otherLanguage}
          </a>
        </div>
      </header>
      <div role="status">
        {/* Shown by /offline.js. */}
        <p className={styles.cutOff} data-cut-off-notice hidden>
          {offlineWords[locale].cutOff}
        </p>
      </div>
      <main id="text" className={styles.main} data-wide={wide} tabIndex={-1}>
        {children}
      </main>
      <footer className={styles.foot}>
        <p>
          {ofAtlas && (
            <>
              <span>{w.foot(version)}</span>
              <span>
                {license.url ? (
                  <a href={license.url} rel="license noopener noreferrer">
                    {w.license(license.label[locale])}
                  </a>
                ) : (
                  w.license(license.label[locale])
                )}
              </span>
            </>
          )}
          <a href={`/${locale}/about`}>{w.about}</a>
          <a href="/api/v1/openapi.json">{w.program}</a>
          {ofAtlas && <a href={`/${locale}/changes/feed.xml`}>{w.feed}</a>}
        </p>
        <div role="status">
          {/* Shown by /offline.js. */}
          <p data-new-version-notice hidden>
            <span>{offlineWords[locale].newVersion}</span>
            <button type="button" data-reload>
              {offlineWords[locale].load}
            </button>
          </p>
        </div>
      </footer>
      <script src="/page.js" defer />
    </>
  );
}

/** The page itself, or one below it. */
function pageState(place: Place, here: Place | undefined, isItself: boolean): "page" | "true" | undefined {
  if (place !== here) return undefined;
  return isItself ? "page" : "true";
}
