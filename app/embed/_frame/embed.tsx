"use client";

/** An embedded view, from the empty frame on: waits until it is seen, reads what it is to show, and in which language. */
import { type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import explorer from "@/app/[locale]/_explorer/explorer.module.css";
import { tiledSource } from "@/app/[locale]/_explorer/later-source";
import { AtlasProvider } from "@/app/[locale]/_parts/atlas";
import type { Locale } from "@/lib/graph/schema";
import { languageTags, type Words } from "@/lib/i18n";
import { embedWords } from "@/lib/i18n/embed-words";
import styles from "./embed.module.css";
import { EmbedMap } from "./embed-map";
import { type EmbedStart, type NoEmbedStart, readAgain, readStart } from "./start";

export interface EmbedProps {
  graph: string;
  /** Of the data that are current. */
  version: string;
  /** Titles of the white paper's sections by number. */
  sections: Readonly<Record<Locale, Readonly<Record<string, string>>>>;
}

/** Milliseconds until what could not be had is asked for again, doubled each time, and at most. */
const pauses = { first: 2000, most: 30_000 };

interface Language {
  readonly locale: Locale;
  readonly t: Words;
}

export function Embed({ graph, version, sections, ...own }: EmbedProps & Language) {
  const [language, setLanguage] = useState<Language>({ locale: own.locale, t: own.t });
  const [start, setStart] = useState<EmbedStart | NoEmbedStart>();
  const frame = useRef<HTMLElement>(null);
  const { locale, t } = language;

  useEffect(() => {
    if (!frame.current) return;
    let isOld = false;
    const begin = async () => {
      const block = document.getElementById("saved-view")?.textContent;
      const read = await readStart(location.search, block ?? undefined, graph);
      const wanted = read.options.locale ?? own.locale;
      // In its own language from the first word on; without the words of the other, in the one that is here.
      const words = wanted === own.locale ? own.t : await wordsOf(wanted).catch(() => undefined);
      if (isOld) return;
      if (words) setLanguage({ locale: wanted, t: words });
      setStart(read);
    };
    const watcher = new IntersectionObserver(([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      watcher.disconnect();
      void begin();
    });
    watcher.observe(frame.current);
    return () => {
      isOld = true;
      watcher.disconnect();
    };
  }, [own.locale, own.t, graph]);
  const isLost = start !== undefined && "failure" in start && start.failure === "unavailable";
  const retry = useEffectEvent(async () => {
    const read = await readAgain(location.search, location.pathname, graph);
    const isStill = read && "failure" in read && read.failure === "unavailable";
    if (read && !isStill) setStart(read);
    return isStill;
  });
  useEffect(() => {
    if (!isLost) return;
    let timer: ReturnType<typeof setTimeout>;
    const plan = (pause: number) => {
      timer = setTimeout(async () => {
        const isSeen = document.visibilityState === "visible";
        if (!isSeen || (await retry())) plan(Math.min(pauses.most, pause * 2));
      }, pause);
    };
    plan(pauses.first);
    return () => clearTimeout(timer);
  }, [isLost]);
  useEffect(() => {
    document.documentElement.lang = languageTags[locale];
  }, [locale]);

  const w = embedWords[locale].frame;
  const other = start && "other" in start ? start.other : undefined;
  const current = other?.version ?? version;
  const data = start && "view" in start ? (start.view.data ?? current) : current;
  const titles = useMemo(
    () =>
      other
        ? Object.fromEntries(Object.entries(other.sections).map(([number, title]) => [number, title[locale]]))
        : sections[locale],
    [other, sections, locale],
  );
  const source = useMemo(() => {
    // What a frozen view shows is never too large.
    if (!start || !("view" in start) || !other?.tiles || data !== other.version) return undefined;
    return tiledSource({ ...other, graph: start.view.graph, isLocal: false }, data, other.tiles);
  }, [start, other, data]);
  return (
    <main ref={frame} className={styles.embed}>
      {!start ? (
        <>
          <p className={explorer.loading} role="status">
            {t.loading}
          </p>
          <div className={explorer.scriptless}>
            <ToAtlas locale={locale}>{w.toAtlas}</ToAtlas>
          </div>
        </>
      ) : "failure" in start ? (
        <div className={explorer.failure} role="alert">
          <p>{w[start.failure]}</p>
          {isLost && (
            <button type="button" className={explorer.button} onClick={() => void retry()}>
              {t.retry}
            </button>
          )}
          <ToAtlas locale={locale}>{w.toAtlas}</ToAtlas>
        </div>
      ) : (
        <AtlasProvider
          locale={locale}
          t={t}
          graph={start.view.graph}
          version={data}
          sections={titles}
          source={source}
        >
          <EmbedMap
            start={start}
            isCurrent={data === current}
            onVersionGone={() => setStart(withoutVersion(start))}
            onLanguage={(next) =>
              wordsOf(next).then(
                (words) => setLanguage({ locale: next, t: words }),
                // It stays in the language that it has; pressing the button again asks again.
                () => undefined,
              )
            }
          />
        </AtlasProvider>
      )}
    </main>
  );
}

/** The same view of the data that are current. */
function withoutVersion(start: EmbedStart): EmbedStart {
  const { data = "", ...view } = start.view;
  const problem = { code: "unknown-version", parameter: "version", value: data } as const;
  return { ...start, view, problems: [...start.problems, problem] };
}

function ToAtlas({ locale, children }: { locale: Locale; children: ReactNode }) {
  return (
    <a href={`/${locale}`} target="_blank" rel="noopener">
      {children}
    </a>
  );
}

async function wordsOf(locale: Locale): Promise<Words> {
  return locale === "zh" ? (await import("@/lib/i18n/zh")).zh : (await import("@/lib/i18n/en")).en;
}
