/** An image written to disk, part by part; nobody sees it before `finish` has written what it consists of. */
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { facetsOf } from "@/lib/graph/facet-table";
import type { Ontology } from "@/lib/graph/ontology";
import type { Entity, EntityId, Relation } from "@/lib/graph/schema";
import type { Community } from "@/lib/graph/tile";
import type { GraphImage, ImageAbout, ImageDensity, ImageEntity } from "./image";
import {
  aboutName,
  fileOf,
  type ImageColumn,
  imageColumns,
  imageFormat,
  imageLines,
  tieFlag,
} from "./image-layout";
import { Column, Output } from "./image-outputs";

export interface WriteOptions {
  /** The number of any entity by its id, -1 where there is none; found by reading all of them where absent. */
  readonly numberOf?: (id: EntityId) => number;
  /** What stands for the image's own `about`, told a hash of all that is in it, 16 hexadecimal digits. */
  readonly about?: (hash: string) => ImageAbout;
}

/** Writes an image into a folder that is made for it. */
export async function writeImage(
  folder: string,
  image: GraphImage,
  { numberOf, about = () => image.about }: WriteOptions = {},
): Promise<void> {
  const { ontology, levels } = image.about;
  const writer = new ImageWriter(folder, ontology, levels, numberOf ?? (await numbersIn(image)));
  try {
    for await (const entity of image.entities()) writer.entity(entity);
    for await (const community of image.communities()) writer.community(community);
    for await (const density of image.densities()) writer.density(density);
    await writer.finish(about);
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

async function numbersIn(image: GraphImage): Promise<(id: EntityId) => number> {
  const numbers = new Map<EntityId, number>();
  for await (const { entity, number } of image.entities()) numbers.set(entity.id, number);
  return (id) => numbers.get(id) ?? -1;
}

/** Takes the parts of an image: entities in the order of their numbers, the rest in any order. */
class ImageWriter {
  readonly #folder: string;
  readonly #types: ReadonlyMap<string, number>;
  readonly #kinds: ReadonlyMap<string, number>;
  readonly #levels: number;
  readonly #numberOf: (id: EntityId) => number;
  readonly #columns: { [C in ImageColumn]: Column<C> };
  readonly #lines: Readonly<Record<(typeof imageLines)[number], Output>>;
  /** By key, in their order. */
  readonly #facets: ReadonlyMap<string, Facet>;
  #entities = 0;
  #relations = 0;
  /** Bytes of records. */
  #written = 0;
  readonly #statements: Statements;

  /** @param numberOf the number of any entity that relations lead to; -1 where there is none */
  constructor(folder: string, ontology: Ontology, levels: number, numberOf: (id: EntityId) => number) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#types = new Map(Object.keys(ontology.relations).map((type, i) => [type, i]));
    this.#kinds = new Map(Object.keys(ontology.kinds).map((kind, i) => [kind, i]));
    this.#levels = levels;
    this.#numberOf = numberOf;
    const columns = Object.keys(imageColumns) as ImageColumn[];
    const file = (name: string) => new Output(join(folder, name));
    this.#columns = Object.fromEntries(
      columns.map((name) => [name, new Column(name, file(fileOf(name)))]),
    ) as unknown as { [C in ImageColumn]: Column<C> };
    this.#lines = Object.fromEntries(
      imageLines.map((name) => [name, file(fileOf(name))]),
    ) as unknown as Record<(typeof imageLines)[number], Output>;
    this.#statements = new Statements(this.#lines.statements, this.#columns.statementOffset);
    const facets = facetsOf(ontology).map(({ key, type }, i) => ({
      key,
      isCategory: type === "category",
      names: new Map(),
      entities: new Column("facetEntity", file(`part-${i}-entity.bin`)),
      items: new Column("facetItem", file(`part-${i}-item.bin`)),
      count: 0,
    }));
    this.#facets = new Map(facets.map((facet) => [facet.key, facet]));
  }

  entity(image: ImageEntity): void {
    const { entity, derived, facets, scopes } = image;
    const columns = this.#columns;
    columns.kind.push(this.#kinds.get(entity.kind) ?? 0);
    columns.x.push(image.x);
    columns.y.push(image.y);
    columns.importance.push(image.importance);
    columns.pagerank.push(image.pagerank);
    columns.degree.push(image.degree);
    columns.zoom.push(image.zoom);
    columns.cell.push(image.cell);
    for (let level = 0; level < this.#levels; level++)
      columns.membership.push(image.communities[level] ?? -1);
    columns.tieCount.push(image.ties.length);
    for (const tie of image.ties) {
      columns.tieOther.push(tie.other);
      columns.tieType.push(tie.type);
      columns.tieFlags.push(
        (tie.isOut ? tieFlag.out : 0) |
          (tie.isSourced ? tieFlag.sourced : 0) |
          (tie.isBackbone ? tieFlag.backbone : 0),
      );
      columns.tieStrength.push(tie.strength);
    }
    this.#takeRelations(entity.relations);
    this.#takeFacets(facets);
    const { name, aliases } = entity;
    const zh = name.zh === name.en ? 0 : name.zh;
    this.#lines.names.text(`${JSON.stringify([entity.id, name.en, zh, aliases.length > 0 ? aliases : 0])}\n`);
    columns.offset.push(this.#written);
    const line = { entity: withoutStarts(entity), derived, facets, scopes };
    this.#written += this.#lines.records.text(`${JSON.stringify(line)}\n`);
    this.#entities++;
  }

  #takeRelations(relations: readonly Relation[]): void {
    const { relationCount, relationType, relationTo, relationSourced, relationStatement } = this.#columns;
    const own = relations
      .map(({ type, to, note, sources }) => ({
        type: this.#types.get(type) ?? -1,
        to: this.#numberOf(to),
        told: (sources.length > 0 ? 1 : 0) | (note ? 2 : 0),
        note,
        sources,
      }))
      .filter(({ type, to }) => type >= 0 && to >= 0)
      .sort((a, b) => a.type - b.type || a.to - b.to);
    relationCount.push(own.length);
    for (const { type, to, told, note, sources } of own) {
      relationType.push(type);
      relationTo.push(to);
      relationSourced.push(told);
      relationStatement.push(told === 0 ? 0 : this.#statements.numberOf(note, sources));
    }
    this.#relations += own.length;
  }

  #takeFacets(facets: ImageEntity["facets"]): void {
    for (const key in facets) {
      const facet = this.#facets.get(key);
      if (!facet) continue;
      for (const value of facets[key]) {
        facet.count++;
        facet.entities.push(this.#entities);
        facet.items.push(facet.isCategory ? nameIn(facet.names, String(value)) : Number(value));
      }
    }
  }

  community(community: Community): void {
    this.#lines.communities.text(`${JSON.stringify(community)}\n`);
  }

  density({ cell, counts }: ImageDensity): void {
    this.#columns.densityCell.push(cell);
    for (const count of counts) this.#columns.densityCount.push(count);
  }

  async finish(about: (hash: string) => ImageAbout): Promise<void> {
    this.#columns.offset.push(this.#written);
    this.#statements.end();
    const facets: { key: string; values: number; names: string[] }[] = [];
    for (const facet of this.#facets.values()) facets.push(await this.#finishFacet(facet));
    const outputs = [
      ...Object.values(this.#columns).map((column) => column.end()),
      ...Object.values(this.#lines),
    ];
    const files = Object.fromEntries(outputs.map((output) => [output.name, output.end()]));
    const all = createHash("sha256")
      .update(JSON.stringify([facets, files]))
      .digest("hex")
      .slice(0, 16);
    const content = {
      format: imageFormat,
      about: about(all),
      entities: this.#entities,
      relations: this.#relations,
      facets,
      files,
    };
    await writeFile(join(this.#folder, aboutName), JSON.stringify(content), { flag: "wx", flush: true });
  }

  /** The values of a facet go behind those of the one before; names of categories are sorted only now. */
  async #finishFacet({ key, names, isCategory, entities, items, count }: Facet) {
    const sorted = [...names.keys()].sort();
    const place = new Map(sorted.map((name, i) => [name, i]));
    const order = [...names.keys()].map((name) => place.get(name) ?? 0);
    for (const [column, into] of [
      [entities, this.#columns.facetEntity],
      [items, this.#columns.facetItem],
    ] as const) {
      const output = column.end();
      output.end();
      const values = new imageColumns[column.name](Uint8Array.from(await readFile(output.path)).buffer);
      for (const value of values) into.push(isCategory && column === items ? order[value] : value);
      await rm(output.path);
    }
    return { key, values: count, names: sorted };
  }

  /** Closes the files of an image that is not to be. */
  abandon(): void {
    for (const column of Object.values(this.#columns)) column.end().end();
    for (const output of Object.values(this.#lines)) output.end();
    for (const { entities, items } of this.#facets.values())
      for (const column of [entities, items]) column.end().end();
  }
}

/** Lines that are remembered, so as not to be written again; then all are forgotten. */
const statementsRemembered = 1 << 16;

/** What relations state, written once for those that come soon after one another. */
class Statements {
  readonly #known = new Map<string, number>();
  #count = 0;
  #written = 0;

  constructor(
    private readonly lines: Output,
    private readonly offsets: Column<"statementOffset">,
  ) {}

  /** The number of its line, from 1. */
  numberOf(note: Relation["note"], sources: Relation["sources"]): number {
    const line = `${JSON.stringify([note ?? 0, sources])}\n`;
    const known = this.#known.get(line);
    if (known !== undefined) return known;
    if (this.#known.size === statementsRemembered) this.#known.clear();
    this.#known.set(line, ++this.#count);
    this.offsets.push(this.#written);
    this.#written += this.lines.text(line);
    return this.#count;
  }

  end(): void {
    this.offsets.push(this.#written);
  }
}

interface Facet {
  readonly key: string;
  readonly isCategory: boolean;
  /** Numbered in the order in which they come. */
  readonly names: Map<string, number>;
  readonly entities: Column<"facetEntity">;
  readonly items: Column<"facetItem">;
  count: number;
}

function nameIn(names: Map<string, number>, name: string): number {
  const known = names.get(name) ?? names.size;
  names.set(name, known);
  return known;
}

const withoutStarts = (entity: Entity): object => ({
  ...entity,
  relations: entity.relations.map(({ from, ...rest }) => rest),
});
