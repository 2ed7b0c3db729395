/** Triples of any RDF → nodes and edges. What rdf.ts says comes back as it was; of others' files sensible nodes are made. */
import {
  type Attributes,
  type ExchangeEdge,
  readLimits,
  type Sink,
  StoppedReading,
  type Value,
} from "./exchange";
import { inLanguages, ofGraph, prefixes, rdfNs, rdfsNs, type Term, terms, textBelow, xsdNs } from "./rdf";
import { colourOf, setOwn, valueOfJson, wholeNumber } from "./values";

type Literal = Exclude<Term, { iri: string }>;
/** The text of an IRI, `_:` and the name of a blank node, or a literal. */
export type Resource = string | Literal;

interface Subject {
  readonly line: number | undefined;
  readonly types: string[];
  readonly values: Map<string, Literal[]>;
}

interface Link {
  readonly subject: string;
  readonly predicate: string;
  readonly object: string;
  readonly line: number | undefined;
}

/** What an rdf:Statement is about, as far as it has been said. */
interface Statement {
  readonly line: number | undefined;
  subject?: string;
  predicate?: string;
  object?: string;
}

const first = `${rdfNs}first`;
const rest = `${rdfNs}rest`;
const nil = `${rdfNs}nil`;
const ownSources = `${prefixes.attribute}sources`;
const statementParts: Readonly<Record<string, "subject" | "predicate" | "object">> = {
  [terms.subject]: "subject",
  [terms.predicate]: "predicate",
  [terms.object]: "object",
};

/** By their local names: what they lead to is a page or a picture, not something that the file is about. */
const pages = new Set([
  ...[
    "url",
    "homepage",
    "page",
    "seeAlso",
    "sameAs",
    "isDefinedBy",
    "image",
    "img",
    "depiction",
    "thumbnail",
    "logo",
  ],
  ...[
    "mbox",
    "email",
    "telephone",
    "phone",
    "weblog",
    "workplaceHomepage",
    "license",
    "contentUrl",
    "isPrimaryTopicOf",
  ],
]);

/** Whose texts are names, the best first. */
const labels = [
  terms.label,
  "http://www.w3.org/2004/02/skos/core#prefLabel",
  terms.name,
  "http://xmlns.com/foaf/0.1/name",
  "http://purl.org/dc/terms/title",
  "http://purl.org/dc/elements/1.1/title",
];

/** Types that say nothing. */
const anything = new Set([
  `${rdfsNs}Resource`,
  "http://www.w3.org/2002/07/owl#Thing",
  "http://www.w3.org/2002/07/owl#NamedIndividual",
  "https://schema.org/Thing",
]);

const mostSubjects = readLimits.entities + readLimits.relations;
const mostLinks = 4 * readLimits.relations;
const mostValues = 4_000_000;

