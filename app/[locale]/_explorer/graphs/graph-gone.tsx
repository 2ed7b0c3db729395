"use client";

/** What stands where the graph of the address is not to be had, and the way to the atlas. */
import styles from "@/app/[locale]/_explorer/explorer.module.css";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { graphsWords } from "@/lib/i18n/graphs-words";

export function GraphGone() {
  const { locale } = useAtlas();
  const w = graphsWords[locale].gone;
  return (
    <div role="alert" className={styles.failure}>
      <p>{w.text}</p>
      <a href={`/${locale}`}>{w.home}</a>
    </div>
  );
}
