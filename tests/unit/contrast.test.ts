/**
 * Whether what is drawn on the map can be told from what is beneath it (WCAG 2.2, 1.4.3 and 1.4.11): no tool
 * that looks at a page sees into a canvas. Colours come from tokens and ontology, their layers from the
 * drawing itself, which paints into a context that takes notes.
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { createBaseLayer } from "@/lib/canvas/base-layer";
import { type Camera, fitCamera, noInsets, type Size } from "@/lib/canvas/camera";
import { type Look, type NamesState, wishForNames } from "@/lib/canvas/label-wishes";
import { type CanvasStyle, kindStyles, readStyle } from "@/lib/canvas/style";
import { groupColours, severalColour } from "@/lib/charts/tones";
import { boundsOf } from "@/lib/graph/bounds";
import { decodeGraph } from "@/lib/graph/decode";
import type { Graph } from "@/lib/graph/graph";
import { ontologySchema } from "@/lib/graph/ontology";
import { absentColour, categoryColours, othersColour, rampColours } from "@/lib/view/colouring-palette";
import { groupKind } from "@/lib/view/group-kind";
import { type Scene, sceneOf } from "@/lib/view/scene";
import { emptyView } from "@/lib/view/view";

const fileOf = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const ontology = ontologySchema.parse(parse(fileOf("graph-data/ontology.yaml")));
const tokens = fileOf("app/styles/tokens.css");
const themes = ["light", "dark"] as const;
type Theme = (typeof themes)[number];

/** Least contrasts: of text, of large text, of what is no text. */
const least = { text: 4.5, largeText: 3, mark: 3 };
const isLarge = ({ size, weight }: Look) => size >= 24 || (size >= 18.66 && weight >= 700);

describe("contrast", () => {
  it.each([
    ["#000", "#ffffff", 21],
    ["#767676", "#fff", 4.54],
    ["rgb(255 0 0)", "#ffffff", 4],
  ])("of %s and %s is %s, as other calculators have it", (one, other, expected) => {
    expect(contrast(colourOf(one), colourOf(other))).toBeCloseTo(expected, 2);
  });

  it("of what is half transparent is that of the mixture", () => {
    const mixed = over(colourOf("rgb(0 0 0 / 0.5)"), colourOf("#ffffff"));
    expect(mixed).toEqual([127.5, 127.5, 127.5, 1]);
    expect(over(colourOf("#000000"), colourOf("#ffffff"), 0.5)).toEqual(mixed);
  });
});

