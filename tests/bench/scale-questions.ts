/**
 * A program: opens the graph that is named, or `scale`, of `ATLAS_DATA_DIR` or `DATABASE_URL` in a process of its own, has fifty readers ask
 * it one question after another, each without a pause, and prints what they waited as JSON. A question waits from when its
 * reader has it: those of the others that are answered before it count.
 *
 *     scale-questions.ts [graph [question…]]
 */
import { emptyFilter } from "@/lib/graph/filter-value";
import type { EntityId } from "@/lib/graph/schema";
import { importedGraphsFolder } from "@/lib/store/graph-files";
import { withImported } from "@/lib/store/graphs";
import { memoryStore } from "@/lib/store/memory";
import { StoreUnavailableError } from "@/lib/store/open";
import { openSqlGraphs, withDatabase } from "@/lib/store/sql/open";
import { type FacetsAsked, type GraphInfo, type GraphStore, TooLargeError } from "@/lib/store/store";
import { usualPaths } from "@/lib/view/parse-parts";
import { seeded } from "../fixtures/random-graph";
import { quantile } from "./figures";
import type { Answered, Told } from "./scale";

const [, , graph = "scale", ...only] = process.argv;
const ref = { graph };
const readers = 50;
/** Entities that are asked about, at most. */
const sampled = 3000;
/** Seconds after which a question is asked no more, and for how long one is asked at least whose answers are quick: what happens now and then counts as often as it does. */
const patience = 60;
const steadily = 10;

const random = seeded(9);
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)];

interface Known {
  readonly info: GraphInfo;
  readonly ids: readonly EntityId[];
  readonly names: readonly string[];
  readonly kinds: readonly string[];
}

/** Entities from all over the map. */
async function sample(store: GraphStore, info: GraphInfo): Promise<Known> {
  const names = new Map<EntityId, string>();
  const kinds = new Set<string>();
  const zooms = Math.max(1, info.tiles?.zooms ?? 1);
  for (let tries = 0; tries < 400 && names.size < Math.min(sampled, info.entities); tries++) {
    const { compact } = await store.tile(ref, { ...anyTile(zooms), with: [], around: [] });
    const { kind, slug, en, zh } = compact.entities;
    const all = Object.keys(compact.ontology.kinds);
    for (let i = 0; i < slug.length; i += 1 + Math.floor(slug.length / 200)) {
      kinds.add(all[kind[i]]);
      names.set(`${all[kind[i]]}/${slug[i]}`, random() < 0.5 ? en[i] : zh[i] || en[i]);
    }
  }
  return { info, ids: [...names.keys()], names: [...names.values()], kinds: [...kinds] };
}

function anyTile(zooms: number) {
  const z = 1 + Math.floor(random() * zooms);
  const at = () => Math.floor(random() * (2 ** z - 1));
  return { z, x: at(), y: at() };
}

/** A name as it is typed: its beginning, a part of it, or with a letter left out. */
function typed(name: string): string {
  const at = Math.floor(random() * name.length);
  const how = random();
  if (how < 0.7) return name.slice(0, 1 + at);
  return how < 0.85 ? name.slice(Math.floor(name.length / 3)) : name.slice(0, at) + name.slice(at + 1);
}

/** One of so many filters, by kinds and by dates. */
function anyFilter(kinds: readonly string[]): FacetsAsked {
  const from = String(2015 + Math.floor(random() * 5));
  const range = { facet: "released", from, to: "2026", unknown: false };
  const hiddenKinds = random() < 0.5 ? [] : [kinds[0]];
  return { filter: { ...emptyFilter, ranges: [range] }, hiddenKinds };
}

type Ask = (store: GraphStore, known: Known) => Promise<unknown>;

/** How often each is asked, without those before that do not count. */
const questions: Readonly<
  Record<Answered["question"], { readonly times: number; readonly least?: number; readonly ask: Ask }>
> = {
  neighbourhood: {
    times: 10_000,
    least: steadily,
    ask: (store, { ids }) => store.neighbors(ref, pick(ids), { limit: 50 }),
  },
  search: {
    times: 10_000,
    least: steadily,
    ask: (store, { names }) => store.search(ref, { text: typed(pick(names)), limit: 20 }),
  },
  facets: { times: 200, ask: (store, { kinds }) => store.facets(ref, anyFilter(kinds)) },
  paths: {
    times: 200,
    ask: (store, { ids }) => store.paths(ref, { from: pick(ids), to: pick(ids), ...usualPaths }),
  },
  tile: {
    times: 500,
    ask: (store, { info }) =>
      store.tile(ref, { ...anyTile(Math.max(1, info.tiles?.zooms ?? 1)), with: [], around: [] }),
  },
};

interface Waits {
  /** Milliseconds, of what has been refused as well. */
  readonly found: number[];
  /** How often it was said that this cannot be answered, or not now. */
  refused: number;
}

async function waited(store: GraphStore, known: Known, ask: Ask, times: number, least = 0): Promise<Waits> {
  const waits: Waits = { found: [], refused: 0 };
  const end = performance.now() + patience * 1000;
  const enough = performance.now() + least * 1000;
  let left = times;
  const reader = async () => {
    while ((left-- > 0 || performance.now() < enough) && performance.now() < end) {
      const start = performance.now();
      // Readers come by the network, each in its turn.
      await new Promise((resolve) => setImmediate(resolve));
      await ask(store, known).catch((error: unknown) => {
        if (!(error instanceof TooLargeError || error instanceof StoreUnavailableError)) throw error;
        waits.refused++;
      });
      waits.found.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: readers }, reader));
  return waits;
}

const database = openSqlGraphs();
const store = database
  ? withDatabase(memoryStore([]), database)
  : withImported(memoryStore([]), importedGraphsFolder());
const opening = performance.now();
const info = await store.info(ref);
await store.search(ref, { text: "a", limit: 1 });
const opened = performance.now() - opening;
const known = await sample(store, info);
const answers: Answered[] = [];
for (const [question, { times, least, ask }] of Object.entries(questions)) {
  if (only.length > 0 && !only.includes(question)) continue;
  await waited(store, known, ask, readers);
  const { found, refused } = await waited(store, known, ask, times, least);
  answers.push({
    question: question as Answered["question"],
    asked: found.length,
    refused,
    p50: quantile(found, 0.5),
    p99: quantile(found, 0.99),
  });
}
await store.close();
const told: Told = { opened, peak: process.resourceUsage().maxRSS * 1024, answers };
console.log(JSON.stringify(told));
process.exit();
