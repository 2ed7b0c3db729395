import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ExchangeGraph, Value } from "@/lib/exchange/exchange";
import { loadFormat } from "@/lib/exchange/formats";
import { fitForXml, unfitted } from "@/lib/exchange/xml";
import { anyGraph, found } from "./exchange-graphs";

const names = ["json", "node-link", "cytoscape", "graphml", "gexf"] as const;

/** Halves of surrogate pairs, control characters, and what looks like their escapes. */
const anyUnits = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      fc.constantFrom(
        "_",
        "_x",
        "x0041",
        "_x0041",
        "_x005F_",
        "\ud800",
        "\udc00",
        "\0",
        "\u001b",
        "\uffff",
        "👩‍🔬",
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));

describe.each(names)("%s", (name) => {
  test("what is written is read back the same, in parts of any length", async () => {
    const format = await loadFormat(name);
    await fc.assert(
      fc.asyncProperty(anyGraph, fc.integer({ min: 1, max: 3000 }), async (graph, partLength) => {
        const read = await found(format.read, [...format.write(graph)].join(""), partLength);
        expect(read.problems).toEqual([]);
        expect(read.graph).toEqual(graph);
      }),
      { numRuns: 100 },
    );
  });

  test("texts that XML cannot hold are read back the same", async () => {
    const format = await loadFormat(name);
    await fc.assert(
      fc.asyncProperty(anyUnits, async (text) => {
        const graph: ExchangeGraph = {
          attributes: { [text]: text },
          nodes: [
            { id: `a${text}`, label: text, attributes: { [text]: [text, { [text]: text }], plain: text } },
          ],
          edges: [{ from: `a${text}`, to: `a${text}`, type: text, attributes: { [text]: [text] } }],
        };
        const written = [...format.write(graph)].join("");
        expect(written.isWellFormed()).toBe(true);
        expect((await found(format.read, written)).graph).toEqual(graph);
      }),
      { numRuns: 100 },
    );
  });

  test("an empty graph, and the empty text", async () => {
    const format = await loadFormat(name);
    const empty = { attributes: {}, nodes: [], edges: [] };
    const read = await found(format.read, [...format.write(empty)].join(""));
    expect(read).toMatchObject({ graph: empty, problems: [] });
    const none = await found(format.read, "");
    expect(none.problems).toMatchObject([{ code: "not-well-formed", isFatal: true, line: 1 }]);
  });

  test("a text that ends early is told with its line, wherever it ends", async () => {
    const format = await loadFormat(name);
    const graph: ExchangeGraph = {
      attributes: { title: "图" },
      nodes: [{ id: "a", label: "A", attributes: { n: 1, list: ["x", "y"], deep: { a: [true] } } }],
      edges: [{ from: "a", to: "a", type: "t", attributes: { weight: 2 } }],
    };
    const whole = [...format.write(graph)].join("").trimEnd();
    for (let end = 0; end < whole.length; end += 1) {
      const { problems } = await found(format.read, whole.slice(0, end));
      expect(problems).toMatchObject([{ code: "not-well-formed", isFatal: true }]);
      expect(problems[0]?.line).toBe(whole.slice(0, end).split("\n").length);
    }
  });

  test("what is written comes in parts", async () => {
    const format = await loadFormat(name);
    const nodes = Array.from({ length: 3000 }, (_, index) => ({
      id: `n${index}`,
      attributes: { text: "x".repeat(50) } as Record<string, Value>,
    }));
    const lengths = [...format.write({ attributes: {}, nodes, edges: [] })].map((part) => part.length);
    expect(Math.max(...lengths)).toBeLessThan(40_000);
    expect(lengths.length).toBeGreaterThan(5);
  });
});

test("text that XML cannot hold is escaped, and nothing else", () => {
  fc.assert(
    fc.property(anyUnits, (text) => {
      expect(unfitted(fitForXml(text))).toBe(text);
    }),
  );
  expect(fitForXml("模型 👩‍🔬 _x_ é\n\t")).toBe("模型 👩‍🔬 _x_ é\n\t");
  expect(fitForXml("\0_x0041_\ud800")).toBe("_x0000__x005F_x0041__xD800_");
});
