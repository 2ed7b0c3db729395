/** Pictures of a view: made by the server, and by the browser where that has no server to ask. */
import { isOwn } from "@/lib/graph/own-name";
import type { Locale } from "@/lib/graph/schema";
import { pageOf, queryInGraph } from "@/lib/view/graph-page";
import { packFrom, packQuery } from "@/lib/view/packed-view";
import { footerParts, type PictureFormat } from "@/lib/view/picture-options";
import { formatView, type View } from "@/lib/view/view";
import { fetchFile } from "./download";
import { isWithoutServer } from "./export-error";
import type { GraphFrom } from "./graph-from";

export const shapes = ["landscape", "square", "portrait"] as const;
export type Shape = (typeof shapes)[number];

/** In CSS pixels; upright, a page of A4. */
export const pageSizes: Readonly<Record<Shape, { readonly width: number; readonly height: number }>> = {
  landscape: { width: 1440, height: 900 },
  square: { width: 1080, height: 1080 },
  portrait: { width: 900, height: 1273 },
};

export interface PictureWanted {
  readonly from: GraphFrom;
  readonly view: View;
  /** Empty for one that is made of what the view shows. */
  readonly title: string;
  readonly theme: "light" | "dark";
  readonly locale: Locale;
  readonly shape: Shape;
  readonly isTransparent: boolean;
  readonly hasTitle: boolean;
  readonly hasLegend: boolean;
  /** Date, version of the data and address. */
  readonly hasFooter: boolean;
  readonly hasNotes: boolean;
}

interface PictureForm {
  readonly format: PictureFormat;
  readonly scale: number;
}

/**
 * The picture.
 *
 * @param tell the bytes that have come so far
 * @throws {ApiError | BrokenDownload} no server makes it, and the browser cannot either
 * @throws {Error} the browser cannot draw it @throws what the signal gives as its reason
 */
export async function makePicture(
  wanted: PictureWanted,
  form: PictureForm,
  signal: AbortSignal,
  tell: (bytes: number) => void = () => undefined,
): Promise<Blob> {
  if (isOwn(wanted.from.graph)) return drawnHere(wanted, form, signal);
  const path = await pathOf(wanted, form);
  try {
    if (path !== undefined) return await fetchFile(path, signal, tell);
  } catch (error) {
    if (signal.aborted || !isWithoutServer(error) || form.format === "pdf") throw error;
    // What went wrong first says more, where this does not help.
    return drawnHere(wanted, form, signal).catch(() => {
      throw error;
    });
  }
  return drawnHere(wanted, form, signal);
}

/** Where the server has it; nothing where the view is too large for any address. */
async function pathOf(wanted: PictureWanted, { format, scale }: PictureForm): Promise<string | undefined> {
  const { view, title, theme, locale, shape, hasTitle } = wanted;
  const { width, height } = pageSizes[shape];
  const flag = (is: boolean) => (is ? "1" : "0");
  const own = new URLSearchParams({
    format,
    scale: String(scale),
    width: String(width),
    height: String(height),
    locale,
    theme,
    transparent: flag(wanted.isTransparent),
    title: flag(hasTitle),
    legend: flag(wanted.hasLegend),
    pins: flag(wanted.hasNotes),
    footer: wanted.hasFooter ? footerParts.join(",") : "",
    ...(hasTitle && title.trim() !== "" && { heading: title.trim() }),
  });
  const query = formatView(view);
  if (query.length <= packFrom) return `/api/v1/picture?${own}&${query}`;
  const packed = await packQuery(query).catch(() => undefined);
  return packed && `/api/v1/picture?${own}&z=${packed}`;
}

async function drawnHere(
  { from, view, title, shape, hasFooter, ...asked }: PictureWanted,
  { format, scale }: PictureForm,
  signal: AbortSignal,
): Promise<Blob> {
  if (format === "pdf") throw new Error("PDF is the server's.");
  const { drawHere } = await import("./draw-here");
  const query = queryInGraph(view);
  const page = `${location.origin}${pageOf(asked.locale, from.graph)}${query && `?${query}`}`;
  // Nobody else can open the page of a graph that is in this browser alone.
  const address = isOwn(from.graph) ? undefined : page;
  const request = {
    ...asked,
    ...pageSizes[shape],
    format,
    scale,
    view,
    title: title.trim() || undefined,
    footer: hasFooter ? footerParts : [],
    address,
    date: new Date().toISOString().slice(0, 10),
  };
  return drawHere(from, request, signal);
}
