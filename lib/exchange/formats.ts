/**
 * The formats of graph data and where their modules are. A module is loaded when it is first needed, so that no page
 * carries a parser.
 */
import type { Format } from "./exchange";

export const formatNames = [
  "json",
  "node-link",
  "cytoscape",
  "graphml",
  "gexf",
  "csv",
  "jsonld",
  "turtle",
] as const;
export type FormatName = (typeof formatNames)[number];

/** How a file of each format is called and what it is sent as. */
export const formatFiles: Readonly<Record<FormatName, { extension: string; mediaType: string }>> = {
  json: { extension: "json", mediaType: "application/json" },
  "node-link": { extension: "json", mediaType: "application/json" },
  cytoscape: { extension: "cyjs", mediaType: "application/json" },
  graphml: { extension: "graphml", mediaType: "application/graphml+xml" },
  gexf: { extension: "gexf", mediaType: "application/gexf+xml" },
  csv: { extension: "csv", mediaType: "text/csv; charset=utf-8" },
  jsonld: { extension: "jsonld", mediaType: "application/ld+json" },
  turtle: { extension: "ttl", mediaType: "text/turtle; charset=utf-8" },
};

const loaders: Readonly<Record<Exclude<FormatName, "csv">, () => Promise<Format>>> = {
  json: async () => (await import("./atlas-json")).atlasJson,
  "node-link": async () => (await import("./node-link")).nodeLink,
  cytoscape: async () => (await import("./cytoscape-json")).cytoscapeJson,
  graphml: async () => (await import("./graphml")).graphml,
  gexf: async () => (await import("./gexf")).gexf,
  jsonld: async () => (await import("./jsonld")).jsonld,
  turtle: async () => (await import("./turtle")).turtle,
};

/** Writer and reader of a format. CSV, which is of two tables, has functions of its own in csv.ts. */
export function loadFormat(name: Exclude<FormatName, "csv">): Promise<Format> {
  return loaders[name]();
}
