/**
 * The HTTP contract: parameters and answers of every route under /api/v1. Requests are checked with
 * these schemas, the browser checks answers with them, and the OpenAPI document is made of them.
 */
import * as z from "zod/mini";
import { commercialUses } from "@/lib/graph/ontology";
import { entityIdSchema, factValueSchema, sourceSchema, textSchema } from "@/lib/graph/schema";
import { ProblemError } from "./problem";

const name = z.string().check(z.regex(/^[a-z][a-z0-9_-]{0,63}$/));
const count = z.int().check(z.gte(0));

/** Whole numbers arrive as text; anything but digits stays text and is refused. */
const whole = (least: number, most: number, usual: number) =>
  z._default(
    z.pipe(
      z.transform((text: unknown) =>
        typeof text === "string" && /^\d{1,6}$/.test(text) ? Number(text) : text,
      ),
      z.int(`expected a whole number from ${least} to ${most}`).check(z.gte(least), z.lte(most)),
    ),
    usual,
  );

/** Which graph, and which state of it; every route takes these. */
const reference = {
  graph: z._default(name, "atlas"),
  version: z.optional(z.string().check(z.regex(/^[0-9a-f]{16}$/))),
};

export const graphParameters = z.strictObject(reference);
export const entityParameters = z.strictObject(reference);
export const neighborsParameters = z.strictObject({
  ...reference,
  type: z.optional(name),
  direction: z.optional(z.enum(["out", "in"])),
  limit: whole(1, 200, 50),
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
});
export const searchParameters = z.strictObject({
  ...reference,
  q: z.string().check(z.minLength(1), z.maxLength(200)),
  kind: z.optional(name),
  limit: whole(1, 50, 20),
});

/** Beside the parameters of a view, which parse-view.ts reads. */
export const facetsParameters = z.strictObject(reference);
export const subgraphParameters = z.strictObject({
  ...reference,
  limit: whole(1, 500, 200),
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
});

const answered = { graph: z.string(), version: z.string() };
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
  context: count,
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
      standing: z.enum(["out", "context", "member"]),
      x: z.number(),
      y: z.number(),
    }),
  ),
  relations: z.array(
    z.object({ from: entityIdSchema, type: z.string(), to: entityIdSchema, sourced: z.boolean() }),
  ),
  next: z.optional(z.string()),
});
export const statusAnswer = z.object({ status: z.literal("ok") });

/** Shape of a request's parameters, as far as reading them has to know it. */
type ParameterSchema<T> = z.ZodMiniType<T> & { readonly shape: Readonly<Record<string, z.core.$ZodType>> };

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

function explain(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "too_small":
      return issue.origin === "string" ? `at least ${issue.minimum} characters` : `at least ${issue.minimum}`;
    case "too_big":
      return issue.origin === "string" ? `at most ${issue.maximum} characters` : `at most ${issue.maximum}`;
    case "invalid_value":
      return `one of ${issue.values.join(", ")}`;
    case "invalid_format":
      return `expected the form ${issue.pattern ?? issue.format}`;
    default:
      return issue.message;
  }
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
