import type { Metadata } from "next";
import { locales } from "@/lib/graph/schema";
import { languageTags, words } from "@/lib/i18n";
import { pagesWords } from "@/lib/i18n/pages-words";
import styles from "./[locale]/_pages/page.module.css";
import { places } from "./[locale]/_pages/places";
import "./styles/base.css";

export const metadata: Metadata = {
  title: ["404", ...locales.map((locale) => words[locale].product)].join(" · "),
  icons: { icon: "/icon.svg" },
};

/** An address that leads nowhere; the language is not known, so both speak. */
export default function NotFound() {
  return (
    <html lang="en">
      <head>
        {/* It has to run before the first paint, or a dark page would flash up light. */}
        <script src="/theme.js" />
      </head>
      <body>
        <main className={styles.main}>
          {locales.map((locale) => {
            const t = words[locale];
            const w = pagesWords[locale];
            return (
              <section key={locale} className={styles.missing} lang={languageTags[locale]}>
                <p className={styles.quiet}>{t.product}</p>
                <h1>{t.error.notFound}</h1>
                <p>{t.error.notFoundText}</p>
                <form className={styles.find} action={`/${locale}/table`} method="get" role="search">
                  <input type="search" name="find" maxLength={80} aria-label={w.find} placeholder={w.find} />
                  <button type="submit">{w.findButton}</button>
                </form>
                <nav className={styles.chips} aria-label={w.pages}>
                  <a href={`/${locale}`}>{t.home}</a>
                  {places.map(({ place, path }) => (
                    <a key={place} href={`/${locale}/${path}`}>
                      {w[place]}
                    </a>
                  ))}
                </nav>
              </section>
            );
          })}
        </main>
      </body>
    </html>
  );
}
