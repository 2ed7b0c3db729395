/** Of a graph that is too large to be had as a whole, what a view shows, cut out with all that is known of it. */
import { mostOfLarge as most } from "@/lib/export/export-kind";
import { pickedBy, shownPart } from "@/lib/export/picked";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { compactFacets, decodeFacets } from "@/lib/graph/facet-table";
import { type CompactGraph, strengths } from "@/lib/graph/graph";
import type { Ontology } from "@/lib/graph/ontology";
import type { Entity, EntityId, Relation } from "@/lib/graph/schema";
import { tileLimits } from "@/lib/graph/tile";
import {
  type EntityRecord,
  type GraphRef,
  type GraphStore,
  type Neighbor,
  neighborsInRecord,
  type SubgraphPage,
  TooLargeError,
} from "@/lib/store/store";
import { namesOf } from "@/lib/view/parts";
import { formatView, type View } from "@/lib/view/view";
import type { LargeGraph } from "./graph-store";
import { askedIn } from "./lookup";

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Entities that are read at the same time; a page of what a view shows, and of neighbours. */
const [atOnce, onPage] = [16, { entities: 500, neighbors: 200 }];

/**
 * What a view shows as a graph of its own. Its version is that of the whole.
 *
 * @throws {TooLargeError} the view shows too much
 */
export async function cutOutOf(large: LargeGraph, view: View, signal?: AbortSignal): Promise<CompiledGraph> {
  const found = await shownBy(large, view);
  const shown = new Set(found.map(({ id }) => id));
  const cutOut = await cutOutWith(large, view, found, signal);
  if (shows(cutOut, view, shown)) return cutOut;
  // A filter may lead through kinds that are taken out.
  if (view.hiddenKinds.length > 0) {
    const all = await shownBy(large, { ...view, hiddenKinds: [] });
    const wider = await cutOutWith(large, view, all, signal);
    if (shows(wider, view, shown)) return wider;
  }
  throw new TooLargeError(
    `What the view goes by lies outside of what it shows, and "${large.info.graph}" cannot be had as a whole. Read it in pages from /api/v1/subgraph.`,
  );
}

/** These entities, and those that the view names, as a graph of their own. */
async function cutOutWith(
  { store, info, sections }: LargeGraph,
  view: View,
  found: SubgraphPage["entities"],
  signal: AbortSignal | undefined,
): Promise<CompiledGraph> {
  const ref = { graph: info.graph, version: info.version };
  const ids = new Set(found.map(({ id }) => id));
  // A filter is worked out anew of what is cut out, and so are names that the view is told by.
  const named = namesOf(view).filter((id) => !ids.has(id));
  const whole = await store.tile(ref, { ...wholeMap, with: named.slice(0, tileLimits.with), around: [] });
  const places = placesIn(whole.compact, named);
  for (const { id, x, y } of found) places.set(id, { x, y });
  const records: EntityRecord[] = [];
  const outgoing = new Map<EntityId, readonly Neighbor[]>();
  await inPortions([...places.keys()], signal, async (id) => {
    const record = await store.entity(ref, id);
    if (!record) return;
    records.push(record);
    outgoing.set(id, await outgoingOf(store, ref, record));
  });
  records.sort((a, b) => a.rank - b.rank);
  const ontology = await store.ontology(ref);
  const entities = records.map((record) =>
    entityOf(
      ontology,
      record,
      (outgoing.get(record.id) ?? []).filter(({ entity }) => places.has(entity.id)),
    ),
  );
  const derived = records.map((record) => record.derived);
  return {
    compact: compactOf(info, ontology, whole.compact, records, entities, places),
    facets: compactFacets(ontology, entities, derived),
    entities,
    derived,
    pagerank: records.map((record) => record.pagerank),
    outline: {
      title: ontology.graph.name,
      entries: Object.entries(sections).map(([number, title]) => ({ number, title })),
    },
    questions: [],
    stories: [],
  };
}

/** The tile that shows the whole map. */
const wholeMap = { z: 1, x: 0, y: 0 };

function placesIn(compact: CompactGraph, named: readonly EntityId[]): Map<EntityId, Place> {
  const { ids, x, y, indexOf } = decodeGraph(compact);
  const known = named.map(indexOf).filter((i) => i >= 0);
  return new Map(known.map((i) => [ids[i], { x: x[i], y: y[i] }]));
}

/** Whether a view shows just these of what has been cut out for it. */
function shows({ compact, facets }: CompiledGraph, view: View, ids: ReadonlySet<EntityId>): boolean {
  const graph = decodeGraph(compact);
  const { entities } = pickedBy(graph, decodeFacets(facets, graph), view, true);
  return entities.length === ids.size && entities.every((i) => ids.has(graph.ids[i]));
}

/** Whom a view shows, page by page, and whom it names. @throws {TooLargeError} */
async function shownBy({ store, info }: LargeGraph, view: View): Promise<SubgraphPage["entities"]> {
  if (formatView(shownPart(view)) === "")
    throw new TooLargeError(
      `"${info.graph}" has ${info.entities} entities, and cannot be had as a whole. Filter it down to ${most} at most, or read it in pages from /api/v1/subgraph.`,
    );
  const ref = { graph: info.graph, version: info.version };
  const entities: SubgraphPage["entities"][number][] = [];
  let cursor: string | undefined;
  do {
    const page = await store.subgraph(ref, askedIn(view), { limit: onPage.entities, cursor });
    const total = page.members + page.context;
    if (total > most)
      throw new TooLargeError(
        `The view shows ${total} entities of "${info.graph}"; it can be had with ${most} at most. Filter it further, or read it in pages from /api/v1/subgraph.`,
      );
    entities.push(...page.entities);
    cursor = page.next;
  } while (cursor !== undefined);
  return entities;
}

