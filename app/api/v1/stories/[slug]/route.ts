import { graphStore } from "@/app/_server/graph-store";
import { readOnly, tagged } from "@/app/_server/respond";
import { readParameters } from "@/lib/api/contract";
import { ProblemError } from "@/lib/api/problem";
import { storiesParameters } from "@/lib/api/stories-contract";

export const dynamic = "force-dynamic";

/** A story with its steps: what each tells, and the view that shows it. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly<{ slug: string }>(
  async (request, parameters, { slug }) => {
    const ref = readParameters(parameters, storiesParameters);
    const store = await graphStore();
    const { graph, version } = await store.info(ref);
    const stories = await store.stories(ref);
    const story = stories.find((one) => one.slug === slug);
    if (!story)
      throw new ProblemError("unknown-story", `There is no story "${slug.slice(0, 80)}".`, {
        parameter: "slug",
        allowed: stories.map((one) => one.slug),
      });
    return tagged(request, false, JSON.stringify({ graph, version, story }));
  },
);
