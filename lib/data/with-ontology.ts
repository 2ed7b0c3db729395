/** A compiled graph under another name, or with other labels, colours and facets: nothing of its map changes. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { compactFacets, facetsOf } from "@/lib/graph/facet-table";
import type { Ontology } from "@/lib/graph/ontology";

/**
 * The same graph with this ontology, and with a version of its own.
 *
 * @param ontology with the same kinds, relation types and facts
 */
export function withOntology(compiled: CompiledGraph, ontology: Ontology): CompiledGraph {
  const { compact, entities, derived } = compiled;
  const made = utf8ToBytes(JSON.stringify([compact.version, ontology]));
  const version = bytesToHex(sha256(made)).slice(0, 16);
  return {
    ...compiled,
    compact: { ...compact, graph: ontology.graph.id, ontology, version },
    // Most of the time nothing is renamed but the graph.
    facets: hasSameFacets(compact.ontology, ontology)
      ? compiled.facets
      : compactFacets(ontology, entities, derived),
  };
}

/** Labels apart, which columns do not hold. */
function hasSameFacets(before: Ontology, after: Ontology): boolean {
  const columnsOf = (ontology: Ontology) => facetsOf(ontology).map(({ label, fact, ...column }) => column);
  return JSON.stringify(columnsOf(before)) === JSON.stringify(columnsOf(after));
}
