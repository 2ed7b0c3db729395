/** Pictures of views: what is written on them, what is drawn, and that nothing in a text breaks them. */
import { readFile } from "node:fs/promises";
import { createCanvas, type Image, loadImage, Path2D as NodePath } from "@napi-rs/canvas";
import { beforeAll, describe, expect, it } from "vitest";
import { fitCamera } from "@/lib/canvas/camera";
import { detailOf } from "@/lib/canvas/detail";
import type { Locale } from "@/lib/graph/schema";
import { captionOf } from "@/lib/picture/caption";
import { legendOf } from "@/lib/picture/legend";
import { drawDetail } from "@/lib/picture/marks";
import { pictureOf, registerFonts } from "@/lib/picture/node-picture";
import type { PictureRequest } from "@/lib/picture/picture";
import { fontStacks, pictureStyles } from "@/lib/picture/picture-style";
import { boxOf, pinsOf } from "@/lib/picture/pins";
import { mapInsets, pictureSize } from "@/lib/picture/sheet";
import { linesOf } from "@/lib/picture/text";
import { type GraphData, sceneOfView } from "@/lib/picture/view-scene";
import * as explore from "@/lib/view/explore-steps";
import { select, toggleKind } from "@/lib/view/steps";
import { emptyView, type View } from "@/lib/view/view";
import { explorable, largeExplorable } from "../fixtures/explored-graph";

const { graph: random, table } = explorable({
  "model/a": {
    to: { based_on: ["model/b"], trained_on: ["dataset/d"] },
    facts: { access: "open", released: "2020-05" },
  },
  "model/b": { to: { trained_on: ["dataset/d", "dataset/e"] }, facts: { access: "closed" } },
  "model/c": { to: { compared_with: ["model/a"] }, facts: { access: "open" } },
  "dataset/d": { facts: { released: "2016-01" } },
  "dataset/e": {},
  "risk/f": {},
});
const graph = { ...random, id: emptyView.graph };
const data: GraphData = { graph, table, sections: { zh: {}, en: {} } };
const shownIn = (view: View) => sceneOfView(data, view, "en", 1000);
const captionIn = (view: View, title?: string) => captionOf(data, shownIn(view), "en", title);
const drawn = async (more: Partial<PictureRequest> = {}): Promise<Image> =>
  loadImage(Buffer.from(await pictureOf(data, { view: emptyView, locale: "en", theme: "light", ...more })));

/** The pixels of a picture, or of a rectangle of it. */
function pixelsOf(
  image: Image,
  [x, y, width, height]: readonly [number, number, number, number] = [
    0,
    0,
    pictureSize.width,
    pictureSize.height,
  ],
): Uint8ClampedArray {
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  return context.getImageData(x, y, width, height).data;
}
const isBlank = (pixels: Uint8ClampedArray): boolean => pixels.every((value, i) => value === pixels[i % 4]);
const { left, top, right, bottom } = mapInsets;
const mapArea = [
  left + 2,
  top + 2,
  pictureSize.width - left - right - 4,
  pictureSize.height - top - bottom - 4,
] as const;

beforeAll(registerFonts);

it("has the colours of the page", async () => {
  const css = await readFile("app/styles/tokens.css", "utf8");
  for (const theme of ["light", "dark"] as const) {
    const block = css.slice(css.indexOf(`:root[data-theme="${theme}"]`));
    const token = (name: string) => new RegExp(`--${name}: (.*);`).exec(block)?.[1];
    const { canvas, page, ink, mutedInk, border, strongBorder, accent, surface } = pictureStyles[theme];
    const { background, halo, line, strongLine, selection, rim, regionOpacity } = canvas;
    expect({ page, ink, mutedInk, border, strongBorder, accent, surface }).toEqual({
      page: token("page"),
      ink: token("ink"),
      mutedInk: token("ink-muted"),
      border: token("border"),
      strongBorder: token("border-strong"),
      accent: token("accent"),
      surface: token("surface"),
    });
    expect({ background, halo, line, strongLine, selection, rim }).toEqual({
      background: token("canvas-background"),
      halo: token("canvas-halo"),
      line: token("canvas-line"),
      strongLine: token("canvas-line-strong"),
      selection: token("canvas-selection"),
      rim: token("canvas-rim"),
    });
    expect([canvas.ink, canvas.mutedInk, canvas.theme]).toEqual([
      token("canvas-ink"),
      token("canvas-muted-ink"),
      theme,
    ]);
    expect(regionOpacity).toBe(Number(token("canvas-region-opacity")));
  }
});

