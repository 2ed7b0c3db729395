/** An image on disk, read back: as a stream, column by column, and the record of any one entity. */
import { createHash } from "node:crypto";
import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import { open, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type FacetColumn, type FacetTable, facetsOf, packed } from "@/lib/graph/facet-table";
import type { NameLists } from "@/lib/graph/name-index";
import type { Entity, EntityId, Relation, Text } from "@/lib/graph/schema";
import { type Community, densitySteps, type Tie } from "@/lib/graph/tile";
import type { GraphImage, ImageAbout, ImageDensity, ImageEntity } from "./image";
import {
  aboutName,
  aboutSchema,
  type ColumnOf,
  DamagedImageError,
  fileOf,
  type ImageColumn,
  type ImageColumns,
  type ImageLine,
  type ImageLines,
  imageColumns,
  imageFormat,
  OutdatedImageError,
  tieFlag,
} from "./image-layout";
import { readNameLists } from "./name-lists";
import { turn } from "./turns";

export interface ImageName {
  readonly number: number;
  readonly id: EntityId;
  readonly name: Text;
  readonly aliases: readonly string[];
}

/** What a relation says of itself. */
export type Statement = Pick<Relation, "note" | "sources">;

/** What is said of an entity alone. */
export type ImageRecord = Pick<ImageEntity, "entity" | "derived" | "facets" | "scopes">;

export interface ImageFiles extends GraphImage {
  /** How many entities, and how many relations. */
  readonly size: number;
  readonly relations: number;
  /** Read when it is first asked for, and then kept. @throws {DamagedImageError} */
  column<C extends ImageColumn>(name: C): Promise<ColumnOf<C>>;
  /** In the order of their numbers. */
  names(): AsyncIterable<ImageName>;
  /** Of all facets. Made anew each time. @throws {DamagedImageError} */
  facetTable(): Promise<FacetTable>;
  /** What is said of one entity; read at once, in some microseconds where the system has the page. @throws {DamagedImageError} */
  record(number: number): ImageRecord;
  /** What a relation states; nothing where it states nothing. Read like a record. @throws {DamagedImageError} */
  statement(relation: number): Statement | undefined;
  /** Lists of names by gram, where they are kept. */
  nameLists(): Promise<NameLists | undefined>;
  /** Reads all records once and keeps none, so that the system has their pages when they are asked for one by one. */
  readAhead(): Promise<void>;
  close(): void;
}

/**
 * Columns are checked against what was written when they are read, records by their length and form alone.
 *
 * @throws {DamagedImageError} there is no whole image in the folder
 */
export async function openImage(folder: string): Promise<ImageFiles> {
  const damaged = (what: string, cause?: unknown) =>
    new DamagedImageError(`The image of a graph is damaged: ${what}.`, { cause });
  const read = await readFile(join(folder, aboutName), "utf8")
    .then((text) => {
      const about = JSON.parse(text) as { format?: unknown };
      if (typeof about.format === "number" && about.format !== imageFormat) throw new OutdatedImageError();
      return aboutSchema.parse(about);
    })
    .catch((cause) => {
      throw cause instanceof OutdatedImageError ? cause : damaged(aboutName, cause);
    });
  const about = read.about as unknown as ImageAbout;
  const { entities: size, files, facets } = read;
  for (const [name, { bytes }] of Object.entries(files))
    if ((await stat(join(folder, name)).catch(() => undefined))?.size !== bytes) throw damaged(name);
  const records = openSync(join(folder, fileOf("records")), "r");
  const statements = openSync(join(folder, fileOf("statements")), "r");

  const known = new Map<ImageColumn, Promise<ColumnOf<ImageColumn>>>();
  const load = async (name: ImageColumn): Promise<ColumnOf<ImageColumn>> => {
    const file = fileOf(name);
    const bytes = await readWhole(join(folder, file), files[file]?.bytes ?? 0);
    if (createHash("sha256").update(bytes).digest("hex") !== files[file]?.hash) throw damaged(file);
    return new imageColumns[name](bytes.buffer);
  };
  const column = <C extends ImageColumn>(name: C): Promise<ColumnOf<C>> => {
    const kept = known.get(name) ?? load(name);
    known.set(name, kept);
    return kept as Promise<ColumnOf<C>>;
  };
  const offsets = await column("offset");
  const statementOf = await column("relationStatement");
  const statementOffsets = await column("statementOffset");

  const lineAt = (lines: ImageLines, file: number, starts: Float64Array, number: number): string => {
    const length = starts[number + 1] - starts[number];
    const bytes = Buffer.allocUnsafe(length);
    if (readSync(file, bytes, 0, length, starts[number]) !== length) throw damaged(fileOf(lines));
    return bytes.toString();
  };
  const recordIn = (text: string): ImageRecord => {
    try {
      const { entity, ...rest } = JSON.parse(text) as ImageLine;
      return { entity: withStarts(entity as Entity), ...rest };
    } catch (cause) {
      throw damaged(fileOf("records"), cause);
    }
  };
  const columnsFor = async <C extends ImageColumn>(...names: C[]) =>
    Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await column(name)])),
    ) as unknown as Pick<ImageColumns, C>;

  return {
    about,
    size,
    relations: read.relations,
    column,
    async *entities() {
      const columns = await columnsFor(...entityColumns);
      let number = 0;
      let tie = 0;
      for await (const text of blocksOf(join(folder, fileOf("records")), offsets)) {
        const [found, next] = entityAt(columns, about.levels, number, tie, recordIn(text));
        yield found;
        number++;
        tie = next;
      }
    },
    async *communities() {
      for await (const line of linesOf(join(folder, fileOf("communities"))))
        yield JSON.parse(line) as Community;
    },
    async *densities() {
      const { densityCell, densityCount } = await columnsFor("densityCell", "densityCount");
      const each = densitySteps * densitySteps;
      for (let i = 0; i < densityCell.length; i++)
        yield {
          cell: densityCell[i],
          counts: Array.from(densityCount.subarray(i * each, (i + 1) * each)),
        } satisfies ImageDensity;
    },
    async *names() {
      let number = 0;
      for await (const line of linesOf(join(folder, fileOf("names")))) {
        const [id, en, zh, aliases] = JSON.parse(line) as [string, string, string | 0, string[] | 0];
        yield { number: number++, id, name: { en, zh: zh || en }, aliases: aliases || [] };
      }
    },
    async facetTable() {
      const columns = await columnsFor("facetEntity", "facetItem");
      const kinds = Object.keys(about.ontology.kinds);
      const found = new Map(facets.map((facet) => [facet.key, facet]));
      let at = 0;
      const starts = new Map(
        facets.map(({ key, values }) => {
          at += values;
          return [key, at - values];
        }),
      );
      const table = new Map<string, FacetColumn>();
      for (const definition of facetsOf(about.ontology)) {
        const { values, names } = found.get(definition.key) ?? { values: 0, names: [] };
        const from = starts.get(definition.key) ?? 0;
        const start = new Uint32Array(size + 1);
        for (let i = from; i < from + values; i++) start[columns.facetEntity[i] + 1]++;
        for (let i = 0; i < size; i++) start[i + 1] += start[i];
        const applies = kinds.map((kind) => definition.kinds.includes(kind));
        const items = columns.facetItem.subarray(from, from + values);
        table.set(definition.key, packed({ definition, applies, start, items, names }));
        await turn();
      }
      return table;
    },
    record: (number) => recordIn(lineAt("records", records, offsets, number)),
    statement(relation) {
      if (statementOf[relation] === 0) return undefined;
      const text = lineAt("statements", statements, statementOffsets, statementOf[relation] - 1);
      try {
        const [note, sources] = JSON.parse(text) as [Text | 0, Statement["sources"]];
        return { ...(note && { note }), sources };
      } catch (cause) {
        throw damaged(fileOf("statements"), cause);
      }
    },
    nameLists: () => readNameLists(folder),
    async readAhead() {
      for (const lines of ["statements", "records"] as const) {
        const stream = createReadStream(join(folder, fileOf(lines)), { highWaterMark: portion });
        for await (const _ of stream);
      }
    },
    close: () => {
      closeSync(records);
      closeSync(statements);
    },
  };
}

