import { gzipSync as gzip } from "node:zlib";
import { gzipSync, strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { withDelimiter, withHeader } from "@/app/[locale]/_explorer/import/table-mapping";
import { writeEntitiesCsv, writeRelationsCsv } from "@/lib/exchange/csv";
import { type ExchangeGraph, type ReadProblemCode, readLimits } from "@/lib/exchange/exchange";
import { formatNames, loadFormat } from "@/lib/exchange/formats";
import { type InputFile, readFiles } from "@/lib/exchange/read";

type Bytes = Uint8Array;

function file(name: string, content: string | Bytes | (() => Iterable<Bytes>)): InputFile {
  const bytes = typeof content === "string" ? strToU8(content) : content;
  const parts = typeof bytes === "function" ? bytes : () => [bytes];
  let size = 0;
  for (const part of parts()) {
    size += part.length;
  }
  return {
    name,
    size,
    async *chunks() {
      yield* parts();
    },
  };
}

const read = (...files: InputFile[]) => readFiles(files);

async function problemOf(name: string, content: string | Bytes | (() => Iterable<Bytes>)) {
  const result = await read(file(name, content));
  expect(result.isFatal).toBe(true);
  expect(result.graph.nodes).toEqual([]);
  return result.problems.first[0];
}

const graphml = (inner: string, before = "") =>
  `<?xml version="1.0"?>\n${before}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${inner}\n</graphml>`;
const two = '<graph edgedefault="directed"><node id="a"/><node id="b"/><edge source="a" target="b"/></graph>';
const abGraph = {
  attributes: {},
  nodes: [
    { id: "a", attributes: {} },
    { id: "b", attributes: {} },
  ],
  edges: [{ from: "a", to: "b", attributes: {} }],
};

describe("formats are recognised by what is in them", () => {
  test.each([
    ["x.xml", graphml(two), "graphml"],
    [
      "x",
      '<gexf version="1.2"><graph defaultedgetype="directed"><nodes><node id="a"/><node id="b"/></nodes><edges><edge source="a" target="b"/></edges></graph></gexf>',
      "gexf",
    ],
    ["x.json", '{"nodes":[{"id":"a"},{"id":"b"}],"links":[{"source":"a","target":"b"}]}', "node-link"],
    ["x.json", '{"edges":[{"from":"a","to":"b"}],"nodes":[{"id":"a"},{"id":"b"}]}', "node-link"],
    ["x.json", '{"nodes":[{"id":"a"},{"id":"b"}],"links":[{"source":0,"target":1}]}', "node-link"],
    [
      "x.json",
      '{"directed":true,"nodes":["a","b"],"links":[{"source":{"id":"a"},"target":"b"}]}',
      "node-link",
    ],
    [
      "x.txt",
      '[{"data":{"id":"a"}},{"data":{"id":"b"}},{"data":{"id":"e","source":"a","target":"b"}}]',
      "cytoscape",
    ],
    [
      "x.json",
      '{"elements":[{"data":{"id":"e","source":"a","target":"b"}},{"data":{"id":"a"}},{"group":"nodes","data":{"id":"b"}}]}',
      "cytoscape",
    ],
    [
      "x.json",
      '{"format":"large-model-atlas","nodes":[{"id":"a"},{"id":"b"}],"edges":[{"from":"a","to":"b"}]}',
      "json",
    ],
    ["x.csv", "from,to\na,b\n", "csv"],
  ])("%s %s", async (name, content, format) => {
    const result = await read(file(name, content));
    expect(result.problems).toEqual({ count: 0, first: [] });
    expect(result.formats).toEqual([format]);
    expect(result.graph).toEqual(abGraph);
  });

  const whole: ExchangeGraph = {
    attributes: { title: "图" },
    nodes: [
      {
        id: "model/a",
        label: "A",
        place: { x: 1, y: 2 },
        size: 3,
        colour: "#12ab9f",
        attributes: { n: 1, l: ["x"] },
      },
      { id: "b", attributes: { text: "模型 👩‍🔬", o: { d: [true] } } },
    ],
    edges: [{ from: "model/a", to: "b", type: "by", attributes: { weight: 2 } }],
  };
  test.each(formatNames)("%s, as we write it, whatever the name", async (name) => {
    const texts =
      name === "csv"
        ? [writeEntitiesCsv(whole), writeRelationsCsv(whole)]
        : [(await loadFormat(name)).write(whole)];
    const result = await read(...texts.map((parts, index) => file(`file-${index}`, [...parts].join(""))));
    expect(result.problems.first).toEqual([]);
    expect(result.formats).toEqual([name]);
    expect(result.graph).toEqual(name === "csv" ? { ...whole, attributes: {} } : whole);
    expect(result.tables.map(({ mapping }) => mapping.role)).toEqual(
      name === "csv" ? ["entities", "relations"] : [],
    );
  });

  test("what is none is told", async () => {
    expect(await problemOf("a.png", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]))).toMatchObject({
      code: "unknown-format",
    });
    expect(await problemOf("a.json", '{"a":1}')).toMatchObject({ code: "unknown-format" });
    expect(await problemOf("a.html", "<!DOCTYPE html><html></html>")).toMatchObject({ code: "unsupported" });
    expect(await problemOf("a.xlsx", zipSync({ "[Content_Types].xml": strToU8("x") }))).toMatchObject({
      code: "unsupported",
    });
    expect(await problemOf("a.graphml", " \n ")).toMatchObject({ code: "empty" });
    expect(await problemOf("a.graphml", graphml("<graph/>"))).toMatchObject({ code: "empty" });
  });
});

