import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileGraph } from "@/lib/data/compile-data";
import { loadGraphData } from "@/lib/data/files";
import { decodeGraph } from "@/lib/graph/decode";
import { fitViewToGraph } from "@/lib/view/fit-view";
import { parseView } from "@/lib/view/parse-view";
import { withNewIds } from "@/lib/view/renamed-view";
import { emptyView } from "@/lib/view/view";
import { withSmallGraph } from "../fixtures/small-graph";

const loadWith = (renamed: string) =>
  withSmallGraph({ "renamed.tsv": renamed }, async (folder) => loadGraphData(folder));

describe("ids that entities had before", () => {
  it("lead to those of today, and are not in the compact graph where there are none", async () => {
    const { data, problems } = await loadWith("# old\tnew\n\nmodel/wenxin\tmodel/ernie\r\n");
    expect(problems).toEqual([]);
    if (!data) throw new Error("no data");
    expect(compileGraph(data).compiled.compact.renamed).toEqual({ "model/wenxin": "model/ernie" });
    const { data: plain } = await loadWith("");
    if (!plain) throw new Error("no data");
    expect(compileGraph(plain).compiled.compact).not.toHaveProperty("renamed");
  });

  it.each([
    ["no tab", "model/wenxin model/ernie", 1, "parted by a tab"],
    ["too much", "model/wenxin\tmodel/ernie\tx", 1, "parted by a tab"],
    ["no id", "Wenxin\tmodel/ernie", 1, "is no id"],
    ["an id that is in use", "# x\nmodel/ernie-2\tmodel/ernie", 2, "is the id of an entity"],
    ["an entity that is not there", "model/wenxin\tmodel/erni", 1, 'did you mean "model/ernie"'],
    ["the same twice", "model/wenxin\tmodel/ernie\nmodel/wenxin\tmodel/ernie-2", 2, "stands here twice"],
    ["a chain", "model/a\tmodel/b\nmodel/b\tmodel/ernie", 1, "is an old id itself"],
    ["a circle", "model/a\tmodel/b\nmodel/b\tmodel/a", 2, "is an old id itself"],
  ])("%s is told with its line", async (_, text, line, message) => {
    const { problems, data } = await loadWith(text);
    expect(data).toBeUndefined();
    expect(problems).toContainEqual(
      expect.objectContaining({ file: "renamed.tsv", line, message: expect.stringContaining(message) }),
    );
  });
});

describe("a view that names an id from before", () => {
  const renamed = { "model/old": "model/new" };
  const view = (query: string) => parseView(new URLSearchParams(query)).view;

  it.each([
    "select=model/ID",
    "select=model/ID~based_on~model/x",
    "in=model/ID",
    "list=model/ID,model/x",
    "near=model/ID,2",
    "to.based_on=model/ID",
    "f.developer=model/ID",
    "ask=paths:model/ID,model/x",
    "expand=model/ID,5",
    "without=model/ID",
    "layout=concentric:model/ID",
    "moved=model/ID:1,2",
    "notes=model/ID:text",
  ])("?%s names the one of today", (query) => {
    const before = view(query.replace("ID", "old"));
    expect(before).not.toEqual(emptyView);
    expect(withNewIds(before, renamed)).toEqual(view(query.replace("ID", "new")));
  });

  it("names it once where both stood there, and leaves what people wrote", () => {
    expect(withNewIds(view("list=model/old,model/new"), renamed)).toEqual(view("list=model/new"));
    const notes = view("notes=1,2:model/old");
    expect(withNewIds(notes, renamed)).toBe(notes);
  });

  it("is the very same where it names none", () => {
    const queries = ["", "select=model/new", "list=a/b,c/d&layout=force", "ask=lineage:model/x"];
    fc.assert(
      fc.property(fc.constantFrom(...queries), (query) => {
        const given = view(query);
        expect(withNewIds(given, renamed)).toBe(given);
      }),
    );
  });

  it("fits a graph that has the entity under another id, without a complaint", async () => {
    const { data } = await loadWith("model/wenxin\tmodel/ernie");
    if (!data) throw new Error("no data");
    const graph = decodeGraph(compileGraph(data).compiled.compact);
    expect(fitViewToGraph(view("select=model/wenxin"), graph)).toEqual({
      view: view("select=model/ernie"),
      problems: [],
    });
    expect(fitViewToGraph(view("select=model/nobody"), graph).problems).toHaveLength(1);
  });
});