/** Takes triples in the order of the file, and tells the sink at the end. Throws only StoppedReading. */
export class Triples {
  readonly #sink: Sink;
  readonly #subjects = new Map<string, Subject>();
  readonly #statements = new Map<string, Statement>();
  readonly #firsts = new Map<string, Resource>();
  readonly #rests = new Map<string, string>();
  /** Edges to be; the name of a statement stands where it was first spoken of. */
  readonly #links: (Link | string)[] = [];
  readonly #blanks = new Map<string, string>();
  #values = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  add(subject: string, anyPredicate: string, object: Resource, line?: number): void {
    const predicate = modern(anyPredicate);
    if (predicate === first) {
      this.#firsts.set(subject, object);
    } else if (predicate === rest && typeof object === "string") {
      this.#rests.set(subject, object);
    } else if (typeof object !== "string") {
      this.#value(this.#subject(subject, line), predicate, object);
    } else if (predicate === terms.type) {
      this.#subject(subject, line).types.push(modern(object));
    } else if (Object.hasOwn(statementParts, predicate)) {
      this.#statement(subject, predicate, object, line);
    } else {
      this.#subject(subject, line);
      this.#links.push({ subject, predicate, object, line });
    }
    this.#keepLimits(line);
  }

  end(): void {
    const links = this.#plainLinks();
    const lists = new Set(
      [...this.#subjects].filter(([, { types }]) => types.includes(terms.list)).map(([iri]) => iri),
    );
    for (const [iri, subject] of this.#subjects) {
      if (subject.types.includes(terms.graph)) {
        this.#sink.graph(attributesOf(subject, lists).attributes);
      } else if (!lists.has(iri) && !this.#statements.has(iri)) {
        this.#node(iri, subject, lists);
      }
    }
    this.#bareNodes(links);
    this.#edges(links, lists);
  }

  #subject(iri: string, line: number | undefined): Subject {
    const known = this.#subjects.get(iri);
    if (known) {
      return known;
    }
    const subject: Subject = { line, types: [], values: new Map() };
    this.#subjects.set(iri, subject);
    return subject;
  }

  #value({ values }: Subject, predicate: string, literal: Literal): void {
    this.#values += 1;
    const before = values.get(predicate);
    if (before) {
      before.push(literal);
    } else {
      values.set(predicate, [literal]);
    }
  }

  #statement(iri: string, predicate: string, object: string, line: number | undefined): void {
    let statement = this.#statements.get(iri);
    if (!statement) {
      statement = { line };
      this.#statements.set(iri, statement);
      this.#links.push(iri);
    }
    const part = statementParts[predicate];
    if (part) {
      statement[part] = object;
    }
  }

  #keepLimits(line: number | undefined): void {
    if (this.#subjects.size > mostSubjects) {
      this.#stop("too-many-entities", readLimits.entities, line);
    }
    if (this.#links.length > mostLinks) {
      this.#stop("too-many-relations", readLimits.relations, line);
    }
    if (this.#values > mostValues || this.#firsts.size > mostValues) {
      this.#stop("too-large", mostValues, line);
    }
  }

  #stop(code: "too-many-entities" | "too-many-relations" | "too-large", limit: number, line?: number): never {
    this.#sink.problem({ code, line, values: { limit }, isFatal: true });
    throw new StoppedReading(code);
  }

  /** What leads to another thing: lists are taken apart, and what leads to a page is a value. */
  #plainLinks(): (Link | string)[] {
    const links: (Link | string)[] = [];
    for (const link of this.#links) {
      if (typeof link === "string") {
        links.push(link);
        continue;
      }
      for (const object of this.#itemsOf(link.object)) {
        const subject = this.#subject(link.subject, link.line);
        if (link.predicate === terms.citation && subject.values.has(ownSources)) {
          // The sources say it all.
        } else if (typeof object !== "string") {
          this.#value(subject, link.predicate, object);
        } else if (
          this.#statements.has(link.subject) ||
          isPage(link.predicate) ||
          subject.types.includes(terms.graph)
        ) {
          this.#value(subject, link.predicate, { text: object, type: terms.string });
        } else {
          links.push({ ...link, object });
        }
      }
    }
    return links;
  }

  /** The items of a list, once each where it bites its tail; what is no list is an item itself. */
  #itemsOf(object: string): Resource[] {
    if (object === nil) {
      return [];
    }
    const items: Resource[] = [];
    const seen = new Set<string>();
    let at: string | undefined = object;
    while (at !== undefined && !seen.has(at)) {
      const item = this.#firsts.get(at);
      if (item !== undefined) {
        items.push(item);
      }
      seen.add(at);
      at = this.#rests.get(at);
    }
    return items.length === 0 ? [object] : items;
  }

  #idOf(iri: string): string {
    if (!iri.startsWith("_:")) {
      return textBelow(prefixes.entity, iri) || iri;
    }
    const id = this.#blanks.get(iri) ?? `_:${this.#blanks.size + 1}`;
    this.#blanks.set(iri, id);
    return id;
  }

  #node(iri: string, subject: Subject, lists: ReadonlySet<string>): void {
    const { attributes, label } = attributesOf(subject, lists);
    const kinds = subject.types.filter((type) => type !== terms.entity && !anything.has(type));
    const names = kinds.map((type) => textBelow(prefixes.kind, type) ?? localName(type));
    if (names[0] !== undefined) {
      setOwn(attributes, "kind", names[0]);
    }
    if (names.length > 1) {
      setOwn(attributes, "types", names);
    }
    const [x, y] = [numberOf(subject, terms.x), numberOf(subject, terms.y)];
    const size = numberOf(subject, terms.size);
    const colour = colourOf(subject.values.get(terms.colour)?.[0]?.text ?? "");
    this.#sink.node(
      {
        id: this.#idOf(iri),
        attributes,
        ...(label !== undefined && { label }),
        ...(x !== undefined && y !== undefined && { place: { x, y } }),
        ...(size !== undefined && { size }),
        ...(colour !== undefined && { colour }),
      },
      subject.line,
    );
  }

  /** Ends of which nothing is said. */
  #bareNodes(links: readonly (Link | string)[]): void {
    const bare = new Set<string>();
    for (const link of links) {
      const { subject, object } = typeof link === "string" ? (this.#statements.get(link) ?? {}) : link;
      for (const end of [subject, object]) {
        if (end !== undefined && !this.#subjects.has(end) && !bare.has(end)) {
          bare.add(end);
          this.#sink.node({ id: this.#idOf(end), attributes: {} });
        }
      }
    }
  }

  #edges(links: readonly (Link | string)[], lists: ReadonlySet<string>): void {
    const keyOf = ({ subject, predicate, object }: Statement) => `${subject}\n${predicate}\n${object}`;
    const told = new Set([...this.#statements.values()].map(keyOf));
    for (const link of links) {
      if (typeof link === "string") {
        this.#stated(link, lists);
      } else if (!told.has(keyOf(link))) {
        told.add(keyOf(link));
        this.#sink.edge(this.#edge(link.subject, link.predicate, link.object, {}), link.line);
      }
    }
  }

  #stated(iri: string, lists: ReadonlySet<string>): void {
    const { subject, predicate, object, line } = this.#statements.get(iri) ?? { line: undefined };
    if (subject === undefined || predicate === undefined || object === undefined) {
      this.#sink.problem({ code: "unknown-end", line, values: { id: iri } });
      return;
    }
    const about = this.#subjects.get(iri);
    const edge = this.#edge(subject, predicate, object, about ? attributesOf(about, lists).attributes : {});
    const isUndirected = about?.values.get(terms.isUndirected)?.[0]?.text === "true";
    this.#sink.edge(isUndirected ? { ...edge, isUndirected } : edge, line);
  }

  #edge(subject: string, predicate: string, object: string, attributes: Attributes): ExchangeEdge {
    const ends = { from: this.#idOf(subject), to: this.#idOf(object), attributes };
    return predicate === terms.relatedTo
      ? ends
      : { ...ends, type: textBelow(prefixes.relation, predicate) ?? localName(predicate) };
  }
}

