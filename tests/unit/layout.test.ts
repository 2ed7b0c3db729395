/** Layouts, on random graphs: what holds for all of them, then what each promises. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutCycles } from "@/lib/layout/acyclic";
import { keepApart } from "@/lib/layout/keep-apart";
import { type LayoutRequest, layOut, layoutLimit, type Placed, type Progress } from "@/lib/layout/layout";
import { spaced } from "@/lib/layout/line";
import { arcsOf, hopsFrom, neighboursOf, tiesOf } from "@/lib/layout/ties";
import { timeScale } from "@/lib/layout/time-scale";
import { seeded } from "../fixtures/random-graph";

const layouts = ["force", "layered", "concentric", "time", "groups"] as const;
/** Places are rounded to single precision. */
const rounding = 0.05;

interface Make {
  as?: LayoutRequest["as"];
  size: number;
  edges: number;
  seed?: number;
  /** Shares of nodes. */
  pinned?: number;
  undated?: number;
  groups?: number;
}

/** A graph with hubs, repetitions and self-loops, marks of all sizes, some nodes in one place. */
function requestOf({
  as = "force",
  size,
  edges,
  seed = 1,
  pinned = 0,
  undated = 0.2,
  groups = 4,
}: Make): LayoutRequest {
  const random = seeded(seed);
  const column = (value: (i: number) => number) => Float32Array.from({ length: size }, (_, i) => value(i));
  const end = () => Math.floor(random() ** 1.6 * size);
  const side = Math.sqrt(size) * 40;
  const some = (share: number) => random() < share;
  return {
    as,
    size,
    x: column(() => (some(0.1) ? 0 : (random() - 0.5) * side + 300)),
    y: column(() => (some(0.1) ? 0 : (random() - 0.5) * side - 100)),
    radius: column((i) => (i === 0 && size > 3 ? 30 : 3 + 11 * random() ** 2)),
    edges: {
      from: Uint32Array.from({ length: size ? edges : 0 }, end),
      to: Uint32Array.from({ length: size ? edges : 0 }, end),
      weight: Float32Array.from({ length: size ? edges : 0 }, () => (some(0.1) ? 0 : random())),
    },
    pinned: Uint8Array.from({ length: size }, () => (some(pinned) ? 1 : 0)),
    when: column(() =>
      some(undated) ? Number.NaN : some(0.1) ? 1980 : 2015 + Math.floor(random() * 90) / 9,
    ),
    group: Int16Array.from({ length: size }, () => Math.floor(random() * (groups + 1)) - 1),
    groups,
  };
}

const anyRequest = (as: LayoutRequest["as"], parts: Partial<Record<"pinned" | "most", number>> = {}) =>
  fc
    .record({
      size: fc.integer({ min: 0, max: parts.most ?? 70 }),
      density: fc.double({ min: 0, max: 3, noNaN: true }),
      seed: fc.integer({ min: 1, max: 1e6 }),
      pinned: parts.pinned === undefined ? fc.constantFrom(0, 0, 0.1, 0.5) : fc.constant(parts.pinned),
      undated: fc.constantFrom(0, 0.2, 1),
      groups: fc.integer({ min: 0, max: 12 }),
    })
    .map(({ density, ...made }) => requestOf({ as, edges: Math.round(density * made.size), ...made }));

function run(request: LayoutRequest): { placed: Placed; progress: Progress[] } {
  const progress: Progress[] = [];
  const steps = layOut(request);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return { placed: step.value, progress };
    progress.push(step.value);
  }
}
const place = (request: LayoutRequest): Placed => run(request).placed;

/** Pairs of marks that overlap and are not both pinned. */
function overlaps(
  { size, radius, pinned }: LayoutRequest,
  { x, y }: Placed,
  isCounted = (i: number) => !pinned[i],
) {
  const pairs: [number, number][] = [];
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const missing = radius[a] + radius[b] - Math.hypot(x[a] - x[b], y[a] - y[b]);
      if (missing > rounding && isCounted(a) && isCounted(b)) pairs.push([a, b]);
    }
  }
  return pairs;
}

