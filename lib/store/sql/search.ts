/**
 * Search: some candidates of each way to match, the most important ones; then scored by what scores everywhere. Where a way has
 * more candidates than are looked at, what is least important of them is not found.
 */
import { buildSearchIndex, queryOf, searchGraph, wantsSlips } from "@/lib/graph/search";
import type { SearchHit, SearchQuery } from "@/lib/store/store";
import { type Asked, briefOf, kindOf } from "./answering";
import { type Candidate, candidatesOf, searchedIn } from "./candidates";
import { readsAs, searchAsked, slipsAsked, type Wanted } from "./search-text";

/** Candidates of each way, by how many hits are asked for: matches of the same kind are told by importance, as they come. */
const candidatesFor = (limit: number): number => 40 + limit;

export async function searchHits(
  asked: Asked,
  { text, kind, limit }: SearchQuery,
): Promise<readonly SearchHit[]> {
  const { release } = asked;
  const isWhole = kind === undefined;
  const wanted = searchAsked(text, release.readings, isWhole);
  if (!wanted || (!isWhole && !release.kinds.includes(kind))) return [];
  const search = new Search(asked, kind, candidatesFor(limit));
  const { joined, lists, ways, further, certain, last } = wanted;
  await Promise.all([search.fromLists(lists), search.byWays(ways)]);
  // Where so many names begin with it, nobody looks for those that only hold it; where so many match, for what is a better match.
  await search.byWays(search.isFull ? certain : further);
  const found = search.scored(text, limit, false);
  const slips = wantsSlips(queryOf(text), found, limit) ? slipsAsked(joined, isWhole) : undefined;
  if (!slips && found.length > 0) return found;
  await Promise.all([
    search.byWays(found.length > 0 ? [] : last),
    search.fromLists(slips?.lists ?? []),
    search.byWays(slips?.ways ?? [], 2 * candidatesFor(limit)),
  ]);
  return search.scored(text, limit, slips !== undefined);
}

/** The candidates of one search. */
class Search {
  /** By number. */
  private readonly candidates = new Map<number, Candidate>();
  private most = 0;
  private readonly since = performance.now();

  /** @param wanted candidates of each way, at most */
  constructor(
    private readonly asked: Asked,
    private readonly kind: string | undefined,
    private readonly wanted: number,
  ) {}

  /** Whether some way has had more candidates than are looked at. */
  get isFull(): boolean {
    return this.most >= this.wanted;
  }

  async fromLists(lists: readonly string[]): Promise<void> {
    const found = lists.map((list) => candidatesOf(this.asked, { list }, this.since));
    for (const candidates of await Promise.all(found)) this.take(candidates.slice(0, this.wanted));
  }

  /** @param most candidates of each way, at most */
  async byWays(all: readonly Wanted[], most = this.wanted): Promise<void> {
    const { asked, kind, since } = this;
    const ways = await this.possible(all);
    const found = ways.map((way) => candidatesOf(asked, { way, kind, most }, since));
    for (const candidates of await Promise.all(found)) this.take(candidates);
  }

  /** Without those that read a text as no name can be read. */
  private async possible(ways: readonly Wanted[]): Promise<readonly Wanted[]> {
    if (!ways.some(({ sounds }) => sounds !== undefined)) return ways;
    const { initials } = await searchedIn(this.asked);
    return ways.filter((way) => readsAs(way, initials));
  }

  private take(candidates: readonly Candidate[]): void {
    const own = this.kind === undefined ? candidates : candidates.filter(([id]) => kindOf(id) === this.kind);
    this.most = Math.max(this.most, own.length);
    for (const one of own) this.candidates.set(one[1], one);
  }

  /** The best of all candidates that there are by now. */
  scored(text: string, limit: number, slips: boolean): readonly SearchHit[] {
    const ordered = [...this.candidates.values()].sort(([, a], [, b]) => a - b);
    const index = buildSearchIndex({
      size: ordered.length,
      ids: ordered.map(([id]) => id),
      names: ordered.map(([, , , [name]]) => name),
      aliases: ordered.map(([, , , [, aliases]]) => aliases),
      importance: Float64Array.from(ordered, ([, , importance]) => importance / 1000),
      readings: this.asked.release.readings,
      // All are of the kind that is asked for.
      kinds: [],
      kind: new Uint8Array(ordered.length),
    });
    return searchGraph(index, text, { limit, slips }).map(({ entity, matched, score }) => {
      const [id, , importance, [name]] = ordered[entity];
      return { ...briefOf(id, name, importance), matched, score };
    });
  }
}
