import type { Metadata, Viewport } from "next";
import { HtmlDocument, type LayoutProps } from "@/app/[locale]/_parts/html-document";
import { locales } from "@/lib/graph/schema";
import { isLocale, words } from "@/lib/i18n";

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

export async function generateMetadata({ params }: Pick<LayoutProps, "params">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = words[locale];
  return {
    title: { default: t.product, template: `%s · ${t.product}` },
    icons: { icon: "/icon.svg" },
  };
}

export default function RootLayout(props: LayoutProps) {
  return <HtmlDocument themeScript="/theme.js" {...props} />;
}
