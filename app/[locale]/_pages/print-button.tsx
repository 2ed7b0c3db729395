/** Prints the page; /page.js shows it and makes it work. */
import type { Locale } from "@/lib/graph/schema";
import { pagesWords } from "@/lib/i18n/pages-words";
import styles from "./page.module.css";

export function PrintButton({ locale }: { locale: Locale }) {
  return (
    <button type="button" className={styles.button} data-print-button hidden>
      {pagesWords[locale].print}
    </button>
  );
}
