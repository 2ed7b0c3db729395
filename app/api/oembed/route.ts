import { oembedOf } from "@/app/_server/oembed";
import { localeOf, originOf } from "@/app/_server/reader";
import { readOnly } from "@/app/_server/respond";
import { readParameters } from "@/lib/api/contract";
import { oembedParameters } from "@/lib/api/oembed-contract";
import { ProblemError } from "@/lib/api/problem";

export const dynamic = "force-dynamic";

/** How other sites show a view of ours: the frame, and a picture of it. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(async (request, parameters) => {
  const query = readParameters(parameters, oembedParameters);
  if (query.format !== "json")
    throw new ProblemError("not-implemented", "Only JSON is given.", {
      parameter: "format",
      allowed: ["json"],
    });
  const answer = await oembedOf(query, { origin: originOf(request), locale: localeOf(request) });
  return Response.json(answer, { headers: { "Cache-Control": "no-cache", Vary: "Cookie, Accept-Language" } });
});
