/** All that the graph can be scoped by, such as domains, with their parts. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { atlasData } from "@/app/_server/atlas-data";
import { previewPath } from "@/app/[locale]/_pages/canvas";
import page from "@/app/[locale]/_pages/page.module.css";
import { PageFrame } from "@/app/[locale]/_pages/page-frame";
import { pageHead } from "@/app/[locale]/_pages/page-head";
import styles from "@/app/[locale]/domain/_scope/scope.module.css";
import { ScopeTree } from "@/app/[locale]/domain/_scope/scope-tree";
import { scopesOf } from "@/lib/graph/scope";
import { scopeTree } from "@/lib/graph/scope-sections";
import { isLocale } from "@/lib/i18n";
import { listSeparators } from "@/lib/i18n/locale";
import { scopeWords } from "@/lib/i18n/scope-words";

export const dynamic = "force-dynamic";

interface PageProps {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale } = await params;
  const { graph, ontology, version } = await atlasData();
  if (!isLocale(locale) || !ontology.scope) return {};
  const kinds = ontology.kinds[ontology.scope.kind].plural[locale];
  const names = scopesOf(graph)
    .slice(0, 4)
    .map((scope) => graph.names[scope][locale]);
  return pageHead({
    locale,
    path: "domain",
    title: kinds,
    description: scopeWords[locale].indexDescription(kinds, names.join(listSeparators[locale])),
    image: previewPath(locale, {}, version),
  });
}

export default async function ScopesPage({ params }: PageProps) {
  const { locale } = await params;
  const data = await atlasData();
  const { graph, ontology } = data;
  if (!isLocale(locale) || !ontology.scope) notFound();
  const kinds = ontology.kinds[ontology.scope.kind].plural[locale];
  return (
    <PageFrame locale={locale} path="domain" here="domains">
      <h1>{kinds}</h1>
      <p className={page.lead}>{scopeWords[locale].indexText(kinds)}</p>
      <div className={styles.columns}>
        <ScopeTree locale={locale} data={data} nodes={scopeTree(graph, scopesOf(graph))} />
      </div>
    </PageFrame>
  );
}
