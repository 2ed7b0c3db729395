import { atlasData } from "@/app/_server/atlas-data";
import { originOf } from "@/app/_server/reader";
import { pagePaths, sitemap } from "@/app/_server/sitemap";

export const dynamic = "force-dynamic";

/** All pages, for search engines. */
export async function GET(request: Request): Promise<Response> {
  return new Response(sitemap(originOf(request), pagePaths(await atlasData())), {
    headers: { "Content-Type": "application/xml", "Cache-Control": "public, max-age=3600" },
  });
}
