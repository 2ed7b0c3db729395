/** What is worked out of stories. */
import type { Block, Inline, Story, StoryBrief } from "./story-schema";

/** Milliseconds, of a word and of a Chinese character. A slow reader's pace: the map has to be looked at as well. */
const pace = { word: 320, character: 210, toLook: 4000, least: 7000 };

export const briefOf = ({ slug, title, summary, steps }: Story): StoryBrief => ({
  slug,
  title,
  summary,
  steps: steps.length,
});

/** The text of blocks without any form, a line each. */
export const plainText = (blocks: readonly Block[]): string =>
  blocks
    .flatMap((block) => (block.is === "list" ? block.items : [block.content]))
    .map((content) => content.map(({ text }) => text).join(""))
    .join("\n");

/** How long a step is shown when the story plays by itself, in milliseconds. */
export function readingTime(blocks: readonly Block[]): number {
  const text = plainText(blocks);
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/[\p{Script=Latin}\p{N}]+(?:[-'’.,][\p{Script=Latin}\p{N}]+)*/gu)?.length ?? 0;
  return Math.max(pace.least, pace.toLook + characters * pace.character + words * pace.word);
}

/** The entities that blocks lead to, each once, in their order. */
export function entitiesIn(blocks: readonly Block[]): string[] {
  const all: Inline[] = blocks.flatMap((block) => (block.is === "list" ? block.items.flat() : block.content));
  return [...new Set(all.flatMap((inline) => (inline.is === "entity" ? [inline.id] : [])))];
}