describe("the caption", () => {
  it("says what a view is about, and how much it shows", () => {
    expect(captionIn(emptyView)).toEqual({
      title: "The whole map",
      details: ["6 entities", "5 relations"],
    });
    const camera = { left: 0, top: 0, right: 10, bottom: 10 };
    expect(captionIn({ ...emptyView, camera }).title).toBe("A part of the map");
    expect(captionIn(explore.setLayout(emptyView, { as: "force", closed: [] })).title).toBe("Force-directed");
  });

  it("says of a graph other than the atlas which it is", () => {
    const name = graph.ontology.graph.name.en;
    const other = { ...data, graph: { ...graph, id: "other" } };
    const of = (view: View) => captionOf(other, sceneOfView(other, view, "en", 1000), "en", undefined);
    expect(of(emptyView)).toEqual({ title: name, details: ["6 entities", "5 relations"] });
    expect(of(select(emptyView, "model/a")).details[0]).toBe(name);
  });

  it("names what is selected, with its kind and how much it is tied to", () => {
    const { title, details } = captionIn(select(emptyView, "model/a"));
    expect(title).toBe(graph.names[graph.indexOf("model/a")].en);
    expect(details).toEqual([expect.stringMatching(/^[A-Z]/), "3 relations"]);
  });

  it("is about what is chosen rather than about kinds that are taken out", () => {
    const without = toggleKind(emptyView, "risk");
    expect(captionIn(without).title).toBe("Without risks");
    const { title, details } = captionIn(select(without, "model/a"));
    expect(title).toBe(graph.names[graph.indexOf("model/a")].en);
    expect(details).toContain("Without risks");
  });

  it("does not tell again what a given title tells", () => {
    expect(captionIn(toggleKind(emptyView, "risk"), "Without risks").details).not.toContain("Without risks");
  });

  it("keeps a title that is given and tells the rest beneath", () => {
    const { title, details } = captionIn(toggleKind(emptyView, "risk"), "Mine");
    expect(title).toBe("Mine");
    expect(details).toHaveLength(3);
    expect(details[1]).toBe("5 entities");
  });

  it("counts notes", () => {
    const notes = [{ at: "model/a", text: "x" }];
    expect(captionIn({ ...emptyView, notes }).details).toContain("1 note");
  });
});

describe("the legend", () => {
  const legendIn = (view: View) => legendOf(data, shownIn(view), "en", "light");

  it("counts what is shown by kind, the most frequent first, and leaves out what is not there", () => {
    expect(legendIn(emptyView).map(({ count }) => count)).toEqual([3, 2, 1]);
    expect(legendIn(toggleKind(emptyView, "model")).map(({ count }) => count)).toEqual([2, 1]);
    expect(legendIn(select(emptyView, "dataset/e")).map(({ count }) => count)).toEqual([1, 1]);
  });

  it("tells what colours mean where they do not mean kinds", () => {
    const legend = legendIn(explore.setStyle(emptyView, { colour: "access" }));
    const counts = Object.fromEntries(legend.map(({ label, count }) => [label, count]));
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(6);
    expect(legend.every(({ shape }) => shape === "circle")).toBe(true);
  });
});

describe("the scene", () => {
  it("passes over what the graph does not have", () => {
    const { view, scene } = shownIn(select(emptyView, "model/gone"));
    expect(view.selection).toBeUndefined();
    expect(scene.hidden).toEqual(new Uint8Array(graph.size));
  });

  it("has the places of a layout, or the map's own where that takes too long", () => {
    const view = explore.setLayout(emptyView, { as: "force", closed: [] });
    const placed = sceneOfView(data, view, "en", 10_000).scene;
    expect(placed.explored?.isPlaced).toBe(true);
    expect(placed.explored?.isSettling).toBe(false);
    expect(placed.x).not.toEqual(graph.x);
    const large = { ...largeExplorable(600), sections: { zh: {}, en: {} } };
    const unplaced = sceneOfView(large, view, "en", 0).scene;
    expect(unplaced.explored?.isPlaced).toBe(false);
    expect(unplaced.x).toEqual(large.graph.x);
  });
});

