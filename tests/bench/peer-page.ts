/**
 * The page in which other renderers draw the atlas. It is bundled by peers.ts and holds nothing but the drawing.
 *
 * Each is set up as its own documentation does it: marks at the same places, in the same colours and sizes, all
 * relations as plain lines, all names. What would make one of them faster and another not is left alone.
 */
import cytoscape from "cytoscape";
import ForceGraph from "force-graph";
import GraphModel from "graphology";
import Sigma from "sigma";
import { createGraphCanvas } from "@/lib/canvas/canvas";
import { readStyle } from "@/lib/canvas/style";
import { decodeGraph } from "@/lib/graph/decode";
import { type CompactGraph, type Graph, mapRadius } from "@/lib/graph/graph";
import { sceneOf } from "@/lib/view/scene";
import { emptyView } from "@/lib/view/view";
import type { Mark } from "./watch";

declare global {
  interface Window {
    /**
     * Draws the graph that is served beside this page.
     *
     * @returns milliseconds from the graph's JSON being parsed until the first frame with all entities was painted
     */
    drawPeer(renderer: PeerName): Promise<number>;
  }
}

/** Told that all entities have been drawn: inside a frame, or before the one that will show them. */
type Drawn = (inFrame: boolean) => void;

/** Draws into the element, and goes on doing so as hands want it. */
type Renderer = (element: HTMLElement, graph: Graph, drawn: Drawn) => Camera;

/** What tells one position of the camera from another. */
type Camera = () => readonly number[];

/** Of names, in map units where they grow with the map. */
const nameSize = 10;
/** Milliseconds after the last input until the address tells where the camera is, as the explorer's does. */
const rest = 300;
/** Milliseconds after which a picture that has not come is given up. */
const longest = 30_000;

const renderers = {
  cytoscape: drawWithCytoscape,
  sigma: drawWithSigma,
  "force-graph": (element, graph, drawn) => drawWithForceGraph(element, graph, drawn, true),
  "force-graph without names": (element, graph, drawn) => drawWithForceGraph(element, graph, drawn, false),
  "our canvas": drawWithOurs,
} as const satisfies Record<string, Renderer>;

export type PeerName = keyof typeof renderers;

/** Everything that is drawn of an entity. */
function markOf(graph: Graph, entity: number) {
  const kind = graph.kinds[graph.kind[entity]];
  return {
    x: graph.x[entity],
    y: graph.y[entity],
    radius: mapRadius(graph.importance[entity]),
    colour: graph.ontology.kinds[kind].colour.light,
    name: graph.names[entity].zh,
  };
}

function drawWithCytoscape(element: HTMLElement, graph: Graph, drawn: Drawn): Camera {
  const { ink, line } = readStyle(element, "light");
  const { from, to } = graph.relations;
  const cy = cytoscape({
    container: element,
    elements: {
      // A press on a mark moves the map, as in the others.
      nodes: graph.ids.map((id, i) => {
        const { x, y, radius, colour, name } = markOf(graph, i);
        return {
          data: { id, name, colour, width: 2 * radius },
          position: { x, y },
          grabbable: false,
          pannable: true,
        };
      }),
      edges: Array.from(from, (source, r) => ({
        data: { source: graph.ids[source], target: graph.ids[to[r]] },
      })),
    },
    layout: { name: "preset", fit: true, padding: 10 },
    // A turn of the wheel does as much as in the others.
    wheelSensitivity: 0.557,
    style: [
      {
        selector: "node",
        style: {
          width: "data(width)",
          height: "data(width)",
          "background-color": "data(colour)",
          label: "data(name)",
          "font-size": nameSize,
          color: ink,
          "text-valign": "bottom",
        },
      },
      { selector: "edge", style: { width: 1, "line-color": line } },
    ],
  });
  cy.one("render", () => drawn(true));
  return () => [cy.zoom(), cy.pan().x, cy.pan().y];
}

