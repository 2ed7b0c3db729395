/** Stories for pages that are made on the server. */

import { ProblemError } from "@/lib/api/problem";
import type { Text } from "@/lib/graph/schema";
import { briefOf } from "@/lib/graph/story";
import type { Story, StoryBrief, StoryStep } from "@/lib/graph/story-schema";
import { parseView } from "@/lib/view/parse-view";
import type { View } from "@/lib/view/view";
import { atlasData } from "./atlas-data";

/** The stories of the atlas, in the order in which they are offered. */
export const storyList = async (): Promise<readonly StoryBrief[]> =>
  (await atlasData()).compiled.stories.map(briefOf);

/** Nothing where there is none of this name. */
export const storyOf = async (slug: string): Promise<Story | undefined> =>
  (await atlasData()).compiled.stories.find((story) => story.slug === slug);

/**
 * The title of a story, or of one of its steps.
 *
 * @param step from 1
 * @throws {ProblemError} there is no such story, or no such step in it
 */
export async function titleInStory(slug: string, step: number | undefined): Promise<Text> {
  const story = await storyOf(slug);
  const title = step === undefined ? story?.title : story?.steps[step - 1]?.title;
  if (title) return title;
  const detail = story
    ? `The story "${slug}" has no step ${step}.`
    : `There is no story "${slug.slice(0, 80)}".`;
  throw new ProblemError("unknown-story", detail);
}

/** The compiler has seen to it that nothing of it is lost. */
export const viewOfStep = ({ view }: StoryStep): View => parseView(new URLSearchParams(view)).view;