const nodes = ({ size }: LayoutRequest) => Array.from({ length: size }, (_, i) => i);
const range = (values: ArrayLike<number>) => {
  const list = Array.from(values);
  return { low: Math.min(...list), high: Math.max(...list) };
};
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length;

function aspectOf({ x, y }: Placed): number {
  const [across, down] = [range(x), range(y)];
  return (across.high - across.low) / (down.high - down.low);
}

/** How far a point is inside of a convex ring, in map units; negative outside. */
function insideBy(outline: readonly number[], x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < outline.length; i += 2) {
    const [x0, y0] = [outline[i], outline[i + 1]];
    const [x1, y1] = [outline[(i + 2) % outline.length], outline[(i + 3) % outline.length]];
    const cross = (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0);
    least = Math.min(least, cross / Math.hypot(x1 - x0, y1 - y0));
  }
  return least;
}

describe.each(layouts)("the %s layout", (as) => {
  const few = { numRuns: as === "force" ? 12 : 50 };

  it("comes out the same each time, whatever the clock says, and changes nothing it is given", () => {
    fc.assert(
      fc.property(anyRequest(as), (request) => {
        const before = structuredClone(request);
        expect(place(request)).toEqual(place(before));
        expect(request).toEqual(before);
      }),
      few,
    );
  });

  it("gives every node a place, and pinned ones exactly theirs", () => {
    fc.assert(
      fc.property(anyRequest(as), (request) => {
        const { x, y } = place(request);
        expect([x.length, y.length]).toEqual([request.size, request.size]);
        expect(nodes(request).filter((i) => !Number.isFinite(x[i] + y[i]))).toEqual([]);
        const pinned = nodes(request).filter((i) => request.pinned[i]);
        expect(pinned.filter((i) => x[i] !== request.x[i] || y[i] !== request.y[i])).toEqual([]);
      }),
      few,
    );
  });

  it("lets no marks overlap", () => {
    fc.assert(
      fc.property(anyRequest(as), (request) => {
        expect(overlaps(request, place(request))).toEqual([]);
      }),
      few,
    );
  });

  it("stands around the mean of where nodes start", () => {
    fc.assert(
      fc.property(anyRequest(as, { pinned: 0 }), (request) => {
        fc.pre(request.size > 0);
        const { x, y } = place(request);
        const [across, down] = [range(x), range(y)];
        expect((across.low + across.high) / 2).toBeCloseTo(mean(request.x), 1);
        expect((down.low + down.high) / 2).toBeCloseTo(mean(request.y), 1);
      }),
      few,
    );
  });

  it("works on one node and on none", () => {
    expect(place(requestOf({ as, size: 0, edges: 0 }))).toEqual({
      x: new Float32Array(0),
      y: new Float32Array(0),
      areas: [],
      ticks: [],
    });
    const one = requestOf({ as, size: 1, edges: 2 });
    const { x, y } = place(one);
    expect([x[0], y[0]]).toEqual([one.x[0], one.y[0]]);
  });

  it("works where all nodes start in one place", () => {
    const request = {
      ...requestOf({ as, size: 40, edges: 60 }),
      x: new Float32Array(40),
      y: new Float32Array(40),
    };
    expect(overlaps(request, place(request))).toEqual([]);
  });

  it("refuses more nodes than it can take, in plain words", () => {
    const many = requestOf({ as, size: layoutLimit + 1, edges: 0 });
    expect(() => layOut(many).next()).toThrow(RangeError);
    expect(() => layOut(many).next()).toThrow(/at most 2000 nodes.* 2001/);
  });
});

