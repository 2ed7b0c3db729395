"use client";

/** The views that were saved from this browser. The list is the browser's own, so it is there without the server. */
import { useEffect, useId, useRef, useState } from "react";
import { useMyViews } from "@/app/[locale]/_explorer/share/my-views";
import { AtlasProvider } from "@/app/[locale]/_parts/atlas";
import { HomeLink } from "@/app/[locale]/_parts/home-link";
import type { Locale } from "@/lib/graph/schema";
import type { Words } from "@/lib/i18n";
import { formatCount } from "@/lib/i18n/format";
import { myViewsWords } from "@/lib/i18n/my-views-words";
import type { MyView } from "@/lib/view/my-views";
import { ListFile } from "./list-file";
import { ViewItem } from "./view-item";
import styles from "./views.module.css";

export interface MyViewsProps {
  graph: string;
  version: string;
}

/** In one language: my-views-zh.tsx and my-views-en.tsx bring its words, so that nobody loads those of the other. */
export function MyViewsPage({ locale, t, graph, version }: MyViewsProps & { locale: Locale; t: Words }) {
  const w = myViewsWords[locale];
  const views = useMyViews();
  const [isKept, setKept] = useState(true);
  const [said, setSaid] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), 4000);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <AtlasProvider late locale={locale} t={t} graph={graph} version={version} sections={{}}>
      <div className={styles.page}>
        <p>
          <HomeLink locale={locale}>← {t.home}</HomeLink>
        </p>
        <h1 ref={heading} tabIndex={-1}>
          {w.title}
        </h1>
        <p className={styles.intro}>{w.intro}</p>
        {!isKept && (
          <p className={styles.fault} role="alert">
            {w.unkept}
          </p>
        )}
        {views && (
          <>
            <ListFile views={views} onKept={setKept} />
            {views.length === 0 ? (
              <section className={styles.empty}>
                <h2>{w.emptyTitle}</h2>
                <p>{w.empty}</p>
                <a className={styles.primary} href={`/${locale}`}>
                  {w.toAtlas}
                </a>
              </section>
            ) : (
              <Found
                views={views}
                locale={locale}
                onKept={setKept}
                onSay={setSaid}
                onGone={() => heading.current?.focus({ preventScroll: true })}
              />
            )}
          </>
        )}
        <p className={styles.said} role="status">
          {said}
        </p>
      </div>
    </AtlasProvider>
  );
}

const plain = (text: string): string => text.normalize("NFKC").toLowerCase();

interface FoundProps {
  views: readonly MyView[];
  locale: Locale;
  onKept(isKept: boolean): void;
  onSay(text: string): void;
  onGone(): void;
}

function Found({ views, locale, onKept, onSay, onGone }: FoundProps) {
  const w = myViewsWords[locale];
  const [text, setText] = useState("");
  const id = useId();
  const wanted = plain(text.trim());
  const found = views.filter(({ title }) => plain(title).includes(wanted));
  const [n, all] = [found.length, views.length].map((count) => formatCount(count, locale));
  return (
    <>
      <p className={styles.search}>
        <label htmlFor={id}>{w.search}</label>
        <input id={id} type="search" value={text} onChange={({ target }) => setText(target.value)} />
      </p>
      <p className={styles.count} role="status">
        {wanted === "" ? w.count(all) : found.length === 0 ? w.none(text.trim()) : w.found(n, all)}
      </p>
      <ul className={styles.list}>
        {found.map((view) => (
          <li key={view.id} className={styles.item}>
            <ViewItem view={view} onKept={onKept} onSay={onSay} onGone={onGone} />
          </li>
        ))}
      </ul>
    </>
  );
}
