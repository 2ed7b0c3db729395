/**
 * The shape of entities, relations and sources, wherever they come from: a file, an answer, a row.
 *
 * The shape stands here once; which kinds, relation types and facts there are, the ontology says
 * (ontology.ts). Types are inferred, so a schema and its type cannot drift apart.
 */
import * as z from "zod/mini";

/** The two languages of the atlas, equals everywhere. */
export const locales = ["zh", "en"] as const;
export type Locale = (typeof locales)[number];

/** A text in both languages; neither may be empty. */
export const textSchema = z.strictObject({
  en: z.string().check(z.minLength(1)),
  zh: z.string().check(z.minLength(1)),
});
export type Text = z.infer<typeof textSchema>;

/** `kind/slug`, both lower-case kebab-case: the path of the entity's file. */
export const entityIdPattern = /^[a-z][a-z0-9-]*\/[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const entityIdSchema = z.string().check(z.maxLength(120), z.regex(entityIdPattern));
export type EntityId = z.infer<typeof entityIdSchema>;

/** Something that supports a fact or a relation: a page, or a document that has a title and no URL. */
export const sourceSchema = z.strictObject({
  url: z.optional(z.string()),
  title: z.optional(z.union([z.string().check(z.minLength(1)), textSchema])),
});
export type Source = z.infer<typeof sourceSchema>;

/** Keys of the sources that support a statement, or the word that says that none does. */
export const unsourced = "unsourced";
const citedSchema = z.union(
  [z.literal(unsourced), z.array(z.string()).check(z.minLength(1))],
  `expected a list of source keys, or the word "${unsourced}"`,
);

/** One licence among those that an entity is under, and the part of it that this one covers. */
export const licenseUseSchema = z.strictObject({
  id: z.string(),
  part: z.optional(z.string()),
});
export type LicenseUse = z.infer<typeof licenseUseSchema>;

/** What a fact may hold; which of these a given fact takes, the ontology says. */
export const factValueSchema = z.union(
  [
    z.string(),
    z.number(),
    z.array(z.union([z.string(), z.number(), licenseUseSchema])),
    z.record(z.string(), z.number()),
  ],
  "expected a text, a number, a list of these, or numbers by measure",
);
export type FactValue = z.infer<typeof factValueSchema>;

/** An entity as its file states it. Relations run from this entity outwards. */
export const entityFileSchema = z.strictObject({
  name: textSchema,
  aliases: z.optional(z.array(z.string().check(z.minLength(1)))),
  summary: textSchema,
  named_in_white_paper: z.optional(z.boolean()),
  sections: z.optional(z.array(z.string())),
  facts: z.optional(
    z.record(
      z.string(),
      z.strictObject({
        value: factValueSchema,
        /** The wording of the source where the value was normalised, as licences are. */
        original: z.optional(z.string()),
        sources: citedSchema,
      }),
    ),
  ),
  relations: z.optional(
    z.array(
      z.strictObject({
        type: z.string(),
        to: z.string(),
        note: z.optional(textSchema),
        sources: citedSchema,
      }),
    ),
  ),
  sources: z.optional(z.record(z.string(), sourceSchema)),
});
export type EntityFile = z.infer<typeof entityFileSchema>;

/** A fact with the sources that support it; an empty list means that it is unsourced. */
export interface Fact {
  readonly value: FactValue;
  readonly original?: string | undefined;
  readonly sources: readonly Source[];
}

/** A relation with the sources that support it; an empty list means that it is unsourced. */
export interface Relation {
  readonly type: string;
  readonly from: EntityId;
  readonly to: EntityId;
  readonly note?: Text | undefined;
  readonly sources: readonly Source[];
}

/** A checked entity: every key resolved, every default filled in. */
export interface Entity {
  readonly id: EntityId;
  readonly kind: string;
  readonly name: Text;
  readonly aliases: readonly string[];
  readonly summary: Text;
  readonly namedInWhitePaper: boolean;
  readonly sections: readonly string[];
  /** By fact name, in the order of the ontology. */
  readonly facts: Readonly<Record<string, Fact>>;
  /** Outgoing, ordered by type as in the ontology, then by the other end's id. */
  readonly relations: readonly Relation[];
  /** All sources that the file lists, those that support no single statement included. */
  readonly sources: readonly Source[];
}
