/** What is kept in the reader's browser, and the switch; /offline.js fills it. Without scripts nothing is kept, and it is hidden. */
import page from "@/app/[locale]/_pages/page.module.css";
import type { Locale } from "@/lib/graph/schema";
import { offlineWords } from "@/lib/i18n/offline-words";

export function OfflineSection({ locale }: { locale: Locale }) {
  const w = offlineWords[locale].about;
  return (
    <section data-offline-state>
      <h2 id="offline">{w.title}</h2>
      <p>{w.text}</p>
      <p role="status" data-state data-on={w.on} data-off={w.off} data-unable={w.unable} />
      <p className={page.printHidden}>
        <button type="button" className={page.button} data-keep hidden>
          {w.keep}
        </button>
        <button type="button" className={page.button} data-forget hidden>
          {w.forget}
        </button>
      </p>
    </section>
  );
}
