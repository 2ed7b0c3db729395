/** Finds the entities that a pasted list names: one a line, by id, name in either language, or alias. */
import type { Graph } from "./graph";
import type { EntityId } from "./schema";

export interface NamedList {
  /** In the order of the lines; all that go by a name, the most important first. Each once. */
  readonly found: readonly EntityId[];
  /** Lines that name nothing, as they were given. */
  readonly missing: readonly string[];
}

export function findNames(graph: Graph, text: string): NamedList {
  const byName = new Map<string, Set<EntityId>>();
  graph.ids.forEach((id, entity) => {
    const { en, zh } = graph.names[entity];
    for (const name of [id, en, zh, ...graph.aliases[entity]]) {
      const key = comparable(name);
      byName.set(key, (byName.get(key) ?? new Set()).add(id));
    }
  });
  const found = new Set<EntityId>();
  const missing: string[] = [];
  for (const line of new Set(text.split(/\r\n|[\n\r\t;；]/).map((part) => part.trim()))) {
    if (line === "") continue;
    const named = byName.get(comparable(line));
    if (!named) missing.push(line);
    for (const id of named ?? []) found.add(id);
  }
  return { found: [...found], missing };
}

/** Case, width and blanks tell no names apart. */
const comparable = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
