"use client";

/** What stands where there is no graph of the address, and the way to the atlas. */
import styles from "@/app/[locale]/_explorer/explorer.module.css";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { graphsWords } from "@/lib/i18n/graphs-words";

export function GraphGone() {
  const { locale } = useAtlas();
  const w = graphsWords[locale].gone;
  return (
    <div role="alert" className={styles.failure}>
      <p>{w.text}</p>
      <OtherGraph />
    </div>
  );
}

/** The way to the atlas, which can be had whatever is the matter with another graph. */
export function OtherGraph() {
  const { locale } = useAtlas();
  return <a href={`/${locale}`}>{graphsWords[locale].gone.home}</a>;
}
