/** Saves views until it is killed, and tells each that has been acknowledged, in a line: id and title. */
import { writeSync } from "node:fs";
import { openViewStore } from "@/lib/store/views/open";
import { viewSchema } from "@/lib/view/view-schema";

const atOnce = 4;
const view = viewSchema.parse({ version: 1 });
const dataVersion = "0123456789abcdef";
const store = await openViewStore();
let number = 0;

/** Frozen and live ones in turn, so that both ways of saving are cut short. */
async function save(): Promise<void> {
  const title = `${process.pid} ${number++}`;
  const hash = number.toString(16).padStart(16, "0");
  const isFrozen = number % 2 === 0;
  const { view: saved } = isFrozen
    ? await store.create(
        { title, view, graph: "atlas", dataVersion: hash, frozenFrom: dataVersion },
        { hash, body: Buffer.alloc(3000, number) },
      )
    : await store.create({ title, view, graph: "atlas", dataVersion });
  writeSync(1, `${saved.id} ${title}\n`);
}

await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (;;) await save();
  }),
);
