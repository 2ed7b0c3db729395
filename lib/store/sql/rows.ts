/** The rows of a graph's tables, some thousand entities at a time. */
import { type FacetDefinition, facetsOf } from "@/lib/graph/facet-table";
import { binOf } from "@/lib/graph/filter-counts";
import { unknownValue } from "@/lib/graph/filter-value";
import { decodeReadings } from "@/lib/graph/graph";
import type { Entity } from "@/lib/graph/schema";
import type { Community } from "@/lib/graph/tile";
import type { GraphImage, ImageEntity } from "@/lib/store/image";
import type { Candidate } from "./candidates";
import { countedFor } from "./facets";
import type { ImageRelations } from "./image-relations";
import { searchTextOf } from "./search-text";
import { type Json, json, rowOf } from "./text-rows";

/** What tiles tell of an entity, as JSON. */
export type KeptInTile = Pick<
  ImageEntity,
  "importance" | "degree" | "x" | "y" | "communities" | "ties" | "facets"
> &
  Pick<Entity, "id" | "name" | "aliases">;

/** What else is kept of an entity. */
export type KeptRecord = Pick<ImageEntity, "derived" | "pagerank"> &
  Pick<Entity, "summary" | "namedInWhitePaper" | "sections" | "facts" | "sources">;

export interface Portion {
  /** How many entities it is of. */
  readonly entities: number;
  /** Lines by table and columns, as COPY takes them. */
  readonly tables: Readonly<Record<string, string>>;
}

const entitiesAtOnce = 2000;
/** Candidates of a short beginning, at most. */
const candidatesInList = 100;

export async function* rowsOfImage(
  image: GraphImage,
  release: number,
  relations: ImageRelations,
): AsyncGenerator<Portion> {
  const lines = new Lines();
  const { ontology, readings: given } = image.about;
  const readings = decodeReadings(given);
  const kinds = new Map(Object.keys(ontology.kinds).map((kind, i) => [kind, i]));
  const tokens = new Tokens(facetsOf(ontology), relations.edges);
  const lists = new SearchLists();
  let first = 0;
  let count = 0;
  for await (const one of image.entities()) {
    const { entity, number } = one;
    const kind = kinds.get(entity.kind) ?? 0;
    const inTile = json(inTileOf(one));
    lines.add("entity (graph_version, entity_id, number, degree, groups, in_tile, record)", [
      release,
      entity.id,
      number,
      one.degree,
      groupsOf(relations, number),
      inTile,
      json(recordOf(one)),
    ]);
    const slug = entity.id.slice(entity.id.indexOf("/") + 1);
    const text = searchTextOf([entity.name.en, entity.name.zh, ...entity.aliases, slug], readings);
    const names: Candidate[3] = [entity.name, entity.aliases];
    lists.add(text.short, [entity.id, number, one.importance, names]);
    lines.add(
      "entity_name (graph_version, entity_id, number, kind, importance, names, words, sounds, pairs)",
      [release, entity.id, number, kind, one.importance, json(names), text.words, text.sounds, text.pairs],
    );
    const own = tokens.of(one);
    lines.add(
      "entity_facet (graph_version, entity_id, number, kind, x, y, tokens, scopes, counted, amounts)",
      [
        release,
        entity.id,
        number,
        kind,
        one.x,
        one.y,
        own,
        one.scopes,
        countedFor(kind, own, one.scopes),
        json(tokens.amounts(one)),
      ],
    );
    lines.add("tile_entity (graph_version, cell, number, x, y, body)", [
      release,
      one.cell,
      number,
      one.x,
      one.y,
      inTile,
    ]);
    addRelations(lines, release, relations, entity, number, first);
    first += entity.relations.length;
    count++;
    if (count < entitiesAtOnce) continue;
    yield { entities: count, tables: lines.taken() };
    count = 0;
  }
  yield { entities: count, tables: lines.taken() };
  for (const [beginning, candidates] of lists.all()) {
    lines.add("search_list (graph_version, beginning, candidates)", [release, beginning, candidates]);
    if (lines.isMany) yield { entities: 0, tables: lines.taken() };
  }
  for (const [token, facet, value] of tokens.all())
    lines.add("facet_value (graph_version, token, facet, value)", [release, token, facet, json(value)]);
  for await (const community of image.communities())
    lines.add('community (graph_version, number, level, "left", top, "right", bottom, body)', [
      release,
      community.number,
      community.level,
      ...boundsOf(community),
      json(community),
    ]);
  for await (const { cell, counts } of image.densities()) {
    lines.add("tile_density (graph_version, cell, counts)", [release, cell, counts]);
    if (lines.isMany) yield { entities: 0, tables: lines.taken() };
  }
  yield { entities: 0, tables: lines.taken() };
}

class Lines {
  private byTable = new Map<string, string[]>();
  private count = 0;

  add(into: string, cells: Parameters<typeof rowOf>[0]): void {
    const own = this.byTable.get(into);
    if (own) own.push(rowOf(cells));
    else this.byTable.set(into, [rowOf(cells)]);
    this.count++;
  }

  get isMany(): boolean {
    return this.count >= 4 * entitiesAtOnce;
  }

  taken(): Record<string, string> {
    const tables = Object.fromEntries([...this.byTable].map(([into, rows]) => [into, rows.join("")]));
    this.byTable = new Map();
    this.count = 0;
    return tables;
  }
}

function inTileOf({ entity, importance, degree, x, y, communities, ties, facets }: ImageEntity): KeptInTile {
  const { id, name, aliases } = entity;
  return { id, name, aliases, importance, degree, x, y, communities, ties, facets };
}

