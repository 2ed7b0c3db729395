/**
 * How two states of the data differ, entity by entity: what a record of changes tells (change-record.ts).
 *
 * States are compared in a normal form, so that the order of lines, keys of sources and spelling of YAML make no change;
 * everything that an entity says does. Whatever is added to `Entity` has to be added here, or it changes untold.
 */
import type { ChangeEntry, FactChange, RecordFile, RelationChange } from "./change-record";
import type { Entity, EntityId, FactValue, Source, Text } from "./schema";

interface FactState {
  readonly value: FactValue;
  readonly original?: string | undefined;
  readonly sources: readonly Source[];
}

interface RelationState {
  readonly type: string;
  readonly to: EntityId;
  readonly note?: Text | undefined;
  readonly sources: readonly Source[];
}

/** All that an entity says, in normal form. */
export interface EntityState {
  readonly name: Text;
  readonly aliases: readonly string[];
  readonly summary: Text;
  readonly named: boolean;
  readonly sections: readonly string[];
  /** By name of the fact, sorted. */
  readonly facts: Readonly<Record<string, FactState>>;
  /** By type and end, sorted; each pair stands once. */
  readonly relations: readonly RelationState[];
  readonly further: readonly Source[];
}

/** By id, sorted. */
export type DataState = ReadonlyMap<EntityId, EntityState>;

