/**
 * The detail layer: Cytoscape, holding only what deserves to be read and touched at this zoom.
 *
 * The one place that knows Cytoscape. It is told a scene, a detail (detail.ts) and a camera, and
 * decides nothing. Names are the label layer's; pointing and dragging are the canvas's own, since they
 * must work for dots too.
 */
import type cytoscape from "cytoscape";
import type { Scene } from "@/lib/view/scene";
import { contextAlpha } from "./base-layer";
import { type Camera, markRadius } from "./camera";
import type { Cytoscape } from "./cytoscape";
import { type Detail, diffDetail, emptyDetail } from "./detail";
import { edgeClasses, iconFrom, nodeClasses } from "./detail-classes";
import { bend, type Edge } from "./edges";
import { shapePoints, shapeReach } from "./shapes";
import { type CanvasStyle, kindStyles } from "./style";

/** Elements added at a time, so that no task of the page takes long. */
const portion = 10;
/** Elements that are drawn for the first time in one frame, while they are not to be seen yet. */
const drawnTogether = 48;
/** Sizes are worked out anew when the zoom has changed by this factor since they last were. */
const resizeStep = 1.2;
/** Length of an arrow's head, and width of the line that it ends, in CSS pixels. */
const arrowLength = 8;
const strongWidth = 1.3;
/** What Cytoscape makes the head of a line of this width by itself, both in map units. */
const cytoscapeArrow = (width: number): number => 0.3 * Math.max((width * 13.37) ** 0.9, 29);

export interface DetailLayer {
  show(scene: Scene, style: CanvasStyle): void;
  /** What to hold from now on; it comes and goes in portions, see `step`. */
  want(detail: Detail): void;
  /** Takes the next portion; returns whether more is to be done, or to be seen. */
  step(): boolean;
  /** Whether nearly all of it is put together anew: until the last portion has come, it should not be seen. */
  isAssembling(): boolean;
  setCamera(camera: Camera): void;
  /** An entity has been moved by hand. */
  place(entity: number, x: number, y: number): void;
  /** What is drawn, in device pixels; nothing without a screen. */
  picture(): HTMLCanvasElement | undefined;
  /** Edges held now. */
  edges(): readonly Edge[];
  destroy(): void;
}