function recordOf({ entity, derived, pagerank }: ImageEntity): KeptRecord {
  const { summary, namedInWhitePaper, sections, facts, sources } = entity;
  return { summary, namedInWhitePaper, sections, facts, sources, derived, pagerank };
}

/** By short beginning: the most important candidates, as they are met. */
class SearchLists {
  private readonly lists = new Map<string, number[]>();
  /** By number, as it stands in every list; most entities stand in none. */
  private readonly written = new Map<number, string>();

  add(beginnings: readonly string[], candidate: Candidate): void {
    const [, number] = candidate;
    let isListed = false;
    for (const beginning of beginnings) {
      const own = this.lists.get(beginning);
      if (!own) this.lists.set(beginning, [number]);
      else if (own.length < candidatesInList) own.push(number);
      else continue;
      isListed = true;
    }
    if (isListed) this.written.set(number, json(candidate).text);
  }

  *all(): Generator<readonly [beginning: string, candidates: Json]> {
    for (const [beginning, numbers] of this.lists)
      yield [beginning, { text: `[${numbers.map((number) => this.written.get(number)).join(",")}]` }];
  }
}

/** By type and direction: how many relations an entity has, and how many of them are unsourced. */
function groupsOf(relations: ImageRelations, entity: number): number[] {
  const { incident, incidentFrom, from, to, type, sourced } = relations;
  const counts = new Map<number, [all: number, unsourced: number]>();
  const loops = new Set<number>();
  for (let at = incidentFrom[entity]; at < incidentFrom[entity + 1]; at++) {
    const relation = incident[at];
    // A loop is met from both of its ends.
    const arrives = to[relation] === entity && (from[relation] !== entity || loops.has(relation));
    if (from[relation] === to[relation]) loops.add(relation);
    const key = type[relation] * 2 + (arrives ? 1 : 0);
    const [all, unsourced] = counts.get(key) ?? [0, 0];
    counts.set(key, [all + 1, unsourced + (sourced[relation] ? 0 : 1)]);
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .flatMap(([key, [all, unsourced]]) => [key >> 1, key & 1, all, unsourced]);
}

/** @param first index of the entity's first relation */
function addRelations(
  lines: Lines,
  release: number,
  relations: ImageRelations,
  { relations: own }: Pick<Entity, "relations">,
  number: number,
  first: number,
): void {
  const keyOf = (type: number, other: number) => type * 2 ** 32 + other;
  const places = new Map(
    own.map((_, i) => [keyOf(relations.type[first + i], relations.to[first + i]), first + i]),
  );
  for (const { from, to, type, note, sources } of own) {
    const other = relations.numberOf(to);
    const statement = [note ? json(note) : null, sources.length > 0 ? json(sources) : null];
    const at = places.get(keyOf(relations.typeOf(type), other)) ?? first;
    for (const direction of [0, 1]) {
      const neighbour = direction === 0 ? other : number;
      lines.add(
        "adjacency (graph_version, entity_id, direction, relation_type, rank, neighbour_id, neighbour_number, neighbour_name, note, sources, strength, is_backbone)",
        [
          release,
          direction === 0 ? from : to,
          direction,
          relations.type[at],
          1000 - relations.importance[neighbour],
          direction === 0 ? to : from,
          neighbour,
          relations.names[neighbour],
          ...statement,
          relations.strength[at],
          relations.backbone[at] === 1,
        ],
      );
    }
  }
}

/** Numbers for the values of all facets, and for the bins of numbers and dates; of those without one, for that. */
class Tokens {
  private readonly known = new Map<string, number>();
  private readonly values: [token: number, facet: number, value: string | number][] = [];

  constructor(
    private readonly facets: readonly FacetDefinition[],
    private readonly edges: ImageRelations["edges"],
  ) {}

  of(one: ImageEntity): number[] {
    return this.facets.flatMap(({ key, type, kinds }, facet) => {
      if (!kinds.includes(one.entity.kind)) return [];
      const values = one.facets[key] ?? [];
      if (values.length === 0) return [this.token(facet, unknownValue)];
      if (type === "category") return values.map((value) => this.token(facet, String(value)));
      // Of a date that is known in part, the first day counts.
      const items = (type === "date" ? values.slice(0, 1) : values).map(Number);
      const bins = new Set(items.map((item) => binOf(this.edges[key] ?? [], type, item)));
      return Array.from(bins, (bin) => this.token(facet, bin));
    });
  }

  amounts({ facets }: ImageEntity): Record<string, readonly (string | number)[]> {
    return Object.fromEntries(
      this.facets.flatMap(({ key, type }, facet) => {
        const values = facets[key] ?? [];
        return type === "category" || values.length === 0 ? [] : [[String(facet), values]];
      }),
    );
  }

  all(): readonly (readonly [token: number, facet: number, value: string | number])[] {
    return this.values;
  }

  private token(facet: number, value: string | number): number {
    const key = `${facet} ${value}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const token = this.values.length;
    this.known.set(key, token);
    this.values.push([token, facet, value]);
    return token;
  }
}

function boundsOf({ x, y, outline }: Community): [left: number, top: number, right: number, bottom: number] {
  let [left, top, right, bottom] = [x, y, x, y];
  for (const ring of outline)
    for (let i = 0; i < ring.length; i += 2) {
      left = Math.min(left, ring[i]);
      right = Math.max(right, ring[i]);
      top = Math.min(top, ring[i + 1]);
      bottom = Math.max(bottom, ring[i + 1]);
    }
  return [left, top, right, bottom];
}
