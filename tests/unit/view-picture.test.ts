/** Pictures of views to take away: each form holds the same drawing, and text that can be read, found and copied. */
import { createCanvas, loadImage, Path2D as NodePath } from "@napi-rs/canvas";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { beforeAll, describe, expect, it } from "vitest";
import { keptPicture, keptPictureForm, pictureIn } from "@/app/_server/kept-picture";
import { attachmentNamed } from "@/app/_server/pictures";
import { drawMap } from "@/lib/picture/map";
import { registerFonts } from "@/lib/picture/node-picture";
import { viewPictureOf } from "@/lib/picture/node-view-picture";
import { fontStacks, pictureStyles } from "@/lib/picture/picture-style";
import { inkIn, pathData, RecordedPath, RecordingContext } from "@/lib/picture/recording";
import { writeSvg } from "@/lib/picture/svg";
import { drawViewPicture, measureWith, svgOf, type ViewPictureRequest } from "@/lib/picture/view-picture";
import { type GraphData, sceneOfView } from "@/lib/picture/view-scene";
import { footerParts } from "@/lib/view/picture-options";
import { select } from "@/lib/view/steps";
import { emptyView } from "@/lib/view/view";
import { explorable } from "../fixtures/explored-graph";
import { pdfFonts, pdfTexts } from "../fixtures/pdf-text";

const { graph, table } = explorable({
  "model/a": { to: { based_on: ["model/b"], trained_on: ["dataset/d"] }, facts: { access: "open" } },
  "model/b": { to: { trained_on: ["dataset/d", "dataset/e"] }, facts: { access: "closed" } },
  "model/c": { to: { compared_with: ["model/a"] }, facts: { access: "open" } },
  "dataset/d": { facts: { released: "2016-01" } },
  "dataset/e": {},
  "risk/f": {},
});
const data: GraphData = { graph, table, sections: { zh: {}, en: {} } };
const usual: ViewPictureRequest = {
  view: emptyView,
  locale: "en",
  theme: "light",
  width: 720,
  height: 480,
  hasTitle: true,
  hasLegend: true,
  hasNotes: true,
  footer: footerParts,
  isTransparent: false,
  address: "https://atlas.example/en?select=model/a&also=model/b",
  date: "2026-11-28",
};
const noted = {
  ...select(emptyView, "model/a"),
  notes: [
    { at: "model/a", text: "Where it began → 开端" },
    { at: { x: 10, y: 20 }, text: "<script>alert('&')</script>" },
  ],
};
const bare = { hasTitle: false, hasLegend: false, hasNotes: false, footer: [] } as const;

const newPath = (svg?: string) => new NodePath(svg) as unknown as Path2D;
const canvasOf = (width: number, height: number) => {
  const context = createCanvas(width, height).getContext("2d");
  return {
    context: context as unknown as CanvasRenderingContext2D,
    pixels: () => context.getImageData(0, 0, width, height).data,
  };
};
const measure = (text: string, font: string) => measureWith(canvasOf(1, 1).context)(text, font);
const svgIn = (request: Partial<ViewPictureRequest> = {}): string =>
  svgOf(data, { ...usual, ...request }, measure);

/** Elements of a document, which has to be well-formed, with the text of each. */
function elementsOf(svg: string): { name: string; attributes: Record<string, string>; text: string }[] {
  const elements: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const open: typeof elements = [];
  const parser = new SaxesParser({ xmlns: false });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: "" };
    elements.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.on("closetag", () => open.pop());
  parser.write(svg).close();
  return elements;
}
const textsOf = (svg: string) => elementsOf(svg).filter(({ name }) => name === "text");

interface Calls {
  readonly texts: { text: string; x: number; y: number; align: string; baseline: string }[];
  readonly circles: { x: number; y: number; radius: number }[];
}

