/**
 * The HTTP contract: parameters and answers of every route under /api/v1. Requests are checked with
 * these schemas, the browser checks answers with them, and the OpenAPI document is made of them.
 */
import * as z from "zod/mini";
import { csvParts, exportFormats } from "@/lib/export/export-kind";
import { measures } from "@/lib/graph/centrality";
import { standings } from "@/lib/graph/filter-value";
import { commercialUses } from "@/lib/graph/ontology";
import { readyQuestionSchema } from "@/lib/graph/question-schema";
import { entityIdSchema, factValueSchema, locales, sourceSchema, textSchema } from "@/lib/graph/schema";
import { tileLimits } from "@/lib/graph/tile";
import { usualPaths } from "@/lib/view/parse-parts";
import { exploreLimits } from "@/lib/view/view";
import { ProblemError } from "./problem";

const name = z.string().check(z.regex(/^[a-z][a-z0-9_-]{0,63}$/));
const count = z.int().check(z.gte(0));

/** Whole numbers arrive as text; anything but digits stays text and is refused. */
export const whole = (least: number, most: number) =>
  z.pipe(
    z.transform((text: unknown) =>
      typeof text === "string" && /^\d{1,6}$/.test(text) ? Number(text) : text,
    ),
    z.int(`expected a whole number from ${least} to ${most}`).check(z.gte(least), z.lte(most)),
  );

const cursor = z.optional(z.string().check(z.minLength(1), z.maxLength(64)));

/** Which graph, and which state of it; every route takes these. */
const reference = {
  graph: z._default(name, "atlas"),
  version: z.optional(z.string().check(z.regex(/^[0-9a-f]{16}$/))),
};

export const graphParameters = z.strictObject(reference);
/** Of routes about all graphs, and about one that their path names. */
export const graphsParameters = z.strictObject({});
export const entityParameters = z.strictObject(reference);
export const neighborsParameters = z.strictObject({
  ...reference,
  type: z.optional(name),
  direction: z.optional(z.enum(["out", "in"])),
  limit: z._default(whole(1, 200), 50),
  cursor,
});
export const searchParameters = z.strictObject({
  ...reference,
  q: z.string().check(z.minLength(1), z.maxLength(200)),
  kind: z.optional(name),
  limit: z._default(whole(1, 50), 20),
});

/** Beside the parameters of a view, which parse-view.ts reads. */
export const facetsParameters = z.strictObject(reference);
export const subgraphParameters = z.strictObject({
  ...reference,
  limit: z._default(whole(1, 500), 200),
  cursor,
});

/** A flow from one entity, page by page. */
const reaching = {
  of: entityIdSchema,
  depth: z.optional(whole(1, exploreLimits.depth)),
  limit: z._default(whole(1, 500), 200),
  cursor,
};
export const lineageParameters = z.strictObject({
  ...reference,
  ...reaching,
  direction: z._default(z.enum(["both", "up", "down"]), "both"),
});
export const impactParameters = z.strictObject({ ...reference, ...reaching });
export const termsParameters = z.strictObject({ ...reference, of: entityIdSchema });
export const pathsParameters = z
  .strictObject({
    ...reference,
    from: entityIdSchema,
    to: entityIdSchema,
    k: z._default(whole(1, exploreLimits.paths), usualPaths.k),
    hops: z._default(whole(1, exploreLimits.hops), usualPaths.hops),
  })
  .check(
    z.refine(({ from, to }) => from !== to, {
      path: ["to"],
      error: 'expected another entity than "from"',
    }),
  );
/** Ids in one text, joined by commas. */
const idList = (most: number) =>
  z._default(
    z.pipe(
      z.transform((text: unknown) => (typeof text === "string" ? text.split(",").filter(Boolean) : text)),
      z.array(entityIdSchema).check(z.maxLength(most)),
    ),
    [],
  );
