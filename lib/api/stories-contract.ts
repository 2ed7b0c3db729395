/** The HTTP contract of stories: the list without what they tell, and one with all its steps. */
import * as z from "zod/mini";
import { storyBriefSchema, storySchema } from "@/lib/graph/story-schema";
import { graphParameters } from "./contract";

export const storiesParameters = graphParameters;

const answered = { graph: z.string(), version: z.string() };
export const storiesAnswer = z.object({ ...answered, stories: z.array(storyBriefSchema) });
export const storyAnswer = z.object({ ...answered, story: storySchema });
