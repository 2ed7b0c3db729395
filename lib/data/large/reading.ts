/**
 * Reads a graph of any size that is in the form of our own exports and carries its ontology, whatever the format: what its
 * entities say is set aside on disk, its relations become columns. Other graphs would have to be inferred from all of them at once.
 */
import { join } from "node:path";
import { ProblemList } from "@/lib/exchange/collect";
import {
  type Attributes,
  type ExchangeEdge,
  type ExchangeNode,
  type ReadProblem,
  StoppedReading,
} from "@/lib/exchange/exchange";
import { entityIn, type Order, orderOf, relationIn } from "@/lib/exchange/from-entities";
import {
  allowedFacts,
  carriedOntology,
  Losses,
  mostNames,
  noType,
  outlineIn,
  toItself,
  twice,
  wrongEnds,
} from "@/lib/exchange/infer-own";
import type { Part } from "@/lib/exchange/read";
import type { Outline } from "@/lib/graph/compiled";
import type { Ontology } from "@/lib/graph/ontology";
import { type Entity, entityIdSchema, type FactValue } from "@/lib/graph/schema";
import { Growing } from "./growing";
import { IdTable } from "./id-table";
import { Spool } from "./spool";

/** Entities of a graph, at most. */
export const mostEntities = 10_000_000;
export const mostRelations = 100_000_000;

/** What a graph says, entities in the order of their ids, relations by start, then type as in the ontology, then end. */
export interface LargeGraph {
  readonly ontology: Ontology;
  readonly outline: Outline | undefined;
  readonly attributes: Attributes;
  readonly size: number;
  readonly kind: Uint8Array;
  readonly relations: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly type: Uint8Array;
  readonly sourced: Uint8Array;
  /** Facts, those that are sourced, and relations that are. */
  readonly counts: {
    readonly facts: number;
    readonly sourcedFacts: number;
    readonly sourcedRelations: number;
  };
  /** Chinese characters of names, sorted. */
  readonly chinese: readonly string[];
  id(entity: number): string;
  /** -1 where there is none. */
  indexOf(id: string): number;
  /** Without relations. */
  entity(entity: number): Entity;
  /** What is said of a relation beside its ends. */
  said(relation: number): Pick<Entity["relations"][number], "note" | "sources">;
  /** The value of a fact that a derived facet ends in. */
  kept(entity: number, fact: string): FactValue | undefined;
}

/** The graph is not of the form that large ones have to be in. */
export class NotOursError extends Error {
  override readonly name = "NotOursError";
}

export class LargeReading {
  readonly #ids = new IdTable();
  readonly #entities: Spool;
  readonly #said: Spool;
  /** By number of an id: the line of what is said of it, and one; 0 where it is only an end yet. */
  readonly #line = new Growing(Uint32Array);
  readonly #kind = new Growing(Uint8Array);
  readonly #from = new Growing(Uint32Array);
  readonly #to = new Growing(Uint32Array);
  readonly #type = new Growing(Uint8Array);
  /** Line of what is said of a relation, and one. */
  readonly #saidLine = new Growing(Uint32Array);
  readonly #sourced = new Growing(Uint8Array);
  readonly #kept = new Map<string, Map<number, FactValue>>();
  readonly #chinese = new Set<string>();
  readonly #losses = new Losses();
  readonly #attributes: Record<string, Attributes[string]> = {};
  #known:
    | { ontology: Ontology; order: Order | undefined; kinds: Map<string, number>; types: Map<string, number> }
    | undefined;
  #facts = 0;
  #sourcedFacts = 0;

  /** @param folder for what is set aside; whoever made it removes it */
  constructor(folder: string) {
    this.#entities = new Spool(join(folder, "entities"));
    this.#said = new Spool(join(folder, "said"));
  }

  /** Takes one file. */
  part(file: string): Part {
    const problems = new ProblemList();
    const problem: Part["problem"] = (found) => {
      problems.addOf(file, found);
      if (found.isFatal) throw new StoppedReading(found.code);
    };
    return {
      problems,
      problem,
      isBoundless: true,
      graph: (attributes) => this.#graph(attributes),
      node: (node, line) => this.#node(node, line, problem),
      edge: (edge, line) => this.#edge(edge, line, problem),
    };
  }

