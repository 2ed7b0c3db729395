import { originOf } from "@/app/_server/reader";

export const dynamic = "force-dynamic";

/** What search engines may read: pages, but neither frames for other sites nor answers for programs, save for pictures that pages name. */
export function GET(request: Request): Response {
  const lines = [
    "User-agent: *",
    "Allow: /api/v1/preview",
    "Disallow: /api/",
    "Disallow: /embed/",
    "",
    `Sitemap: ${originOf(request)}/sitemap.xml`,
    "",
  ];
  return new Response(lines.join("\n"), {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}
