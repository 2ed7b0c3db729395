import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chooseNeighbours,
  type Drawing,
  drawNeighbourhood,
  type PlacedText,
  roughWidth,
  type Sheet,
} from "@/lib/layout/neighbourhood";

const sizes = { centre: 16, name: 13, title: 11 };
const measure: Sheet["measure"] = (text, use) => roughWidth(text, sizes[use]);
const sheets: readonly Sheet[] = [
  { width: 760, form: "round", row: 26, measure },
  { width: 328, form: "column", row: 44, measure },
];

interface Box {
  readonly what: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Everything that is drawn but lines. */
function boxesOf({ centre, titles, spokes }: Drawing): Box[] {
  const mark = (what: string, { x, y, radius }: { x: number; y: number; radius: number }): Box => ({
    what,
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  });
  const words = ({ text, x, y, anchor, width }: PlacedText, size: number): Box => {
    const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
    return { what: text, left, right: left + width, top: y - size / 2, bottom: y + size / 2 };
  };
  return [
    mark("centre", centre),
    words(centre.text, sizes.centre),
    ...titles.map((title) => words(title, sizes.title)),
    ...spokes.flatMap((spoke) => [mark("mark", spoke), words(spoke.text, sizes.name)]),
  ];
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const anyName = fc.oneof(
  fc.string({ minLength: 1, maxLength: 60 }),
  fc.constantFrom("LLaMA", "大模型", "GPT-4", "中国人工智能学会", "W".repeat(50), "模型".repeat(30)),
);
const anySectors = fc.array(
  fc.record({ title: anyName, names: fc.array(anyName, { minLength: 1, maxLength: 16 }) }),
  { maxLength: 16 },
);

describe("the drawing of a neighbourhood", () => {
  it("lets nothing overlap and nothing leave the sheet, whatever the names are", () => {
    fc.assert(
      fc.property(anyName, anySectors, fc.constantFrom(...sheets), (name, sectors, sheet) => {
        const drawing = drawNeighbourhood(name, sectors, sheet);
        const boxes = boxesOf(drawing);
        const outside = boxes.filter(
          ({ left, right, top, bottom }) =>
            left < 0 || right > drawing.width || top < 0 || bottom > drawing.height,
        );
        const overlapping = boxes.flatMap((box, i) =>
          boxes.slice(i + 1).flatMap((other) => (overlap(box, other) ? [[box, other]] : [])),
        );
        expect({ outside, overlapping }).toEqual({ outside: [], overlapping: [] });
      }),
      { numRuns: 300 },
    );
  });

  it("shows every neighbour once and says how each is tied", () => {
    fc.assert(
      fc.property(anySectors, fc.constantFrom(...sheets), (sectors, sheet) => {
        const { spokes, titles } = drawNeighbourhood("x", sectors, sheet);
        const shown = spokes.map(({ sector, member }) => `${sector} ${member}`).sort();
        const all = sectors.flatMap(({ names }, s) => names.map((_, m) => `${s} ${m}`)).sort();
        expect(shown).toEqual(all);
        // One sector may be parted between the sides.
        expect(titles.length - sectors.length).toBeGreaterThanOrEqual(0);
        expect(titles.length - sectors.length).toBeLessThanOrEqual(sheet.form === "round" ? 1 : 0);
      }),
    );
  });

  it("cuts only what has no room", () => {
    const [, narrow] = sheets;
    const sectors = [{ title: "uses", names: ["RoPE", "A technique whose name is far too long for this"] }];
    const texts = drawNeighbourhood("LLaMA", sectors, narrow).spokes.map(({ text }) => text.text);
    expect(texts).toEqual(["RoPE", expect.stringMatching(/^A technique .*…$/)]);
  });
});

describe("the choice of neighbours", () => {
  it("takes one of each way of being tied before anyone has two", () => {
    expect(chooseNeighbours([[1, 2, 3, 4], [5], [6, 7]], 5)).toEqual([[1, 2], [5], [6, 7]]);
  });

  it("takes nobody twice, and no more than there is room for", () => {
    expect(chooseNeighbours([[1, 2], [1, 3], [1]], 10)).toEqual([[1, 2], [3], []]);
    expect(chooseNeighbours([[1], [2], [3]], 2)).toEqual([[1], [2], []]);
  });
});
