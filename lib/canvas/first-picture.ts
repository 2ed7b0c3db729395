/**
 * The map before the page's scripts have come to life: drawn behind the page by a small script of its own, and
 * handed over to the canvas, which goes on with it.
 */
import type { CompactGraph, Graph } from "@/lib/graph/graph";
import type { Locale } from "@/lib/graph/schema";
import type { TileAddress } from "@/lib/graph/tile";
import { sceneOf } from "@/lib/view/scene";
import { emptyView } from "@/lib/view/view";
import { fitCamera, type Insets } from "./camera";
import type { Box } from "./labels";
import { createPicture, type Picture } from "./picture";
import { wholeOf } from "./rectangles";
import { createStage, type Stage } from "./stage";
import { readStyle } from "./style";

/** What has been drawn, for a canvas to take over. */
export interface DrawnPicture {
  readonly stage: Stage;
  readonly picture: Picture;
  /** Takes the container away; the stage has to have been moved before. */
  handOver(): void;
}

/** A tile as the server answers it, as far as it is drawn. */
export interface FirstTile {
  readonly tile: TileAddress;
  readonly compact: CompactGraph;
  readonly density?: readonly number[];
}

/** How the small script and the page's own meet. */
export interface FirstPicture {
  /** Address of the graph, path and query. */
  readonly path: string;
  readonly graph: Promise<Graph>;
  /** What came with the graph, where it is a tile of one; there once the graph is. */
  tile?: FirstTile | undefined;
  drawn?: DrawnPicture | undefined;
}

declare global {
  interface Window {
    firstPicture?: FirstPicture;
  }
}

/** Draws the whole graph behind the page, and its most important names. */
export function drawFirstPicture(graph: Graph, locale: Locale, insets: Insets): DrawnPicture {
  const container = document.createElement("div");
  container.id = "first-picture";
  container.setAttribute("aria-hidden", "true");
  Object.assign(container.style, { position: "fixed", inset: "0", zIndex: "-1", overflow: "hidden" });
  document.body.append(container);
  const theme = document.documentElement.dataset.theme === "dark" ? "dark" : "light";
  const style = readStyle(document.body, theme);
  const scene = sceneOf(graph, emptyView, locale);
  const size = { width: container.clientWidth, height: container.clientHeight };
  const ratio = Math.min(2, devicePixelRatio || 1);
  const stage = createStage(container);
  stage.resize(size, ratio);
  const picture = createPicture(stage);
  picture.show(scene, style, true);
  const panels: Box[] = [...document.querySelectorAll("[data-floating]")].map((panel) =>
    panel.getBoundingClientRect(),
  );
  const camera = fitCamera(wholeOf(scene), size, insets);
  // One frame, and the names that fit into it: whatever else is done here, the page comes to life later by.
  picture.frame(
    { scene, style, camera, settled: true, size, ratio, hint: undefined, panels, unnamed: false },
    undefined,
  );
  return {
    stage,
    picture,
    handOver: () => container.remove(),
  };
}

/** What the small script has drawn, for one canvas; nothing where it has not, or it has been taken. */
export function takeFirstPicture(): DrawnPicture | undefined {
  const drawn = window.firstPicture?.drawn;
  if (window.firstPicture) window.firstPicture.drawn = undefined;
  return drawn;
}
