/**
 * Takes what readers find: enforces the limits, counts all problems and keeps the first of them, and puts the parts of
 * several files together.
 */
import {
  type Attributes,
  type ExchangeEdge,
  type ExchangeGraph,
  type ExchangeNode,
  type ReadProblem,
  readLimits,
  type Sink,
  StoppedReading,
  type Value,
} from "./exchange";
import { mostValues, setOwn } from "./values";

const longestValue = 80;

/** All problems are counted; the first hundred are kept, and those that are fatal whatever their turn. */
export class ProblemList {
  count = 0;
  isFatal = false;
  readonly first: ReadProblem[] = [];

  add(problem: ReadProblem): void {
    this.addOf(problem.file, problem);
  }

  /** Of the many that are only counted, nothing is made. */
  addOf(file: string, problem: Omit<ReadProblem, "file">): void {
    this.count += 1;
    this.#keep(file, problem);
  }

  addAll(others: ProblemList): void {
    this.count += others.count;
    for (const problem of others.first) {
      this.#keep(problem.file, problem);
    }
  }

  #keep(file: string, problem: Omit<ReadProblem, "file">): void {
    this.isFatal ||= problem.isFatal === true;
    if (this.first.length < readLimits.problems) {
      this.first.push({ ...problem, file, values: shortened(problem.values) });
    } else if (problem.isFatal) {
      this.first[this.first.length - 1] = { ...problem, file, values: shortened(problem.values) };
    }
  }
}

function shortened(values: ReadProblem["values"]): ReadProblem["values"] {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" && value.length > longestValue
        ? `${value.slice(0, longestValue - 1)}…`
        : value,
    ]),
  );
}

/** What has been found in one file. */
export class Collector implements Sink {
  readonly problems = new ProblemList();
  readonly attributes: Record<string, Value> = {};
  readonly nodes: ExchangeNode[] = [];
  readonly edges: ExchangeEdge[] = [];
  /** Lines of nodes and edges; 0 where the reader does not know. */
  readonly nodeLines: number[] = [];
  readonly edgeLines: number[] = [];
  readonly file: string;
  readonly #ids = new Set<string>();
  readonly #nodeNames = new Set<string>();
  readonly #edgeNames = new Set<string>();
  #values = 0;

  constructor(file: string) {
    this.file = file;
  }

  graph(attributes: Attributes): void {
    for (const [name, value] of Object.entries(this.#checked(attributes, undefined))) {
      setOwn(this.attributes, name, value);
    }
  }

  node(node: ExchangeNode, line?: number): void {
    if (node.id === "") {
      this.problem({ code: "missing-id", line, values: {} });
      return;
    }
    if (this.#ids.has(node.id)) {
      this.problem({ code: "repeated-id", line, values: { id: node.id } });
      return;
    }
    this.#shortEnough(node.id, "id", line);
    this.#shortEnough(node.label ?? "", "label", line);
    if (this.nodes.length >= readLimits.entities) {
      this.#stop("too-many-entities", readLimits.entities, line);
    }
    const attributes = this.#checked(node.attributes, line);
    this.#countNames(this.#nodeNames, attributes, line);
    this.#ids.add(node.id);
    this.nodes.push(attributes === node.attributes ? node : { ...node, attributes });
    this.nodeLines.push(line ?? 0);
  }

  edge(edge: ExchangeEdge, line?: number): void {
    if (edge.from === "" || edge.to === "") {
      this.problem({ code: "missing-id", line, values: { attribute: edge.from === "" ? "from" : "to" } });
      return;
    }
    if (this.edges.length >= readLimits.relations) {
      this.#stop("too-many-relations", readLimits.relations, line);
    }
    this.#shortEnough(edge.type ?? "", "type", line);
    const attributes = this.#checked(edge.attributes, line);
    this.#countNames(this.#edgeNames, attributes, line);
    this.edges.push(attributes === edge.attributes ? edge : { ...edge, attributes });
    this.edgeLines.push(line ?? 0);
  }

  /** Throws StoppedReading where the problem is fatal. */
  problem(problem: Omit<ReadProblem, "file">): void {
    this.problems.addOf(this.file, problem);
    if (problem.isFatal) {
      throw new StoppedReading(problem.code);
    }
  }

  #countNames(names: Set<string>, attributes: Attributes, line: number | undefined): void {
    for (const name in attributes) {
      names.add(name);
    }
    if (names.size > readLimits.attributes) {
      this.#stop("too-many-attributes", readLimits.attributes, line);
    }
  }