test("a table that is read as a reader says is told as that", async () => {
  const odd = file("x.csv", "id|name, given|where\n1|Doe, Jane|x\n2|Roe, Rick|y\n");
  const first = (await read(odd)).tables[0];
  expect(first?.header).toEqual(["id", "name, given", "where"]);
  if (!first) return;
  const cut = withHeader(withDelimiter(first, ","), false);
  expect(cut.rows[1]).toEqual(["1|Doe", " Jane|x"]);
  const again = (await readFiles([odd], { mappings: new Map([["x.csv", cut.mapping]]) })).tables[0];
  expect(again).toEqual(cut);
  // And back, with nothing lost on the way.
  expect(withDelimiter(cut, "|")).toEqual(first);
});

describe("encodings", () => {
  const text = (declared: string) =>
    `<?xml version="1.0"${declared}?><graphml><graph><node id="模型"/></graph></graphml>`;
  const gb = (declared: string) => {
    const [before, after] = text(declared).split("模型") as [string, string];
    return new Uint8Array([...strToU8(before), 0xc4, 0xa3, 0xd0, 0xcd, ...strToU8(after)]);
  };
  const utf16 = (isLittle: boolean, units = `\ufeff${text("")}`) => {
    const bytes = new DataView(new ArrayBuffer(units.length * 2));
    for (let index = 0; index < units.length; index += 1) {
      bytes.setUint16(index * 2, units.charCodeAt(index), isLittle);
    }
    return new Uint8Array(bytes.buffer);
  };
  test.each([
    ["UTF-8", strToU8(text(""))],
    ["UTF-8 with a mark", strToU8(`\ufeff${text("")}`)],
    ["UTF-16, little", utf16(true)],
    ["UTF-16, big", utf16(false)],
    ["UTF-16, little, without a mark", utf16(true, text(""))],
    ["UTF-16, big, without a mark", utf16(false, text(""))],
    ["GB18030, declared", gb(' encoding="GBK"')],
    ["GB18030", gb("")],
    ["GB18030, declared as UTF-8", gb(' encoding="utf-8"')],
  ])("%s", async (_, bytes) => {
    const result = await read(file("x.graphml", bytes));
    expect(result.problems.first).toEqual([]);
    expect(result.graph.nodes).toEqual([{ id: "模型", attributes: {} }]);
  });

  test("GB18030 that begins late, and what has been read before is not there twice", async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `<node id="n${index}"/><node id="n${index}"/>`);
    const start = strToU8(`<graphml><graph>${lines.join("\n")}<node id="`);
    const end = strToU8('"/></graph></graphml>');
    const whole = new Uint8Array([...start, 0xc4, 0xa3, 0xd0, 0xcd, ...end]);
    const result = await read(file("x.graphml", whole));
    expect(result.graph.nodes).toHaveLength(5001);
    expect(result.graph.nodes.at(-1)?.id).toBe("模型");
    expect(result.problems.count).toBe(5000);
    expect(result.problems.first).toHaveLength(readLimits.problems);
  });

  test("what is of no encoding", async () => {
    const broken = new Uint8Array([...strToU8("<graphml><graph><node id='"), 0xff, 0xff, 0x80]);
    expect(await problemOf("x.graphml", broken)).toMatchObject({ code: "wrong-encoding" });
    const unknown = strToU8('<?xml version="1.0" encoding="klingon"?><graphml/>');
    expect(await problemOf("x.graphml", unknown)).toMatchObject({
      code: "wrong-encoding",
      values: { value: "klingon" },
    });
    // The first character has a low byte of naught.
    const wide = await read(file("x.csv", utf16(true, "id,label\n一,1\n二,2\n")));
    expect(wide.graph.nodes.map(({ id }) => id)).toEqual(["一", "二"]);
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]);
    expect(await problemOf("x.csv", picture)).toMatchObject({ code: "unknown-format" });
  });

  test("one that a reader knows better", async () => {
    const big5 = new Uint8Array([...strToU8("id,label\n1,"), 0xbb, 0x4f, 0xc6, 0x57, 0x0a]);
    const latin = new Uint8Array([...strToU8("id,label\n1,Zo"), 0xeb, ...strToU8(", n"), 0xe9, 0x65, 0x0a]);
    expect(await problemOf("x.csv", latin)).toMatchObject({ code: "wrong-encoding" });
    for (const [bytes, encoding, label] of [
      [big5, "big5", "臺灣"],
      [latin, "windows-1252", "Zoë"],
    ] as const) {
      const encodings = new Map([["x.csv", encoding]]);
      const { graph, tables } = await readFiles([file("x.csv", bytes)], { encodings });
      expect(tables[0]?.encoding).toBe(encoding);
      expect(tables[0]?.rows[0]?.[1]).toBe(label);
      if (encoding === "big5") expect(graph.nodes[0]?.label).toBe(label);
    }
    const wrong = await readFiles([file("x.csv", latin)], { encodings: new Map([["x.csv", "utf-8"]]) });
    expect(wrong.problems.first[0]).toMatchObject({ code: "wrong-encoding", values: { value: "utf-8" } });
  });
});