describe("marks and edges", () => {
  /** How many pixels have just this colour when everything in the scene is drawn in full. */
  const inked = (view: View, colour: string): number => {
    const { scene } = shownIn(view);
    const context = createCanvas(pictureSize.width, pictureSize.height).getContext("2d");
    const rectangle = { left: -900, top: -900, right: 900, bottom: 900 };
    const camera = fitCamera(rectangle, pictureSize, mapInsets);
    const style = { ...pictureStyles.light.canvas, font: fontStacks.en };
    drawDetail(
      context as unknown as CanvasRenderingContext2D,
      detailOf(scene, rectangle),
      scene,
      style,
      camera,
      (svg) => new NodePath(svg) as unknown as Path2D,
    );
    const wanted = [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16));
    const pixels = context.getImageData(0, 0, pictureSize.width, pictureSize.height).data;
    let count = 0;
    for (let i = 0; i < pixels.length; i += 4)
      if (wanted.every((channel, c) => pixels[i + c] === channel) && pixels[i + 3] === 255) count++;
    return count;
  };
  const { selection, strongLine, ink } = pictureStyles.light.canvas;
  const colourOf = (kind: string) => graph.ontology.kinds[kind].colour.light;

  it("have the colours of their kinds, or what else colours mean", () => {
    expect(inked(emptyView, colourOf("dataset"))).toBeGreaterThan(20);
    expect(inked(graph.kinds.reduce(toggleKind, emptyView), colourOf("dataset"))).toBe(0);
    expect(inked(explore.setStyle(emptyView, { colour: "access" }), colourOf("dataset"))).toBe(0);
  });

  it("tell what is selected, expanded and moved by hand", () => {
    expect(inked(emptyView, selection)).toBe(0);
    expect(inked(select(emptyView, "model/a"), selection)).toBeGreaterThan(10);
    const relation = { from: "model/a", type: "based_on", to: "model/b" };
    expect(inked(select(emptyView, relation), selection)).toBeGreaterThan(10);
    const only = { ...emptyView, hiddenTypes: ["compared_with"] };
    expect(inked(only, ink)).toBe(0);
    expect(inked({ ...only, moved: [{ id: "model/a", x: 0, y: 0 }] }, ink)).toBeGreaterThan(5);
  });

  it("draw relations strongly where something is selected", () => {
    expect(inked(emptyView, strongLine)).toBe(0);
    expect(inked(select(emptyView, "model/a"), strongLine)).toBeGreaterThan(20);
  });
});

describe("pins", () => {
  it("stand where notes are and keep their numbers; what is left out has none", () => {
    const notes = [
      { at: "risk/f", text: "gone" },
      { at: "model/a", text: "here" },
      { at: { x: 10, y: 20 }, text: "there" },
      { at: "model/gone", text: "nowhere" },
    ];
    const { view, scene } = shownIn({ ...toggleKind(emptyView, "risk"), notes });
    const camera = fitCamera({ left: -500, top: -500, right: 500, bottom: 500 }, pictureSize, mapInsets);
    const pins = pinsOf({ ...view, notes }, scene, camera);
    expect(pins.map(({ number }) => number)).toEqual([2, 3]);
    const [atEntity, atPlace] = pins;
    const entity = graph.indexOf("model/a");
    expect(atEntity.tip.x).toBeCloseTo(graph.x[entity] * camera.zoom + camera.x);
    expect(atEntity.tip.y).toBeLessThan(graph.y[entity] * camera.zoom + camera.y);
    expect(atPlace.tip).toEqual({ x: 10 * camera.zoom + camera.x, y: 20 * camera.zoom + camera.y });
    expect(boxOf(atPlace).bottom).toBe(atPlace.tip.y);
  });
});

