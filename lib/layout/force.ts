/**
 * Places by forces: ties pull, everything pushes everything else off, and a gentle pull to the middle keeps parts
 * that are not tied together. d3-force (velocity Verlet, Barnes and Hut's approximation) does the sums.
 *
 * It begins with the places that nodes have, drawn together or apart to about the size of what will come out, so
 * that what was on the left tends to stay there.
 */
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from "d3-force";
import { keepApart } from "./keep-apart";
import type { Arranging, LayoutRequest } from "./layout";
import { mean } from "./line";
import { startPace } from "./pace";
import { neighboursOf, tiesOf } from "./ties";

/** Between the rims of tied marks, in map units, if only they were there. */
const length = 38;
/** Between the rims of any two marks, at the least. */
const gap = 6;
/** How hard nodes push each other off, and how coarsely far ones are seen as one (Barnes and Hut's theta). */
const repulsion = -100;
const coarseness = 1.2;
/** The pull to the middle; upright it is stronger, since screens are wider than they are high, and on who is alone. */
const gravity = { x: 0.045, y: 0.07, alone: 1.5 };
/** The land that a node will have, in square map units. */
const land = 3600;
/** Rounds for next to no nodes, and for as many as `from`. */
const rounds = { few: 90, many: 150, from: 2000 };
/** From this share of the rounds on, marks keep off each other. */
const collideFrom = 0.6;
/** What of the work the rounds are; the rest parts what still overlaps. */
const forcesShare = 0.95;

interface Body extends SimulationNodeDatum {
  x: number;
  y: number;
  readonly radius: number;
}

export function* forcePlaces(request: LayoutRequest): Arranging {
  const { size, radius, pinned } = request;
  const rest = startPace();
  const bodies = bodiesOf(request);
  const count = Math.round(rounds.few + ((rounds.many - rounds.few) * size) / rounds.from);
  const simulation = simulationOf(request, bodies, count);
  for (let round = 0; round < count; round++) {
    yield* rest(() => ({ done: (forcesShare * round) / count, places: placesOf(bodies) }));
    if (round === Math.floor(count * collideFrom))
      simulation.force("apart", forceCollide<Body>((body) => body.radius + gap / 2).strength(0.7));
    simulation.tick();
  }
  const marks = { ...placesOf(bodies), radius, pinned };
  for (const _ of keepApart(marks, gap)) yield* rest(() => ({ done: forcesShare, places: marks }));
  return marks;
}

function simulationOf(request: LayoutRequest, bodies: Body[], count: number) {
  const ties = tiesOf(request);
  const degree = neighboursOf(request.size, ties).map((neighbours) => neighbours.length);
  const links = ties.map(({ from, to, weight }) => ({
    source: from,
    target: to,
    length: length + request.radius[from] + request.radius[to],
    // A hub is not pulled by each of its many ties as hard as a leaf by its only one.
    strength: Math.min(1, Math.max(0.4, Math.min(2, Math.sqrt(weight))) / Math.min(degree[from], degree[to])),
  }));
  const middle = { x: mean(request.x), y: mean(request.y) };
  const pull = (strength: number) => (_: Body, node: number) =>
    degree[node] > 0 ? strength : strength * gravity.alone;
  return forceSimulation(bodies)
    .stop()
    .alphaDecay(1 - 0.001 ** (1 / count))
    .velocityDecay(0.4)
    .force(
      "ties",
      forceLink<Body, (typeof links)[number] & { source: number; target: number }>(links)
        .distance((link) => link.length)
        .strength((link) => link.strength),
    )
    .force("off", forceManyBody<Body>().strength(repulsion).theta(coarseness))
    .force("x", forceX<Body>(middle.x).strength(pull(gravity.x)))
    .force("y", forceY<Body>(middle.y).strength(pull(gravity.y)));
}

/** Bodies at their start, as far from each other as they will be. */
function bodiesOf({ size, x, y, radius, pinned }: LayoutRequest): Body[] {
  const middle = { x: mean(x), y: mean(y) };
  const spread = Math.sqrt(mean(Array.from(x, (at, i) => (at - middle.x) ** 2 + (y[i] - middle.y) ** 2)));
  const wanted = Math.sqrt((size * land) / Math.PI / 2);
  const scale = spread > 1e-3 ? wanted / spread : 0;
  return Array.from(x, (start, i) => {
    if (pinned[i]) return { x: start, y: y[i], fx: start, fy: y[i], radius: radius[i] };
    // Where all stand in one place they are sown like a sunflower's seeds.
    const [angle, away] = scale ? [i, 1] : [i * Math.PI * (3 - Math.sqrt(5)), wanted * Math.sqrt(i / size)];
    return {
      x: middle.x + scale * (start - middle.x) + away * Math.cos(angle),
      y: middle.y + scale * (y[i] - middle.y) + away * Math.sin(angle),
      radius: radius[i],
    };
  });
}

function placesOf(bodies: readonly Body[]): { x: Float64Array; y: Float64Array } {
  return { x: Float64Array.from(bodies, ({ x }) => x), y: Float64Array.from(bodies, ({ y }) => y) };
}
