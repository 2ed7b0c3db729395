import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitViewToGraph } from "@/lib/view/fit-view";
import { addNote, editNote, removeNote, tidyNote } from "@/lib/view/note-steps";
import { parseView } from "@/lib/view/parse-view";
import { emptyView, formatView, noteLimits, type View } from "@/lib/view/view";
import { viewSchema } from "@/lib/view/view-schema";
import { anyPlace, anyText } from "../fixtures/explore-steps";
import { scopedGraph } from "../fixtures/scoped-graph";

const read = (query: string) => parseView(new URLSearchParams(query));
const noted = (...texts: string[]): View =>
  texts.reduce((view, text) => addNote(view, "model/a", text), emptyView);

describe("notes", () => {
  it("come back from an address as they were, whatever somebody wrote", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyPlace, anyText), { maxLength: 50 }), (written) => {
        const view = written.reduce<View>((before, [at, text]) => addNote(before, at, text), emptyView);
        expect(viewSchema.safeParse(view).success).toBe(true);
        expect(read(formatView(view))).toEqual({ view, problems: [] });
      }),
    );
  });

  it("can be read by people in an address", () => {
    const view = addNote(noted("begins here; 100 % open"), { x: 12.34, y: -3 }, "and: here");
    expect(formatView(view)).toBe(
      "notes=model/a:begins%20here%253B%20100%20%2525%20open;12.3,-3:and:%20here",
    );
  });

  it("are one line of what can be seen", () => {
    expect(tidyNote("  one\n two\t three\u0007 ")).toBe("one two three");
    expect(tidyNote("a\u202eb\u2066c")).toBe("abc");
    expect(tidyNote(`${"x".repeat(noteLimits.text - 1)}😀`)).toBe("x".repeat(noteLimits.text - 1));
    expect(tidyNote(" \n ")).toBe("");
  });

  it("are no more than a view holds", () => {
    const full = Array.from({ length: noteLimits.notes }, (_, i) => `n${i}`);
    expect(addNote(noted(...full), "model/a", "one more").notes).toHaveLength(noteLimits.notes);
    const { view, problems } = read(`notes=${[...full, "last"].map((text) => `model/a:${text}`).join(";")}`);
    expect(view.notes.map(({ text }) => text)).toEqual([...full.slice(1), "last"]);
    expect(problems).toMatchObject([{ code: "too-many", parameter: "notes" }]);
  });

  it("are changed and deleted by their index; what changes nothing is no step", () => {
    const view = noted("one", "two", "three");
    const texts = (after: View) => after.notes.map(({ text }) => text);
    expect(texts(editNote(view, 1, "second"))).toEqual(["one", "second", "three"]);
    expect(texts(editNote(view, 1, "  "))).toEqual(["one", "three"]);
    expect(texts(removeNote(view, 0))).toEqual(["two", "three"]);
    for (const after of [addNote(view, "model/a", ""), editNote(view, 7, "x"), removeNote(view, 7)])
      expect(after).toBe(view);
  });

  it.each([
    "model/a",
    "model/a:",
    ":text",
    "model/a:%E0",
    "nowhere:text",
    "1,2,3:text",
    "1e9,0:text",
    "model/a:%00",
  ])("“%s” is none, is reported and leaves the others", (text) => {
    expect(read(`notes=${encodeURIComponent(`model/b:kept;${text}`)}`)).toEqual({
      view: { ...emptyView, notes: [{ at: "model/b", text: "kept" }] },
      problems: [{ code: "malformed", parameter: "notes", value: text }],
    });
  });

  it("about what is gone from the data are left out, and said so; those at places stay", () => {
    const { graph } = scopedGraph({ "model/a": {} });
    const view = addNote(addNote(noted("here"), "model/gone", "lost"), { x: 1, y: 2 }, "there");
    expect(fitViewToGraph(view, graph)).toEqual({
      view: { ...view, notes: [view.notes[0], view.notes[2]] },
      problems: [{ code: "unknown-entity", parameter: "notes", value: "model/gone" }],
    });
  });
});
