/**
 * The tables of graphs. One release is one version of one graph's data; its number is the `graph_version` of all rows.
 *
 * Rules, so that a sharded PostgreSQL does as well (distribute.sql): every key of a distributed table holds what the table
 * is distributed by, and nothing refers across shards. Tables by entity are distributed by `entity_id`, so that a
 * neighbourhood is one index range on one shard; those of the map by `cell`. A release is a partition of each of them:
 * it is loaded and indexed beside the others, and dropped at once. Keys therefore belong to partitions (`keysOf`).
 */
import type { Database } from "@/lib/store/views/database";
import { migrateSeries, type Step } from "@/lib/store/views/migrate";

const steps: readonly Step[] = [
  [
    "create extension if not exists pg_trgm",
    "create sequence graph_release_number as integer",
    // Small, on every server. A graph's release that serves is switched here, in one transaction.
    `create table graph_release (
      graph_version integer primary key,
      graph text collate "C" not null,
      version text collate "C" not null,
      state text not null check (state in ('loading', 'serving', 'retired')),
      about json not null,
      overview json,
      changed_at timestamptz not null default now()
    )`,
    "create unique index graph_release_serving on graph_release (graph) where state = 'serving'",
    // Values of facets, and bins of numbers and dates, by number, whatever their facet; "?" stands for none.
    `create table facet_value (
      graph_version integer not null,
      token integer not null,
      facet smallint not null,
      value json not null,
      primary key (graph_version, token)
    )`,
    // Regions of the map, with what they cover.
    `create table community (
      graph_version integer not null,
      number integer not null,
      level smallint not null,
      "left" double precision not null,
      top double precision not null,
      "right" double precision not null,
      bottom double precision not null,
      body json not null,
      primary key (graph_version, number)
    )`,
    "create index community_level on community (graph_version, level)",
    // A graph that can be had as a whole: its compiled form, gzipped, in pieces.
    `create table graph_document (
      graph_version integer not null,
      piece integer not null,
      body bytea not null,
      primary key (graph_version, piece)
    )`,
    "alter table graph_document alter column body set storage external",
    `create table entity (
      graph_version integer not null,
      entity_id text collate "C" not null,
      number integer not null,
      degree integer not null,
      -- Relation type, direction (0 out, 1 in), how many, how many of them unsourced; and again.
      groups integer[] not null,
      -- What tiles tell of it, and what else is known, its relations aside.
      in_tile json not null,
      record json not null
    ) partition by list (graph_version)`,
    // Each relation once for each end.
    `create table adjacency (
      graph_version integer not null,
      entity_id text collate "C" not null,
      -- 0 where it leaves the entity, 1 where it arrives.
      direction smallint not null,
      relation_type smallint not null,
      -- The neighbour's importance, falling: 0 for the greatest, 1000 for none.
      rank smallint not null,
      neighbour_id text collate "C" not null,
      neighbour_number integer not null,
      neighbour_name json not null,
      note json,
      sources json,
      strength real not null,
      is_backbone boolean not null
    ) partition by list (graph_version)`,
    // What is searched: all names folded, readings of Chinese ones, pairs of characters.
    `create table entity_name (
      graph_version integer not null,
      entity_id text collate "C" not null,
      number integer not null,
      kind smallint not null,
      importance smallint not null,
      names json not null,
      words text collate "C" not null,
      sounds text collate "C" not null,
      pairs text[] not null
    ) partition by list (graph_version)`,
    // What is filtered by.
    `create table entity_facet (
      graph_version integer not null,
      entity_id text collate "C" not null,
      number integer not null,
      kind smallint not null,
      x double precision not null,
      y double precision not null,
      tokens integer[] not null,
      scopes integer[] not null,
      -- By facet: numbers, or the first and the last day that are meant.
      amounts jsonb not null
    ) partition by list (graph_version)`,
    // Of short beginnings of names, pairs of characters and pairs of first letters: the most important entities.
    `create table short_name (
      graph_version integer not null,
      beginning text collate "C" not null,
      entity_ids text[] not null
    ) partition by list (graph_version)`,
    `create table tile_entity (
      graph_version integer not null,
      cell bigint not null,
      number integer not null,
      x double precision not null,
      y double precision not null,
      body json not null
    ) partition by list (graph_version)`,
    `create table tile_density (
      graph_version integer not null,
      cell bigint not null,
      counts integer[] not null
    ) partition by list (graph_version)`,
  ],
  [
    // All that an entity is counted for: see countedFor.
    "alter table entity_facet add column counted integer[] not null default '{}'",
    "drop table short_name",
    // Of short beginnings of names, pairs of characters and pairs of first letters: the most important candidates.
    `create table search_list (
      graph_version integer not null,
      beginning text collate "C" not null,
      candidates json not null
    ) partition by list (graph_version)`,
  ],
  // A tile asks for the few regions that reach into it.
  ['create index community_place on community using gist (box(point("left", top), point("right", bottom)))'],
];

