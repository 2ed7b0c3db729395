/** The shape of a view, and of its parts; see view.ts. */
import * as z from "zod/mini";
import { filterSchema } from "@/lib/graph/filter-schema";
import { emptyFilter } from "@/lib/graph/filter-value";
import { entityIdSchema } from "@/lib/graph/schema";
import { movedLimit } from "./view";

const coordinateLimit = 100_000;

const coordinate = z.number().check(z.gte(-coordinateLimit), z.lte(coordinateLimit));
const relationKeySchema = z.strictObject({
  from: entityIdSchema,
  type: z.string().check(z.regex(/^[a-z][a-z0-9_]*$/)),
  to: entityIdSchema,
});

export const viewSchema = z.strictObject({
  version: z.literal(1),
  graph: z._default(z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/)), "atlas"),
  /** Version of the data that the view was made on; absent: whichever is current. */
  data: z.optional(z.string().check(z.regex(/^[0-9a-f]{16}$/))),
  /** Kinds taken out. Empty shows all, so that a kind added later is visible by default. */
  hiddenKinds: z._default(z.array(z.string().check(z.regex(/^[a-z][a-z0-9_]*$/))).check(z.maxLength(64)), []),
  /** Which entities matter; the empty one leaves out nothing. */
  filter: z._default(filterSchema, emptyFilter),
  /** The entity or the relation pointed at. */
  selection: z.optional(z.union([entityIdSchema, relationKeySchema])),
  /** Entities that the reader has moved, with their places in map units. */
  moved: z._default(
    z
      .array(z.strictObject({ id: entityIdSchema, x: coordinate, y: coordinate }))
      .check(z.maxLength(movedLimit)),
    [],
  ),
  /** What of the map is in sight at least, fitted to the reader's screen; absent: all of it. */
  camera: z.optional(
    z
      .strictObject({ left: coordinate, top: coordinate, right: coordinate, bottom: coordinate })
      .check(z.refine(({ left, top, right, bottom }) => left < right && top < bottom)),
  ),
});
export type View = z.infer<typeof viewSchema>;
