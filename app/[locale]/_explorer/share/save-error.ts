/** What went wrong with a saved view, and what to do about it, in the reader's language. */
import { ApiError } from "@/lib/api/source";
import { mostOfLarge } from "@/lib/export/export-kind";
import type { Locale } from "@/lib/graph/schema";
import { formatCount } from "@/lib/i18n/format";
import { partWords } from "@/lib/i18n/part-words";
import { shareWords } from "@/lib/i18n/share-words";

/** Seconds to wait where the server does not say how long. */
const usualWait = 60;

/** @param deed what was tried; after saving, what was typed is still there */
export function saveErrorText(error: unknown, locale: Locale, deed: "save" | "other" = "save"): string {
  const words = shareWords[locale];
  const w = deed === "save" ? words.error : { ...words.error, ...words.otherError };
  if (!(error instanceof ApiError)) return w.other;
  if (error.status === 0) return w.offline;
  switch (error.problem?.code) {
    case "too-many-requests":
      return w.busy(formatCount(error.retryAfter ?? usualWait, locale));
    case "storage-full":
      return w.full;
    case "unavailable":
      return w.unavailable;
    case "too-large":
      return error.problem.parameter === "frozen"
        ? partWords[locale].cannotFreeze(formatCount(mostOfLarge, locale))
        : w.tooLarge;
    case "bad-body":
      return error.problem.parameter === "view" ? w.empty : w.refused;
    case "wrong-key":
    case "missing-key":
      return w.wrongKey;
    case "unknown-view":
      return w.gone;
    case "damaged":
      return w.damaged;
    default:
      return error.status === 503 ? w.unavailable : w.other;
  }
}
