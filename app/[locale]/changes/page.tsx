/** How the data have changed, the newest first, and how to follow that. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { atlasData } from "@/app/_server/atlas-data";
import { recordTitle } from "@/app/_server/change-feed";
import { changeHistory, changeSpeech } from "@/app/_server/change-history";
import { previewPath } from "@/app/[locale]/_pages/canvas";
import { Name } from "@/app/[locale]/_pages/entity-link";
import page from "@/app/[locale]/_pages/page.module.css";
import { PageFrame } from "@/app/[locale]/_pages/page-frame";
import { pageHead } from "@/app/[locale]/_pages/page-head";
import type { ChangeRecord } from "@/lib/graph/change-record";
import type { Locale } from "@/lib/graph/schema";
import { scopesOf } from "@/lib/graph/scope";
import { isLocale, languageTags } from "@/lib/i18n";
import { changesWords } from "@/lib/i18n/changes-words";
import { compareNames } from "@/lib/i18n/collate";
import { formatCount, formatDate } from "@/lib/i18n/format";
import { type ChangeSpeech, changeLines } from "@/lib/view/change-lines";
import { Entries, RecordNumbers } from "./change-parts";
import styles from "./changes.module.css";

interface PageProps {
  params: Promise<{ locale: string }>;
}

/** Lines that are told here, so that the page stays below 150 KB; what has no room stands on the record's own page. */
const room = 500;

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const { version } = await atlasData();
  const w = changesWords[locale];
  return pageHead({
    locale,
    path: "changes",
    title: w.title,
    description: w.description,
    image: previewPath(locale, {}, version),
    feeds: [{ path: feedPath(locale), title: w.feedTitle }],
  });
}

export default async function ChangesPage({ params }: PageProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { version, records } = await changeHistory();
  const atlas = await atlasData();
  const speech = await changeSpeech(locale);
  const w = changesWords[locale];
  const last = records.at(-1);
  return (
    <PageFrame locale={locale} path="changes" here="changes">
      <h1>{w.title}</h1>
      <p className={page.lead}>{w.lead}</p>
      <dl className={`${page.facts} ${styles.versions}`}>
        <dt>{w.served}</dt>
        <dd>
          {last?.to === version
            ? w.servedText(formatDate(last.at.slice(0, 10), locale), version)
            : w.unrecorded(version)}
        </dd>
        <dt>{w.graphVersion}</dt>
        <dd>{atlas.version}</dd>
      </dl>
      <Feeds locale={locale} />
      {withRoom(records.toReversed(), speech).map(({ record, isTold }) => (
        <article key={record.name} aria-labelledby={`record-${record.name}`}>
          <h2 id={`record-${record.name}`}>
            <a className={styles.record} href={`/${locale}/changes/${record.name}`}>
              <time dateTime={record.at}>{recordTitle(record, locale)}</time>
            </a>
            {record.from === undefined && <span className={styles.first}> {w.first}</span>}
          </h2>
          <RecordNumbers locale={locale} record={record} />
          {isTold ? (
            <Entries locale={locale} entries={record.entries} heading="h3" />
          ) : (
            <p>
              <a href={`/${locale}/changes/${record.name}`}>
                {w.restOf(formatCount(record.entries.length, locale))}
              </a>
            </p>
          )}
        </article>
      ))}
      <p className={`${page.quiet} ${styles.note}`}>{w.tallyNote}</p>
    </PageFrame>
  );
}

const feedPath = (locale: Locale, id?: string): string =>
  `/${locale}/changes/${id === undefined ? "" : `${id}/`}feed.xml`;

/** Which records are told here, beginning with the first of them. */
function withRoom(records: readonly ChangeRecord[], speech: ChangeSpeech) {
  let left = room;
  return records.map((record) => {
    left -= record.entries.reduce((sum, entry) => sum + 1 + changeLines(entry, speech).length, 0);
    return { record, isTold: left >= 0 };
  });
}

async function Feeds({ locale }: { locale: Locale }) {
  const { graph, ontology } = await atlasData();
  const w = changesWords[locale];
  const other = locale === "zh" ? "en" : "zh";
  const compare = compareNames(locale);
  const scopes = scopesOf(graph).toSorted((a, b) => compare(graph.names[a][locale], graph.names[b][locale]));
  const [example] = graph.ids;
  return (
    <details className={styles.feeds}>
      <summary>{w.follow}</summary>
      <p>{w.followText}</p>
      <ul>
        <li>
          <a href={feedPath(locale)}>{w.followAll}</a>
          {" · "}
          <a href={feedPath(other)} hrefLang={other} lang={languageTags[other]}>
            {w.followOther}
          </a>
        </li>
        {ontology.scope && scopes.length > 0 && (
          <li>
            {w.followScopes(ontology.kinds[ontology.scope.kind].label[locale])}
            <ul className={page.columns}>
              {scopes.map((scope) => (
                <li key={graph.ids[scope]}>
                  <a href={feedPath(locale, graph.ids[scope])}>
                    <Name locale={locale} text={graph.names[scope]} />
                  </a>
                </li>
              ))}
            </ul>
          </li>
        )}
        <li>
          {w.followEntity}
          {example && (
            <>
              {w.colon}
              {w.example} <a href={feedPath(locale, example)}>{feedPath(locale, example)}</a>
            </>
          )}
        </li>
      </ul>
    </details>
  );
}
