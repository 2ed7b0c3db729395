/**
 * The table of a graph other than the atlas, without any rows: the server answers the addresses of such tables with this page
 * and says in its head which graph it is (app/_server/graph-page.ts).
 */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageFrame } from "@/app/[locale]/_pages/page-frame";
import { isLocale } from "@/lib/i18n";
import { tableWords } from "@/lib/i18n/table-words";
import { EnOtherTable } from "./other-en";
import { ZhOtherTable } from "./other-zh";

interface PageProps {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  return { title: tableWords[locale].title };
}

export default async function OtherTablePage({ params }: PageProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const Table = locale === "zh" ? ZhOtherTable : EnOtherTable;
  return (
    <PageFrame locale={locale} path="table/other" wide ofAtlas={false}>
      <Table />
    </PageFrame>
  );
}
