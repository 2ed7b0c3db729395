/**
 * Records of how the data changed from one version to the next: a file each below `graph-data/changes/`.
 *
 * A record tells everything but the contents of entities that were added: these stand in their files. So the data before,
 * the record and the new entities give the data after, and nothing can change without being told (see data-diff.ts).
 */
import * as z from "zod/mini";
import { type EntityId, entityIdSchema, factValueSchema, sourceSchema, textSchema } from "./schema";

/** Sixteen hexadecimal digits that stand for all that the entities say, however their files are written. */
const versionSchema = z
  .string("expected 16 hexadecimal digits in quotes")
  .check(z.regex(/^[0-9a-f]{16}$/, "expected 16 hexadecimal digits in quotes"));
const sourcesSchema = z.array(sourceSchema);
const count = z.int().check(z.gte(0));

/** What something was and is; without `from` it is new, without `to` it is gone. */
const fromTo = <T extends z.ZodMiniType>(of: T) =>
  z.strictObject({ from: z.optional(of), to: z.optional(of) });

/** A fact that was added (its value has no `from`), removed (it has no `to`), or changed in these respects. */
const factChangeSchema = z.strictObject({
  fact: z.string(),
  value: z.optional(fromTo(factValueSchema)),
  original: z.optional(fromTo(z.string())),
  sources: z.optional(fromTo(sourcesSchema)),
});
export type FactChange = z.infer<typeof factChangeSchema>;

const relationChangeSchema = z.strictObject({
  as: z.enum(["added", "removed", "changed"]),
  type: z.string(),
  to: entityIdSchema,
  note: z.optional(fromTo(textSchema)),
  sources: z.optional(fromTo(sourcesSchema)),
});
export type RelationChange = z.infer<typeof relationChangeSchema>;

/** What happened to one entity. */
const changeEntrySchema = z.strictObject({
  id: entityIdSchema,
  as: z.enum(["added", "removed", "changed"]),
  /** So that it can be named when it is gone. */
  name: textSchema,
  /** Its id until now. */
  was: z.optional(entityIdSchema),
  names: z.optional(fromTo(textSchema)),
  aliases: z.optional(fromTo(z.array(z.string()))),
  summary: z.optional(fromTo(textSchema)),
  /** Whether the white paper's summary names it, from now on. */
  named: z.optional(z.boolean()),
  sections: z.optional(fromTo(z.array(z.string()))),
  facts: z.optional(z.array(factChangeSchema)),
  /** Of an entity that was removed, those that it had; what led to it is told where it came from. */
  relations: z.optional(z.array(relationChangeSchema)),
  /** Sources that are listed without supporting a single statement. */
  further: z.optional(fromTo(sourcesSchema)),
});
export type ChangeEntry = z.infer<typeof changeEntrySchema>;

export const recordFileSchema = z.strictObject({
  /** When it was written, in UTC. */
  at: z
    .string('expected a moment in UTC: "2026-11-27T09:43:04Z"')
    .check(
      z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/, 'expected a moment in UTC: "2026-11-27T09:43:04Z"'),
    ),
  /** Version that it begins from; the first edition has none, and no entries. */
  from: z.optional(versionSchema),
  to: versionSchema,
  /** How much there is from then on. */
  totals: z.strictObject({ kinds: z.record(z.string(), count), facts: count, relations: count }),
  /** By id. */
  entries: z.array(changeEntrySchema),
});
export type RecordFile = z.infer<typeof recordFileSchema>;

export interface ChangeRecord extends RecordFile {
  /** Name of its file, `2026-11-27-2`: the second of that day. */
  readonly name: string;
}

/** All that is known of how the data came to be what they are. */
export interface ChangeHistory {
  /** Version of the data that are served. */
  readonly version: string;
  /** Oldest first. */
  readonly records: readonly ChangeRecord[];
}

export const recordNamePattern = /^(\d{4}-\d{2}-\d{2})-([1-9]\d{0,3})$/;

/** In the order in which they were written: by day, then by number. */
export function byRecordName(a: string, b: string): number {
  const [, dayA = "", nA = ""] = recordNamePattern.exec(a) ?? [];
  const [, dayB = "", nB = ""] = recordNamePattern.exec(b) ?? [];
  return dayA === dayB ? Number(nA) - Number(nB) : dayA < dayB ? -1 : 1;
}

export interface ChangeCounts {
  readonly entities: { added: number; removed: number; changed: number };
  readonly facts: { added: number; removed: number; changed: number };
  readonly relations: { added: number; removed: number; changed: number };
}

/** What a record tells, in numbers; facts and relations are those of entities that were there before and after. */
export function countChanges(entries: readonly ChangeEntry[]): ChangeCounts {
  const none = () => ({ added: 0, removed: 0, changed: 0 });
  const counts: ChangeCounts = { entities: none(), facts: none(), relations: none() };
  for (const entry of entries) {
    counts.entities[entry.as] += 1;
    if (entry.as !== "changed") continue;
    for (const fact of entry.facts ?? []) counts.facts[factChangeAs(fact)] += 1;
    for (const relation of entry.relations ?? []) counts.relations[relation.as] += 1;
  }
  return counts;
}

export function factChangeAs({ value }: FactChange): "added" | "removed" | "changed" {
  if (!value) return "changed";
  return value.from === undefined ? "added" : value.to === undefined ? "removed" : "changed";
}

/** What a reader wants to hear of. */
export interface Interest {
  /** Entities themselves, by the ids that they have now. */
  readonly entities: ReadonlySet<EntityId>;
  /** Relations to these are of interest as well, whatever they come from. */
  readonly ends: ReadonlySet<EntityId>;
}

/** The records as far as they concern somebody, oldest first. Ids that entities had before are followed. */
export function recordsFor(records: readonly ChangeRecord[], { entities, ends }: Interest): ChangeRecord[] {
  const [ofInterest, atEnds] = [new Set(entities), new Set(ends)];
  const found: ChangeRecord[] = [];
  for (const record of records.toReversed()) {
    const entries = record.entries.filter((entry) => {
      const isIn = ofInterest.has(entry.id);
      if (isIn && entry.was) ofInterest.add(entry.was);
      if (atEnds.has(entry.id) && entry.was) atEnds.add(entry.was);
      return isIn || (entry.relations ?? []).some(({ to }) => atEnds.has(to));
    });
    if (entries.length > 0) found.push({ ...record, entries });
  }
  return found.reverse();
}

/** Whether an entity, by its present id, has been there from the first edition on. */
export function isOfFirstEdition(records: readonly ChangeRecord[], id: EntityId): boolean {
  let current = id;
  for (const { entries } of records.toReversed()) {
    const entry = entries.find((one) => one.id === current);
    if (entry?.as === "added") return false;
    current = entry?.was ?? current;
  }
  return true;
}
