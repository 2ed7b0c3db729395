/** The shape of a view, and of its parts; see view.ts. */
import * as z from "zod/mini";
import { filterSchema } from "@/lib/graph/filter-schema";
import { emptyFilter } from "@/lib/graph/filter-value";
import { entityIdSchema } from "@/lib/graph/schema";
import { isPlainLine } from "./plain-text";
import { atlasLayout, exploreLimits, movedLimit, noteLimits } from "./view";

const coordinateLimit = 100_000;

const coordinate = z.number().check(z.gte(-coordinateLimit), z.lte(coordinateLimit));
const typeName = z.string().check(z.regex(/^[a-z][a-z0-9_]*$/));
const relationKeySchema = z.strictObject({
  from: entityIdSchema,
  type: typeName,
  to: entityIdSchema,
});
/** What things are grouped, coloured or sized by: a facet, or another key that grouping.ts knows. */
const facetKey = z.string().check(z.maxLength(80), z.regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/));
const entityIds = (most: number) => z.array(entityIdSchema).check(z.maxLength(most));
const month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));

/** Neighbours of an entity that the reader has called up. */
export const expansionSchema = z.strictObject({
  id: entityIdSchema,
  direction: z.enum(["any", "out", "in"]),
  rank: z.enum(["importance", "date", "name"]),
  limit: z.int().check(z.gte(1), z.lte(exploreLimits.brought)),
  /** Relation types; any where none are named. */
  types: z.array(typeName).check(z.maxLength(exploreLimits.types)),
});

/**
 * Where everything stands. `groups` are formed, and the lanes of `time` as well, by what `by` names; rings of
 * `concentric` run round `centre`, else round the most important entity; `closed` names groups that are one node.
 */
export const layoutSchema = z.strictObject({
  as: z.enum(["atlas", "force", "layered", "concentric", "time", "groups"]),
  by: z.optional(facetKey),
  centre: z.optional(entityIdSchema),
  closed: z
    .array(z.string().check(z.minLength(1), z.maxLength(120)))
    .check(z.maxLength(exploreLimits.closed)),
});

export const styleSchema = z.strictObject({
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(exploreLimits.styleName))),
  /** What the colours of marks stand for; kinds where absent. */
  colour: z.optional(facetKey),
  /** The number that their sizes stand for; importance where absent. */
  size: z.optional(facetKey),
});

/** Only what is dated from the one month to the other, both included; and what is undated, where `undated`. */
export const timeSchema = z
  .strictObject({ from: month, to: month, undated: z.boolean() })
  .check(z.refine(({ from, to }) => from <= to));

/** One line of text, without what cannot be seen or turns the order of what follows. */
const noteText = z.string().check(
  z.maxLength(noteLimits.text),
  z.refine((text) => text.trim() !== "" && isPlainLine(text), "expected one line of text"),
);
/** What a reader has written at an entity, or at a place of the map. */
export const noteSchema = z.strictObject({
  at: z.union([entityIdSchema, z.strictObject({ x: coordinate, y: coordinate })]),
  text: noteText,
});

const depth = z.int().check(z.gte(1), z.lte(exploreLimits.depth));

/**
 * A question about the graph, whose answer is what there is to see: where something comes from and what comes of it,
 * what a change of it would affect, whose terms of use reach it, how two are connected, what some have in common.
 */
export const questionSchema = z.discriminatedUnion("as", [
  z.strictObject({
    as: z.literal("lineage"),
    of: entityIdSchema,
    direction: z.enum(["both", "up", "down"]),
    /** Hops; as far as it leads where absent. */
    depth: z.optional(depth),
  }),
  z.strictObject({ as: z.literal("impact"), of: entityIdSchema, depth: z.optional(depth) }),
  z.strictObject({ as: z.literal("terms"), of: entityIdSchema }),
  z.strictObject({
    as: z.literal("paths"),
    from: entityIdSchema,
    to: entityIdSchema,
    k: z.int().check(z.gte(1), z.lte(exploreLimits.paths)),
    hops: z.int().check(z.gte(1), z.lte(exploreLimits.hops)),
  }),
  z.strictObject({
    as: z.literal("compare"),
    of: z.array(entityIdSchema).check(z.minLength(2), z.maxLength(exploreLimits.compared)),
  }),
]);

export const viewSchema = z.strictObject({
  version: z.literal(1),
  graph: z._default(z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/)), "atlas"),
  /** Version of the data that the view was made on; absent: whichever is current. */
  data: z.optional(z.string().check(z.regex(/^[0-9a-f]{16}$/))),
  /** Kinds taken out. Empty shows all, so that a kind added later is visible by default. */
  hiddenKinds: z._default(z.array(typeName).check(z.maxLength(64)), []),
  /** Relation types switched off. */
  hiddenTypes: z._default(z.array(typeName).check(z.maxLength(exploreLimits.types)), []),
  /** Which entities matter; the empty one leaves out nothing. */
  filter: z._default(filterSchema, emptyFilter),
  /** What is asked: only its answer is in the picture, and of that what the filter leaves. */
  question: z.optional(questionSchema),
  /** The entity or the relation pointed at. */
  selection: z.optional(z.union([entityIdSchema, relationKeySchema])),
  /** What else is selected, beside an entity. */
  also: z._default(entityIds(exploreLimits.also), []),
  /** Neighbourhoods that the reader has called up, each on its own. */
  expansions: z._default(z.array(expansionSchema).check(z.maxLength(exploreLimits.expansions)), []),
  /** Entities that the reader has taken out one by one. */
  without: z._default(entityIds(exploreLimits.without), []),
  layout: z._default(layoutSchema, atlasLayout),
  style: z._default(styleSchema, {}),
  time: z.optional(timeSchema),
  /** Entities that the reader has moved or pinned, with their places in map units: no layout moves them. */
  moved: z._default(
    z
      .array(z.strictObject({ id: entityIdSchema, x: coordinate, y: coordinate }))
      .check(z.maxLength(movedLimit)),
    [],
  ),
  /** Notes in the order of their numbers. */
  notes: z._default(z.array(noteSchema).check(z.maxLength(noteLimits.notes)), []),
  /** What of the map is in sight at least, fitted to the reader's screen; absent: all of it. */
  camera: z.optional(
    z
      .strictObject({ left: coordinate, top: coordinate, right: coordinate, bottom: coordinate })
      .check(z.refine(({ left, top, right, bottom }) => left < right && top < bottom)),
  ),
});
export type View = z.infer<typeof viewSchema>;
export type Question = z.infer<typeof questionSchema>;
export type Expansion = z.infer<typeof expansionSchema>;
export type Layout = z.infer<typeof layoutSchema>;
export type Style = z.infer<typeof styleSchema>;
export type TimeWindow = z.infer<typeof timeSchema>;
export type Note = z.infer<typeof noteSchema>;