export function stateOf(entities: readonly Entity[]): DataState {
  return new Map(
    entities.map((entity) => [entity.id, entityState(entity)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function entityState(entity: Entity): EntityState {
  const facts = Object.entries(entity.facts).map(
    ([name, { value, original, sources }]) =>
      [
        name,
        { value: ordered(value), ...(original !== undefined && { original }), sources: tidy(sources) },
      ] as const,
  );
  const relations = entity.relations.map(({ type, to, note, sources }) => ({
    type,
    to,
    ...(note && { note: textOf(note) }),
    sources: tidy(sources),
  }));
  const cited = new Set(
    [...facts.map(([, fact]) => fact), ...relations].flatMap(({ sources }) => sources.map(keyOf)),
  );
  return {
    name: textOf(entity.name),
    aliases: [...new Set(entity.aliases)].sort(),
    summary: textOf(entity.summary),
    named: entity.namedInWhitePaper,
    sections: [...new Set(entity.sections)].sort(),
    facts: Object.fromEntries(facts.sort(([a], [b]) => (a < b ? -1 : 1))),
    relations: relations.sort((a, b) => (relationKey(a) < relationKey(b) ? -1 : 1)),
    further: tidy(entity.sources.filter((source) => !cited.has(keyOf(source)))),
  };
}

const textOf = ({ en, zh }: Text): Text => ({ en, zh });
const relationKey = ({ type, to }: { type: string; to: string }): string => `${type} ${to}`;

function sourceOf({ url, title }: Source): Source {
  return {
    ...(url !== undefined && { url }),
    ...(title !== undefined && { title: typeof title === "string" ? title : textOf(title) }),
  };
}
const keyOf = (source: Source): string => JSON.stringify(sourceOf(source));

/** Each once, sorted. */
function tidy(sources: readonly Source[]): Source[] {
  const byKey = new Map(sources.map((source) => [keyOf(source), sourceOf(source)]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, source]) => source);
}

/** The order of a list means something, that of the fields of a record does not. */
function ordered<T>(value: T): T {
  if (Array.isArray(value)) return value.map(ordered) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => [key, ordered(field)]),
  ) as T;
}

/**
 * What leads from the one state to the other, by id.
 *
 * @param renamed ids that have become others, old to new
 */
export function diffStates(
  before: DataState,
  after: DataState,
  renamed: ReadonlyMap<EntityId, EntityId> = new Map(),
): ChangeEntry[] {
  const now = (id: EntityId): EntityId => {
    const next = renamed.get(id);
    return next !== undefined && !after.has(id) && after.has(next) && !before.has(next) ? next : id;
  };
  const old = new Map([...before].map(([id, state]) => [now(id), { id, state: withEnds(state, now) }]));
  const ids = [...new Set([...old.keys(), ...after.keys()])].sort();
  return ids.flatMap((id): ChangeEntry[] => {
    const [was, is] = [old.get(id), after.get(id)];
    if (!was) return is ? [{ id, as: "added", name: is.name }] : [];
    if (!is) return [removedEntry(id, was.state)];
    const change = changeOf(was.state, is);
    const isRenamed = was.id !== id;
    if (!change && !isRenamed) return [];
    return [{ id, as: "changed", name: is.name, ...(isRenamed && { was: was.id }), ...change }];
  });
}

/** A relation to an entity with another id is the same relation. */
function withEnds(state: EntityState, now: (id: EntityId) => EntityId): EntityState {
  const relations = state.relations.map((relation) => ({ ...relation, to: now(relation.to) }));
  return { ...state, relations: relations.sort((a, b) => (relationKey(a) < relationKey(b) ? -1 : 1)) };
}

function removedEntry(id: EntityId, { name, relations }: EntityState): ChangeEntry {
  const gone = relations.map(({ type, to }): RelationChange => ({ as: "removed", type, to }));
  return { id, as: "removed", name, ...(gone.length > 0 && { relations: gone }) };
}

/** Nothing where both say the same. */
function changeOf(was: EntityState, is: EntityState): Partial<ChangeEntry> | undefined {
  const facts = factChanges(was, is);
  const relations = relationChanges(was, is);
  const change = {
    ...differing("names", was.name, is.name),
    ...differing("aliases", orNothing(was.aliases), orNothing(is.aliases)),
    ...differing("summary", was.summary, is.summary),
    ...(was.named !== is.named && { named: is.named }),
    ...differing("sections", orNothing(was.sections), orNothing(is.sections)),
    ...(facts.length > 0 && { facts }),
    ...(relations.length > 0 && { relations }),
    ...differing("further", orNothing(was.further), orNothing(is.further)),
  } as Partial<ChangeEntry>;
  return Object.keys(change).length > 0 ? change : undefined;
}

/** `{ [key]: { from, to } }` where the two differ; what is not there is left out. */
function differing(key: string, from: unknown, to: unknown): object {
  if (JSON.stringify(from) === JSON.stringify(to)) return {};
  return { [key]: { ...(from !== undefined && { from }), ...(to !== undefined && { to }) } };
}

const orNothing = <T>(list: readonly T[] | undefined) => (list?.length ? list : undefined);

function factChanges({ facts: was }: EntityState, { facts: is }: EntityState): FactChange[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return names.flatMap((fact) => {
    const change = {
      ...differing("value", was[fact]?.value, is[fact]?.value),
      ...differing("original", was[fact]?.original, is[fact]?.original),
      ...differing("sources", orNothing(was[fact]?.sources), orNothing(is[fact]?.sources)),
    };
    return Object.keys(change).length > 0 ? [{ fact, ...change }] : [];
  });
}

function relationChanges(was: EntityState, is: EntityState): RelationChange[] {
  const [old, now] = [was, is].map(
    ({ relations }) => new Map(relations.map((relation) => [relationKey(relation), relation])),
  );
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key): RelationChange[] => {
    const [from, to] = [old.get(key), now.get(key)];
    const relation = to ?? from;
    if (!relation) return [];
    const as = from ? (to ? "changed" : "removed") : "added";
    const change = {
      ...differing("note", from?.note, to?.note),
      ...differing("sources", orNothing(from?.sources), orNothing(to?.sources)),
    };
    if (as === "changed" && Object.keys(change).length === 0) return [];
    return [{ as, type: relation.type, to: relation.to, ...change }];
  });
}

/** How much the data hold, kinds in alphabetical order. */
export function totalsOf(state: DataState): RecordFile["totals"] {
  const kinds: Record<string, number> = {};
  let [facts, relations] = [0, 0];
  for (const [id, entity] of state) {
    const kind = id.slice(0, id.indexOf("/"));
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    facts += Object.keys(entity.facts).length;
    relations += entity.relations.length;
  }
  return { kinds, facts, relations };
}
