import type { Metadata, Viewport } from "next";
import { HtmlDocument, type LayoutProps } from "@/app/[locale]/_parts/html-document";
import { pageColors } from "@/app/[locale]/_parts/page-colors";
import { locales } from "@/lib/graph/schema";
import { isLocale, words } from "@/lib/i18n";

export const dynamicParams = false;
export const generateStaticParams = () => locales.map((locale) => ({ locale }));

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: pageColors.light },
    { media: "(prefers-color-scheme: dark)", color: pageColors.dark },
  ],
};

export async function generateMetadata({ params }: Pick<LayoutProps, "params">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = words[locale];
  return {
    title: { default: t.product, template: `%s · ${t.product}` },
    icons: { icon: "/icon.svg", apple: "/icons/apple-touch-icon.png" },
    manifest: `/${locale}/manifest.webmanifest`,
    appleWebApp: { title: t.product },
    // By this a page knows whether the server has a newer one (app/_offline/page-script.ts).
    ...(process.env.ATLAS_BUILD && { other: { release: process.env.ATLAS_BUILD } }),
  };
}

export default function RootLayout(props: LayoutProps) {
  return <HtmlDocument themeScript="/theme.js" {...props} />;
}
