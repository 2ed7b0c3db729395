/** A file's content as an entity: keys of sources resolved, defaults filled in. */
import {
  type Entity,
  type EntityFile,
  type EntityId,
  type Fact,
  type Source,
  unsourced,
} from "@/lib/graph/schema";

/**
 * The entity as its file states it, in the file's order.
 *
 * @throws {RangeError} it cites a source that there is not; checked files never do
 */
export function entityOf(
  id: EntityId,
  content: EntityFile,
  shared: Readonly<Record<string, Source>>,
): Entity {
  const own = content.sources ?? {};
  const cited = new Set<string>();
  const resolve = (keys: string | readonly string[]): Source[] =>
    keys === unsourced || typeof keys === "string"
      ? []
      : keys.map((key) => {
          cited.add(key);
          const source = own[key] ?? shared[key];
          if (!source) throw new RangeError(`${id} cites "${key}", which is no source`);
          return source;
        });
  const facts = Object.entries(content.facts ?? {}).map(
    ([fact, { value, original, sources }]): [string, Fact] => [
      fact,
      { value, original, sources: resolve(sources) },
    ],
  );
  const relations = (content.relations ?? []).map(({ sources, ...relation }) => ({
    ...relation,
    from: id,
    sources: resolve(sources),
  }));
  return {
    id,
    kind: id.slice(0, id.indexOf("/")),
    name: content.name,
    aliases: content.aliases ?? [],
    summary: content.summary,
    namedInWhitePaper: content.named_in_white_paper ?? false,
    sections: content.sections ?? [],
    facts: Object.fromEntries(facts),
    relations,
    sources: [
      ...Object.values(own),
      ...Object.keys(shared).flatMap((key) => (cited.has(key) ? [shared[key]] : [])),
    ],
  };
}
