import { viewOf } from "@/app/_server/lookup";
import { pictureAnswer } from "@/app/_server/pictures";
import { readOnly } from "@/app/_server/respond";
import { pictureParameters, readPictureParameters } from "@/lib/api/picture-contract";

export const dynamic = "force-dynamic";

/** A picture of any view to take away: PNG, SVG or PDF. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(async (request, parameters) => {
  const { view, rest } = await viewOf(parameters, Object.keys(pictureParameters.shape));
  return pictureAnswer(request, view, readPictureParameters(rest));
});
