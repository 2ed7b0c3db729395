/**
 * Search: some candidates of each way to match, the most important ones, out of indices; then scored by what scores
 * everywhere. Where a way has more candidates than are looked at, what is least important of them is not found.
 */
import { decodeGraph } from "@/lib/graph/decode";
import type { EntityId, Text } from "@/lib/graph/schema";
import { buildSearchIndex, type Hit, searchGraph } from "@/lib/graph/search";
import { tileGraph } from "@/lib/graph/tile";
import type { SearchHit, SearchQuery } from "@/lib/store/store";
import { type Database, sqlState } from "@/lib/store/views/database";
import { type Asked, briefOf } from "./answering";
import { aboutTiles } from "./cut-out";
import { Parameters } from "./filter-sql";
import { candidatesOfShort } from "./rows";
import { type SearchAsked, searchAsked, type Wanted } from "./search-text";
import { listOf } from "./text-rows";

/** Candidates of each way. */
const candidates = 150;
/** How alike a name has to be, from 0 to 1, to be looked at for slips. */
const likeness = "0.4";
/** How long names are looked through for slips, in milliseconds. */
const patience = "300";
/** Below so many hits, slips are looked for; as lib/graph/search.ts does. */
const fewHits = 6;

interface NameRow {
  readonly entity_id: EntityId;
  readonly number: number;
  readonly importance: number;
  readonly names: readonly [name: Text, aliases: readonly string[]];
}

const columns = "f.entity_id, f.number, f.importance, f.names";

export async function searchHits(
  asked: Asked,
  transaction: Database["transaction"],
  { text, kind, limit }: SearchQuery,
): Promise<readonly SearchHit[]> {
  const { release, query } = asked;
  const wanted = searchAsked(text, release.readings, kind === undefined);
  const ofKind = kind === undefined ? -1 : release.kinds.indexOf(kind);
  if (!wanted || (kind !== undefined && ofKind < 0)) return [];
  const { exact, short, beginning, ways, joined } = wanted;
  const candidatesBy = async (some: readonly Wanted[], lists: readonly string[]): Promise<NameRow[]> => {
    const p = new Parameters(release.number);
    const among = kind === undefined ? "" : `and f.kind = ${p.add(ofKind)}`;
    const parts = some.map(
      (way) =>
        `(select ${columns} from entity_name f where f.graph_version = $1 ${among} and ${conditionOf(way, p)}
          order by f.number limit ${candidates})`,
    );
    if (lists.length > 0)
      parts.push(
        `(select ${columns} from entity_name f where f.graph_version = $1 and f.entity_id = any(array(
            select unnest(s.entity_ids) from short_name s
            where s.graph_version = $1 and s.beginning = any(${p.add(listOf(lists))}::text[]))))`,
      );
    return parts.length === 0 ? [] : query<NameRow>(parts.join(" union all "), p.values);
  };
  const asks = { text, kind, limit };
  const rows = await candidatesBy(beginning ? [exact, beginning] : [exact], short);
  // Where so many names begin with it, nobody looks for those that only hold it.
  if (rows.length < candidatesOfShort) rows.push(...(await candidatesBy(ways, [])));
  const found = scored(asked, rows, asks, false);
  if (found.length >= Math.min(limit, fewHits) || joined.length < 4) return found;
  const like = await alike(asked, transaction, wanted, ofKind);
  return like.length === 0 ? found : scored(asked, [...rows, ...like], asks, true);
}

/** Names that are like what is searched for; none where it takes too long to look. */
async function alike(
  { release }: Asked,
  transaction: Database["transaction"],
  { exact, joined }: SearchAsked,
  ofKind: number,
): Promise<NameRow[]> {
  const p = new Parameters(release.number);
  const among = ofKind < 0 ? "" : `and f.kind = ${p.add(ofKind)}`;
  const pairs = exact.pairs ?? [];
  const condition =
    pairs.length > 0 ? `f.pairs && ${p.add(listOf(pairs))}::text[]` : `${p.add(joined)}::text <% f.words`;
  try {
    return await transaction(async (query) => {
      await query(
        "select set_config('pg_trgm.word_similarity_threshold', $1, true), set_config('statement_timeout', $2, true)",
        [likeness, patience],
      );
      return query<NameRow>(
        `select ${columns} from entity_name f where f.graph_version = $1 ${among} and ${condition} limit ${2 * candidates}`,
        p.values,
      );
    });
  } catch (error) {
    if (sqlState((error as Error).cause) === "57014") return [];
    throw error;
  }
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
  { text, kind, limit }: SearchQuery,
  slips: boolean,
): readonly SearchHit[] {
  const distinct = [...new Map(rows.map((row) => [row.number, row])).values()];
  const ordered = distinct.sort((a, b) => a.number - b.number);
  const compact = tileGraph(
    // Readings are there already; to read them for every answer would take longer than all the rest.
    { ...aboutTiles(release), readings: {} },
    ordered.map(({ number, entity_id, importance, names: [name, aliases] }) => ({
      number,
      id: entity_id,
      name,
      aliases,
      x: 0,
      y: 0,
      importance,
      degree: 0,
      communities: [],
      ties: [],
    })),
    [],
  );
  const graph = { ...decodeGraph(compact), readings: release.readings };
  const hits: Hit[] = searchGraph(buildSearchIndex(graph), text, { kind, limit, slips });
  return hits.map(({ entity, matched, score }) => ({
    ...briefOf(graph.ids[entity], graph.names[entity], ordered[entity].importance),
    matched,
    score,
  }));
}
