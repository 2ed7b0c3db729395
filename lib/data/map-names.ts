/**
 * What the regions of the map are called: after the one or two entities that most of a region's
 * members share, such as the organisation that develops them or the domain that they are applied in.
 *
 * Which kinds may give a name, and how readily, the ontology says (`names_regions`).
 */
import { regionJoint } from "@/lib/graph/graph";
import type { Ontology } from "@/lib/graph/ontology";
import type { Entity, Text } from "@/lib/graph/schema";
import type { MapNetwork } from "./map-network";

export interface RegionName {
  readonly name: Text;
  /** Index of the entity that comes first in the name; no two regions share it. */
  readonly after: number;
}

/** Letters of a name that fits, at most. */
export const longest = 28;
/** Letters that a name of two may have over a region of this many entities, to stay on its land. */
export const room = (members: number) => Math.min(longest, 15 + 0.25 * members);
/** How many of a region's candidates after the first may come second in its name. */
export const runnersUp = 5;

export type Named = Pick<Entity, "name" | "aliases">;

interface Candidate {
  readonly entity: number;
  readonly region: number;
  readonly score: number;
  /** The score, raised where the region was named after it before. */
  readonly claim: number;
  /** How surely each member is explained, 0 to 1. */
  readonly explains: ReadonlyMap<number, number>;
}

/**
 * @param region of every entity, from 0
 * @param kept slugs that regions were named after before; these names are kept where they still fit
 * @param most of a region's members, the most important ones, are asked whether they give it their name
 */
export function nameRegions(
  ontology: Ontology,
  network: MapNetwork,
  region: Int32Array,
  kept: readonly (string | undefined)[],
  most = Number.POSITIVE_INFINITY,
): RegionName[] {
  const bestFirst = findCandidates(ontology, network, region, kept, most);
  const titles = new Set<string>();
  const isFree = ({ entity }: Candidate) => {
    const { en, zh } = titleOf(network.entities[entity]);
    return !titles.has(en) && !titles.has(zh);
  };
  const take = (candidate: Candidate) => {
    const { en, zh } = titleOf(network.entities[candidate.entity]);
    titles.add(en).add(zh);
    return candidate;
  };
  const heads = new Map<number, Candidate>();
  for (const candidate of bestFirst) {
    if (!heads.has(candidate.region) && isFree(candidate)) heads.set(candidate.region, take(candidate));
  }
  const members: number[][] = kept.map(() => []);
  region.forEach((at, i) => {
    members[at].push(i);
  });
  for (const [at, list] of members.entries()) {
    if (!heads.has(at)) heads.set(at, take(mostImportant(network, at, list, isFree)));
  }
  return members.flatMap((list, at) => {
    const head = heads.get(at);
    if (!head) return [];
    const entity = network.entities[head.entity];
    const rest = bestFirst.filter((candidate) => candidate.region === at && candidate !== head);
    const second = chooseSecond(network, head, rest.slice(0, runnersUp).filter(isFree), room(list.length));
    const name = second && joinedName(entity, network.entities[take(second).entity]);
    return [{ name: name ?? titleOf(entity), after: head.entity }];
  });
}

/** Members that may give their region a name, over all regions the one with the best claim first. */
function findCandidates(
  ontology: Ontology,
  network: MapNetwork,
  region: Int32Array,
  kept: readonly (string | undefined)[],
  most: number,
): Candidate[] {
  const worth = network.importance.map((importance) => 0.1 + Math.sqrt(importance));
  const total = kept.map(() => 0);
  region.forEach((at, i) => {
    total[at] += worth[i];
  });
  const readinessOf = (entity: number) => ontology.kinds[network.entities[entity].kind]?.names_regions ?? 0;
  const asked = mostImportantOf(network, region, kept.length, most).filter(
    (entity) => readinessOf(entity) > 0,
  );
  const candidates = [...explanations(ontology, network, asked)].map(([entity, explains]) => {
    const { id } = network.entities[entity];
    const at = region[entity];
    const readiness = readinessOf(entity);
    const here = new Map([...explains].filter(([member]) => region[member] === at));
    const sumOf = (members: ReadonlyMap<number, number>) =>
      [...members].reduce((sum, [member, surely]) => sum + surely * worth[member], 0);
    const share = sumOf(here) / total[at];
    const distinct = sumOf(here) / sumOf(explains);
    const prominence = 0.02 + network.importance[entity] ** 0.8;
    const fits = titleOf(network.entities[entity]).en.length <= longest ? 1 : 0.4;
    const score = readiness * share ** 0.6 * distinct ** 0.4 * prominence * fits;
    const before = kept[at] === id.slice(id.indexOf("/") + 1) ? 1.3 : 1;
    return { entity, region: at, score, claim: score * before, explains: here };
  });
  return candidates.sort((a, b) => b.claim - a.claim || a.entity - b.entity);
}

