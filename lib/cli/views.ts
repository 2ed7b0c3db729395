/**
 * `npm run views -- backup <file>` writes all saved views into a file; `npm run views -- restore <file>` brings them
 * back, and leaves views alone that are there already, unless `--replace` is given.
 *
 * They are those of the server that `DATABASE_URL` or `ATLAS_DATA_DIR` name, as for `npm start`; the exit code is 1
 * when it did not work, and then nothing has been written.
 */
import { parseArgs } from "node:util";
import { backUpViews, DamagedBackupError, restoreViews } from "@/lib/store/views/backup";
import type { Database } from "@/lib/store/views/database";
import { openDatabase } from "@/lib/store/views/open";

const usage = "allowed: backup <file>, restore <file> [--replace]";

process.exitCode = await main();

async function main(): Promise<number> {
  const asked = readArguments();
  if (!asked) return 2;
  let database: Database | undefined;
  try {
    database = await openDatabase();
    console.log(`views: ${await asked(database)}`);
    return 0;
  } catch (error) {
    const { message } = error as Error;
    console.error(`views: ${error instanceof DamagedBackupError ? "this file is damaged, " : ""}${message}`);
    return 1;
  } finally {
    await database?.close();
  }
}

/** What to do, which tells what has been done; undefined where it is not understood. */
function readArguments(): ((database: Database) => Promise<string>) | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { replace: { type: "boolean", default: false } },
    });
    const [command, file, ...more] = positionals;
    if (file && more.length === 0) {
      if (command === "backup" && !values.replace) return (database) => backUp(database, file);
      if (command === "restore") return (database) => restore(database, file, values.replace);
    }
  } catch (error) {
    console.error(`views: ${(error as Error).message}`);
  }
  console.error(usage);
  return undefined;
}

async function backUp(database: Database, file: string): Promise<string> {
  const { views, snapshots } = await backUpViews(database, file);
  return `${views} views and ${snapshots} snapshots are in ${file}`;
}

async function restore(database: Database, file: string, isReplacing: boolean): Promise<string> {
  const { views, snapshots, kept } = await restoreViews(database, file, isReplacing);
  const left = kept > 0 ? `; ${kept} of them were there already and stayed as they are` : "";
  return `${views} views and ${snapshots} snapshots were in ${file}${left}`;
}