describe("packed files", () => {
  test(".gz, .zip and .zip in .zip", async () => {
    const inner = zipSync({
      "deep/b.graphml.gz": gzipSync(strToU8(graphml(two))),
      ".DS_Store": strToU8("x"),
    });
    for (const packed of [
      gzipSync(strToU8(graphml(two))),
      zipSync({ "a.graphml": [strToU8(graphml(two)), { level: 0 }], "__MACOSX/a.graphml": strToU8("x") }),
      zipSync({ "inner.zip": inner }),
    ]) {
      const result = await read(file("x", packed));
      expect(result.problems.first).toEqual([]);
      expect(result.graph).toEqual(abGraph);
    }
  });

  test("several files make one graph, in whichever order", async () => {
    const nodes = file("nodes.json", '{"nodes":[{"id":"a"},{"id":"b"}],"links":[]}');
    const edges = file(
      "edges.json",
      '{"nodes":[],"links":[{"source":"a","target":"b"},{"source":"a","target":"c"}]}',
    );
    const again = file("again.json", '{"nodes":[{"id":"b"}],"links":[]}');
    const result = await read(edges, nodes, again);
    expect(result.graph).toEqual(abGraph);
    expect(result.problems.first).toMatchObject([
      { code: "repeated-id", file: "again.json", line: 1, values: { id: "b" } },
      { code: "unknown-end", file: "edges.json", line: 1, values: { id: "c" } },
    ]);
    expect(result.isFatal).toBe(false);
  });

  test("a bomb ends at the limit, also one in another, without holding what comes out", async () => {
    const limit = 1024 * 1024;
    const bomb = new Uint8Array(gzip(Buffer.alloc(40 * limit)));
    expect(bomb.length).toBeLessThan(limit / 20);
    for (const packed of [bomb, zipSync({ "a.gz": bomb }), zipSync({ a: new Uint8Array(3 * limit) })]) {
      const { unpacked, Budget } = await import("@/lib/exchange/unpack");
      let size = 0;
      const all = async () => {
        for await (const source of unpacked(file("x", packed), new Budget(undefined, limit))) {
          for await (const chunk of source.chunks()) {
            size += chunk.length;
          }
        }
      };
      await expect(all()).rejects.toMatchObject({ code: "too-large", values: { limit } });
      expect(size).toBeLessThanOrEqual(limit);
    }
    const spaces = new Uint8Array(gzip(Buffer.concat([strToU8("<graphml>"), Buffer.alloc(40 * limit, " ")])));
    expect(await problemOf("x.graphml", spaces)).toMatchObject({ code: "value-too-long" });
  });

  test("archives of too many files, and archives in archives in archives", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 1100 }, (_, index) => [`${index}.csv`, strToU8("a")]),
    );
    expect(await problemOf("x.zip", zipSync(many))).toMatchObject({ code: "too-large" });
    const nested = [1, 2, 3, 4].reduce(
      (inner) => zipSync({ "x.zip": inner }),
      zipSync({ "a.csv": strToU8("a") }),
    );
    expect(await problemOf("x.zip", nested)).toMatchObject({ code: "too-deep" });
  });

  test("damaged ones are told, wherever they end", async () => {
    for (const packed of [gzipSync(strToU8(graphml(two))), zipSync({ "a.graphml": strToU8(graphml(two)) })]) {
      for (let end = 4; end < packed.length - 8; end += 7) {
        const result = await read(file("x.graphml", packed.slice(0, end)));
        expect(result).toMatchObject({ isFatal: true, graph: { nodes: [] } });
      }
    }
  });
});

