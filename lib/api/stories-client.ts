/** Stories over HTTP. Comes with the schemas of answers, so it is loaded when a story is told. */
import type { Story } from "@/lib/graph/story-schema";
import { ApiError, errorOf, request } from "./source";
import { storyAnswer } from "./stories-contract";

/**
 * A story with all its steps, or nothing where there is none of this name.
 *
 * @param version the state of the data that its views are about
 * @throws {ApiError}
 */
export async function readStory(slug: string, version: string): Promise<Story | undefined> {
  const path = `/api/v1/stories/${encodeURIComponent(slug)}?version=${version}`;
  const response = await request(path);
  if (!response.ok) {
    const error = await errorOf(response);
    if (error.problem?.code === "unknown-story") return undefined;
    throw error;
  }
  const result = storyAnswer.safeParse(await response.json().catch(() => undefined));
  if (result.success) return result.data.story;
  throw new ApiError(response.status, `Unexpected answer of ${path}: ${result.error.message}`);
}
