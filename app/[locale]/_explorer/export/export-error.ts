/** Why there is no file, and what to do about it, in the reader's language. */
import { ApiError } from "@/lib/api/source";
import type { Locale } from "@/lib/graph/schema";
import { exportWords } from "@/lib/i18n/export-words";
import { formatCount } from "@/lib/i18n/format";
import { BrokenDownload } from "./download";
import { NotHeld } from "./graph-from";
import { HereFailed } from "./made-here";

/** Seconds to wait where the server does not say how long. */
const usualWait = 10;

export function exportErrorText(error: unknown, locale: Locale): string {
  const { error: w } = exportWords[locale];
  if (error instanceof BrokenDownload) return w.broken;
  if (error instanceof NotHeld) return w.notHeld;
  if (error instanceof HereFailed) return w.here;
  if (!(error instanceof ApiError)) return w.other;
  if (error.status === 0) return w.offline;
  switch (error.problem?.code) {
    case "too-many-requests":
      return w.busy(formatCount(error.retryAfter ?? usualWait, locale));
    case "unavailable":
      return w.unavailable;
    case "too-large":
      return w.tooLarge;
    case "unknown-version":
    case "unknown-graph":
      return w.gone;
    default:
      return error.status === 503 ? w.unavailable : error.status === 414 ? w.tooLong : w.other;
  }
}

/** Whether no server has answered, or none that could. */
export const isWithoutServer = (error: unknown): boolean =>
  error instanceof BrokenDownload ||
  (error instanceof ApiError && (error.status === 0 || error.status >= 500));

/** Whether the graph itself is in the way, so that trying again would not help. */
export const isTooLarge = (error: unknown): boolean =>
  error instanceof ApiError && error.problem?.code === "too-large";
