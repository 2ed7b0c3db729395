/** Which format a file is of: by what stands at its beginning, and by its name where that could be several things. */
import type { FormatName } from "./formats";

/**
 * The format, "unsupported" where it is one that is known but not read here, undefined where it is none that is known.
 * Takes the first 64 KB of the text, or all where it is shorter.
 */
export function detectFormat(name: string, sample: string): FormatName | "unsupported" | undefined {
  if (sample.includes("\0")) {
    return;
  }
  const start = sample.trimStart();
  if (start.startsWith("{") || start.startsWith("[")) {
    const format = jsonFormat(start);
    return format ?? (start.startsWith("[") && isTurtle(name, start) ? "turtle" : undefined);
  }
  if (isTurtle(name, start)) {
    return "turtle";
  }
  if (start.startsWith("<")) {
    return xmlFormat(start);
  }
  return start !== "" && /\.(csv|tsv|tab|txt|edges|edgelist|psv)$/i.test(name) ? "csv" : guessedTable(start);
}

function xmlFormat(start: string): FormatName | "unsupported" | undefined {
  const root = /<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)(?=[\s/>]|$)/.exec(start)?.[1]?.toLowerCase();
  if (root === "graphml" || root === "gexf") {
    return root;
  }
  return root === "rdf" || root === "html" || root === "svg" ? "unsupported" : undefined;
}

function isTurtle(name: string, start: string): boolean {
  const bare = start.replace(/^(?:\s*#[^\n]*\n)+\s*/, "");
  if (/^(?:@prefix|@base|prefix\s+[\w.-]*:\s*<|base\s+<)/i.test(bare)) {
    return true;
  }
  if (/^<[^<>"{}|^`\\\s]{0,2000}>\s+(?:<[^<>"{}|^`\\\s]{0,2000}>|a\s|[\w-]*:\w)/.test(bare)) {
    return true;
  }
  return /\.(ttl|nt|n3|turtle)$/i.test(name) && !bare.startsWith("<?xml");
}

/** A table without a name that says so: a delimiter, and the same number of fields in its first lines. */
function guessedTable(start: string): "csv" | undefined {
  const lines = start.split(/\r?\n/, 6).filter((line) => line !== "");
  const isTable = ["\t", ",", ";", "|"].some((delimiter) => {
    const counts = lines.slice(0, 5).map((line) => line.split(delimiter).length);
    return counts.length > 1 && (counts[0] ?? 0) > 1 && counts.every((count) => count === counts[0]);
  });
  return isTable ? "csv" : undefined;
}

function jsonFormat(start: string): FormatName | undefined {
  const keys = new Set(upperKeys(start));
  if (keys.has("format") && /"format"\s*:\s*"large-model-atlas"/.test(start)) {
    return "json";
  }
  if (["@context", "@graph", "@id", "@type"].some((key) => keys.has(key))) {
    return "jsonld";
  }
  // What is known of the whole graph may come first, and be longer than the sample.
  if (
    keys.has("elements") ||
    keys.has("target_cytoscapejs_version") ||
    (start.startsWith("[") && keys.has("data"))
  ) {
    return "cytoscape";
  }
  return ["nodes", "links", "edges", "multigraph"].some((key) => keys.has(key)) ? "node-link" : undefined;
}

/** Keys of the outermost object of a JSON text, or of the objects of the outermost list; the text may end anywhere. */
function* upperKeys(text: string): Generator<string> {
  const keyDepth = text.startsWith("[") ? 2 : 1;
  const tokens = /"([^"\\]*(?:\\[\s\S][^"\\]*)*)(?:"(\s*:)?|\\?$)|[{}[\]]/g;
  let depth = 0;
  for (const [token, string, colon] of text.matchAll(tokens)) {
    if (string !== undefined) {
      if (colon !== undefined && depth === keyDepth) {
        yield string;
      }
    } else {
      depth += token === "{" || token === "[" ? 1 : -1;
    }
  }
}
