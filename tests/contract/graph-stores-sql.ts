/** Opens stores over graphs that have been loaded into a database, whole or as if they were too large for that. */
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { imageOf } from "@/lib/store/image-of";
import { memoryStore } from "@/lib/store/memory";
import { loadImage } from "@/lib/store/sql/load";
import { type SqlGraphStore, sqlGraphStore } from "@/lib/store/sql/sql-graph-store";
import { cutOf } from "@/lib/store/tile-answer";
import type { Database } from "@/lib/store/views/database";

const made = { from: ["a test"], importedAt: "2026-11-28T00:00:00.000Z" };

export async function loadCompiled(
  database: Database,
  compiled: CompiledGraph,
  isLarge: boolean,
): Promise<void> {
  const info = await memoryStore([compiled]).info({ graph: compiled.compact.graph });
  const tiles = cutOf(decodeGraph(compiled.compact)).grid;
  const image = imageOf(compiled, isLarge ? { ...info, tiles } : info, made);
  await loadImage(database, image, isLarge ? {} : { whole: compiled });
}

export async function openLoaded(
  database: Database,
  graphs: readonly CompiledGraph[],
  isLarge: boolean,
  pairsInHop?: number,
): Promise<SqlGraphStore> {
  for (const compiled of graphs) await loadCompiled(database, compiled, isLarge);
  return sqlGraphStore(database, { trustedFor: 0, ...(pairsInHop !== undefined && { pairsInHop }) });
}