describe("lines", () => {
  /** Every character ten wide. */
  const context = {
    measureText: (text: string) => ({ width: 10 * [...text].length }),
  } as unknown as CanvasRenderingContext2D;
  const lines = (text: string, width: number, most: number, locale: Locale = "en") =>
    linesOf(context, text, width, most, locale);

  it("break between words, and marks stay with theirs", () => {
    expect(lines("one two three", 80, 5)).toEqual(["one two", "three"]);
    expect(lines("one (two) three", 60, 5)).toEqual(["one", "(two)", "three"]);
    expect(lines("开源，模型《图谱》很大", 50, 9, "zh")).toEqual(["开源，模型", "《图谱》", "很大"]);
  });

  it("break a word that is too long, and cut what is too much", () => {
    expect(lines("abcdefghij", 40, 5)).toEqual(["abcd", "efgh", "ij"]);
    expect(lines("one two three four five", 80, 2)).toEqual(["one two", "three f…"]);
    expect(lines("", 80, 2)).toEqual([]);
    expect(lines("😀😀😀😀", 20, 1)).toEqual(["😀…"]);
  });
});

describe("the picture", () => {
  it("is a PNG of the size that previews of links have, with something on it", async () => {
    const image = await drawn();
    expect({ width: image.width, height: image.height }).toEqual(pictureSize);
    expect(isBlank(pixelsOf(image, mapArea))).toBe(false);
    const corner = pixelsOf(image, [0, 0, 8, 8]);
    expect(isBlank(corner)).toBe(true);
    expect([...corner.slice(0, 4)]).toEqual([0xfb, 0xfa, 0xf7, 255]);
  });

  it("differs by language, theme, title and what is selected, and by nothing else", async () => {
    const requests: Partial<PictureRequest>[] = [
      {},
      { locale: "zh" },
      { theme: "dark" },
      { title: "Mine" },
      { view: select(emptyView, "model/a") },
      { view: { ...emptyView, notes: [{ at: "model/a", text: "x" }] } },
    ];
    const pictures = await Promise.all(
      [...requests, {}].map(async (more) => Buffer.from(pixelsOf(await drawn(more))).toString("base64")),
    );
    expect(new Set(pictures).size).toBe(requests.length);
    expect(pictures.at(-1)).toBe(pictures[0]);
  });

  it("shows a view that leaves nothing as an empty map", async () => {
    const view = graph.kinds.reduce(toggleKind, emptyView);
    expect((await drawn({ view })).width).toBe(pictureSize.width);
  });

  it("shows every layout, colours, sizes, groups and time", async () => {
    for (const as of ["force", "layered", "concentric", "time", "groups"] as const) {
      const arranged = explore.setLayout(emptyView, { as, closed: as === "groups" ? ["model"] : [] });
      const view: View = {
        ...arranged,
        style: { colour: "access", size: "degree" },
        time: { from: "2000-01", to: "2026-12", undated: true },
      };
      expect(isBlank(pixelsOf(await drawn({ view }), mapArea))).toBe(false);
    }
  });

  it("survives whatever a title is made of", async () => {
    const titles = [
      "",
      " ",
      "字".repeat(120),
      "x".repeat(120),
      "😀👩‍👩‍👧‍👦🇨🇳",
      "<b>&amp;</b>",
      "א ب ñ ế Ж Ω",
      "\ud800",
      "a\u0301".repeat(60),
    ];
    for (const title of titles) expect((await drawn({ title })).height).toBe(pictureSize.height);
  });

  it.each(["→", "·", "≥", "“", "”", "«", "»", "é", "ñ", "č", "Ω", "α", "Ж", "ế", "大", "谱", "…", "—", "×"])(
    "has a letter for %s",
    (letter) => {
      for (const locale of ["zh", "en"] as const)
        for (const weight of [400, 600, 700])
          expect(inkOf(letter, locale, weight)).not.toEqual(missing(locale, weight));
    },
  );
});

/** The pixels of a letter. */
function inkOf(letter: string, locale: Locale, weight: number): string {
  const context = createCanvas(48, 48).getContext("2d");
  context.font = `${weight} 32px ${fontStacks[locale]}`;
  context.fillText(letter, 6, 36);
  return Buffer.from(context.getImageData(0, 0, 48, 48).data).toString("base64");
}

/** What is drawn for a letter that no font has: a code that stands for none. */
const missing = (locale: Locale, weight: number): string => inkOf("\u{10fffd}", locale, weight);
