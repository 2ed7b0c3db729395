/** Opens the store of saved views that this installation uses. */
import { resolve } from "node:path";
import type { Database } from "./database";
import type { Patience } from "./postgres";
import { sqlViewStore } from "./sql-view-store";
import { type ViewStore, ViewStoreUnavailableError } from "./view-store";

type Environment = Readonly<Record<string, string | undefined>>;

const usualConnections = 10;

/**
 * The store on the PostgreSQL server of `DATABASE_URL`, through at most `ATLAS_DB_POOL` connections; without one, on
 * a database of its own in the folder `ATLAS_DATA_DIR`, else .data under the working directory. It connects on
 * first use, so it may turn out only then that it cannot.
 */
export async function openViewStore(env: Environment = process.env): Promise<ViewStore> {
  return sqlViewStore(await openDatabase(env));
}

/**
 * @param patience of a server's; as usual where absent
 * @throws {ViewStoreUnavailableError} what the environment says makes no sense
 */
export async function openDatabase(env: Environment = process.env, patience?: Patience): Promise<Database> {
  // Loaded by need: the embedded database alone takes a tenth of a second.
  if (env.DATABASE_URL) {
    const { postgresDatabase } = await import("./postgres");
    return postgresDatabase(env.DATABASE_URL, connectionsOf(env), patience);
  }
  const { pgliteDatabase } = await import("./pglite");
  return pgliteDatabase(resolve(/* turbopackIgnore: true */ env.ATLAS_DATA_DIR || ".data"));
}

function connectionsOf({ ATLAS_DB_POOL: given }: Environment): number {
  const connections = given ? Number(given) : usualConnections;
  if (Number.isInteger(connections) && connections >= 1 && connections <= 1000) return connections;
  throw new ViewStoreUnavailableError(`ATLAS_DB_POOL is ${given}, not a number of connections (1 to 1000).`);
}