/** Beside the parameters of a view. */
export const tileParameters = z.strictObject({
  ...reference,
  with: idList(tileLimits.with),
  around: idList(tileLimits.around),
  /** `0` leaves the ontology out of `compact`: it is the same in all tiles of a version. */
  ontology: z._default(z.enum(["0", "1"]), "1"),
});
/** Ids in one text, joined by commas. */
export const compareParameters = z.strictObject({
  ...reference,
  of: z.pipe(
    z.transform((text: unknown) => (typeof text === "string" ? text.split(",").filter(Boolean) : text)),
    z.array(entityIdSchema).check(
      z.minLength(2),
      z.maxLength(exploreLimits.compared),
      z.refine((ids) => new Set(ids).size === ids.length, "expected each entity once"),
    ),
  ),
});
/** Beside the parameters of a view. */
export const rankingParameters = z.strictObject({
  ...reference,
  by: z._default(z.enum(measures), "importance"),
  limit: z._default(whole(1, 200), 50),
});
/** Of pictures. */
const pictured = {
  locale: z._default(z.enum(locales), "en"),
  theme: z._default(z.enum(["light", "dark"]), "light"),
};
/** Beside the parameters of a view. */
export const previewParameters = z
  .strictObject({
    ...reference,
    ...pictured,
    /** Whose title stands above the picture; of one of its steps, that one's. */
    story: z.optional(z.string()),
    step: z.optional(whole(1, 99)),
  })
  .check(
    z.refine(({ story, step }) => step === undefined || story !== undefined, {
      path: ["step"],
      error: 'only with "story"',
    }),
  );
/** Beside the parameters of a view; without any of those, it is the whole graph. */
export const exportParameters = z
  .strictObject({
    ...reference,
    format: z.enum(exportFormats),
    part: z.optional(z.enum(csvParts)),
    only: z.optional(z.enum(["members"])),
    locale: z._default(z.enum(locales), "en"),
  })
  .check(
    z.refine(({ format, part }) => part === undefined || format === "csv", {
      path: ["part"],
      error: 'only with "format=csv"',
    }),
  );
/** `r` names what the picture shows, so that the address changes with it. */
export const savedPreviewParameters = z.strictObject({
  ...pictured,
  r: z.optional(z.string().check(z.regex(/^[0-9a-z]{1,16}$/))),
});
export const questionsParameters = z.strictObject(reference);
export const askParameters = z.strictObject({
  ...reference,
  q: z.string().check(z.minLength(1), z.maxLength(200)),
  locale: z.enum(locales),
});

