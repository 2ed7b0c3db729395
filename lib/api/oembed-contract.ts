/** The contract of /api/oembed, as oembed.com has it. */
import * as z from "zod/mini";
import { whole } from "./contract";

export const oembedParameters = z.strictObject({
  url: z.string().check(z.minLength(1), z.maxLength(20_000)),
  maxwidth: z.optional(whole(1, 100_000)),
  maxheight: z.optional(whole(1, 100_000)),
  format: z._default(z.string().check(z.maxLength(20)), "json"),
});
export type OembedQuery = z.infer<typeof oembedParameters>;

export const oembedAnswer = z.object({
  version: z.literal("1.0"),
  type: z.literal("rich"),
  title: z.string(),
  author_name: z.optional(z.string()),
  provider_name: z.string(),
  provider_url: z.string(),
  width: z.number(),
  height: z.number(),
  html: z.string(),
  thumbnail_url: z.optional(z.string()),
  thumbnail_width: z.optional(z.number()),
  thumbnail_height: z.optional(z.number()),
});
export type OembedAnswer = z.infer<typeof oembedAnswer>;
