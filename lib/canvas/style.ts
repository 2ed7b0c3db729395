/**
 * Colours and type of the drawing, read from the page's tokens (`--canvas-*` in app/styles/tokens.css)
 * and, for kinds and regions, from the ontology.
 */
import type { Ontology, ShapeName } from "@/lib/graph/ontology";

export interface CanvasStyle {
  readonly theme: "light" | "dark";
  readonly font: string;
  readonly background: string;
  readonly ink: string;
  readonly mutedInk: string;
  readonly halo: string;
  readonly line: string;
  readonly strongLine: string;
  readonly selection: string;
  /** Rim that sets marks off against each other. */
  readonly rim: string;
  readonly regionOpacity: number;
}

export interface KindStyle {
  readonly colour: string;
  readonly shape: ShapeName;
  readonly icon: string;
}

/** @param element whose computed custom properties count, usually the canvas's container */
export function readStyle(element: Element, theme: CanvasStyle["theme"]): CanvasStyle {
  const computed = getComputedStyle(element);
  const read = (name: string) => computed.getPropertyValue(`--canvas-${name}`).trim();
  return {
    theme,
    font: computed.fontFamily,
    background: read("background"),
    ink: read("ink"),
    mutedInk: read("muted-ink"),
    halo: read("halo"),
    line: read("line"),
    strongLine: read("line-strong"),
    selection: read("selection"),
    rim: read("rim"),
    regionOpacity: Number(read("region-opacity")),
  };
}

/** How the kinds are drawn, in the ontology's order. */
export function kindStyles(ontology: Ontology, theme: CanvasStyle["theme"]): KindStyle[] {
  return Object.values(ontology.kinds).map(({ colour, shape, icon }) => ({
    colour: colour[theme],
    shape,
    icon,
  }));
}
