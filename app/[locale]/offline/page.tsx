/** What the service worker answers with where there is no network and nothing kept (lib/offline/keeper.ts), under any address. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import page from "@/app/[locale]/_pages/page.module.css";
import { PageFrame } from "@/app/[locale]/_pages/page-frame";
import { isLocale } from "@/lib/i18n";
import { offlineWords } from "@/lib/i18n/offline-words";
import { pagesWords } from "@/lib/i18n/pages-words";
import styles from "./offline.module.css";

interface PageProps {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale } = await params;
  return isLocale(locale) ? { title: offlineWords[locale].offline.title, robots: { index: false } } : {};
}

export default async function OfflinePage({ params }: PageProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const w = offlineWords[locale].offline;
  return (
    <PageFrame locale={locale} path="">
      <h1>{w.title}</h1>
      <p className={page.lead}>{w.text}</p>
      <p>
        <button type="button" className={page.button} data-reload>
          {w.again}
        </button>
      </p>
      <h2>{w.kept}</h2>
      <ul className={styles.kept} data-kept-pages>
        <li>
          <a href={`/${locale}`}>{pagesWords[locale].map}</a>
        </li>
      </ul>
    </PageFrame>
  );
}
