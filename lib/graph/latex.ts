/** Texts as BibTeX and LaTeX take them. */

/** Braces by name: BibTeX counts them even where they are escaped. */
const specials: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

/** A text on one line, with nothing in it that LaTeX would carry out. */
export const latexText = (text: string): string =>
  text.replace(/\s+/g, " ").replace(/[\\{}~^$&#%_]/g, (sign) => specials[sign] ?? `\\${sign}`);

/** A URL with nothing in it that would end a field. */
export const latexUrl = (url: string): string => url.replace(/[{}\\\s]/g, encodeURIComponent);