/** A canvas that is drawn on, and what it was told. */
function watched(width: number, height: number, isMute = false) {
  const { context, pixels } = canvasOf(width, height);
  const calls: Calls = { texts: [], circles: [] };
  const proxy = new Proxy(context, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...given: never[]) => {
        const [first, x, y] = given as unknown as [string | number, number, number];
        const { a, e, f } = target.getTransform();
        if (name === "fillText" && first !== "")
          calls.texts.push({
            text: String(first),
            x: x * a + e,
            y: y * a + f,
            align: target.textAlign,
            baseline: target.textBaseline,
          });
        if (name === "arc") calls.circles.push({ x: Number(first) * a + e, y: x * a + f, radius: y * a });
        if (isMute && (name === "fillText" || name === "strokeText")) return undefined;
        return value.apply(target, given);
      };
    },
    set: (target, name, value) => Reflect.set(target, name, value),
  });
  return { context: proxy, calls, pixels };
}

/** Mean difference of two pictures' channels, from 0 to 255. */
function difference(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  expect(a.length).toBe(b.length);
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;
}

async function pixelsOf(picture: Uint8Array, width: number, height: number): Promise<Uint8ClampedArray> {
  const image = await loadImage(Buffer.from(picture));
  expect([image.width, image.height]).toEqual([width, height]);
  const context = createCanvas(width, height).getContext("2d");
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}

beforeAll(registerFonts);

