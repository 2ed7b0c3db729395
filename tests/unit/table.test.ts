/** The table without its looks: columns, values, order, address, file. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filterGraph } from "@/lib/graph/filter";
import { emptyFilter } from "@/lib/graph/filter-value";
import type { FactValue, Locale } from "@/lib/graph/schema";
import { chosenColumns, columnsOf, firstColumns } from "@/lib/table/columns";
import { rowsOf, type SortKey, turnSort } from "@/lib/table/rows";
import { tableCsv } from "@/lib/table/table-csv";
import {
  firstTableView,
  formatTableView,
  hiddenKindsOf,
  marksOf,
  onlyOnMap,
  parseTableView,
  setKind,
  setMarks,
  type TableView,
  takeStep,
  viewOnMap,
  withoutOwn,
} from "@/lib/table/table-view";
import { cellOf, columnLabel, columnUnit, ranksOf, type Speech } from "@/lib/table/values";
import { clearFilter, dropCondition, toggleScope, turnValue } from "@/lib/view/filter-steps";
import { parseView } from "@/lib/view/parse-view";
import { emptyView, formatView } from "@/lib/view/view";
import { anyReachableFilter } from "../fixtures/filter-steps";
import {
  anyFiltered,
  type ScopedGraph,
  scopedGraph,
  scopedOntology,
  type Written,
} from "../fixtures/scoped-graph";

const kinds = Object.keys(scopedOntology.kinds);
const speechOf = ({ graph, table }: Pick<ScopedGraph, "graph" | "table">, locale: Locale = "en"): Speech => ({
  graph,
  table,
  locale,
  sections: { "4": "Chapter", "4.2": "Section" },
});
const keysOf = (kind?: string) => columnsOf(scopedOntology, kind).map(({ key }) => key);
const model = (facts: Record<string, FactValue>) => ({ facts });

const written: Written = {
  "model/a": {
    facts: { parameters: [7e9, 65e9], released: "2023-02", access: "open", license: [{ id: "mit" }] },
    to: { based_on: ["model/b"], applied_in: ["domain/d"] },
    sections: ["4.2"],
    named: true,
  },
  "model/b": { facts: { parameters: [13e9], released: "2022", license: [{ id: "lost" }] } },
  "domain/d": {},
  "model/c": { facts: { parameters: [2048], released: "2023-02-24" } },
};
const scoped = scopedGraph(written);
const everything = filterGraph(scoped.graph, scoped.table, { filter: emptyFilter, hiddenKinds: [] });
const cell = (key: string, id: string, locale: Locale = "en") => {
  const column = columnsOf(scopedOntology, undefined).find((one) => one.key === key);
  if (!column) throw new Error(`no column ${key}`);
  return cellOf(column, scoped.graph.indexOf(id), speechOf(scoped, locale));
};

describe("the columns", () => {
  it("of a kind are its name, its facets, what it is in the graph, and what its relations lead to", () => {
    expect(keysOf("dataset")).toEqual([
      "name",
      ...["access", "released", "tokens", "section", "named", "sourcing"],
      ...["importance", "relations", "region"],
      ...["to.generated_by", "from.trained_on"],
      ...["other-name", "aliases", "id"],
    ]);
  });

  it("of all kinds tell the kind and the one date that counts as well", () => {
    expect(keysOf().slice(0, 3)).toEqual(["name", "kind", "date"]);
    expect(new Set(keysOf())).toEqual(new Set([...kinds.flatMap(keysOf), "kind", "date"]));
  });

  it("at first are those that the ontology names, else the kind's own facets", () => {
    const { model: plain, ...rest } = scopedOntology.kinds;
    const declared = { ...plain, columns: ["released", "to.based_on", "no-such-column"] };
    expect(firstColumns({ ...scopedOntology, kinds: { model: declared, ...rest } }, "model")).toEqual([
      "released",
      "to.based_on",
      "relations",
    ]);
    expect(firstColumns(scopedOntology, "dataset")).toEqual(["access", "released", "tokens", "relations"]);
    expect(firstColumns(scopedOntology, "domain")).toEqual(["relations"]);
    expect(firstColumns(scopedOntology, undefined)).toContain("named");
  });

  it("that are chosen stand in the order of choice, the name before them, each once", () => {
    const chosen = chosenColumns(scopedOntology, "model", ["relations", "no-such", "released", "relations"]);
    expect(chosen.map(({ key }) => key)).toEqual(["name", "relations", "released"]);
  });

  it("keep their keys apart from facts of the same name", () => {
    const { domain, ...rest } = scopedOntology.kinds;
    const name = { label: { en: "Own name", zh: "名" }, type: "text" as const, facet: true };
    const ontology = { ...scopedOntology, kinds: { ...rest, domain: { ...domain, facts: { name } } } };
    expect(columnsOf(ontology, "domain").map(({ key }) => key)).toEqual(
      expect.arrayContaining(["name", "name-fact"]),
    );
  });

  it("of one name say what tells them apart, and only where both are offered", () => {
    const { model, domain, ...rest } = scopedOntology.kinds;
    const fact = (values: string) => ({
      sort: { label: { en: "Type", zh: "类型" }, type: "enum" as const, values, facet: true },
    });
    const kinds = { ...rest, model: { ...model, facts: fact("a") }, domain: { ...domain, facts: fact("b") } };
    const ontology = { ...scopedOntology, kinds, enumerations: { a: {}, b: {} } };
    const labels = (kind: string | undefined, locale: "zh" | "en") => {
      const speech = { ...speechOf(scoped, locale), graph: { ...scoped.graph, ontology } };
      return columnsOf(ontology, kind)
        .filter(({ key }) => /\.sort$|^kind$/.test(key))
        .map((column) => columnLabel(column, speech));
    };
    expect(labels(undefined, "en")).toEqual(["Kind", "Type (models)", "Type (domains)"]);
    expect(labels("model", "en")).toEqual(["Type"]);
    expect(labels(undefined, "zh")[0]).toBe("类型");
    expect(new Set(labels(undefined, "zh")).size).toBe(3);
  });

  it("have a label each, and say a unit where the label does not", () => {
    for (const column of columnsOf(scopedOntology, undefined))
      for (const locale of ["zh", "en"] as const)
        expect(columnLabel(column, speechOf(scoped, locale))).not.toBe("");
    const unit = (label: string, name: string) => {
      const facts = {
        size: { label: { en: label, zh: label }, type: "number" as const, unit: "u", facet: true },
      };
      const ontology = {
        ...scopedOntology,
        kinds: { model: { ...scopedOntology.kinds.model, facts } },
        units: { u: { label: { en: name, zh: name }, show: "plain" as const } },
      };
      const [, column] = columnsOf(ontology, "model").filter(({ type }) => type !== "words");
      return columnUnit(column, { ...speechOf(scoped), graph: { ...scoped.graph, ontology } });
    };
    expect(unit("Memory", "GB")).toBe("GB");
    expect(unit("Training tokens", "tokens")).toBeUndefined();
  });
});

describe("a cell", () => {
  it("tells numbers briefly, all of them, in the reader's language", () => {
    expect(cell("parameters", "model/a").text).toBe("7,000,000,000, 65,000,000,000");
  });

  it.each([
    ["model/a", "February 2023", "2023年2月"],
    ["model/b", "2022", "2022年"],
    ["model/c", "24 February 2023", "2023年2月24日"],
  ])("tells the date of %s as precisely as it is known", (id, en, zh) => {
    for (const key of ["released", "date"]) {
      expect(cell(key, id).text).toBe(en);
      expect(cell(key, id, "zh").text).toBe(zh);
    }
  });

  it("tells under a licence what it means", () => {
    expect(cell("license", "model/a")).toEqual({ text: "MIT", more: "use: yes" });
    expect(cell("license", "model/b").more).toBe("use: ?");
  });

  it("tells what is not known from what there cannot be", () => {
    expect(cell("access", "model/b")).toEqual({ text: "", missing: "unknown" });
    expect(cell("access", "domain/d")).toEqual({ text: "", missing: "apart" });
    expect(cell("to.based_on", "model/b")).toEqual({ text: "", missing: "unknown" });
    expect(cell("to.based_on", "domain/d")).toEqual({ text: "", missing: "apart" });
    expect(cell("region", "model/a")).toEqual({ text: "", missing: "unknown" });
  });

  it("tells what relations lead to, from either end", () => {
    expect(cell("to.based_on", "model/a").text).toBe("model/b");
    expect(cell("from.based_on", "model/b").text).toBe("model/a");
    expect(cell("from.based_on", "model/a").missing).toBe("unknown");
  });

  it("only counts the last of very many", () => {
    const parts = Array.from({ length: 9 }, (_, i) => `model/p${i}`);
    const many = scopedGraph({
      "model/all": { to: { based_on: parts } },
      ...Object.fromEntries(parts.map((id) => [id, {}])),
    });
    const column = columnsOf(scopedOntology, "model").find(({ key }) => key === "to.based_on");
    expect(column && cellOf(column, 0, speechOf(many)).text).toBe(
      "model/p0, model/p1, model/p2, model/p3 and 5 more",
    );
  });

  it("names the section, not the chapter around it", () => {
    expect(cell("section", "model/a").text).toBe("4.2 Section");
  });
});

describe("the order", () => {
  const sorted = (sort: readonly SortKey[], find = "") =>
    rowsOf(everything, speechOf(scoped), { find, sort, columns: columnsOf(scopedOntology, undefined) }).map(
      (entity) => scoped.graph.ids[entity],
    );

  it("is that of importance unless another is asked for", () => {
    expect(sorted([])).toEqual(["model/a", "model/b", "domain/d", "model/c"]);
    expect(sorted([{ column: "no-such", falling: true }])).toEqual(sorted([]));
  });

  it("takes the greatest of several numbers when they fall, the smallest when they rise", () => {
    expect(sorted([{ column: "parameters", falling: true }])).toEqual([
      "model/a",
      "model/b",
      "model/c",
      "domain/d",
    ]);
    expect(sorted([{ column: "parameters", falling: false }])).toEqual([
      "model/c",
      "model/a",
      "model/b",
      "domain/d",
    ]);
  });

  it("puts a month before its days", () => {
    expect(sorted([{ column: "released", falling: false }]).slice(0, 3)).toEqual([
      "model/b",
      "model/a",
      "model/c",
    ]);
  });

  it("asks the second key where the first finds no difference", () => {
    const twins = scopedGraph({
      "model/x": model({ access: "open", parameters: [1] }),
      "model/y": model({ access: "closed", parameters: [5] }),
      "model/z": model({ access: "open", parameters: [9] }),
    });
    const rows = rowsOf(
      filterGraph(twins.graph, twins.table, { filter: emptyFilter, hiddenKinds: [] }),
      speechOf(twins),
      {
        find: "",
        columns: columnsOf(scopedOntology, "model"),
        sort: [
          { column: "access", falling: true },
          { column: "parameters", falling: true },
        ],
      },
    );
    expect(rows.map((entity) => twins.graph.ids[entity])).toEqual(["model/z", "model/x", "model/y"]);
  });

  it("goes by pinyin in Chinese", () => {
    const names = ["文心", "阿里", "百川", "盘古", "ChatGLM"];
    const graph = { ...scopedGraph(Object.fromEntries(names.map((_, i) => [`model/m${i}`, {}]))).graph };
    const named = { ...graph, names: names.map((zh) => ({ zh, en: zh })) };
    const [column] = columnsOf(scopedOntology, "model");
    const ranks = ranksOf(column, { ...speechOf(scoped, "zh"), graph: named }, false);
    const order = names.map((_, i) => i).sort((a, b) => ranks[a] - ranks[b]);
    expect(order.map((i) => names[i]).filter((name) => name !== "ChatGLM")).toEqual([
      "阿里",
      "百川",
      "盘古",
      "文心",
    ]);
  });

  it("leaves just the rows that the text is found in", () => {
    expect(sorted([], "model a")).toEqual(["model/a"]);
    expect(sorted([], "  ")).toEqual(sorted([]));
    expect(sorted([], "nothing of the kind")).toEqual([]);
  });

  it("holds for any graph: all members once, known before unknown, equals by importance", () => {
    const anySort = (columns: readonly string[]) =>
      fc.array(fc.record({ column: fc.constantFrom(...columns), falling: fc.boolean() }), { maxLength: 2 });
    fc.assert(
      fc.property(anyFiltered, anySort(keysOf()), (drawn, sort) => {
        const filtered = filterGraph(drawn.graph, drawn.table, drawn.filtering);
        const speech = speechOf(drawn);
        const columns = columnsOf(scopedOntology, undefined);
        const rows = rowsOf(filtered, speech, { find: "", sort, columns });
        const members = [...filtered.standing.keys()].filter((entity) => filtered.standing[entity] === 2);
        expect(rows.toSorted((a, b) => a - b)).toEqual(members);
        const [first] = sort;
        const column = columns.find(({ key }) => key === first?.column);
        const ranks = column && ranksOf(column, speech, first.falling);
        rows.slice(1).forEach((entity, i) => {
          const before = rows[i];
          if (!ranks) expect(before).toBeLessThan(entity);
          else if (Number.isNaN(ranks[before])) expect(ranks[entity]).toBeNaN();
          else if (!Number.isNaN(ranks[entity]))
            expect((ranks[entity] - ranks[before]) * (first.falling ? -1 : 1)).toBeGreaterThanOrEqual(0);
          if (sort.length === 1 && ranks?.[entity] === ranks?.[before]) expect(before).toBeLessThan(entity);
        });
      }),
    );
  });
});

describe("pressing a head", () => {
  const press = (sort: readonly SortKey[], column: string, adds = false) =>
    turnSort(sort, column, { first: "rising", adds });

  it("sorts, turns the order round, and takes it back", () => {
    const once = press([], "name");
    const twice = press(once, "name");
    expect([once, twice, press(twice, "name")]).toEqual([
      [{ column: "name", falling: false }],
      [{ column: "name", falling: true }],
      [],
    ]);
    expect(turnSort([], "name", { first: "falling", adds: false })).toEqual([
      { column: "name", falling: true },
    ]);
  });

  it("leaves the other keys where one more is asked for, three at most", () => {
    const two = press(press([], "a"), "b", true);
    expect(two.map(({ column }) => column)).toEqual(["a", "b"]);
    expect(press(two, "a", true)).toEqual([
      { column: "a", falling: true },
      { column: "b", falling: false },
    ]);
    expect(press(press(two, "c", true), "d", true)).toHaveLength(3);
    expect(press(two, "c")).toEqual([{ column: "c", falling: false }]);
  });
});

const parse = (query: string): TableView => {
  const parameters = new URLSearchParams(query);
  return parseTableView(parameters, parseView(withoutOwn(parameters)).view, kinds);
};

describe("the address", () => {
  it("says nothing of the first kind as it is", () => {
    expect(formatTableView(firstTableView(kinds), kinds)).toBe("");
    expect(parse("")).toEqual(firstTableView(kinds));
  });

  it("can be read by people", () => {
    const table: TableView = {
      view: setMarks({ ...firstTableView(kinds), view: toggleScope(emptyView, "domain/d") }, [
        "model/a",
        "model/b",
      ]).view,
      kind: "model",
      columns: ["released", "to.based_on"],
      sort: [
        { column: "parameters", falling: true },
        { column: "name", falling: false },
      ],
      find: "文心 4",
    };
    const text = formatTableView(table, kinds);
    expect(text).toBe(
      "kind=model&columns=released,to.based_on&sort=-parameters,name&find=%E6%96%87%E5%BF%83%204" +
        "&in=domain/d&select=model/a&also=model/b",
    );
    expect(parse(text)).toEqual(table);
  });

  it("of a view shows all that the view leaves; of nothing, the first kind", () => {
    expect(parse("in=domain/d").kind).toBeUndefined();
    expect(parse("hide=model").kind).toBeUndefined();
    expect(parse("ask=lineage:model/a").kind).toBeUndefined();
    expect(parse("select=model/a").kind).toBe("model");
    expect(parse("kind=*").kind).toBeUndefined();
    // So asks whoever looks for an entity by the field at the head of every page.
    expect(parse("find=llama").kind).toBeUndefined();
    expect(parse("find=").kind).toBe("model");
  });

  it("that is damaged gives the nearest table", () => {
    expect(parse("kind=none&columns=A,b c,__proto__,released&sort=-,--x,-released,released")).toEqual({
      ...firstTableView(kinds),
      columns: ["released"],
      sort: [{ column: "released", falling: true }],
    });
  });

  it("gives the same table back, whatever that is", () => {
    const anyKey = fc.constantFrom("released", "model.access", "to.based_on", "other-name", "from.x");
    const anyTable = fc.record({
      view: anyReachableFilter,
      kind: fc.option(fc.constantFrom(...kinds), { nil: undefined }),
      columns: fc.option(fc.uniqueArray(anyKey), { nil: undefined }),
      sort: fc.uniqueArray(fc.record({ column: anyKey, falling: fc.boolean() }), {
        selector: ({ column }) => column,
        maxLength: 3,
      }),
      find: fc.string({ unit: "grapheme", maxLength: 30 }),
    });
    fc.assert(
      fc.property(anyTable, ({ view, ...rest }) => {
        const table = { ...rest, view: rest.kind === undefined ? view : { ...view, hiddenKinds: [] } };
        expect(parse(formatTableView(table, kinds))).toEqual(table);
      }),
    );
  });

  it("never fails", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (value, find) => {
        const query = `kind=${value}&columns=${value}&sort=${value}&find=${find}&in=${value}`;
        const table = parse(query);
        expect(parse(formatTableView(table, kinds))).toEqual(table);
      }),
      { numRuns: 40 },
    );
  });
});

describe("the kind", () => {
  const filtered: TableView = { ...firstTableView(kinds), view: toggleScope(emptyView, "domain/d") };

  it("is a condition like the others to what filters", () => {
    let seen: readonly string[] = [];
    const after = takeStep(filtered, kinds, (view) => {
      seen = view.hiddenKinds;
      return turnValue(view, "access", "open");
    });
    expect(seen).toEqual(["dataset", "domain", "policy", "risk"]);
    expect(after.kind).toBe("model");
    expect(after.view.hiddenKinds).toEqual([]);
    expect(after.view.filter.values).toHaveLength(1);
  });

  it("stays when the filter is cleared, unless nothing else was asked for", () => {
    expect(takeStep(filtered, kinds, clearFilter)).toEqual(firstTableView(kinds));
    expect(takeStep(firstTableView(kinds), kinds, clearFilter).kind).toBeUndefined();
  });

  it("goes when it is what empties the table", () => {
    const open = takeStep(filtered, kinds, (view) => dropCondition(view, { type: "kinds" }));
    expect(open.kind).toBeUndefined();
    expect(open.view.filter.scopes).toEqual(["domain/d"]);
  });

  it("takes along the order as far as the other kind has it, and its own columns", () => {
    const table: TableView = {
      ...filtered,
      columns: ["parameters"],
      sort: [
        { column: "parameters", falling: true },
        { column: "name", falling: false },
      ],
    };
    const after = setKind(table, "dataset", keysOf("dataset"));
    expect(after).toMatchObject({ kind: "dataset", columns: undefined });
    expect(after.sort).toEqual([{ column: "name", falling: false }]);
    expect(setKind(after, "dataset", keysOf("dataset"))).toBe(after);
  });
});

describe("the way to the map", () => {
  it("shows the same there, and selects what is marked", () => {
    const table = setMarks(
      {
        ...firstTableView(kinds),
        view: toggleScope(emptyView, "domain/d"),
        sort: [{ column: "name", falling: true }],
      },
      ["model/b", "model/a"],
    );
    expect(formatView(viewOnMap(table, kinds))).toBe(
      "hide=dataset,domain,policy,risk&in=domain/d&select=model/b&also=model/a",
    );
    expect(marksOf(table)).toEqual(["model/b", "model/a"]);
    expect(marksOf(setMarks(table, []))).toEqual([]);
  });

  it("can be had for some rows alone", () => {
    expect(formatView(onlyOnMap(["model/b", "model/a"]))).toBe("list=model/b,model/a");
    expect(formatView(onlyOnMap(["model/b"], "cities"))).toBe("graph=cities&list=model/b");
  });

  it("hides just what is no row", () => {
    const { kind: _, ...rest } = firstTableView(kinds);
    expect(hiddenKindsOf({ ...rest, kind: undefined }, kinds)).toEqual([]);
  });
});

describe("the file", () => {
  it("holds what is shown, in its order, in full and harmless", () => {
    const risky = scopedGraph({
      "model/a": { facts: { parameters: [7e9, 65e9], released: "2023-02", access: "=1+1" } },
      "domain/d": {},
    });
    const columns = chosenColumns(scopedOntology, undefined, [
      "parameters",
      "released",
      "access",
      "importance",
    ]);
    const text = [...tableCsv(columns, [1, 0], speechOf(risky))].join("");
    expect(text).toBe(
      "\uFEFFName,number (models),released,access,Importance\r\n" +
        "domain/d,,,,99.9\r\n" +
        'model/a,"7000000000; 65000000000",2023-02,\'=1+1,100\r\n',
    );
  });
});
