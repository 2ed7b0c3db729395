"use client";

/** The drawing as components: each makes its part of the canvas, tells it what to draw, throws it away. */
import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import {
  type CanvasEvents,
  createGraphCanvas,
  type GraphCanvas as GraphCanvasHandle,
  type Insets,
} from "@/lib/canvas/canvas";
import { isSame } from "@/lib/canvas/rectangles";
import type { EntityId } from "@/lib/graph/schema";
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
  /** Asked of every key that is pressed on the map, before the map itself; whether it has been dealt with. */
  keys: RefObject<((event: KeyboardEvent) => boolean) | undefined>;
  /** The map has the focus. */
  onFocus(): void;
  onReady(canvas: GraphCanvasHandle | undefined): void;
}

/** The map, filling its positioned parent. The canvas is handed out by `onReady` for buttons outside of it. */
export function GraphCanvas({
  scene,
  camera,
  theme,
  insets,
  label,
  keys,
  onReady,
  onFocus,
  ...events
}: GraphCanvasProps) {
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
  const move = useEffectEvent((id: EntityId, x: number, y: number) => events.onMove?.(id, x, y));
  const isMovable = events.onMove !== undefined;
  const askMenu = useEffectEvent(events.onMenu);
  const open = useEffectEvent(events.onOpen);
  const lasso = useEffectEvent(events.onLasso);
  const ready = useEffectEvent(onReady);

  // Before the browser paints, so that the map stands in the same frame as what floats over it.
  useLayoutEffect(() => {
    if (!container.current) return;
    const made = createGraphCanvas(container.current, {
      onSelect: (selection, adds) => select(selection, adds),
      onOpen: (id, place) => open(id, place),
      onLasso: (ids) => lasso(ids),
      onLook: (rectangle) => rectangle && look(rectangle),
      onMove: isMovable ? (id, x, y) => move(id, x, y) : undefined,
      onMenu: (target, place) => askMenu(target, place),
    });
    setCanvas(made);
    ready(made);
    return () => {
      made.destroy();
      shown.current = false;
      setCanvas(undefined);
      ready(undefined);
    };
  }, [isMovable]);
  useLayoutEffect(() => {
    if (!canvas || (shown.current && camera && looked.current && isSame(camera, looked.current))) return;
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

  const steer = (event: KeyboardEvent) => {
    if (keys.current?.(event)) return event.preventDefault();
    if (!canvas || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Record<string, () => void> = {
      ArrowLeft: () => canvas.panBy(keyStep, 0),
      ArrowRight: () => canvas.panBy(-keyStep, 0),
      ArrowUp: () => canvas.panBy(0, keyStep),
      ArrowDown: () => canvas.panBy(0, -keyStep),
      "+": () => canvas.zoomBy(keyZoom),
      "=": () => canvas.zoomBy(keyZoom),
      "-": () => canvas.zoomBy(1 / keyZoom),
    };
    const act = steps[event.key];
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
      onFocus={onFocus}
    />
  );
}

/** The small map of the whole, filling its positioned parent. A help for mouse and finger only. */
export function Minimap({ canvas }: { canvas: GraphCanvasHandle | undefined }) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => (container.current ? canvas?.attachMinimap(container.current) : undefined), [canvas]);
  return <div ref={container} className={styles.minimap} aria-hidden="true" />;
}
