/**
 * The HTTP contract of saved views: bodies and answers of the routes under /api/v1/views. Apart from the rest of the
 * contract, since most readers save nothing.
 */
import * as z from "zod/mini";
import { isPlainLine, isPlainText } from "@/lib/view/plain-text";
import { viewIdPattern, viewLimits } from "@/lib/view/view-limits";
import { type View, viewSchema } from "@/lib/view/view-schema";
import { briefSchema, explain } from "./contract";
import { ProblemError } from "./problem";

/** Routes of one saved view take no parameters. */
export const viewParameters = z.strictObject({});

const controls = "control characters, halves of characters and bidi overrides are not taken";

const title = z.string().check(
  z.maxLength(viewLimits.title),
  z.refine((text) => text.trim() !== "", "expected a title"),
  z.refine(isPlainLine, controls),
);
/** Plain text: markup in it is text as well. */
const description = z.string().check(z.maxLength(viewLimits.description), z.refine(isPlainText, controls));
const author = z.string().check(z.maxLength(viewLimits.author), z.refine(isPlainLine, controls));
/** No text within a view is longer than a line. */
const view = viewSchema.check(z.refine((value) => everyText(value, isPlainLine), controls));

const everyText = (value: unknown, holds: (text: string) => boolean): boolean =>
  typeof value === "string"
    ? holds(value)
    : typeof value !== "object" ||
      value === null ||
      Object.entries(value).every(([key, part]) => holds(key) && everyText(part, holds));

/** What is sent to save a view; an empty description or author is none. */
export const newViewBody = z.strictObject({
  title,
  description: z.optional(description),
  author: z.optional(author),
  /** Whether it keeps the data that it shows; else it follows the data. */
  frozen: z._default(z.boolean(), false),
  view,
});
export type NewView = z.input<typeof newViewBody>;

/** What is sent to change one; null takes away. */
export const viewChangeBody = z
  .strictObject({
    title: z.optional(title),
    description: z.optional(z.nullable(description)),
    author: z.optional(z.nullable(author)),
    /** Takes the place of the one that is saved. */
    view: z.optional(view),
    frozen: z.optional(z.boolean()),
  })
  .check(z.refine((change) => Object.keys(change).length > 0, "expected something to change"));
export type ViewChange = z.infer<typeof viewChangeBody>;

export const savedViewSchema = z.object({
  id: z.string().check(z.regex(viewIdPattern)),
  title: z.string(),
  description: z.optional(z.string()),
  author: z.optional(z.string()),
  /** Of a frozen one, `data` is its snapshot's version, so that its address shows the snapshot; else absent. */
  view: viewSchema,
  graph: z.string(),
  /** Version of the data that it was last saved on; of a frozen one, that of its snapshot, which every route takes. */
  dataVersion: z.string(),
  frozen: z.boolean(),
  /** Version of the data that the snapshot was taken from. */
  frozenFrom: z.optional(z.string()),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  changedAt: z.string(),
});
export type SavedView = z.infer<typeof savedViewSchema>;

/** The key is told once; whoever has it may change and delete the view, as `Authorization: Bearer`. */
export const createdViewAnswer = z.object({ ...savedViewSchema.shape, editKey: z.string() });
export type CreatedView = z.infer<typeof createdViewAnswer>;

/** What may have changed of an entity. */
export const changedAspects = ["name", "summary", "facts"] as const;

const count = z.int().check(z.gte(0));
/** How many of each list an answer tells. */
export const changesInAnswer = 100;
/** What a frozen view would show otherwise if it were made today. */
export const viewChangesAnswer = z.object({
  /** Version of the snapshot. */
  dataVersion: z.string(),
  /** Version of the data that are current. */
  current: z.string(),
  /** The most important first, at most `changesInAnswer` of each; `totals` tells how many there are. */
  added: z.array(briefSchema),
  removed: z.array(briefSchema),
  changed: z.array(z.object({ ...briefSchema.shape, aspects: z.array(z.enum(changedAspects)) })),
  totals: z.object({ added: count, removed: count, changed: count }),
  relationsAdded: count,
  relationsRemoved: count,
});
export type ViewChanges = z.infer<typeof viewChangesAnswer>;

/**
 * Reads the body of a request.
 *
 * @param text JSON
 * @throws {ProblemError} it is none, or of another shape: where, and what is expected
 */
export function readBody<T>(text: string, schema: z.ZodMiniType<T>): T {
  const body = parseJson(text);
  refuseOtherVersions(body);
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const [unknown] = issue.code === "unrecognized_keys" ? issue.keys : [];
  const path = [...issue.path, ...(unknown === undefined ? [] : [unknown])].join(".").slice(0, 80);
  const where = path === "" ? "The body" : `"${path}"`;
  throw new ProblemError("bad-body", `${where}: ${explain(issue).slice(0, 200)}.`, {
    ...(path !== "" && { parameter: path }),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError("bad-body", "The body is not JSON.");
  }
}

/** A view of a later version is no broken one: whoever sent it should be told so. */
function refuseOtherVersions(body: unknown): void {
  const { view: given } = (body ?? {}) as { view?: Partial<View> | null };
  const version: unknown = given?.version;
  if (version === undefined || version === 1) return;
  const isPlain = typeof version === "number" || typeof version === "string";
  // Whatever else it is, as text it may be endless.
  const shown = isPlain ? String(version).slice(0, 40) : "of another form";
  throw new ProblemError(
    "unknown-view-version",
    `Only views of version 1 are known here: the version of this one is ${shown}.`,
    {
      parameter: "view.version",
      allowed: ["1"],
    },
  );
}
