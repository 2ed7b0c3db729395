/** Pictures of views that readers take away, as answers: files with a name. */
import type { PictureParameters } from "@/lib/api/picture-contract";
import type { ViewPictureRequest } from "@/lib/picture/view-picture";
import { fileNameOf, type PictureFormat } from "@/lib/view/picture-options";
import { emptyView, formatView, type View } from "@/lib/view/view";
import { allowDrawing, drawingOf } from "./drawings";
import { originOf } from "./reader";
import { isKnown } from "./respond";

const types: Readonly<Record<PictureFormat, string>> = {
  png: "image/png",
  svg: "image/svg+xml",
  pdf: "application/pdf",
};

/**
 * The picture of a view in a form of the reader's choice.
 *
 * @throws {ProblemError} too many pictures are wanted at once, or by this address
 */
export async function pictureAnswer(
  request: Request,
  view: View,
  parameters: PictureParameters,
): Promise<Response> {
  const { graph, version, format, scale } = parameters;
  const { tag, kept, draw } = await drawingOf(
    { graph, version },
    {
      is: "picture",
      format,
      // The others have no pixels.
      scale: format === "png" ? scale : 1,
      request: requestOf(request, view, parameters),
    },
  );
  // Its address is on it, and perhaps the day: it is asked about each time.
  const headers = { ETag: `W/"${tag}"`, "Cache-Control": "no-cache" };
  if (isKnown(request, tag)) return new Response(null, { status: 304, headers });
  const { bytes, title = "" } = (await kept()) ?? (await draw(request.signal, () => allowDrawing(request)));
  return new Response(bytes, {
    headers: {
      ...headers,
      "Content-Type": types[format],
      "Content-Disposition": attachmentNamed(title, graph, format),
    },
  });
}

function requestOf(
  request: Request,
  view: View,
  { graph, version, heading, footer, ...asked }: PictureParameters,
): ViewPictureRequest {
  const { locale, theme, width, height } = asked;
  const has = (part: "title" | "legend" | "pins" | "transparent") => asked[part] === "1";
  return {
    view,
    locale,
    theme,
    width,
    height,
    title: heading,
    hasTitle: has("title"),
    hasLegend: has("legend"),
    hasNotes: has("pins"),
    isTransparent: has("transparent"),
    footer,
    address: footer.includes("address") ? addressOfView(request, view, locale, graph, version) : undefined,
    // Only where it can be seen, or no picture would be the same on the next day.
    date: footer.includes("date") ? new Date().toISOString().slice(0, 10) : "",
  };
}

/** Where the view is opened in the explorer. */
function addressOfView(
  request: Request,
  view: View,
  locale: string,
  graph: string,
  version: string | undefined,
): string {
  const query = formatView({ ...view, graph: emptyView.graph, data: version });
  const path = graph === emptyView.graph ? `/${locale}` : `/${locale}/g/${graph}`;
  return `${originOf(request)}${path}${query === "" ? "" : `?${query}`}`;
}

/** A file's name in two forms (RFC 6266): for all, and in the letters of its language. */
export function attachmentNamed(title: string, graph: string, ending: string): string {
  const name = fileNameOf(title) || graph;
  const ascii =
    fileNameOf(
      name
        .normalize("NFKD")
        .replaceAll(/[^\x20-\x7e]/g, "")
        .replaceAll(/[';]/g, ""),
    ) || graph;
  const encoded = encodeURIComponent(`${name}.${ending}`).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}.${ending}"; filename*=UTF-8''${encoded}`;
}
