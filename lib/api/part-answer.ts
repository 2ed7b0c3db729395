/** Which entities of a large graph answer a question, and what is known of those that are too many to be had. */
import type { CommercialUse } from "@/lib/graph/ontology";
import type { EntityId } from "@/lib/graph/schema";
import { tileLimits } from "@/lib/graph/tile";
import type {
  ImpactPage,
  ImpactQuery,
  LineagePage,
  LineageQuery,
  PathsAnswer,
  PathsQuery,
  ReachTotals,
  TermsAnswer,
} from "@/lib/store/store";
import type { Question } from "@/lib/view/view";

/** What answers: a store, or a server. Each finds nothing where there is no such entity. */
export interface Answering {
  paths(query: PathsQuery): Promise<Pick<PathsAnswer, "paths" | "cutShort"> | null | undefined>;
  terms(of: EntityId): Promise<Pick<TermsAnswer, "upstream" | "verdict" | "totals"> | null | undefined>;
  lineage(
    query: LineageQuery,
  ): Promise<Pick<LineagePage, "ancestors" | "descendants" | "totals"> | null | undefined>;
  impact(query: ImpactQuery): Promise<Pick<ImpactPage, "affected" | "totals"> | null | undefined>;
}

/** The answer to a question, of which a part of a map may hold only the nearest. */
export interface PartAnswer {
  /** The nearest first. */
  readonly ids: readonly EntityId[];
  readonly total: number;
  /** Of lineage and impact: how far all of it reaches, each way that was asked for. */
  readonly reach?: { readonly up?: ReachTotals | undefined; readonly down?: ReachTotals | undefined };
  /** Of licence terms: what all of them together come to. */
  readonly terms?: { readonly verdict: CommercialUse; readonly unknown: number };
  /** Of ways: whether there may be better ones, or any at all, that the server did not look for. */
  readonly cutShort?: boolean | undefined;
}

/** What is compared comes with its neighbours, and needs nothing else. */
export async function partAnswer(question: Question, answering: Answering): Promise<PartAnswer> {
  const limit = tileLimits.with;
  switch (question.as) {
    case "compare":
      return { ids: question.of, total: question.of.length };
    case "paths": {
      const { as: _, ...query } = question;
      const found = await answering.paths(query);
      const ids = [...new Set(found?.paths.flatMap(({ nodes }) => nodes.map(({ id }) => id)))];
      return { ids, total: ids.length, cutShort: found?.cutShort };
    }
    case "terms": {
      const found = await answering.terms(question.of);
      if (!found) return { ids: [], total: 0 };
      const { upstream, verdict, totals } = found;
      return {
        ids: idsOf(upstream),
        total: totals.upstream,
        terms: { verdict, unknown: totals.unknown },
      };
    }
    case "lineage": {
      const { as: _, ...query } = question;
      const found = await answering.lineage({ ...query, limit });
      if (!found) return { ids: [], total: 0 };
      const { ancestors, descendants, totals } = found;
      const isAsked = (way: "up" | "down") => query.direction === "both" || query.direction === way;
      return {
        ids: idsOf([...ancestors, ...descendants]),
        total: totals.ancestors.count + totals.descendants.count,
        reach: {
          up: isAsked("up") ? totals.ancestors : undefined,
          down: isAsked("down") ? totals.descendants : undefined,
        },
      };
    }
    case "impact": {
      const { as: _, ...query } = question;
      const found = await answering.impact({ ...query, limit });
      if (!found) return { ids: [], total: 0 };
      return { ids: idsOf(found.affected), total: found.totals.count, reach: { down: found.totals } };
    }
  }
}

const idsOf = (list: readonly { readonly entity: { readonly id: EntityId } }[]): EntityId[] =>
  list.map(({ entity }) => entity.id);
