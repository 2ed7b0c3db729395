/**
 * How an image lies on disk: a folder with columns of numbers, one file each, and files of JSON lines. What every
 * answer needs stands in columns that are read as a whole, some hundred bytes an entity; what is told of one entity or one
 * relation at a time stands in `records` and `statements`, whose lines are found by their offsets. Numbers are little-endian.
 */
import * as z from "zod/mini";

/** Columns and what they hold. "Of ties" means as many items as there are ties, entity after entity; relations likewise. */
export const imageColumns = {
  kind: Uint8Array,
  x: Float64Array,
  y: Float64Array,
  /** In thousandths. */
  importance: Uint16Array,
  pagerank: Float64Array,
  degree: Uint32Array,
  zoom: Uint8Array,
  cell: Float64Array,
  /** `levels` of each entity, the coarsest first; -1 for none. */
  membership: Int32Array,
  /** Where an entity's line begins in `records`, in bytes; one more than there are entities. */
  offset: Float64Array,
  /** How many ties each entity has, and of ties: the fields of `Tie`. */
  tieCount: Uint8Array,
  tieOther: Uint32Array,
  tieType: Uint8Array,
  /** 1 leads out, 2 is sourced, 4 is of the backbone. */
  tieFlags: Uint8Array,
  tieStrength: Float32Array,
  /** How many relations leave each entity, and of relations, each entity's ordered by type and end as in `CompactGraph`. */
  relationCount: Uint32Array,
  relationType: Uint8Array,
  relationTo: Uint32Array,
  /** 1 is sourced, 2 has a note. */
  relationSourced: Uint8Array,
  /** Which line of `statements` tells it, counted from 1; 0 for none. */
  relationStatement: Uint32Array,
  /** Where each line of `statements` begins, in bytes; one more than there are lines. */
  statementOffset: Float64Array,
  /** Of the values of each facet, one facet after the other: whose it is, and what it is (of categories, as in `facetNames`). */
  facetEntity: Uint32Array,
  facetItem: Float64Array,
  /** Cells with counts, and `densitySteps` squared counts of each. */
  densityCell: Float64Array,
  densityCount: Uint32Array,
} as const;

export type ImageColumn = keyof typeof imageColumns;
export type ColumnOf<C extends ImageColumn> = InstanceType<(typeof imageColumns)[C]>;
export type ImageColumns = { readonly [C in ImageColumn]: ColumnOf<C> };

export const tieFlag = { out: 1, sourced: 2, backbone: 4 } as const;

/**
 * Of JSON lines: `[id, en, zh or 0, aliases or 0]`; what else is told of an entity; `[note or 0, sources]` of relations, the
 * same for many of them mostly once; `Community`.
 */
export const imageLines = ["names", "records", "statements", "communities"] as const;
export type ImageLines = (typeof imageLines)[number];

export const fileOf = (name: ImageColumn | ImageLines): string =>
  name in imageColumns ? `${name}.bin` : `${name}.jsonl`;

/** Says what all files are; written last. */
export const aboutName = "about.json";

/** In the first, what relations state stood only in the records of entities. */
export const imageFormat = 2;
const count = z.int().check(z.gte(0));
/** What of `about.json` belongs to the files alone; `about` is an `ImageAbout`. */
export const aboutSchema = z.object({
  format: z.literal(imageFormat),
  about: z.looseObject({ levels: count, info: z.looseObject({ graph: z.string(), version: z.string() }) }),
  entities: count,
  relations: count,
  /** By key, in their order: how many values, and the names of categories, sorted. */
  facets: z.array(z.object({ key: z.string(), values: count, names: z.array(z.string()) })),
  /** By file, its length in bytes and its SHA-256. */
  files: z.record(z.string(), z.object({ bytes: count, hash: z.string() })),
});

/** A line of `records`; what stands in columns is not repeated. */
export interface ImageLine {
  /** Without `from`, which is the entity itself. */
  readonly entity: object;
  readonly derived: Readonly<Record<string, readonly string[]>>;
  readonly facets: Readonly<Record<string, readonly (string | number)[]>>;
  readonly scopes: readonly number[];
}

/** An image on disk is not what was written. */
export class DamagedImageError extends Error {
  override readonly name: string = "DamagedImageError";
}

/** An image on disk was written by a version of this program that wrote them otherwise. */
export class OutdatedImageError extends DamagedImageError {
  override readonly name = "OutdatedImageError";

  constructor() {
    super("It was kept by another version of this program; import it again.");
  }
}
