import { describe, expect, it } from "vitest";
import { nextRecordName } from "@/lib/data/change-records";
import {
  byRecordName,
  type ChangeEntry,
  type ChangeRecord,
  countChanges,
  isOfFirstEdition,
  recordsFor,
} from "@/lib/graph/change-record";
import type { Text } from "@/lib/graph/schema";
import { changeLines } from "@/lib/view/change-lines";
import { plainOntology } from "../fixtures/random-graph";

const name = (word: string): Text => ({ en: word, zh: `${word}字` });
const record = (of: string, entries: ChangeEntry[]): ChangeRecord => ({
  name: of,
  at: `${of.slice(0, 10)}T00:00:00Z`,
  ...(entries.length > 0 && { from: "a".repeat(16) }),
  to: "b".repeat(16),
  totals: { kinds: {}, facts: 0, relations: 0 },
  entries,
});
const records = [
  record("2026-01-01-1", []),
  record("2026-01-02-1", [
    { id: "m/old", as: "changed", name: name("Old"), named: true },
    { id: "m/late", as: "added", name: name("Late") },
    {
      id: "m/gone",
      as: "removed",
      name: name("Gone"),
      relations: [{ as: "removed", type: "ties", to: "d/x" }],
    },
  ]),
  record("2026-01-03-1", [
    { id: "m/new", as: "changed", name: name("New"), was: "m/old" },
    {
      id: "m/late",
      as: "changed",
      name: name("Late"),
      relations: [{ as: "added", type: "ties", to: "d/x" }],
      facts: [
        { fact: "size", value: { to: 3 } },
        { fact: "date", sources: { to: [] } },
      ],
    },
  ]),
];
const only = (id: string) => ({ entities: new Set([id]), ends: new Set([id]) });
const told = (id: string) =>
  recordsFor(records, only(id)).map((one) => [one.name, one.entries.map((entry) => entry.id)]);

describe("records of changes", () => {
  it("concern an entity by its earlier ids too", () => {
    expect(told("m/new")).toEqual([
      ["2026-01-02-1", ["m/old"]],
      ["2026-01-03-1", ["m/new"]],
    ]);
    expect(told("m/old")).toEqual([["2026-01-02-1", ["m/old"]]]);
  });

  it("concern what relations lead to, of entities that are gone as well", () => {
    expect(told("d/x")).toEqual([
      ["2026-01-02-1", ["m/gone"]],
      ["2026-01-03-1", ["m/late"]],
    ]);
    expect(told("d/y")).toEqual([]);
  });

  it("tell what has been there from the first edition on", () => {
    expect(isOfFirstEdition(records, "m/new")).toBe(true);
    expect(isOfFirstEdition(records, "d/y")).toBe(true);
    expect(isOfFirstEdition(records, "m/late")).toBe(false);
  });

  it("are counted, those of entities that came or went apart", () => {
    expect(countChanges(records[1].entries)).toEqual({
      entities: { added: 1, removed: 1, changed: 1 },
      facts: { added: 0, removed: 0, changed: 0 },
      relations: { added: 0, removed: 0, changed: 0 },
    });
    expect(countChanges(records[2].entries)).toMatchObject({
      facts: { added: 1, removed: 0, changed: 1 },
      relations: { added: 1, removed: 0, changed: 0 },
    });
  });

  it("stand in the order of days and numbers, and are named after it", () => {
    const names = ["2026-01-10-1", "2026-01-02-10", "2026-01-02-9"];
    expect(names.sort(byRecordName)).toEqual(["2026-01-02-9", "2026-01-02-10", "2026-01-10-1"]);
    expect(nextRecordName(records, "2026-01-03T09:00:00Z")).toBe("2026-01-03-2");
    expect(nextRecordName(records, "2026-02-01T09:00:00Z")).toBe("2026-02-01-1");
    expect(nextRecordName([], "2026-02-01T09:00:00Z")).toBe("2026-02-01-1");
  });
});

describe("lines about a change", () => {
  const lines = (entry: Partial<ChangeEntry>, locale: "en" | "zh" = "en") =>
    changeLines(
      { id: "kind0/a", as: "changed", name: name("A"), ...entry },
      {
        locale,
        ontology: plainOntology,
        sections: new Map([["1.2", name("Part")]]),
        nameOf: (id) => (id === "kind0/b" ? name("B") : undefined),
      },
    ).map(({ as, pieces }) => `${as} ${pieces.map(({ text }) => text).join("")}`);

  it("say what was and what is", () => {
    expect(lines({ names: { from: name("X"), to: name("Y") } })).toEqual(["changed Name: “X” → “Y”"]);
    expect(lines({ names: { from: name("X"), to: name("Y") } }, "zh")).toEqual([
      "changed 名称：“X字” → “Y字”",
    ]);
    expect(lines({ aliases: { from: ["p", "q"], to: ["q", "r"] } })).toEqual([
      "added Other names: r",
      "removed Other names: p",
    ]);
    expect(lines({ sections: { to: ["1.2"] } })).toEqual(["added Sections: 1.2 Part"]);
    expect(lines({ facts: [{ fact: "size", value: { from: 3 } }] })).toEqual(["removed size: 3"]);
    expect(lines({ was: "kind0/z", named: false })).toEqual([
      "changed its id was kind0/z",
      "changed No longer marked as named in the white paper’s summary",
    ]);
  });

  it("say it of the other language where nothing else changed, and mark it", () => {
    const note = { from: { en: "same", zh: "旧" }, to: { en: "same", zh: "新" } };
    const relations = [{ as: "changed" as const, type: "ties", to: "kind0/b", note }];
    expect(lines({ relations })).toEqual(["changed ties B, note in Chinese: “旧” → “新”"]);
    const [{ pieces }] = changeLines(
      { id: "kind0/a", as: "changed", name: name("A"), relations },
      { locale: "en", ontology: plainOntology, sections: new Map(), nameOf: () => undefined },
    );
    expect(pieces.filter(({ lang }) => lang === "zh").map(({ text }) => text)).toEqual(["“旧”", "“新”"]);
    expect(pieces.find(({ entity }) => entity)).toMatchObject({ text: "kind0/b", entity: "kind0/b" });
  });

  it("name the sources that came and went", () => {
    const [a, b] = [{ url: "https://a.example" }, { url: "https://b.example", title: "B" }];
    const change = (sources: object) =>
      lines({ relations: [{ as: "changed", type: "ties", to: "kind0/b", sources }] });
    expect(change({ from: [a], to: [a, b] })).toEqual(["added ties B (sources): B"]);
    expect(change({ from: [a] })).toEqual([
      "removed ties B (sources): https://a.example",
      "changed ties B (sources): unsourced",
    ]);
  });
});
