/** What records of changes tell is all that has changed, and nothing else. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dataVersion, readChangeRecords, recordText } from "@/lib/data/change-records";
import type { ChangeEntry } from "@/lib/graph/change-record";
import { type DataState, diffStates, type EntityState, stateOf } from "@/lib/graph/data-diff";
import type { Entity, EntityId, Source } from "@/lib/graph/schema";

const word = fc.constantFrom("a", "b: c", "# d", "模型", "true", "1e3", "", " x ", "l1\nl2", "'\"");
const said = word.filter((one) => one !== "");
const text = fc.record({ en: said, zh: said });
const source: fc.Arbitrary<Source> = fc.oneof(
  fc.record({ url: fc.constantFrom("https://a.example", "https://b.example") }),
  fc.record({ url: fc.constant("https://a.example"), title: fc.oneof(said, text) }),
);
const sources = fc.array(source, { maxLength: 3 });
const value = fc.oneof(
  word,
  fc.integer(),
  fc.array(fc.oneof(word, fc.integer(), fc.record({ id: word, part: word })), { maxLength: 2 }),
  fc.dictionary(fc.constantFrom("tokens", "bytes"), fc.integer()),
);
const ids = ["k/a", "k/b", "k/c", "l/a", "l/b"];
const fact = fc.record({ value, original: fc.option(word, { nil: undefined }), sources });
const entity = (id: EntityId): fc.Arbitrary<Entity> =>
  fc.record({
    id: fc.constant(id),
    kind: fc.constant(id.split("/")[0]),
    name: text,
    aliases: fc.array(word, { maxLength: 3 }),
    summary: text,
    namedInWhitePaper: fc.boolean(),
    sections: fc.array(fc.constantFrom("1", "1.2", "3"), { maxLength: 2 }),
    facts: fc.dictionary(fc.constantFrom("size", "date", "licence"), fact),
    relations: fc.uniqueArray(
      fc.record({
        type: fc.constantFrom("uses", "part_of"),
        from: fc.constant(id),
        to: fc.constantFrom(...ids),
        note: fc.option(text, { nil: undefined }),
        sources,
      }),
      { maxLength: 4, selector: ({ type, to }) => `${type} ${to}` },
    ),
    sources,
  });
const data = fc.subarray(ids, { minLength: 1 }).chain((some) => fc.tuple(...some.map(entity)));

/** The state that entries lead to, worked out from them and from what was added alone. */
function replay(before: DataState, entries: readonly ChangeEntry[], added: DataState): DataState {
  const renamed = new Map(entries.flatMap(({ id, was }) => (was ? [[was, id] as const] : [])));
  const now = (id: EntityId) => renamed.get(id) ?? id;
  const state = new Map([...before].map(([id, old]) => [now(id), old]));
  for (const [id, old] of state)
    state.set(id, { ...old, relations: old.relations.map((one) => ({ ...one, to: now(one.to) })) });
  for (const entry of entries) {
    const old = state.get(entry.id);
    if (entry.as === "removed") state.delete(entry.id);
    else if (entry.as === "added") state.set(entry.id, added.get(entry.id) as EntityState);
    else if (old) state.set(entry.id, changed(old, entry));
  }
  const ordered = [...state].map(([id, { relations, ...rest }]): [EntityId, EntityState] => [
    id,
    {
      ...rest,
      relations: relations.toSorted((a, b) => (`${a.type} ${a.to}` < `${b.type} ${b.to}` ? -1 : 1)),
    },
  ]);
  return new Map(ordered.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const after = <T>(change: { to?: T | undefined } | undefined, old: T, none: T): T =>
  change ? (change.to ?? none) : old;

function changed(old: EntityState, entry: ChangeEntry): EntityState {
  const facts = { ...old.facts };
  for (const { fact: name, value: to, original, sources: cited } of entry.facts ?? []) {
    if (to && to.to === undefined) {
      delete facts[name];
      continue;
    }
    const was = facts[name];
    const wording = after(original, was?.original, undefined);
    facts[name] = {
      value: to?.to ?? was.value,
      ...(wording !== undefined && { original: wording }),
      sources: after(cited, was?.sources ?? [], []),
    };
  }
  const relations = new Map(old.relations.map((one) => [`${one.type} ${one.to}`, one]));
  for (const { as, type, to, note, sources: cited } of entry.relations ?? []) {
    const key = `${type} ${to}`;
    const was = relations.get(key);
    const said = after(note, was?.note, undefined);
    if (as === "removed") relations.delete(key);
    else
      relations.set(key, {
        type,
        to,
        ...(said && { note: said }),
        sources: after(cited, was?.sources ?? [], []),
      });
  }
  return {
    name: after(entry.names, old.name, old.name),
    aliases: after(entry.aliases, old.aliases, []),
    summary: after(entry.summary, old.summary, old.summary),
    named: entry.named ?? old.named,
    sections: after(entry.sections, old.sections, []),
    facts: Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1))),
    relations: [...relations.values()],
    further: after(entry.further, old.further, []),
  };
}

describe("what changed between two states of the data", () => {
  it("leads from the one to the other, whatever changed", () => {
    fc.assert(
      fc.property(data, data, fc.boolean(), (old, is, isRenamed) => {
        const [before, now] = [stateOf(old), stateOf(is)];
        const gone = ids.find((id) => before.has(id) && !now.has(id));
        const come = ids.find((id) => now.has(id) && !before.has(id));
        const renamed = new Map(isRenamed && gone && come ? [[gone, come]] : []);
        const entries = diffStates(before, now, renamed);
        expect([...replay(before, entries, now)]).toEqual([...now]);
        if (renamed.size > 0) expect(entries.find(({ was }) => was === gone)?.id).toBe(come);
      }),
      { numRuns: 300 },
    );
  });

  it("is nothing where only the order and the spelling differ", () => {
    fc.assert(
      fc.property(data, (some) => {
        const other = some.toReversed().map((one) => ({
          ...one,
          aliases: one.aliases.toReversed(),
          sections: [...one.sections, ...one.sections],
          facts: Object.fromEntries(Object.entries(one.facts).toReversed()),
          relations: one.relations
            .toReversed()
            .map((each) => ({ ...each, sources: each.sources.toReversed() })),
        }));
        expect(diffStates(stateOf(some), stateOf(other))).toEqual([]);
        expect(dataVersion(stateOf(other))).toBe(dataVersion(stateOf(some)));
      }),
    );
  });

  it("comes back from its file as it was", () => {
    fc.assert(
      fc.property(data, data, (old, is) => {
        const [before, now] = [stateOf(old), stateOf(is)];
        const totals = { kinds: { k: 1 }, facts: 2, relations: 3 };
        const first = { at: "2026-01-01T10:00:00Z", to: dataVersion(before), totals, entries: [] };
        const second = {
          at: "2026-01-02T10:00:00Z",
          from: first.to,
          to: dataVersion(now),
          totals,
          entries: diffStates(before, now),
        };
        const problems: unknown[] = [];
        const records = readChangeRecords(
          [
            { name: "changes/2026-01-02-1.yaml", text: recordText(second) },
            { name: "changes/2026-01-01-1.yaml", text: recordText(first) },
          ],
          problems as never[],
        );
        expect(problems).toEqual([]);
        expect(records).toEqual([
          { name: "2026-01-01-1", ...first },
          { name: "2026-01-02-1", ...second },
        ]);
      }),
      { numRuns: 25 },
    );
  });
});
