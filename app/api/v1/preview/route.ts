import { viewOf } from "@/app/_server/lookup";
import { previewAnswer } from "@/app/_server/previews";
import { readOnly } from "@/app/_server/respond";
import { titleInStory } from "@/app/_server/stories";
import { previewParameters, readParameters } from "@/lib/api/contract";

export const dynamic = "force-dynamic";

/** A picture of any view, 1200 × 630 pixels. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(async (request, parameters) => {
  const { view, rest } = await viewOf(parameters, Object.keys(previewParameters.shape));
  const { locale, theme, story, step, ...ref } = readParameters(rest, previewParameters);
  const title = story === undefined ? undefined : (await titleInStory(story, step))[locale];
  return previewAnswer(request, ref, { view, locale, theme, title }, ref.version !== undefined);
});
