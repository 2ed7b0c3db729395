/** What is in the way of something that was asked of the server. */
import { ApiError, mayPass } from "@/lib/api/source";
import type { Words } from "@/lib/i18n";
import { isMissingScript } from "./new-version";

/** That no server answers, or that it cannot get at the data itself: both pass, and the page goes on by itself then. */
export function passingCause(error: Error, t: Words): string | undefined {
  if (isMissingScript(error)) return t.error.offline;
  if (!mayPass(error)) return undefined;
  return error.status === 0 ? t.error.offline : t.error.away;
}

/** Whether the data that a page was opened with are answered no more. */
export const isOfGoneVersion = (error: unknown): boolean =>
  error instanceof ApiError && error.problem?.code === "unknown-version";

/** Whether what failed is worth doing again once the server answers: it was away, or a script of the page did not come from it. */
export const comesBack = (error: Error | null | undefined): boolean =>
  mayPass(error) || (error != null && isMissingScript(error));
