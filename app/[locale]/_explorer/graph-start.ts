/**
 * Which graph this page is about, and what is known of it before it is there: the server puts a block of data into pages
 * of graphs other than the atlas, and of saved views on them. A page stays with its graph; another one is another page.
 */
import type { Graph } from "@/lib/graph/graph";
import { isOwn } from "@/lib/graph/own-name";
import type { Text } from "@/lib/graph/schema";
import type { Grid } from "@/lib/graph/tile";
import { graphInPath } from "@/lib/view/graph-page";
import { emptyView } from "@/lib/view/view";

export interface GraphStart {
  readonly graph: string;
  /** Only this browser has it; then nothing else is known. */
  readonly isLocal: boolean;
  /** State of its data. Absent where the page was built for it, as for the atlas. */
  readonly version?: string;
  readonly name?: Text;
  /** How its map is cut, and how much there is of it, where it is too large to be had as a whole. */
  readonly tiles?: Grid;
  readonly entities?: number;
  readonly relations?: number;
  /** Titles of the sections that its entities may name, by number. */
  readonly sections: Readonly<Record<string, Text>>;
}

type Block = Omit<GraphStart, "isLocal" | "sections"> & Partial<Pick<GraphStart, "sections">>;

/** What a graph other than the atlas is called; nothing for the atlas, and where that is not known yet. */
export function nameOf(graph: string, whole: Graph | undefined): Text | undefined {
  if (graph === emptyView.graph) return undefined;
  if (whole?.id === graph) return whole.ontology.graph.name;
  const start = graphAtStart();
  return start.graph === graph ? start.name : undefined;
}

let found: GraphStart | undefined;

/** In a browser, once the page's head is there. */
export function graphAtStart(): GraphStart {
  found ??= read();
  return found;
}

function read(): GraphStart {
  const block = readBlock();
  const graph = block?.graph ?? graphInPath(location.pathname) ?? emptyView.graph;
  return { sections: {}, ...block, graph, isLocal: isOwn(graph) };
}

/** The server has written it, so it is read as it stands; nothing where the page has none, or has not come to its end. */
function readBlock(): Block | undefined {
  try {
    return JSON.parse(document.getElementById("graph-start")?.textContent ?? "") as Block;
  } catch {
    return undefined;
  }
}
