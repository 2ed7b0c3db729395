/**
 * The outline as a tree, with what stands in each of its sections.
 *
 * A section holds what its sub-sections hold, as the facet `section` has it (facet-table.ts), so that a page about it
 * and the filter by it show the same.
 */
import type { Outline, OutlineEntry } from "./compiled";
import { emptyFilter, type Filter } from "./filter-value";
import type { Entity } from "./schema";

export interface Section extends OutlineEntry {
  /** 1 for a chapter. */
  readonly depth: number;
  /** Those directly below. */
  readonly below: readonly Section[];
  /** What it holds, sub-sections included, in the order in which the entities were given. */
  readonly entities: readonly Entity[];
}

/** Every section, in the outline's order; chapters are those of depth 1. */
export function sectionsOf({ entries }: Outline, entities: readonly Entity[]): Section[] {
  const made = new Map<string, Section>();
  // From the end, so that what stands below is made before what it stands below of.
  for (const entry of entries.toReversed()) {
    const prefix = `${entry.number}.`;
    const depth = entry.number.split(".").length;
    made.set(entry.number, {
      ...entry,
      depth,
      below: entries.flatMap(({ number }) => {
        const section = made.get(number);
        return section?.depth === depth + 1 && number.startsWith(prefix) ? [section] : [];
      }),
      entities: entities.filter(({ sections }) =>
        sections.some((number) => number === entry.number || number.startsWith(prefix)),
      ),
    });
  }
  return entries.flatMap(({ number }) => made.get(number) ?? []);
}

/** Leaves exactly what stands in the section, however the data change. */
export const sectionFilter = (number: string): Filter => ({
  ...emptyFilter,
  values: [{ facet: "section", any: [number], not: [] }],
});

/** The sections that it is part of, the chapter first. */
export const sectionsAbove = (sections: readonly Section[], number: string): Section[] =>
  sections.filter((section) => number.startsWith(`${section.number}.`));

/** The next sections before and after that hold something of their own: where to go on from one that holds nothing. */
export function nearestFilled(sections: readonly Section[], number: string): Section[] {
  const at = sections.findIndex((section) => section.number === number);
  const isFilled = (section: Section) =>
    section.entities.length > 0 && !number.startsWith(`${section.number}.`);
  const before = sections.slice(0, Math.max(0, at)).findLast(isFilled);
  const after = sections.slice(at + 1).find(isFilled);
  return [before, after].filter((section) => section !== undefined);
}

/** Entities by kind, in the order of `kinds`; kinds without any are left out. */
export function byKind(
  entities: readonly Entity[],
  kinds: readonly string[],
): { readonly kind: string; readonly entities: readonly Entity[] }[] {
  return kinds
    .map((kind) => ({ kind, entities: entities.filter((entity) => entity.kind === kind) }))
    .filter((group) => group.entities.length > 0);
}
