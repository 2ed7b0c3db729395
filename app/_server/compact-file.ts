/** The compact graph as compiled, read once a version. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compiledDataFolder } from "@/lib/store/open";

/** The version read last, as a promise, so that it is read once. */
let held: { readonly version: string; readonly content: Promise<Uint8Array<ArrayBuffer>> } | undefined;

export function compactFile(version: string): Promise<Uint8Array<ArrayBuffer>> {
  if (held?.version === version) return held.content;
  const path = join(compiledDataFolder(), `compact-${version}.json`);
  const content = readFile(path).then((buffer) => new Uint8Array(buffer));
  held = { version, content };
  content.catch(() => {
    held = undefined;
  });
  return content;
}
