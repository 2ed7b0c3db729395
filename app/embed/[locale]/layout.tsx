import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { locales } from "@/lib/graph/schema";
import { isLocale, languageTags, words } from "@/lib/i18n";
import "@/app/styles/base.css";

export const dynamicParams = false;
export const generateStaticParams = () => locales.map((locale) => ({ locale }));

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export async function generateMetadata({
  params,
}: {
  params: Promise<{ locale: string }>;
}): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  return {
    title: words[locale].product,
    description: words[locale].description,
    icons: { icon: "/icon.svg" },
    // What search engines should find is the atlas itself.
    robots: { index: false },
  };
}

/** The document of an embedded view: apart from the atlas's own, since its theme is that of the page around it. */
export default async function EmbedLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return (
    <html lang={languageTags[locale]} suppressHydrationWarning>
      <head>
        {/* It has to run before the first paint, or a dark frame would flash up light. */}
        <script src="/embed-theme.js" fetchPriority="high" />
      </head>
      <body>
        {children}
        <span id="__________cytoscape_stylesheet" hidden />
      </body>
    </html>
  );
}
