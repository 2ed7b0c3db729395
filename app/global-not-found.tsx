import type { Metadata } from "next";
import { locales } from "@/lib/graph/schema";
import { languageTags, words } from "@/lib/i18n";
import styles from "./[locale]/_pages/page.module.css";
import "./styles/base.css";

export const metadata: Metadata = { title: "404", icons: { icon: "/icon.svg" } };

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
            return (
              <section key={locale} lang={languageTags[locale]}>
                <h1>{t.error.notFound}</h1>
                <p>{t.error.notFoundText}</p>
                <p>
                  <a href={`/${locale}`}>{t.home}</a>
                </p>
              </section>
            );
          })}
        </main>
      </body>
    </html>
  );
}
