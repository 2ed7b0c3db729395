/** Puts together what is served, of entities whose importance and places are known; its version is a hash of it all. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import type { ChartSpec } from "@/lib/graph/chart-schema";
import type { CompiledGraph, Outline } from "@/lib/graph/compiled";
import { compactFacets } from "@/lib/graph/facet-table";
import { derivedFacets } from "@/lib/graph/facets";
import type { CompactGraph, Region } from "@/lib/graph/graph";
import type { Ontology } from "@/lib/graph/ontology";
import type { ReadyQuestion } from "@/lib/graph/question-schema";
import type { Entity, EntityId } from "@/lib/graph/schema";
import type { Story } from "@/lib/graph/story-schema";
import type { Metrics } from "./importance";
import type { Place } from "./map";

export interface Parts extends Metrics {
  readonly ontology: Ontology;
  readonly outline: Outline;
  readonly entities: readonly Entity[];
  readonly questions: readonly ReadyQuestion[];
  readonly stories: readonly Story[];
  readonly charts: readonly ChartSpec[];
  readonly places: ReadonlyMap<EntityId, Place>;
  readonly regions: ReadonlyMap<string, Region>;
  /** The id of today by one that an entity had before; none where absent. */
  readonly renamed?: Readonly<Record<EntityId, EntityId>>;
  /** Of every Chinese character in names. */
  readonly readings: Readonly<Record<string, string>>;
}

/** The graph as it is served, the most important entity first. */
export function assemble(parts: Parts): CompiledGraph {
  const { compact, ...rest } = put(parts);
  return { compact: { ...compact, version: hashOf([compact, rest]) }, ...rest };
}

/** The same with a version of its own, which is found sooner for a large graph. */
export async function assembleLarge(parts: Parts): Promise<CompiledGraph> {
  const { compact, ...rest } = put(parts);
  return { compact: { ...compact, version: await hashInBlocks([compact, rest]) }, ...rest };
}

/** All but its version. */
function put(parts: Parts): CompiledGraph {
  const { ontology, entities, importance, pagerank, regions, places } = parts;
  const ranked = entities.toSorted(
    (a, b) => (importance.get(b.id) ?? 0) - (importance.get(a.id) ?? 0) || byId(a, b),
  );
  const compact = { ...compactGraph(parts, ranked), regions: [...regions.values()] };
  const regionIndex = new Map([...regions.keys()].map((key, i) => [key, i]));
  compact.entities.region = ranked.map(({ id }) => regionIndex.get(places.get(id)?.region ?? "") ?? -1);
  const all = new Map(entities.map((entity) => [entity.id, entity]));
  const derived = ranked.map((entity) => derivedFacets(ontology, all, entity));
  return {
    compact,
    outline: parts.outline,
    entities: ranked,
    pagerank: ranked.map(({ id }) => pagerank.get(id) ?? 0),
    derived,
    facets: compactFacets(ontology, ranked, derived),
    questions: parts.questions,
    stories: parts.stories,
    // Graphs from elsewhere have none, and their files none of it.
    ...(parts.charts.length > 0 && { charts: parts.charts }),
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function compactGraph(
  { ontology, importance, places, readings, renamed = {} }: Parts,
  ranked: readonly Entity[],
): Omit<CompactGraph, "entities" | "regions"> & { entities: Mutable<CompactGraph["entities"]> } {
  const kinds = Object.keys(ontology.kinds);
  const types = Object.keys(ontology.relations);
  const index = new Map(ranked.map(({ id }, i) => [id, i]));
  const typeIndex = new Map(types.map((type, i) => [type, i]));
  const relations = ranked.flatMap(({ relations: own }) =>
    own
      .map(({ type, to, sources }) => ({
        type: typeIndex.get(type) ?? -1,
        to: index.get(to) ?? -1,
        sourced: sources.length > 0,
      }))
      .sort((a, b) => a.type - b.type || a.to - b.to),
  );
  return {
    format: 1,
    graph: ontology.graph.id,
    version: "",
    ontology,
    entities: {
      kind: ranked.map(({ kind }) => kinds.indexOf(kind)),
      slug: ranked.map(({ id }) => id.slice(id.indexOf("/") + 1)),
      en: ranked.map(({ name }) => name.en),
      zh: ranked.map(({ name }) => (name.zh === name.en ? 0 : name.zh)),
      aliases: ranked.map(({ aliases }) => (aliases.length > 0 ? aliases : 0)),
      x: ranked.map(({ id }) => places.get(id)?.x ?? 0),
      y: ranked.map(({ id }) => places.get(id)?.y ?? 0),
      importance: ranked.map(({ id }) => Math.round((importance.get(id) ?? 0) * 1000)),
      region: [],
    },
    relations: {
      count: ranked.map(({ relations: own }) => own.length),
      type: relations.map(({ type }) => type),
      to: relations.map(({ to }) => to),
      unsourced: relations.flatMap(({ sourced }, i) => (sourced ? [] : [i])),
    },
    readings,
    ...(Object.keys(renamed).length > 0 && { renamed }),
  };
}

/** 16 hexadecimal digits of the SHA-256 of the JSON. */
function hashOf(value: unknown): string {
  const hash = sha256.create();
  for (const part of jsonParts(value)) hash.update(utf8ToBytes(part));
  return bytesToHex(hash.digest()).slice(0, 16);
}

/** Characters that are hashed at once, at least. */
const block = 500_000;

/** 16 hexadecimal digits of the SHA-256 of those of the JSON's blocks. */
async function hashInBlocks(value: unknown): Promise<string> {
  const hashes: Uint8Array[] = [];
  let text = "";
  for (const part of jsonParts(value)) {
    text += part;
    if (text.length < block) continue;
    hashes.push(await digest(utf8ToBytes(text)));
    text = "";
  }
  hashes.push(await digest(utf8ToBytes(text)));
  return bytesToHex(await digest(concatBytes(...hashes))).slice(0, 16);
}

/** By the platform, which is ten times as fast, except on pages that came unencrypted. */
const digest = async (bytes: Uint8Array): Promise<Uint8Array> =>
  crypto.subtle
    ? new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes)))
    : sha256(bytes);

/** Items of a list that are written at once. */
const portion = 2000;

/** The text that JSON.stringify gives, in parts: as a whole, that of a large graph would be held several times over. */
function* jsonParts(value: unknown, depth = 3): Generator<string> {
  if (depth === 0 || typeof value !== "object" || value === null) {
    yield JSON.stringify(value);
  } else if (Array.isArray(value) && value.length > portion) {
    for (let start = 0; start < value.length; start += portion) {
      const part = JSON.stringify(value.slice(start, start + portion)).slice(1, -1);
      yield (start === 0 ? "[" : ",") + part;
    }
    yield "]";
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      yield i === 0 ? "[" : ",";
      yield* jsonParts(item ?? null, depth - 1);
    }
    yield value.length === 0 ? "[]" : "]";
  } else {
    let before = "{";
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      yield `${before}${JSON.stringify(key)}:`;
      yield* jsonParts(item, depth - 1);
      before = ",";
    }
    yield before === "{" ? "{}" : "}";
  }
}

/** Chinese characters of the entities' names, each once, sorted. */
export function chineseIn(entities: readonly Entity[]): string[] {
  const found = new Set<string>();
  for (const { name, aliases } of entities)
    for (const text of [name.en, name.zh, ...aliases])
      for (const [char] of text.matchAll(/\p{Script=Han}/gu)) found.add(char);
  return [...found].sort();
}

/** The order of ids by their code units. */
export const byId = (a: Entity, b: Entity): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
