/** Parameters of pictures that readers take away, beside those of a view. */
import * as z from "zod/mini";
import { footerParts, pictureFormats, pictureLimits, usualPage } from "@/lib/view/picture-options";
import { previewParameters, readParameters, whole } from "./contract";
import { ProblemError } from "./problem";

const flag = (usual: "0" | "1") => z._default(z.enum(["0", "1"]), usual);
const side = (usual: number) => z._default(whole(pictureLimits.side.least, pictureLimits.side.most), usual);

export const pictureParameters = z.strictObject({
  ...previewParameters.shape,
  format: z._default(z.enum(pictureFormats), "png"),
  /** In CSS pixels. */
  width: side(usualPage.width),
  height: side(usualPage.height),
  scale: z._default(whole(1, pictureLimits.scale), 1),
  transparent: flag("0"),
  title: flag("1"),
  heading: z.optional(z.string().check(z.minLength(1), z.maxLength(pictureLimits.heading))),
  legend: flag("1"),
  /** The view's notes. The name of the notes themselves is a parameter of the view. */
  pins: flag("1"),
  /** In one text, joined by commas. */
  footer: z._default(
    z.pipe(
      z.transform((text: unknown) => (typeof text === "string" ? text.split(",").filter(Boolean) : text)),
      z
        .array(z.enum(footerParts))
        .check(z.refine((parts) => new Set(parts).size === parts.length, "expected each part once")),
    ),
    [...footerParts],
  ),
});
export type PictureParameters = z.infer<typeof pictureParameters>;

/** @throws {ProblemError} a parameter that is unknown, repeated or malformed, or more pixels than are drawn */
export function readPictureParameters(given: URLSearchParams): PictureParameters {
  const parameters = readParameters(given, pictureParameters);
  const { format, width, height, scale } = parameters;
  const pixels = width * height * scale * scale;
  if (format !== "png" || pixels <= pictureLimits.pixels) return parameters;
  const detail = `"scale" cannot be ${scale} here: ${width} × ${height} would have ${pixels} pixels, and at most ${pictureLimits.pixels} are drawn.`;
  throw new ProblemError("bad-parameter", detail, { parameter: "scale" });
}
