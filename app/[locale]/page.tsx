import { notFound } from "next/navigation";
import { preload } from "react-dom";
import { compiledFacts } from "@/app/_server/compiled";
import { graphPath } from "@/lib/api/source";
import { isLocale } from "@/lib/i18n";
import { Explorer } from "./_explorer/explorer";
import { EnAtlas } from "./_parts/atlas-en";
import { ZhAtlas } from "./_parts/atlas-zh";

export default async function ExplorerPage({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { graph, version, outline } = await compiledFacts();
  // Asked for while the scripts still load; the answer is there when they ask for it.
  preload(graphPath(graph, version), { as: "fetch", crossOrigin: "anonymous" });
  const Atlas = locale === "zh" ? ZhAtlas : EnAtlas;
  const sections = Object.fromEntries(outline.entries.map(({ number, title }) => [number, title[locale]]));
  return (
    <>
      {/* Draws the map while all else is still on its way; there is none while developing. */}
      {process.env.NODE_ENV === "production" && <script async fetchPriority="high" src="/first-picture.js" />}
      <Atlas graph={graph} version={version} sections={sections}>
        <Explorer />
      </Atlas>
    </>
  );
}
