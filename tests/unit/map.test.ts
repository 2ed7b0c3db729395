/** The map, drawn from a graph of the real one's make: hubs, leaves, communities, two languages. */
import { describe, expect, it } from "vitest";
import { buildMap, type MapInput, type Place } from "@/lib/data/map";
import { mapRadius, type Region } from "@/lib/graph/graph";
import type { Ontology } from "@/lib/graph/ontology";
import type { Entity, EntityId, Relation } from "@/lib/graph/schema";
import { plainOntology, seeded } from "../fixtures/random-graph";

const [makers, works] = ["kind0", "kind1"];

const ontology: Ontology = {
  ...plainOntology,
  kinds: {
    ...plainOntology.kinds,
    [makers]: { ...plainOntology.kinds[makers], names_regions: 1 },
  },
  map: {
    region_colours: {
      light: ["#111111", "#222222", "#333333", "#444444", "#555555", "#666666"],
      dark: ["#eeeeee"],
    },
  },
};

function entity(kind: string, slug: string, to: readonly string[]): Entity {
  const id = `${kind}/${slug}`;
  const relations = to.map((end): Relation => ({ type: "ties", from: id, to: end, sources: [] }));
  const text = { en: slug, zh: `${slug}字` };
  return {
    id,
    kind,
    name: text,
    aliases: [],
    summary: text,
    namedInWhitePaper: false,
    sections: [],
    facts: {},
    relations,
    sources: [],
  };
}

/** Twelve makers with their works; most ties stay among the works of one maker. */
function ecosystem(): { entities: Entity[]; importance: Map<EntityId, number> } {
  const random = seeded(7);
  const entities: Entity[] = [];
  for (let maker = 0; maker < 12; maker++) {
    entities.push(entity(makers, `maker-${maker}`, []));
    const count = 20 + maker * 3;
    for (let work = 0; work < count; work++) {
      const other = Math.floor(random() * Math.max(1, work));
      const ends = new Set([`${makers}/maker-${maker}`]);
      if (work > 0) ends.add(`${works}/work-${maker}-${other}`);
      if (random() < 0.15) ends.add(`${works}/work-${(maker + 1) % 12}-${Math.floor(random() * 20)}`);
      entities.push(entity(works, `work-${maker}-${work}`, [...ends]));
    }
  }
  const sorted = entities.sort((a, b) => (a.id < b.id ? -1 : 1));
  const importance = new Map(
    sorted.map(({ id }, i) => [id, id.startsWith(makers) ? 1 - i / 20 : (i % 37) / 200]),
  );
  return { entities: sorted, importance };
}

const { entities, importance } = ecosystem();
const input: MapInput = { ontology, entities, importance, places: new Map() };
const map = buildMap(input);

const plain = ({ places, regions }: ReturnType<typeof buildMap>) =>
  JSON.stringify([[...places], [...regions]]);

function isInside(outline: Region["outline"], x: number, y: number): boolean {
  let inside = false;
  for (const ring of outline) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const crosses = ring[i + 1] > y !== ring[j + 1] > y;
      if (crosses && x < ((ring[j] - ring[i]) * (y - ring[i + 1])) / (ring[j + 1] - ring[i + 1]) + ring[i])
        inside = !inside;
    }
  }
  return inside;
}

/** Least distance between the rims of any two marks, in map units. */
function leastGap(places: ReadonlyMap<EntityId, Place>, worth: ReadonlyMap<EntityId, number>): number {
  const marks = [...places].map(([id, { x, y }]) => ({ x, y, radius: mapRadius(worth.get(id) ?? 0) }));
  return marks.reduce(
    (least, a, i) =>
      marks
        .slice(i + 1)
        .reduce((gap, b) => Math.min(gap, Math.hypot(a.x - b.x, a.y - b.y) - a.radius - b.radius), least),
    Number.POSITIVE_INFINITY,
  );
}

