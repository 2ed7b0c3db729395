/** A PostgreSQL server, through a pool of connections. */
import { finished } from "node:stream/promises";
import { Client, Pool, type PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { type Database, type Query, sqlState, storeError, untilNoClash, type Value } from "./database";
import { ViewStoreUnavailableError } from "./view-store";

/** Milliseconds: until a connection stands, until the server gives a statement up, and until we do; 0: never. */
export interface Patience {
  readonly connecting: number;
  readonly answering: number;
  readonly listening: number;
}
const usualPatience: Patience = { connecting: 3000, answering: 5000, listening: 6000 };
/** For whoever loads graphs, where statements take minutes. */
export const endlessPatience: Patience = { connecting: 3000, answering: 0, listening: 0 };

const advice = "See that the server of DATABASE_URL runs, can be reached and lets this user in.";

/**
 * Connects on first use, and anew after a connection is lost.
 *
 * @param url with user, password, database and how to use TLS, as PostgreSQL writes them
 * @param connections how many at most
 * @throws {ViewStoreUnavailableError} the address cannot be read
 */
export function postgresDatabase(url: string, connections: number, patience = usualPatience): Database {
  try {
    new Client({ connectionString: url });
  } catch (error) {
    // Without its cause, which may hold the password.
    throw new ViewStoreUnavailableError(
      `DATABASE_URL cannot be read (${(error as Error).message}): it is like postgres://user:password@host:5432/database.`,
    );
  }
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: patience.connecting,
    statement_timeout: patience.answering,
    query_timeout: patience.listening,
    keepAlive: true,
    application_name: "large-model-atlas",
    // A connection at rest does not keep the process from ending.
    allowExitOnIdle: true,
  });
  // Told apart from any statement, the loss of a connection would end the process if nobody heard of it. One that is
  // at rest leaves the pool by itself; of one that is in use, the next statement fails.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));

  const statements = new Statements();
  const once = async <Result>(work: (query: Query) => Promise<Result>): Promise<Result> => {
    const client = await pool.connect().catch(told);
    // A connection that has heard of a failure can be used again; of any other, nobody knows what it is doing.
    let isInOrder = true;
    const query = queryOf(client, statements, (error) => {
      isInOrder &&= sqlState(error) !== undefined;
    });
    try {
      await query("begin");
      const result = await work(query);
      await query("commit");
      return result;
    } catch (error) {
      if (isInOrder) await query("rollback").catch(() => {});
      throw error;
    } finally {
      client.release(!isInOrder);
    }
  };
  return {
    query: queryOf(pool, statements),
    transaction: (work) => untilNoClash(() => once(work)),
    async copy(into, rows) {
      const client = await pool.connect().catch(told);
      let isInOrder = true;
      try {
        const stream = client.query(copyFrom(`copy ${into} from stdin`));
        stream.end(rows);
        await finished(stream);
      } catch (error) {
        isInOrder = sqlState(error) !== undefined;
        told(error);
      } finally {
        client.release(!isInOrder);
      }
    },
    async alone(lock, work) {
      // A lock of the connection's own: whoever dies, or loses it, gives it up.
      const client = await pool.connect().catch(told);
      const query = queryOf(client, statements);
      try {
        await query("select pg_advisory_lock($1)", [lock]);
        return await work();
      } finally {
        client.release(true);
      }
    },
    close: () => pool.end(),
  };
}

function told(error: unknown): never {
  throw storeError(error, advice);
}

/** Codes with which a server, or a pooler before it that hands connections round, says that it has not kept a statement. */
const notPrepared = new Set(["26000", "42P05"]);

/** Names of prepared statements, until it shows that they are not kept. */
class Statements {
  readonly #names = new Map<string, string>();
  #areKept = true;

  nameOf(sql: string): string | undefined {
    if (!this.#areKept) return undefined;
    const name = this.#names.get(sql) ?? `atlas_${this.#names.size + 1}`;
    this.#names.set(sql, name);
    return name;
  }

  /** Whether a failure is only that they are not kept; then none is prepared any more. */
  giveUp(error: unknown): boolean {
    if (!notPrepared.has(sqlState(error) ?? "")) return false;
    this.#areKept = false;
    return true;
  }
}

/** @param onFailure hears what the driver says of a failure, before it is told in the store's words */
function queryOf(
  connection: Pool | PoolClient,
  statements: Statements,
  onFailure: (error: unknown) => void = () => {},
): Query {
  return async <Row>(sql: string, values: readonly Value[] = [], isPrepared = false): Promise<Row[]> => {
    const ask = async (name: string | undefined): Promise<Row[]> =>
      (await connection.query({ text: sql, values: [...values], ...(name !== undefined && { name }) }))
        .rows as Row[];
    const name = isPrepared ? statements.nameOf(sql) : undefined;
    try {
      return await ask(name).catch((error) => {
        if (name === undefined || !statements.giveUp(error)) throw error;
        return ask(undefined);
      });
    } catch (error) {
      onFailure(error);
      return told(error);
    }
  };
}
