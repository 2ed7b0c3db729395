/** Sources as readers see them. */
import type { Locale, Source } from "@/lib/graph/schema";

/** Only addresses of the web become links; data may hold anything. */
export const isLink = (url: string | undefined): url is string =>
  url !== undefined && /^https?:\/\//i.test(url);

export function sourceTitle({ url, title }: Source, locale: Locale): string {
  if (typeof title === "string") return title;
  return title?.[locale] ?? (url ? readableAddress(url) : "");
}

/** An address as people read it: host and path, not too long. */
export function readableAddress(url: string): string {
  const text = url.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