/** schema.org has two addresses. */
const modern = (iri: string): string =>
  iri.startsWith("http://schema.org/") ? `https${iri.slice("http".length)}` : iri;

const isOurs = ({ types }: Subject): boolean => types.includes(terms.entity);

const isPage = (predicate: string): boolean =>
  !predicate.startsWith(prefixes.relation) && pages.has(localName(predicate));

/** What stands after the last separator of an IRI. */
function localName(iri: string): string {
  const end = /[/#:]$/.test(iri) ? iri.length - 1 : iri.length;
  const start = Math.max(...["/", "#", ":"].map((sign) => iri.lastIndexOf(sign, end - 1)));
  const local = iri.slice(start + 1, end) || iri;
  return textBelow("", local) ?? local;
}

/** With predicates of ours that are no attributes left out, and the label apart. */
const structural: ReadonlySet<string> = new Set([
  terms.x,
  terms.y,
  terms.size,
  terms.colour,
  terms.isUndirected,
]);

function attributesOf(
  subject: Subject,
  lists: ReadonlySet<string>,
): { attributes: Record<string, Value>; label?: string } {
  const named = new Map<string, { literals: Literal[]; isList: boolean }>();
  const label = labelOf(subject);
  for (const [predicate, literals] of subject.values) {
    for (const literal of structural.has(predicate) ? [] : literals) {
      if (literal !== label || "language" in literal) {
        const name = nameOf(predicate, literal, subject);
        const entry = named.get(name) ?? {
          literals: [],
          isList: predicate === terms.altLabel || lists.has(predicate),
        };
        entry.literals.push(literal);
        named.set(name, entry);
      }
    }
  }
  const attributes: Record<string, Value> = {};
  for (const [name, { literals, isList }] of named) {
    setOwn(attributes, name, valueOfAll(literals, isList));
  }
  return { attributes, ...(label && { label: label.text }) };
}

/** The best name: without a language or in English. One of ours is not asked for another than its label. */
function labelOf(subject: Subject): Literal | undefined {
  const isFound = isOurs(subject) ? labels.slice(0, 1) : subject.types.includes(terms.graph) ? [] : labels;
  for (const predicate of isFound) {
    const literals = subject.values.get(predicate) ?? [];
    const plain = literals.find((literal) => !("language" in literal));
    if (plain || isOurs(subject)) {
      return plain;
    }
    if (literals.length > 0) {
      return (
        literals.find((literal) => "language" in literal && /^en\b/i.test(literal.language)) ?? literals[0]
      );
    }
  }
  return;
}

const languageNames = new Map(Object.entries(inLanguages).map(([name, predicate]) => [predicate, name]));
const graphNames = new Map(Object.entries(ofGraph).map(([name, predicate]) => [predicate, name]));

/** Types of what rdf.ts describes. */
const written: ReadonlySet<string> = new Set([terms.entity, terms.graph, terms.statement]);

function nameOf(predicate: string, literal: Literal, subject: Subject): string {
  const ours = textBelow(prefixes.attribute, predicate);
  if (ours !== undefined) {
    return ours;
  }
  if (predicate === terms.altLabel) {
    return "aliases";
  }
  if ("language" in literal) {
    const name = labels.includes(predicate) ? "name" : (languageNames.get(predicate) ?? localName(predicate));
    return `${name}.${literal.language.toLowerCase().replace(/^(en|zh)-.*/, "$1")}`;
  }
  if (predicate === terms.url && subject.types.some((type) => written.has(type))) {
    return "fact.homepage";
  }
  const ofGraphs = subject.types.includes(terms.graph) ? graphNames.get(predicate) : undefined;
  return ofGraphs ?? localName(predicate);
}

function valueOfAll(literals: readonly Literal[], isList: boolean): Value {
  const values = literals.map(valueOfLiteral);
  const [only] = values;
  const isWhole = literals[0] !== undefined && "type" in literals[0] && literals[0].type === terms.json;
  return values.length === 1 && only !== undefined && (!isList || isWhole) ? only : values;
}

const numeric =
  /^(?:decimal|double|float|(?:unsigned|positive|negative|nonPositive|nonNegative)?(?:Integer|integer|Int|int|Long|long|Short|short|Byte|byte))$/;

function valueOfLiteral(literal: Literal): Value {
  const { text } = literal;
  const type = "type" in literal ? literal.type : terms.string;
  if (type === terms.json) {
    return valueOfJson(text) ?? text;
  }
  const local = type.startsWith(xsdNs) ? type.slice(xsdNs.length) : "";
  if (local === "boolean") {
    return text === "true" || text === "1";
  }
  const number = Number(text);
  if (!numeric.test(local) || text.trim() === "" || !Number.isFinite(number)) {
    return text;
  }
  return /int|long|short|byte/i.test(local) ? wholeNumber(text) : number;
}

function numberOf(subject: Subject, predicate: string): number | undefined {
  const [literal] = subject.values.get(predicate) ?? [];
  const value = literal && valueOfLiteral(literal);
  return typeof value === "number" ? value : undefined;
}
