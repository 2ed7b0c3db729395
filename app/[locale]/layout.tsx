import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { locales } from "@/lib/graph/schema";
import { isLocale, languageTags, words } from "@/lib/i18n";
import "@/app/styles/base.css";

export const dynamicParams = false;
export const generateStaticParams = () => locales.map((locale) => ({ locale }));

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf7" },
    { media: "(prefers-color-scheme: dark)", color: "#14161b" },
  ],
};

export async function generateMetadata({
  params,
}: {
  params: Promise<{ locale: string }>;
}): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = words[locale];
  return {
    title: { default: t.product, template: `%s · ${t.product}` },
    description: t.description,
    icons: { icon: "/icon.svg" },
    alternates: { languages: { "zh-CN": "/zh", en: "/en" } },
  };
}

export default async function RootLayout({
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
        {/* It has to run before the first paint, or a dark page would flash up light. */}
        <script src="/theme.js" fetchPriority="high" />
      </head>
      <body>
        {children}
        <span id="__________cytoscape_stylesheet" hidden />
      </body>
    </html>
  );
}
