/** An entity's facts as its record tells them. */
import type { Ontology } from "@/lib/graph/ontology";
import { commercialUse } from "@/lib/graph/ontology-readings";
import type { Entity, LicenseUse, Source } from "@/lib/graph/schema";
import type { FactRecord } from "./store";

export function factRecords(
  ontology: Ontology,
  { kind, facts, sources: all }: Pick<Entity, "kind" | "facts" | "sources">,
): FactRecord[] {
  const definitions = ontology.kinds[kind].facts;
  return Object.entries(facts).map(([fact, { value, original, sources }]) => ({
    fact,
    value,
    original,
    commercialUse:
      definitions[fact].type === "license" ? commercialUse(ontology, value as LicenseUse[]) : undefined,
    sources: sources.map((source) => all.findIndex((other) => sameSource(other, source))),
  }));
}

/** Sources lose their identity on the way through JSON, so they are told apart by what they hold. */
const sameSource = (a: Source, b: Source): boolean =>
  a.url === b.url && JSON.stringify(a.title) === JSON.stringify(b.title);
