/** Texts that people type or paste, as a view and what is said of it can hold them. */

/** Controls, halves of characters, and what turns the direction of what follows: never seen, and refused everywhere. */
const unseen = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/gu;

/** Whether a text holds nothing that is refused, in one line. */
export const isPlainLine = (text: string): boolean => text.search(unseen) < 0;

/** The same in as many lines as there are, tabs allowed. */
export const isPlainText = (text: string): boolean => isPlainLine(text.replace(/[\n\t]/g, ""));

/** In one line. */
export const tidyLine = (text: string): string =>
  text.toWellFormed().replace(/\s+/g, " ").replace(unseen, "").trim();

/** In as many lines as there are. */
export const tidyText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .split("\n")
    .map((line) => line.replace(/\t/g, " ").replace(unseen, "").trimEnd())
    .join("\n")
    .trim();

/** At most so long, without half of a character at its end. */
export const cutTo = (text: string, length: number): string =>
  text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, "")
    .trim();