/** Pairs of regions whose coasts come within a few map units of each other. */
function neighbours(regions: readonly Region[]): [Region, Region][] {
  const pointsOf = ({ outline }: Region) =>
    outline.flatMap((ring) => ring.flatMap((x, i) => (i % 2 ? [] : [[x, ring[i + 1]] as const])));
  return regions.flatMap((a, i) =>
    regions
      .slice(i + 1)
      .filter((b) =>
        pointsOf(a).some(([x, y]) => pointsOf(b).some(([u, v]) => Math.hypot(x - u, y - v) < 14)),
      )
      .map((b): [Region, Region] => [a, b]),
  );
}

describe("a map drawn anew", () => {
  it("is the same when drawn again, and when the relations come in another order", () => {
    expect(plain(buildMap(input))).toBe(plain(map));
    const turned = entities.map((one) => ({ ...one, relations: [...one.relations].reverse() }));
    expect(plain(buildMap({ ...input, entities: turned }))).toBe(plain(map));
  });

  it("has a place and a region for every entity", () => {
    expect([...map.places.keys()]).toEqual(entities.map(({ id }) => id));
    for (const { x, y, region } of map.places.values()) {
      expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
      expect(map.regions.has(region)).toBe(true);
    }
    const sizes = [...map.regions.values()].map(({ size }) => size);
    expect(sizes.reduce((a, b) => a + b)).toBe(entities.length);
  });

  it("gives each community a region of its own", () => {
    expect(map.regions.size).toBeGreaterThanOrEqual(6);
    const together = Array.from({ length: 12 }, (_, maker) => {
      const home = map.places.get(`${makers}/maker-${maker}`)?.region;
      const own = entities.filter(({ id }) => id.startsWith(`${works}/work-${maker}-`));
      return own.filter(({ id }) => map.places.get(id)?.region === home).length / own.length;
    });
    for (const share of together) expect(share).toBeGreaterThan(0.7);
  });

  it("keeps marks apart", () => {
    expect(leastGap(map.places, importance)).toBeGreaterThanOrEqual(2);
  });

  it("keeps every entity, and every name, inside the outline of its region", () => {
    for (const { x, y, region } of map.places.values()) {
      expect(isInside(map.regions.get(region)?.outline ?? [], x, y)).toBe(true);
    }
    for (const { outline, x, y } of map.regions.values()) expect(isInside(outline, x, y)).toBe(true);
  });

  it("keeps the land of one region out of every other", () => {
    for (const [key, { outline }] of map.regions) {
      for (const [other, { outline: foreign }] of map.regions) {
        if (key === other) continue;
        for (const ring of outline) {
          for (let i = 0; i < ring.length; i += 2)
            expect(isInside(foreign, ring[i], ring[i + 1])).toBe(false);
        }
      }
    }
  });

  it("is a landscape around the origin, without islands far away", () => {
    const places = [...map.places.values()];
    const [left, right] = [Math.min(...places.map(({ x }) => x)), Math.max(...places.map(({ x }) => x))];
    const [top, bottom] = [Math.min(...places.map(({ y }) => y)), Math.max(...places.map(({ y }) => y))];
    expect((right - left) / (bottom - top)).toBeGreaterThan(1.15);
    expect((right - left) / (bottom - top)).toBeLessThan(1.8);
    expect(Math.abs(left + right)).toBeLessThan(0.2 * (right - left));
    expect(Math.abs(top + bottom)).toBeLessThan(0.2 * (bottom - top));
    for (const a of places) {
      const nearest = Math.min(...places.map((b) => (a === b ? 1e9 : Math.hypot(a.x - b.x, a.y - b.y))));
      expect(nearest).toBeLessThan(120);
    }
  });

  it("gives neighbouring regions different tints", () => {
    const pairs = neighbours([...map.regions.values()]);
    expect(pairs.length).toBeGreaterThan(map.regions.size / 2);
    for (const [a, b] of pairs) expect(a.tint).not.toBe(b.tint);
    for (const { tint } of map.regions.values())
      expect(tint).toBeLessThan(ontology.map.region_colours.light.length);
  });

  it("names every region after what its members share, differently in both languages", () => {
    for (const locale of ["en", "zh"] as const) {
      const names = [...map.regions.values()].map(({ name }) => name[locale]);
      expect(new Set(names).size).toBe(map.regions.size);
      for (const name of names) expect(name).toMatch(locale === "en" ? /^maker-\d+/ : /^maker-\d+字/);
    }
  });

  it("draws outlines as whole numbers, few enough to travel", () => {
    const numbers = [...map.regions.values()].flatMap(({ outline }) => outline.flat());
    expect(numbers.every(Number.isInteger)).toBe(true);
    expect(numbers.length).toBeLessThanOrEqual(6000);
  });
});

