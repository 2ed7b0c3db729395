/** Graphs as parsers read them that are not the product's own: what any other program would find in a file. */
import { unzipSync } from "fflate";
import { MultiDirectedGraph } from "graphology";
import { parse as parseGexf } from "graphology-gexf";
import { parse as parseGraphml } from "graphology-graphml";
import jsonld from "jsonld";
import { Parser } from "n3";
import Papa from "papaparse";

/** What stands in a file, each value as the parser gives it. */
export interface Foreign {
  readonly nodes: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** As `from~type~to`, sorted. */
  readonly edges: readonly string[];
}

const edge = (from: unknown, type: unknown, to: unknown): string => `${from}~${type}~${to}`;

type Json = Record<string, unknown>;

const nodesBy = (rows: readonly Json[], id: string): Map<string, Json> =>
  new Map(rows.map((row) => [String(row[id]), row]));

function ofGraphology(graph: InstanceType<typeof MultiDirectedGraph>): Foreign {
  const nodes = new Map<string, Json>();
  graph.forEachNode((id, attributes) => void nodes.set(id, attributes));
  const edges = graph.mapEdges((_, { type, label }, from, to) => edge(from, type ?? label, to));
  return { nodes, edges: edges.toSorted() };
}

interface NodeLink {
  readonly nodes: readonly Json[];
  readonly links?: readonly Json[];
  readonly edges?: readonly Json[];
}
interface Cytoscape {
  readonly elements: { readonly nodes: readonly { data: Json }[]; readonly edges: readonly { data: Json }[] };
}

const terms = "https://large-model-atlas.org/terms/";

/** Triples by subject; a predicate's objects are a list. */
function ofTriples(
  triples: readonly (readonly [subject: string, predicate: string, object: unknown])[],
): Foreign {
  const nodes = new Map<string, Record<string, unknown[]>>();
  const edges: string[] = [];
  const idOf = (iri: string) => decodeURIComponent(iri.slice(`${terms}entity/`.length));
  for (const [subject, predicate, object] of triples) {
    if (!subject.startsWith(`${terms}entity/`)) continue;
    const id = idOf(subject);
    if (predicate.startsWith(`${terms}relation/`)) {
      edges.push(edge(id, predicate.slice(`${terms}relation/`.length), idOf(String(object))));
      continue;
    }
    const known = nodes.get(id) ?? {};
    nodes.set(id, known);
    const name = predicate.startsWith(`${terms}attribute/`)
      ? decodeURIComponent(predicate.slice(`${terms}attribute/`.length))
      : predicate;
    known[name] = [...(known[name] ?? []), object];
  }
  return { nodes, edges: [...new Set(edges)].toSorted() };
}

/** The parsers by format. */
export const foreign = {
  "node-link": async (text: string): Promise<Foreign> => {
    const { nodes, links, edges = links ?? [] } = JSON.parse(text) as NodeLink;
    return {
      nodes: nodesBy(nodes, "id"),
      edges: edges.map(({ source, target, type, key }) => edge(source, type ?? key, target)).toSorted(),
    };
  },
  cytoscape: async (text: string): Promise<Foreign> => {
    const { nodes, edges } = (JSON.parse(text) as Cytoscape).elements;
    return {
      nodes: nodesBy(
        nodes.map(({ data }) => data),
        "id",
      ),
      edges: edges
        .map(({ data: { source, target, type, interaction } }) => edge(source, type ?? interaction, target))
        .toSorted(),
    };
  },
  graphml: async (text: string): Promise<Foreign> => ofGraphology(parseGraphml(MultiDirectedGraph, text)),
  gexf: async (text: string): Promise<Foreign> =>
    ofGraphology(parseGexf(MultiDirectedGraph, text, { allowUndeclaredAttributes: true })),
  turtle: async (text: string): Promise<Foreign> =>
    ofTriples(
      new Parser()
        .parse(text)
        .map(({ subject, predicate, object }) => [subject.value, predicate.value, object.value] as const),
    ),
  jsonld: async (text: string): Promise<Foreign> => {
    const options = { documentLoader: () => Promise.reject(new Error("nothing is fetched")) };
    const quads = (await jsonld.toRDF(JSON.parse(text), options)) as unknown as readonly Record<
      "subject" | "predicate" | "object",
      { value: string }
    >[];
    return ofTriples(
      quads.map(({ subject, predicate, object }) => [subject.value, predicate.value, object.value]),
    );
  },
} as const;

/** Both tables of an archive, and the sources. */
export function foreignCsv(archive: Uint8Array): Foreign & { readonly sources: string } {
  const files = unzipSync(archive);
  const text = (name: string) => new TextDecoder("utf-8", { ignoreBOM: false }).decode(files[name]);
  const rows = (name: string) => Papa.parse<Json>(text(name), { header: true, skipEmptyLines: true }).data;
  return {
    nodes: nodesBy(rows("entities.csv"), "id"),
    edges: rows("relations.csv")
      .map(({ from, type, to }) => edge(from, type, to))
      .toSorted(),
    sources: text("sources.bib"),
  };
}