describe.each(themes)("on the map, %s", (theme) => {
  const graph = colourfulGraph();
  const scenes = scenesOf(graph);
  let style: CanvasStyle;
  /** What names and marks stand on: the page, and every region's tint on it. */
  let grounds: Surface[];
  /** What only names stand on, with their halo between: outlines of regions, lines, the small marks of others. */
  let clutter: Surface[];

  beforeAll(() => {
    vi.stubGlobal("Path2D", NotedPath);
    const custom = customProperties(theme);
    vi.stubGlobal("getComputedStyle", () => ({
      fontFamily: "sans-serif",
      getPropertyValue: (name: string) => custom.get(name) ?? "",
    }));
    style = readStyle({} as Element, theme);
    const page = { name: "the page", colour: colourOf(style.background) };
    const { fills, strokes } = paintOf(scenes.plain, style);
    const tints = fills
      .filter(({ hasPath }) => hasPath)
      .map(({ colour, alpha }) => ({
        name: `the tint ${colour}`,
        colour: over(colourOf(colour), page.colour, alpha),
      }));
    const outlines = strokes
      .filter(({ hasPath, colour }) => hasPath && colour !== style.line)
      .map(({ colour, alpha }, i) => ({
        name: `the outline ${colour}`,
        colour: over(colourOf(colour), tints[i].colour, alpha),
      }));
    const lines = [style.line, style.strongLine, style.selection];
    const marks = kindStyles(ontology, theme).map(({ colour }) => colour);
    grounds = [page, ...tints];
    clutter = [
      ...outlines,
      ...[...lines, ...marks].map((colour) => ({ name: colour, colour: colourOf(colour) })),
    ];
  });
  afterAll(() => vi.unstubAllGlobals());

  /** What is too faint against any of the surfaces, in words; nothing is as it should be. */
  const faint = (colours: readonly string[], surfaces: readonly Surface[]): string[] =>
    colours.flatMap((colour) => surfaces.flatMap((on) => verdict(colour, colourOf(colour), on, least.mark)));

  it("every token is read, and every region is tinted in a colour of its own", () => {
    for (const value of Object.values(style)) expect(value).not.toBe("");
    expect(style.regionOpacity).toBeGreaterThan(0);
    expect(grounds).toHaveLength(1 + ontology.map.region_colours[theme].length);
    expect(clutter.length).toBeGreaterThan(grounds.length);
  });

  it.each(Object.keys(scenes) as (keyof typeof scenes)[])("names can be read: %s", (name) => {
    const looks = looksOf(scenes[name], style, name === "pointed at");
    expect(looks.length).toBeGreaterThan(0);
    expect(looks.flatMap((look) => faintNames(look, style, grounds, clutter))).toEqual([]);
  });

  it("names of a filter's context stand back by their ink, those of regions wear its colour", () => {
    const colours = (scene: Scene) => new Set(looksOf(scene, style, false).map(({ colour }) => colour));
    const tints = ontology.map.region_colours[theme];
    expect(colours(scenes.plain)).toEqual(new Set([style.ink, ...tints]));
    expect(colours(scenes.filtered)).toEqual(new Set([style.ink, style.mutedInk, ...tints]));
    expect(colours(scenes.selected)).toEqual(new Set([style.ink]));
  });

  it("marks of every kind stand out", () => {
    // Context of a filter, and what is not selected, stands back by design and is no part of this.
    const colours = kindStyles(ontology, theme).map(({ colour }) => colour);
    for (const scene of [scenes.plain, scenes.filtered, scenes.selected]) {
      const drawn = paintOf(scene, style).fills.filter(({ hasPath, alpha }) => !hasPath && alpha === 1);
      expect(drawn.map(({ colour }) => colour)).toEqual(colours);
    }
    expect(faint(colours, grounds)).toEqual([]);
  });

  it("marks of closed groups, and in colours that stand for something else than kinds, stand out", () => {
    expect(faint(otherColours(theme), grounds)).toEqual([]);
  });

  it("icons and rims stand out from their marks", () => {
    const colours = [...kindStyles(ontology, theme).map(({ colour }) => colour), ...otherColours(theme)];
    const marks = colours.map((colour) => ({ name: colour, colour: colourOf(colour) }));
    expect(faint([style.rim], marks)).toEqual([]);
  });

  it("what is selected, its relations, and the ring of what several scopes share stand out", () => {
    const ring = paintOf(scenes.filtered, style).strokes.filter(({ hasPath }) => !hasPath);
    expect(ring.map(({ alpha }) => alpha)).toEqual([1]);
    const colours = [style.selection, style.strongLine, ...ring.map(({ colour }) => colour)];
    expect(faint(colours, grounds)).toEqual([]);
  });
});

