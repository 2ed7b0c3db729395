/** What of a question may name entities that are elsewhere on a large map. */
import { describe, expect, it } from "vitest";
import { phrasesIn } from "@/app/[locale]/_explorer/parts/heard";
import { lexiconOf } from "@/lib/ask/lexicon";
import { understand } from "@/lib/ask/understand";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets } from "@/lib/graph/facet-table";
import { smallCompiled } from "../fixtures/small-graph";

const compiled = await smallCompiled();
const graph = decodeGraph(compiled.compact);
const table = decodeFacets(compiled.facets, graph);
const lexicon = lexiconOf({ graph, table, sections: {} }, "en");
const heardIn = (text: string) => phrasesIn(graph, text, understand(lexicon, text, "en"));

describe("what is looked for elsewhere", () => {
  it("is what is not understood, and not what is", () => {
    const { en } = graph.names[0];
    expect(heardIn(en)).toEqual([]);
    expect(heardIn(en.toUpperCase())).toEqual([]);
    expect(heardIn(`${en} and Vuwarula`)).toEqual(["Vuwarula"]);
  });

  it("is what was taken for a slip, since somebody elsewhere may be called so", () => {
    const slip = "vuwaruma";
    const parts = [{ start: 7, end: 7 + slip.length, is: "entity" as const, label: graph.names[0].en }];
    expect(phrasesIn(graph, `models ${slip}`, { parts })).toEqual([slip]);
  });

  it("is no letter or two, and few at once", () => {
    expect(heardIn("qx")).toEqual([]);
    expect(heardIn("书星")).toEqual(["书星"]);
    const many = ["vuwarula", "xoxoxude", "zipidupi", "wadeduku", "tawojeze"];
    expect(heardIn(many.join(` ${graph.names[0].en} `))).toHaveLength(4);
  });
});