async function inPortions<T>(
  items: readonly T[],
  signal: AbortSignal | undefined,
  work: (item: T) => Promise<void>,
): Promise<void> {
  for (let i = 0; i < items.length; i += atOnce) {
    signal?.throwIfAborted();
    await Promise.all(items.slice(i, i + atOnce).map(work));
  }
}

/** All relations that lead away from an entity; a record has the first of each type. */
async function outgoingOf(store: GraphStore, ref: GraphRef, record: EntityRecord): Promise<Neighbor[]> {
  const all: Neighbor[] = [];
  for (const { type, direction, count, neighbors } of record.groups) {
    if (direction !== "out") continue;
    if (count <= neighborsInRecord) {
      all.push(...neighbors);
      continue;
    }
    let cursor: string | undefined;
    do {
      const page = await store.neighbors(ref, record.id, {
        type,
        direction,
        limit: onPage.neighbors,
        cursor,
      });
      all.push(...(page?.neighbors ?? []));
      cursor = page?.next;
    } while (cursor !== undefined);
  }
  return all;
}

function entityOf(ontology: Ontology, record: EntityRecord, outgoing: readonly Neighbor[]): Entity {
  const { id, kind, name, aliases, summary, namedInWhitePaper, sections, sources } = record;
  const types = Object.keys(ontology.relations);
  const relations = outgoing
    .map(({ type, entity, note, sources: of }): Relation => {
      return { type, from: id, to: entity.id, ...(note && { note }), sources: of };
    })
    .sort((a, b) => types.indexOf(a.type) - types.indexOf(b.type) || (a.to < b.to ? -1 : 1));
  const facts = record.facts.map(({ fact, value, original, sources: at }) => {
    const supported = {
      value,
      ...(original !== undefined && { original }),
      sources: at.map((i) => sources[i]),
    };
    return [fact, supported] as const;
  });
  return {
    id,
    kind,
    name,
    aliases,
    summary,
    namedInWhitePaper,
    sections,
    facts: Object.fromEntries(facts),
    relations,
    sources,
  };
}

/** @param whole a tile that shows the whole map, for its regions */
function compactOf(
  info: LargeGraph["info"],
  ontology: Ontology,
  whole: CompactGraph,
  records: readonly EntityRecord[],
  entities: readonly Entity[],
  places: ReadonlyMap<EntityId, Place>,
): CompactGraph {
  const index = new Map(records.map(({ id }, i) => [id, i]));
  const kinds = Object.keys(ontology.kinds);
  const types = Object.keys(ontology.relations);
  const regionNames = whole.regions.map(({ name }) => name.en);
  const rows = entities.flatMap(({ relations }, from) =>
    relations.map(({ type, to, sources }) => {
      const end = index.get(to) ?? 0;
      return { from, type: types.indexOf(type), to: end, isSourced: sources.length > 0 };
    }),
  );
  const count = entities.map(({ relations }) => relations.length);
  rows.sort((a, b) => a.from - b.from || a.type - b.type || a.to - b.to);
  const ends = {
    size: rows.length,
    from: Uint32Array.from(rows, ({ from }) => from),
    to: Uint32Array.from(rows, ({ to }) => to),
  };
  const weights = types.map((type) => ontology.relations[type].weight);
  const { strength, backbone } = strengths(entities.length, ends, (r) => weights[rows[r].type]);
  const held = new Uint32Array(records.length);
  for (const { from, to } of rows) {
    held[from]++;
    held[to]++;
  }
  // Of an entity with relations that are not here, it is not known which are its strongest.
  const isKnown = (entity: number) => held[entity] >= records[entity].degree;
  const isDrawn = (r: number) => backbone[r] === 1 && (isKnown(rows[r].from) || isKnown(rows[r].to));
  const texts = entities.flatMap(({ name, aliases }) => [name.en, name.zh, ...aliases]).join("");
  return {
    format: 1,
    graph: info.graph,
    version: info.version,
    ontology,
    entities: {
      kind: records.map(({ kind }) => kinds.indexOf(kind)),
      slug: records.map(({ id, kind }) => id.slice(kind.length + 1)),
      en: records.map(({ name }) => name.en),
      zh: records.map(({ name }) => (name.zh === name.en ? 0 : name.zh)),
      aliases: records.map(({ aliases }) => (aliases.length > 0 ? aliases : 0)),
      x: records.map(({ id }) => places.get(id)?.x ?? 0),
      y: records.map(({ id }) => places.get(id)?.y ?? 0),
      importance: records.map(({ importance }) => Math.round(importance * 1000)),
      region: records.map(({ region }) => (region ? regionNames.indexOf(region.en) : -1)),
    },
    relations: {
      count,
      type: rows.map(({ type }) => type),
      to: rows.map(({ to }) => to),
      unsourced: rows.flatMap(({ isSourced }, i) => (isSourced ? [] : [i])),
    },
    within: {
      size: info.entities,
      degree: records.map(({ degree }) => degree),
      strength: Array.from(strength),
      backbone: [...backbone.keys()].filter(isDrawn),
    },
    regions: whole.regions,
    readings: Object.fromEntries(
      Object.entries(whole.readings).filter(([character]) => texts.includes(character)),
    ),
  };
}
