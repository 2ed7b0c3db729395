import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { afterAll, beforeAll } from "vitest";
import { pgliteDatabase } from "@/lib/store/views/pglite";
import { describeGraphStore } from "./graph-store";
import { describeLarge } from "./graph-store-large";
import { openLoaded } from "./graph-stores-sql";
import { describePathLimits } from "./path-limits";
import { describeTiles } from "./tiles";

let folder: string;
let made = 0;
/** Copies are quicker to come by than new databases. */
const fresh = async () => {
  const place = join(folder, String(made++));
  await cp(join(folder, "template/pglite"), join(place, "pglite"), { recursive: true });
  return pgliteDatabase(place, { pg_trgm });
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-graphs-"));
  const template = pgliteDatabase(join(folder, "template"), { pg_trgm });
  await template.query("select 1");
  await template.close();
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describeGraphStore("PGlite", async (graphs) => openLoaded(await fresh(), graphs, false));
describeTiles("PGlite", async (graphs) => openLoaded(await fresh(), graphs, true));
describeLarge("PGlite", async (graphs) => openLoaded(await fresh(), graphs, true));
describePathLimits("PGlite", async (graphs, pairsInHop) =>
  openLoaded(await fresh(), graphs, true, pairsInHop),
);
