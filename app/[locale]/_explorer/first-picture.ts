/**
 * A script of its own, bundled after the build and loaded before all others: asks for the graph that the page
 * preloads, and draws it while the page's scripts are still on their way. They find both through `window`.
 */
import { drawFirstPicture, type FirstPicture, type FirstTile } from "@/lib/canvas/first-picture";
import { boundsOf } from "@/lib/graph/bounds";
import type { CompactGraph, Graph } from "@/lib/graph/graph";
import { graphOf } from "@/lib/graph/graph-of";
import type { MapPart } from "@/lib/graph/map-part";
import { isOwn } from "@/lib/graph/own-name";
import { shownOf } from "@/lib/graph/part-of-tile";
import { graphInPath } from "@/lib/view/graph-page";
import { emptyView, type View } from "@/lib/view/view";
import { graphAtStart } from "./graph-start";
import { insetsOf } from "./insets";
import { isIntroDismissed } from "./intro-state";
import { narrow } from "./narrow";
import { type LinkStart, linkedId, readBlock } from "./saved-start";

/** The page may not be read to its end yet. */
function start(): void {
  const other = graphInPath(location.pathname);
  // No server has it.
  if (other !== undefined && isOwn(other)) return;
  const link = document.querySelector<HTMLLinkElement>('link[rel="preload"][as="fetch"]');
  const id = linkedId(location.pathname);
  const linked = id === undefined ? undefined : readBlock(id);
  if (!link || (id !== undefined && !linked)) {
    if (document.readyState === "loading") requestAnimationFrame(start);
    return;
  }
  // The server does not know yet what there is of this graph.
  if (link.media === "not all") return;
  const { pathname, search } = new URL(link.href);
  const path = pathname + search;
  const first: FirstPicture = { path, graph: fetch(link.href).then((response) => read(response, first)) };
  window.firstPicture = first;
  // Whoever needs it will ask again where it does not come, and say what is wrong.
  first.graph.catch(() => undefined);
  // A view of its own is drawn once it has been read.
  const isPage = other !== undefined || /^\/(zh|en)$/.test(location.pathname);
  if (linked ? isWhole(linked) : isPage && location.search === "") void draw(first, linked);
}

/** Whether a short link shows the whole of its graph; one that leads nowhere shows the whole atlas. */
function isWhole(linked: LinkStart): boolean {
  if (!("saved" in linked)) return true;
  // The server writes every part in the order of the schema.
  const { data: _, graph: __, ...view } = linked.saved.view;
  return Object.entries(view).every(
    ([part, value]) => JSON.stringify(value) === JSON.stringify(emptyView[part as keyof View]),
  );
}

async function read(response: Response, first: FirstPicture): Promise<Graph> {
  if (!response.ok) throw new Error(`The graph cannot be had: ${response.status}`);
  const body = (await response.json()) as CompactGraph | FirstTile;
  if (!("compact" in body)) return graphOf(body);
  first.tile = body;
  const graph = graphOf(body.compact);
  const { tiles } = graphAtStart();
  return tiles ? { ...graph, part: drawnPart(graph, shownOf(tiles, body)) } : graph;
}

/** How densely those stand that are not drawn is part of the picture; what else is known of the map is the page's to say. */
const drawnPart = (graph: Graph, shown: ReturnType<typeof shownOf>): MapPart => ({
  ...shown,
  key: "",
  total: graph.size,
  whole: boundsOf(graph),
  regions: graph.regions,
  size: graph.size,
  relations: graph.relations.size,
  named: new Set(),
  facets: new Map(),
  filter: "",
});

async function draw(first: FirstPicture, linked: LinkStart | undefined): Promise<void> {
  const graph = await first.graph.catch(() => undefined);
  if (!graph) return;
  const isNarrow = matchMedia(narrow).matches;
  const hasCard = linked !== undefined && "saved" in linked;
  const insets = insetsOf({
    isNarrow,
    open: false,
    intro: !hasCard && !isIntroDismissed(),
    isAtlas: graph.id === emptyView.graph,
    side: false,
    wide: false,
    chips: false,
    card: hasCard,
    placed: false,
    timeline: false,
  });
  const locale = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  const whenStyled = () => {
    // Before the page's body and style are there, nothing has a place or a colour.
    const page = document.querySelector("main");
    const isStyled = page && getComputedStyle(page).getPropertyValue("--canvas-background") !== "";
    if (!isStyled) requestAnimationFrame(whenStyled);
    else if (!document.querySelector("canvas[data-layer]"))
      first.drawn = drawFirstPicture(graph, locale, insets);
  };
  whenStyled();
}

start();
