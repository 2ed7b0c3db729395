/** Brings a generated graph to the running server as one that is too large to be had as a whole, of whatever size it is. */
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { bringLarge } from "@/lib/cli/import-large";
import { root } from "@/lib/cli/run.mjs";
import { files } from "@/lib/data/files";
import { generate } from "@/lib/data/generated/entities";
import { parseYaml } from "@/lib/data/yaml-file";
import { writeAtlasJson } from "@/lib/exchange/atlas-json";
import { ontologySchema } from "@/lib/graph/ontology";

/** @throws {Error} it failed */
export async function importLarge(graph: string, entities: number): Promise<void> {
  const data = process.env.ATLAS_DATA_DIR;
  if (data === undefined) throw new Error("ATLAS_DATA_DIR has to say where the server's graphs are.");
  const folder = await mkdtemp(join(tmpdir(), "atlas-large-"));
  try {
    const yaml = await readFile(join(root, "graph-data", files.ontology), "utf8");
    const ontology = ontologySchema.parse(parseYaml(files.ontology, yaml).data);
    const path = join(folder, "graph.json");
    const generated = generate(ontology, { entities, relations: 3, seed: 1 });
    await pipeline(Readable.from(writeAtlasJson(generated)), createWriteStream(path));
    const input = { path, graph, name: {}, edits: {}, mappings: new Map(), isLenient: false };
    const { info, problems } = await bringLarge(join(data, "graphs"), input, () => {});
    if (!info) throw new Error(problems.first.join("\n"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
