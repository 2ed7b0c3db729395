/** How much each entity of a graph from elsewhere matters: as metrics.ts has it, in a time that grows with the relations alone. */
import type { Ontology } from "@/lib/graph/ontology";
import type { Entity } from "@/lib/graph/schema";
import { importanceOf, type Metrics } from "./importance";

const damping = 0.85;
const mostRounds = 100;
/** Where all are equal, none is the most important one; marks of middling size suit them. */
const allEqual = 0.06;

/** @param entities sorted by id, on which the result's last digits depend */
export function measureDraft(ontology: Ontology, entities: readonly Entity[]): Metrics {
  const index = new Map(entities.map(({ id }, i) => [id, i]));
  const ends: { a: number; b: number; own: number }[] = [];
  entities.forEach(({ relations }, a) => {
    for (const relation of relations) {
      const b = index.get(relation.to);
      if (b !== undefined) ends.push({ a, b, own: ontology.relations[relation.type]?.weight ?? 1 });
    }
  });
  const from = Uint32Array.from(ends, ({ a }) => a);
  const to = Uint32Array.from(ends, ({ b }) => b);
  const { pagerank, importance } = measureColumns(entities.length, from, to, (r) => ends[r].own);
  return {
    pagerank: new Map(entities.map(({ id }, i) => [id, pagerank[i]])),
    importance: new Map(entities.map(({ id }, i) => [id, importance[i]])),
  };
}

/** The same of a graph in columns: by entity. */
export function measureColumns(
  size: number,
  from: Uint32Array,
  to: Uint32Array,
  weightOf: (relation: number) => number,
): { pagerank: Float64Array; importance: Float64Array } {
  const weighted = new Float64Array(size);
  for (let r = 0; r < from.length; r++) {
    weighted[from[r]] += weightOf(r);
    weighted[to[r]] += weightOf(r);
  }
  const onwards = new Float64Array(from.length);
  const back = new Float64Array(from.length);
  for (let r = 0; r < from.length; r++) {
    onwards[r] = (damping * weightOf(r)) / weighted[from[r]];
    back[r] = (damping * weightOf(r)) / weighted[to[r]];
  }
  let ranks = new Float64Array(size).fill(1 / size);
  let next = new Float64Array(size);
  for (let round = 0; round < mostRounds; round++) {
    let stranded = 0;
    for (let i = 0; i < size; i++) if (weighted[i] === 0) stranded += ranks[i];
    next.fill((1 - damping + damping * stranded) / size);
    for (let r = 0; r < from.length; r++) {
      const a = from[r];
      const b = to[r];
      next[b] += ranks[a] * onwards[r];
      next[a] += ranks[b] * back[r];
    }
    let change = 0;
    for (let i = 0; i < size; i++) change += Math.abs(next[i] - ranks[i]);
    [ranks, next] = [next, ranks];
    if (change < 1e-8) break;
  }
  const scaled = ranks.map(importanceOf(ranks, size > 1 ? allEqual : 1));
  return { pagerank: ranks, importance: size > fewEntities ? withFewLarge(scaled) : scaled };
}

/** On a map of so few, all marks may be large. */
const fewEntities = 500;
/** The mean of the roots of importance, which sizes of marks go by; it is about that of the atlas. */
const mostMean = 0.25;

/** Among many that hardly differ, the more important ones stand out the more; the order stays. */
function withFewLarge(importance: Float64Array): Float64Array {
  for (let power = 1; ; power *= 1.3) {
    const steeper = importance.map((value) => value ** power);
    const mean = steeper.reduce((sum, value) => sum + Math.sqrt(value), 0) / steeper.length;
    if (mean <= mostMean || power > 12) return steeper;
  }
}