/** So many members of each region, by number. */
function mostImportantOf(
  { importance }: MapNetwork,
  region: Int32Array,
  regions: number,
  most: number,
): number[] {
  const all = [...region.keys()];
  if (most === Number.POSITIVE_INFINITY) return all;
  const taken = new Uint32Array(regions);
  return all
    .sort((a, b) => importance[b] - importance[a] || a - b)
    .filter((entity) => taken[region[entity]]++ < most)
    .sort((a, b) => a - b);
}

/** For each of these whom it explains: itself, and what is tied to it, the more the weightier the tie. */
function explanations(
  ontology: Ontology,
  network: MapNetwork,
  of: readonly number[],
): Map<number, Map<number, number>> {
  const explains = new Map(of.map((i) => [i, new Map([[i, 1]])]));
  const note = (own: Map<number, number> | undefined, other: number, surely: number) =>
    own?.set(other, Math.max(own.get(other) ?? 0, surely));
  network.entities.forEach(({ relations }, a) => {
    const own = explains.get(a);
    for (const { type, to } of relations) {
      const b = network.indexOf.get(to);
      if (b === undefined) continue;
      const surely = Math.min(1, ontology.relations[type]?.weight ?? 1);
      note(own, b, surely);
      note(explains.get(b), a, surely);
    }
  });
  return explains;
}

/** A second name that explains what the first does not, if there is one that fits beside it. */
function chooseSecond(
  network: MapNetwork,
  head: Candidate,
  rest: readonly Candidate[],
  room: number,
): Candidate | undefined {
  const gainOf = ({ explains, score }: Candidate) => {
    let [all, fresh] = [0, 0];
    for (const [member, surely] of explains) {
      all += surely;
      fresh += Math.max(0, surely - (head.explains.get(member) ?? 0));
    }
    return score * (0.8 + (0.2 * fresh) / all);
  };
  const fitting = rest.filter((candidate) => {
    if (candidate.score < 0.2 * head.score) return false;
    const name = joinedName(network.entities[head.entity], network.entities[candidate.entity]);
    return name !== undefined && name.en.length <= room && widthOf(name.zh) <= room;
  });
  return fitting.reduce<Candidate | undefined>((a, b) => (a && gainOf(a) >= gainOf(b) ? a : b), undefined);
}

/**
 * Both names as one, the second without the first where it repeats it: "Huawei · Ascend".
 *
 * @returns `undefined` where the second is but another spelling of the first
 */
export function joinedName(head: Named, second: Named): Text | undefined {
  const [a, b] = [titleOf(head), titleOf(second)];
  const rest = { en: withoutStart(b.en, a.en), zh: withoutStart(b.zh, a.zh) };
  if (rest.en !== b.en || rest.zh !== b.zh) {
    // What is left stands for the whole only where people call it that.
    const known = (text: string) => text === b.en || text === b.zh || second.aliases.includes(text);
    if (!known(rest.en) || !known(rest.zh)) return undefined;
  } else if (firstWord(a.en) === firstWord(b.en) || a.en.includes(b.en) || b.en.includes(a.en))
    return undefined;
  return { en: a.en + regionJoint + rest.en, zh: a.zh + regionJoint + rest.zh };
}

function withoutStart(text: string, start: string): string {
  return text.startsWith(start) && text.length > start.length ? text.slice(start.length).trim() : text;
}

/** How wide a name is, in Latin letters: a Chinese character is nearly twice as wide. */
export function widthOf(text: string): number {
  return text.length + 0.8 * (text.match(/[\u2e80-\uffff]/g)?.length ?? 0);
}

/** "Mistral" of "Mistral 7B", "DeepSeek" of "DeepSeek-V3". */
function firstWord(text: string): string {
  return text.toLowerCase().split(/[\s\d-]/, 1)[0];
}

/** The name without what stands in parentheses. */
export function titleOf({ name }: Pick<Entity, "name">): Text {
  const bare = (text: string) => text.replace(/\s*[（(][^）)]*[）)]/g, "").trim() || text;
  return { en: bare(name.en), zh: bare(name.zh) };
}

/** For a region that no entity of a naming kind explains: its most important member with a name of its own. */
function mostImportant(
  network: MapNetwork,
  region: number,
  members: readonly number[],
  isFree: (candidate: Candidate) => boolean,
): Candidate {
  const candidates = members.map((entity) => ({
    entity,
    region,
    score: 0,
    claim: 0,
    explains: new Map<number, number>(),
  }));
  const free = candidates.filter(isFree);
  return (free.length > 0 ? free : candidates).reduce((a, b) =>
    network.importance[b.entity] > network.importance[a.entity] ? b : a,
  );
}

/** The room that a region's name takes on the map when all of it is in sight, in either language. */
export function labelOf({ name: { en, zh } }: Pick<RegionName, "name">): { width: number; height: number } {
  return { width: 17 * Math.max(widthOf(en), widthOf(zh)), height: 44 };
}
