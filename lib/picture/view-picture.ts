/**
 * The picture of a view as readers take it away: the map, as the explorer draws it, on a page. Drawn on any 2D context:
 * of a server, of a browser's worker, or one that writes down what is drawn (recording.ts), for SVG and PDF.
 */
import type { Size } from "@/lib/canvas/camera";
import { languageTags } from "@/lib/i18n";
import { formatDate } from "@/lib/i18n/format";
import { pictureWords } from "@/lib/i18n/picture-words";
import type { FooterPart } from "@/lib/view/picture-options";
import { type Caption, captionOf } from "./caption";
import { legendOf, legendWords } from "./legend";
import { drawMap, type NewPath } from "./map";
import { drawPage, insetsOf, layOutPage, type PageContent } from "./page";
import { layoutTime, type PictureRequest } from "./picture";
import { fontStacks, type PictureStyle, pictureStyles, svgFonts } from "./picture-style";
import { fontIn, type Measure, RecordedPath, type Recording, RecordingContext } from "./recording";
import { writeSvg } from "./svg";
import { type GraphData, sceneOfView, type ViewScene } from "./view-scene";

export interface ViewPictureRequest extends PictureRequest, Size {
  readonly hasTitle: boolean;
  readonly hasLegend: boolean;
  /** Notes, as pins and as a list. */
  readonly hasNotes: boolean;
  readonly footer: readonly FooterPart[];
  readonly isTransparent: boolean;
  /** Where the view can be opened; without it the page names none. */
  readonly address?: string | undefined;
  /** The day on which it is drawn, as `YYYY-MM-DD`. */
  readonly date: string;
  /** CSS families; those of the server unless told. */
  readonly font?: string | undefined;
}

/**
 * Draws the picture and says what it is about.
 *
 * @param ratio pixels to a CSS pixel
 */
export function drawViewPicture(
  context: CanvasRenderingContext2D,
  data: GraphData,
  request: ViewPictureRequest,
  newPath: NewPath,
  ratio = 1,
): Caption {
  const { view, locale, theme, width, height, isTransparent } = request;
  const shown = sceneOfView(data, view, locale, layoutTime);
  const look = pictureStyles[theme];
  const font = request.font ?? fontStacks[locale];
  const caption = captionOf(data, shown, locale, request.title);
  const page = layOutPage(context, contentOf(data, shown, request, caption), { width, height }, font);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (!isTransparent) fillPage(context, page.size, look);
  // Before the map, as it is read.
  drawPage(context, page, look);
  const { left, top, right, bottom } = page.map;
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  const drawing = { size: page.size, insets: insetsOf(page), ratio, look, font };
  drawMap(context, shown, { ...drawing, isTransparent, isUnpinned: !request.hasNotes }, newPath);
  context.restore();
  return caption;
}

function fillPage(context: CanvasRenderingContext2D, { width, height }: Size, { page }: PictureStyle): void {
  context.globalAlpha = 1;
  context.fillStyle = page;
  context.fillRect(0, 0, width, height);
}

function contentOf(
  data: GraphData,
  shown: ViewScene,
  { locale, theme, hasTitle, hasLegend, hasNotes, footer, address, date }: ViewPictureRequest,
  caption: Caption,
): PageContent {
  const w = pictureWords[locale];
  const { graph } = shown.scene;
  const isShown = (at: string) => {
    const entity = graph.indexOf(at);
    return entity >= 0 && !shown.scene.hidden[entity];
  };
  const notes = shown.view.notes.flatMap(({ at, text }, i) =>
    typeof at === "string" && !isShown(at) ? [] : [{ number: i + 1, text }],
  );
  const imprint: Readonly<Record<Exclude<FooterPart, "address">, string>> = {
    date: w.drawnOn(formatDate(date, locale)),
    version: w.dataVersion(data.graph.version),
  };
  return {
    locale,
    caption: hasTitle ? caption : undefined,
    legend: hasLegend
      ? { ...legendWords(data, shown, locale), entries: legendOf(data, shown, locale, theme) }
      : undefined,
    notes: hasNotes ? notes : [],
    imprint: footer.flatMap((part) => (part === "address" ? [] : imprint[part])),
    address: footer.includes("address") ? address : undefined,
  };
}

/** The picture written down, and what it is about. */
export function recordingOf(
  data: GraphData,
  request: ViewPictureRequest,
  measure: Measure,
): { recording: Recording; caption: Caption } {
  const context = new RecordingContext({ width: request.width, height: request.height }, measure);
  const newPath = (svg?: string) => new RecordedPath(svg) as unknown as Path2D;
  const caption = drawViewPicture(context as unknown as CanvasRenderingContext2D, data, request, newPath);
  return { recording: context.recording(), caption };
}

/** The picture as SVG, and what it is about. */
export function svgPictureOf(
  data: GraphData,
  request: ViewPictureRequest,
  measure: Measure,
): { svg: string; caption: Caption } {
  const { recording, caption } = recordingOf(data, request, measure);
  const { locale } = request;
  const svg = writeSvg(recording, {
    title: caption.title,
    description: descriptionOf(caption, request),
    language: languageTags[locale],
    fonts: request.font ?? svgFonts[locale],
  });
  return { svg, caption };
}

/** The picture as SVG. */
export const svgOf = (data: GraphData, request: ViewPictureRequest, measure: Measure): string =>
  svgPictureOf(data, request, measure).svg;

/** What is said of a picture in words. */
export function descriptionOf({ details }: Caption, { locale, address }: ViewPictureRequest): string {
  return pictureWords[locale].description(details.join(" · "), address);
}

/** Height of the middle of a line above its baseline, as a share of the type's size, where a browser does not say. */
const usualMiddle = 0.37;

/** Measures with a context that has the fonts. */
export const measureWith =
  (context: Pick<CanvasRenderingContext2D, "font" | "measureText">): Measure =>
  (text, font) => {
    context.font = font;
    const { width, fontBoundingBoxAscent: above, fontBoundingBoxDescent: under } = context.measureText(text);
    const middle = (above - under) / 2;
    return { width, middle: Number.isFinite(middle) ? middle : usualMiddle * fontIn(font).size };
  };
