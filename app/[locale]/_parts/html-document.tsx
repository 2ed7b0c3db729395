/** The document of a page in a language, for those that have one of their own: the explorer's pages, and frames elsewhere. */
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { isLocale, languageTags } from "@/lib/i18n";
import "@/app/styles/base.css";

/** What the framework hands to a layout. */
export interface LayoutProps {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}

/** @param props.themeScript it has to run before the first paint, or a dark page would flash up light */
export async function HtmlDocument({
  children,
  params,
  themeScript,
}: LayoutProps & { themeScript: string }): Promise<ReactNode> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return (
    <html lang={languageTags[locale]} suppressHydrationWarning>
      <head>
        <script src={themeScript} fetchPriority="high" />
      </head>
      <body>
        {children}
        <span id="__________cytoscape_stylesheet" hidden />
      </body>
    </html>
  );
}