describe.each(themes)("colours of one legend, %s", (theme) => {
  const categories = [...categoryColours[theme], othersColour[theme], absentColour[theme]];
  const ramp = rampColours[theme];

  it.each(Object.keys(sights) as (keyof typeof sights)[])("differ enough in pairs: %s sight", (sight) => {
    expect(alike(categories, sight, 0.07)).toEqual([]);
    expect(alike([...ramp, absentColour[theme]], sight, 0.05)).toEqual([]);
  });

  it.each(Object.keys(sights) as (keyof typeof sights)[])("differ enough in charts: %s sight", (sight) => {
    const groups = [...groupColours[theme], severalColour[theme]];
    expect(alike([...groups, othersColour[theme], absentColour[theme]], sight, 0.07)).toEqual([]);
  });

  it("stand out from the page in charts", () => {
    const page = colourOf(customProperties(theme).get("--page") ?? "");
    for (const colour of [...groupColours[theme], severalColour[theme]])
      expect(contrast(colourOf(colour), page)).toBeGreaterThanOrEqual(least.mark);
  });

  it("stand out the more, the more they stand for", () => {
    const page = colourOf(customProperties(theme).get("--canvas-background") ?? "");
    const contrasts = ramp.map((colour) => contrast(colourOf(colour), page));
    expect(contrasts.toSorted((a, b) => a - b)).toEqual(contrasts);
  });

  it("are as many in both themes", () => {
    const other = theme === "light" ? "dark" : "light";
    expect(categoryColours[theme]).toHaveLength(categoryColours[other].length);
    expect(ramp).toHaveLength(rampColours[other].length);
  });
});

it("colours that can hardly be told apart are found", () => {
  expect(alike(["#c31b1f", "#0a6e35", "#c31c20"], "normal", 0.07)).toEqual(["#c31b1f and #c31c20: 0.001"]);
  // Red and green of one brightness.
  expect(alike(["#b5651d", "#6b8e23"], "normal", 0.07)).toEqual([]);
  expect(alike(["#b5651d", "#6b8e23"], "deuteranopic", 0.07)).toHaveLength(1);
});

/** Every colour of marks that is not a kind's. */
function otherColours(theme: Theme): string[] {
  return [
    ...categoryColours[theme],
    ...rampColours[theme],
    othersColour[theme],
    absentColour[theme],
    groupKind.definition.colour[theme],
  ];
}

/**
 * What each sight makes of linear red, green and blue, row by row: Machado, Oliveira and Fernandes 2009, "A
 * Physiologically-based Model for Simulation of Color Vision Deficiency", severity 1.
 */
const sights = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopic: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopic: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopic: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

/** Pairs of colours that are closer than this, in words. */
function alike(colours: readonly string[], sight: keyof typeof sights, least: number): string[] {
  const seen = colours.map((colour) => perceived(colour, sights[sight]));
  return seen.flatMap((one, i) =>
    seen.slice(i + 1).flatMap((other, j) => {
      const distance = Math.hypot(...one.map((part, k) => part - other[k]));
      return distance < least ? [`${colours[i]} and ${colours[i + 1 + j]}: ${distance.toFixed(3)}`] : [];
    }),
  );
}

/** A colour in OKLab (Ottosson 2020), in which distances are as they are seen. */
function perceived(text: string, sight: readonly number[]): number[] {
  const through = (matrix: readonly number[], [a, b, c]: readonly number[]) =>
    [0, 3, 6].map((row) => matrix[row] * a + matrix[row + 1] * b + matrix[row + 2] * c);
  const [red, green, blue] = colourOf(text);
  const seen = through(sight, [red, green, blue].map(linear)).map((part) => Math.min(1, Math.max(0, part)));
  const cones = through(
    [
      0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619,
      0.2817188376, 0.6299787005,
    ],
    seen,
  );
  return through(
    [
      0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371,
      0.7827717662, -0.808675766,
    ],
    cones.map(Math.cbrt),
  );
}

/** Red, green and blue from 0 to 255, and how opaque from 0 to 1. */
type Colour = readonly [red: number, green: number, blue: number, alpha: number];

interface Surface {
  readonly name: string;
  /** Opaque. */
  readonly colour: Colour;
}

