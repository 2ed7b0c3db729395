/** What a request says of its reader: the language, the address that it was sent to, where it comes from. */
import type { Locale } from "@/lib/graph/schema";
import { chooseLocale, isLocale } from "@/lib/i18n";
import type { Asked } from "./host";

/** The reader's last language, else what the browser asks for. Answers that depend on it vary by both headers. */
export function localeOf(request: Asked): Locale {
  const cookie = /(?:^|;\s*)locale=(\w+)/.exec(request.headers.get("Cookie") ?? "")?.[1];
  return isLocale(cookie) ? cookie : chooseLocale(request.headers.get("Accept-Language"));
}

/** Scheme, host and port for addresses that are given away, as the server that passes requests on says (lib/cli/origin.mjs). */
export const originOf = (request: Asked): string =>
  request.headers.get("X-Atlas-Origin") ?? new URL(request.url).origin;

/** Set by the server that passes requests on (lib/cli/serve.mjs), whatever the client has sent under this name. */
const addressHeader = "X-Atlas-Address";

/** Where a request comes from; all the same where nobody says. */
export const addressOf = (request: Request): string => request.headers.get(addressHeader) ?? "unknown";