describe("hostile files", () => {
  test("entities are refused, not expanded", async () => {
    const laughs = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n';
    const told = await problemOf("x.graphml", graphml('<graph><node id="&b;"/></graph>', laughs));
    expect(told).toMatchObject({ code: "entities-declared", line: 2 });
    const outside = '<!DOCTYPE graphml SYSTEM "http://example.org/graphml.dtd">\n';
    expect((await read(file("x.graphml", graphml(two, outside)))).graph).toEqual(abGraph);
    expect(await problemOf("x.graphml", graphml('<graph><node id="&b;"/></graph>'))).toMatchObject({
      code: "not-well-formed",
      line: 3,
    });
  });

  const deepJson = `{"nodes":[{"id":"a","v":${"[".repeat(200_000)}`;
  const longLine =
    (before: string, repeated = "x") =>
    () =>
      (function* () {
        const long = strToU8(repeated.repeat(65_536 / repeated.length));
        yield strToU8(before);
        for (let count = 0; count < 1600; count += 1) {
          yield long;
        }
      })();
  const cases: [string, string | (() => Iterable<Bytes>), ReadProblemCode][] = [
    ["deep elements", graphml("<graph>".repeat(100_000)), "too-deep"],
    ["deep JSON", deepJson, "too-deep"],
    ["100 MB in an XML attribute", longLine('<graphml><graph><node id="'), "value-too-long"],
    ["100 MB of XML text", longLine('<graphml><graph><data key="a">'), "value-too-long"],
    ["100 MB in a name", longLine("<graphml><"), "value-too-long"],
    ["100 MB in a JSON text", longLine('{"nodes":[{"id":"'), "value-too-long"],
    ["100 MB in a JSON number", longLine('{"nodes":[1'), "not-well-formed"],
    ["100 MB of one table line", longLine("from,to\na,"), "value-too-long"],
    [
      "very many small values",
      longLine(`{"nodes":[],"links":[`, `{"source":"a","target":"a","v":[[]${",[]".repeat(60)}]},`),
      "too-large",
    ],
    ["a control character", '{"nodes":[{"id":"a\u0001"}]}', "not-well-formed"],
    [
      "too many attributes",
      `{"nodes":[{"id":"a",${Array.from({ length: 401 }, (_, index) => `"a${index}":1`)}}]}`,
      "too-many-attributes",
    ],
  ];
  test.each(cases)("%s", async (_, content, code) => {
    const begun = process.cpuUsage();
    expect(await problemOf("x.csv", content)).toMatchObject({ code });
    expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(5);
  });

  test("a million repeated ids are counted", async () => {
    const result = await read(
      file(
        "x.json",
        `{"format":"large-model-atlas","nodes":[${'{"id":"a"},'.repeat(1_000_000)}{"id":"b"}],"edges":[{"from":"a","to":"b"}]}`,
      ),
    );
    expect(result.graph).toEqual(abGraph);
    expect(result.problems).toMatchObject({ count: 999_999 });
    expect(result.problems.first).toHaveLength(readLimits.problems);
  });

  test("one entity too many, and one relation", async () => {
    const nodes = Array.from({ length: readLimits.entities + 1 }, (_, index) => `{"id":"n${index}"}`);
    expect(await problemOf("x.json", `{"nodes":[\n${nodes.join(",\n")}],"links":[]}`)).toMatchObject({
      code: "too-many-entities",
      line: readLimits.entities + 2,
    });
    const edge = '<edge source="a" target="a"/>';
    const edges = graphml(`<graph><node id="a"/>${edge.repeat(readLimits.relations + 1)}</graph>`);
    expect(await problemOf("x.graphml", edges)).toMatchObject({ code: "too-many-relations" });
  });
});

