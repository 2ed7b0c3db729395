/**
 * Imports two states of a graph in turn until it is killed; says so once the first is there.
 *
 * Arguments: the folder of the imported graphs, and a file with the two.
 */
import { readFile } from "node:fs/promises";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { keepImported } from "@/lib/store/graph-files";
import { memoryStore } from "@/lib/store/memory";

const [folder, file] = process.argv.slice(2);
const states = JSON.parse(await readFile(file, "utf8")) as CompiledGraph[];
for (let turn = 0; ; turn++) {
  const compiled = states[turn % states.length];
  const info = await memoryStore([compiled]).info({ graph: compiled.compact.graph });
  await keepImported(folder, compiled, info, ["a file"]);
  if (turn === 0) process.stdout.write("there");
}