const answered = { graph: z.string(), version: z.string() };
const graphInfo = {
  ...answered,
  name: textSchema,
  entities: count,
  relations: count,
};
/** How the map of a graph is cut that is too large to be had as a whole; in map units. */
const tiles = z.optional(z.object({ extent: z.number(), zooms: count }));
/** The atlas first, then by name of the graph. */
export const graphsAnswer = z.object({ graphs: z.array(z.object({ ...graphInfo, tiles })) });
export const graphAnswer = z.object({
  ...graphInfo,
  tiles,
  facts: count,
  sourced: z.object({ facts: count, relations: count }),
  /** Titles of the sections that its entities may name, by number. */
  sections: z.record(z.string(), textSchema),
});
export const briefSchema = z.object({
  id: entityIdSchema,
  kind: z.string(),
  name: textSchema,
  importance: z.number(),
});
export const neighborSchema = z.object({
  type: z.string(),
  direction: z.enum(["out", "in"]),
  entity: briefSchema,
  note: z.optional(textSchema),
  sources: z.array(sourceSchema),
});
export const entityAnswer = z.object({
  ...answered,
  ...briefSchema.shape,
  aliases: z.array(z.string()),
  summary: textSchema,
  namedInWhitePaper: z.boolean(),
  sections: z.array(z.string()),
  facts: z.array(
    z.object({
      fact: z.string(),
      value: factValueSchema,
      original: z.optional(z.string()),
      commercialUse: z.optional(z.enum(commercialUses)),
      sources: z.array(count),
    }),
  ),
  derived: z.record(z.string(), z.array(z.string())),
  sources: z.array(sourceSchema),
  groups: z.array(
    z.object({
      type: z.string(),
      direction: z.enum(["out", "in"]),
      count,
      unsourced: count,
      neighbors: z.array(neighborSchema),
    }),
  ),
  rank: count,
  degree: count,
  pagerank: z.number(),
  region: z.optional(textSchema),
});
export const neighborsAnswer = z.object({
  ...answered,
  neighbors: z.array(neighborSchema),
  total: count,
  next: z.optional(z.string()),
});
export const searchAnswer = z.object({
  ...answered,
  hits: z.array(z.object({ ...briefSchema.shape, matched: z.string(), score: z.number() })),
});
export const facetsAnswer = z.object({
  ...answered,
  members: count,
  context: z.optional(count),
  kinds: z.array(z.object({ kind: z.string(), count })),
  scopes: z.array(z.object({ ...briefSchema.shape, count })),
  facets: z.array(
    z.object({
      facet: z.string(),
      type: z.enum(["category", "number", "date"]),
      kinds: z.array(z.string()),
      total: count,
      values: z.array(z.object({ value: z.string(), count })),
      unknown: count,
      histogram: z.optional(z.object({ edges: z.array(z.number()), counts: z.array(count) })),
    }),
  ),
});
export const subgraphAnswer = z.object({
  ...answered,
  members: count,
  context: count,
  entities: z.array(
    z.object({
      ...briefSchema.shape,
      standing: z.enum(standings),
      x: z.number(),
      y: z.number(),
    }),
  ),
  relations: z.array(
    z.object({ from: entityIdSchema, type: z.string(), to: entityIdSchema, sourced: z.boolean() }),
  ),
  next: z.optional(z.string()),
});
/** The browser reads it with what reads whole graphs (lib/graph/decode.ts), which looks into every column. */
export const tileAnswer = z.object({
  ...answered,
  tile: z.object({ z: count, x: count, y: count }),
  total: count,
  compact: z.looseObject({ format: z.literal(1) }),
  facets: z.looseObject({ format: z.literal(1) }),
  standing: z.optional(z.array(z.enum(standings))),
  density: z.optional(z.array(count)),
});

const relationSchema = z.object({
  from: entityIdSchema,
  type: z.string(),
  to: entityIdSchema,
  direction: z.enum(["out", "in"]),
  note: z.optional(textSchema),
  sources: z.array(sourceSchema),
});
const reachedSchema = z.object({
  entity: briefSchema,
  hops: count,
  date: z.optional(z.string()),
  via: relationSchema,
});
const reachTotals = z.object({
  count,
  hops: z.array(count),
  kinds: z.array(z.object({ kind: z.string(), count })),
});
export const lineageAnswer = z.object({
  ...answered,
  of: briefSchema,
  ancestors: z.array(reachedSchema),
  descendants: z.array(reachedSchema),
  totals: z.object({ ancestors: reachTotals, descendants: reachTotals }),
  next: z.optional(z.string()),
});
export const impactAnswer = z.object({
  ...answered,
  of: briefSchema,
  affected: z.array(reachedSchema),
  totals: z.object({
    ...reachTotals.shape,
    groupings: z.array(
      z.object({
        grouping: z.string(),
        label: textSchema,
        values: z.array(z.object({ value: z.string(), label: textSchema, count })),
        others: count,
        unknown: count,
      }),
    ),
  }),
  next: z.optional(z.string()),
});
const termSchema = z.object({
  entity: briefSchema,
  hop: count,
  via: z.optional(relationSchema),
  use: z.enum(commercialUses),
  licenses: z.array(z.string()),
});
export const termsAnswer = z.object({
  ...answered,
  own: termSchema,
  upstream: z.array(termSchema),
  verdict: z.enum(commercialUses),
  restricting: z.array(z.object({ term: termSchema, way: z.array(relationSchema) })),
  unknown: z.array(briefSchema),
  totals: z.object({ upstream: count, restricting: count, unknown: count }),
});
export const pathsAnswer = z.object({
  ...answered,
  from: briefSchema,
  to: briefSchema,
  paths: z.array(z.object({ cost: z.number(), nodes: z.array(briefSchema), hops: z.array(relationSchema) })),
  cutShort: z.boolean(),
});
const sharedSchema = z.object({
  entity: briefSchema,
  of: z.array(count),
  relations: z.array(relationSchema),
});
export const compareAnswer = z.object({
  ...answered,
  of: z.array(briefSchema),
  shared: z.array(sharedSchema),
  own: z.array(z.array(sharedSchema)),
  totals: z.object({ shared: count, own: z.array(count) }),
  between: z.array(relationSchema),
});
export const rankingAnswer = z.object({
  ...answered,
  by: z.enum(measures),
  total: count,
  entities: z.array(
    z.object({ ...briefSchema.shape, standing: z.enum(standings), rank: count, score: z.number() }),
  ),
  sampled: z.optional(count),
});
export const questionsAnswer = z.object({ ...answered, questions: z.array(readyQuestionSchema) });
const span = { start: count, end: count };
export const askAnswer = z.object({
  ...answered,
  view: z.string(),
  parts: z.array(z.object({ ...span, is: z.string(), label: z.string() })),
  unknown: z.array(z.object({ ...span, text: z.string() })),
});
/** What answers: the build of the app, which the data belong to, and the version of those. */
export const versionAnswer = z.object({ ...answered, build: z.string() });
/**
 * How the store of saved views is: "idle" as long as an embedded one has not been asked for anything, "unreached" until a
 * shared database has answered for the first time.
 */
