/**
 * The structure of a test graph, as columns: of which kind and community each entity is, and what it is related to.
 *
 * Communities are planted as a tree. In each, from the innermost outwards, entities come one by one and attach to earlier
 * ones, mostly in proportion to the relations that lead to these already (Barabási and Albert 1999), as far as the ontology
 * lets their kinds be related. It takes a time that grows with entities and relations alone.
 */

import { Growing } from "@/lib/data/large/growing";
import { seededRandom } from "@/lib/data/map-network";
import type { Ontology } from "@/lib/graph/ontology";

export interface Structure {
  readonly size: number;
  /** Index into the ontology's kinds. */
  readonly kind: Uint8Array;
  /** Ends of relations, and indices into the ontology's; each triple once. In no order that means anything. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly type: Uint8Array;
}

/** Entities of the kind that a graph is scoped by, at most: fields of application grow slower than what is applied. */
const mostScopes = 2000;
/** Entities of an innermost community, least and most; communities of a larger one likewise. */
const innermost = [40, 160] as const;
const branching = [8, 24] as const;
/** Share of an entity's relations that stay within its community, and of the rest within the next larger one, and so on. */
const staying = 0.5;
/** Share of ends that are chosen by the relations that lead there already; the others are any. */
const preferring = 0.75;
/** So often another end is looked for where one will not do. */
const tries = 8;

/** A type, and the kinds that it may lead to, from a given kind. */
interface Way {
  readonly type: number;
  /** It leads to the whole that something is part of, of which there is one. */
  readonly isOnce: boolean;
  readonly kinds: readonly number[];
}

/** @param each how many relations there are for each entity */
export function structureOf(ontology: Ontology, size: number, each: number, seed: number): Structure {
  const random = seededRandom(seed);
  const { ways, shares } = readOff(ontology);
  const kind = kindsOf(ontology, size, shares, random);
  const wanted = Math.round(size * each);
  const relations = new Relations(wanted);
  const starts = kind.reduce((count, of) => count + (ways[of].length > 0 ? 1 : 0), 0);
  const perStart = starts === 0 ? 0 : wanted / starts;
  /** Relations that each entity has yet to find an end for. */
  const open = new Uint16Array(size);
  for (let i = 0, owed = 0; i < size; i++) {
    if (ways[kind[i]].length === 0) continue;
    // Some have many, most have few, all together as many as are wanted.
    const draw = perStart * (0.4 + 1.2 * random()) + owed;
    open[i] = Math.min(65_535, Math.floor(draw));
    owed = draw - open[i];
  }
  const tree = communitiesOf(size, random);
  grow(tree, {
    kind,
    ways,
    hasWhole: new Uint8Array(size),
    open,
    relations,
    random,
    wanted,
    size,
    kinds: shares.length,
  });
  return { size, kind, ...relations.columns() };
}

/** What may be related, and how often each kind stands at an end. */
function readOff(ontology: Ontology): { ways: Way[][]; shares: number[] } {
  const { kinds, relations } = ontology;
  const names = Object.keys(kinds);
  const wholes = wholesOf(ontology);
  const ways: Way[][] = names.map(() => []);
  const shares = names.map(() => 0);
  Object.entries(relations).forEach(([name, { ends }], type) => {
    for (const { from, to } of ends) {
      for (const start of from)
        ways[names.indexOf(start)].push({
          type,
          isOnce: wholes.has(name),
          kinds: to.map((end) => names.indexOf(end)),
        });
      for (const end of [...from, ...to]) shares[names.indexOf(end)]++;
    }
  });
  return { ways, shares: shares.map((share) => Math.max(share, 1)) };
}

/** Types along which parts stand for their wholes. */
function wholesOf({ derived_facets: facets, scope }: Ontology): Set<string> {
  const rolled = Object.values(facets).flatMap(({ roll_up: type }) => type ?? []);
  const rules = Object.entries(scope?.rules ?? {}).flatMap(([name, { of, via }]) =>
    of.includes(name) ? [via] : [],
  );
  return new Set([...rolled, ...rules]);
}

function kindsOf(
  { kinds, scope }: Ontology,
  size: number,
  shares: readonly number[],
  random: () => number,
): Uint8Array {
  const scoping = scope ? Object.keys(kinds).indexOf(scope.kind) : -1;
  const total = shares.reduce((sum, share) => sum + share, 0);
  const fewer = shares.map((share, kind) =>
    kind === scoping ? Math.min(share, (mostScopes * total) / size) : share,
  );
  const all = fewer.reduce((sum, share) => sum + share, 0);
  const kind = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    // Of every kind there is one.
    if (i < shares.length) {
      kind[i] = i;
      continue;
    }
    let draw = random() * all;
    let at = 0;
    while (at < fewer.length - 1 && draw >= fewer[at]) draw -= fewer[at++];
    kind[i] = at;
  }
  return kind;
}

/** A community: the entities from `first` to before `last`, and the communities that it consists of. */
interface Community {
  readonly first: number;
  readonly last: number;
  readonly parts: readonly Community[];
}

