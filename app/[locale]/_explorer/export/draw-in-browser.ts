/** A picture of a view, drawn by the browser itself: in a worker, or, where workers have no canvas, on the page. */
import { type PackedGraphData, unpackGraphData } from "@/lib/picture/packed";
import { drawViewPicture, measureWith, svgOf, type ViewPictureRequest } from "@/lib/picture/view-picture";

/** What is drawn here; PDF is the server's. */
export interface DrawingRequest extends ViewPictureRequest {
  readonly format: "png" | "svg";
  /** Pixels of a PNG to a CSS pixel. */
  readonly scale: number;
}

/** A canvas of either kind. */
export interface DrawingSurface {
  readonly context: CanvasRenderingContext2D;
  toPng(): Promise<Blob>;
}

/** @throws {Error} the browser has no canvas of this size */
export async function drawInBrowser(
  data: PackedGraphData,
  request: DrawingRequest,
  surface: (width: number, height: number) => DrawingSurface,
): Promise<Blob> {
  const graph = unpackGraphData(data);
  const { format, scale, width, height } = request;
  if (format === "svg") {
    const svg = svgOf(graph, request, measureWith(surface(1, 1).context));
    return new Blob([svg], { type: "image/svg+xml" });
  }
  const { context, toPng } = surface(Math.round(width * scale), Math.round(height * scale));
  drawViewPicture(context, graph, request, (svg) => new Path2D(svg), scale);
  return toPng();
}

/** Without a document. */
export function offscreenSurface(width: number, height: number): DrawingSurface {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser gives no canvas of this size.");
  return {
    // As far as it is drawn on here, one is like the other.
    context: context as unknown as CanvasRenderingContext2D,
    toPng: () => canvas.convertToBlob({ type: "image/png" }),
  };
}

/** On the page. */
export function pageSurface(width: number, height: number): DrawingSurface {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser gives no canvas of this size.");
  return {
    context,
    toPng: () =>
      new Promise((resolve, reject) => {
        canvas.toBlob((blob) => {
          if (blob) resolve(blob);
          else reject(new Error("This browser gives no picture of this size."));
        }, "image/png");
      }),
  };
}
