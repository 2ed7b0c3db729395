/** How the data came to be what they are, as `npm run graph` compiled it from the records of changes. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ChangeHistory } from "@/lib/graph/change-record";
import type { EntityId, Locale, Text } from "@/lib/graph/schema";
import { compiledDataFolder } from "@/lib/store/open";
import type { ChangeSpeech } from "@/lib/view/change-lines";
import { atlasData } from "./atlas-data";

let known: Promise<ChangeHistory> | undefined;

/** Read once in production, where pages are built for one version of the data. */
export function changeHistory(): Promise<ChangeHistory> {
  if (!known || process.env.NODE_ENV !== "production") {
    known = readFile(join(compiledDataFolder(), "changes.json"), "utf8").then(
      (text) => JSON.parse(text) as ChangeHistory,
    );
    known.catch(() => {
      known = undefined;
    });
  }
  return known;
}

/** What changes are told with: names of what is there and of what was, labels, titles of sections. */
export async function changeSpeech(locale: Locale): Promise<ChangeSpeech> {
  const { compiled, ontology, entity } = await atlasData();
  const { records } = await changeHistory();
  const gone = new Map<EntityId, Text>(
    records.flatMap(({ entries }) => entries.map(({ id, name }) => [id, name])),
  );
  return {
    locale,
    ontology,
    sections: new Map(compiled.outline.entries.map(({ number, title }) => [number, title])),
    nameOf: (id) => entity(id)?.name ?? gone.get(id),
  };
}
