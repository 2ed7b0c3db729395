/** A view in a bibliography. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bibtexOf } from "@/lib/view/citation";

const cited = {
  title: "A view",
  url: "https://atlas.example/v/0123456789",
  dataVersion: "0123456789abcdef",
  createdAt: "2026-11-27T21:00:00.000Z",
};

describe("a citation", () => {
  it("says what, by whom, when, where and on which data", () => {
    expect(
      bibtexOf({ ...cited, author: "Ada", id: "0123456789", visitedAt: "2027-01-02T03:04:05.000Z" }),
    ).toBe(
      [
        "@misc{large-model-atlas-0123456789,",
        "  title = {{A view}},",
        "  author = {{Ada}},",
        "  year = {2026},",
        "  url = {https://atlas.example/v/0123456789},",
        "  urldate = {2027-01-02},",
        "  note = {Large Model Atlas, data version 0123456789abcdef}",
        "}",
        "",
      ].join("\n"),
    );
  });

  it("is the atlas's where nobody has signed, and was looked at when it was made", () => {
    const text = bibtexOf(cited);
    expect(text).toContain("author = {{Large Model Atlas}}");
    expect(text).toContain("urldate = {2026-11-27}");
    expect(text).toContain("@misc{large-model-atlas-0123456789abcdef,");
  });

  it("says of which graph it is, where that is not the atlas", () => {
    expect(bibtexOf({ ...cited, graph: "cities" })).toContain("Atlas, graph cities, data version 0123");
    expect(bibtexOf({ ...cited, graph: "atlas" })).not.toContain("graph");
  });

  it("has its braces in pairs, whatever the texts are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (title, author) => {
        let depth = 0;
        for (const sign of bibtexOf({ ...cited, title, author, url: `https://x/?q=${title}` })) {
          depth += sign === "{" ? 1 : sign === "}" ? -1 : 0;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
      }),
    );
  });

  it("leaves no special character bare", () => {
    const text = bibtexOf({ ...cited, title: "50% of $x_1 & #2 ~ ^ \\ {" });
    expect(text).toContain(
      "title = {{50\\% of \\$x\\_1 \\& \\#2 \\textasciitilde{} \\textasciicircum{} \\textbackslash{} \\textbraceleft{}}}",
    );
  });
});
