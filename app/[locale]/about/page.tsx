import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { compiledFacts } from "@/app/_server/compiled";
import { HomeLink, OtherLanguageLink } from "@/app/[locale]/_parts/home-link";
import { isLocale, words } from "@/lib/i18n";
import { aboutWords } from "@/lib/i18n/about-words";
import { formatCount } from "@/lib/i18n/format";
import styles from "./about.module.css";

export async function generateMetadata({
  params,
}: {
  params: Promise<{ locale: string }>;
}): Promise<Metadata> {
  const { locale } = await params;
  return isLocale(locale) ? { title: aboutWords[locale].title } : {};
}

export default async function AboutPage({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = words[locale];
  const about = aboutWords[locale];
  const { kinds, entities, relations, facts, sourced, outline, ontology, version } = await compiledFacts();
  const count = (n: number) => formatCount(n, locale);
  const { license } = ontology.graph;
  const other = locale === "zh" ? "en" : "zh";
  return (
    <main className={styles.page}>
      <nav className={styles.nav}>
        <HomeLink locale={locale}>← {t.home}</HomeLink>
        <OtherLanguageLink page="about" locale={other}>
          {t.otherLanguage}
        </OtherLanguageLink>
      </nav>
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
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{about.kind}</th>
            <th scope="col">{about.number}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(kinds).map(([kind, n]) => (
            <tr key={kind}>
              <th scope="row">{ontology.kinds[kind].plural[locale]}</th>
              <td>{count(n)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{about.total}</th>
            <td>{count(entities)}</td>
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
      <h2>{about.version}</h2>
      <p>
        <code>{version}</code>
      </p>
    </main>
  );
}
