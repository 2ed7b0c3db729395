/** What oEmbed (oembed.com) tells of an address of ours: a frame that shows its view. */
import type { OembedAnswer, OembedQuery } from "@/lib/api/oembed-contract";
import { ProblemError } from "@/lib/api/problem";
import type { SavedView } from "@/lib/api/views-contract";
import type { Locale } from "@/lib/graph/schema";
import { isLocale, words } from "@/lib/i18n";
import { pictureSize } from "@/lib/picture/sheet";
import { embedCode } from "@/lib/view/embed-options";
import { emptyView } from "@/lib/view/view";
import { currentVersion, graphAbout } from "./graph-store";
import { viewOf } from "./lookup";
import { previewPath } from "./page-head";
import { readView } from "./saved-views";

/** Of the frame, unless whoever asks has less room. */
const usual = { width: 800, height: 500 } as const;

/**
 * @param site scheme, host and port of this site, and the language of whoever asks
 * @throws {ProblemError} the address is none of a view; and what the stores throw
 */
export async function oembedOf(
  { url, maxwidth, maxheight }: OembedQuery,
  site: { readonly origin: string; readonly locale: Locale },
): Promise<OembedAnswer> {
  const { title, author, path, locale, picture } = await shownAt(url, site);
  const { origin } = site;
  const width = Math.min(usual.width, maxwidth ?? usual.width);
  const height = Math.min(usual.height, maxheight ?? usual.height);
  const fits =
    pictureSize.width <= (maxwidth ?? pictureSize.width) &&
    pictureSize.height <= (maxheight ?? pictureSize.height);
  return {
    version: "1.0",
    type: "rich",
    title,
    ...(author && { author_name: author }),
    provider_name: words[locale].product,
    provider_url: `${origin}/${locale}`,
    width,
    height,
    html: embedCode({ src: origin + path, width, height, title }),
    ...(fits && {
      thumbnail_url: origin + picture,
      thumbnail_width: pictureSize.width,
      thumbnail_height: pictureSize.height,
    }),
  };
}

interface Shown {
  readonly title: string;
  readonly author?: string | undefined;
  /** Of the frame, and of its picture. */
  readonly path: string;
  readonly picture: string;
  readonly locale: Locale;
}

async function shownAt(url: string, site: { origin: string; locale: Locale }): Promise<Shown> {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  const none = new ProblemError("unknown-view", "This address shows no view.", { parameter: "url" });
  if (address?.origin !== site.origin) throw none;
  const [folder, id, ...more] = address.pathname.slice(1).split("/");
  if (folder === "v" && id && more.length === 0) return savedAt(await readView(id), site.locale);
  const named = id === "g" && more.length === 1 ? more[0] : undefined;
  if (!isLocale(folder) || (id && named === undefined)) throw none;
  const own = address.search.slice(1);
  // What the path says in the explorer, a parameter says in a frame.
  const query =
    named === undefined
      ? own
      : [`graph=${named}`, ...own.split("&").filter((part) => part && !part.startsWith("graph="))].join("&");
  // Refuses what is none.
  const { view } = await viewOf(new URLSearchParams(query), []);
  const isAtlas = view.graph === emptyView.graph;
  return {
    title: isAtlas ? words[folder].product : (await graphAbout(view.graph)).name[folder],
    path: `/embed/${folder}${query && `?${query}`}`,
    picture: `/api/v1/preview?${query && `${query}&`}locale=${folder}`,
    locale: folder,
  };
}

const savedAt = async (saved: SavedView, locale: Locale): Promise<Shown> => ({
  title: saved.title,
  author: saved.author,
  path: `/embed/v/${saved.id}?locale=${locale}`,
  picture: previewPath(saved, locale, await currentVersion(saved.graph)),
  locale,
});
