/** One record of changes, whole. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { atlasData } from "@/app/_server/atlas-data";
import { recordTitle } from "@/app/_server/change-feed";
import { changeHistory } from "@/app/_server/change-history";
import { previewPath } from "@/app/[locale]/_pages/canvas";
import page from "@/app/[locale]/_pages/page.module.css";
import { PageFrame } from "@/app/[locale]/_pages/page-frame";
import { pageHead } from "@/app/[locale]/_pages/page-head";
import { Entries, RecordNumbers } from "@/app/[locale]/changes/change-parts";
import styles from "@/app/[locale]/changes/changes.module.css";
import type { ChangeRecord } from "@/lib/graph/change-record";
import { type Locale, locales } from "@/lib/graph/schema";
import { isLocale } from "@/lib/i18n";
import { changesWords } from "@/lib/i18n/changes-words";
import { formatCount } from "@/lib/i18n/format";

interface PageProps {
  params: Promise<{ locale: string; name: string }>;
}

export const dynamicParams = false;

export async function generateStaticParams() {
  const { records } = await changeHistory();
  return locales.flatMap((locale) => records.map(({ name }) => ({ locale, name })));
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale, name } = await params;
  const record = (await changeHistory()).records.find((one) => one.name === name);
  if (!isLocale(locale) || !record) return {};
  const { version } = await atlasData();
  const w = changesWords[locale];
  return pageHead({
    locale,
    path: `changes/${name}`,
    title: `${w.title}${w.colon}${recordTitle(record, locale)}`,
    description: w.description,
    image: previewPath(locale, {}, version),
    type: "article",
  });
}

export default async function RecordPage({ params }: PageProps) {
  const { locale, name } = await params;
  const { records } = await changeHistory();
  const at = records.findIndex((one) => one.name === name);
  if (!isLocale(locale) || at < 0) notFound();
  const record = records[at];
  const w = changesWords[locale];
  const { kinds, relations, facts } = record.totals;
  const count = (n: number) => formatCount(n, locale);
  const entities = Object.values(kinds).reduce((sum, n) => sum + n, 0);
  return (
    <PageFrame locale={locale} path={`changes/${name}`} here="changes">
      <p className={page.quiet}>
        <a href={`/${locale}/changes`}>{w.wholeList}</a>
      </p>
      <h1>
        <time dateTime={record.at}>{recordTitle(record, locale)}</time>
        {record.from === undefined && <span className={styles.first}> {w.first}</span>}
      </h1>
      <RecordNumbers locale={locale} record={record} />
      <p className={page.quiet}>
        {record.from !== undefined && w.totals(count(entities), count(relations), count(facts))} {w.versions}
        {w.colon}
        {record.from === undefined ? record.to : record.from + w.arrow + record.to}
      </p>
      <Entries locale={locale} entries={record.entries} heading="h2" />
      <Pager locale={locale} newer={records[at + 1]} older={records[at - 1]} />
    </PageFrame>
  );
}

function Pager({ locale, newer, older }: { locale: Locale; newer?: ChangeRecord; older?: ChangeRecord }) {
  const w = changesWords[locale];
  return (
    <nav className={styles.pager} aria-label={w.pager}>
      {newer && (
        <a href={`/${locale}/changes/${newer.name}`}>
          ← {w.newer}
          {w.colon}
          {recordTitle(newer, locale)}
        </a>
      )}
      {older && (
        <a href={`/${locale}/changes/${older.name}`}>
          {w.olderOne}
          {w.colon}
          {recordTitle(older, locale)} →
        </a>
      )}
    </nav>
  );
}