const viewsState = z.enum(["idle", "ready", "unreached", "unavailable"]);
export const healthAnswer = z.object({ status: z.literal("ok"), views: viewsState });
/** One that has not been reached is in the way. */
export const readyAnswer = z.object({
  status: z.literal("ok"),
  views: z.enum(["idle", "ready", "unavailable"]),
});

/** Shape of a request's parameters, as far as reading them has to know it. */
export type ParameterSchema<T> = z.ZodMiniType<T> & {
  readonly shape: Readonly<Record<string, z.core.$ZodType>>;
};

/**
 * Reads the parameters of a request.
 *
 * @throws {ProblemError} one that is unknown, repeated, missing or malformed: which, and what is allowed
 */
export function readParameters<T>(parameters: URLSearchParams, schema: ParameterSchema<T>): T {
  const allowed = Object.keys(schema.shape);
  const given: Record<string, string> = {};
  for (const [parameter, value] of parameters) {
    if (!allowed.includes(parameter)) {
      throw new ProblemError("unknown-parameter", `There is no parameter "${shortened(parameter)}" here.`, {
        parameter: shortened(parameter),
        allowed,
      });
    }
    if (Object.hasOwn(given, parameter)) {
      throw new ProblemError("repeated-parameter", `"${parameter}" is given more than once.`, { parameter });
    }
    given[parameter] = value;
  }
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const parameter = String(issue.path[0]);
  if (!Object.hasOwn(given, parameter)) {
    throw new ProblemError("missing-parameter", `"${parameter}" is needed.`, { parameter });
  }
  const detail = `"${parameter}" cannot be "${shortened(given[parameter])}": ${explain(issue)}.`;
  const choice = issue.code === "invalid_value" ? issue.values.map(String) : undefined;
  throw new ProblemError("bad-parameter", detail, { parameter, ...(choice && { allowed: choice }) });
}

/** What is wrong with a value, and what is expected of it. */
export function explain(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      // Where the schema has words of its own, these say more.
      return issue.message === "Invalid input" ? `expected ${issue.expected}` : issue.message;
    case "unrecognized_keys":
      return "there is no such part";
    case "too_small":
      return `at least ${issue.minimum}${unitOf(issue.origin)}`;
    case "too_big":
      return `at most ${issue.maximum}${unitOf(issue.origin)}`;
    case "invalid_value":
      return `one of ${issue.values.join(", ")}`;
    case "invalid_format":
      return `expected the form ${issue.pattern ?? issue.format}`;
    default:
      return issue.message;
  }
}

const unitOf = (origin: string): string =>
  origin === "string" ? " characters" : origin === "array" ? " of them" : "";

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
