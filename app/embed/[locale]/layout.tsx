import type { Metadata, Viewport } from "next";
import { HtmlDocument, type LayoutProps } from "@/app/[locale]/_parts/html-document";
import { locales } from "@/lib/graph/schema";
import { isLocale, words } from "@/lib/i18n";

export const dynamicParams = false;
export const generateStaticParams = () => locales.map((locale) => ({ locale }));

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export async function generateMetadata({ params }: Pick<LayoutProps, "params">): Promise<Metadata> {
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
export default function EmbedLayout(props: LayoutProps) {
  return <HtmlDocument themeScript="/embed-theme.js" {...props} />;
}
