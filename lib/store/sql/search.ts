/**
 * Search: some candidates of each way to match, the most important ones, out of indices; then scored by what scores
 * everywhere. Where a way has more candidates than are looked at, what is least important of them is not found.
 */
import type { EntityId, Text } from "@/lib/graph/schema";
import { buildSearchIndex, type Hit, queryOf, searchGraph, wantsSlips } from "@/lib/graph/search";
import type { SearchHit, SearchQuery } from "@/lib/store/store";
import { type Asked, briefOf } from "./answering";
import { Parameters } from "./filter-sql";
import { searchAsked, slipsAsked, type Wanted } from "./search-text";
import { partOf } from "./tables";
import { listOf } from "./text-rows";

/** Candidates of each way, by how many hits are asked for: matches of the same kind are told by importance, as they come. */
const candidatesFor = (limit: number): number => 40 + limit;

interface NameRow {
  readonly entity_id: EntityId;
  readonly number: number;
  readonly importance: number;
  readonly names: readonly [name: Text, aliases: readonly string[]];
}

const columns = "f.entity_id, f.number, f.importance, f.names";

export async function searchHits(
  asked: Asked,
  { text, kind, limit }: SearchQuery,
): Promise<readonly SearchHit[]> {
  const { release, query } = asked;
  const isWhole = kind === undefined;
  const wanted = searchAsked(text, release.readings, isWhole);
  const ofKind = isWhole ? -1 : release.kinds.indexOf(kind);
  if (!wanted || (!isWhole && ofKind < 0)) return [];
  const { exact, short, beginning, ways, joined } = wanted;
  const most = candidatesFor(limit);
  const names = partOf("entity_name", release.number);
  const candidatesBy = async (
    some: readonly Wanted[],
    lists: readonly string[],
    rest = `order by f.number limit ${most}`,
  ): Promise<NameRow[]> => {
    const p = new Parameters(release.number);
    const among = isWhole ? "" : `and f.kind = ${p.add(ofKind)}`;
    const parts = some.map(
      (way) =>
        `(select ${columns} from ${names} f where f.graph_version = $1 ${among} and ${conditionOf(way, p)}
          ${rest})`,
    );
    if (lists.length > 0)
      parts.push(
        `(select ${columns} from ${names} f where f.graph_version = $1 ${among} and f.entity_id = any(array(
            select unnest(s.entity_ids[:${most}]) from ${partOf("short_name", release.number)} s
            where s.graph_version = $1 and s.beginning = any(${p.add(listOf(lists))}::text[]))))`,
      );
    // There are few forms of those of one or two parts, and what is typed is mostly answered by them.
    return parts.length === 0 ? [] : query<NameRow>(parts.join(" union all "), p.values, parts.length <= 2);
  };
  const rows = await candidatesBy(
    [exact, beginning].filter((way) => way !== undefined),
    short,
  );
  // Where so many names begin with it, nobody looks for those that only hold it.
  if (rows.length < most) rows.push(...(await candidatesBy(ways, [])));
  const found = scored(asked, rows, text, limit, false);
  const hits = new Map(found.map(({ id, ...hit }, entity): [number, Hit] => [entity, { entity, ...hit }]));
  if (!wantsSlips(queryOf(text), hits, limit)) return found;
  const slips = slipsAsked(joined, isWhole);
  // In any order: to put all in order that hold what many hold takes longer than the rest.
  const like = await candidatesBy(slips.ways, slips.short, `limit ${2 * most}`);
  return like.length === 0 ? found : scored(asked, [...rows, ...like], text, limit, true);
}

function conditionOf({ words = [], sounds, pairs = [] }: Wanted, p: Parameters): string {
  return [
    ...words.map((pattern) => `f.words like ${p.add(pattern)}`),
    ...(sounds === undefined ? [] : [`f.sounds like ${p.add(sounds)}`]),
    ...(pairs.length > 0 ? [`f.pairs @> ${p.add(listOf(pairs))}::text[]`] : []),
  ].join(" and ");
}

function scored(
  { release }: Asked,
  rows: readonly NameRow[],
  text: string,
  limit: number,
  slips: boolean,
): readonly SearchHit[] {
  const distinct = [...new Map(rows.map((row) => [row.number, row])).values()];
  const ordered = distinct.sort((a, b) => a.number - b.number);
  const index = buildSearchIndex({
    size: ordered.length,
    ids: ordered.map(({ entity_id }) => entity_id),
    names: ordered.map(({ names: [name] }) => name),
    aliases: ordered.map(({ names: [, aliases] }) => aliases),
    importance: Float64Array.from(ordered, ({ importance }) => importance / 1000),
    readings: release.readings,
    // All are of the kind that is asked for.
    kinds: [],
    kind: new Uint8Array(ordered.length),
  });
  const hits: Hit[] = searchGraph(index, text, { limit, slips });
  return hits.map(({ entity, matched, score }) => {
    const { entity_id, names, importance } = ordered[entity];
    return { ...briefOf(entity_id, names[0], importance), matched, score };
  });
}