/** @throws {Error} a notation that tokens and ontology do not use */
function colourOf(text: string): Colour {
  const long = text.replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3");
  const [, ...hex] = /^#(..)(..)(..)$/.exec(long) ?? [];
  const [, red, green, blue, alpha = "1"] =
    /^rgb\((\d+) (\d+) (\d+)(?: \/ ([\d.]+))?\)$/.exec(text) ??
    (hex.length > 0 ? ["", ...hex.map((channel) => String(Number.parseInt(channel, 16)))] : []);
  const colour = [Number(red), Number(green), Number(blue), Number(alpha)] as const;
  if (colour.some(Number.isNaN)) throw new Error(`${text} is no colour that is understood here`);
  return colour;
}

/** A colour, further faded by `fade`, laid on an opaque one. */
function over(top: Colour, beneath: Colour, fade = 1): Colour {
  const alpha = top[3] * fade;
  const mixed = (channel: 0 | 1 | 2) => top[channel] * alpha + beneath[channel] * (1 - alpha);
  return [mixed(0), mixed(1), mixed(2), 1];
}

/** Relative luminance of an opaque colour, as WCAG 2.2 defines it. */
function luminance([red, green, blue]: Colour): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** A channel from 0 to 255 as light, from 0 to 1. */
function linear(channel: number): number {
  return channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4;
}

/** Contrast ratio of two opaque colours, from 1 to 21. */
function contrast(one: Colour, other: Colour): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** A sentence where the contrast is too low, nothing where it is not. */
function verdict(name: string, colour: Colour, on: Surface, bar: number): string[] {
  const found = contrast(colour, on.colour);
  return found < bar ? [`${name} on ${on.name}: ${found.toFixed(2)}, should be ${bar}`] : [];
}

/**
 * Where a name is too faint: on the bare grounds, since the halo is thin, and on its halo over them and over
 * whatever else may be beneath.
 */
function faintNames(
  look: Look,
  style: CanvasStyle,
  grounds: readonly Surface[],
  clutter: readonly Surface[],
): string[] {
  const { colour, alpha = 1, plate } = look;
  const bar = isLarge(look) ? least.largeText : least.text;
  const name = `"${look.text}" in ${colour}, ${look.weight} ${look.size}px`;
  if (plate)
    return verdict(name, colourOf(colour), { name: "its plate", colour: colourOf(style.background) }, bar);
  const inked = ({ colour: beneath }: Surface) => over(colourOf(colour), beneath, alpha);
  const haloed = (beneath: Surface): Surface => ({
    name: `its halo over ${beneath.name}`,
    colour: over(colourOf(style.halo), beneath.colour, alpha),
  });
  return [
    ...grounds.flatMap((ground) => verdict(name, inked(ground), ground, bar)),
    ...[...grounds, ...clutter].flatMap((beneath) => verdict(name, inked(beneath), haloed(beneath), bar)),
  ];
}

/** Custom properties of a theme, by name, as tokens.css declares them. */
function customProperties(theme: Theme): Map<string, string> {
  const block = tokens.split(`:root[data-theme="${theme}"] {`)[1]?.split("}")[0] ?? "";
  return new Map([...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]));
}

/** A graph with a region in every tint and entities of every kind in each. */
function colourfulGraph(): Graph {
  const kinds = Object.keys(ontology.kinds);
  const tints = Math.max(...themes.map((theme) => ontology.map.region_colours[theme].length));
  const places = Array.from({ length: tints }, (_, region) =>
    kinds.map((_, kind) => ({ region, kind })),
  ).flat();
  const side = 300;
  const text = (word: string) => ({ en: word, zh: `${word}字` });
  return decodeGraph({
    format: 1,
    graph: "atlas",
    version: "0123456789abcdef",
    ontology,
    entities: {
      kind: places.map(({ kind }) => kind),
      slug: places.map((_, i) => `entity-${i}`),
      en: places.map((_, i) => `Entity ${i}`),
      zh: places.map(() => 0),
      aliases: places.map(() => 0),
      x: places.map(({ kind }) => kind * 20),
      y: places.map(({ region }) => region * side),
      importance: places.map((_, i) => Math.round(1000 / (1 + i / 20))),
      region: places.map(({ region }) => region),
    },
    relations: { count: places.map(() => 0), type: [], to: [], unsourced: [] },
    regions: Array.from({ length: tints }, (_, tint) => ({
      name: text(`Region ${tint}`),
      x: 0,
      y: tint * side,
      tint,
      size: kinds.length,
      outline: [[0, tint * side, side, tint * side, side, (tint + 1) * side]],
    })),
    readings: {},
  });
}

