import { feedAnswer } from "@/app/_server/change-feed";
import { graphStore } from "@/app/_server/graph-store";
import { missingEntity } from "@/app/_server/lookup";
import { readOnly } from "@/app/_server/respond";
import { ProblemError } from "@/lib/api/problem";
import { isLocale } from "@/lib/i18n";
import { emptyView } from "@/lib/view/view";

export const dynamic = "force-dynamic";

/** Changes of an entity, or of everything that belongs to a scope, as an Atom feed. `name` is its kind. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly<{
  locale: string;
  name: string;
  slug: string;
}>(async (request, _, { locale, name: kind, slug }) => {
  if (!isLocale(locale))
    throw new ProblemError("unknown-route", `There are no pages in "${locale.slice(0, 20)}".`);
  const answer = await feedAnswer(request, { locale, id: `${kind}/${slug}` });
  return answer ?? missingEntity(request, await graphStore(), { graph: emptyView.graph }, { kind, slug });
});
