/**
 * JSON-LD. Its context stands in the file that is written; of files that are read, only contexts that stand in them or
 * here are understood: nothing is fetched.
 */
import type { JsonLdDocument, NodeObject } from "jsonld";
import {
  type ExchangeGraph,
  type Format,
  type Reader,
  type ReadProblem,
  readLimits,
  type Sink,
  StoppedReading,
} from "./exchange";
import { JsonPieces } from "./json-pieces";
import { type Description, describe, prefixes, rdfNs, type Term, terms } from "./rdf";
import { Triples } from "./rdf-triples";
import { inPortions } from "./values";

export const jsonld: Format = {
  write: (graph) => inPortions(write(graph)),
  read: (sink) => new JsonLdReader(sink),
};

function* write(graph: ExchangeGraph): Generator<string> {
  yield `{\n"@context": ${JSON.stringify(context)},\n"@graph": [`;
  let separator = "\n";
  for (const description of describe(graph)) {
    yield separator + JSON.stringify(objectOf(description));
    separator = ",\n";
  }
  yield "\n]\n}\n";
}

/** Stands in every document that is written. */
const context = { "@version": 1.1, ...prefixes };

/** Descriptions as one document, for those who have to put it into something else. */
export const documentOf = (descriptions: readonly Description[]): object => ({
  "@context": context,
  "@graph": descriptions.map(objectOf),
});

function objectOf({ subject, properties }: Description): object {
  const members = properties.map(([predicate, objects]) => {
    const values = objects.map(predicate === terms.type ? typeOf : objectValue);
    return [predicate === terms.type ? "@type" : short(predicate), values.length === 1 ? values[0] : values];
  });
  return Object.fromEntries([["@id", short(subject)], ...members]);
}

const typeOf = (object: Term): string => ("iri" in object ? short(object.iri) : object.text);

function objectValue(object: Term): unknown {
  if ("iri" in object) {
    return { "@id": short(object.iri) };
  }
  if ("language" in object) {
    return { "@value": object.text, "@language": object.language };
  }
  if (object.type === terms.string) {
    return object.text;
  }
  return object.type === terms.integer || object.type === terms.boolean
    ? JSON.parse(object.text)
    : { "@value": object.text, "@type": short(object.type) };
}

/** Longest first, since the namespace of terms begins all of ours. */
const namespaces = Object.entries(prefixes).sort(([, a], [, b]) => b.length - a.length);

/** With a prefix, where what follows cannot be taken for something else. */
function short(iri: string): string {
  const [prefix, namespace] = namespaces.find(([, start]) => iri.startsWith(start)) ?? ["", ""];
  return prefix === "" || iri.startsWith("//", namespace.length)
    ? iri
    : `${prefix}:${iri.slice(namespace.length)}`;
}

/** What documents of schema.org need of its context; the whole has every term by name. */
const schemaContext = { "@vocab": "https://schema.org/", id: "@id", type: "@type" };
const schemaAddress = /^https?:\/\/(?:www\.)?schema\.org(?:\/|\/docs\/jsonldcontext\.json(?:ld)?)?$/;

type Json = { readonly [key: string]: unknown };
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** How many things are worked on at once, and for how long before others have a turn, in milliseconds. */
const batchLength = 100;
const breath = 40;

class JsonLdReader implements Reader {
  readonly #sink: Sink;
  readonly #triples: Triples;
  readonly #pieces: JsonPieces;
  readonly #members: string[] = [];
  readonly #items: string[] = [];
  readonly #itemLines: number[] = [];
  #remote: string | undefined;
  #anonymous = 0;
  #last = performance.now();

