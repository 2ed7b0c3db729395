/**
 * Charts: which ones a graph has, as its data say it (`graph-data/insights.yaml`), in the words of the ontology alone.
 * What is counted and how it is drawn is in lib/charts; here stands what a file may ask for.
 */
import * as z from "zod/mini";
import { textSchema } from "./schema";

const name = z.string().check(z.regex(/^[a-z][a-z0-9_]*$/));
/** A facet as facetsOf (facet-table.ts) has it: the name of a fact, after that of a kind where need be. */
const facetKey = z.string().check(z.regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/));
const most = (limit: number) => z.int().check(z.gte(1), z.lte(limit));

/**
 * Groups that marks are parted into: the commonest values of a facet, so many of them and the others together; or
 * those that are named, in their order, several values as one where need be.
 */
const seriesSchema = z.strictObject({
  facet: facetKey,
  most: z.optional(most(7)),
  groups: z.optional(
    z
      .array(z.strictObject({ label: textSchema, values: z.array(z.string()).check(z.minLength(1)) }))
      .check(z.minLength(1), z.maxLength(7)),
  ),
  /** What those that belong to several groups are called; needed where a facet may have several values. */
  several: z.optional(textSchema),
});
export type ChartSeries = z.infer<typeof seriesSchema>;

/** A relation of one type, leaving the entities that are counted ("out") or arriving at them, to entities of a kind. */
const linkSchema = z.strictObject({ type: name, direction: z.enum(["out", "in"]), kind: name });
export type ChartLink = z.infer<typeof linkSchema>;

/**
 * What the rows or columns of a matrix stand for: values of a facet, entities that the relation leads to, or, with both,
 * values of the facet at the relation's other end.
 */
const dimensionSchema = z
  .strictObject({
    label: textSchema,
    facet: z.optional(facetKey),
    link: z.optional(linkSchema),
    most: most(14),
  })
  .check(
    z.refine(({ facet, link }) => facet !== undefined || link !== undefined, {
      path: ["label"],
      error: 'expected "facet", "link" or both beside it',
    }),
  );
export type ChartDimension = z.infer<typeof dimensionSchema>;

const shared = {
  /** Names it in addresses. */
  id: z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)),
  title: textSchema,
  /** What the data say, with facts of the chart in braces: `{lead}`, and `{total|model|models}` for a count with its noun. */
  sentence: textSchema,
  /** What a reader has to know to read it rightly. */
  note: z.optional(textSchema),
  /** Kinds whose entities are counted. */
  kinds: z.array(name).check(z.minLength(1)),
};

export const chartSchema = z.discriminatedUnion("form", [
  /** How many there are year by year, in groups; as shares of each year where asked. */
  z.strictObject({
    form: z.literal("columns"),
    ...shared,
    time: facetKey,
    /** The first year that has a column of its own; what is earlier is in one column. */
    since: z.int().check(z.gte(1000), z.lte(9999)),
    by: seriesSchema,
    as: z.enum(["counts", "shares"]),
  }),
  /** Every entity by its day and a number, which rises by powers of ten. */
  z.strictObject({
    form: z.literal("scatter"),
    ...shared,
    time: facetKey,
    value: facetKey,
    by: seriesSchema,
  }),
  /** Those that most are tied to. */
  z.strictObject({ form: z.literal("bars"), ...shared, link: linkSchema, most: most(20) }),
  /** How many are in a row and in a column at once. */
  z.strictObject({
    form: z.literal("matrix"),
    ...shared,
    rows: dimensionSchema,
    columns: dimensionSchema,
  }),
  /** How the entities of each kind part into groups, those without a value included. */
  z.strictObject({ form: z.literal("shares"), ...shared, by: seriesSchema }),
]);
/** A chart as its file describes it. */
export type ChartSpec = z.infer<typeof chartSchema>;
export type ChartForm = ChartSpec["form"];
export type SpecOf<F extends ChartForm> = Extract<ChartSpec, { form: F }>;

export const chartFileSchema = z.strictObject({ charts: z.array(chartSchema).check(z.minLength(1)) });

/** What the sentence of a chart may name; counts may have a noun behind them. */
export const chartFacts = {
  columns: {
    counts: ["total", "lead_count", "peak_count", "last_count"],
    others: [
      "first",
      "last",
      "peak",
      "lead",
      "lead_share",
      "lead_share_first",
      "lead_share_last",
      "second",
      "second_share",
    ],
  },
  scatter: {
    counts: ["total"],
    others: ["first", "last", "largest", "largest_value", "median_first", "median_last", "factor"],
  },
  bars: {
    counts: ["total", "targets", "lead_count", "second_count", "third_count"],
    others: ["lead", "second", "third", "lead_share"],
  },
  matrix: {
    counts: ["total", "cell_count", "lead_column_count", "lead_row_count"],
    others: ["cell_row", "cell_column", "lead_column", "lead_row", "lead_column_share"],
  },
  shares: {
    counts: ["total", "known", "lead_count"],
    others: ["known_share", "lead", "lead_share", "top", "top_share", "bottom", "bottom_share"],
  },
} as const satisfies Record<
  ChartForm,
  { readonly counts: readonly string[]; readonly others: readonly string[] }
>;

/** Facts that a template names: `{name}`, or `{name|one|other}`. */
export const placeholderPattern = /\{([a-z_]+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g;
