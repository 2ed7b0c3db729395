/**
 * Imports a large graph and says so when all but its last step is done, which it never takes: it waits to be killed.
 *
 * Arguments: the folder of the imported graphs, and a file with the graph.
 */
import { setTimeout as wait } from "node:timers/promises";
import { writeLarge } from "@/lib/cli/import-large";
import { keepLarge } from "@/lib/store/large-graph-files";

const [folder, path] = process.argv.slice(2);
await keepLarge(folder, async (made) => {
  const input = { path, graph: "large", name: {}, edits: {}, mappings: new Map(), isLenient: false };
  await writeLarge(made, input, () => {});
  process.stdout.write("made");
  await wait(600_000);
});
