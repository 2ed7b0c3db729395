/**
 * A large graph held in memory: columns as they lie in its image, and names; records stay on the disk. Everything that is
 * worked out for all entities is worked out here, with turns for others in between, so that no answer has to wait for it.
 */
import { flowOf } from "@/lib/graph/flow";
import { decodeReadings, type Graph, incidence, type Relations, strengths } from "@/lib/graph/graph";
import { indexNames } from "@/lib/graph/name-index";
import { hopCosts } from "@/lib/graph/paths";
import type { EntityId, Text } from "@/lib/graph/schema";
import { scopeLists } from "@/lib/graph/scope";
import type { Community } from "@/lib/graph/tile";
import { Filters } from "./filtered-answers";
import { type HeldGraph, type Level, sectionsOf } from "./held";
import type { ImageFiles } from "./image-files";
import { Latest } from "./latest";
import { type Held, tilesKept, tooLarge } from "./memory";
import { orderNeighbors } from "./neighbors";
import { cutOf } from "./tile-answer";
import { inTurns, turn } from "./turns";

/** Names between two turns. */
const portion = 4096;

/** @throws {DamagedImageError} */
export async function holdImage(image: ImageFiles): Promise<Held> {
  const { info, ontology, readings, outline, questions, stories } = image.about;
  const levels = await levelsOf(image);
  const graph = await graphIn(image, levels);
  await turn();
  const pagerank = await image.column("pagerank");
  const held: HeldGraph = {
    graph,
    table: await image.facetTable(),
    records: {
      of: (entity) => ({ ...image.record(entity), pagerank: pagerank[entity] }),
      statement: (relation) => image.statement(relation),
    },
    levels,
    sections: { zh: sectionsOf(outline, "zh"), en: sectionsOf(outline, "en") },
  };
  await turn();
  const cut = cutOf(graph, await image.column("zoom"));
  await turn();
  const order = await inTurns(orderNeighbors(graph));
  await inTurns(scopeLists(graph));
  for (const flow of ["lineage", "impact", "terms"] as const) {
    flowOf(graph, flow);
    await turn();
  }
  hopCosts(graph);
  await turn();
  // What takes longest is not waited for by those who seek nothing.
  const names = image.nameLists().then((kept) => inTurns(indexNames(graph, kept)));
  names.catch(() => {});
  // From a cold disk, a neighbourhood takes a hundred times as long. Without it nothing fails.
  image.readAhead().catch(() => {});
  return {
    ...held,
    info,
    cut,
    tiles: new Latest(tilesKept),
    names,
    order,
    filters: new Filters(held),
    about: { graph: info.graph, version: info.version, ontology, readings },
    questions,
    stories,
    compact: () => tooLarge(info, "whole"),
    facetTable: () => tooLarge(info, "facets"),
  };
}

async function levelsOf(image: ImageFiles): Promise<Level[]> {
  const count = image.about.levels;
  const communities: Community[][] = Array.from({ length: count }, () => []);
  for await (const community of image.communities()) communities[community.level]?.push(community);
  const membership = await image.column("membership");
  const levels: Level[] = [];
  for (const [level, some] of communities.entries()) {
    some.sort((a, b) => a.number - b.number);
    const place = new Map(some.map(({ number }, i) => [number, i]));
    const of = new Int32Array(image.size);
    for (let i = 0; i < of.length; i++) of[i] = place.get(membership[i * count + level]) ?? -1;
    levels.push({ communities: some, of });
    await turn();
  }
  return levels;
}

async function graphIn(image: ImageFiles, [coarsest]: readonly Level[]): Promise<Graph> {
  const { info, ontology, readings } = image.about;
  const { size } = image;
  const ids: EntityId[] = [];
  const names: Text[] = [];
  const aliases: (readonly string[])[] = [];
  const index = new Map<EntityId, number>();
  for await (const one of image.names()) {
    index.set(one.id, one.number);
    ids.push(one.id);
    names.push(one.name);
    aliases.push(one.aliases.length > 0 ? one.aliases : noAliases);
    if (one.number % portion === 0) await turn();
  }
  const kinds = Object.keys(ontology.kinds);
  const relationTypes = Object.keys(ontology.relations);
  const relations = await relationsIn(image, relationTypes);
  await turn();
  const incident = incidence(size, relations);
  await turn();
  const [x, y] = [Float32Array.from(await image.column("x")), Float32Array.from(await image.column("y"))];
  const importance = Float64Array.from(await image.column("importance"));
  for (let i = 0; i < size; i++) importance[i] /= 1000;
  return {
    id: info.graph,
    version: info.version,
    ontology,
    size,
    kinds,
    relationTypes,
    ids,
    kind: await image.column("kind"),
    names,
    aliases,
    x,
    y,
    importance,
    region: Int16Array.from(coarsest?.of ?? []),
    regions: coarsest?.communities ?? [],
    relations,
    ...incident,
    readings: decodeReadings(readings),
    indexOf: (id) => index.get(id) ?? -1,
  };
}

const noAliases: readonly string[] = [];

async function relationsIn(image: ImageFiles, types: readonly string[]): Promise<Relations> {
  const count = await image.column("relationCount");
  const type = await image.column("relationType");
  const from = new Uint32Array(type.length);
  let next = 0;
  for (let entity = 0; entity < count.length; entity++) {
    from.fill(entity, next, next + count[entity]);
    next += count[entity];
  }
  const sourced = (await image.column("relationSourced")).map((told) => told & 1);
  const columns = { size: type.length, type, from, to: await image.column("relationTo"), sourced };
  await turn();
  const weights = types.map((name) => image.about.ontology.relations[name]?.weight ?? 1);
  return { ...columns, ...strengths(image.size, columns, (relation) => weights[type[relation]]) };
}