describe("SVG", () => {
  const views = [emptyView, noted, { ...emptyView, style: { colour: "access" } }];

  it("has the texts that the canvas draws, each once, where it draws them", () => {
    for (const view of views)
      for (const locale of ["en", "zh"] as const) {
        const request = { ...usual, view, locale };
        const { context, calls } = watched(usual.width, usual.height);
        drawViewPicture(context, data, request, newPath);
        const texts = textsOf(svgIn({ view, locale }));
        expect(texts.map(({ text }) => text)).toEqual(calls.texts.map(({ text }) => text));
        expect(texts.length).toBeGreaterThan(12);
        texts.forEach(({ attributes }, i) => {
          const { x, y, align, baseline } = calls.texts[i];
          expect(Number(attributes.x)).toBeCloseTo(x, 1);
          const lower = baseline === "middle" ? Number(attributes["font-size"]) * 0.38 : 0;
          expect(Math.abs(Number(attributes.y) - y - lower)).toBeLessThan(1);
          expect(attributes["text-anchor"]).toBe({ right: "end", center: "middle" }[align]);
        });
      }
  });

  it("has every circle of the canvas", () => {
    const { context, calls } = watched(usual.width, usual.height);
    drawViewPicture(context, data, usual, newPath);
    const whole = calls.circles.filter(({ radius }) => radius > 0);
    const paths = elementsOf(svgIn()).flatMap(({ attributes: { d = "" } }) => d);
    const circles = paths.flatMap((d) =>
      [...d.matchAll(/M([-\d.]+) ([-\d.]+)A([\d.]+) [\d.]+ 0 0 1 /g)].map(([, x, y, radius]) => ({
        x: Number(x) - Number(radius),
        y: Number(y),
        radius: Number(radius),
      })),
    );
    expect(whole.length).toBeGreaterThan(5);
    for (const { x, y, radius } of whole)
      expect(
        circles.some(
          (one) =>
            Math.abs(one.x - x) < 0.03 && Math.abs(one.y - y) < 0.03 && Math.abs(one.radius - radius) < 0.03,
        ),
      ).toBe(true);
  });

  it("looks as the canvas does", async () => {
    for (const view of views)
      for (const theme of ["light", "dark"] as const) {
        const request = { ...usual, view, theme };
        const { context, pixels } = watched(usual.width, usual.height, true);
        drawViewPicture(context, data, request, newPath);
        const svg = svgIn({ view, theme }).replaceAll(/<text[^>]*>[^<]*<\/text>/g, "");
        const read = await pixelsOf(new TextEncoder().encode(svg), usual.width, usual.height);
        expect(difference(pixels(), read)).toBeLessThan(0.25);
        // What is not drawn at all would be seen.
        expect(difference(canvasOf(usual.width, usual.height).pixels(), read)).toBeGreaterThan(10);
      }
  });

  it("is well-formed and does nothing, whatever stands in it", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
      fc.constantFrom(
        `"><script>alert(1)</script>`,
        "]]>&#0;&lt;",
        "\u0000\u0008\uFFFE\uD800",
        "🧑‍🚀 مرحبا 모델 ‮x",
      ),
    );
    fc.assert(
      fc.property(anything, anything, anything, (title, text, address) => {
        const view = { ...emptyView, notes: [{ at: { x: 0, y: 0 }, text }] };
        const elements = elementsOf(svgIn({ title, view, address }));
        const names = new Set(elements.map(({ name }) => name));
        for (const name of names)
          expect(["svg", "title", "desc", "defs", "clipPath", "g", "path", "text"]).toContain(name);
        for (const { attributes } of elements)
          for (const [name, value] of Object.entries(attributes)) {
            expect(name).not.toMatch(/^on|href|style/i);
            if (name !== "aria-labelledby") expect(value).not.toMatch(/javascript:|url\((?!#)/i);
          }
      }),
      { numRuns: 20 },
    );
  });

  it("has no ground where it is transparent", () => {
    const ground = `<path d="M0 0L${usual.width} 0`;
    expect(svgIn()).toContain(ground);
    expect(svgIn({ isTransparent: true })).not.toContain(ground);
    expect(textsOf(svgIn({ isTransparent: true }))).toHaveLength(textsOf(svgIn()).length);
  });
});

describe("a recording", () => {
  it("of any shapes is drawn as a canvas draws them", async () => {
    type Call = readonly [name: string, given: readonly unknown[]];
    const at = fc.integer({ min: 0, max: 60 });
    const length = fc.integer({ min: 4, max: 30 });
    const few = fc.integer({ min: 1, max: 9 });
    const call = (name: string, ...given: fc.Arbitrary<unknown>[]): fc.Arbitrary<Call> =>
      fc.tuple(...given).map((values) => [name, values] as const);
    const plain = (...names: string[]): fc.Arbitrary<Call> =>
      fc.constantFrom(...names).map((name) => [name, []] as const);
    const onwards = fc.oneof(
      call("lineTo", at, at),
      call("quadraticCurveTo", at, at, at, at),
      call("bezierCurveTo", at, at, at, at, at, at),
      call("arc", at, at, few, fc.constantFrom(0, 0.7), fc.constantFrom(1, Math.PI, 4.5, -2), fc.boolean()),
      call("arc", at, at, few, fc.constant(0), fc.constant(2 * Math.PI)),
    );
    const outline = fc.oneof(
      fc
        .tuple(call("moveTo", at, at), fc.array(onwards, { minLength: 1, maxLength: 4 }), fc.boolean())
        .map(([start, more, isClosed]): Call[] => [
          start,
          ...more,
          ...(isClosed ? [["closePath", []] as const] : []),
        ]),
      call("rect", at, at, length, length).map((one) => [one]),
      call("roundRect", at, at, length, length, few).map((one) => [one]),
    );
    const painted = fc
      .tuple(outline, fc.array(plain("fill", "stroke"), { minLength: 1, maxLength: 3 }))
      .map(([path, paints]): Call[] => [["beginPath", []], ...path, ...paints]);
    const step = fc.oneof(
      { weight: 4, arbitrary: painted },
      outline.map((path): Call[] => [["beginPath", []], ...path, ["clip", []]]),
      fc
        .oneof(
          plain("save", "restore"),
          call("translate", fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 5 })),
          fc.constantFrom(0.8, 1.25).map((by): Call => ["scale", [by, by]]),
          call("setLineDash", fc.constantFrom([], [3, 2])),
          call("fillRect", at, at, length, length),
          call("strokeRect", at, at, length, length),
        )
        .map((one) => [one]),
    );
    const side = 64;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const { context, pixels } = canvasOf(side, side);
        const recorder = new RecordingContext({ width: side, height: side }, measure);
        for (const target of [context, recorder as unknown as CanvasRenderingContext2D]) {
          target.fillStyle = "#3b6fe0";
          target.strokeStyle = "rgb(200 30 10 / 0.6)";
          target.lineWidth = 2;
          for (const [name, given] of steps.flat())
            (Reflect.get(target, name) as (...values: unknown[]) => void).apply(target, [...given]);
        }
        const facts = { title: "", description: "", language: "en", fonts: "sans-serif" };
        const svg = writeSvg(recorder.recording(), facts);
        const read = await pixelsOf(new TextEncoder().encode(svg), side, side);
        expect(difference(pixels(), read)).toBeLessThan(3);
      }),
      { numRuns: 80 },
    );
  });

  it("moves and scales path data of every kind", () => {
    const moved = (svg: string) => pathData(new RecordedPath(svg), { scale: 2, x: 10, y: 100 });
    expect(moved("M1 2L3-4h5V6")).toBe("M12 104L16 92h10V112");
    expect(moved("m1,2a8 3 0 016 0c.5.5 1 1 2 2Z")).toBe("m2 4a16 6 0 0 1 12 0c1 1 2 2 4 4Z");
    expect(moved("M4 6A8 3 30 1 0 20 6Q1 1 2 2T3 3S1 1 2 2")).toBe(
      "M18 112A16 6 30 1 0 50 112Q12 102 14 104T16 106S12 102 14 104",
    );
    // The icons of the kinds are still drawn as before.
    for (const { icon } of Object.values(graph.ontology.kinds)) {
      const draw = (path: string) => {
        const { context, pixels } = canvasOf(24, 24);
        context.stroke(newPath(path));
        return pixels();
      };
      expect(difference(draw(pathData(new RecordedPath(icon))), draw(icon))).toBeLessThan(0.5);
    }
  });

  it("knows colours as they are written here", () => {
    expect(inkIn("#1c2")).toEqual({ colour: "#11cc22", alpha: 1 });
    expect(inkIn("#1C2230")).toEqual({ colour: "#1c2230", alpha: 1 });
    expect(inkIn("rgb(251 250 247 / 0.9)")).toEqual({ colour: "#fbfaf7", alpha: 0.9 });
    expect(inkIn("transparent").alpha).toBe(0);
    expect(inkIn('red"/><script>').colour).toBe("#000000");
  });
});

