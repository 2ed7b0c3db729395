import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { compiledFacts } from "@/app/_server/compiled";
import { isLocale } from "@/lib/i18n";
import { myViewsWords } from "@/lib/i18n/my-views-words";
import { EnMyViews } from "./my-views-en";
import { ZhMyViews } from "./my-views-zh";

export async function generateMetadata({
  params,
}: {
  params: Promise<{ locale: string }>;
}): Promise<Metadata> {
  const { locale } = await params;
  return isLocale(locale) ? { title: myViewsWords[locale].title } : {};
}

export default async function ViewsPage({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { graph, version } = await compiledFacts();
  const MyViews = locale === "zh" ? ZhMyViews : EnMyViews;
  return <MyViews graph={graph} version={version} />;
}