describe("a map of almost nothing", () => {
  it("is empty without entities", () => {
    expect(buildMap({ ...input, entities: [] })).toEqual({ places: new Map(), regions: new Map() });
  });

  it.each([1, 2, 5])("draws %i entities as one region", (count) => {
    const few = Array.from({ length: count }, (_, i) =>
      entity(makers, `one-${i}`, i > 0 ? [`${makers}/one-0`] : []),
    );
    const small = buildMap({ ...input, entities: few });
    expect(small.places.size).toBe(count);
    expect(small.regions.size).toBe(1);
    expect(leastGap(small.places, importance)).toBeGreaterThanOrEqual(2);
  });
});

describe("a map that stands", () => {
  it("is not changed by compiling it again", () => {
    expect(plain(buildMap({ ...input, places: map.places }))).toBe(plain(map));
  });

  const newcomers = [
    entity(works, "z-by-maker-3", [`${makers}/maker-3`, `${works}/work-3-1`]),
    entity(works, "z-by-maker-5", [`${makers}/maker-5`]),
    entity(works, "z-second-hand", [`${works}/z-by-maker-3`]),
  ];
  const grown = buildMap({ ...input, entities: [...entities, ...newcomers], places: map.places });

  it("leaves everyone in place when others come", () => {
    for (const [id, place] of map.places) expect(grown.places.get(id)).toEqual(place);
  });

  it("places newcomers in the region that they are tied to, clear of everyone", () => {
    const regionOf = (id: string) => grown.places.get(id)?.region;
    expect(regionOf(`${works}/z-by-maker-3`)).toBe(regionOf(`${makers}/maker-3`));
    expect(regionOf(`${works}/z-by-maker-5`)).toBe(regionOf(`${makers}/maker-5`));
    expect(regionOf(`${works}/z-second-hand`)).toBe(regionOf(`${works}/z-by-maker-3`));
    expect(leastGap(grown.places, importance)).toBeGreaterThanOrEqual(2);
    for (const { id } of newcomers) {
      const { x = 0, y = 0, region = "" } = grown.places.get(id) ?? {};
      expect(isInside(grown.regions.get(region)?.outline ?? [], x, y)).toBe(true);
    }
  });

  it("takes many newcomers at once", () => {
    const half = new Map([...map.places].filter((_, i) => i % 3 === 0));
    const filled = buildMap({ ...input, places: half });
    expect(filled.places.size).toBe(entities.length);
    expect(leastGap(filled.places, importance)).toBeGreaterThanOrEqual(2);
  });

  it("forgets who is gone, and a region with its last entity", () => {
    const gone = [...map.regions.keys()][0];
    const left = entities.filter(({ id }) => map.places.get(id)?.region !== gone);
    const shrunk = buildMap({ ...input, entities: left, places: map.places });
    expect([...shrunk.places.keys()]).toEqual(left.map(({ id }) => id));
    expect(shrunk.regions.has(gone)).toBe(false);
  });

  it("gives who stands without a region the one whose land it stands on", () => {
    const { x: middleX, y: middleY } = [...map.regions.values()][0];
    const away = ([, { x, y }]: [EntityId, Place]) => Math.hypot(x - middleX, y - middleY);
    const [id, place] = [...map.places].reduce((a, b) => (away(b) < away(a) ? b : a));
    const stored = new Map(map.places).set(id, { ...place, region: "" });
    const { region } = buildMap({ ...input, places: stored }).places.get(id) ?? {};
    expect(region).toBe(place.region);
  });

  it("is drawn anew when none of its places is known", () => {
    const strangers = new Map([["kind0/nobody", { x: 1, y: 2, region: "nowhere" }]]);
    expect(plain(buildMap({ ...input, places: strangers }))).toBe(plain(map));
  });
});