describe("PDF", () => {
  const pdfIn = async (request: Partial<ViewPictureRequest>) =>
    (await viewPictureOf(data, { ...usual, ...request }, "pdf", 1)).bytes;

  it("has the same texts as SVG, in both languages", async () => {
    for (const locale of ["en", "zh"] as const) {
      const found = pdfTexts(await pdfIn({ view: noted, locale })).join("");
      for (const { text } of textsOf(svgIn({ view: noted, locale }))) expect(found).toContain(text);
    }
  });

  it("finds Chinese, Greek, arrows and rare letters, and each text once", async () => {
    const title = "Σίγμα 大模型图谱 → Ökologie 臺灣 ≥ Ж";
    const texts = pdfTexts(await pdfIn({ title }));
    const whole = texts.join("");
    expect(whole).toContain(title);
    expect(whole.split(title)).toHaveLength(2);
  });

  it("holds parts of the fonts alone, and is a page of the sheet's size with title and language", async () => {
    const pdf = await pdfIn({ title: "图谱", locale: "zh" });
    const fonts = pdfFonts(pdf);
    expect(fonts.length).toBeGreaterThan(0);
    for (const { bytes } of fonts) expect(bytes).toBeLessThan(60_000);
    const text = Buffer.from(pdf).toString("latin1");
    expect(text).toMatch(/\/MediaBox \[0 0 540 360\]/);
    expect(text).toContain("/Lang (zh-CN)");
    expect(text).toContain("/DisplayDocTitle true");
    expect(text).not.toMatch(/\/JavaScript|\/OpenAction/);
  });

  it("survives letters that no font has", async () => {
    for (const title of ["🧑‍🚀 مرحبا 모델", "\u0000\uD800", "    "])
      expect(Buffer.from(await pdfIn({ title })).toString("latin1", 0, 8)).toBe("%PDF-1.7");
  });
});

