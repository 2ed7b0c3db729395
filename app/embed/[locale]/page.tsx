import { notFound } from "next/navigation";
import { compiledFacts } from "@/app/_server/compiled";
import { EnEmbed } from "@/app/embed/_frame/embed-en";
import { ZhEmbed } from "@/app/embed/_frame/embed-zh";
import type { locales } from "@/lib/graph/schema";
import { isLocale } from "@/lib/i18n";

/** A view in the frame of another page: that of the address, or a saved one that the server has put into the document. */
export default async function EmbedPage({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { graph, version, outline } = await compiledFacts();
  const sectionsIn = (language: (typeof locales)[number]) =>
    Object.fromEntries(outline.entries.map(({ number, title }) => [number, title[language]]));
  const Embed = locale === "zh" ? ZhEmbed : EnEmbed;
  return <Embed graph={graph} version={version} sections={{ zh: sectionsIn("zh"), en: sectionsIn("en") }} />;
}
