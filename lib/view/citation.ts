/** A view as an entry of a bibliography. */
import { latexText, latexUrl } from "@/lib/graph/latex";
import { emptyView } from "./view";

export interface Cited {
  readonly title: string;
  /** The atlas itself where absent. */
  readonly author?: string | undefined;
  /** Absolute. */
  readonly url: string;
  /** Name of the graph; the atlas where absent. */
  readonly graph?: string | undefined;
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
export function bibtexOf({
  title,
  author,
  url,
  graph,
  dataVersion,
  createdAt,
  id,
  visitedAt,
}: Cited): string {
  const of = graph === undefined || graph === emptyView.graph ? "" : `, graph ${latexText(graph)}`;
  const fields = {
    title: `{${latexText(title)}}`,
    // In braces of its own, so that no name is taken apart.
    author: `{${latexText(author || publisher)}}`,
    year: createdAt.slice(0, 4),
    url: latexUrl(url),
    urldate: (visitedAt ?? createdAt).slice(0, 10),
    note: `${publisher}${of}, data version ${latexText(dataVersion)}`,
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{large-model-atlas-${id ?? dataVersion},\n${lines.join(",\n")}\n}\n`;
}
