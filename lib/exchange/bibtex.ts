/** The sources of a graph as a bibliography, each once. Only written: a bibliography is no graph. */
import { latexText, latexUrl } from "@/lib/graph/latex";
import type { Attributes, ExchangeGraph, Value } from "./exchange";
import { inPortions, own } from "./values";

interface CitedSource {
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  /** Names of what they support. */
  readonly usedBy: Set<string>;
}

/** The sources that nodes and edges name, in parts; each entry ends with a line break. */
export function writeBibtex(graph: ExchangeGraph): Iterable<string> {
  return inPortions(entries(graph));
}

function* entries(graph: ExchangeGraph): Generator<string> {
  const { title, version, address } = graph.attributes;
  const about = [title, version, address].filter((part) => typeof part === "string");
  if (about.length > 0) {
    // What stands outside of entries is a comment, until the next at sign.
    yield `% ${about.join(", ").replace(/[@\s]+/g, " ")}\n\n`;
  }
  const keys = new Set<string>();
  for (const [identity, source] of sourcesOf(graph)) {
    yield `${entryOf(source, keyOf(identity, keys))}\n`;
  }
}

/** By URL, or by title where there is none. */
function sourcesOf({ nodes, edges }: ExchangeGraph): ReadonlyMap<string, CitedSource> {
  const names = new Map(nodes.map(({ id, label }) => [id, label ?? id]));
  const sources = new Map<string, CitedSource>();
  const take = (attributes: Attributes, id: string) => {
    const listed = own(attributes, "sources");
    for (const each of Array.isArray(listed) ? (listed as readonly Value[]) : []) {
      const source = sourceOf(each);
      const identity = source?.url ?? source?.title;
      if (source && identity !== undefined) {
        const known = sources.get(identity);
        const kept = {
          ...source,
          title: known?.title ?? source.title,
          usedBy: known?.usedBy ?? source.usedBy,
        };
        kept.usedBy.add(names.get(id) ?? id);
        sources.set(identity, kept);
      }
    }
  };
  for (const { attributes, id } of nodes) {
    take(attributes, id);
  }
  for (const { attributes, from } of edges) {
    take(attributes, from);
  }
  return sources;
}

function sourceOf(value: Value): CitedSource | undefined {
  if (typeof value !== "object" || Array.isArray(value)) {
    return;
  }
  const { url, title } = value as Attributes;
  return {
    url: typeof url === "string" && url.trim() !== "" ? url : undefined,
    title: titleOf(title),
    usedBy: new Set(),
  };
}

/** Both languages, where they differ. */
function titleOf(title: Value | undefined): string | undefined {
  const texts = typeof title === "object" && !Array.isArray(title) ? Object.values(title) : [title];
  const found = texts.filter((text): text is string => typeof text === "string" && text.trim() !== "");
  return found.length === 0 ? undefined : [...new Set(found)].join(" / ");
}

const mostNamed = 5;

function entryOf({ url, title, usedBy }: CitedSource, key: string): string {
  const named = [...usedBy].slice(0, mostNamed).join(", ");
  const more = usedBy.size > mostNamed ? ` and ${usedBy.size - mostNamed} more` : "";
  const fields = [
    `title = {{${latexText(title ?? url ?? "")}}}`,
    ...(url === undefined ? [] : [`url = {${latexUrl(url)}}`]),
    `note = {On ${latexText(named)}${more}}`,
  ];
  return `@misc{${key},\n  ${fields.join(",\n  ")}\n}\n`;
}

/** Made of the source alone, so that it stays the same whatever else is cited. */
function keyOf(identity: string, taken: Set<string>): string {
  const words = identity
    .replace(/^https?:\/\/(?:www\.)?/i, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 48)
    .replace(/^-|-$/g, "");
  const key = [words || "source", hashOf(identity)].join("-");
  let free = key;
  for (let count = 2; taken.has(free); count += 1) {
    free = `${key}-${count}`;
  }
  taken.add(free);
  return free;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(36).padStart(7, "0");
}