test("places of problems", async () => {
  expect(await problemOf("x.json", '{"nodes": [\n  {"id": "a"},\n  {"id": b}\n]}')).toMatchObject({
    code: "not-well-formed",
    line: 3,
    column: 10,
    values: { reason: "unexpected b" },
  });
  expect(await problemOf("x.graphml", "<graphml>\n<graph>\n<node id='a'></nod>")).toMatchObject({ line: 3 });
  const bad =
    '<key id="k" attr.name="n" attr.type="int"/><graph>\n<node id="a"><data key="k">many</data></node></graph>';
  expect((await read(file("x.graphml", graphml(bad)))).problems.first).toMatchObject([
    { code: "bad-value", line: 4, values: { attribute: "n", value: "many", expected: "int" } },
  ]);
});

test("progress is told, and reading stops where asked", async () => {
  const nodes = Array.from({ length: 20_000 }, (_, index) => `<node id="n${index}"/>`).join("\n");
  const whole = file("x.zip", zipSync({ "x.graphml": strToU8(graphml(`<graph>${nodes}</graph>`)) }));
  const shares: number[] = [];
  await readFiles([whole], { onProgress: (share) => shares.push(share) });
  expect(shares.length).toBeGreaterThan(2);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  const asked = new AbortController();
  const stopped = readFiles([whole], { signal: asked.signal, onProgress: () => asked.abort() });
  await expect(stopped).rejects.toThrow("aborted");
});

