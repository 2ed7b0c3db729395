/** What is read off an ontology: how relations read, what licences allow. Apart from its schema, which browsers do without. */
import type { CommercialUse, Ontology } from "./ontology";
import type { LicenseUse, Locale } from "./schema";

/**
 * Whether an entity under these licences may be used commercially. Licences of the code alone do not
 * count where others cover the rest; licences that disagree give "conditional", since it then depends
 * on the part that is used; one unknown licence leaves the whole unknown.
 */
export function commercialUse(ontology: Ontology, uses: readonly LicenseUse[]): CommercialUse {
  const beyondCode = uses.filter(({ part }) => part !== "code");
  const counted = beyondCode.length > 0 ? beyondCode : uses;
  const answers = new Set(counted.map(({ id }) => ontology.licenses[id]?.commercial_use ?? "unknown"));
  if (answers.has("unknown") || answers.size === 0) return "unknown";
  const [only] = answers;
  return answers.size === 1 && only ? only : "conditional";
}

/** The reading of a relation from one of its ends: "trained on" from its start, "used to train" from its end. */
export function readingOf(ontology: Ontology, type: string, direction: "out" | "in", locale: Locale): string {
  if (!Object.hasOwn(ontology.relations, type)) return type;
  const relation = ontology.relations[type];
  return (direction === "out" ? relation.label : relation.inverse)[locale];
}

/** The same as the predicate of a sentence: "is trained on", "is used to train". */
export function clauseOf(ontology: Ontology, type: string, direction: "out" | "in", locale: Locale): string {
  const relation = Object.hasOwn(ontology.relations, type) ? ontology.relations[type] : undefined;
  const clause = direction === "out" ? relation?.clause : relation?.inverse_clause;
  return clause?.[locale] ?? readingOf(ontology, type, direction, locale);
}
