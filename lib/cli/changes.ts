/**
 * `npm run changes`: writes down what has changed in the data since the last record, as a file below
 * `graph-data/changes/` that is committed together with the data.
 *
 * Options: `--from <revision>` compares with another revision of git than that of the last record; `--to <revision>`
 * records what that revision says instead of the files as they are; `--data <folder>` takes another folder. The
 * exit code is 1 when nothing could be recorded.
 */
import { mkdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { dataVersion, nextRecordName, recordText, renamedIn } from "@/lib/data/change-records";
import { entityOf } from "@/lib/data/entity-of";
import { files, loadGraphData, sharedSourcesSchema } from "@/lib/data/files";
import { replaceFile } from "@/lib/data/output";
import { readWith } from "@/lib/data/schema-problems";
import { type Problem, parseYaml } from "@/lib/data/yaml-file";
import { type ChangeCounts, countChanges, type RecordFile } from "@/lib/graph/change-record";
import { type DataState, diffStates, stateOf, totalsOf } from "@/lib/graph/data-diff";
import { type Entity, type EntityId, entityFileSchema } from "@/lib/graph/schema";
import { commitOf, lastCommitOf, momentOf, RevisionError, textsAt } from "./revision";

/** What the data say, when, and which ids have become others until then. */
interface Edition {
  readonly state: DataState;
  readonly at: string;
  readonly renamed: ReadonlyMap<EntityId, EntityId>;
}

/** Why nothing was recorded, in a sentence. */
class ChangesError extends Error {
  override readonly name = "ChangesError";
}

try {
  console.log(`changes: ${await main()}`);
} catch (error) {
  if (!(error instanceof ChangesError || error instanceof RevisionError || error instanceof TypeError))
    throw error;
  console.error(`changes: ${error.message}`);
  process.exitCode = 1;
}

async function main(): Promise<string> {
  const { values } = parseArgs({
    options: {
      from: { type: "string" },
      to: { type: "string" },
      data: { type: "string", default: "graph-data" },
    },
  });
  const folder = resolve(values.data);
  const { data, problems } = await loadGraphData(folder);
  if (!data) throw new ChangesError(`the data have ${problems.length} faults; npm run graph tells them`);
  const last = data.changes.at(-1);
  const now: Edition =
    values.to === undefined
      ? {
          state: stateOf(data.entities),
          at: momentOf(new Date()),
          renamed: new Map(Object.entries(data.renamed)),
        }
      : await editionAt(folder, values.to);
  const to = dataVersion(now.state);
  if (last?.to === to) return `nothing has changed since ${last.name}, version ${to}`;
  if (last && now.at < last.at) throw new ChangesError(`${now.at} is before the last record, ${last.at}`);
  const entries: RecordFile["entries"] = [];
  if (last) {
    const before = await editionAt(folder, values.from ?? (await revisionOf(folder, last.name)));
    const from = dataVersion(before.state);
    if (from !== last.to)
      throw new ChangesError(
        `the last record, ${last.name}, ends with version ${last.to}, but that revision has ${from}; name the one that the record was committed with by --from <revision>`,
      );
    entries.push(...diffStates(before.state, now.state, now.renamed));
  }
  const record = { at: now.at, ...(last && { from: last.to }), to, totals: totalsOf(now.state), entries };
  const name = `${files.changes}/${nextRecordName(data.changes, now.at)}.yaml`;
  const text = recordText(record);
  await mkdir(join(folder, files.changes), { recursive: true });
  await replaceFile(join(folder, name), text);
  return `${relative(process.cwd(), join(folder, name))}: ${last ? said(countChanges(entries)) : "first edition"}, version ${to}; commit it with the data`;
}

/** The revision that brought the record. */
async function revisionOf(folder: string, record: string): Promise<string> {
  const path = join(folder, files.changes, `${record}.yaml`);
  const commit = await lastCommitOf(relative(process.cwd(), path));
  if (!commit)
    throw new ChangesError(`${relative(process.cwd(), path)} is not committed yet; commit it first`);
  return commit;
}

async function editionAt(folder: string, revision: string): Promise<Edition> {
  const { hash, at } = await commitOf(revision);
  const below = relative(process.cwd(), folder);
  const texts = await textsAt(
    hash,
    [files.entities, files.sources, files.renamed].map((name) => `${below}/${name}`),
  );
  const problems: Problem[] = [];
  const sourcesFile = parseYaml(files.sources, texts.get(`${below}/${files.sources}`) ?? "");
  const shared = readWith(sourcesFile, sharedSourcesSchema, problems) ?? {};
  const entities: Entity[] = [];
  for (const [path, text] of texts) {
    const [, id] = /\/entities\/([^/]+\/[^/]+)\.yaml$/.exec(path) ?? [];
    const content = id && readWith(parseYaml(path, text), entityFileSchema, problems);
    if (id && content) entities.push(entityOf(id, content, shared));
  }
  const [fault] = problems;
  if (fault) throw new ChangesError(`${revision}: ${fault.file}:${fault.line}: ${fault.message}`);
  const renamed = renamedIn(texts.get(`${below}/${files.renamed}`) ?? "");
  return { state: stateOf(entities), at, renamed };
}

function said(counts: ChangeCounts): string {
  return Object.entries(counts)
    .map(([what, { added, removed, changed }]) => `${what} +${added} −${removed} ~${changed}`)
    .join(", ");
}
