import { feedAnswer } from "@/app/_server/change-feed";
import { readOnly } from "@/app/_server/respond";
import { ProblemError } from "@/lib/api/problem";
import { isLocale } from "@/lib/i18n";

export const dynamic = "force-dynamic";

/** All changes of the data as an Atom feed. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly<{ locale: string }>(
  async (request, _, { locale }) => {
    const answer = isLocale(locale) && (await feedAnswer(request, { locale }));
    if (!answer) throw new ProblemError("unknown-route", `There are no pages in "${locale.slice(0, 20)}".`);
    return answer;
  },
);
