/** Imported graphs in the database of `DATABASE_URL`, where every server finds them. */

import type { SeveralGraphs } from "@/lib/store/graphs";
import type { GraphImage } from "@/lib/store/image";
import { routedStore } from "@/lib/store/routed-store";
import { type GraphInfo, type GraphStore, UnknownGraphError } from "@/lib/store/store";
import type { Database } from "@/lib/store/views/database";
import { openDatabase } from "@/lib/store/views/open";
import { type LoadOptions, loadImage, removeGraph } from "./load";
import { type SqlGraphStore, sqlGraphStore } from "./sql-graph-store";

type Environment = Readonly<Record<string, string | undefined>>;

/** A database that is opened when it is first asked, so that what does without it is there whatever its address is. */
function lazily(open: () => Promise<Database>): Database {
  let opening: Promise<Database> | undefined;
  const opened = (): Promise<Database> => {
    opening ??= open();
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };
  return {
    query: async (...asked) => (await opened()).query(...asked),
    transaction: async (work) => (await opened()).transaction(work),
    copy: async (into, rows) => (await opened()).copy(into, rows),
    alone: async (lock, work) => (await opened()).alone(lock, work),
    close: async () => (await opening)?.close(),
  };
}

/**
 * Milliseconds for which a server takes it that the same releases serve, from when it has asked: much longer than a late
 * database takes to answer, or each answer would ask several times. What served before is answered for minutes.
 */
const trustedFor = 2500;

/** The graphs that are imported into `DATABASE_URL`; nothing where that is not set. */
export const openSqlGraphs = (env: Environment = process.env): SqlGraphStore | undefined =>
  env.DATABASE_URL
    ? sqlGraphStore(
        lazily(() => openDatabase(env)),
        { trustedFor },
      )
    : undefined;

/**
 * A store that also answers about the graphs of a database.
 *
 * @param base answers about the graphs that are not imported, whether the database can be reached or not; an imported one
 *   never takes the place of one of them
 */
export function withDatabase(base: GraphStore, imported: SqlGraphStore): SeveralGraphs {
  const own = async () => (await base.graphs()).map(({ graph }) => graph);
  const others = async (): Promise<GraphInfo[]> => {
    const names = await own();
    return (await imported.graphs()).filter(({ graph }) => !names.includes(graph));
  };
  /** Tells of all graphs that there are where one is not. */
  const told = async (error: unknown): Promise<never> => {
    if (!(error instanceof UnknownGraphError)) throw error;
    throw new UnknownGraphError(error.graph, [
      ...(await own()),
      ...(await others()).map(({ graph }) => graph),
    ]);
  };
  return {
    ...routedStore(async (ref) => {
      if ((await own()).includes(ref.graph)) return base;
      await imported.info(ref).catch(told);
      return imported;
    }),
    graphs: async () => [...(await base.graphs()), ...(await others())],
    imported: async (graph) => {
      const { outline } = await imported.about({ graph }).catch(told);
      return { sections: Object.fromEntries(outline.entries.map(({ number, title }) => [number, title])) };
    },
    whole: (ref) => imported.whole(ref).catch(told),
    close: async () => {
      await imported.close();
      await base.close();
    },
  };
}

/** What `npm run import` does with the graphs of a database. */
export interface GraphsKept {
  /** Keeps a graph under its name in place of the one that has it. */
  keep(image: GraphImage, options?: LoadOptions): Promise<void>;
  list(): Promise<
    readonly { readonly info: GraphInfo; readonly from: readonly string[]; readonly importedAt: string }[]
  >;
  /** @returns whether there was one */
  remove(graph: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Statements may take as long as they take. Nothing where `DATABASE_URL` is not set. */
export async function openGraphsKept(env: Environment = process.env): Promise<GraphsKept | undefined> {
  if (!env.DATABASE_URL) return undefined;
  const { endlessPatience } = await import("@/lib/store/views/postgres");
  const database = await openDatabase(env, endlessPatience);
  const store = sqlGraphStore(database);
  return {
    keep: (image, options) => loadImage(database, image, options),
    list: async () =>
      Promise.all(
        (await store.graphs()).map(async (info) => {
          const { from, importedAt } = await store.about({ graph: info.graph });
          return { info, from, importedAt };
        }),
      ),
    remove: (graph) => removeGraph(database, graph),
    close: () => store.close(),
  };
}
