/**
 * Stories: an ordered set of views with text between, as their files state them and as readers get them.
 *
 * The text of a step is a small tree and never HTML: what a file may say in Markdown is read once, when the data are
 * compiled (lib/data/story-text.ts), and whatever shows it decides about nothing but looks.
 */
import * as z from "zod/mini";
import { entityIdSchema, textSchema } from "./schema";

/** Characters of a step's text in one language: more would not be read beside a map. */
const longest = 1500;

const markdown = z.string("expected a text in Markdown").check(z.minLength(1), z.maxLength(longest));

/** A story as its file states it. */
export const storyFileSchema = z.strictObject({
  title: textSchema,
  /** What one learns from it, in one or two sentences. */
  summary: textSchema,
  /** Place in the list; stories of one place stand by slug. */
  order: z.int().check(z.gte(0)),
  steps: z
    .array(
      z.strictObject({
        title: textSchema,
        /** The view that shows what the text says, as `formatView` prints it; the whole map where it is empty. */
        view: z.string(),
        text: z.strictObject({ en: markdown, zh: markdown }),
      }),
    )
    .check(z.minLength(2), z.maxLength(12)),
  /** When and how what it says was compared with the data. */
  checked: z
    .string('expected the day and how it was checked: "2026-11-28: read …"')
    .check(z.regex(/^\d{4}-\d{2}-\d{2}: \S/)),
});
export type StoryFile = z.infer<typeof storyFileSchema>;

const inlineSchema = z.discriminatedUnion("is", [
  z.strictObject({ is: z.enum(["text", "strong", "emphasis"]), text: z.string() }),
  z.strictObject({ is: z.literal("link"), href: z.string(), text: z.string() }),
  z.strictObject({ is: z.literal("entity"), id: entityIdSchema, text: z.string() }),
]);
export type Inline = z.infer<typeof inlineSchema>;

const blockSchema = z.discriminatedUnion("is", [
  z.strictObject({ is: z.enum(["paragraph", "quote"]), content: z.array(inlineSchema) }),
  z.strictObject({ is: z.literal("list"), ordered: z.boolean(), items: z.array(z.array(inlineSchema)) }),
]);
export type Block = z.infer<typeof blockSchema>;

/** A story without its steps. */
export const storyBriefSchema = z.strictObject({
  slug: z.string(),
  title: textSchema,
  summary: textSchema,
  /** How many steps it has. */
  steps: z.int(),
});
export type StoryBrief = z.infer<typeof storyBriefSchema>;

export const storyStepSchema = z.strictObject({
  title: textSchema,
  /** Parameters of an address. */
  view: z.string(),
  text: z.strictObject({ en: z.array(blockSchema), zh: z.array(blockSchema) }),
});
export type StoryStep = z.infer<typeof storyStepSchema>;

/** A story as readers get it. */
export const storySchema = z.strictObject({
  slug: z.string(),
  order: z.int(),
  title: textSchema,
  summary: textSchema,
  steps: z.array(storyStepSchema),
});
export type Story = z.infer<typeof storySchema>;