describe("PNG", () => {
  const pngIn = async (request: Partial<ViewPictureRequest>, scale = 1) =>
    (await viewPictureOf(data, { ...usual, ...request }, "png", scale)).bytes;

  it("has so many pixels to one of the page", async () => {
    for (const scale of [1, 3])
      await pixelsOf(await pngIn({}, scale), usual.width * scale, usual.height * scale);
  });

  it("is the map of the canvas alone where nothing else is wanted", async () => {
    const { width, height } = usual;
    const { context, pixels } = canvasOf(width, height);
    const look = pictureStyles.light;
    const insets = { left: 0, top: 0, right: 0, bottom: 0 };
    const drawing = { size: usual, insets, ratio: 1, look, font: fontStacks.en, isUnpinned: true };
    drawMap(context, sceneOfView(data, noted, "en", 1000), drawing, newPath);
    const read = await pixelsOf(await pngIn({ view: noted, ...bare }), width, height);
    expect(difference(pixels(), read)).toBe(0);
  });

  it("differs by each of its parts", async () => {
    const requests: Partial<ViewPictureRequest>[] = [
      {},
      { hasTitle: false },
      { hasLegend: false },
      { hasNotes: false },
      { footer: [] },
      { footer: ["version"] },
      { title: "Another" },
      { theme: "dark" },
      { locale: "zh" },
      { isTransparent: true },
    ];
    const pictures = await Promise.all(requests.map((request) => pngIn({ view: noted, ...request })));
    expect(new Set(pictures.map((png) => Buffer.from(png).toString("base64"))).size).toBe(requests.length);
  });

  it("has no ground where it is transparent", async () => {
    const corners = async (isTransparent: boolean) => {
      const pixels = await pixelsOf(await pngIn({ isTransparent }), usual.width, usual.height);
      return [pixels[3], pixels[pixels.length - 1]];
    };
    expect(await corners(true)).toEqual([0, 0]);
    expect(await corners(false)).toEqual([255, 255]);
  });
});

describe("a picture that is kept", () => {
  it("comes back with its title, and is not taken for whole when it is not", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.uint8Array({ minLength: 1 }), (title, written) => {
        const bytes = new Uint8Array(written);
        const content = keptPicture({ bytes, title });
        expect(pictureIn(content)).toEqual({ bytes, title });
        expect(keptPictureForm.isWhole(content)).toBe(true);
        expect(keptPictureForm.isWhole(content.subarray(0, -1))).toBe(false);
        expect(keptPictureForm.isWhole(new Uint8Array(content.length))).toBe(false);
      }),
    );
  });

  it("has a name for all systems, and one in the letters of its language", () => {
    expect(attachmentNamed("“LLaMA”的来龙去脉", "atlas", "svg")).toBe(
      `attachment; filename="LLaMA.svg"; filename*=UTF-8''%E2%80%9CLLaMA%E2%80%9D%E7%9A%84%E6%9D%A5%E9%BE%99%E5%8E%BB%E8%84%89.svg`,
    );
    expect(attachmentNamed("全图", "atlas", "pdf")).toContain('filename="atlas.pdf"');
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (title) => {
        expect(attachmentNamed(title, "atlas", "png")).toMatch(
          /^attachment; filename="[^"\\/%;:*?<>|\p{C}]+\.png"; filename\*=UTF-8''[\w.!~%-]+$/u,
        );
      }),
    );
  });
});
