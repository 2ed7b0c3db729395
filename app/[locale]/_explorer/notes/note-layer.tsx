"use client";

/** Notes as numbered pins on the map, which follow the camera frame by frame; one of them can be open to be read. */
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from "react";
import type { GraphCanvasHandle } from "@/app/[locale]/_explorer/graph-canvas";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import { type Camera, markRadius, toScreen } from "@/lib/canvas/camera";
import { apart, type Pin } from "@/lib/canvas/pins";
import type { Graph } from "@/lib/graph/graph";
import type { Locale } from "@/lib/graph/schema";
import { formatCount } from "@/lib/i18n/format";
import { noteWords } from "@/lib/i18n/note-words";
import type { Scene } from "@/lib/view/scene";
import type { Note, View } from "@/lib/view/view";
import styles from "./notes.module.css";
import { openNote, showPlace, useOpenNote } from "./open-note";

interface NoteLayerProps {
  graph: Graph;
  notes: View["notes"];
  canvas: GraphCanvasHandle | undefined;
  /** Absent where notes cannot be changed. */
  onEdit?: ((index: number) => void) | undefined;
  onRemove?: ((index: number) => void) | undefined;
  /** Looks elsewhere without the address being told; else it is. */
  onLook?: ((camera: View["camera"]) => void) | undefined;
}

/** Where a note is said to be, in the reader's language. */
export function whereText(at: Note["at"], graph: Graph, locale: Locale): string {
  const w = noteWords[locale];
  return typeof at === "string" ? w.about(graph.names[graph.indexOf(at)]?.[locale] ?? at) : w.atPlace;
}

export function NoteLayer({ graph, notes, canvas, onEdit, onRemove, onLook }: NoteLayerProps) {
  const { locale } = useAtlas();
  const w = noteWords[locale];
  const layer = useRef<HTMLOListElement>(null);
  const open = useOpenNote(({ index }) => index);
  useLayoutEffect(
    () =>
      canvas?.follow((camera, scene) => {
        const pins = [...(layer.current?.children ?? [])] as HTMLElement[];
        const shown = notes.flatMap(({ at }, i) => {
          const place = placeOf(at, camera, scene);
          if (pins[i]) pins[i].style.display = place ? "" : "none";
          return place && pins[i] ? [{ pin: pins[i], place }] : [];
        });
        const places = apart(
          shown.map(({ place }) => place),
          pinRoom,
        );
        for (const [i, { pin }] of shown.entries()) put(pin, places[i]);
      }),
    [canvas, notes],
  );
  useEffect(() => {
    const element = layer.current;
    // Not by the framework, whose own listener cannot keep the browser from zooming the page.
    element?.addEventListener("wheel", passOn, { passive: false });
    return () => element?.removeEventListener("wheel", passOn);
  }, []);
  const close = (index: number) => {
    openNote(undefined);
    layer.current?.children[index]?.querySelector("button")?.focus();
  };
  const keys = (event: KeyboardEvent, index: number) => {
    if (event.key !== "Escape" || open !== index) return;
    event.stopPropagation();
    close(index);
  };
  return (
    <ol ref={layer} className={styles.layer} aria-label={w.onMap}>
      {notes.map(({ at, text }, i) => {
        const number = formatCount(i + 1, locale);
        const isOpen = open === i;
        return (
          <li key={number} className={styles.pin} data-open={isOpen} onKeyDown={(event) => keys(event, i)}>
            <button
              type="button"
              className={styles.number}
              aria-expanded={isOpen}
              aria-label={w.pin(number, whereText(at, graph, locale), text)}
              onClick={() => openNote(isOpen ? undefined : i)}
              onFocus={({ currentTarget }) => {
                if (!isInSight(currentTarget)) showPlace(canvas, at, onLook);
              }}
            >
              {number}
            </button>
            {isOpen && (
              <div className={styles.bubble}>
                <p className={styles.text}>
                  <bdi>{text}</bdi>
                </p>
                <p className={styles.where}>{whereText(at, graph, locale)}</p>
                <p className={styles.actions}>
                  {onEdit && (
                    <button type="button" className={styles.action} onClick={() => onEdit(i)}>
                      {w.edit}
                    </button>
                  )}
                  {onRemove && (
                    <button type="button" className={styles.action} onClick={() => onRemove(i)}>
                      {w.remove}
                    </button>
                  )}
                </p>
                <button type="button" className={styles.close} aria-label={w.close} onClick={() => close(i)}>
                  <Icon name="close" size={16} />
                </button>
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** Room that an open note takes above its pin, in CSS pixels. */
const bubbleRoom = 240;

/** Room of a pin with what is between two, in CSS pixels. */
const pinRoom = 26;

/** The upper right of a note's mark, or its place; nothing for what is not in the picture. */
function placeOf(at: Note["at"], camera: Camera, scene: Scene): Pin | undefined {
  if (typeof at !== "string") return toScreen(camera, at.x, at.y);
  const entity = scene.graph.indexOf(at);
  if (entity < 0 || scene.hidden[entity]) return undefined;
  const { x, y } = toScreen(camera, scene.x[entity], scene.y[entity]);
  const away = markRadius(scene, entity, camera.zoom) * Math.SQRT1_2;
  return { x: x + away, y: y - away };
}

function put(pin: HTMLElement, { x, y }: Pin): void {
  pin.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  pin.dataset.side = x > innerWidth / 2 ? "left" : "right";
  pin.dataset.down = String(y < bubbleRoom);
}

function isInSight(element: Element): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
}

/** The wheel zooms the map, also over a pin and what it says. */
function passOn(event: WheelEvent): void {
  const isTaken = !document
    .querySelector("[role=application]")
    ?.dispatchEvent(new WheelEvent("wheel", event));
  if (isTaken) event.preventDefault();
}
