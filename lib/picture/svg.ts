/** What has been drawn as SVG: text as text, colours as attributes, and nothing that runs or is fetched. */
import type { Ink, Recording, Shape, Stroke, Writing } from "./recording";

export interface SvgFacts {
  readonly title: string;
  /** Said of the picture to those who cannot see it. */
  readonly description: string;
  readonly language: string;
  /** CSS families, for all texts. */
  readonly fonts: string;
}

/** The document; well-formed whatever is in the texts. */
export function writeSvg(
  { size: { width, height }, marks }: Recording,
  { title, description, language, fonts }: SvgFacts,
): string {
  const clips: string[] = [];
  const body = marks.map((mark) => {
    switch (mark.is) {
      case "shape":
        return shapeElement(mark);
      case "text":
        return textElement(mark);
      case "clip":
        clips.push(mark.path);
        return `<g clip-path="url(#clip${clips.length})">`;
      default:
        return "</g>";
    }
  });
  const defined = clips.map((path, i) => `<clipPath id="clip${i + 1}"><path d="${path}"/></clipPath>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" xml:lang="${escaped(language)}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description)}</desc>`,
    ...(defined.length > 0 ? [`<defs>${defined.join("")}</defs>`] : []),
    `<g font-family="${escaped(fonts)}" xml:space="preserve">`,
    ...body,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function shapeElement({ path, rule, fill, stroke }: Shape): string {
  const evenOdd = rule === "evenodd" && fill ? ' fill-rule="evenodd"' : "";
  return `<path d="${path}"${evenOdd}${fillOf(fill)}${stroke ? strokeOf(stroke) : ""}/>`;
}

function textElement({ text, x, y, anchor, size, weight, halo, fill }: Writing): string {
  const parts = [
    `<text x="${x}" y="${y}" font-size="${size}"`,
    weight === 400 ? "" : ` font-weight="${weight}"`,
    anchor === "start" ? "" : ` text-anchor="${anchor}"`,
    halo ? ` paint-order="stroke"${strokeOf(halo)}` : "",
    fillOf(fill),
    `>${escaped(text)}</text>`,
  ];
  return parts.join("");
}

const fillOf = (fill: Ink | undefined): string =>
  fill ? ` fill="${fill.colour}"${fill.alpha < 1 ? ` fill-opacity="${fill.alpha}"` : ""}` : ' fill="none"';

function strokeOf({ colour, alpha, width, join, cap, dash }: Stroke): string {
  return [
    ` stroke="${colour}" stroke-width="${width}"`,
    alpha < 1 ? ` stroke-opacity="${alpha}"` : "",
    join === "miter" ? "" : ` stroke-linejoin="${join}"`,
    cap === "butt" ? "" : ` stroke-linecap="${cap}"`,
    dash.length > 0 ? ` stroke-dasharray="${dash.join(" ")}"` : "",
  ].join("");
}

/** What XML 1.0 has no place for, written out or not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: just these are to be taken out
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

const escaped = (text: string): string =>
  text.replaceAll(unwritable, "\ufffd").replaceAll(/[&<>"]/g, (sign) => references[sign]);