const entityColumns = [
  "importance",
  "pagerank",
  "degree",
  "x",
  "y",
  "zoom",
  "cell",
  "membership",
  "tieCount",
  "tieOther",
  "tieType",
  "tieFlags",
  "tieStrength",
] as const;

/** The entity, and where the ties of the next one begin. */
function entityAt(
  columns: Pick<ImageColumns, (typeof entityColumns)[number]>,
  levels: number,
  number: number,
  firstTie: number,
  record: ImageRecord,
): [ImageEntity, number] {
  const end = firstTie + columns.tieCount[number];
  const ties: Tie[] = [];
  for (let t = firstTie; t < end; t++) ties.push(tieAt(columns, t));
  const communities = columns.membership.subarray(number * levels, (number + 1) * levels);
  return [
    {
      number,
      ...record,
      importance: columns.importance[number],
      pagerank: columns.pagerank[number],
      degree: columns.degree[number],
      x: columns.x[number],
      y: columns.y[number],
      zoom: columns.zoom[number],
      cell: columns.cell[number],
      communities: [...communities].filter((one) => one >= 0),
      ties,
    },
    end,
  ];
}

/** A tie out of its columns. */
export function tieAt(
  columns: Pick<ImageColumns, "tieOther" | "tieType" | "tieFlags" | "tieStrength">,
  tie: number,
): Tie {
  const flags = columns.tieFlags[tie];
  return {
    other: columns.tieOther[tie],
    type: columns.tieType[tie],
    isOut: (flags & tieFlag.out) !== 0,
    isSourced: (flags & tieFlag.sourced) !== 0,
    strength: columns.tieStrength[tie],
    isBackbone: (flags & tieFlag.backbone) !== 0,
  };
}

const withStarts = (entity: Entity): Entity => ({
  ...entity,
  relations: entity.relations.map((relation) => ({ ...relation, from: entity.id })),
});

/** Bytes that are read at once. */
const portion = 4 * 1024 * 1024;

/** With a buffer of its own, which columns may lie on; in portions, since one read takes 2 GiB at most. */
async function readWhole(path: string, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  const file = await open(path, "r");
  try {
    for (let at = 0; at < length; ) {
      const { bytesRead } = await file.read(bytes, at, Math.min(length - at, 256 * 1024 * 1024), at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
  return bytes;
}

/** The lines between these offsets, as text. */
async function* blocksOf(path: string, offsets: Float64Array): AsyncGenerator<string> {
  const file = await open(path, "r");
  try {
    for (let first = 0, last = 0; first < offsets.length - 1; first = last) {
      last = first + 1;
      while (last < offsets.length - 1 && offsets[last + 1] - offsets[first] <= portion) last++;
      const bytes = Buffer.allocUnsafe(offsets[last] - offsets[first]);
      await file.read(bytes, 0, bytes.length, offsets[first]);
      for (let i = first; i < last; i++)
        yield bytes.toString("utf8", offsets[i] - offsets[first], offsets[i + 1] - offsets[first]);
    }
  } finally {
    await file.close();
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of createReadStream(path, { encoding: "utf8", highWaterMark: portion })) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
