import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { compiledFacts } from "@/app/_server/compiled";
import { previewPath } from "@/app/[locale]/_pages/canvas";
import page from "@/app/[locale]/_pages/page.module.css";
import { PageFrame } from "@/app/[locale]/_pages/page-frame";
import { pageHead } from "@/app/[locale]/_pages/page-head";
import { isLocale } from "@/lib/i18n";
import { aboutWords } from "@/lib/i18n/about-words";
import { formatCount } from "@/lib/i18n/format";
import styles from "./about.module.css";
import { OfflineSection } from "./offline-section";

interface PageProps {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const { title, whatText } = aboutWords[locale];
  const { version } = await compiledFacts();
  return pageHead({
    locale,
    path: "about",
    title,
    description: whatText,
    image: previewPath(locale, {}, version),
  });
}

export default async function AboutPage({ params }: PageProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const about = aboutWords[locale];
  const { kinds, entities, relations, facts, sourced, outline, ontology, version } = await compiledFacts();
  const count = (n: number) => formatCount(n, locale);
  const { license } = ontology.graph;
  return (
    <PageFrame locale={locale} path="about" here="about">
      <h1>{about.title}</h1>
      <h2>{about.what}</h2>
      <p>{about.whatText}</p>
      <h2>{about.origin}</h2>
      <p>{about.originText}</p>
      <details className={styles.outline}>
        <summary>{about.outline}</summary>
        <p>{outline.title[locale]}</p>
        <ol>
          {outline.entries.map(({ number, title }) => (
            <li key={number} data-depth={number.split(".").length}>
              {number} {title[locale]}
            </li>
          ))}
        </ol>
        {outline.incomplete && <p>{outline.incomplete[locale]}</p>}
      </details>
      <h2>{about.count}</h2>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">{about.kind}</th>
            <th scope="col" data-number>
              {about.number}
            </th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(kinds).map(([kind, n]) => (
            <tr key={kind}>
              <th scope="row">{ontology.kinds[kind].plural[locale]}</th>
              <td data-number>{count(n)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{about.total}</th>
            <td data-number>{count(entities)}</td>
          </tr>
        </tfoot>
      </table>
      <h2>{about.sourced}</h2>
      <p>
        {about.sourcedText(count(sourced.facts), count(facts), count(sourced.relations), count(relations))}
      </p>
      <p>{about.unknown}</p>
      <h2>{about.map}</h2>
      <p>{about.mapText}</p>
      <h2>{about.license}</h2>
      <p>{about.licenseText(license.label[locale])}</p>
      {license.url && (
        <p>
          <a href={license.url} rel="license noopener noreferrer">
            {license.url}
          </a>
        </p>
      )}
      <h2>{about.correct}</h2>
      <p>{about.correctText}</p>
      <h2>{about.api}</h2>
      <p>
        {about.apiText} <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>
      </p>
      <OfflineSection locale={locale} />
      <h2>{about.version}</h2>
      <p>
        <code>{version}</code>
      </p>
    </PageFrame>
  );
}
