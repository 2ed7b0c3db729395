/** Whatever stands in a file, a reader neither throws nor hangs: what is wrong is told. */
import { gzipSync, strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { Collector } from "@/lib/exchange/collect";
import { detectCsv, readCsv, writeEntitiesCsv, writeRelationsCsv } from "@/lib/exchange/csv";
import { type ExchangeGraph, type Reader, type Sink, StoppedReading } from "@/lib/exchange/exchange";
import { loadFormat } from "@/lib/exchange/formats";
import { readFiles } from "@/lib/exchange/read";

const filesPerReader = 10_000;
/** Milliseconds of work for one file. */
const longest = 2000;

type Random = (below: number) => number;

function randomOf(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const small: ExchangeGraph = {
  attributes: { title: "图", list: [1, "a"] },
  nodes: [
    {
      id: "a/b",
      label: "A",
      place: { x: 1, y: -2 },
      size: 3,
      colour: "#12ab9f",
      attributes: { n: 1.5, ok: true, l: ["x"] },
    },
    { id: "b", attributes: { "name.zh": "模型 👩‍🔬", o: { d: ["e"] } } },
  ],
  edges: [{ from: "a/b", to: "b", type: "by", attributes: { weight: 2 } }],
};

/** What readers treat in a way of its own. */
const tokens = [
  ..."<>&\"'{}[]:,;=\\/#@._-|()^\n\r\t 0".split(""),
  "\0\u001b\ufeff\ud800\udc00\uffff",
  "-1e999",
  "NaN",
  "null",
  "true",
  "1".repeat(400),
  "[[[[[[[[[[".repeat(8),
  "<a>".repeat(70),
  "&amp;&#0;&#x110000;&x;",
  '<!DOCTYPE a [<!ENTITY x "y">]>',
  "<![CDATA[",
  "]]>",
  "<!--",
  "<?xml version='1.1'?>",
  '"id"',
  '"nodes"',
  '"links"',
  '"elements"',
  '"data"',
  '"attributes"',
  '"@id"',
  '"@type"',
  '"@context"',
  '"@graph"',
  '"__proto__"',
  "constructor",
  "__proto__",
  "<node>",
  "</node>",
  "<graph>",
  "<edge/>",
  '<data key="n0">',
  "<viz:color/>",
  "<meta>",
  "<default>",
  '"""',
  "@prefix",
  "<http://a>",
  "^^xsd:integer",
  "_:b",
  "_x0000_",
  "\\u0000",
  "模型",
];

function mutated(text: string, random: Random): string {
  let changed = text;
  for (let times = 1 + random(4); times > 0; times -= 1) {
    const at = random(changed.length + 1);
    const end = Math.min(changed.length, at + random(random(4) === 0 ? 200 : 6));
    const [before, piece, after] = [changed.slice(0, at), changed.slice(at, end), changed.slice(end)];
    const token = tokens[random(tokens.length)] ?? "";
    switch (random(8)) {
      case 0:
        changed = before + after;
        break;
      case 1:
        changed = before;
        break;
      case 2:
        changed = before + piece.repeat(2 + random(20)) + after;
        break;
      case 3:
        changed = before + token + piece + after;
        break;
      case 4:
        changed = before + token + after;
        break;
      case 5:
        changed = piece + before + after;
        break;
      case 6:
        changed = before + String.fromCharCode(random(0x3000)) + after;
        break;
      default:
        changed = after + before;
    }
  }
  return changed;
}

/** What the reader makes of the text, in parts; throws what no reader may throw. */
async function readText(read: (sink: Sink) => Reader, text: string, partLength: number): Promise<Collector> {
  const sink = new Collector("x");
  try {
    const reader = read(sink);
    for (let at = 0; at < text.length; at += partLength) {
      reader.write(text.slice(at, at + partLength));
    }
    await reader.end();
  } catch (error) {
    if (!(error instanceof StoppedReading)) {
      throw error;
    }
    expect(sink.problems.isFatal).toBe(true);
  }
  return sink;
}

async function fuzz(
  seeds: readonly string[],
  seed: number,
  read: (text: string, random: Random) => Promise<unknown>,
) {
  const random = randomOf(seed);
  for (let count = 0; count < filesPerReader; count += 1) {
    const text = mutated(seeds[count % seeds.length] ?? "", random);
    const begun = performance.now();
    try {
      await read(text, random);
    } catch (error) {
      throw new Error(`file ${count}: ${JSON.stringify(text)}`, { cause: error });
    }
    const time = performance.now() - begun;
    if (time > longest) {
      throw new Error(`file ${count} took ${Math.round(time)} ms: ${JSON.stringify(text)}`);
    }
  }
}

const foreign = {
  json: [],
  "node-link": [
    '{"directed":false,"nodes":[{"name":"a"},{"key":"b","attributes":{"x":1,"y":2}}],"links":[{"source":0,"target":1}]}',
  ],
  cytoscape: [
    '[{"data":{"id":"a"},"position":{"x":1,"y":2}},{"group":"edges","data":{"source":"a","target":"a"}}]',
  ],
  graphml: [
    '<graphml><key id="g" yfiles.type="nodegraphics"/><key id="d" for="all" attr.type="int"><default>1</default></key><graph><node id="a"><data key="g"><y:Geometry x="1" y="2"/><y:NodeLabel>A</y:NodeLabel></data><graph><node id="c"/></graph></node><hyperedge/><edge source="a" target="c"/></graph></graphml>',
  ],
  gexf: [
    '<gexf><meta lastmodifieddate="x"><creator>c</creator></meta><graph mode="static"><attributes class="edge"><attribute id="0" title="t" type="listlong"><default>1|2</default></attribute></attributes><nodes><node id="a"><viz:color hex="#fff"/><nodes><node id="b"/></nodes></node></nodes><edges><edge source="a" target="b" type="mutual"><attvalues><attvalue for="0" value="[1, \'2\']"/></attvalues></edge></edges></graph></gexf>',
  ],
  jsonld: [
    '{"@context":{"s":"https://schema.org/"},"@id":"http://a","@type":"s:Thing","s:name":{"@value":"A","@language":"en"},"s:knows":[{"@id":"_:b"}]}',
  ],
  turtle: [
    '@prefix s: <https://schema.org/> .\n<http://a> a s:Thing ; s:name "A"@en , 1.5 ; s:knows [ s:name """x""" ], ( 1 "2" ) .\n',
  ],
} as const;

describe.each(Object.keys(foreign) as (keyof typeof foreign)[])("%s", (name) => {
  test(`${filesPerReader} mutated files`, async () => {
    const format = await loadFormat(name);
    const seeds = [[...format.write(small)].join(""), ...foreign[name]];
    const whole = await readText(format.read, seeds[0] ?? "", 1000);
    expect(whole.nodes).toHaveLength(2);
    await fuzz(seeds, 1, (text, random) => readText(format.read, text, 1 + random(2 * text.length + 1)));
  });
});

test(`${filesPerReader} mutated tables`, async () => {
  const seeds = [
    [...writeEntitiesCsv(small)].join(""),
    [...writeRelationsCsv(small)].join(""),
    'from;to;"weight"\r\na;b;1,5\r\n"a ""x""";c;2\r\n',
  ];
  await fuzz(seeds, 2, (text, random) => {
    const { mapping } = detectCsv(text);
    return readText((sink) => readCsv(sink, mapping), text, 1 + random(2 * text.length + 1));
  });
});

test(`${filesPerReader} mutated bytes, packed and unpacked`, async () => {
  const texts = await Promise.all(
    (["json", "graphml", "gexf"] as const).map(async (name) =>
      [...(await loadFormat(name)).write(small)].join(""),
    ),
  );
  const files = texts.map((text) => strToU8(text));
  const seeds = [
    ...files,
    ...files.map((bytes) => gzipSync(bytes, { level: 1 })),
    zipSync(
      { "nodes.csv": strToU8("id,label\na,A\n"), "edges.csv": strToU8("from,to\na,a\n") },
      { level: 1 },
    ),
    zipSync({ "a.zip": zipSync({ "a.graphml": files[1] ?? new Uint8Array() }, { level: 0 }) }, { level: 1 }),
  ].map((bytes) => String.fromCharCode(...bytes));
  await fuzz(seeds, 3, async (text) => {
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
    const result = await readFiles([
      {
        name: "x",
        size: bytes.length,
        async *chunks() {
          yield bytes;
        },
      },
    ]);
    expect(result.isFatal || result.graph.nodes.length > 0).toBe(true);
  });
});