function communitiesOf(size: number, random: () => number): Community {
  const between = ([least, most]: readonly [number, number]) =>
    least + Math.floor(random() * (most - least + 1));
  let level: Community[] = [];
  for (let first = 0; first < size; ) {
    const last = Math.min(size, first + between(innermost));
    level.push({ first, last, parts: [] });
    first = last;
  }
  while (level.length > 1) {
    const next: Community[] = [];
    for (let at = 0; at < level.length; ) {
      const parts = level.slice(at, at + between(branching));
      at += parts.length;
      next.push({ first: parts[0].first, last: parts[parts.length - 1].last, parts });
    }
    level = next;
  }
  return level[0];
}

/** Entities of one kind that others may be related to, within one community. */
class Pool {
  readonly #members = new Growing(Uint32Array);
  /** Each once for every relation that leads to it. */
  readonly #ends = new Growing(Uint32Array);

  arrive(entity: number): void {
    this.#members.push(entity);
  }

  lead(entity: number): void {
    this.#ends.push(entity);
  }

  /** -1 where there is nobody yet. */
  pick(random: () => number): number {
    const from = this.#ends.size > 0 && random() < preferring ? this.#ends : this.#members;
    return from.size === 0 ? -1 : from.at(Math.floor(random() * from.size));
  }
}

interface Growth {
  readonly size: number;
  readonly wanted: number;
  readonly kind: Uint8Array;
  readonly ways: readonly (readonly Way[])[];
  readonly open: Uint16Array;
  readonly hasWhole: Uint8Array;
  readonly relations: Relations;
  readonly random: () => number;
  readonly kinds: number;
}

function grow(tree: Community, growth: Growth): void {
  const { kind, open, ways, random, relations, wanted, size } = growth;
  const all = growIn(tree, true, growth);
  const starts = kind.some((of) => ways[of].length > 0);
  // What found no end close by.
  for (let misses = 0; starts && relations.size < wanted && misses < wanted; ) {
    const i = Math.floor(random() * size);
    open[i] = 0;
    if (!attach(i, all, growth)) misses++;
  }
}

/** Shares no factor with the size of any community that is not a multiple of it. */
const stride = 7_368_787;

/** @returns who has come to it, by kind */
function growIn({ first, last, parts }: Community, isOutermost: boolean, growth: Growth): Pool[] {
  const { kind, open, random, kinds } = growth;
  for (const part of parts) growIn(part, false, growth);
  const pools = Array.from({ length: kinds }, () => new Pool());
  const size = last - first;
  for (let n = 0; n < size; n++) {
    // In an order in which those of one part do not come together, or they would be the ones that most lead to.
    const i = first + (size % stride === 0 ? n : (n * stride) % size);
    for (let left = open[i]; left > 0; left--) {
      if (!isOutermost && random() > staying) continue;
      if (attach(i, pools, growth)) open[i]--;
    }
    pools[kind[i]].arrive(i);
  }
  return pools;
}

/** Relates an entity to one of these, where there is one for it. */
function attach(i: number, pools: readonly Pool[], growth: Growth): boolean {
  const { kind, ways, random, relations, hasWhole } = growth;
  const own = ways[kind[i]];
  if (own.length === 0) return false;
  for (let attempt = 0; attempt < tries; attempt++) {
    const { type, kinds, isOnce } = own[Math.floor(random() * own.length)];
    if (isOnce && hasWhole[i] === 1) continue;
    const pool = pools[kinds[Math.floor(random() * kinds.length)]];
    const to = pool.pick(random);
    if (to < 0 || to === i || !relations.add(i, to, type)) continue;
    pool.lead(to);
    if (isOnce) hasWhole[i] = 1;
    return true;
  }
  return false;
}

/** Relations, none of them twice: a table of open addresses keeps which there are. */
class Relations {
  readonly #from: Uint32Array;
  readonly #to: Uint32Array;
  readonly #type: Uint8Array;
  /** Index of a relation and one; 0 where there is none. */
  readonly #table: Uint32Array;
  size = 0;

  constructor(most: number) {
    this.#from = new Uint32Array(most);
    this.#to = new Uint32Array(most);
    this.#type = new Uint8Array(most);
    this.#table = new Uint32Array(2 ** Math.ceil(Math.log2(2 * most + 2)));
  }

  /** @returns whether it was not there, and there is room for it */
  add(from: number, to: number, type: number): boolean {
    if (this.size >= this.#from.length) return false;
    const mask = this.#table.length - 1;
    let at = (Math.imul(from, 0x9e3779b1) ^ Math.imul(to, 0x85ebca6b) ^ Math.imul(type, 0xc2b2ae35)) & mask;
    for (; this.#table[at] > 0; at = (at + 1) & mask) {
      const other = this.#table[at] - 1;
      if (this.#from[other] === from && this.#to[other] === to && this.#type[other] === type) return false;
    }
    this.#table[at] = this.size + 1;
    this.#from[this.size] = from;
    this.#to[this.size] = to;
    this.#type[this.size] = type;
    this.size++;
    return true;
  }

  columns(): Pick<Structure, "from" | "to" | "type"> {
    return {
      from: this.#from.subarray(0, this.size),
      to: this.#to.subarray(0, this.size),
      type: this.#type.subarray(0, this.size),
    };
  }
}
