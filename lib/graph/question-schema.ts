/** Ready questions: what people ask, as a view that answers it and the answer that was checked by hand. */
import * as z from "zod/mini";
import { entityIdSchema, textSchema } from "./schema";

/** In English, and in Chinese with its own question mark. */
const titleSchema = z.strictObject({
  en: z.string('expected a question that ends in "?"').check(z.regex(/\S\?$/)),
  zh: z.string("expected a question that ends in “？”").check(z.regex(/\S？$/)),
});

/** A question as its file states it. */
export const questionFileSchema = z.strictObject({
  title: titleSchema,
  /** What the answer shows, and where its limits are. */
  about: textSchema,
  /** Place in the list; questions of one place stand by slug. */
  order: z.int().check(z.gte(0)),
  /** The view that answers it, as `formatView` prints it. */
  view: z.string().check(z.minLength(1)),
  /** All that the view shows as members, sorted: the answer as it was checked by hand. */
  members: z.array(entityIdSchema).check(z.minLength(1)),
  /** When and how the answer was checked. */
  checked: z
    .string('expected the day and how it was checked: "2026-11-27: read …"')
    .check(z.regex(/^\d{4}-\d{2}-\d{2}: \S/)),
});
export type QuestionFile = z.infer<typeof questionFileSchema>;

/** A question as readers get it. */
export const readyQuestionSchema = z.strictObject({
  slug: z.string(),
  title: textSchema,
  about: textSchema,
  /** Parameters of an address. */
  view: z.string(),
  /** How many entities the answer has. */
  count: z.int(),
});
export type ReadyQuestion = z.infer<typeof readyQuestionSchema>;