describe("a long layout", () => {
  const request = requestOf({ size: 900, edges: 4500, pinned: 0.05 });
  const { placed, progress } = run(request);

  it("leaves room between any two marks", () => {
    const wide = { ...request, radius: request.radius.map((radius) => radius + 2.9) };
    const pairs = overlaps(wide, placed, () => true);
    expect(pairs.filter(([a, b]) => !request.pinned[a] || !request.pinned[b])).toEqual([]);
  });

  it("tells how far it is, and where nodes stand by then", () => {
    expect(progress.length).toBeGreaterThan(3);
    const done = progress.map((one) => one.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    for (const { done, x, y } of progress) {
      expect(done).toBeGreaterThanOrEqual(0);
      expect(done).toBeLessThanOrEqual(1);
      expect([...x, ...y].every(Number.isFinite)).toBe(true);
    }
    expect(new Set(progress.map(({ x }) => x.buffer)).size).toBe(progress.length);
    const last = progress[progress.length - 1];
    const moved = placed.x.map((x, i) => Math.hypot(x - last.x[i], placed.y[i] - last.y[i]));
    expect(mean(moved)).toBeLessThan(12);
  });
});

describe("force", () => {
  it("lets marks that are pinned and marks that are not keep off each other too", () => {
    fc.assert(
      fc.property(anyRequest("force"), (request) => {
        const pairs = overlaps(request, place(request), () => true);
        expect(pairs.filter(([a, b]) => !request.pinned[a] || !request.pinned[b])).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it("finds room for all leaves of a hub", () => {
    const size = 300;
    const star = {
      ...requestOf({ size, edges: 0 }),
      edges: fanOf(size),
      radius: new Float32Array(size).fill(14),
    };
    expect(overlaps(star, place(star))).toEqual([]);
  });

  it("puts what is tied nearer together than what is not", () => {
    const request = requestOf({ size: 200, edges: 260 });
    const { x, y } = place(request);
    const distance = (a: number, b: number) => Math.hypot(x[a] - x[b], y[a] - y[b]);
    const tied = mean(tiesOf(request).map(({ from, to }) => distance(from, to)));
    const any = mean(nodes(request).map((i) => distance(i, (i * 37 + 11) % 200)));
    expect(tied).toBeLessThan(0.6 * any);
  });

  it("keeps parts that are not tied together, and who is alone near", () => {
    const request = requestOf({ size: 120, edges: 60 });
    const { x, y } = place(request);
    for (const i of nodes(request)) {
      const nearest = Math.min(
        ...nodes(request).map((j) => (i === j ? 1e9 : Math.hypot(x[i] - x[j], y[i] - y[j]))),
      );
      expect(nearest).toBeLessThan(150);
    }
    expect(range(x).high - range(x).low).toBeLessThan(1500);
  });

  it("keeps its sense of place: what starts on the left stays on the left", () => {
    const half = 60;
    const side = (i: number) => (i < half ? -1 : 1);
    const request = requestOf({ size: 2 * half, edges: 0 });
    const starts = { ...request, x: request.x.map((_, i) => side(i) * 400 + (i % 7)) };
    const { x } = place(starts);
    const kept = nodes(request).filter((i) => Math.sign(x[i] - mean(x)) === side(i)).length;
    expect(kept).toBeGreaterThan(0.9 * 2 * half);
  });
});

describe("layered", () => {
  it("puts descendants below their ancestors, but for cycles", () => {
    fc.assert(
      fc.property(anyRequest("layered", { pinned: 0 }), (request) => {
        const { y } = place(request);
        const arcs = arcsOf(request);
        const next = nodes(request).map((i) => arcs.filter(({ from }) => from === i).map(({ to }) => to));
        const reaches = (from: number) => hopsFrom(next, from);
        const downward = arcs.filter(({ from, to }) => reaches(to)[from] < 0);
        expect(downward.filter(({ from, to }) => y[to] <= y[from])).toEqual([]);
      }),
    );
  });

  it("turns arcs round within cycles only, until there is none", () => {
    fc.assert(
      fc.property(anyRequest("layered"), (request) => {
        const given = arcsOf(request);
        const arcs = withoutCycles(request.size, given);
        const next = (list: readonly { from: number; to: number }[]) =>
          nodes(request).map((i) => list.filter(({ from }) => from === i).map(({ to }) => to));
        const [before, after] = [next(given), next(arcs)];
        arcs.forEach(({ from, to }, i) => {
          expect(hopsFrom(after, to)[from]).toBe(-1);
          const isTurned = from !== given[i].from;
          if (isTurned) expect(hopsFrom(before, from)[to] >= 0 && hopsFrom(before, to)[from] >= 0).toBe(true);
        });
      }),
    );
  });

  it("wraps what would be too wide", () => {
    const fan = { ...requestOf({ as: "layered", size: 151, edges: 0 }), edges: fanOf(151) };
    expect(aspectOf(place(fan))).toBeLessThan(2.5);
    expect(aspectOf(place(requestOf({ as: "layered", size: 400, edges: 500 })))).toBeLessThan(2.5);
    expect(aspectOf(place(requestOf({ as: "layered", size: 200, edges: 0 })))).toBeLessThan(2.5);
  });

  it("leaves what is tied to nothing for the bottom", () => {
    const request = requestOf({ as: "layered", size: 60, edges: 40 });
    const { y } = place(request);
    const neighbours = neighboursOf(60, tiesOf(request));
    const tied = nodes(request).filter((i) => neighbours[i].length > 0);
    const loose = nodes(request).filter((i) => neighbours[i].length === 0);
    expect(loose.length).toBeGreaterThan(5);
    expect(Math.max(...tied.map((i) => y[i]))).toBeLessThan(Math.min(...loose.map((i) => y[i])));
  });

  it("draws a tree without a crossing", () => {
    const size = 31;
    const edges = {
      from: Uint32Array.from({ length: size - 1 }, (_, i) => Math.floor(i / 2)),
      to: Uint32Array.from({ length: size - 1 }, (_, i) => i + 1),
      weight: new Float32Array(size - 1).fill(1),
    };
    const request = { ...requestOf({ as: "layered", size, edges: 0, seed: 5 }), edges };
    const { x, y } = place(request);
    for (let a = 0; a < size - 1; a++) {
      for (let b = a + 1; b < size - 1; b++) {
        const [p, q, r, s] = [edges.from[a], edges.to[a], edges.from[b], edges.to[b]];
        const isSameFall = y[p] === y[r] && y[q] === y[s];
        if (isSameFall) expect((x[p] - x[r]) * (x[q] - x[s])).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

function fanOf(size: number): LayoutRequest["edges"] {
  return {
    from: new Uint32Array(size - 1),
    to: Uint32Array.from({ length: size - 1 }, (_, i) => i + 1),
    weight: new Float32Array(size - 1).fill(1),
  };
}

describe("concentric", () => {
  it("puts who is more hops away farther out, and the unreachable outermost", () => {
    fc.assert(
      fc.property(anyRequest("concentric", { pinned: 0 }), fc.nat(69), (request, centre) => {
        fc.pre(centre < request.size);
        const { x, y } = place({ ...request, centre });
        const hops = hopsFrom(neighboursOf(request.size, tiesOf(request)), centre);
        const rank = (i: number) => (hops[i] < 0 ? request.size : hops[i]);
        const distance = (i: number) => Math.hypot(x[i] - x[centre], y[i] - y[centre]);
        const byDistance = nodes(request).sort((a, b) => distance(a) - distance(b) || rank(a) - rank(b));
        const ranks = byDistance.map(rank);
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      }),
    );
  });

  it("is about the most important one when not told otherwise, and about a pinned centre where that stands", () => {
    const request = requestOf({ as: "concentric", size: 50, edges: 80 });
    expect(place(request)).toEqual(place({ ...request, centre: 0 }));
    const pinned = request.pinned.map((_, i) => (i === 7 ? 1 : 0));
    const { x, y } = place({ ...request, centre: 7, pinned });
    const ring = neighboursOf(50, tiesOf(request))[7];
    expect(ring.length).toBeGreaterThan(1);
    const away = ring.map((i) => Math.hypot(x[i] - request.x[7], y[i] - request.y[7]));
    expect(Math.max(...away) - Math.min(...away)).toBeLessThan(0.01);
  });

  it("puts a leaf in the direction of what it hangs on", () => {
    const size = 13;
    const edges = {
      from: Uint32Array.from({ length: 12 }, (_, i) => (i < 6 ? 0 : i - 5)),
      to: Uint32Array.from({ length: 12 }, (_, i) => i + 1),
      weight: new Float32Array(12).fill(1),
    };
    const { x, y } = place({ ...requestOf({ as: "concentric", size, edges: 0 }), edges });
    for (let i = 1; i <= 6; i++) {
      const [inner, outer] = [i, i + 6].map((node) => Math.atan2(y[node] - y[0], x[node] - x[0]));
      expect(Math.cos(inner - outer)).toBeGreaterThan(0.99);
    }
  });
});

describe("time", () => {
  it("follows the dates from left to right, what is undated before them", () => {
    fc.assert(
      fc.property(anyRequest("time", { pinned: 0 }), (request) => {
        const { x } = place(request);
        const when = request.when ?? new Float32Array(0);
        const dated = nodes(request).filter((i) => !Number.isNaN(when[i]));
        const undated = nodes(request).filter((i) => Number.isNaN(when[i]));
        const sorted = dated.toSorted((a, b) => when[a] - when[b]);
        const wrong = sorted
          .slice(1)
          .filter((b, i) => Math.sign(x[b] - x[sorted[i]]) !== Math.sign(when[b] - when[sorted[i]]));
        expect(wrong).toEqual([]);
        if (sorted.length > 0) expect(undated.filter((i) => x[i] >= x[sorted[0]])).toEqual([]);
      }),
    );
  });

  it("has ticks that are true: who is dated at a year's beginning stands at its tick, others behind it", () => {
    fc.assert(
      fc.property(anyRequest("time", { pinned: 0 }), (request) => {
        const { x, ticks } = place(request);
        const years = ticks.map(({ year }) => year);
        expect(years).toEqual([...new Set(years)].sort((a, b) => a - b));
        for (const tick of ticks) {
          const sideOf = (value: number) => (Math.abs(value) < rounding ? 0 : Math.sign(value));
          const wrong = nodes(request).filter((i) => {
            const since = (request.when?.[i] ?? Number.NaN) - tick.year;
            return !Number.isNaN(since) && sideOf(x[i] - tick.x) !== Math.sign(since);
          });
          expect(wrong).toEqual([]);
        }
        if (request.when?.some((when) => !Number.isNaN(when))) expect(ticks.length).toBeGreaterThan(0);
      }),
    );
  });

  it("squeezes a long time in which nothing falls", () => {
    const when = Float32Array.from({ length: 90 }, (_, i) =>
      i === 0 ? 1986 : 2017 + (i % 9) + (i % 12) / 12,
    );
    const { x, ticks } = place({ ...requestOf({ as: "time", size: 90, edges: 0 }), when });
    expect(ticks.map(({ year }) => year)).toEqual([
      1986, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025,
    ]);
    const { low, high } = range(x);
    expect((x[1] - low) / (high - low)).toBeLessThan(0.35);
    expect(x[1] - x[0]).toBeGreaterThan(40);
  });

  it("leaves two thirds of the width to the years that have their share", () => {
    const scale = timeScale([
      ...Array.from({ length: 40 }, (_, i) => 1900 + 2 * i),
      ...Array.from({ length: 600 }, (_, i) => 2020 + (i % 5)),
    ]);
    expect(scale.at(2025)).toBeCloseTo(7.5, 6);
    expect(scale.at(2020)).toBeCloseTo(2.5, 6);
  });

  it("is even in years that have their share", () => {
    const scale = timeScale([2017, 2018.5, 2019.25, 2020, 2022.5]);
    const steps = [2017, 2018, 2019, 2020, 2021, 2022].map((year) => scale.at(year) - scale.at(2017));
    steps.forEach((step, i) => {
      expect(step).toBeCloseTo(i, 6);
    });
    expect(scale.at(2018.5) - scale.at(2018)).toBeCloseTo(0.5, 6);
  });

  it("gives each lane a rectangle that holds its marks and no others, with its name inside", () => {
    fc.assert(
      fc.property(anyRequest("time", { pinned: 0 }), (request) => {
        const { x, y, areas } = place(request);
        holds(request, { x, y, areas, ticks: [] });
        for (const { outline } of areas) expect(outline).toHaveLength(8);
      }),
    );
  });

  it("does not become too wide", () => {
    for (const size of [2, 5, 40, 300]) {
      const { areas } = place({
        ...requestOf({ as: "time", size, edges: 0, undated: 0 }),
        group: new Int16Array(size),
        groups: 1,
      });
      const [left, top, right, , , bottom] = areas[0].outline;
      expect((right - left) / (bottom - top)).toBeLessThan(2.5);
    }
  });

  it("is one lane without a name where there are no groups, and one column where there are no dates", () => {
    const { group: _, groups: __, ...plain } = requestOf({ as: "time", size: 30, edges: 0 });
    expect(place(plain).areas).toEqual([]);
    const { when: ___, ...undated } = plain;
    expect(place(undated).ticks).toEqual([]);
    expect(overlaps(undated, place(undated))).toEqual([]);
  });
});

/** Every area holds its unpinned members' marks whole and the place of its name, and no mark of others. */
function holds(request: LayoutRequest, { x, y, areas }: Placed): void {
  const { group = new Int16Array(0), radius, pinned } = request;
  const known = [...new Set(group)].filter((one) => one >= 0).sort((a, b) => a - b);
  expect(areas.map((area) => area.group).sort((a, b) => a - b)).toEqual(known);
  for (const area of areas) {
    expect(insideBy(area.outline, area.x, area.y)).toBeGreaterThan(-rounding);
    const wrong = nodes(request).filter((i) => {
      const inside = insideBy(area.outline, x[i], y[i]);
      const isRight = group[i] === area.group ? inside > radius[i] - rounding : inside < rounding - radius[i];
      return !pinned[i] && !isRight;
    });
    expect(wrong).toEqual([]);
  }
}

describe("groups", () => {
  it("show everything in its group at once, before the order of groups is settled", () => {
    const request = requestOf({ as: "groups", size: 60, edges: 150, groups: 8 });
    const [first] = run(request).progress;
    const moved = Array.from(request.x, (x, node) =>
      Math.hypot(x - first.x[node], request.y[node] - first.y[node]),
    );
    expect(Math.min(...moved)).toBeGreaterThan(0);
    expect(first.done).toBe(0.5);
  });

  it("gives each group an area that holds its marks and no others, with its name inside", () => {
    fc.assert(
      fc.property(anyRequest("groups"), (request) => {
        holds(request, place(request));
      }),
    );
  });

  it("keeps areas apart, and a group's name clear of its marks", () => {
    fc.assert(
      fc.property(anyRequest("groups"), (request) => {
        const { x, y, areas } = place(request);
        for (const area of areas) {
          for (const other of areas) {
            if (other === area) continue;
            const apart = other.outline.filter(
              (_, i) => i % 2 || insideBy(area.outline, other.outline[i], other.outline[i + 1]) < 0,
            );
            expect(apart).toHaveLength(other.outline.length);
          }
          const members = nodes(request).filter(
            (i) => request.group?.[i] === area.group && !request.pinned[i],
          );
          if (members.length < 2) continue;
          const clear = members.map((i) => Math.hypot(x[i] - area.x, y[i] - area.y) - request.radius[i]);
          expect(Math.min(...clear)).toBeGreaterThan(15);
        }
      }),
    );
  });

  it("has the most important member near the middle", () => {
    const request = {
      ...requestOf({ as: "groups", size: 80, edges: 0 }),
      group: new Int16Array(80),
      groups: 1,
    };
    const { x, y, areas } = place(request);
    const across = range(areas[0].outline.filter((_, i) => i % 2 === 0));
    const away = Math.hypot(x[0] - mean(x), y[0] - mean(y));
    expect(away).toBeLessThan(0.25 * (across.high - across.low));
  });

  it("puts groups that are much tied beside each other", () => {
    const [size, groups] = [120, 12];
    const group = Int16Array.from({ length: size }, (_, i) => i % groups);
    const plain = requestOf({ as: "groups", size, edges: 0 });
    const partner = (one: number) => (one + groups / 2) % groups;
    const edges = {
      from: Uint32Array.from({ length: size }, (_, i) => i),
      to: Uint32Array.from({ length: size }, (_, i) => i - (i % groups) + partner(i % groups)),
      weight: new Float32Array(size).fill(1),
    };
    const request = { ...plain, radius: new Float32Array(size).fill(5), group, groups, edges };
    const { areas } = place(request);
    const middles = areas.map(({ outline }) =>
      [0, 1].map((axis) => mean(outline.filter((_, i) => i % 2 === axis))),
    );
    const across = range(areas[0].outline.filter((_, i) => i % 2 === 0));
    const away = middles.slice(0, 6).map(([x, y], one) => {
      const [u, v] = middles[partner(one)];
      return Math.hypot(x - u, y - v) / (across.high - across.low);
    });
    expect(mean(away)).toBeLessThan(1.15);
  });
});

describe("layouts other than force", () => {
  it.each(["layered", "concentric", "time", "groups"] as const)(
    "move nobody else when one is pinned: %s",
    (as) => {
      const request = requestOf({ as, size: 50, edges: 80 });
      const free = place(request);
      const pinned = request.pinned.map((_, i) => (i === 20 ? 1 : 0));
      const held = place({ ...request, pinned });
      for (const i of nodes(request))
        if (i !== 20) expect([held.x[i], held.y[i]]).toEqual([free.x[i], free.y[i]]);
      expect(held.areas).toEqual(free.areas);
    },
  );
});

describe("marks that are kept apart", () => {
  const apart = (request: LayoutRequest, gap: number) => {
    const marks = { ...request, x: Float64Array.from(request.x), y: Float64Array.from(request.y) };
    const rounds = [...keepApart(marks, gap)].length;
    const moved = nodes(request).filter((i) => marks.x[i] !== request.x[i] || marks.y[i] !== request.y[i]);
    const places = { x: Float32Array.from(marks.x), y: Float32Array.from(marks.y), areas: [], ticks: [] };
    return { rounds, moved, places };
  };

  it("do not overlap afterwards, however crowded; who is pinned stays", () => {
    fc.assert(
      fc.property(anyRequest("force", { most: 150 }), (request) => {
        const dense = { ...request, x: request.x.map((x) => x / 3), y: request.y.map((y) => y / 3) };
        const { moved, places } = apart(dense, 5);
        const pairs = overlaps(dense, places, () => true);
        expect(pairs.filter(([a, b]) => !dense.pinned[a] || !dense.pinned[b])).toEqual([]);
        expect(moved.filter((i) => dense.pinned[i])).toEqual([]);
      }),
    );
  });

  it("are let be where there is room", () => {
    const request = requestOf({ size: 20, edges: 0 });
    const wide = { ...request, x: request.x.map((_, i) => 80 * i), y: new Float32Array(20) };
    expect(apart(wide, 5)).toMatchObject({ rounds: 0, moved: [] });
  });

  it("find a place when pinned ones hem them in", () => {
    const at = (i: number) => [-1, 0, 1, 0][i] * 9;
    const size = 5;
    const walled = {
      ...requestOf({ size, edges: 0 }),
      x: Float32Array.from({ length: size }, (_, i) => (i < 4 ? at(i) : 0.5)),
      y: Float32Array.from({ length: size }, (_, i) => (i < 4 ? at((i + 1) % 4) : 0.25)),
      radius: new Float32Array(size).fill(8),
      pinned: Uint8Array.from([1, 1, 1, 1, 0]),
    };
    const { places } = apart(walled, 5);
    expect(overlaps(walled, places, () => true).filter(([, b]) => b === 4)).toEqual([]);
    expect(Math.hypot(places.x[4], places.y[4])).toBeLessThan(40);
  });
});

describe("places on a line", () => {
  it("keep their order and their gaps, and are the wishes themselves where there is room", () => {
    const wish = fc.record({
      at: fc.double({ min: -100, max: 100, noNaN: true }),
      gap: fc.double({ min: 0, max: 20, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(wish, { minLength: 1, maxLength: 20 }), (wishes) => {
        const gaps = wishes.map(({ gap }) => gap);
        const places = spaced(
          wishes.map(({ at }) => at),
          gaps,
          -300,
          300,
        );
        places.forEach((at, i) => {
          if (i > 0) expect(at - places[i - 1]).toBeGreaterThan(gaps[i] - 1e-9);
          expect(Math.abs(at)).toBeLessThanOrEqual(300 + 1e-9);
        });
        expect(mean(places)).toBeCloseTo(mean(wishes.map(({ at }) => at)), 6);
        const roomy = spaced(
          gaps.map((_, i) => i * 20),
          gaps,
        );
        expect(roomy).toEqual(gaps.map((_, i) => expect.closeTo(i * 20, 6)));
      }),
    );
  });
});
