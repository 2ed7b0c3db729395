/**
 * Candidates of a search, out of lists and indices: some of each way to match, the most important ones. What readers ask at the same
 * time goes together.
 */
import type { EntityId, Text } from "@/lib/graph/schema";
import { Batches } from "@/lib/store/batches";
import { givenUp, sqlState } from "@/lib/store/views/database";
import type { Asked } from "./answering";
import { Parameters } from "./filter-sql";
import type { Release } from "./releases";
import { foundBy, type Wanted } from "./search-text";
import { foremostEntities, partOf } from "./tables";
import { listOf } from "./text-rows";

/** What has to be known of an entity to say how well its names match; its importance in thousandths. */
export type Candidate = readonly [
  id: EntityId,
  number: number,
  importance: number,
  names: readonly [name: Text, aliases: readonly string[]],
];

/** What is asked for: a list, or names that match in a way, and of them so many at most. */
export type CandidatesAsked =
  | { readonly list: string }
  | { readonly way: Wanted; readonly kind?: string | undefined; readonly most: number };

const batches = new WeakMap<Release, Batches<CandidatesAsked, readonly Candidate[]>>();

/** Questions that go together, and how many of such batches are on their way at once. */
const together = { most: 6, atOnce: 3 };

/** @param since when the search has begun that it is asked for */
export function candidatesOf(
  asked: Asked,
  wanted: CandidatesAsked,
  since: number,
): Promise<readonly Candidate[]> {
  const known =
    batches.get(asked.release) ??
    new Batches<CandidatesAsked, readonly Candidate[]>({
      ...together,
      ask: (all) => allCandidates(asked, all),
      // What has no form is asked alone.
      formOf: (one) => formOf(one) ?? one,
      isOnesFault: (error) => sqlState((error as Error).cause) === givenUp,
    });
  batches.set(asked.release, known);
  return known.answer(wanted, since);
}

/** By what they ask of names, ways that can be asked for many readers at once. */
type Form = "words" | "twoWords" | "pairs" | "heard" | "foremostWords" | "foremostPairs";

function formOf(asked: CandidatesAsked): Form | "list" | undefined {
  if ("list" in asked) return "list";
  const { words = [], sounds, pairs = [], isOfForemost = false } = asked.way;
  if (asked.kind !== undefined) return undefined;
  // One pair of first letters is not rare enough.
  if (sounds !== undefined) return pairs.length > 1 ? "heard" : undefined;
  if (pairs.length > 0) return isOfForemost ? "foremostPairs" : "pairs";
  if (words.length === 1) return isOfForemost ? "foremostWords" : "words";
  return words.length === 2 && !isOfForemost ? "twoWords" : undefined;
}

/**
 * Condition of each form over what is asked (a). What pairs have found is only checked: nobody looks for Chinese words among
 * trigrams, or for long ones, where a plan for any text might.
 */
const byPairs = "f.pairs @> a.pairs::text[] and (f.words || '') like all (a.words::text[])";
const forms: Readonly<Record<Form, string>> = {
  words: "f.words like a.first",
  twoWords: "f.words like a.first and f.words like a.second and (f.words || '') like all (a.words::text[])",
  pairs: byPairs,
  heard: "f.pairs @> a.pairs::text[] and (f.sounds || '') like a.sounds",
  foremostWords: `f.number < ${foremostEntities} and f.words like a.first`,
  foremostPairs: `f.number < ${foremostEntities} and ${byPairs}`,
};

async function allCandidates(
  asked: Asked,
  all: readonly CandidatesAsked[],
): Promise<readonly (readonly Candidate[])[]> {
  const form = formOf(all[0]);
  const lists = all.flatMap((one) => ("list" in one ? one.list : []));
  if (lists.length > 0) return inLists(asked, lists);
  const ways = all.flatMap((one) => ("list" in one ? [] : one));
  const { isSharded } = await searchedIn(asked);
  if (!form || form === "list" || isSharded)
    return Promise.all(ways.map((way) => byItself(asked, way, isSharded)));
  return byForm(asked, forms[form], ways);
}

type WayAsked = Exclude<CandidatesAsked, { readonly list: string }>;

