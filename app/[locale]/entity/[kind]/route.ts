/** A kind alone has no page of its own: the table lists its entities. */
import { elsewhere } from "@/app/_server/respond";

export const dynamic = "force-dynamic";

export async function GET(
  _: Request,
  { params }: { params: Promise<{ locale: string; kind: string }> },
): Promise<Response> {
  const { locale, kind } = await params;
  return elsewhere(`/${locale}/table?kind=${encodeURIComponent(kind)}`, "for now");
}
