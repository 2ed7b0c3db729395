/**
 * Loads a graph into a database and says so once some of its rows are there; the rest never comes: it waits to be killed.
 *
 * Argument: the address of the database.
 */
import { setTimeout as wait } from "node:timers/promises";
import { imageOf } from "@/lib/store/image-of";
import { memoryStore } from "@/lib/store/memory";
import { loadImage } from "@/lib/store/sql/load";
import { postgresDatabase } from "@/lib/store/views/postgres";
import { hubCompiled } from "../fixtures/small-graph";

const [address] = process.argv.slice(2);
const compiled = await hubCompiled();
const whole = imageOf(compiled, await memoryStore([compiled]).info({ graph: compiled.compact.graph }), {
  from: [],
  importedAt: "",
});
let reading = 0;
await loadImage(postgresDatabase(address, 2), {
  ...whole,
  async *entities() {
    reading++;
    for await (const one of whole.entities()) {
      if (reading === 2 && one.number === 20) {
        process.stdout.write("loading");
        await wait(600_000);
      }
      yield one;
    }
  },
});