  #graph(attributes: Attributes): void {
    Object.assign(this.#attributes, attributes);
    if (this.#known || attributes.ontology === undefined) return;
    const ontology = carriedOntology(attributes.ontology, this.#losses);
    if (!ontology) throw new NotOursError("its ontology is not in order");
    const [kinds, types] = [Object.keys(ontology.kinds), Object.keys(ontology.relations)];
    if (kinds.length > mostNames || types.length > mostNames)
      throw new NotOursError(`it has more than ${mostNames} kinds or types of relations`);
    const numbered = (names: readonly string[]) => new Map(names.map((name, i) => [name, i]));
    this.#known = {
      ontology,
      order: orderOf(attributes.ontology),
      kinds: numbered(kinds),
      types: numbered(types),
    };
    for (const { path } of Object.values(ontology.derived_facets)) {
      const [last = ""] = path.split(".").slice(-1);
      this.#kept.set(last, new Map());
    }
  }

  #node(node: ExchangeNode, line: number | undefined, problem: Part["problem"]): void {
    const { ontology, order, kinds } = this.#ours();
    const found = entityIn(node, [], order);
    const kind = kinds.get(found?.kind ?? "");
    if (!found || kind === undefined || !entityIdSchema.safeParse(found.id).success)
      throw new NotOursError(`"${node.id.slice(0, 80)}" in line ${line ?? 0} is none of its entities`);
    const number = this.#number(found.id);
    if (this.#line.at(number) > 0) return problem({ code: "repeated-id", line, values: { id: found.id } });
    if (this.#entities.size >= mostEntities)
      return problem({ code: "too-many-entities", line, values: { limit: mostEntities }, isFatal: true });
    const facts = allowedFacts(found, ontology, this.#losses);
    const { relations, ...entity } = { ...found, facts: Object.fromEntries(facts) };
    this.#line.set(number, this.#entities.add(JSON.stringify(entity)) + 1);
    this.#kind.set(number, kind);
    for (const [fact, { value, sources }] of facts) {
      this.#facts++;
      if (sources.length > 0) this.#sourcedFacts++;
      this.#kept.get(fact)?.set(number, value);
    }
    for (const text of [entity.name.en, entity.name.zh, ...entity.aliases])
      for (const [char] of text.matchAll(/\p{Script=Han}/gu)) this.#chinese.add(char);
  }

  #edge(edge: ExchangeEdge, line: number | undefined, problem: Part["problem"]): void {
    const { types } = this.#ours();
    const found = relationIn(edge);
    const wrong = [edge.from, edge.to].find((id) => !entityIdSchema.safeParse(id).success);
    if (!found || wrong !== undefined)
      throw new NotOursError(`the relation in line ${line ?? 0} is none between its entities`);
    const type = types.get(found.type);
    if (type === undefined) return this.#losses.add(noType, { id: edge.from.slice(0, 80) });
    if (edge.from === edge.to) return this.#losses.add(toItself, { id: edge.from.slice(0, 80) });
    if (this.#from.size >= mostRelations)
      return problem({ code: "too-many-relations", line, values: { limit: mostRelations }, isFatal: true });
    this.#from.push(this.#number(edge.from));
    this.#to.push(this.#number(edge.to));
    this.#type.push(type);
    const { note, sources } = found;
    this.#sourced.push(sources.length > 0 ? 1 : 0);
    this.#saidLine.push(
      note || sources.length > 0 ? this.#said.add(JSON.stringify({ note, sources })) + 1 : 0,
    );
  }

  #ours() {
    if (!this.#known) throw new NotOursError("it carries no ontology before its entities");
    return this.#known;
  }

  #number(id: string): number {
    const number = this.#ids.add(id);
    if (number === this.#line.size) {
      this.#line.push(0);
      this.#kind.push(0);
    }
    return number;
  }

  /** All that has been read, in order; problems are added to the list. */
  finish(problems: ProblemList): { graph: LargeGraph; lost: readonly ReadProblem[] } {
    const { ontology } = this.#ours();
    const there = Uint32Array.from({ length: this.#ids.size }, (_, i) => i).filter(
      (i) => this.#line.at(i) > 0,
    );
    const order = there.sort((a, b) => this.#ids.compare(a, b));
    const place = new Int32Array(this.#ids.size).fill(-1);
    order.forEach((number, i) => {
      place[number] = i;
    });
    const kind = Uint8Array.from(order, (number) => this.#kind.at(number));
    const relations = this.#relationsOf(place, kind, ontology, problems);
    const { from, to, type, sourced, saidLine } = relations;
    const graph: LargeGraph = {
      ontology,
      outline: outlineIn(this.#attributes.outline),
      attributes: this.#attributes,
      size: order.length,
      kind,
      relations: from.length,
      from,
      to,
      type,
      sourced,
      counts: {
        facts: this.#facts,
        sourcedFacts: this.#sourcedFacts,
        sourcedRelations: sourced.reduce((sum, one) => sum + one, 0),
      },
      chinese: [...this.#chinese].sort(),
      id: (entity) => this.#ids.id(order[entity]),
      indexOf: (id) => place[this.#ids.find(id)] ?? -1,
      entity: (entity) => ({
        ...(JSON.parse(this.#entities.read(this.#line.at(order[entity]) - 1)) as Entity),
        relations: [],
      }),
      said: (relation) =>
        saidLine[relation] === 0 ? { sources: [] } : JSON.parse(this.#said.read(saidLine[relation] - 1)),
      kept: (entity, fact) => this.#kept.get(fact)?.get(order[entity]),
    };
    return { graph, lost: this.#losses.told() };
  }

  /** In order, without those that lead nowhere, that the ontology does not allow, or that are there twice. */
  #relationsOf(place: Int32Array, kind: Uint8Array, ontology: Ontology, problems: ProblemList) {
    const [kinds, types] = [Object.keys(ontology.kinds), Object.keys(ontology.relations)];
    const wrong = types.map((type) =>
      kinds.map((start) => kinds.map((end) => wrongEnds(type, start, end, ontology))),
    );
    const total = this.#from.size;
    const size = kind.length;
    const starts = new Uint32Array(size + 1);
    const isKept = new Uint8Array(total);
    for (let r = 0; r < total; r++) {
      const [from, to] = [place[this.#from.at(r)], place[this.#to.at(r)]];
      if (from < 0 || to < 0) {
        const id = this.#ids.id(from < 0 ? this.#from.at(r) : this.#to.at(r));
        problems.addOf("", { code: "unknown-end", values: { id } });
        continue;
      }
      const reason = wrong[this.#type.at(r)][kind[from]][kind[to]];
      if (reason !== undefined) {
        this.#losses.add(reason, { id: this.#ids.id(this.#from.at(r)) });
        continue;
      }
      isKept[r] = 1;
      starts[from + 1]++;
    }
    for (let i = 0; i < size; i++) starts[i + 1] += starts[i];
    const next = starts.slice(0, size);
    const byStart = new Uint32Array(starts[size]);
    for (let r = 0; r < total; r++) if (isKept[r] === 1) byStart[next[place[this.#from.at(r)]]++] = r;
    const chosen = new Uint32Array(starts[size]);
    let count = 0;
    for (let i = 0; i < size; i++) {
      const own = byStart.subarray(starts[i], starts[i + 1]);
      const endOf = (r: number) => place[this.#to.at(r)];
      if (own.length > 1)
        own.sort((a, b) => this.#type.at(a) - this.#type.at(b) || endOf(a) - endOf(b) || a - b);
      for (let n = 0; n < own.length; n++) {
        const before = own[n - 1];
        if (n > 0 && this.#type.at(before) === this.#type.at(own[n]) && endOf(before) === endOf(own[n]))
          this.#losses.add(twice, { id: this.#ids.id(this.#from.at(own[n])) });
        else chosen[count++] = own[n];
      }
    }
    const kept = chosen.subarray(0, count);
    return {
      from: Uint32Array.from(kept, (r) => place[this.#from.at(r)]),
      to: Uint32Array.from(kept, (r) => place[this.#to.at(r)]),
      type: Uint8Array.from(kept, (r) => this.#type.at(r)),
      sourced: Uint8Array.from(kept, (r) => this.#sourced.at(r)),
      saidLine: Uint32Array.from(kept, (r) => this.#saidLine.at(r)),
    };
  }

  close(): void {
    this.#entities.close();
    this.#said.close();
  }
}