/** @param container where to draw; null for a layer without a screen, as in tests */
export function createDetailLayer(makeGraph: Cytoscape, container: HTMLElement | null): DetailLayer {
  let scene: Scene | undefined;
  let held: Detail = emptyDetail;
  let wanted: Detail = emptyDetail;
  let sizedAt = 1;
  let styled: CanvasStyle | undefined;
  let assembling = false;
  /** Elements that have been added since everything was last drawn. */
  let undrawn = 0;
  const cy = makeGraph({
    ...(container ? { container } : { headless: true, styleEnabled: true }),
    userPanningEnabled: false,
    userZoomingEnabled: false,
    boxSelectionEnabled: false,
    autoungrabify: true,
    autounselectify: true,
    minZoom: 1e-3,
    maxZoom: 1e3,
  });
  /**
   * Cytoscape would draw everything anew for every portion; it passes over one frame for each time it is told so. What it
   * draws for the first time takes longest, so not all is left for one frame either.
   */
  const passFrame = () => {
    (cy as unknown as { renderer(): { skipFrame?: boolean } }).renderer().skipFrame = true;
  };
  // Of what it has just been told to let go of, Cytoscape may still ask, and that may be of a larger graph.
  const radiusOf = (entity: number) =>
    scene && entity < scene.graph.size ? markRadius(scene, entity, sizedAt) : 0;
  const pick = (ids: readonly string[]) => {
    const picked = cy.collection();
    for (const id of ids) picked.merge(cy.getElementById(id));
    return picked;
  };
  const resize = () => {
    cy.batch(() => {
      cy.style().update();
      for (const node of cy.nodes()) node.toggleClass("icon", radiusOf(node.data("entity")) >= iconFrom);
    });
  };

  return {
    show(next, style) {
      const sameGraph = scene?.graph === next.graph;
      const moved = scene?.x !== next.x;
      const reclassed =
        scene?.focus !== next.focus || scene?.context !== next.context || scene?.explored !== next.explored;
      const resized =
        scene?.prominence !== next.prominence ||
        scene?.context !== next.context ||
        scene?.weight !== next.weight;
      const repainted = scene?.explored?.paint !== next.explored?.paint;
      // Moved all at once they would be drawn all at once, which takes long; so they come anew in portions.
      if (!sameGraph || (moved && movedFar(scene, next, held.entities))) {
        cy.elements().remove();
        held = emptyDetail;
        assembling = true;
      }
      scene = next;
      if (!sameGraph || repainted || style !== styled)
        cy.style(stylesheetOf(next, style, radiusOf, () => sizedAt));
      styled = style;
      cy.batch(() => {
        if (moved) for (const node of cy.nodes()) node.position(placeOf(next, node.data("entity")));
        if (reclassed)
          for (const element of cy.elements()) element.classes(classesOf(next, element, radiusOf));
      });
      if (resized) resize();
    },
    want(detail) {
      wanted = detail;
      if (!scene) return;
      const { removed } = diffDetail(held, wanted);
      if (removed.entities.length + removed.edges.length === 0) return;
      // Edges of a removed entity go with it, so what is held is read off Cytoscape afterwards.
      pick([...removed.edges.map(edgeId), ...removed.entities.map(entityId)]).remove();
      held = {
        entities: cy.nodes().map((n) => n.data("entity")),
        edges: cy.edges().map((e) => e.data("edge")),
      };
    },
    step() {
      if (!scene) return false;
      const { added } = diffDetail(held, wanted);
      assembling ||= held.entities.length <= portion && added.entities.length > 2 * portion;
      const entities = added.entities.slice(0, portion);
      const inDetail = new Set([...held.entities, ...entities]);
      const { from, to } = scene.graph.relations;
      const ready = added.edges.filter(
        ({ relation }) => inDetail.has(from[relation]) && inDetail.has(to[relation]),
      );
      const edges = ready.slice(0, portion * 2);
      if (entities.length + edges.length === 0) {
        const wasAssembling = assembling;
        assembling = false;
        return wasAssembling;
      }
      undrawn += entities.length + edges.length;
      if (assembling && undrawn < drawnTogether) passFrame();
      else undrawn = 0;
      const current = scene;
      let made = cy.collection();
      cy.batch(() => {
        made = cy.add([
          ...entities.map((entity) => ({
            group: "nodes" as const,
            data: { id: entityId(entity), entity },
            position: placeOf(current, entity),
          })),
          ...edges.map((edge) => ({
            group: "edges" as const,
            data: {
              id: edgeId(edge),
              edge,
              bend: bend(current, edge),
              source: entityId(from[edge.relation]),
              target: entityId(to[edge.relation]),
            },
          })),
        ]);
        for (const element of made) element.classes(classesOf(current, element, radiusOf));
      });
      // Asked for its style, Cytoscape works it out now, and not for all portions in the frame that draws them.
      for (const element of made) element.style("opacity");
      held = { entities: [...held.entities, ...entities], edges: [...held.edges, ...edges] };
      return assembling || entities.length < added.entities.length || edges.length < added.edges.length;
    },
    isAssembling: () => assembling,
    setCamera({ zoom, x, y }) {
      if (Math.abs(Math.log(zoom / sizedAt)) > Math.log(resizeStep)) {
        sizedAt = zoom;
        resize();
      }
      cy.viewport({ zoom, pan: { x, y } });
    },
    place(entity, x, y) {
      cy.getElementById(entityId(entity)).position({ x, y });
    },
    picture: () => container?.querySelector<HTMLCanvasElement>('canvas[data-id="layer2-node"]') ?? undefined,
    edges: () => held.edges,
    destroy: () => cy.destroy(),
  };
}

/** Whether more than a few of these entities stand elsewhere. */
function movedFar(before: Scene | undefined, after: Scene, entities: readonly number[]): boolean {
  const hasMoved = (entity: number) =>
    before?.x[entity] !== after.x[entity] || before?.y[entity] !== after.y[entity];
  return entities.filter(hasMoved).length > portion;
}

const entityId = (entity: number): string => `e${entity}`;
const edgeId = ({ key }: Edge): string => `r${key}`;
const placeOf = ({ x, y }: Scene, entity: number) => ({ x: x[entity], y: y[entity] });