describe("files of others", () => {
  const nodeOf = async (name: string, content: string) => (await read(file(name, content))).graph;

  test("yEd's GraphML", async () => {
    const graph = await nodeOf(
      "x.graphml",
      graphml(`<key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d10" yfiles.type="edgegraphics"/>
<key attr.name="description" attr.type="string" for="node" id="d5"/>
<graph edgedefault="directed" id="G"><node id="n0"><data key="d5">what it is</data><data key="d6"><y:ShapeNode>
<y:Geometry height="30.0" width="60.0" x="100.0" y="200.0"/><y:Fill color="#FFCC00" transparent="false"/>
<y:NodeLabel alignment="center">A model<y:LabelModel><y:SmartNodeLabelModel/></y:LabelModel></y:NodeLabel></y:ShapeNode></data></node>
<edge id="e0" source="n0" target="n0"><data key="d10"><y:PolyLineEdge><y:EdgeLabel>uses</y:EdgeLabel></y:PolyLineEdge></data></edge></graph>`),
    );
    expect(graph).toEqual({
      attributes: {},
      nodes: [
        {
          id: "n0",
          label: "A model",
          place: { x: 130, y: 215 },
          colour: "#ffcc00",
          attributes: { description: "what it is" },
        },
      ],
      edges: [{ from: "n0", to: "n0", type: "uses", attributes: {} }],
    });
  });

  test("Gephi's GraphML and GEXF", async () => {
    const node = { id: "1", label: "A", place: { x: 1.5, y: 2 }, size: 10, colour: "#ff0080" };
    const edge = { from: "1", to: "1", isUndirected: true };
    expect(
      await nodeOf(
        "x.graphml",
        graphml(`<key attr.name="label" attr.type="string" for="node" id="label"/><key attr.name="r" attr.type="int" for="node" id="r"/>
<key attr.name="g" attr.type="int" for="node" id="g"/><key attr.name="b" attr.type="int" for="node" id="b"/><key attr.name="x" attr.type="float" for="node" id="x"/>
<key attr.name="y" attr.type="float" for="node" id="y"/><key attr.name="size" attr.type="float" for="node" id="size"/>
<key attr.name="Edge Label" attr.type="string" for="edge" id="edgelabel"/><key attr.name="weight" attr.type="double" for="edge" id="weight"/>
<graph edgedefault="undirected"><node id="1"><data key="label">A</data><data key="size">10.0</data><data key="r">255</data><data key="g">0</data><data key="b">128</data>
<data key="x">1.5</data><data key="y">2</data></node><edge source="1" target="1"><data key="edgelabel">knows</data><data key="weight">1.0</data></edge></graph>`),
      ),
    ).toEqual({
      attributes: {},
      nodes: [{ ...node, attributes: {} }],
      edges: [{ ...edge, type: "knows", attributes: { weight: 1 } }],
    });
    expect(
      await nodeOf(
        "x.gexf",
        `<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2"><meta lastmodifieddate="2020-01-02"><creator>Gephi 0.9</creator></meta>
<graph defaultedgetype="undirected" mode="static"><attributes class="node" mode="static"><attribute id="0" title="Tags" type="liststring"/><attribute id="1" title="open" type="boolean"><default>true</default></attribute>
<attribute id="id" title="Twitter" type="long"/></attributes>
<nodes><node id="1" label="A"><attvalues><attvalue for="0" value="[a, 'b, c', &quot;d&quot;]"/><attvalue for="id" value="1234567890123456789"/></attvalues><viz:size value="10.0"/><viz:position x="1.5" y="-2.0" z="0.0"/><viz:color r="255" g="0" b="128"/></node></nodes>
<edges><edge id="0" source="1" target="1" label="knows" weight="2.0"/></edges></graph></gexf>`,
      ),
    ).toEqual({
      attributes: { lastmodifieddate: "2020-01-02", creator: "Gephi 0.9" },
      nodes: [
        { ...node, attributes: { Tags: ["a", "b, c", "d"], open: true, Twitter: "1234567890123456789" } },
      ],
      edges: [{ ...edge, type: "knows", attributes: { weight: 2 } }],
    });
  });

  test("networkx' node-link, with numbers as ids and Python's NaN; d3's by name and index", async () => {
    expect(
      await nodeOf(
        "x.json",
        '{"directed": false, "multigraph": true, "graph": {"name": "g"}, "nodes": [{"score": NaN, "id": 3}, {"id": 0}], "edges": [{"weight": 1.5, "source": 3, "target": 0, "key": 0}]}',
      ),
    ).toEqual({
      attributes: { name: "g" },
      nodes: [
        { id: "3", attributes: {} },
        { id: "0", attributes: {} },
      ],
      edges: [{ from: "3", to: "0", isUndirected: true, attributes: { weight: 1.5 } }],
    });
    expect(
      await nodeOf(
        "x.json",
        '{"links":[{"source":1,"target":0,"value":8}],"nodes":[{"name":"Napoleon","group":1},{"name":"Myriel","group":1}]}',
      ),
    ).toEqual({
      attributes: {},
      nodes: [
        { id: "Napoleon", attributes: { name: "Napoleon", group: 1 } },
        { id: "Myriel", attributes: { name: "Myriel", group: 1 } },
      ],
      edges: [{ from: "Myriel", to: "Napoleon", attributes: { value: 8 } }],
    });
  });

  test("cycles and self-relations are nothing special", async () => {
    const graph = await nodeOf(
      "x.cyjs",
      '{"elements":{"nodes":[{"data":{"id":1,"name":"A"},"position":{"x":1,"y":2}}],"edges":[{"data":{"id":"e","source":1,"target":1,"interaction":"pp"}}]}}',
    );
    expect(graph).toEqual({
      attributes: {},
      nodes: [{ id: "1", place: { x: 1, y: 2 }, attributes: { name: "A" } }],
      edges: [{ from: "1", to: "1", type: "pp", attributes: {} }],
    });
  });
});
