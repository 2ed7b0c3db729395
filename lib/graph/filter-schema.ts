/** The shape of a filter, the part of a view that says which entities matter; what it means is in filter.ts. */
import * as z from "zod/mini";
import { filterLimits } from "./filter-value";
import { entityIdSchema } from "./schema";

const facetKey = z.string().check(z.regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/));
const facetValue = z.string().check(z.minLength(1), z.maxLength(120));
const facetValues = z.array(facetValue).check(z.maxLength(filterLimits.values));
const relationType = z.string().check(z.regex(/^[a-z][a-z0-9_]*$/));
/** A plain number, or a date as precise as it is meant. */
const bound = z.string().check(z.maxLength(40), z.regex(/^(\d+(\.\d+)?|\d{4}-\d{2}(-\d{2})?)$/));
const entityIds = (most: number) => z.array(entityIdSchema).check(z.maxLength(most));

export const filterSchema = z.strictObject({
  /** Entities, such as domains, that the filter is about; what belongs to one of them is in. */
  scopes: entityIds(filterLimits.scopes),
  /** Whether belonging to any of the scopes is enough. */
  combine: z.enum(["any", "all"]),
  /** How far what the members are built on is shown as dimmed context. */
  context: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  /** Values by facet: any of `any`, none of `not`; at least one of the two is given. Sorted by facet. */
  values: z
    .array(z.strictObject({ facet: facetKey, any: facetValues, not: facetValues }))
    .check(z.maxLength(filterLimits.facets)),
  /** Ranges by facet, both ends included; either may be absent. Sorted by facet. */
  ranges: z
    .array(
      z.strictObject({
        facet: facetKey,
        from: z.optional(bound),
        to: z.optional(bound),
        /** Entities without a value stay. */
        unknown: z.boolean(),
      }),
    )
    .check(z.maxLength(filterLimits.facets)),
  /** Only what is within so many steps of an entity: its ego network. Types: any where none are named. */
  near: z.optional(
    z.strictObject({
      id: entityIdSchema,
      depth: z.int().check(z.gte(1), z.lte(filterLimits.depth)),
      direction: z.enum(["any", "out", "in"]),
      types: z.array(relationType).check(z.maxLength(filterLimits.types)),
    }),
  ),
  /** Only what has a relation of the type, leaving it ("out") or arriving at it ("in"), to any of `ids`. Sorted by type, then direction. */
  links: z
    .array(
      z.strictObject({
        type: relationType,
        direction: z.enum(["out", "in"]),
        ids: entityIds(filterLimits.linked).check(z.minLength(1)),
      }),
    )
    .check(z.maxLength(filterLimits.links)),
  /** Only these. */
  list: z.optional(entityIds(filterLimits.list)),
  /** Shown although the filter leaves them out. */
  shown: entityIds(filterLimits.shown),
});
export type Filter = z.infer<typeof filterSchema>;