/** What tables hold of a graph that is too large to be had whole; one of another format has to be imported anew. */
export const tableFormat = 2;

/** Brings the tables up to date. @throws {ViewStoreUnavailableError} */
export const migrateGraphs = (database: Database): Promise<void> =>
  migrateSeries(database, { of: "graphs", table: "atlas_graph_migration", steps });

/** Tables of which each release has a partition, with what they are distributed by. */
export const partitioned = {
  entity: "entity_id",
  adjacency: "entity_id",
  entity_name: "entity_id",
  entity_facet: "entity_id",
  search_list: "beginning",
  tile_entity: "cell",
  tile_density: "cell",
} as const;

/**
 * A release's own part of a table, for statements that are planned once for all that is asked: such a plan of the whole table
 * waits for whatever happens to any part of it, as when another release gets its keys.
 */
export const partOf = (table: keyof typeof partitioned, release: number): string => `${table}_${release}`;

/** Tables that all releases share, with the number that tells the rows of one apart. */
export const shared = { facet_value: "token", community: "number", graph_document: "piece" } as const;

/** Entities in whose names slips are forgiven wherever they are made, the most important; in others, not near the beginning. */
export const foremostEntities = 65_536;

/** By table, what a release's partitions are given once they are full, one after another; those that take longest first. */
export const keysOf = (release: number): Readonly<Record<keyof typeof partitioned, readonly string[]>> => {
  const of = (
    table: keyof typeof partitioned,
    key: string,
    ...indices: (readonly [name: string, by: string])[]
  ) => [
    `alter table ${table}_${release} add constraint ${table}_${release}_key primary key (${key})`,
    ...indices.map(([name, by]) => `create index ${table}_${release}_${name} on ${table}_${release} ${by}`),
    // So that what an index knows is not looked up in the table as well.
    `vacuum (analyze) ${table}_${release}`,
  ];
  return {
    entity_name: of(
      "entity_name",
      "entity_id, graph_version",
      ["words", "using gin (words gin_trgm_ops)"],
      ["sounds", "using gin (sounds gin_trgm_ops)"],
      ["pairs", "using gin (pairs)"],
      ["foremost_words", `using gin (words gin_trgm_ops) where number < ${foremostEntities}`],
      ["foremost_pairs", `using gin (pairs) where number < ${foremostEntities}`],
    ),
    // A neighbourhood lies together on the disk: relations come with the entity that states them, whichever end they serve.
    adjacency: of(
      "adjacency",
      "entity_id, graph_version, direction, relation_type, rank, neighbour_id",
    ).toSpliced(1, 0, `cluster adjacency_${release} using adjacency_${release}_key`),
    entity_facet: of(
      "entity_facet",
      "entity_id, graph_version",
      ["tokens", "using gin (tokens)"],
      ["scopes", "using gin (scopes)"],
      ["number", "(number)"],
    ),
    entity: of("entity", "entity_id, graph_version", ["number", "(number)"]),
    tile_entity: of("tile_entity", "cell, graph_version, number", [
      "places",
      "(cell, graph_version) include (number, x, y)",
    ]),
    tile_density: of("tile_density", "cell, graph_version"),
    search_list: of("search_list", "beginning, graph_version"),
  };
};