function drawWithSigma(element: HTMLElement, graph: Graph, drawn: Drawn): Camera {
  const { ink, line } = readStyle(element, "light");
  const model = new GraphModel({ type: "directed", multi: true });
  const { from, to } = graph.relations;
  graph.ids.forEach((id, i) => {
    const { x, y, radius, colour, name } = markOf(graph, i);
    model.addNode(id, { x, y: -y, size: radius, color: colour, label: name });
  });
  from.forEach((source, r) => {
    model.addEdge(graph.ids[source], graph.ids[to[r]], { size: 1, color: line });
  });
  const sigma = new Sigma(model, element, {
    itemSizesReference: "positions",
    zoomToSizeRatioFunction: (ratio) => ratio,
    labelSize: nameSize,
    labelColor: { color: ink },
    // It takes about one turn of the wheel in three.
    zoomingRatio: 1.05,
  });
  // It has drawn everything by now.
  drawn(false);
  return () => {
    const { x, y, ratio } = sigma.getCamera();
    return [ratio, x, y];
  };
}

function drawWithForceGraph(element: HTMLElement, graph: Graph, drawn: Drawn, withNames: boolean): Camera {
  const { ink, line } = readStyle(element, "light");
  const { from, to } = graph.relations;
  const nodes = graph.ids.map((id, i) => ({ id, ...markOf(graph, i) }));
  const links = Array.from(from, (source, r) => ({ source: graph.ids[source], target: graph.ids[to[r]] }));
  let marks = 0;
  const forces = new ForceGraph<(typeof nodes)[number], (typeof links)[number]>(element)
    .width(element.clientWidth)
    .height(element.clientHeight)
    // The places are given: no layout.
    .cooldownTicks(0)
    .enableNodeDrag(false)
    // Its circles have their value as area, in units of a pi.
    .nodeRelSize(1)
    .nodeVal(({ radius }) => radius ** 2)
    .nodeColor(({ colour }) => colour)
    .nodeLabel("")
    .linkColor(() => line)
    .nodeCanvasObjectMode(() => "after")
    .nodeCanvasObject(({ x, y, radius, name }, context) => {
      marks++;
      if (!withNames) return;
      context.font = `${nameSize}px sans-serif`;
      context.textAlign = "center";
      context.textBaseline = "top";
      context.fillStyle = ink;
      context.fillText(name, x, y + radius);
    })
    .onRenderFramePre(() => {
      marks = 0;
    })
    // Its first frames may come before it has taken the data in.
    .onRenderFramePost(() => {
      if (marks === nodes.length) drawn(true);
    })
    .graphData({ nodes, links });
  forces.zoomToFit(0, 10);
  return () => [forces.zoom(), forces.centerAt().x, forces.centerAt().y];
}

/** The explorer's canvas without the page round it. The first frame that draws the base layer shows all dots. */
function drawWithOurs(element: HTMLElement, graph: Graph, drawn: Drawn): Camera {
  let looks = 0;
  const ignore = () => undefined;
  const rest = { onOpen: ignore, onLasso: ignore, onMove: ignore, onMenu: ignore };
  const events = { onSelect: ignore, onLook: () => looks++, ...rest };
  const canvas = createGraphCanvas(element, events);
  window.atlasBench.baseListeners.add(() => drawn(true));
  canvas.show(sceneOf(graph, emptyView, "zh"));
  return () => [looks];
}

window.drawPeer = async (renderer) => {
  const element = document.querySelector<HTMLElement>("#peer");
  if (!element) throw new Error("there is nothing to draw in");
  // What counts as drawing is noticed by the layer's name (watch.ts); our own canvas names its layers itself.
  if (renderer !== "our canvas") element.dataset.layer = "base";
  const compact = (await (await fetch("/graph.json")).json()) as CompactGraph;
  const parsed = performance.now();
  const bench = window.atlasBench;
  const first = await new Promise<Mark>((resolve, reject) => {
    setTimeout(() => reject(new Error("there was no picture")), longest);
    let mark: Mark | undefined;
    const drawn = (inFrame: boolean) => {
      mark ??= bench.mark(inFrame);
      resolve(mark);
    };
    tellCamera(renderers[renderer](element, decodeGraph(compact), drawn));
  });
  // The browser tells of long frames a little later.
  while (first.over === 0 || performance.now() - first.over < rest)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return bench.paintedAt(first) - parsed;
};

/** Writes the camera into the address once the hands are off, so that they can see that the picture has followed. */
function tellCamera(camera: Camera): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => history.replaceState(null, "", `?at=${camera().join(",")}`);
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, rest);
  };
  for (const type of ["pointerup", "wheel"]) addEventListener(type, wait, { capture: true, passive: true });
}
