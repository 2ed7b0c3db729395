/**
 * The detail layer: Cytoscape, holding only what deserves to be read and touched at this zoom.
 *
 * The one place that knows Cytoscape. It is told a scene, a detail (detail.ts) and a camera, and
 * decides nothing. Names are the label layer's; pointing and dragging are the canvas's own, since they
 * must work for dots too.
 */
import cytoscape from "cytoscape";
import type { Scene } from "@/lib/view/scene";
import { contextAlpha } from "./base-layer";
import { type Camera, markRadius } from "./camera";
import { type Detail, diffDetail, emptyDetail } from "./detail";
import { shapePoints, shapeReach } from "./shapes";
import { type CanvasStyle, kindStyles } from "./style";

/** Elements added at a time, so that no task of the page takes long. */
const portion = 16;
/** Sizes are worked out anew when the zoom has changed by this factor since they last were. */
const resizeStep = 1.2;
/** Smallest mark, by its radius in CSS pixels, that shows its kind's icon. */
const iconFrom = 9;

export interface DetailLayer {
  show(scene: Scene, style: CanvasStyle): void;
  /** What to hold from now on; it comes and goes in portions, see `step`. */
  want(detail: Detail): void;
  /** Takes the next portion; returns whether more is to be done. */
  step(): boolean;
  setCamera(camera: Camera): void;
  /** An entity has been moved by hand. */
  place(entity: number, x: number, y: number): void;
  /** What is drawn, in device pixels; nothing without a screen. */
  picture(): HTMLCanvasElement | undefined;
  /** Relations held now, as indices. */
  relations(): readonly number[];
  destroy(): void;
}

/** @param container where to draw; null for a layer without a screen, as in tests */
export function createDetailLayer(container: HTMLElement | null): DetailLayer {
  let scene: Scene | undefined;
  let held: Detail = emptyDetail;
  let wanted: Detail = emptyDetail;
  let sizedAt = 1;
  let styled: CanvasStyle | undefined;
  const cy = cytoscape({
    ...(container ? { container } : { headless: true, styleEnabled: true }),
    userPanningEnabled: false,
    userZoomingEnabled: false,
    boxSelectionEnabled: false,
    autoungrabify: true,
    autounselectify: true,
    minZoom: 1e-3,
    maxZoom: 1e3,
  });
  const radiusOf = (entity: number) => (scene ? markRadius(scene, entity, sizedAt) : 0);
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
      const reclassed = scene?.focus !== next.focus || scene?.context !== next.context;
      const resized = scene?.prominence !== next.prominence || scene?.context !== next.context;
      if (!sameGraph) {
        cy.elements().remove();
        held = emptyDetail;
      }
      scene = next;
      if (!sameGraph || style !== styled) cy.style(stylesheetOf(next, style, radiusOf, () => sizedAt));
      styled = style;
      cy.batch(() => {
        if (moved) for (const node of cy.nodes()) node.position(placeOf(next, node.data("entity")));
        if (reclassed)
          for (const element of cy.elements()) element.classes(classesOf(next, element.id(), radiusOf));
      });
      if (resized) resize();
    },
    want(detail) {
      wanted = detail;
      if (!scene) return;
      const { removed } = diffDetail(held, wanted);
      if (removed.entities.length + removed.relations.length === 0) return;
      // Relations of a removed entity go with it, so what is held is read off Cytoscape afterwards.
      pick([...removed.relations.map(relationId), ...removed.entities.map(entityId)]).remove();
      held = {
        entities: cy.nodes().map((n) => n.data("entity")),
        relations: cy.edges().map((e) => e.data("relation")),
      };
    },
    step() {
      if (!scene) return false;
      const { added } = diffDetail(held, wanted);
      const entities = added.entities.slice(0, portion);
      const inDetail = new Set([...held.entities, ...entities]);
      const { from, to } = scene.graph.relations;
      const ready = added.relations.filter((r) => inDetail.has(from[r]) && inDetail.has(to[r]));
      const relations = ready.slice(0, portion * 2);
      if (entities.length + relations.length === 0) return false;
      const current = scene;
      cy.batch(() => {
        cy.add([
          ...entities.map((entity) => ({
            group: "nodes" as const,
            data: { id: entityId(entity), entity },
            position: placeOf(current, entity),
            classes: classesOf(current, entityId(entity), radiusOf),
          })),
          ...relations.map((relation) => ({
            group: "edges" as const,
            data: {
              id: relationId(relation),
              relation,
              source: entityId(from[relation]),
              target: entityId(to[relation]),
            },
            classes: classesOf(current, relationId(relation), radiusOf),
          })),
        ]);
      });
      held = { entities: [...held.entities, ...entities], relations: [...held.relations, ...relations] };
      return entities.length < added.entities.length || relations.length < added.relations.length;
    },
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
    relations: () => held.relations,
    destroy: () => cy.destroy(),
  };
}

const entityId = (entity: number): string => `e${entity}`;
const relationId = (relation: number): string => `r${relation}`;
const placeOf = ({ x, y }: Scene, entity: number) => ({ x: x[entity], y: y[entity] });

function classesOf(
  { graph, focus, context }: Scene,
  id: string,
  radiusOf: (entity: number) => number,
): string[] {
  const index = Number(id.slice(1));
  if (id.startsWith("r")) {
    const { from, to } = graph.relations;
    if (!focus) return context[from[index]] || context[to[index]] ? ["tie", "aside"] : ["tie"];
    return focus.relation === index ? ["strong", "chosen"] : ["strong"];
  }
  const classes = [`kind${graph.kind[index]}`];
  if (radiusOf(index) >= iconFrom) classes.push("icon");
  if (context[index] && !focus) classes.push("aside");
  if (focus?.entity === index) classes.push("chosen");
  return classes;
}

/** Lengths are in map units, so each is divided by the zoom to come out in CSS pixels. */
function stylesheetOf(
  { graph }: Scene,
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
    // The dot beneath stands back as well: both together look as one that does.
    { selector: "node.aside", style: { opacity: contextAlpha } },
    { selector: "edge.aside", style: { opacity: contextAlpha } },
    { selector: "node.chosen", style: { "border-width": pixels(3), "border-color": style.selection } },
    {
      selector: "edge",
      style: { width: pixels(0.9), "line-color": style.line, "curve-style": "haystack", events: "no" },
    },
    {
      selector: "edge.strong",
      style: {
        width: pixels(1.3),
        "line-color": style.strongLine,
        "curve-style": "straight",
        "target-arrow-shape": "triangle",
        "target-arrow-color": style.strongLine,
        "arrow-scale": 0.7,
      },
    },
    {
      selector: "edge.chosen",
      style: { width: pixels(3), "line-color": style.selection, "target-arrow-color": style.selection },
    },
  ] as cytoscape.StylesheetJson;
}

function iconImage(path: string, { rim }: CanvasStyle): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 24 24"><path d="${path}" fill="none" stroke="${rim}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
