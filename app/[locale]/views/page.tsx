import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { compiledFacts } from "@/app/_server/compiled";
import { PageFrame } from "@/app/[locale]/_pages/page-frame";
import { isLocale } from "@/lib/i18n";
import { myViewsWords } from "@/lib/i18n/my-views-words";
import { EnMyViews } from "./my-views-en";
import { ZhMyViews } from "./my-views-zh";

interface PageProps {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale } = await params;
  // It says nothing but what the reader's own browser knows.
  return isLocale(locale) ? { title: myViewsWords[locale].title, robots: { index: false } } : {};
}

export default async function ViewsPage({ params }: PageProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { graph, version } = await compiledFacts();
  const MyViews = locale === "zh" ? ZhMyViews : EnMyViews;
  return (
    <PageFrame locale={locale} path="views">
      <MyViews graph={graph} version={version} />
    </PageFrame>
  );
}
