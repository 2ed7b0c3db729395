/** Whether a compact graph is whole, so that what is built of it need not doubt any index. */
import type { CompactGraph } from "./graph";

/** The compact form is damaged or of another format. */
export class GraphFormatError extends Error {
  override readonly name = "GraphFormatError";
}

/** Whether a column can hold this value. */
type Fits = (value: unknown) => boolean;

const isText: Fits = (value) => typeof value === "string";
const orAbsent =
  (fits: Fits): Fits =>
  (value) =>
    value === 0 || fits(value);
const whole =
  (least: number, most: number): Fits =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

/** @throws {GraphFormatError} see decodeGraph; the ontology's own shape is not looked into */
export function checkCompact(compact: CompactGraph): void {
  checkParts(compact);
  const { ontology, entities, regions, relations, readings } = compact;
  const size = entities.slug?.length ?? 0;
  checkColumns("entities", size, entities, {
    kind: whole(0, Object.keys(ontology.kinds).length - 1),
    slug: isText,
    en: isText,
    zh: orAbsent(isText),
    aliases: orAbsent((value) => Array.isArray(value) && value.every(isText)),
    x: Number.isFinite,
    y: Number.isFinite,
    importance: whole(0, 1000),
    region: whole(-1, regions.length - 1),
  });
  checkColumns("entities", size, relations, { count: whole(0, Number.MAX_SAFE_INTEGER) });
  const total = relations.count.reduce((sum, n) => sum + n, 0);
  checkColumns("relations", total, relations, {
    type: whole(0, Object.keys(ontology.relations).length - 1),
    to: whole(0, size - 1),
  });
  checkColumns("relations", undefined, relations, { unsourced: whole(0, total - 1) });
  const { within } = compact;
  if (within) {
    if (!whole(size, Number.MAX_SAFE_INTEGER)(within.size))
      throw new GraphFormatError("cut out of a smaller graph");
    checkColumns("entities", size, within, { degree: whole(0, Number.MAX_SAFE_INTEGER) });
    checkColumns("relations", total, within, { strength: Number.isFinite });
    checkColumns("relations", undefined, within, { backbone: whole(0, total - 1) });
  }
  const names = new Set(entities.slug.map((slug, i) => `${entities.kind[i]}/${slug}`));
  if (names.size !== size) throw new GraphFormatError("an entity is there twice");
  if (compact.renamed && !Object.values(compact.renamed).every(isText))
    throw new GraphFormatError("an old id leads to no text");
  if (!Object.values(readings).every(isText)) throw new GraphFormatError("a reading is no text");
}

function checkParts(compact: CompactGraph): void {
  const isObject = (part: unknown) => typeof part === "object" && part !== null;
  if (!isObject(compact)) throw new GraphFormatError("no graph");
  if (compact.format !== 1) throw new GraphFormatError(`format ${compact.format}, this reads 1`);
  const { ontology, entities, relations, regions, readings } = compact;
  const parts = {
    ontology,
    kinds: ontology?.kinds,
    types: ontology?.relations,
    entities,
    relations,
    readings,
  };
  for (const [name, part] of Object.entries(parts))
    if (!isObject(part)) throw new GraphFormatError(`no ${name}`);
  if (!Array.isArray(regions) || !regions.every(isObject)) throw new GraphFormatError("no regions");
  const isTie = (tie: unknown) =>
    Array.isArray(tie) && whole(0, regions.length - 1)(tie[0]) && whole(1, Number.MAX_SAFE_INTEGER)(tie[1]);
  if (!compact.regions.every(({ ties = [] }) => Array.isArray(ties) && ties.every(isTie)))
    throw new GraphFormatError("a region is tied to none");
}

/**
 * Every column is there and holds nothing but what fits.
 *
 * @param length of each; any where undefined
 */
function checkColumns(
  of: string,
  length: number | undefined,
  columns: Readonly<Record<string, unknown>>,
  fitting: Readonly<Record<string, Fits>>,
): void {
  for (const [name, fits] of Object.entries(fitting)) {
    const column = columns[name];
    if (!Array.isArray(column)) throw new GraphFormatError(`column ${name} is missing`);
    if (length !== undefined && column.length !== length)
      throw new GraphFormatError(`column ${name}: ${column.length} of ${length} ${of}`);
    const wrong = column.findIndex((value) => !fits(value));
    if (wrong >= 0)
      throw new GraphFormatError(
        `column ${name}: ${String(JSON.stringify(column[wrong])).slice(0, 40)} is not possible`,
      );
  }
}
