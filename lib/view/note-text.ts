/**
 * Notes as a parameter of an address: `notes=model/llama:the first one;12.5,-3:here it began`. A semicolon parts notes,
 * so one in a text is escaped, as is the percent sign.
 */
import type { Note } from "./view-schema";

export const notesText = (notes: readonly Note[]): string =>
  notes
    .map(({ at, text }) => `${typeof at === "string" ? at : `${at.x},${at.y}`}:${escapeText(text)}`)
    .join(";");

const escapeText = (text: string): string =>
  text.replace(/[%;]/g, (character) => (character === ";" ? "%3B" : "%25"));
