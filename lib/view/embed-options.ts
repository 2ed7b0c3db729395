/**
 * How an embedded view is shown: which controls stand round it, in which theme and language. They are parameters of
 * its address beside those of the view; `embedCode` is what an author puts into a page.
 */
import type { Locale } from "@/lib/graph/schema";

export const embedControls = ["legend", "search", "panel", "timeline", "zoom", "theme", "language"] as const;
export type EmbedControl = (typeof embedControls)[number];

export const embedThemes = ["auto", "light", "dark"] as const;
export type EmbedTheme = (typeof embedThemes)[number];

export interface EmbedOptions {
  /** Those that are on, in the order of `embedControls`. */
  readonly controls: readonly EmbedControl[];
  /** `auto` is that of the reader's system. */
  readonly theme: EmbedTheme;
  /** Absent: that of the page. */
  readonly locale?: Locale | undefined;
}

export const defaultEmbedOptions: EmbedOptions = { controls: ["legend", "panel", "zoom"], theme: "auto" };

/** Stands in an address where all controls are off. */
const noControls = "none";
const parameterNames = ["controls", "theme", "locale"] as const;

/**
 * Reads the options from the parameters of an address. Never throws: what is none of them is left out, so that a page
 * which embeds goes on working.
 *
 * @returns the options, and the parameters that are not theirs: those of the view
 */
export function parseEmbedOptions(parameters: URLSearchParams): {
  options: EmbedOptions;
  rest: URLSearchParams;
} {
  const rest = new URLSearchParams(parameters);
  for (const name of parameterNames) rest.delete(name);
  const [controls, theme, locale] = parameterNames.map((name) => parameters.get(name));
  const wanted = controls?.split(",") ?? [];
  const known = embedControls.filter((control) => wanted.includes(control));
  const isSaid = known.length > 0 || wanted.includes(noControls);
  return {
    options: {
      controls: isSaid ? known : defaultEmbedOptions.controls,
      theme: embedThemes.find((one) => one === theme) ?? defaultEmbedOptions.theme,
      ...((locale === "zh" || locale === "en") && { locale }),
    },
    rest,
  };
}

/** The options as parameters of an address, in fixed order; what is as in `defaultEmbedOptions` is left out. */
export function formatEmbedOptions({ controls, theme, locale }: EmbedOptions): string {
  const on = embedControls.filter((control) => controls.includes(control));
  const parts: string[] = [];
  if (on.join() !== defaultEmbedOptions.controls.join()) parts.push(`controls=${on.join() || noControls}`);
  if (theme !== defaultEmbedOptions.theme) parts.push(`theme=${theme}`);
  if (locale) parts.push(`locale=${locale}`);
  return parts.join("&");
}

/** What is embedded: a saved view by its id, else any view by the parameters of its address. */
export type Embedded = { readonly id: string } | { readonly query: string };

/** Path and parameters of an embedded view, in this language. */
export function embedPath(
  embedded: Embedded,
  { locale, ...options }: EmbedOptions & { locale: Locale },
): string {
  const isSaved = "id" in embedded;
  const path = isSaved ? `/embed/v/${embedded.id}` : `/embed/${locale}`;
  const query = [
    isSaved ? "" : embedded.query,
    formatEmbedOptions(isSaved ? { ...options, locale } : options),
  ]
    .filter(Boolean)
    .join("&");
  return query ? `${path}?${query}` : path;
}

/** Sizes of a frame, in CSS pixels; it is laid out for any of them. */
export const embedSizeLimits = {
  width: { least: 240, most: 4000 },
  height: { least: 180, most: 4000 },
} as const;

interface EmbedFrame {
  /** Whole address. */
  readonly src: string;
  /** CSS pixels, or all there is. */
  readonly width: number | "100%";
  /** CSS pixels. */
  readonly height: number;
  readonly title: string;
}

/** The HTML that embeds a view in a page, everything in it escaped. */
export const embedCode = ({ src, width, height, title }: EmbedFrame): string =>
  `<iframe src="${escapeHtml(src)}" width="${width}" height="${height}" style="border:0" loading="lazy" title="${escapeHtml(title)}" allow="fullscreen"></iframe>`;

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  '"': "&quot;",
  "'": "&#39;",
  "<": "&lt;",
  ">": "&gt;",
};

/** A text that stands for itself in HTML and its attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&"'<>]/g, (character) => references[character]);
