/** How the atlas is called and looks on a home screen, in each language. */
import { pageColors } from "@/app/[locale]/_parts/page-colors";
import { locales } from "@/lib/graph/schema";
import { isLocale, languageTags, words } from "@/lib/i18n";
import { offlineWords } from "@/lib/i18n/offline-words";
import { pagesWords } from "@/lib/i18n/pages-words";

export const dynamic = "force-static";
export const dynamicParams = false;
export const generateStaticParams = () => locales.map((locale) => ({ locale }));

const png = { type: "image/png" };
const icons = [
  { src: "/icon.svg", type: "image/svg+xml", sizes: "any" },
  { src: "/icons/icon-192.png", sizes: "192x192", ...png },
  { src: "/icons/icon-512.png", sizes: "512x512", ...png },
  { src: "/icons/icon-maskable-512.png", sizes: "512x512", purpose: "maskable", ...png },
];

export async function GET(
  _: Request,
  { params }: { params: Promise<{ locale: string }> },
): Promise<Response> {
  const { locale } = await params;
  if (!isLocale(locale)) return new Response(null, { status: 404 });
  const { product, description } = words[locale];
  const start = `/${locale}`;
  const manifest = {
    id: "/",
    name: product,
    short_name: offlineWords[locale].shortName,
    description,
    lang: languageTags[locale],
    dir: "ltr",
    start_url: start,
    scope: "/",
    display: "standalone",
    background_color: pageColors.light,
    theme_color: pageColors.light,
    categories: ["education", "reference"],
    icons,
    shortcuts: (["table", "insights", "stories"] as const).map((page) => ({
      name: pagesWords[locale][page],
      url: `${start}/${page}`,
    })),
  };
  return new Response(JSON.stringify(manifest), {
    headers: { "Content-Type": "application/manifest+json; charset=utf-8", "Cache-Control": "no-cache" },
  });
}
