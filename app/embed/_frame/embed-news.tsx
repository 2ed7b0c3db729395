"use client";

/** Above the bar of an embedded view: that there are other data now than those it was opened with. */
import { useState } from "react";
import { focusMap } from "@/app/[locale]/_explorer/sheet";
import { useNewData } from "@/app/[locale]/_explorer/use-renewed";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import { embedWords } from "@/lib/i18n/embed-words";
import styles from "./embed.module.css";

/** @param isWatched whether the view follows the data */
export function EmbedNews({ isWatched }: { isWatched: boolean }) {
  const { t, locale } = useAtlas();
  const isRenewed = useNewData(isWatched);
  const [putOff, setPutOff] = useState(false);
  const w = embedWords[locale].frame;
  // The part of the page that is spoken has to be there before.
  return (
    <div className={styles.news} role="status">
      {isRenewed && !putOff && (
        <>
          <p>{w.renewed}</p>
          <button type="button" className={styles.load} onClick={() => location.reload()}>
            {w.load}
          </button>
          <button
            type="button"
            className={styles.tool}
            aria-label={t.dismiss}
            title={t.dismiss}
            onClick={() => {
              setPutOff(true);
              focusMap();
            }}
          >
            <Icon name="close" size={16} />
          </button>
        </>
      )}
    </div>
  );
}
