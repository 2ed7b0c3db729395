/** As much of a graph's entities as a browser has without asking again: what it draws. */
import type { Graph } from "@/lib/graph/graph";
import type { Entity, Relation } from "@/lib/graph/schema";

const none = { en: "", zh: "" };

/** Names, aliases, kinds and relations; no summaries, facts, notes and sources. */
export function leanEntities({
  ids,
  kinds,
  kind,
  names,
  aliases,
  relations,
  relationTypes,
}: Graph): Entity[] {
  const outgoing: Relation[][] = ids.map(() => []);
  for (let r = 0; r < relations.size; r++) {
    const [from, to] = [ids[relations.from[r]], ids[relations.to[r]]];
    outgoing[relations.from[r]].push({ type: relationTypes[relations.type[r]], from, to, sources: [] });
  }
  return ids.map((id, i) => ({
    id,
    kind: kinds[kind[i]],
    name: names[i],
    aliases: aliases[i],
    summary: none,
    namedInWhitePaper: false,
    sections: [],
    facts: {},
    relations: outgoing[i],
    sources: [],
  }));
}
