/** The bibliography of a graph: each source once, nothing in it that would be carried out. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeBibtex } from "@/lib/exchange/bibtex";
import type { ExchangeGraph } from "@/lib/exchange/exchange";
import { anyText } from "./exchange-graphs";

const textOf = (graph: ExchangeGraph): string => [...writeBibtex(graph)].join("");

const graphOf = (
  sources: readonly { url?: string; title?: string | { en: string; zh: string } }[],
): ExchangeGraph => ({
  attributes: { title: "Atlas", version: "0123" },
  nodes: [{ id: "a", label: "A_1", attributes: { sources } }],
  edges: [],
});

describe("a bibliography", () => {
  it("has each source once, with what it is about", () => {
    const shared = { url: "https://arxiv.org/abs/2412.19437" };
    const graph: ExchangeGraph = {
      ...graphOf([shared, { title: { en: "A report", zh: "一份报告" } }]),
      edges: [{ from: "b", to: "a", attributes: { sources: [{ ...shared, title: "100% & more" }] } }],
    };
    expect(textOf(graph)).toMatchInlineSnapshot(`
      "% Atlas, 0123

      @misc{arxiv-org-abs-2412-19437-1c2pv9j,
        title = {{100\\% \\& more}},
        url = {https://arxiv.org/abs/2412.19437},
        note = {On A\\_1, b}
      }

      @misc{a-report-0lomky1,
        title = {{A report / 一份报告}},
        note = {On A\\_1}
      }

      "
    `);
  });

  it("has its braces in pairs and every key once, whatever the sources are", () => {
    const source = fc.record({ url: anyText, title: anyText }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.array(source, { maxLength: 6 }), (sources) => {
        const text = textOf(graphOf(sources));
        const keys = [...text.matchAll(/^@misc\{([a-z0-9-]+),$/gm)].map(([, key]) => key);
        expect(new Set(keys).size).toBe(keys.length);
        let depth = 0;
        for (const sign of text) {
          depth += sign === "{" ? 1 : sign === "}" ? -1 : 0;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
        const identities = new Set(
          sources.map(({ url, title }) => (url?.trim() ? url : title?.trim() ? title : undefined)),
        );
        identities.delete(undefined);
        expect(keys.length).toBe(identities.size);
      }),
    );
  });

  it("keeps a source's key whatever else is cited", () => {
    const keyOf = (text: string) => /@misc\{(x-example[^,]*),/.exec(text)?.[1];
    const one = { url: "https://x.example/a" };
    expect(keyOf(textOf(graphOf([{ url: "https://y.example" }, one])))).toBe(keyOf(textOf(graphOf([one]))));
  });
});
