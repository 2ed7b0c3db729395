/** Pictures of views for those who show previews of links, as answers. */
import type { PictureRequest } from "@/lib/picture/picture";
import type { GraphRef } from "@/lib/store/store";
import { emptyView } from "@/lib/view/view";
import { allowDrawing, drawingOf } from "./drawings";
import { isKnown } from "./respond";

/**
 * The picture of a view, as PNG.
 *
 * @param isSettled whether this address will always be answered with the same picture. It is then kept for a day, no
 *   longer, so that one that has been deleted is not seen for ever.
 * @throws {ProblemError} too many pictures are wanted at once, or by this address
 */
export async function previewAnswer(
  request: Request,
  ref: GraphRef,
  picture: PictureRequest,
  isSettled: boolean,
): Promise<Response> {
  const { tag, kept, draw } = await drawingOf(ref, { is: "preview", request: picture });
  const headers = {
    ETag: `W/"${tag}"`,
    "Cache-Control": isSettled ? "public, max-age=86400" : "no-cache",
  };
  if (isKnown(request, tag)) return new Response(null, { status: 304, headers });
  const { bytes } = (await kept()) ?? (await draw(request.signal, () => allowDrawing(request)));
  return new Response(bytes, { headers: { ...headers, "Content-Type": "image/png" } });
}

let isExpected = false;

/**
 * Says that a picture will soon be wanted. The first one of a process takes longest, since a thread has to begin and
 * to learn the graph; so it draws the whole map meanwhile.
 */
export function expectPicture(): void {
  if (isExpected) return;
  isExpected = true;
  const request: PictureRequest = { view: emptyView, locale: "en", theme: "light" };
  drawingOf({ graph: emptyView.graph }, { is: "preview", request })
    .then(({ draw }) => draw(new AbortController().signal))
    // Whoever wants a picture is told what is wrong.
    .catch(() => undefined);
}
