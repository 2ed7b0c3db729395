/** What several routes need to check against the data: kinds, relation types and entities that are named. */
import { ProblemError } from "@/lib/api/problem";
import type { EntityId } from "@/lib/graph/schema";
import type { GraphRef, GraphStore, SubgraphAsked } from "@/lib/store/store";
import { PackedViewError, unpackQuery } from "@/lib/view/packed-view";
import { parseView } from "@/lib/view/parse-view";
import type { View } from "@/lib/view/view";
import { elsewhere } from "./respond";

/** @throws {ProblemError} the value is none of these */
export function requireKnown(parameter: string, value: string | undefined, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value)) return;
  const detail = `"${parameter}" cannot be "${value}": one of ${allowed.join(", ")}.`;
  throw new ProblemError("bad-parameter", detail, { parameter, allowed });
}

/**
 * The answer about an entity that is not there: one that has another id now is found under that.
 *
 * @throws {ProblemError} there is none
 */
export async function missingEntity(
  request: Request,
  store: GraphStore,
  ref: GraphRef,
  path: { kind: string; slug: string },
): Promise<Response> {
  const { tiles } = await store.info(ref);
  // Only the data that are kept as files with a history know of ids of before.
  const { renamed = {} } = tiles ? {} : await store.compact(ref);
  const id = `${path.kind}/${path.slug}`;
  if (!Object.hasOwn(renamed, id)) throw await unknownEntity(store, ref, path);
  const { pathname, search } = new URL(request.url);
  return elsewhere(pathname.replace(id, renamed[id]) + search, "for good");
}

/** The problem of an entity that is not there: no such kind, or ids that may have been meant. */
async function unknownEntity(
  store: GraphStore,
  ref: GraphRef,
  { kind, slug }: { kind: string; slug: string },
): Promise<ProblemError> {
  const detail = `There is no entity "${`${kind}/${slug}`.slice(0, 160)}".`;
  const kinds = Object.keys((await store.ontology(ref)).kinds);
  if (!kinds.includes(kind))
    return new ProblemError("unknown-entity", detail, { parameter: "kind", allowed: kinds });
  return new ProblemError("unknown-entity", detail, {
    parameter: "slug",
    allowed: await similarIds(store, ref, slug),
  });
}

/** Ids that may have been meant. */
export async function similarIds(store: GraphStore, ref: GraphRef, slug: string): Promise<EntityId[]> {
  const near = await store.search(ref, { text: slug.slice(0, 80).replaceAll("-", " "), limit: 5 });
  return near.map(({ id }) => id);
}

/** @throws {ProblemError} an id in one of these parameters leads nowhere: which, and those that may have been meant */
export async function requireEntities(
  store: GraphStore,
  ref: GraphRef,
  named: Readonly<Record<string, EntityId | readonly EntityId[] | undefined>>,
): Promise<void> {
  for (const [parameter, ids] of Object.entries(named))
    for (const id of [ids ?? []].flat()) {
      if (await store.entity(ref, id)) continue;
      const allowed = await similarIds(store, ref, id.slice(id.indexOf("/") + 1));
      throw new ProblemError("unknown-entity", `There is no entity "${id}".`, { parameter, allowed });
    }
}

/**
 * The view that parameters describe, packed or not, and the parameters that are none of a view's.
 *
 * @param own names of the parameters that the route reads itself
 * @throws {ProblemError} a parameter that is neither, or cannot be read: here, unlike in the explorer, a
 *   part that is left out would make a wrong answer
 */
export async function viewOf(
  given: URLSearchParams,
  own: readonly string[],
): Promise<{ view: View; rest: URLSearchParams }> {
  const parameters = await unpacked(given);
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

/** The parameters with those that are packed into `z` in its place. */
async function unpacked(parameters: URLSearchParams): Promise<URLSearchParams> {
  const [packed, ...more] = parameters.getAll("z");
  if (packed === undefined) return parameters;
  if (more.length > 0)
    throw new ProblemError("repeated-parameter", '"z" is given more than once.', { parameter: "z" });
  const others = [...parameters].filter(([name]) => name !== "z");
  try {
    return new URLSearchParams([...new URLSearchParams(await unpackQuery(packed)), ...others]);
  } catch (error) {
    if (!(error instanceof PackedViewError)) throw error;
    throw new ProblemError("bad-parameter", `"z": ${error.message}`, { parameter: "z" });
  }
}

/** What of a view says which entities it shows. */
export function askedIn(view: View): SubgraphAsked {
  const { filter, hiddenKinds, question, hiddenTypes, expansions, without, time } = view;
  return { filter, hiddenKinds, question, hiddenTypes, expansions, without, time };
}
