/** What is wrong with a request, as RFC 9457 puts it ("Problem Details for HTTP APIs"). */
import * as z from "zod/mini";

export const problemCodes = [
  "unknown-route",
  "method-not-allowed",
  "unknown-parameter",
  "repeated-parameter",
  "missing-parameter",
  "bad-parameter",
  "bad-cursor",
  "unknown-graph",
  "unknown-version",
  "unknown-entity",
  "unknown-tile",
  "unknown-story",
  "unknown-chart",
  "unknown-view",
  "unknown-view-version",
  "bad-body",
  "too-large",
  "unsupported-media-type",
  "missing-key",
  "wrong-key",
  "too-many-requests",
  "not-implemented",
  "storage-full",
  "damaged",
  "unavailable",
  "internal",
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export const problemSchema = z.object({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.number(),
  /** Names the problem for programs; stays the same while the texts may change. */
  code: z.enum(problemCodes),
  detail: z.string(),
  /** Path of the request. */
  instance: z.optional(z.string()),
  /** The parameter that is wrong. */
  parameter: z.optional(z.string()),
  /** What it may be. */
  allowed: z.optional(z.array(z.string())),
});
export type Problem = z.infer<typeof problemSchema>;

/** A request that cannot be answered; lib/api says what is wrong, the server how that is sent. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  constructor(
    readonly code: ProblemCode,
    detail: string,
    readonly more: {
      readonly parameter?: string;
      readonly allowed?: readonly string[];
      /** Seconds after which it is worth asking again. */
      readonly retryAfter?: number;
    } = {},
  ) {
    super(detail);
  }
}
