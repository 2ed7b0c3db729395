/** Tables: what is written is read back, harmless in a spreadsheet; tables of others are understood. */
import * as fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { detectCsv, readCsv, writeEntitiesCsv, writeRelationsCsv } from "@/lib/exchange/csv";
import type { ExchangeGraph } from "@/lib/exchange/exchange";
import { anyGraph, anyText, type Found, found } from "./exchange-graphs";

const textOf = (parts: Iterable<string>): string => [...parts].join("");

async function read(text: string, partLength?: number): Promise<Found> {
  const { mapping } = detectCsv(text.slice(0, 65_536));
  return found((sink) => readCsv(sink, mapping), text, partLength);
}

const graphOf = (nodes: ExchangeGraph["nodes"], edges: ExchangeGraph["edges"] = []): ExchangeGraph => ({
  attributes: {},
  nodes,
  edges,
});

describe("tables of a graph", () => {
  it("are read back the same, in parts of any length", async () => {
    await fc.assert(
      fc.asyncProperty(anyGraph, fc.integer({ min: 1, max: 40 }), async (graph, partLength) => {
        const entities = await read(textOf(writeEntitiesCsv(graph)), partLength);
        expect(entities.problems).toEqual([]);
        expect(entities.graph.nodes).toEqual(graph.nodes);
        const relations = await read(textOf(writeRelationsCsv(graph)), partLength);
        expect(relations.problems).toEqual([]);
        expect(relations.graph.edges).toEqual(graph.edges);
        expect(relations.graph.nodes).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("are read by another parser, and no cell of theirs is a formula", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const { data, errors } = Papa.parse<string[]>(textOf(writeEntitiesCsv(graph)).slice(1), {
          delimiter: ",",
          newline: "\r\n",
        });
        expect(errors.filter(({ type }) => type === "Quotes")).toEqual([]);
        expect(data.length).toBe(graph.nodes.length + 2);
        for (const [row, cells] of data.slice(0, -1).entries()) {
          expect(cells.length).toBe(data[0]?.length);
          for (const cell of cells) {
            expect(cell).toSatisfy(
              (text: string) => !/^[=+@＝＋－＠\t\r\n-]/.test(text) || Number.isFinite(Number(text)),
            );
          }
          const node = graph.nodes[row - 1];
          expect(!node || cells[0] === node.id || cells[0] === `'${node.id}`).toBe(true);
        }
      }),
    );
  });

  it("say types in the header and are readable", () => {
    const graph = graphOf(
      [
        {
          id: "model/a",
          label: "A",
          attributes: {
            kind: "model",
            "fact.parameters": 7e9,
            aliases: ["Ä; b", "阿"],
            sources: [{ url: "https://x" }],
          },
        },
        { id: "model/b", attributes: { kind: "model", open: true, note: "=1+1" }, place: { x: -1.5, y: 2 } },
      ],
      [{ from: "model/a", to: "model/b", type: "uses", attributes: {} }],
    );
    expect(textOf(writeEntitiesCsv(graph))).toBe(
      [
        "\uFEFFid,label,x,y,size,colour,kind,fact.parameters:number,aliases:list,sources:json,open:boolean,note",
        'model/a,A,,,,,model,7000000000,"Ä\\; b; 阿","[{""url"":""https://x""}]",,',
        "model/b,,-1.5,2,,,model,,,,true,'=1+1",
        "",
      ].join("\r\n"),
    );
    expect(textOf(writeRelationsCsv(graph))).toBe("\uFEFFfrom,to,type\r\nmodel/a,model/b,uses\r\n");
  });

  it("hold U+FFFD for half a character", async () => {
    const text = textOf(writeEntitiesCsv(graphOf([{ id: "a\uD800", attributes: {} }])));
    expect(text.isWellFormed()).toBe(true);
    expect((await read(text)).graph.nodes[0]?.id).toBe("a\uFFFD");
  });
});

describe("tables of others", () => {
  const rows = [
    ["编号", "名称", "类型"],
    ["1", "甲", "模型"],
    ["2", 'two\nlines, "quoted"', "机构"],
  ];

  it.each([",", ";", "\t", "|"])("have any delimiter: %j", async (delimiter) => {
    for (const newline of ["\n", "\r\n", "\r"]) {
      const text = Papa.unparse(rows, { delimiter, newline });
      expect(detectCsv(text).mapping).toEqual({
        role: "entities",
        delimiter,
        hasHeader: true,
        columns: ["id", "label", "kind"],
      });
      expect((await read(text, 1)).graph.nodes).toEqual([
        { id: "1", label: "甲", attributes: { kind: "模型" } },
        { id: "2", label: 'two\nlines, "quoted"', attributes: { kind: "机构" } },
      ]);
    }
  });

  it.each([
    ["Source,Target,Type,Weight\na,b,Undirected,2\n", ["from", "to", "direction", { attribute: "Weight" }]],
    ["源;目标;关系\n甲;乙;使用\n", ["from", "to", "type"]],
    ["from\tto\tlabel\na\tb\tknows\n", ["from", "to", "type"]],
    [":START_ID,:END_ID,:TYPE,since:int\na,b,knows,3\n", ["from", "to", "type", { attribute: "since" }]],
    ["a,b\nb,c\nc,a\n", ["from", "to"]],
    ["1 2\n", ["id"]],
    ["編號,名稱,類型\n1,甲,人\n", ["id", "label", "kind"]],
    ["a,b,0.5\nb,c,1\n", ["from", "to", { attribute: "weight" }]],
    ["a,likes,b\nb,likes,c\n", ["from", "type", "to"]],
    ["name,born\nAda,1815\nAlan,1912\n", ["id", { attribute: "born" }]],
    ["person:ID,name:string,:LABEL\n1,Ada,Person\n", ["id", { attribute: "name" }, "kind"]],
    [
      "id,tag,tag,\n1,a,b,c\n",
      ["id", { attribute: "tag" }, { attribute: "tag 3" }, { attribute: "column 4" }],
    ],
  ])("are understood: %j", (text, columns) => {
    expect(detectCsv(text).mapping.columns).toEqual(columns);
  });

  it("tell bad rows by their line and give the rest", async () => {
    const text = 'id,name,x,y\n1,a,0,0\n,b,,\n\n"3\n",c,,,,more\n4,d,far,1\n5,e\n6,"f';
    const { graph, problems, lines } = await read(text);
    expect(graph.nodes.map(({ id }) => id)).toEqual(["1", "4", "5"]);
    expect(lines).toEqual([2, 7, 8]);
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ["missing-id", 3],
      ["bad-row", 5],
      ["bad-value", 7],
      ["bad-row", 9],
    ]);
  });

  it("keep apostrophes that guard nothing", async () => {
    const { graph } = await read("id,name\n'tis,'=x\n");
    expect(graph.nodes).toEqual([{ id: "'tis", label: "=x", attributes: {} }]);
  });

  it("are cut as another parser cuts them", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anyText, anyText, anyText), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        async (cells, partLength) => {
          const text = Papa.unparse(
            cells.map((row) => ["x", ...row]),
            { quotes: true },
          );
          const { graph } = await found(
            (sink) =>
              readCsv(sink, {
                role: "entities",
                delimiter: ",",
                hasHeader: false,
                columns: ["ignore", { attribute: "a" }, "id", { attribute: "b" }],
              }),
            text,
            partLength,
          );
          const plain = cells.filter((row) => row.every((cell) => !cell.startsWith("'") && cell !== ""));
          expect(graph.nodes).toEqual(
            expect.arrayContaining(plain.map(([a, id, b]) => ({ id, attributes: { a, b } }))),
          );
        },
      ),
    );
  });

  it("have no line that is too long, and no quote that takes long", async () => {
    const endless = await found(
      (sink) => readCsv(sink, detectCsv("id,name\n").mapping),
      `id,name\n1,"${"a".repeat(3_000_000)}`,
      65_536,
    );
    expect(endless.isStopped).toBe(true);
    expect(endless.problems).toEqual([
      { code: "value-too-long", line: 2, values: { limit: 1_048_576 }, isFatal: true },
    ]);
    const began = performance.now();
    await read(`id,name\n"${'a"'.repeat(200_000)}x${" ".repeat(600_000)}\n`);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it("need the column that says what a row is about", async () => {
    const mapping = {
      role: "relations",
      delimiter: ",",
      hasHeader: true,
      columns: ["from", "ignore"],
    } as const;
    const { problems, isStopped } = await found((sink) => readCsv(sink, mapping), "a,b\n1,2\n");
    expect(isStopped).toBe(true);
    expect(problems).toEqual([
      { code: "missing-column", line: 1, values: { expected: "to" }, isFatal: true },
    ]);
  });
});
