import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { preload } from "react-dom";
import { compiledFacts } from "@/app/_server/compiled";
import { PagesMenu } from "@/app/[locale]/_pages/pages-menu";
import { StartPanel } from "@/app/[locale]/_pages/start-panel";
import { graphPath } from "@/lib/api/source";
import { isLocale, words } from "@/lib/i18n";
import { Explorer } from "./_explorer/explorer";

interface PageProps {
  params: Promise<{ locale: string }>;
}

/** What it says of its address is written when it is served (lib/cli/live-head.mjs). */
export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const { product, description } = words[locale];
  return { title: { absolute: product }, description };
}

export default async function ExplorerPage({ params }: PageProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { graph, version, outline } = await compiledFacts();
  // Asked for while the scripts still load; the answer is there when they ask for it.
  preload(graphPath(graph, version), { as: "fetch", crossOrigin: "anonymous" });
  // Each with the words of its language, in a script of its own.
  const Atlas =
    locale === "zh"
      ? (await import("./_parts/atlas-zh")).ZhAtlas
      : (await import("./_parts/atlas-en")).EnAtlas;
  const sections = Object.fromEntries(outline.entries.map(({ number, title }) => [number, title[locale]]));
  return (
    <>
      {/* Draws the map while all else is still on its way; there is none while developing. */}
      {process.env.NODE_ENV === "production" && <script async fetchPriority="high" src="/first-picture.js" />}
      <Atlas
        graph={graph}
        version={version}
        sections={sections}
        made={{ menu: <PagesMenu locale={locale} />, start: <StartPanel locale={locale} /> }}
      >
        <Explorer />
      </Atlas>
    </>
  );
}
