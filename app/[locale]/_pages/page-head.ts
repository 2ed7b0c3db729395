/** What the head of a page says to browsers, to search engines and to those who show a link to others. */
import type { Metadata } from "next";
import { type Locale, locales } from "@/lib/graph/schema";
import { languageTags, words } from "@/lib/i18n";
import { openGraphLocales } from "@/lib/i18n/locale";
import { pictureSize } from "@/lib/picture/sheet";

/**
 * Stands for scheme and host in pages, since they are made before anybody has asked for them; whoever serves a page
 * (lib/cli/page-answers.mjs) puts the address there that it is served at.
 */
export const publicOrigin = "https://atlas.invalid";

interface PageHead {
  readonly locale: Locale;
  /** Below the language, such as "entity/model/llama". */
  readonly path: string;
  /** Without the product's name. */
  readonly title: string;
  readonly description: string;
  /** Path of a picture of 1200 × 630 pixels. */
  readonly image: string;
  readonly type?: "website" | "article";
  readonly feeds?: readonly { readonly path: string; readonly title: string }[];
}

/** The whole address of a page. */
export const pageAddress = (locale: Locale, path: string): string => `${publicOrigin}/${locale}/${path}`;

/** For pages without scripts of the framework; see lib/cli/live-head.mjs for the others. */
export function pageHead({ locale, path, title, description, image, type, feeds = [] }: PageHead): Metadata {
  const url = pageAddress(locale, path);
  const { product } = words[locale];
  const about = { title, description };
  return {
    ...about,
    alternates: {
      canonical: url,
      languages: {
        ...Object.fromEntries(locales.map((one) => [languageTags[one], pageAddress(one, path)])),
        "x-default": pageAddress("en", path),
      },
      types: {
        "application/atom+xml": feeds.map((feed) => ({ url: publicOrigin + feed.path, title: feed.title })),
      },
    },
    openGraph: {
      ...about,
      url,
      type: type ?? "website",
      siteName: product,
      locale: openGraphLocales[locale],
      alternateLocale: locales.filter((one) => one !== locale).map((one) => openGraphLocales[one]),
      images: [{ url: publicOrigin + image, type: "image/png", alt: about.title, ...pictureSize }],
    },
    twitter: { card: "summary_large_image" },
  };
}
