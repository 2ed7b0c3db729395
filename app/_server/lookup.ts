/** What several routes need to check against the data: kinds, relation types and entities that are named. */
import { ProblemError } from "@/lib/api/problem";
import type { GraphRef, GraphStore } from "@/lib/store/store";
import { parseView } from "@/lib/view/parse-view";
import type { View } from "@/lib/view/view";

/** @throws {ProblemError} the value is none of these */
export function requireKnown(parameter: string, value: string | undefined, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value)) return;
  const detail = `"${parameter}" cannot be "${value}": one of ${allowed.join(", ")}.`;
  throw new ProblemError("bad-parameter", detail, { parameter, allowed });
}

/** The problem of an entity that is not there: no such kind, or ids that may have been meant. */
export async function unknownEntity(
  store: GraphStore,
  ref: GraphRef,
  { kind, slug }: { kind: string; slug: string },
): Promise<ProblemError> {
  const detail = `There is no entity "${`${kind}/${slug}`.slice(0, 160)}".`;
  const kinds = Object.keys((await store.compact(ref)).ontology.kinds);
  if (!kinds.includes(kind))
    return new ProblemError("unknown-entity", detail, { parameter: "kind", allowed: kinds });
  const near = await store.search(ref, { text: slug.slice(0, 80).replaceAll("-", " "), limit: 5 });
  const allowed = near.map(({ id }) => id);
  return new ProblemError("unknown-entity", detail, { parameter: "slug", allowed });
}

/**
 * The view that parameters describe, and the parameters that are none of a view's.
 *
 * @param own names of the parameters that the route reads itself
 * @throws {ProblemError} a parameter that is neither, or cannot be read: here, unlike in the explorer, a
 *   part that is left out would make a wrong answer
 */
export function viewOf(
  parameters: URLSearchParams,
  own: readonly string[],
): { view: View; rest: URLSearchParams } {
  const rest = new URLSearchParams([...parameters].filter(([name]) => own.includes(name)));
  const ofView = new URLSearchParams([...parameters].filter(([name]) => !own.includes(name)));
  const { view, problems } = parseView(ofView);
  const [problem] = problems;
  if (problem) {
    const { code, parameter, value } = problem;
    const known = code === "unknown-parameter" || code === "repeated-parameter" ? code : "bad-parameter";
    throw new ProblemError(known, `"${parameter}" cannot be "${value}" (${code}).`, { parameter });
  }
  return { view, rest };
}
