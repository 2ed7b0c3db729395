/**
 * What the communities of a large graph are called: as the regions of a small one are (map-names.ts), after the one or two
 * of their most important members that most of the others share.
 */
import {
  joinedName,
  longest,
  type Named,
  type RegionName,
  room,
  runnersUp,
  titleOf,
  widthOf,
} from "@/lib/data/map-names";
import type { Ontology } from "@/lib/graph/ontology";
import type { LargeColumns } from "./columns";
import type { Level } from "./hierarchy";

interface Candidate {
  readonly entity: number;
  readonly community: number;
  readonly score: number;
  readonly named: Named;
}

/**
 * @param named what an entity is called, by number
 * @param most of a community's members, the most important ones, are asked whether they give it their name
 */
export function nameCommunities(
  ontology: Ontology,
  columns: LargeColumns,
  { of, count }: Pick<Level, "of" | "count">,
  named: (entity: number) => Named,
  most: number,
): RegionName[] {
  const candidates = candidatesOf(ontology, columns, of, count, named, most);
  const bestFirst = candidates.flat().sort((a, b) => b.score - a.score || a.entity - b.entity);
  const titles = new Set<string>();
  const isFree = ({ name }: ReturnType<typeof titled>) => !titles.has(name.en) && !titles.has(name.zh);
  const take = ({ name }: ReturnType<typeof titled>) => titles.add(name.en).add(name.zh);
  const heads = new Map<number, Candidate>();
  for (const candidate of bestFirst) {
    if (heads.has(candidate.community) || !isFree(titled(candidate.named))) continue;
    heads.set(candidate.community, candidate);
    take(titled(candidate.named));
  }
  const first = new Int32Array(count).fill(-1);
  const size = new Uint32Array(count);
  of.forEach((at, entity) => {
    if (first[at] < 0) first[at] = entity;
    size[at]++;
  });
  return Array.from({ length: count }, (_, at): RegionName => {
    const head = heads.get(at);
    // No member of a naming kind is free: the most important one it is.
    if (!head) return { name: titleOf(named(first[at])), after: first[at] };
    const rest = candidates[at]
      .filter((one) => one !== head && one.score >= 0.2 * head.score && isFree(titled(one.named)))
      .sort((a, b) => b.score - a.score || a.entity - b.entity)
      .slice(0, runnersUp);
    for (const second of rest) {
      const name = joinedName(head.named, second.named);
      if (!name || name.en.length > room(size[at]) || widthOf(name.zh) > room(size[at])) continue;
      take(titled(second.named));
      return { name, after: head.entity };
    }
    return { name: titleOf(head.named), after: head.entity };
  });
}

const titled = (named: Named) => ({ name: titleOf(named) });

/** By community, members that may give it their name. */
function candidatesOf(
  { kinds, relations: types }: Ontology,
  columns: LargeColumns,
  of: Int32Array,
  count: number,
  named: (entity: number) => Named,
  most: number,
): Candidate[][] {
  const readiness = Object.values(kinds).map(({ names_regions: ready }) => ready ?? 0);
  const surely = Object.values(types).map(({ weight }) => Math.min(1, weight));
  const worth = Float64Array.from(columns.importance, (thousandths) => 0.1 + Math.sqrt(thousandths / 1000));
  const total = new Float64Array(count);
  of.forEach((at, entity) => {
    total[at] += worth[entity];
  });
  const candidates: Candidate[][] = Array.from({ length: count }, () => []);
  for (let entity = 0; entity < columns.size; entity++) {
    const ready = readiness[columns.kind[entity]];
    const own = candidates[of[entity]];
    // Numbers follow importance.
    if (ready === 0 || own.length >= most) continue;
    const { here, all } = explained(columns, of, entity, worth, surely);
    const called = named(entity);
    const prominence = 0.02 + (columns.importance[entity] / 1000) ** 0.8;
    const fits = titleOf(called).en.length <= longest ? 1 : 0.4;
    const share = here / total[of[entity]];
    const score = ready * share ** 0.6 * (here / all) ** 0.4 * prominence * fits;
    own.push({ entity, community: of[entity], score, named: called });
  }
  return candidates;
}

/** How much of what is tied to an entity there is in its own community, and altogether; itself included. */
function explained(
  { relations: { from, to, type }, incident, incidentFrom }: LargeColumns,
  of: Int32Array,
  entity: number,
  worth: Float64Array,
  surely: readonly number[],
): { here: number; all: number } {
  let [here, all] = [worth[entity], worth[entity]];
  for (let at = incidentFrom[entity]; at < incidentFrom[entity + 1]; at++) {
    const r = incident[at];
    const other = from[r] === entity ? to[r] : from[r];
    const sum = surely[type[r]] * worth[other];
    all += sum;
    if (of[other] === of[entity]) here += sum;
  }
  return { here, all };
}
