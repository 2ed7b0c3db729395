/**
 * Records of changes as files (`changes/<date>-<n>.yaml`): read and checked, written, and the version of the data that
 * each of them begins and ends with.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { Document, isCollection, visit } from "yaml";
import {
  byRecordName,
  type ChangeRecord,
  type RecordFile,
  recordFileSchema,
  recordNamePattern,
} from "@/lib/graph/change-record";
import type { DataState } from "@/lib/graph/data-diff";
import type { EntityId } from "@/lib/graph/schema";
import { readWith } from "./schema-problems";
import { type Problem, parseYaml } from "./yaml-file";

/** Of what the entities say, and of nothing else: neither of the program nor of how files are written. */
export function dataVersion(state: DataState): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([...state])))).slice(0, 16);
}

/**
 * The records, oldest first; what is wrong with them is added to `problems`.
 *
 * @param texts files by their path from the data folder
 */
export function readChangeRecords(
  texts: readonly { readonly name: string; readonly text: string }[],
  problems: Problem[],
): ChangeRecord[] {
  const records: ChangeRecord[] = [];
  const named = texts.map((file) => ({ ...file, record: /([^/]*)\.yaml$/.exec(file.name)?.[1] ?? "" }));
  named.sort((a, b) => byRecordName(a.record, b.record));
  for (const { name, record, text } of named) {
    const [, day] = recordNamePattern.exec(record) ?? [];
    if (day === undefined) {
      const message = "not the name of a record of changes; allowed: changes/<date>-<number>.yaml";
      problems.push({ file: name, line: 1, column: 1, message });
      continue;
    }
    const file = parseYaml(name, text);
    const content = readWith(file, recordFileSchema, problems);
    if (!content) continue;
    const last = records.at(-1);
    const report = (field: keyof RecordFile, message: string) =>
      problems.push(file.problem([field], message));
    if (!content.at.startsWith(day)) report("at", `the file's name says ${day}`);
    if (last && content.at < last.at) report("at", `${last.name}, which comes before, is later: ${last.at}`);
    if (last && content.from !== last.to)
      report(
        "from",
        `the record before, ${last.name}, ends with version ${last.to}; one of the two is not of this history`,
      );
    if (!last && (content.from !== undefined || content.entries.length > 0))
      report("entries", "the first record is the first edition, with neither `from` nor entries");
    const ids = content.entries.map(({ id }) => id);
    ids.forEach((id, i) => {
      if (ids.indexOf(id) !== i) problems.push(file.problem(["entries", i, "id"], `${id} stands here twice`));
    });
    records.push({ name: record, ...content });
  }
  return records;
}

/** Name of the next record. */
export function nextRecordName(records: readonly ChangeRecord[], at: string): string {
  const day = at.slice(0, 10);
  const last = records.at(-1)?.name.match(recordNamePattern);
  return `${day}-${last?.[1] === day ? Number(last[2]) + 1 : 1}`;
}

const heading =
  " What changed in the data. Written by `npm run changes`; edit the data instead. How to read it: lib/graph/change-record.ts.";
/** What fits on a line stands on one. */
const lineLength = 150;

export function recordText(record: RecordFile): string {
  const document = new Document(record);
  document.commentBefore = heading;
  visit(document, {
    Node: (_, node) => {
      if (isCollection(node) && JSON.stringify(node).length < lineLength) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** Ids that have become others, from lines of `old<TAB>new`; lines that begin with # say nothing. */
export function renamedIn(text: string): Map<EntityId, EntityId> {
  const pairs = text
    .split(/\r?\n/)
    .filter((line) => line.trim() && !line.startsWith("#"))
    .map((line) => line.split("\t"));
  return new Map(pairs.map(([old = "", now = ""]) => [old.trim(), now.trim()]));
}