function classesOf(
  scene: Scene,
  element: cytoscape.SingularElementArgument,
  radiusOf: (entity: number) => number,
): string[] {
  return element.isEdge()
    ? edgeClasses(scene, element.data("edge"))
    : nodeClasses(scene, element.data("entity"), radiusOf);
}

/** Lengths are in map units, so each is divided by the zoom to come out in CSS pixels. */
function stylesheetOf(
  { graph, explored }: Scene,
  style: CanvasStyle,
  radiusOf: (entity: number) => number,
  zoom: () => number,
): cytoscape.StylesheetJson {
  const pixels = (length: number) => () => length / zoom();
  const kinds = kindStyles(graph.ontology, style.theme);
  const box = (node: cytoscape.NodeSingular, circle: boolean) =>
    ((radiusOf(node.data("entity")) * 2) / zoom()) * (circle ? 1 : shapeReach);
  return [
    { selector: "node", style: { "border-width": pixels(1.2), "border-color": style.rim, events: "no" } },
    ...kinds.flatMap(({ colour, shape, icon }, kind) => {
      const points = shapePoints[shape];
      const circle = points.length === 0;
      const size = (node: cytoscape.NodeSingular) => box(node, circle);
      return [
        {
          selector: `.kind${kind}`,
          style: {
            width: size,
            height: size,
            "background-color": colour,
            shape: circle ? ("ellipse" as const) : ("polygon" as const),
            ...(circle ? {} : { "shape-polygon-points": points.map((p) => p / shapeReach) }),
          },
        },
        {
          selector: `.kind${kind}.icon`,
          style: {
            "background-image": iconImage(icon, style),
            "background-width": "62%",
            "background-height": "62%",
          },
        },
      ];
    }),
    ...(explored?.paint?.colours[style.theme] ?? []).map((colour, i) => ({
      selector: `.paint${i}`,
      style: { "background-color": colour },
    })),
    { selector: "node.imprecise", style: { "background-opacity": 0.5, "border-style": "dashed" } },
    {
      selector: "node.pinned",
      style: { "border-width": pixels(4), "border-style": "double", "border-color": style.ink },
    },
    {
      selector: "node.expanded",
      style: {
        "outline-width": pixels(1.5),
        "outline-offset": pixels(2.5),
        "outline-color": style.selection,
      },
    },
    // The dot beneath stands back as well: both together look as one that does.
    { selector: "node.aside", style: { opacity: contextAlpha } },
    { selector: "edge.aside", style: { opacity: contextAlpha } },
    {
      selector: "node.chosen",
      style: { "outline-width": pixels(3), "outline-offset": pixels(1), "outline-color": style.selection },
    },
    {
      selector: "edge",
      style: { width: pixels(0.9), "line-color": style.line, "curve-style": "haystack", events: "no" },
    },
    {
      selector: "edge.strong",
      style: {
        width: pixels(strongWidth),
        "line-color": style.strongLine,
        "curve-style": "straight",
        "target-arrow-color": style.strongLine,
        "source-arrow-color": style.strongLine,
        "arrow-scale": () => arrowLength / (cytoscapeArrow(strongWidth / zoom()) * zoom()),
      },
    },
    { selector: "edge.along", style: { "target-arrow-shape": "triangle" } },
    { selector: "edge.against", style: { "source-arrow-shape": "triangle" } },
    ...[2, 3, 4].map((many) => ({
      selector: `edge.many${many}`,
      style: { width: pixels(0.6 + many * 0.6) },
    })),
    {
      selector: "edge.fanned",
      style: {
        "curve-style": "unbundled-bezier",
        "control-point-distances": (edge: cytoscape.EdgeSingular) => edge.data("bend") / zoom(),
        "control-point-weights": 0.5,
      },
    },
    {
      selector: "edge.chosen",
      style: {
        width: pixels(3),
        "line-color": style.selection,
        "target-arrow-color": style.selection,
        "source-arrow-color": style.selection,
      },
    },
  ] as cytoscape.StylesheetJson;
}

function iconImage(path: string, { rim }: CanvasStyle): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 24 24"><path d="${path}" fill="none" stroke="${rim}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
