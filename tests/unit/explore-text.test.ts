import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { setLayout, setStyle } from "@/lib/view/explore-steps";
import { parseClosed, parseExpansion, parseLayout, parseTime } from "@/lib/view/parse-parts";
import { parseView } from "@/lib/view/parse-view";
import { emptyView, formatView, type View } from "@/lib/view/view";
import { expansionSchema, layoutSchema, timeSchema } from "@/lib/view/view-schema";
import { anyExpansion, anyLayout, anyStyle, anyTime } from "../fixtures/explore-steps";

/** One parameter of the address of a view with this in it. */
const parameter = (part: Partial<View>, name: string): string =>
  new URLSearchParams(formatView({ ...emptyView, ...part })).get(name) ?? "";

describe("what a reader has done on the canvas", () => {
  it("is nothing in the address of the whole atlas", () => {
    expect(formatView(emptyView)).toBe("");
  });

  it("can be read by people", () => {
    const view: View = {
      ...emptyView,
      hiddenTypes: ["evaluated_on", "uses"],
      selection: "model/llama",
      also: ["model/gpt-4", "model/bert"],
      expansions: [
        { id: "model/llama", direction: "any", rank: "importance", limit: 12, types: [] },
        { id: "dataset/c4", direction: "in", rank: "date", limit: 5, types: ["trained_on", "part_of"] },
        { id: "model/bert", direction: "any", rank: "name", limit: 3, types: [] },
      ],
      without: ["risk/privacy-leakage"],
      layout: { as: "groups", by: "developer_country", closed: ["CN", "a, b", "?"] },
      style: { colour: "model.access", size: "parameters", name: "Mine" },
      time: { from: "2018-01", to: "2024-06", undated: false },
    };
    expect(formatView(view)).toBe(
      "select=model/llama&off=evaluated_on,uses&also=model/gpt-4,model/bert" +
        "&expand=model/llama,12;dataset/c4,5,in,date,trained_on,part_of;model/bert,3,any,name" +
        "&without=risk/privacy-leakage&layout=groups:developer_country&closed=CN,a%252C%20b,?" +
        "&colour=model.access&size=parameters&style=Mine&time=2018-01..2024-06,dated",
    );
    expect(parseView(new URLSearchParams(formatView(view)))).toEqual({ view, problems: [] });
  });

  it("comes back: expansions", () => {
    const several = fc.uniqueArray(anyExpansion, { selector: ({ id }) => id });
    fc.assert(
      fc.property(several, (expansions) => {
        const texts = parameter({ expansions }, "expand").split(";").filter(Boolean);
        expect(texts.map(parseExpansion)).toEqual(expansions);
      }),
    );
  });

  it("comes back: layouts and closed groups", () => {
    fc.assert(
      fc.property(anyLayout, (asked) => {
        const { layout } = setLayout(emptyView, asked);
        const closed = parseClosed(parameter({ layout }, "closed"));
        const text = parameter({ layout }, "layout");
        expect(text === "" ? { as: "atlas", closed } : { ...parseLayout(text), closed }).toEqual(layout);
      }),
    );
  });

  it("comes back: times", () => {
    fc.assert(
      fc.property(anyTime, (time) => {
        expect(parseTime(parameter({ time }, "time"))).toEqual(time);
      }),
    );
  });

  it("comes back: styles", () => {
    fc.assert(
      fc.property(anyStyle, (asked) => {
        const { style } = setStyle(emptyView, asked);
        const [colour, size, name] = ["colour", "size", "style"].map((key) => parameter({ style }, key));
        expect({ ...(colour && { colour }), ...(size && { size }), ...(name && { name }) }).toEqual(style);
      }),
    );
  });
});

describe("text that means no such thing", () => {
  it.each(["", "model/a", "model/a,", "model/a,x", "model/a,-1", "model/a,1.5", "model/a,12345", ",any"])(
    "is no expansion: %o",
    (text) => {
      expect(parseExpansion(text)).toBeUndefined();
    },
  );

  it.each(["a,1", "model/a,0", "model/a,61", "model/a,1,up", "model/a,1,any,size", "model/a,1,any,name,"])(
    "is no valid expansion: %o",
    (text) => {
      expect(expansionSchema.safeParse(parseExpansion(text)).success).toBe(false);
    },
  );

  it.each([
    "",
    "circle",
    "groups:",
    "groups:Kind",
    "concentric:",
    "concentric:kind",
    "force:a.b.c",
    "time:a:b",
  ])("is no layout: %o", (text) => {
    expect(layoutSchema.safeParse(parseLayout(text)).success).toBe(false);
  });

  it.each(["%", "CN,%E0", "%zz"])("is no list of closed groups: %o", (text) => {
    expect(parseClosed(text)).toBeUndefined();
  });

  it.each([
    "",
    "2018-01",
    "2018-01..",
    "2018-13..2019-01",
    "2018..2019",
    "2020-01..2019-01",
    "2018-01..2019-01,undated",
    "2018-01..2019-01..2020-01",
  ])("is no window of time: %o", (text) => {
    expect(timeSchema.safeParse(parseTime(text)).success).toBe(false);
  });

  it("throws nothing, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const parse of [parseExpansion, parseLayout, parseClosed, parseTime]) parse(text);
      }),
    );
  });
});
