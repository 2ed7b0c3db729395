/** Pages of pictures: nothing lies over anything else, on any page and with whatever is to stand on it. */
import { createCanvas } from "@napi-rs/canvas";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Box } from "@/lib/canvas/labels";
import { overlap } from "@/lib/canvas/labels";
import { registerFonts } from "@/lib/picture/node-picture";
import { drawPage, insetsOf, layOutPage, type PageContent } from "@/lib/picture/page";
import { fontStacks, pictureStyles } from "@/lib/picture/picture-style";
import { fileNameOf, pictureLimits } from "@/lib/view/picture-options";

beforeAll(registerFonts);

const context = () => createCanvas(10, 10).getContext("2d") as unknown as CanvasRenderingContext2D;
const { least, most } = pictureLimits.side;
const words = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.constantFrom(
    "模型",
    "大".repeat(120),
    "A title of several words that goes on and on ".repeat(4),
    "“引号”，标题",
  ),
);
const entry = fc.record({
  label: words,
  colour: fc.constant("#336699"),
  shape: fc.constantFrom("circle" as const, "star" as const),
  count: fc.nat(100_000),
});
const content: fc.Arbitrary<PageContent> = fc.record({
  caption: fc.option(
    fc.record({
      title: words.filter((text) => text.trim() !== ""),
      details: fc.array(words, { maxLength: 8 }),
    }),
    {
      nil: undefined,
    },
  ),
  legend: fc.option(fc.record({ title: words, sizes: words, entries: fc.array(entry, { maxLength: 40 }) }), {
    nil: undefined,
  }),
  notes: fc.array(words, { maxLength: 40 }).map((texts) => texts.map((text, i) => ({ number: i + 1, text }))),
  imprint: fc.array(words, { maxLength: 2 }),
  address: fc.option(fc.webUrl({ withQueryParameters: true }), { nil: undefined }),
  locale: fc.constantFrom("en" as const, "zh" as const),
});
const side = fc.oneof(fc.integer({ min: least, max: 1600 }), fc.integer({ min: least, max: most }));
const inside = (outer: Box, { left, top, right, bottom }: Box) =>
  left >= outer.left && top >= outer.top && right <= outer.right && bottom <= outer.bottom;

describe("a page", () => {
  it("has room for all that stands on it, and most of it for the map", () => {
    fc.assert(
      fc.property(content, side, side, (asked, width, height) => {
        const page = layOutPage(context(), asked, { width, height }, fontStacks[asked.locale]);
        const whole = { left: 0, top: 0, right: width, bottom: height };
        const boxes = [page.map, ...page.blocks.map(({ box }) => box)];
        for (const box of boxes) {
          expect(inside(whole, box)).toBe(true);
          expect(box.bottom - box.top).toBeGreaterThan(0);
        }
        for (const [i, box] of boxes.entries())
          for (const other of boxes.slice(i + 1)) expect(overlap(box, other)).toBe(false);
        expect(page.map.bottom - page.map.top).toBeGreaterThanOrEqual(height / 8);
        expect(page.map.right - page.map.left).toBeGreaterThanOrEqual(width / 2);
      }),
      { numRuns: 40 },
    );
  });

  it("writes nothing beside the boxes that are kept for it", () => {
    const written: { x: number; y: number; right: number }[] = [];
    const asked: PageContent = {
      caption: {
        title: "A title that is long enough for two lines on a phone",
        details: ["12 entities", "3 notes"],
      },
      legend: {
        title: "Kinds",
        sizes: "Bigger means more important",
        entries: Array.from({ length: 30 }, (_, i) => ({
          label: `Kind number ${i} with a very long name`,
          colour: "#336699",
          shape: "circle" as const,
          count: i,
        })),
      },
      notes: Array.from({ length: 20 }, (_, i) => ({
        number: i + 1,
        text: "What somebody has said of it. ".repeat(5),
      })),
      imprint: ["Drawn on 1 May 2026", "Data version 0123456789abcdef"],
      address: `https://atlas.example/en?${"select=model/llama&".repeat(20)}`,
      locale: "en",
    };
    for (const size of [
      { width: 390, height: 844 },
      { width: 1440, height: 900 },
    ]) {
      const drawn = context();
      const page = layOutPage(drawn, asked, size, fontStacks.en);
      const watched = new Proxy(drawn, {
        get(target, name) {
          if (name === "fillText")
            return (text: string, x: number, y: number) => {
              const { width } = target.measureText(text);
              // What is moved down as a block is written from its own corner.
              const { e, f } = target.getTransform();
              const shift =
                target.textAlign === "right" ? width : target.textAlign === "center" ? width / 2 : 0;
              written.push({ x: x + e - shift, y: y + f, right: x + e - shift + width });
            };
          const value = Reflect.get(target, name);
          return typeof value === "function" ? value.bind(target) : value;
        },
        set: (target, name, value) => Reflect.set(target, name, value),
      });
      drawPage(watched, page, pictureStyles.light);
      expect(written.length).toBeGreaterThan(30);
      for (const { x, y, right } of written.splice(0)) {
        const box = page.blocks.find(
          ({ box: one }) => y > one.top && y <= one.bottom && x >= one.left - 1 && right <= one.right + 1,
        );
        expect([x, y, right, box !== undefined]).toEqual([x, y, right, true]);
      }
    }
  });

  it("is the map alone where nothing else is wanted", () => {
    const bare: PageContent = { notes: [], imprint: [], locale: "en" };
    const page = layOutPage(context(), bare, { width: 800, height: 600 }, fontStacks.en);
    expect([page.isFramed, page.blocks, insetsOf(page)]).toEqual([
      false,
      [],
      { left: 0, top: 0, right: 0, bottom: 0 },
    ]);
  });
});

describe("the name of a file", () => {
  it("is the title without what a system would not take", () => {
    expect(fileNameOf("“LLaMA”的来龙去脉")).toBe("“LLaMA”的来龙去脉");
    expect(fileNameOf("../../etc/passwd")).toBe("etc passwd");
    expect(fileNameOf(' a/b\\c:d*e?"f<g>h|i\u0000\u202ej. ')).toBe("a b c d e f g h i j");
    expect(fileNameOf("...")).toBe("");
    expect([...fileNameOf("😀".repeat(200))]).toHaveLength(80);
  });
});
