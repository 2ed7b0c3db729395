/** Makes a new database in the folder that it is told, on a thread of its own: whoever serves goes on meanwhile. */
import { parentPort } from "node:worker_threads";
import { openFiles } from "./pglite-files.mjs";

// It ends once this is done: nothing else is heard.
parentPort?.once("message", async (folder) => {
  const { postgres } = await openFiles(folder);
  await postgres.close();
});
