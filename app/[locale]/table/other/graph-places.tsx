/** In the head of a page about a graph other than the atlas: which one it is, and the way to its map. */
import { createPortal } from "react-dom";
import styles from "@/app/[locale]/_pages/page.module.css";
import { graphPlacesId } from "@/app/[locale]/_pages/places";
import type { Locale } from "@/lib/graph/schema";
import { pagesWords } from "@/lib/i18n/pages-words";
import { pageOf } from "@/lib/view/graph-page";

interface GraphPlacesProps {
  locale: Locale;
  graph: string;
  /** What the graph is called, once that is known. */
  title: string | undefined;
}

/** In a browser. */
export function GraphPlaces({ locale, graph, title }: GraphPlacesProps) {
  const w = pagesWords[locale];
  const room = document.getElementById(graphPlacesId);
  const map = pageOf(locale, graph);
  return (
    room &&
    createPortal(
      <>
        <a className={styles.product} href={map}>
          {title ?? graph}
        </a>
        <nav className={styles.places} aria-label={w.pages}>
          <ul>
            <li>
              <a href={map}>{w.map}</a>
            </li>
            <li>
              {/* The address holds what is shown of it. */}
              <a href={location.pathname} aria-current="page">
                {w.table}
              </a>
            </li>
          </ul>
        </nav>
      </>,
      room,
    )
  );
}
