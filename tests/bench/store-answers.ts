/** What the embedded store answers to questions about the whole atlas, without HTTP: ways, descent, effects. */
import type { Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { openStore } from "@/lib/store/open";
import type { GraphStore } from "@/lib/store/store";
import { usualPaths } from "@/lib/view/parse-parts";
import { seeded } from "../fixtures/random-graph";
import { type Bar, judged, ms, quantile, type Row, told } from "./figures";

/** Entities, and pairs of them, that are asked about, and how many before them do not count. */
const asked = { entities: 500, warmUp: 100 };
const bar: Bar = { below: 50 };
/** As the API hands out lists unless told. */
const limit = 200;

interface Question {
  readonly name: string;
  ask(store: GraphStore, ref: { graph: string }, one: EntityId, other: EntityId): Promise<unknown>;
}

const questions: readonly Question[] = [
  {
    name: `paths, k ${usualPaths.k}, hops ${usualPaths.hops}`,
    ask: (store, ref, from, to) => store.paths(ref, { from, to, ...usualPaths }),
  },
  {
    name: "lineage, both directions",
    ask: (store, ref, of) => store.lineage(ref, { of, direction: "both", limit }),
  },
  { name: "impact", ask: (store, ref, of) => store.impact(ref, { of, limit }) },
];

/** The same entities and pairs each time; then, for information, the most important ones, each with the next. */
export async function measureStoreAnswers({ id, ids }: Graph): Promise<Row[]> {
  const store = await openStore();
  const rows: Row[] = [];
  for (const { name, ask } of questions) {
    const random = seeded(asked.entities);
    const any = () => ids[Math.floor(random() * ids.length)];
    const timed = async (one: EntityId, other: EntityId) => {
      const start = performance.now();
      await ask(store, { graph: id }, one, other);
      return performance.now() - start;
    };
    for (let i = 0; i < asked.warmUp; i++) await timed(any(), any());
    const times: number[] = [];
    for (let i = 0; i < asked.entities; i++) {
      const one = any();
      let other = any();
      while (other === one) other = any();
      times.push(await timed(one, other));
    }
    const hubs: number[] = [];
    for (let i = 0; i < asked.warmUp; i++) hubs.push(await timed(ids[i], ids[i + 1]));
    const note = `p50 ${ms(quantile(times, 0.5))}, worst ${ms(Math.max(...times))} of ${times.length}`;
    rows.push(
      judged(`store: ${name}, p99`, quantile(times, 0.99), bar, ms, note),
      told(
        `store: ${name}, of the ${hubs.length} most important`,
        `p50 ${ms(quantile(hubs, 0.5))}, worst ${ms(Math.max(...hubs))}`,
      ),
    );
  }
  await store.close();
  return rows;
}