async function inLists({ query, release }: Asked, lists: readonly string[]) {
  const rows = await query<{ beginning: string; candidates: readonly Candidate[] }>(
    `select beginning, candidates from ${partOf("search_list", release.number)}
     where graph_version = $1 and beginning = any($2::text[])`,
    [release.number, listOf([...new Set(lists)])],
    true,
  );
  const found = new Map(rows.map(({ beginning, candidates }) => [beginning, candidates]));
  return lists.map((list) => found.get(list) ?? []);
}

async function byForm({ query, release }: Asked, condition: string, all: readonly WayAsked[]) {
  const of = (tell: (way: Wanted) => string) => listOf(all.map(({ way }) => tell(way)));
  const rows = await query<Found>(
    `select (${candidatesSql(release, `${condition} limit a.most`)}) as candidates
     from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::integer[])
       with ordinality as a (first, second, words, sounds, pairs, most, place)
     order by a.place`,
    [
      release.number,
      of(({ words: [first = ""] = [] }) => foundBy(first)),
      of(({ words: [, second = ""] = [] }) => foundBy(second)),
      of(({ words = [] }) => listOf(words)),
      of(({ sounds = "" }) => sounds),
      of(({ pairs = [] }) => listOf(pairs)),
      listOf(all.map(({ most }) => most)),
    ],
    true,
  );
  return rows.map(({ candidates }) => candidates ?? []);
}

async function byItself({ query, release }: Asked, { way, kind, most }: WayAsked, isSharded: boolean) {
  const p = new Parameters(release.number);
  const among = kind === undefined ? "" : `and f.kind = ${p.add(release.kinds.indexOf(kind))}`;
  // Each shard has its own in order.
  const rest = `${isSharded ? "order by f.number" : ""} limit ${most}`;
  const [{ candidates }] = await query<Found>(
    candidatesSql(release, `${conditionOf(way, p)} ${among} ${rest}`),
    p.values,
  );
  return candidates ?? [];
}

interface Found {
  readonly candidates: readonly Candidate[] | null;
}

/**
 * The most important names (f) of which a condition is true. They lie in the order of importance, in which an index leads to them;
 * to ask for that would put all in order that match.
 */
const candidatesSql = ({ number }: Release, condition: string): string =>
  `select json_agg(json_build_array(c.entity_id, c.number, c.importance, c.names)) as candidates from (
    select f.entity_id, f.number, f.importance, f.names from ${partOf("entity_name", number)} f
    where f.graph_version = $1 and ${condition}) c`;

function conditionOf(
  { words = [], sounds, pairs = [], isOfForemost = false }: Wanted,
  p: Parameters,
): string {
  const text = pairs.length > 0 ? "(f.words || '')" : "f.words";
  return [
    ...words.map((pattern) => `${text} like ${p.add(pattern)}`),
    ...(sounds === undefined ? [] : [`f.sounds like ${p.add(sounds)}`]),
    ...(pairs.length > 0 ? [`f.pairs @> ${p.add(listOf(pairs))}::text[]`] : []),
    ...(isOfForemost ? [`f.number < ${foremostEntities}`] : []),
  ].join(" and ");
}

/** What is known of a release before anything is searched in it. */
interface Searched {
  /** Which first letters, and pairs of them, the readings of any name have. */
  readonly initials: ReadonlySet<string>;
  /** Whether the server is a sharded one (Citus), which takes a question for many readers for one too complex. */
  readonly isSharded: boolean;
}

const searched = new WeakMap<Release, Promise<Searched>>();

/** Asked for once. */
export function searchedIn({ query, release }: Asked): Promise<Searched> {
  const known = searched.get(release);
  if (known) return known;
  const asking = Promise.all([
    query<{ beginning: string }>(
      `select beginning from ${partOf("search_list", release.number)}
       where graph_version = $1 and beginning >= '~' and beginning < E'\\x7f'`,
      [release.number],
    ),
    query("select 1 from pg_extension where extname = 'citus'"),
  ]).then(([rows, sharding]) => ({
    initials: new Set(rows.map(({ beginning }) => beginning)),
    isSharded: sharding.length > 0,
  }));
  searched.set(release, asking);
  asking.catch(() => searched.delete(release));
  return asking;
}