  /** The attributes themselves, or without those that are no values. */
  #checked(attributes: Attributes, line: number | undefined): Attributes {
    const bad: string[] = [];
    for (const name in attributes) {
      const value = attributes[name];
      if (value === undefined || !this.#isValue(value, name, 1, line)) {
        bad.push(name);
      }
    }
    if (bad.length === 0) {
      return attributes;
    }
    for (const attribute of bad) {
      this.problem({ code: "bad-value", line, values: { attribute, value: String(attributes[attribute]) } });
    }
    return Object.fromEntries(Object.entries(attributes).filter(([name]) => !bad.includes(name)));
  }

  #isValue(value: Value, name: string, depth: number, line: number | undefined): boolean {
    this.#values += 1;
    if (this.#values > mostValues) {
      this.#stop("too-large", mostValues, line);
    }
    if (typeof value === "string") {
      this.#shortEnough(value, name, line);
      return true;
    }
    if (typeof value !== "object") {
      return typeof value === "boolean" || Number.isFinite(value);
    }
    if (depth > readLimits.depth) {
      this.#stop("too-deep", readLimits.depth, line);
    }
    return Object.values(value).every((each) => this.#isValue(each, name, depth + 1, line));
  }

  #shortEnough(text: string, attribute: string, line: number | undefined): void {
    if (text.length > readLimits.value) {
      const values = { attribute, limit: readLimits.value };
      this.problem({ code: "value-too-long", line, values, isFatal: true });
    }
  }

  #stop(code: ReadProblem["code"], limit: number, line: number | undefined): never {
    this.problem({ code, line, values: { limit }, isFatal: true });
    throw new StoppedReading(code);
  }
}

/**
 * One graph of what has been found in several files; problems are added to the list. Edges whose ends are in no file
 * are left out; where there are edges only, their ends are the nodes.
 */
export function putTogether(parts: readonly Collector[], problems: ProblemList): ExchangeGraph {
  const attributes: Record<string, Value> = {};
  for (const part of parts) {
    for (const [name, value] of Object.entries(part.attributes)) {
      setOwn(attributes, name, value);
    }
  }
  const nodes = parts.some(({ nodes }) => nodes.length > 0) ? nodesOf(parts, problems) : endsOf(parts);
  if (nodes.size > readLimits.entities) {
    const values = { limit: readLimits.entities };
    problems.add({ code: "too-many-entities", file: parts.at(-1)?.file ?? "", values, isFatal: true });
    return { attributes, nodes: [], edges: [] };
  }
  const edges = parts.flatMap((part) => edgesOf(part, nodes, problems));
  if (edges.length > readLimits.relations) {
    const values = { limit: readLimits.relations };
    problems.add({ code: "too-many-relations", file: parts.at(-1)?.file ?? "", values, isFatal: true });
    return { attributes, nodes: [], edges: [] };
  }
  return { attributes, nodes: [...nodes.values()], edges };
}

function nodesOf(parts: readonly Collector[], problems: ProblemList): Map<string, ExchangeNode> {
  const nodes = new Map<string, ExchangeNode>();
  for (const part of parts) {
    for (const [index, node] of part.nodes.entries()) {
      if (nodes.has(node.id)) {
        const line = part.nodeLines[index] || undefined;
        problems.add({ code: "repeated-id", file: part.file, line, values: { id: node.id } });
      } else {
        nodes.set(node.id, node);
      }
    }
  }
  return nodes;
}

function endsOf(parts: readonly Collector[]): Map<string, ExchangeNode> {
  const nodes = new Map<string, ExchangeNode>();
  for (const { edges } of parts) {
    for (const { from, to } of edges) {
      for (const id of [from, to]) {
        if (!nodes.has(id)) {
          nodes.set(id, { id, attributes: {} });
        }
      }
    }
  }
  return nodes;
}

function edgesOf(
  part: Collector,
  nodes: ReadonlyMap<string, ExchangeNode>,
  problems: ProblemList,
): ExchangeEdge[] {
  return part.edges.filter((edge, index) => {
    const unknown = [edge.from, edge.to].find((id) => !nodes.has(id));
    if (unknown !== undefined) {
      const line = part.edgeLines[index] || undefined;
      problems.add({ code: "unknown-end", file: part.file, line, values: { id: unknown } });
    }
    return unknown === undefined;
  });
}
