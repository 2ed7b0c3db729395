/**
 * The table of entities. The first rows of the first kind stand in the page, so that it can be read at once and without
 * scripts; then it comes to life.
 */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { preload } from "react-dom";
import { atlasData } from "@/app/_server/atlas-data";
import styles from "@/app/[locale]/_pages/page.module.css";
import { PageFrame } from "@/app/[locale]/_pages/page-frame";
import { facetsPath, graphPath } from "@/lib/api/source";
import { decodeFacets } from "@/lib/graph/facet-table";
import { isLocale } from "@/lib/i18n";
import { tableWords } from "@/lib/i18n/table-words";
import { chosenColumns } from "@/lib/table/columns";
import { headOf, shownRow } from "@/lib/table/shown";
import { firstTableView } from "@/lib/table/table-view";
import type { FirstRows } from "./table-app";
import { EnTable } from "./table-en";
import { ZhTable } from "./table-zh";

interface PageProps {
  params: Promise<{ locale: string }>;
}

/** Rows that stand in the page: more than a screen shows. */
const firstCount = 30;

/** What it says of its address is written when it is served (lib/cli/live-head.mjs). */
export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const { title, description } = tableWords[locale];
  return { title, description };
}

export default async function TablePage({ params }: PageProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const w = tableWords[locale];
  const { compiled, graph, ontology, version } = await atlasData();
  const sections = Object.fromEntries(
    compiled.outline.entries.map(({ number, title }) => [number, title[locale]]),
  );
  const speech = { graph, table: decodeFacets(compiled.facets, graph), locale, sections };
  const { kind } = firstTableView(graph.kinds);
  const columns = chosenColumns(ontology, kind, undefined);
  const ofKind = [...graph.ids.keys()].filter((entity) => graph.kinds[graph.kind[entity]] === kind);
  const first: FirstRows = {
    heads: columns.map((column) => headOf(column, speech)),
    rows: ofKind.slice(0, firstCount).map((entity) => shownRow(columns, entity, speech)),
    counts: graph.kinds.map((_, i) => graph.kind.reduce((n, of) => n + (of === i ? 1 : 0), 0)),
  };
  // Wanted as soon as the page comes to life; what is read first does not wait for them.
  for (const path of [graphPath, facetsPath])
    preload(path(graph.id, version), { as: "fetch", crossOrigin: "anonymous", fetchPriority: "low" });
  const Table = locale === "zh" ? ZhTable : EnTable;
  return (
    <PageFrame locale={locale} path="table" here="table" wide>
      <h1>{w.title}</h1>
      <p className={styles.lead}>{w.lead}</p>
      <Table
        graph={graph.id}
        version={version}
        sections={sections}
        kinds={graph.kinds.map((name) => ({ kind: name, plural: ontology.kinds[name].plural }))}
        first={first}
      />
    </PageFrame>
  );
}
