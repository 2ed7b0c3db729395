import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { chartsIn } from "@/app/_server/charts";
import { canvasHref, previewPath } from "@/app/[locale]/_pages/canvas";
import page from "@/app/[locale]/_pages/page.module.css";
import { PageFrame } from "@/app/[locale]/_pages/page-frame";
import { pageHead } from "@/app/[locale]/_pages/page-head";
import type { Chart } from "@/lib/charts/chart";
import { drawChart } from "@/lib/charts/draw";
import { notesOf, sentenceOf } from "@/lib/charts/sentence";
import type { Ontology } from "@/lib/graph/ontology";
import type { Locale } from "@/lib/graph/schema";
import { isLocale } from "@/lib/i18n";
import { formatCount } from "@/lib/i18n/format";
import { insightsWords } from "@/lib/i18n/insights-words";
import { emptyView } from "@/lib/view/view";
import { ChartData } from "./chart-data";
import { ChartFigure } from "./chart-figure";
import styles from "./insights.module.css";

interface PageProps {
  params: Promise<{ locale: string }>;
}

const ofAtlas = { graph: emptyView.graph };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const { title, description } = insightsWords[locale];
  const { charts, version } = await chartsIn(ofAtlas, locale);
  return pageHead({
    locale,
    path: "insights",
    title,
    description,
    image: previewPath(locale, charts[0]?.whole ?? {}, version),
  });
}

/** What the data say, in sentences and charts that are worked out from them. */
export default async function InsightsPage({ params }: PageProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const w = insightsWords[locale];
  const { charts, ontology, entities, version } = await chartsIn(ofAtlas, locale);
  return (
    <PageFrame locale={locale} path="insights" here="insights" wide>
      <h1>{w.title}</h1>
      <p className={page.lead}>{w.intro}</p>
      <p className={page.quiet}>{w.about(formatCount(entities, locale), version)}</p>
      <nav className={styles.contents} aria-label={w.contents}>
        <ul>
          {charts.map(({ spec }) => (
            <li key={spec.id}>
              <a href={`#${spec.id}`}>{spec.title[locale]}</a>
            </li>
          ))}
        </ul>
      </nav>
      {charts.map((chart) => (
        <ChartSection key={chart.spec.id} chart={chart} ontology={ontology} locale={locale} />
      ))}
    </PageFrame>
  );
}

function ChartSection({ chart, ontology, locale }: { chart: Chart; ontology: Ontology; locale: Locale }) {
  const w = insightsWords[locale];
  const { id } = chart.spec;
  const title = chart.spec.title[locale];
  const sentence = sentenceOf(chart, ontology, locale);
  const file = (format: "svg" | "png" | "csv") => `/api/v1/charts/${id}?format=${format}&locale=${locale}`;
  return (
    <section id={id} className={styles.section} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {sentence !== undefined && <p className={styles.sentence}>{sentence}</p>}
      <div className={styles.spread}>
        <div className={styles.drawing}>
          {(["wide", "narrow"] as const).map((variant) => (
            <ChartFigure
              key={variant}
              drawing={drawChart(chart, ontology, locale, variant)}
              variant={variant}
              label={title}
              locale={locale}
            />
          ))}
        </div>
        <div className={styles.aside}>
          <p className={page.quiet}>{notesOf(chart, locale).join(locale === "zh" ? "" : " ")}</p>
          <div className={page.actions}>
            <a
              className={page.button}
              href={canvasHref(locale, chart.whole)}
              aria-label={w.onCanvasOf(title)}
            >
              {w.onCanvas}
            </a>
            <span className={styles.files}>
              {w.downloads}
              {(["png", "svg", "csv"] as const).map((format) => (
                <a
                  key={format}
                  href={file(format)}
                  download
                  aria-label={w.download(title, format.toUpperCase())}
                >
                  {format.toUpperCase()}
                </a>
              ))}
            </span>
          </div>
        </div>
      </div>
      <details className={styles.data}>
        <summary>{w.asTable}</summary>
        <ChartData chart={chart} caption={title} locale={locale} />
      </details>
    </section>
  );
}
