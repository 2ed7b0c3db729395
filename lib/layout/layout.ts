/**
 * Places for what a view shows, other than the atlas's own: `(request) → places`.
 *
 * Pure and deterministic: the clock says when to give way, never what comes out. Every layout is a file of
 * its own; here is what they have in common: the limit, where the picture stands, and the pins. Only the force
 * layout works around pins; the others arrange everything as if nothing were pinned, so that pinning or
 * dragging one mark moves no other.
 */
import { centreOf, concentricPlaces } from "./concentric";
import { forcePlaces } from "./force";
import { groupPlaces } from "./groups";
import { layeredPlaces } from "./layered";
import { mean } from "./line";
import { timePlaces } from "./time";

/** Most nodes that are laid out; beyond, the atlas's places hold. */
export const layoutLimit = 2000;

/** What to lay out. Nodes are their indices, the most important first; the arrays are not changed. */
export interface LayoutRequest {
  as: "force" | "layered" | "concentric" | "time" | "groups";
  /** How many nodes; at most `layoutLimit`. */
  size: number;
  /** Where they start, in map units, y downwards. */
  x: Float32Array;
  y: Float32Array;
  /** Of marks, in map units. */
  radius: Float32Array;
  /** May hold self-loops and repetitions. For layered, `from` is the ancestor. */
  edges: { from: Uint32Array; to: Uint32Array; weight: Float32Array };
  /** 1: stays exactly at x, y. */
  pinned: Uint8Array;
  /** For concentric: the node in the middle; absent: node 0. */
  centre?: number;
  /** For time: years with fraction (2020.5); NaN: undated. */
  when?: Float32Array;
  /** For groups, and as the lanes of time; -1: none. */
  group?: Int16Array;
  /** How many groups there are; areas are made for those that occur. */
  groups?: number;
}

/** The land of a group, or a lane of time. */
export interface Area {
  group: number;
  /** A closed ring `[x0, y0, x1, y1, …]`, the last point not repeated, in map units. */
  outline: number[];
  /** Where its name stands: in groups the middle of the line, in time the line's left end. */
  x: number;
  y: number;
}

/** Where the first moment of a year stands on the axis of time. */
export interface Tick {
  year: number;
  x: number;
}

export interface Placed {
  x: Float32Array;
  y: Float32Array;
  /** Of groups and time; otherwise none. */
  areas: readonly Area[];
  /** Of time, by year; otherwise none. */
  ticks: readonly Tick[];
}

/** How far a layout is. */
export interface Progress {
  /** From 0 to 1. */
  done: number;
  /** Where nodes stand by now: in force on their way, else still at their start. The receiver's own copies. */
  x: Float32Array;
  y: Float32Array;
}

/** What a single layout makes: places in map units around wherever suits it. */
export interface Arrangement {
  x: Float64Array;
  y: Float64Array;
  areas?: readonly Area[];
  ticks?: readonly Tick[];
}

/** How far a single layout is, and where nodes stand by now if that tells anything. */
export interface Step {
  done: number;
  places?: Arrangement;
}

export type Arranging = Generator<Step, Arrangement>;

const arrangements: Readonly<Record<LayoutRequest["as"], (request: LayoutRequest) => Arranging>> = {
  force: forcePlaces,
  layered: layeredPlaces,
  concentric: concentricPlaces,
  time: timePlaces,
  groups: groupPlaces,
};

/**
 * Lays nodes out, giving way (by a yield) after some 15 ms of work each.
 *
 * The middle of what is laid out stands at the mean of the start places. Where something is pinned, the force
 * layout is left where the pins hold it; a pinned centre holds the concentric rings.
 *
 * @throws {RangeError} more than `layoutLimit` nodes
 */
export function* layOut(request: LayoutRequest): Generator<Progress, Placed> {
  const { as, size } = request;
  if (size > layoutLimit)
    throw new RangeError(`A layout takes at most ${layoutLimit} nodes, and this one has ${size}.`);
  if (size === 0) return { x: new Float32Array(0), y: new Float32Array(0), areas: [], ticks: [] };
  const steps = arrangements[as](request);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return placed(request, step.value);
    const { done, places } = step.value;
    const { x, y } = places ? placed(request, places) : request;
    yield { done, x: Float32Array.from(x), y: Float32Array.from(y) };
  }
}

/** Moves an arrangement to where it belongs, and pinned nodes to their pins. */
function placed(request: LayoutRequest, { x, y, areas = [], ticks = [] }: Arrangement): Placed {
  const { dx, dy } = shiftOf(request, x, y);
  return {
    x: Float32Array.from(request.x, (start, i) => (request.pinned[i] ? start : x[i] + dx)),
    y: Float32Array.from(request.y, (start, i) => (request.pinned[i] ? start : y[i] + dy)),
    areas: areas.map((area) => ({
      ...area,
      outline: area.outline.map((value, i) => value + (i % 2 ? dy : dx)),
      x: area.x + dx,
      y: area.y + dy,
    })),
    ticks: ticks.map((tick) => ({ ...tick, x: tick.x + dx })),
  };
}

function shiftOf(request: LayoutRequest, x: Float64Array, y: Float64Array): { dx: number; dy: number } {
  const { as, pinned } = request;
  const centre = as === "concentric" ? centreOf(request) : -1;
  if (pinned[centre]) return { dx: request.x[centre] - x[centre], dy: request.y[centre] - y[centre] };
  if (as === "force" && pinned.includes(1)) return { dx: 0, dy: 0 };
  return { dx: mean(request.x) - middle(x), dy: mean(request.y) - middle(y) };
}

function middle(values: Float64Array): number {
  const [least, most] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  return (least + most) / 2;
}
