/** Answers to the questions of a view: which entities and relations they are made of. What they say is said elsewhere. */
import { compareNeighbours } from "@/lib/graph/compare";
import type { Filtering } from "@/lib/graph/filter";
import { flowOf, type Reach, reachOf } from "@/lib/graph/flow";
import type { Graph } from "@/lib/graph/graph";
import { bestPaths } from "@/lib/graph/paths";
import { questionText } from "./explore-text";
import { namedIn } from "./question-steps";
import { questionTitle } from "./question-title";
import type { Question } from "./view";

export interface Answer {
  /** What the question is about, then what answers it, the nearest and most important first. Empty where it is about what is gone. */
  readonly entities: readonly number[];
  readonly relations: readonly number[];
  /** By relation of `relations`, 1 where the answer runs along it from its end to its start. */
  readonly turned: Uint8Array;
}

const kept = new WeakMap<Graph, Map<string, Answer>>();
const most = 24;

/** The answer to a question; worked out once for as long as it is among the latest. */
export function answerOf(graph: Graph, question: Question): Answer {
  const known = kept.get(graph) ?? new Map<string, Answer>();
  kept.set(graph, known);
  const key = questionText(question);
  const answer = known.get(key) ?? findAnswer(graph, question);
  known.delete(key);
  known.set(key, answer);
  for (const oldest of [...known.keys()].slice(0, -most)) known.delete(oldest);
  return answer;
}

/** A question as a condition: what does not answer it fails. */
export function answerAsCondition(graph: Graph, question: Question): NonNullable<Filtering["answer"]> {
  const entities = new Uint8Array(graph.size);
  for (const entity of answerOf(graph, question).entities) entities[entity] = 1;
  return {
    entities,
    title: { en: questionTitle(question, graph, "en"), zh: questionTitle(question, graph, "zh") },
  };
}

function findAnswer(graph: Graph, question: Question): Answer {
  const named = namedIn(question).map(graph.indexOf);
  if (named.includes(-1)) return { entities: [], relations: [], turned: new Uint8Array() };
  const [first, second] = named;
  switch (question.as) {
    case "lineage": {
      const flow = flowOf(graph, "lineage");
      const ways = question.direction === "both" ? (["up", "down"] as const) : [question.direction];
      return alongFlow(
        flow,
        first,
        ways.map((way) => reachOf(graph, flow, first, way, question.depth)),
      );
    }
    case "impact": {
      const flow = flowOf(graph, "impact");
      const reach = reachOf(graph, flow, first, "down", question.depth);
      // What is reached sooner by another way would only tangle the picture.
      const { from, to } = graph.relations;
      const onward = reach.relations.filter((r) => Math.abs(reach.hops[from[r]] - reach.hops[to[r]]) === 1);
      return alongFlow(flow, first, [{ ...reach, relations: onward }]);
    }
    case "terms": {
      const flow = flowOf(graph, "terms");
      return alongFlow(flow, first, [reachOf(graph, flow, first, "up")]);
    }
    case "paths":
      return alongPaths(graph, first, second, question);
    case "compare":
      return ofComparison(graph, named);
  }
}

function alongFlow(flow: Int8Array, start: number, reaches: readonly Reach[]): Answer {
  const hops = new Map<number, number>();
  for (const reach of reaches)
    for (const entity of reach.order)
      hops.set(entity, Math.min(reach.hops[entity], hops.get(entity) ?? Number.POSITIVE_INFINITY));
  hops.delete(start);
  const order = [...hops].sort(([a, near], [b, far]) => near - far || a - b).map(([entity]) => entity);
  const relations = [...new Set(reaches.flatMap((reach) => reach.relations))];
  return {
    entities: [start, ...order],
    relations,
    turned: Uint8Array.from(relations, (relation) => (flow[relation] < 0 ? 1 : 0)),
  };
}

function alongPaths(
  graph: Graph,
  from: number,
  to: number,
  { k, hops }: Extract<Question, { as: "paths" }>,
): Answer {
  const turnedOf = new Map<number, number>();
  const entities = new Set([from, to]);
  for (const path of bestPaths(graph, from, to, { k, hops }))
    path.relations.forEach((relation, i) => {
      entities.add(path.nodes[i]);
      if (!turnedOf.has(relation))
        turnedOf.set(relation, graph.relations.from[relation] === path.nodes[i] ? 0 : 1);
    });
  return {
    entities: [...entities],
    relations: [...turnedOf.keys()],
    turned: Uint8Array.from(turnedOf.values()),
  };
}

function ofComparison(graph: Graph, compared: readonly number[]): Answer {
  const { shared, own, between } = compareNeighbours(graph, [...compared]);
  // Of what each has for itself, in turn the most telling of each.
  const longest = Math.max(0, ...own.map((list) => list.length));
  const turns = Array.from({ length: longest }, (_, i) => own.flatMap((list) => list.slice(i, i + 1))).flat();
  const neighbours = [...shared, ...turns];
  const relations = [...new Set([...between, ...neighbours.flatMap((one) => one.relations.flat())])];
  return {
    entities: [...compared, ...neighbours.map(({ entity }) => entity)],
    relations,
    turned: new Uint8Array(relations.length),
  };
}
