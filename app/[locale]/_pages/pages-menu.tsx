/** The way from the map to the pages: made while the page is built, so that it costs no script. */
import type { Locale } from "@/lib/graph/schema";
import { myViewsWords } from "@/lib/i18n/my-views-words";
import { pagesWords } from "@/lib/i18n/pages-words";
import styles from "./pages-menu.module.css";
import { places } from "./places";

export function PagesMenu({ locale }: { locale: Locale }) {
  const w = pagesWords[locale];
  return (
    <ul className={styles.menu}>
      {places.map(({ place, path }) => (
        <li key={place}>
          <a href={`/${locale}/${path}`}>{w[place]}</a>
        </li>
      ))}
      <li>
        <a href={`/${locale}/views`}>{myViewsWords[locale].title}</a>
      </li>
    </ul>
  );
}