  constructor(sink: Sink) {
    this.#sink = sink;
    this.#triples = new Triples(sink);
    this.#pieces = new JsonPieces("@graph", {
      member: (text) => this.#members.push(text),
      item: (text, line) => {
        this.#items.push(text);
        this.#itemLines.push(line);
      },
      fault: (code, line, reason) =>
        this.#stop({ code, line, values: code === "too-deep" ? { limit: readLimits.depth } : { reason } }),
    });
  }

  write(text: string): void {
    this.#pieces.push(text);
  }

  async end(): Promise<void> {
    this.#pieces.end();
    const members = this.#parsed(`{${this.#members.join(",")}}`, 1) as Json;
    const context = members["@context"];
    const said = Object.keys(members).filter((key) => key !== "@context");
    if (said.length > 0) {
      await this.#take([members], undefined);
    }
    // Pieces are let go of as they are read.
    this.#items.reverse();
    this.#itemLines.reverse();
    while (this.#items.length > 0) {
      const batch: unknown[] = [];
      while (batch.length < batchLength && this.#items.length > 0) {
        batch.push(this.#parsed(this.#items.pop() ?? "", this.#itemLines.pop() ?? 1));
      }
      await this.#take(batch, context);
    }
    this.#triples.end();
  }

  #parsed(text: string, line: number): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      return this.#stop({ code: "not-well-formed", line, values: { reason: (error as Error).message } });
    }
  }

  async #take(batch: readonly unknown[], context: unknown): Promise<void> {
    if (performance.now() - this.#last > breath) {
      await new Promise((resolve) => setTimeout(resolve));
      this.#last = performance.now();
    }
    const document = context === undefined ? batch : { "@context": context, "@graph": batch };
    for (const node of await this.#expanded(document)) {
      this.#node(node);
    }
  }

  async #expanded(document: unknown): Promise<readonly unknown[]> {
    // Whoever only writes does without it.
    const { default: jsonLd } = await import("jsonld");
    try {
      const options = { documentLoader: async (url: string) => this.#bundled(url) };
      const expanded: unknown = await jsonLd.expand(document as JsonLdDocument, options);
      return listOf(expanded);
    } catch (error) {
      if (this.#remote !== undefined) {
        this.#stop({ code: "remote-context", values: { value: this.#remote } });
      }
      const isDeep = error instanceof RangeError;
      return isDeep
        ? this.#stop({ code: "too-deep", values: { limit: readLimits.depth } })
        : this.#stop({ code: "not-this-format", values: { reason: (error as Error).message } });
    }
  }

  #bundled(url: string): { documentUrl: string; document: NodeObject } {
    if (!schemaAddress.test(url)) {
      this.#remote = url;
      throw new StoppedReading("remote-context");
    }
    return {
      documentUrl: url,
      document: { "@context": schemaContext },
    };
  }

  /** An object of the expanded form, and those within it; its name, if it is a thing. */
  #node(node: unknown): string | undefined {
    if (!isObject(node)) {
      return;
    }
    for (const item of [...listOf(node["@graph"]), ...listOf(node["@included"])]) {
      this.#node(item);
    }
    const keys = Object.keys(node).filter((key) => key !== "@id" && key !== "@graph" && key !== "@included");
    const id = node["@id"];
    if (keys.length === 0 && typeof id !== "string") {
      return;
    }
    this.#anonymous += 1;
    // A space is in no name that stands in a file.
    const subject = typeof id === "string" && id !== "" ? id : `_: ${this.#anonymous}`;
    for (const key of keys) {
      this.#property(subject, key, node[key]);
    }
    return subject;
  }

  #property(subject: string, key: string, value: unknown): void {
    if (key === "@type") {
      for (const type of listOf(value)) {
        this.#triples.add(subject, terms.type, String(type));
      }
    } else if (key === "@reverse" && isObject(value)) {
      for (const [predicate, others] of Object.entries(value)) {
        for (const other of listOf(others)) {
          const from = this.#node(other);
          if (from !== undefined) {
            this.#triples.add(from, predicate, subject);
          }
        }
      }
    } else if (!key.startsWith("@")) {
      for (const item of listOf(value)) {
        this.#object(subject, key, item);
      }
    }
  }

  #object(subject: string, predicate: string, item: unknown): void {
    if (!isObject(item)) {
      return;
    }
    if ("@list" in item || "@set" in item) {
      for (const each of listOf(item["@list"] ?? item["@set"])) {
        this.#object(subject, predicate, each);
      }
    } else if ("@value" in item) {
      this.#triples.add(subject, predicate, literalOf(item));
    } else {
      const object = this.#node(item);
      if (object !== undefined) {
        this.#triples.add(subject, predicate, object);
      }
    }
  }

  #stop(problem: Omit<ReadProblem, "file" | "isFatal">): never {
    this.#sink.problem({ ...problem, isFatal: true });
    throw new StoppedReading(problem.code);
  }
}

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

function literalOf(item: Json): Exclude<Term, { iri: string }> {
  const value = item["@value"];
  const type = item["@type"];
  if (type === "@json" || typeof value === "object") {
    return { text: JSON.stringify(value), type: `${rdfNs}JSON` };
  }
  if (typeof item["@language"] === "string") {
    return { text: String(value), language: item["@language"] };
  }
  if (typeof type === "string") {
    return { text: String(value), type };
  }
  return { text: String(value), type: nativeType(value) };
}

function nativeType(value: unknown): string {
  if (typeof value === "number") {
    return Number.isInteger(value) ? terms.integer : terms.double;
  }
  return typeof value === "boolean" ? terms.boolean : terms.string;
}
