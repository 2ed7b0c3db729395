/** Ids that entities had before: `renamed.tsv`, lines of `old id<TAB>new id`. What is wrong is told with its line. */
import { oneOf } from "@/lib/graph/faults";
import { type EntityId, entityIdPattern } from "@/lib/graph/schema";
import type { Problem } from "./yaml-file";

/**
 * The id of today by each old one. Since an old id is no entity's and a new one is, none leads on to another, let alone
 * in a circle.
 *
 * @param file what it is called in problems
 */
export function readRenamed(
  text: string,
  file: string,
  ids: ReadonlySet<EntityId>,
  problems: Problem[],
): Record<EntityId, EntityId> {
  const rows = text
    .split(/\r?\n/)
    .map((line, i) => ({ cells: line.split("\t").map((cell) => cell.trim()), line, number: i + 1 }))
    .filter(({ line }) => line.trim() !== "" && !line.startsWith("#"));
  const allOld = new Set(rows.map(({ cells }) => cells[0]));
  const renamed: Record<EntityId, EntityId> = {};
  for (const { cells, number } of rows) {
    const [old = "", now = "", ...more] = cells;
    const report = (message: string) => problems.push({ file, line: number, column: 1, message });
    if (!old || !now || more.length > 0) report("expected an old id and a new one, parted by a tab");
    else if (!entityIdPattern.test(old))
      report(`"${old}" is no id: <kind>/<slug>, in lower-case letters and digits, joined by hyphens`);
    else if (ids.has(old)) report(`"${old}" is the id of an entity; only one that is gone leads elsewhere`);
    else if (Object.hasOwn(renamed, old)) report(`"${old}" stands here twice`);
    else if (allOld.has(now)) report(`"${now}" is an old id itself; name the id that it has now`);
    else if (!ids.has(now)) {
      const kind = now.slice(0, now.indexOf("/") + 1);
      const near = [...ids].filter((id) => id.startsWith(kind || id));
      report(`there is no entity "${now}"; ${oneOf(near, now, 6)}`);
    } else renamed[old] = now;
  }
  return renamed;
}
