import { afterAll, beforeAll, describe } from "vitest";
import { postgresDatabase } from "@/lib/store/views/postgres";
import { type PostgresServer, postgresServer, whyNoServer } from "../durability/postgres-server";
import { describeLoading } from "./graph-loading";
import { describeGraphStore } from "./graph-store";
import { describeLarge } from "./graph-store-large";
import { openLoaded } from "./graph-stores-sql";
import { describePathLimits } from "./path-limits";
import { describeTiles } from "./tiles";

if (whyNoServer) console.log(`Not tested on a PostgreSQL server: ${whyNoServer}.`);

describe.runIf(!whyNoServer)("graphs on a PostgreSQL server", () => {
  let server: PostgresServer;
  let made = 0;
  const fresh = async () => postgresDatabase(await server.make(`graphs_${made++}`), 8);

  beforeAll(async () => {
    server = await postgresServer();
  });
  afterAll(() => server.remove());

  describeGraphStore("PostgreSQL", async (graphs) => openLoaded(await fresh(), graphs, false));
  describeTiles("PostgreSQL", async (graphs) => openLoaded(await fresh(), graphs, true));
  describeLarge("PostgreSQL", async (graphs) => openLoaded(await fresh(), graphs, true));
  describePathLimits("PostgreSQL", async (graphs, pairsInHop) =>
    openLoaded(await fresh(), graphs, true, pairsInHop),
  );
  describeLoading(() => server);
});
