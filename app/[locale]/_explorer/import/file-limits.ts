/** What can be told of files before anything of them is read. */
import { readLimits } from "@/lib/exchange/exchange";
import type { Locale } from "@/lib/graph/schema";
import { formatCount } from "@/lib/i18n/format";
import { importWords } from "@/lib/i18n/import-words";

const filesLimit = 20;
const megabyte = 1024 * 1024;

/** Why these files are not read at all, in words; `undefined` where they are. */
export function faultOf(files: readonly Pick<File, "name" | "size">[], locale: Locale): string | undefined {
  const w = importWords[locale].error;
  if (files.length === 0) return w.emptyDrop;
  if (files.length > filesLimit) return w.tooMany(formatCount(filesLimit, locale));
  // A character is one byte at the least, so that what is larger cannot be within the limit.
  const large = files.find(({ size }) => size > readLimits.size * bytesOf);
  return large && w.tooLarge(large.name, sizeText(readLimits.size * bytesOf, locale));
}

/** Of the characters that are read at most, in UTF-8 or UTF-16, few take more than so many bytes. */
const bytesOf = 2;

/** A size as readers know it. */
export const sizeText = (bytes: number, locale: Locale): string =>
  bytes < megabyte
    ? `${formatCount(Math.max(Math.sign(bytes), Math.round(bytes / 1024)), locale)} KB`
    : `${formatCount(Math.round(bytes / megabyte), locale)} MB`;

/** What a graph of these files may be called: as the first of them, without its endings. */
export const nameOfFiles = (files: readonly Pick<File, "name">[], usual: string): string =>
  files[0]?.name.replace(/(\.[a-z0-9]{1,8}){1,2}$/i, "").trim() || usual;
