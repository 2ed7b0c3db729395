"use client";

/** The drawing as components: each makes its part of the canvas, tells it what to draw, throws it away. */
import { type KeyboardEvent, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import {
  type CanvasEvents,
  createGraphCanvas,
  type GraphCanvas as GraphCanvasHandle,
  type Insets,
} from "@/lib/canvas/canvas";
import type { Scene } from "@/lib/view/scene";
import { roundedOut } from "@/lib/view/steps";
import type { Rectangle } from "@/lib/view/view";
import styles from "./graph-canvas.module.css";

export type { GraphCanvasHandle };

/** How far an arrow key moves the map, in CSS pixels, and how much plus and minus zoom. */
const keyStep = 90;
const keyZoom = 1.35;

interface GraphCanvasProps extends CanvasEvents {
  scene: Scene;
  /** What of the map the view wants in sight; a new one is flown to. */
  camera: Rectangle | undefined;
  theme: "light" | "dark";
  insets: Insets;
  /** What a screen reader says of the canvas. */
  label: string;
  onReady(canvas: GraphCanvasHandle | undefined): void;
}

/** The map, filling its positioned parent. The canvas is handed out by `onReady` for buttons outside of it. */
export function GraphCanvas({ scene, camera, theme, insets, label, onReady, ...events }: GraphCanvasProps) {
  const container = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<GraphCanvasHandle>();
  /** What the reader looked at last by hand: its echo in the view moves nothing. */
  const looked = useRef<Rectangle>(undefined);
  const shown = useRef(false);
  const select = useEffectEvent(events.onSelect);
  const look = useEffectEvent((rectangle: Rectangle) => {
    looked.current = roundedOut(rectangle);
    events.onLook(rectangle);
  });
  const move = useEffectEvent(events.onMove);
  const askMenu = useEffectEvent(events.onMenu);
  const ready = useEffectEvent(onReady);

  // Before the browser paints, so that the map stands in the same frame as what floats over it.
  useLayoutEffect(() => {
    if (!container.current) return;
    const made = createGraphCanvas(container.current, {
      onSelect: (selection) => select(selection),
      onLook: (rectangle) => rectangle && look(rectangle),
      onMove: (id, x, y) => move(id, x, y),
      onMenu: (id, place) => askMenu(id, place),
    });
    setCanvas(made);
    ready(made);
    return () => {
      made.destroy();
      shown.current = false;
      setCanvas(undefined);
      ready(undefined);
    };
  }, []);
  useLayoutEffect(() => {
    if (!canvas || (shown.current && camera && looked.current && same(camera, looked.current))) return;
    canvas.lookAt(camera, { animate: shown.current });
    looked.current = camera;
  }, [canvas, camera]);
  useLayoutEffect(() => {
    canvas?.show(scene);
    shown.current = canvas !== undefined;
  }, [canvas, scene]);
  // After the scene: whether the map may move aside for a panel depends on what is selected.
  useLayoutEffect(() => canvas?.setInsets(insets), [canvas, insets]);
  useLayoutEffect(() => canvas?.restyle(theme), [canvas, theme]);

  /** By keyboard it is about what is selected, in the middle of the map. */
  const openMenu = () => {
    const { width = 0, height = 0 } = container.current?.getBoundingClientRect() ?? {};
    const { focus, graph } = scene;
    const id = focus?.entity === undefined ? undefined : graph.ids[focus.entity];
    events.onMenu(id, { x: width / 2, y: height / 2 });
  };
  const steer = (event: KeyboardEvent) => {
    if (!canvas || event.ctrlKey || event.metaKey || event.altKey) return;
    const keys: Record<string, () => void> = {
      ArrowLeft: () => canvas.panBy(keyStep, 0),
      ArrowRight: () => canvas.panBy(-keyStep, 0),
      ArrowUp: () => canvas.panBy(0, keyStep),
      ArrowDown: () => canvas.panBy(0, -keyStep),
      "+": () => canvas.zoomBy(keyZoom),
      "=": () => canvas.zoomBy(keyZoom),
      "-": () => canvas.zoomBy(1 / keyZoom),
      "0": () => events.onLook(undefined),
      Escape: () => events.onSelect(undefined),
      ContextMenu: openMenu,
    };
    const act = event.key === "F10" && event.shiftKey ? openMenu : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <div
      ref={container}
      className={styles.canvas}
      role="application"
      tabIndex={0}
      aria-label={label}
      onKeyDown={steer}
    />
  );
}

const same = (a: Rectangle, b: Rectangle): boolean =>
  a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;

/** The small map of the whole, filling its positioned parent. A help for mouse and finger only. */
export function Minimap({ canvas }: { canvas: GraphCanvasHandle | undefined }) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => (container.current ? canvas?.attachMinimap(container.current) : undefined), [canvas]);
  return <div ref={container} className={styles.minimap} aria-hidden="true" />;
}
