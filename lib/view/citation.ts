/** A view as an entry of a bibliography. */
import { latexText, latexUrl } from "@/lib/graph/latex";

export interface Cited {
  readonly title: string;
  /** The atlas itself where absent. */
  readonly author?: string | undefined;
  /** Absolute. */
  readonly url: string;
  readonly dataVersion: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Of a saved view. */
  readonly id?: string | undefined;
  /** When the address was looked at, ISO 8601; when it was made where absent. */
  readonly visitedAt?: string | undefined;
}

const publisher = "Large Model Atlas";

/** The entry in BibTeX, ending with a line break. */
export function bibtexOf({ title, author, url, dataVersion, createdAt, id, visitedAt }: Cited): string {
  const fields = {
    title: `{${latexText(title)}}`,
    // In braces of its own, so that no name is taken apart.
    author: `{${latexText(author || publisher)}}`,
    year: createdAt.slice(0, 4),
    url: latexUrl(url),
    urldate: (visitedAt ?? createdAt).slice(0, 10),
    note: `${publisher}, data version ${latexText(dataVersion)}`,
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{large-model-atlas-${id ?? dataVersion},\n${lines.join(",\n")}\n}\n`;
}
