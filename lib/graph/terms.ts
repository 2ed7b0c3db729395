/**
 * Which terms of use come down to an entity from what it is made of: those of its own and of everything that the
 * ontology's flow `terms` leads up to.
 *
 * This tells what the licences say; whether a licence binds whoever builds on the work is a question for lawyers.
 */
import type { FacetColumn, FacetTable } from "./facet-table";
import { flowOf, reachOf, wayOf } from "./flow";
import type { Graph } from "./graph";
import type { CommercialUse } from "./ontology";

/** The terms of one entity. */
export interface Term {
  readonly entity: number;
  /** Hops up from what was asked for, which has 0. */
  readonly hop: number;
  /** The relation by which its terms come down, or -1. */
  readonly via: number;
  /** "unknown" also where its kind has no licences. */
  readonly use: CommercialUse;
  /** Ids in the ontology's `licenses`. */
  readonly licenses: readonly string[];
}

export interface Terms {
  readonly own: Term;
  /** What has terms upstream: by hop, then by importance. */
  readonly upstream: readonly Term[];
  /** "no" if any says no; else "unknown" if any is, or if nothing says anything; else "conditional" if any is. */
  readonly verdict: CommercialUse;
  /**
   * What rules commercial use out or, where nothing does, puts it under conditions: the nearest first, each with the
   * relations that lead up to it.
   */
  readonly restricting: readonly { readonly term: Term; readonly way: readonly number[] }[];
  /** What has terms of which nobody knows what they allow. */
  readonly unknown: readonly number[];
}

/** From the best to the worst. */
const verdicts: readonly CommercialUse[] = ["yes", "conditional", "unknown", "no"];

/** The terms that an entity is under. What is of a kind without licences is passed through and does not count. */
export function termsOf(graph: Graph, table: FacetTable, entity: number): Terms {
  const reach = reachOf(graph, flowOf(graph, "terms"), entity, "up");
  const uses = table.get("commercial_use");
  const licenses = [...table.values()].filter(({ definition }) => definition.fact?.type === "license");
  const termOf = (at: number): Term => ({
    entity: at,
    hop: reach.hops[at] - 1,
    via: reach.via[at],
    use: (valuesOf(graph, uses, at)[0] ?? "unknown") as CommercialUse,
    licenses: licenses.flatMap((column) => valuesOf(graph, column, at)),
  });
  const counts = (at: number) => uses?.applies[graph.kind[at]] ?? false;

  const own = termOf(entity);
  const upstream = reach.order.filter(counts).map(termOf);
  const counted = counts(entity) ? [own, ...upstream] : upstream;
  const having = (use: CommercialUse) => counted.filter((term) => term.use === use);
  const ruledOut = having("no");
  const restricting = ruledOut.length > 0 ? ruledOut : having("conditional");
  const worst = Math.max(...counted.map(({ use }) => verdicts.indexOf(use)));
  return {
    own,
    upstream,
    verdict: verdicts[worst] ?? "unknown",
    restricting: restricting.map((term) => ({ term, way: wayOf(graph, reach, term.entity) })),
    unknown: having("unknown").map((term) => term.entity),
  };
}

function valuesOf(graph: Graph, column: FacetColumn | undefined, entity: number): string[] {
  if (!column?.applies[graph.kind[entity]]) return [];
  return [...column.items.subarray(column.start[entity], column.start[entity + 1])].map(
    (item) => column.names[item],
  );
}
