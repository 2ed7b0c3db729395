/** Turtle, and what is near it: N-Triples, N-Quads and TriG are read too, their graphs as one. */
import { type Term as N3Term, Parser, type Quad } from "n3";
import {
  type ExchangeGraph,
  type Format,
  type Reader,
  readLimits,
  type Sink,
  StoppedReading,
} from "./exchange";
import { type Description, describe, prefixes, type Term, terms } from "./rdf";
import { type Resource, Triples } from "./rdf-triples";
import { inPortions } from "./values";

export const turtle: Format = {
  write: (graph) => inPortions(write(graph)),
  read: (sink) => new TurtleReader(sink),
};

function* write(graph: ExchangeGraph): Generator<string> {
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    yield `@prefix ${prefix}: <${namespace}> .\n`;
  }
  for (const description of describe(graph)) {
    yield `\n${block(description)}`;
  }
}

function block({ subject, properties }: Description): string {
  const lines = properties.map(
    ([predicate, objects]) =>
      `${predicate === terms.type ? "a" : iri(predicate)} ${objects.map(term).join(", ")}`,
  );
  return `${iri(subject)} ${lines.join(" ;\n  ")} .\n`;
}

/** Longest first, since the namespace of terms begins all of ours. */
const namespaces = Object.entries(prefixes).sort(([, a], [, b]) => b.length - a.length);

/** Short where the rest is plain. */
function iri(value: string): string {
  const found = namespaces.find(([, namespace]) => value.startsWith(namespace));
  const local = found && value.slice(found[1].length);
  return local !== undefined && /^\w(?:[\w.-]*[\w-])?$/.test(local) ? `${found?.[0]}:${local}` : `<${value}>`;
}

function term(object: Term): string {
  if ("iri" in object) {
    return iri(object.iri);
  }
  if ("language" in object) {
    return `${quoted(object.text)}@${object.language}`;
  }
  if (object.type === terms.integer || object.type === terms.decimal || object.type === terms.boolean) {
    return object.text;
  }
  return object.type === terms.string ? quoted(object.text) : `${quoted(object.text)}^^${iri(object.type)}`;
}

const escapes: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  '"': '\\"',
  "\\": "\\\\",
};

const quoted = (text: string): string =>
  `"${text.replace(
    /["\\\p{Cc}\u2028\u2029\uFEFF]/gu,
    (sign) => escapes[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`,
  )}"`;

/** So that the parser is asked often enough whether it has understood anything. */
const partLength = 65_536;

class TurtleReader implements Reader {
  readonly #sink: Sink;
  readonly #triples: Triples;
  #data: (text: string) => void = () => undefined;
  #end: () => void = () => undefined;
  #line = 1;
  /** Characters since the parser last understood something. */
  #waiting = 0;
  #isEmpty = true;

  constructor(sink: Sink) {
    this.#sink = sink;
    this.#triples = new Triples(sink);
    const callbacks = {
      onQuad: (error: Error | null, quad: Quad | null) => this.#quad(error, quad),
      // The parser tells comments as tokens only where somebody wants them.
      onComment: () => undefined,
      onToken: ({ line }: { line: number }) => {
        this.#line = line;
        this.#waiting = 0;
      },
    };
    const input = {
      on: (event: string, listener: (text: string) => void) => {
        if (event === "data") {
          this.#data = listener;
        } else if (event === "end") {
          this.#end = () => listener("");
        }
      },
    };
    // It listens to three events of what it calls a stream.
    new Parser().parse(input as unknown as string, callbacks);
  }

  write(text: string): void {
    for (let at = 0; at < text.length; at += partLength) {
      const part = text.slice(at, at + partLength);
      this.#waiting += part.length;
      this.#isEmpty = false;
      this.#guarded(() => this.#data(part));
      // It looks again only when what waits has doubled.
      if (this.#waiting > readLimits.value * 2 + partLength) {
        this.#stop("value-too-long", { limit: readLimits.value });
      }
    }
  }

  end(): void {
    if (!this.#isEmpty) {
      this.#guarded(this.#end);
    }
    this.#triples.end();
  }

  /** Whatever the parser throws is told. */
  #guarded(parse: () => void): void {
    try {
      parse();
    } catch (error) {
      if (error instanceof StoppedReading) {
        throw error;
      }
      this.#stop("not-well-formed", { reason: String(error) });
    }
  }

  #quad(error: Error | null, quad: Quad | null): void {
    if (error) {
      const line = /line (\d+)/.exec(error.message)?.[1];
      this.#line = line === undefined ? this.#line : Number(line);
      this.#stop("not-well-formed", { reason: error.message });
    }
    if (quad) {
      const [subject, object] = [resource(quad.subject), resource(quad.object)];
      if (subject === undefined || object === undefined || typeof subject !== "string") {
        this.#sink.problem({ code: "unsupported", line: this.#line, values: { value: "RDF-star" } });
      } else {
        this.#triples.add(subject, quad.predicate.value, object, this.#line);
      }
    }
  }

  #stop(
    code: "not-well-formed" | "value-too-long",
    values: Readonly<Record<string, string | number>>,
  ): never {
    this.#sink.problem({ code, line: this.#line, values, isFatal: true });
    throw new StoppedReading(code);
  }
}

/** Undefined for terms that only RDF-star and N3 have. */
function resource(of: N3Term): Resource | undefined {
  switch (of.termType) {
    case "NamedNode":
      return of.value;
    case "BlankNode":
      return `_:${of.value}`;
    case "Literal":
      return of.language === ""
        ? { text: of.value, type: of.datatype.value }
        : { text: of.value, language: of.language };
    default:
      return;
  }
}