/** What the reader may have before the eyes. */
function scenesOf(graph: Graph) {
  const plain = sceneOf(graph, emptyView, "en");
  const everyOther = (rest: number) =>
    Uint8Array.from({ length: graph.size }, (_, i) => (i % 2 === rest ? 1 : 0));
  return {
    plain,
    filtered: { ...plain, context: everyOther(0), shared: everyOther(1), prominence: 1 },
    selected: {
      ...plain,
      focus: { entity: 0, chosen: [0], members: [...graph.ids.keys()], relations: [], rest: 3 },
    },
    "pointed at": plain,
  } satisfies Record<string, Scene>;
}

/** Every look in which names of the scene are wished for, from afar to near, on a desk and in a hand; alike ones once. */
function looksOf(scene: Scene, style: CanvasStyle, isPointed: boolean): Look[] {
  const looks = new Map<string, Look>();
  for (const size of [
    { width: 1440, height: 900 },
    { width: 360, height: 640 },
  ]) {
    for (const camera of camerasOf(scene, size)) {
      const state: NamesState = {
        ...{ scene, style, camera, size },
        hint: isPointed ? { text: "A — is part of → B", x: 9, y: 9, entity: 1 } : undefined,
        top: 0,
        candidates: 1000,
        widthOf: () => 80,
      };
      wishForNames((_, look) => {
        // The name of a region that nearly fills the canvas is on its way out.
        if (look.alpha !== undefined && look.alpha < 1) return;
        const { colour, alpha, size: height, weight, plate } = look;
        looks.set(JSON.stringify([colour, alpha, height, weight, plate]), look);
      }, state);
    }
  }
  return [...looks.values()];
}

/** From the whole map in sight to a single region. */
function camerasOf({ graph }: Scene, size: Size): Camera[] {
  const whole = fitCamera(boundsOf(graph), size, noInsets);
  return [1, 2, 4, 8].map((nearer) => ({ zoom: whole.zoom * nearer, x: size.width / 2, y: whole.y }));
}

interface Stroke {
  readonly colour: string;
  readonly alpha: number;
  /** Of a shape that was made before: regions and the backbone; marks and rings are drawn on the spot. */
  readonly hasPath: boolean;
}

class NotedPath {
  moveTo() {}
  lineTo() {}
  closePath() {}
}

/** What the base layer fills and strokes, in its order. */
function paintOf(scene: Scene, style: CanvasStyle): { fills: Stroke[]; strokes: Stroke[] } {
  const [fills, strokes]: [Stroke[], Stroke[]] = [[], []];
  const nothing = () => {};
  const context = {
    ...{ fillStyle: "", strokeStyle: "", globalAlpha: 1, lineWidth: 1, lineJoin: "miter" },
    ...{ setTransform: nothing, fillRect: nothing, beginPath: nothing },
    ...{ moveTo: nothing, lineTo: nothing, arc: nothing, closePath: nothing },
    fill(path?: unknown) {
      fills.push({ colour: this.fillStyle, alpha: this.globalAlpha, hasPath: path !== undefined });
    },
    stroke(path?: unknown) {
      strokes.push({ colour: this.strokeStyle, alpha: this.globalAlpha, hasPath: path !== undefined });
    },
  };
  const size = { width: 1440, height: 900 };
  const layer = createBaseLayer();
  layer.show(scene, style);
  const camera = fitCamera(boundsOf(scene.graph), size, noInsets);
  layer.draw(context as unknown as CanvasRenderingContext2D, camera, size, 1);
  return { fills, strokes };
}
