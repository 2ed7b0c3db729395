import { answering } from "@/app/_server/answering";
import { storiesParameters } from "@/lib/api/stories-contract";
import { briefOf } from "@/lib/graph/story";

export const dynamic = "force-dynamic";

/** Stories, without what they tell. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = answering(
  storiesParameters,
  async (store, ref) => ({
    stories: (await store.stories(ref)).map(briefOf),
  }),
);
