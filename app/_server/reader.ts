/** What a request says of its reader: the language, the address that it was sent to, where it comes from. */
import type { Locale } from "@/lib/graph/schema";
import { chooseLocale, isLocale } from "@/lib/i18n";

/** The reader's last language, else what the browser asks for. Answers that depend on it vary by both headers. */
export function localeOf(request: Request): Locale {
  const cookie = /(?:^|;\s*)locale=(\w+)/.exec(request.headers.get("Cookie") ?? "")?.[1];
  return isLocale(cookie) ? cookie : chooseLocale(request.headers.get("Accept-Language"));
}

/**
 * Scheme, host and port for addresses that are given away: `ATLAS_PUBLIC_URL`, else those that the request was sent
 * to. Which scheme that was, only a proxy in front knows (`ATLAS_TRUST_PROXY=1`).
 */
export function originOf(request: Request): string {
  const configured = process.env.ATLAS_PUBLIC_URL;
  if (configured && URL.canParse(configured)) return new URL(configured).origin;
  const host = request.headers.get("Host") ?? "";
  const isTrusted = process.env.ATLAS_TRUST_PROXY === "1";
  const scheme = isTrusted && request.headers.get("X-Forwarded-Proto") === "https" ? "https" : "http";
  const isHost = /^([a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?$/i.test(host);
  const address = `${scheme}://${isHost ? host : "localhost"}`;
  return URL.canParse(address) ? new URL(address).origin : `${scheme}://localhost`;
}

/** Set by the server that passes requests on (lib/cli/serve.mjs), whatever the client has sent under this name. */
const addressHeader = "X-Atlas-Address";

/** Where a request comes from; all the same where nobody says. */
export const addressOf = (request: Request): string => request.headers.get(addressHeader) ?? "unknown";
