"use client";

/** Sharing a graph that only this browser has: no link leads to it, so that it goes as a file. */
import { useEffect, useRef } from "react";
import { saveFile } from "@/app/[locale]/_explorer/export/download";
import { makeHere } from "@/app/[locale]/_explorer/export/made-here";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import type { Graph } from "@/lib/graph/graph";
import { ownPrefix } from "@/lib/graph/own-name";
import { importWords } from "@/lib/i18n/import-words";
import { pageOf, queryInGraph } from "@/lib/view/graph-page";
import { emptyView, type View } from "@/lib/view/view";
import { useAttempt } from "./attempt";
import { CopyField } from "./copy-field";
import styles from "./share.module.css";

export function OwnShare({ graph, view }: { graph: Graph; view: View }) {
  const { locale, sections } = useAtlas();
  const w = importWords[locale].share;
  const { busy, error, attempt } = useAttempt();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const name = graph.id.slice(ownPrefix.length);
  const file = `${name}.json`;
  const download = () =>
    attempt(async () => {
      const mine = new AbortController();
      stop.current = mine;
      const query = queryInGraph(view);
      // The whole graph, with the view as the address of what it is a print-out of.
      const address = `${location.origin}${pageOf(locale, graph.id)}${query && `?${query}`}`;
      const asked = { view: { ...emptyView, graph: graph.id }, withContext: true, locale, address };
      const from = { graph: graph.id, version: graph.version, sections };
      const made = await makeHere({ from, kind: { format: "json" }, asked }, mine.signal, () => {});
      saveFile(made, file);
    });
  return (
    <section className={styles.section} aria-labelledby="share-own">
      <h3 id="share-own">{w.title}</h3>
      <p className={styles.hint}>{w.hint}</p>
      <p className={`${styles.actions} ${styles.apart}`}>
        <button type="button" className={styles.primary} aria-disabled={busy} onClick={() => void download()}>
          <Icon name="share" size={16} />
          {busy ? w.making : w.file}
        </button>
      </p>
      {error !== undefined && (
        <p className={styles.fault} role="alert">
          {w.failed}
        </p>
      )}
      <CopyField label={w.server} text={`npm run import -- ${file} --name ${name}`} />
    </section>
  );
}
