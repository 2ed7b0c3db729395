/** A program that does what `importLarge` does, for those who cannot load all that it needs. Arguments: graph, entities. */
import { importLarge } from "./large";

const [, , graph, entities] = process.argv;
await importLarge(graph, Number(entities));
