/** Text in the width that there is, on any 2D context. */
import type { Locale } from "@/lib/graph/schema";

/**
 * A text as lines, broken where its language allows it; a word that is too long is broken anywhere.
 *
 * @param most how many lines; the last is cut short with an ellipsis where there would be more
 */
export function linesOf(
  context: CanvasRenderingContext2D,
  text: string,
  width: number,
  most: number,
  locale: Locale,
): string[] {
  const fits = (line: string) => context.measureText(line.trimEnd()).width <= width;
  const lines: string[] = [];
  let line = "";
  for (const part of unbrokenParts(text, locale)) {
    if (fits(line + part)) {
      line += part;
      continue;
    }
    if (line !== "") lines.push(line);
    line = part.trimStart();
    while (!fits(line)) {
      const start = longestStart(line, (characters) => fits(characters));
      lines.push(start);
      line = line.slice(start.length);
    }
  }
  lines.push(line);
  if (lines.length > most) {
    // What is left over is put behind the last line, to be cut there.
    const rest = lines.slice(most - 1).join("");
    lines.splice(most - 1, lines.length, `${longestStart(rest, (start) => fits(`${start}…`)).trimEnd()}…`);
  }
  return lines.map((one) => one.trim()).filter((one) => one !== "");
}

/** The longest start of a text for which this holds, at least one character. */
function longestStart(text: string, holds: (start: string) => boolean): string {
  const characters = [...text];
  let [least, beyond] = [1, characters.length];
  while (beyond - least > 1) {
    const middle = Math.floor((least + beyond) / 2);
    if (holds(characters.slice(0, middle).join(""))) least = middle;
    else beyond = middle;
  }
  return characters.slice(0, least).join("");
}

/** Parts that a line may end after: words with the marks that go with them, and the space behind. */
function unbrokenParts(text: string, locale: Locale): string[] {
  const parts: string[] = [];
  let isOpen = false;
  for (const { segment, isWordLike } of new Intl.Segmenter(locale, { granularity: "word" }).segment(text)) {
    if (parts.length > 0 && (isOpen || !isWordLike) && !isOpening(segment))
      parts[parts.length - 1] += segment;
    else parts.push(segment);
    isOpen = isOpening(segment);
  }
  return parts;
}

const isOpening = (segment: string): boolean => /^[\p{Ps}\p{Pi}]$/u.test(segment);
