/**
 * The compact form of a graph read into memory, by those who know that it is whole: the first picture has it from the
 * server whose page it is, under its own hash, and has no time to spare. Everybody else takes decode.ts.
 */
import { type CompactGraph, decodeReadings, type Graph, incidence, type Relations, strengths } from "./graph";

/** Builds the graph from a compact form without a fault; see `decodeGraph`. */
export function graphOf(compact: CompactGraph): Graph {
  const { entities, ontology } = compact;
  const kinds = Object.keys(ontology.kinds);
  const relationTypes = Object.keys(ontology.relations);
  const size = entities.slug.length;
  const ids = entities.slug.map((slug, i) => `${kinds[entities.kind[i]]}/${slug}`);
  const index = new Map(ids.map((id, i) => [id, i]));
  const columns = decodeRelations(compact, size, relationTypes);
  return {
    id: compact.graph,
    version: compact.version,
    ontology,
    size,
    kinds,
    relationTypes,
    ids,
    kind: Uint8Array.from(entities.kind),
    names: entities.en.map((en, i) => ({ en, zh: entities.zh[i] || en })),
    aliases: entities.aliases.map((aliases) => aliases || []),
    x: Float32Array.from(entities.x),
    y: Float32Array.from(entities.y),
    importance: Float64Array.from(entities.importance, (thousandths) => thousandths / 1000),
    region: Int16Array.from(entities.region),
    regions: compact.regions,
    relations: columns,
    ...incidence(size, columns),
    readings: decodeReadings(compact.readings),
    ...(compact.renamed && { renamed: compact.renamed }),
    ...(compact.within && {
      within: { size: compact.within.size, degree: Uint32Array.from(compact.within.degree) },
    }),
    indexOf: (id) => index.get(id) ?? -1,
  };
}

function decodeRelations(compact: CompactGraph, size: number, types: readonly string[]): Relations {
  const { count, type, to, unsourced } = compact.relations;
  const total = to.length;
  const from = new Uint32Array(total);
  let next = 0;
  count.forEach((n, entity) => {
    from.fill(entity, next, next + n);
    next += n;
  });
  const sourced = new Uint8Array(total).fill(1);
  for (const relation of unsourced) sourced[relation] = 0;
  const columns = { size: total, type: Uint8Array.from(type), from, to: Uint32Array.from(to), sourced };
  if (compact.within) {
    const backbone = new Uint8Array(total);
    for (const relation of compact.within.backbone) backbone[relation] = 1;
    return { ...columns, strength: Float32Array.from(compact.within.strength), backbone };
  }
  const weights = types.map((name) => compact.ontology.relations[name]?.weight ?? 1);
  return { ...columns, ...strengths(size, columns, (relation) => weights[type[relation]]) };
}
