/**
 * Makes of checked data what the app serves. Pure: the same data give the same bytes, whatever the
 * order in which they were read.
 */
import { createHash } from "node:crypto";
import { pinyin } from "pinyin-pro";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { compactFacets } from "@/lib/graph/facet-table";
import { derivedFacets } from "@/lib/graph/facets";
import type { CompactGraph } from "@/lib/graph/graph";
import type { Entity, EntityId } from "@/lib/graph/schema";
import { buildSearchIndex, searchGraph } from "@/lib/graph/search";
import { files, type GraphData } from "./files";
import { buildMap, type Place } from "./map";
import { measure } from "./metrics";
import type { Problem } from "./yaml-file";

export interface Compilation {
  readonly compiled: CompiledGraph;
  /** Every entity's place, newcomers included. */
  readonly places: ReadonlyMap<EntityId, Place>;
}

/** Among how many hits search has to show a name of the white paper. */
const searchDepth = 10;

/** @param options.relayout draw the map anew instead of keeping the places that stand */
export function compileGraph(data: GraphData, options: { relayout?: boolean } = {}): Compilation {
  const { ontology } = data;
  const entities = data.entities.toSorted(byId);
  const { pagerank, importance } = measure(ontology, entities);
  const { places, regions } = buildMap({
    ontology,
    entities,
    importance,
    places: options.relayout ? new Map() : data.places,
  });
  const ranked = entities.toSorted(
    (a, b) => (importance.get(b.id) ?? 0) - (importance.get(a.id) ?? 0) || byId(a, b),
  );
  const compact = { ...compactGraph(data, ranked, importance, places), regions: [...regions.values()] };
  const regionKeys = [...regions.keys()];
  compact.entities.region = ranked.map(({ id }) => regionKeys.indexOf(places.get(id)?.region ?? ""));
  const all = new Map(entities.map((entity) => [entity.id, entity]));
  const derived = ranked.map((entity) => derivedFacets(ontology, all, entity));
  const rest = {
    outline: data.outline,
    entities: ranked,
    pagerank: ranked.map(({ id }) => pagerank.get(id) ?? 0),
    derived,
    facets: compactFacets(ontology, ranked, derived),
    questions: data.questions.map(({ slug, content: { title, about, view, members } }) => ({
      slug,
      title,
      about,
      view,
      count: members.length,
    })),
  };
  const version = createHash("sha256")
    .update(JSON.stringify([compact, rest]))
    .digest("hex")
    .slice(0, 16);
  return { compiled: { compact: { ...compact, version }, ...rest }, places };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function compactGraph(
  { ontology }: GraphData,
  ranked: readonly Entity[],
  importance: ReadonlyMap<EntityId, number>,
  places: ReadonlyMap<EntityId, Place>,
): Omit<CompactGraph, "entities" | "regions"> & { entities: Mutable<CompactGraph["entities"]> } {
  const kinds = Object.keys(ontology.kinds);
  const types = Object.keys(ontology.relations);
  const index = new Map(ranked.map(({ id }, i) => [id, i]));
  const relations = ranked.map(({ relations: own }) =>
    own
      .map(({ type, to, sources }) => ({
        type: types.indexOf(type),
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
      count: relations.map((own) => own.length),
      type: relations.flat().map(({ type }) => type),
      to: relations.flat().map(({ to }) => to),
      unsourced: relations.flat().flatMap(({ sourced }, i) => (sourced ? [] : [i])),
    },
    readings: readingsOf(ranked.flatMap(({ name, aliases }) => [name.en, name.zh, ...aliases])),
  };
}

/** Every reading, without tones and with v for ü, of every Chinese character in the texts. */
function readingsOf(texts: readonly string[]): Record<string, string> {
  const characters = [...new Set(texts.join(""))].filter((char) => /\p{Script=Han}/u.test(char)).sort();
  return Object.fromEntries(
    characters.map((char) => {
      const readings = pinyin(char, { multiple: true, toneType: "none", v: true, type: "array" });
      return [char, [...new Set(readings)].join(" ")];
    }),
  );
}

/** Names of the white paper that search would not find among the first hits. */
export function unfoundNames({ requiredNames }: GraphData, { compiled }: Compilation): Problem[] {
  const graph = decodeGraph(compiled.compact);
  const index = buildSearchIndex(graph);
  return requiredNames.flatMap(({ id, names, line }) =>
    names
      .filter(
        (name) =>
          !searchGraph(index, name, { limit: searchDepth }).some(({ entity }) => graph.ids[entity] === id),
      )
      .map((name) => ({
        file: files.names,
        line,
        column: 1,
        message: `search for "${name}" does not show ${id} among the first ${searchDepth}; give it this name as an alias`,
      })),
  );
}

const byId = (a: Entity, b: Entity): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
