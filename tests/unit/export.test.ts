import fc from "fast-check";
import { unzipSync } from "fflate";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import type { ExchangeGraph } from "@/lib/exchange/exchange";
import { fileNames, fileWriter } from "@/lib/export/export-file";
import { exportFormats } from "@/lib/export/export-kind";
import { exportView } from "@/lib/export/export-view";
import { leanEntities } from "@/lib/export/lean-entities";
import { pickedBy, shownPart } from "@/lib/export/picked";
import { datesOf } from "@/lib/graph/dates";
import { filterGraph } from "@/lib/graph/filter";
import { context, member } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import type { Speech } from "@/lib/view/grouping";
import { cutByTime, standingOf } from "@/lib/view/standing";
import { emptyView, formatView, type View } from "@/lib/view/view";
import { anyExplored, explorable } from "../fixtures/explored-graph";

/** All that a browser could export of it. */
function exported(speech: Speech, view: View, withContext = true): ExchangeGraph {
  const data = { ...speech, entities: leanEntities(speech.graph) };
  const steps = exportView(data, { view, withContext, locale: "en" });
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

const bytesOf = async (graph: ExchangeGraph, kind: Parameters<typeof fileWriter>[0]): Promise<Uint8Array> => {
  const parts = [...(await fileWriter(kind))(graph)];
  return new Uint8Array(await new Blob(parts).arrayBuffer());
};
const textOf = async (...of: Parameters<typeof bytesOf>): Promise<string> =>
  new TextDecoder().decode(await bytesOf(...of));

describe("what a view exports", () => {
  it("is what it shows, with and without what stands back, each with a place, a size and a colour", () => {
    fc.assert(
      fc.property(anyExplored, fc.boolean(), ({ speech, view }, withContext) => {
        const { graph, table } = speech;
        const dates = datesOf(graph, table);
        const standing = standingOf(graph, view, filterGraph(graph, table, view), dates);
        cutByTime(standing, graph, view, dates);
        const isIn = (entity: number) =>
          standing[entity] === member || (withContext && standing[entity] === context);
        const { nodes, edges } = exported(speech, view, withContext);
        expect(nodes.map(({ id }) => id)).toEqual(graph.ids.filter((_, entity) => isIn(entity)));
        expect(edges.map(({ from, type, to }) => `${from} ${type} ${to}`).toSorted()).toEqual(
          relationsOf(graph, (r) => {
            const { from, to, type } = graph.relations;
            const isOff = view.hiddenTypes.includes(graph.relationTypes[type[r]]);
            return isIn(from[r]) && isIn(to[r]) && !isOff;
          }),
        );
        for (const { place, size, colour } of nodes) {
          expect([place?.x, place?.y, size].every(Number.isFinite)).toBe(true);
          expect(size).toBeGreaterThan(0);
          expect(colour).toMatch(/^#[0-9a-f]{6}$/i);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is all of it, and takes nothing along of what is only drawn or pointed at", () => {
    const { graph, table } = explorable({
      "model/a": { to: { trained_on: ["dataset/c"] } },
      "dataset/c": {},
    });
    const view: View = {
      ...emptyView,
      selection: "model/a",
      also: ["dataset/c"],
      notes: [{ at: "model/a", text: "here" }],
      moved: [{ id: "model/a", x: 1, y: 2 }],
      camera: { left: 0, top: 0, right: 9, bottom: 9 },
      data: "0123456789abcdef",
    };
    expect(formatView(shownPart(view))).toBe("");
    const { entities, relations } = pickedBy(graph, table, view, true);
    expect([entities.length, relations.length]).toEqual([graph.size, graph.relations.size]);
  });
});

const relationsOf = ({ ids, relations, relationTypes }: Graph, is: (relation: number) => boolean): string[] =>
  Array.from({ length: relations.size }, (_, r) => r)
    .filter(is)
    .map((r) => `${ids[relations.from[r]]} ${relationTypes[relations.type[r]]} ${ids[relations.to[r]]}`)
    .toSorted();

const evil: ExchangeGraph = {
  attributes: { title: "=1+1" },
  nodes: [
    {
      id: "=cmd|' /C calc'!A0",
      label: '+HYPERLINK("http://x")',
      attributes: { kind: "@SUM(A1)", note: "-2+3", tab: "\t=1", sources: [{ url: "=x", title: "=y" }] },
    },
    { id: "b", label: "＝1", attributes: { note: 'plain, "quoted"\nline' } },
  ],
  edges: [{ from: "=cmd|' /C calc'!A0", to: "b", type: "=t", attributes: { note: "\r=1" } }],
};

describe("files", () => {
  it("hold no cell that a spreadsheet would run", async () => {
    const files = unzipSync(await bytesOf(evil, { format: "csv" }));
    expect(Object.keys(files)).toEqual(["entities.csv", "relations.csv", "sources.bib"]);
    for (const name of ["entities.csv", "relations.csv"]) {
      // A mark of the byte order, without which Excel takes it for another encoding.
      expect([...files[name].slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const { data, errors } = Papa.parse<string[]>(new TextDecoder().decode(files[name]));
      expect(errors).toEqual([]);
      expect(data.flat().filter((cell) => /^[\t\r\n ]*[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
      expect(data.flat().join()).toContain("'=");
    }
  });

  it("are the same as a table alone and in the archive", async () => {
    const files = unzipSync(await bytesOf(evil, { format: "csv" }));
    for (const part of ["entities", "relations"] as const)
      expect(await bytesOf(evil, { format: "csv", part })).toEqual(files[`${part}.csv`]);
  });

  it("can be written in every format of a graph that is empty", async () => {
    const empty: ExchangeGraph = { attributes: {}, nodes: [], edges: [] };
    for (const format of exportFormats) await textOf(empty, { format });
  });

  it("are called by names that every system takes", () => {
    const of = { graph: "my-x", version: "0123456789abcdef", isWhole: false };
    const name = { en: "a/b: <c>?\u202e", zh: "图/谱" };
    expect(fileNames({ format: "csv", part: "entities" }, { ...of, name }, "en")).toEqual({
      full: "a b c view entities 01234567.csv",
      ascii: "my-x-view-entities-01234567.csv",
    });
    expect(fileNames({ format: "csv" }, { ...of, name, isWhole: true }, "zh").full).toBe(
      "图 谱 01234567.zip",
    );
  });
});
