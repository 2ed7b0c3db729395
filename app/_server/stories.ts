/** Stories for pages that are made on the server. */

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

/** The compiler has seen to it that nothing of it is lost. */
export const viewOfStep = ({ view }: StoryStep): View => parseView(new URLSearchParams(view)).view;
