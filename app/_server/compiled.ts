/** What pages that are built ahead say of the data: read once, while building. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CompiledGraph, Outline } from "@/lib/graph/compiled";
import type { Ontology } from "@/lib/graph/ontology";
import { compiledDataFolder } from "@/lib/store/open";

export interface CompiledFacts {
  readonly graph: string;
  readonly version: string;
  readonly entities: number;
  readonly relations: number;
  readonly facts: number;
  readonly sourced: { readonly facts: number; readonly relations: number };
  readonly kinds: Readonly<Record<string, number>>;
  readonly outline: Outline;
  readonly ontology: Ontology;
}

let facts: Promise<CompiledFacts> | undefined;

export function compiledFacts(): Promise<CompiledFacts> {
  facts ??= read();
  return facts;
}

async function read(): Promise<CompiledFacts> {
  const json = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(compiledDataFolder(), name), "utf8"));
  const pointer = (await json("current.json")) as Omit<CompiledFacts, "outline" | "ontology">;
  const { outline, compact } = (await json("atlas.json")) as CompiledGraph;
  return { ...pointer, outline, ontology: compact.ontology };
}
