import { chooseLocale, isLocale } from "@/lib/i18n";

export const dynamic = "force-dynamic";

/** The bare address leads to a language: the reader's last one, else what the browser asks for. */
export function GET(request: Request): Response {
  const cookie = /(?:^|;\s*)locale=(\w+)/.exec(request.headers.get("Cookie") ?? "")?.[1];
  const locale = isLocale(cookie) ? cookie : chooseLocale(request.headers.get("Accept-Language"));
  const { search } = new URL(request.url);
  return new Response(null, {
    status: 307,
    headers: {
      Location: `/${locale}${search}`,
      Vary: "Cookie, Accept-Language",
      "Cache-Control": "no-store",
    },
  });
}
