import { localeOf } from "@/app/_server/reader";

export const dynamic = "force-dynamic";

/** The bare address leads to a language: the reader's last one, else what the browser asks for. */
export function GET(request: Request): Response {
  const { search } = new URL(request.url);
  return new Response(null, {
    status: 307,
    headers: {
      Location: `/${localeOf(request)}${search}`,
      Vary: "Cookie, Accept-Language",
      "Cache-Control": "no-store",
    },
  });
}
