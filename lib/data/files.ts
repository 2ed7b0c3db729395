/**
 * Reads and checks a folder of graph data. Everything wrong is collected, with file, line and column;
 * the checked entities come out only when nothing is.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import type { ChangeRecord } from "@/lib/graph/change-record";
import type { ChartSpec } from "@/lib/graph/chart-schema";
import type { Outline } from "@/lib/graph/compiled";
import { isWebAddress, notAnAddress } from "@/lib/graph/fact-faults";
import { comparable, oneOf } from "@/lib/graph/faults";
import { type Ontology, ontologySchema } from "@/lib/graph/ontology";
import { checkOntology } from "@/lib/graph/ontology-faults";
import {
  type Entity,
  type EntityFile,
  type EntityId,
  entityFileSchema,
  entityIdPattern,
  type Source,
  sourceSchema,
  textSchema,
} from "@/lib/graph/schema";
import { readChangeRecords } from "./change-records";
import { readCharts } from "./charts";
import { checkEntity } from "./check-entity";
import { entityOf } from "./entity-of";
import type { Place } from "./map";
import { type Question, readQuestions } from "./questions";
import { readRenamed } from "./renamed";
import { readWith } from "./schema-problems";
import { readStories, type StoryDraft } from "./stories";
import { type Problem, parseYaml, type YamlFile } from "./yaml-file";

/** A name of the white paper, in both languages, that search has to find. */
export interface RequiredName {
  readonly id: EntityId;
  readonly names: readonly string[];
  /** Where it is asked for. */
  readonly line: number;
}

export interface GraphData {
  readonly ontology: Ontology;
  readonly outline: Outline;
  /** Sorted by id. */
  readonly entities: readonly Entity[];
  /** Places on the map that stand already. */
  readonly places: ReadonlyMap<EntityId, Place>;
  readonly requiredNames: readonly RequiredName[];
  /** The id of today by one that an entity had before. */
  readonly renamed: Readonly<Record<EntityId, EntityId>>;
  /** Those that could be read, in their order. */
  readonly questions: readonly Question[];
  /** Those that could be read, in their order. */
  readonly stories: readonly StoryDraft[];
  /** In their order. */
  readonly charts: readonly ChartSpec[];
  /** What is told of how the data changed, oldest first. */
  readonly changes: readonly ChangeRecord[];
}

export interface LoadResult {
  /** Absent where a problem stands in the way; one of a question or a story never does. */
  readonly data?: GraphData;
  /** By file, then line. */
  readonly problems: readonly Problem[];
}

export const files = {
  ontology: "ontology.yaml",
  outline: "outline.yaml",
  sources: "sources.yaml",
  entities: "entities",
  questions: "questions",
  stories: "stories",
  charts: "insights.yaml",
  changes: "changes",
  names: "white-paper-names.tsv",
  map: "map.tsv",
  renamed: "renamed.tsv",
} as const;

const entryShape = { number: z.string().check(z.regex(/^\d+(\.\d+)*$/)), title: textSchema };
/** The atlas says of every section what it is about; an outline from elsewhere need not. */
const outlineSchema = (isAtlas: boolean) =>
  z.strictObject({
    title: textSchema,
    incomplete: z.optional(textSchema),
    entries: z.array(z.strictObject({ ...entryShape, intro: isAtlas ? textSchema : z.optional(textSchema) })),
  });
export const sharedSourcesSchema = z.record(z.string(), sourceSchema);

/** An entity's file, as far as it could be read. */
interface Draft {
  readonly id: EntityId;
  readonly file: YamlFile;
  readonly content?: EntityFile | undefined;
}

export interface LoadOptions {
  /**
   * Whether the folder has to have all that the atlas has: an outline, shared sources, names that no two entities share,
   * and entities that all hang together. Without it, an ontology and entities do.
   */
  readonly isAtlas?: boolean;
}

/** Reads the folder. Never throws for what stands in it, or is missing. */
export async function loadGraphData(
  folder: string,
  { isAtlas = true }: LoadOptions = {},
): Promise<LoadResult> {
  const problems: Problem[] = [];
  const [ontologyFile, outlineFile, sourcesFile] = await Promise.all(
    [files.ontology, files.outline, files.sources].map(async (name) =>
      parseYaml(name, await textOf(folder, name)),
    ),
  );
  const ontology = readWith(ontologyFile, ontologySchema, problems);
  const mayLack = (file: YamlFile) => !isAtlas && file.data === undefined && file.problems.length === 0;
  const sharedSources = mayLack(sourcesFile) ? {} : readWith(sourcesFile, sharedSourcesSchema, problems);
  const outline = mayLack(outlineFile)
    ? ontology && { title: ontology.graph.name, entries: [] }
    : readWith(outlineFile, outlineSchema(isAtlas), problems);
  checkSharedSources(sharedSources ?? {}, sourcesFile, problems);
  if (!ontology) return { problems: sorted(problems) };
  checkOntology(ontology, (path, message, at) => {
    problems.push(ontologyFile.problem(path, message, at));
  });

  const drafts = await readDrafts(folder, ontology, problems);
  const context = {
    ontology,
    ids: new Set(drafts.map(({ id }) => id)),
    // Without an outline, they may be those of any.
    sections: mayLack(outlineFile)
      ? undefined
      : outline && new Set(outline.entries.map(({ number }) => number)),
    sharedSources,
  };
  for (const { id, content, file } of drafts)
    if (content) problems.push(...checkEntity(id, content, file, context));
  if (isAtlas) {
    checkNames(drafts, problems);
    checkConnected(drafts, problems);
  }
  const places = readPlaces(await textOf(folder, files.map), problems);
  const requiredNames = readNames(await textOf(folder, files.names), context.ids, problems);
  const changes = readChangeRecords(await textsUnder(folder, files.changes), problems);
  const renamed = readRenamed(await textOf(folder, files.renamed), files.renamed, context.ids, problems);
  const ofTexts: Problem[] = [];
  const questions = readQuestions(await textsUnder(folder, files.questions), context.ids, ofTexts);
  const stories = readStories(await textsUnder(folder, files.stories), context.ids, ofTexts);
  const charts = readCharts(parseYaml(files.charts, await textOf(folder, files.charts)), ontology, problems);
  const told = sorted([...problems, ...ofTexts]);
  if (problems.length > 0 || !outline || !sharedSources) return { problems: told };
  const entities = drafts.flatMap(({ id, content }) =>
    content ? [inOrder(entityOf(id, content, sharedSources), ontology)] : [],
  );
  const texts = { questions, stories, charts, changes };
  return { data: { ontology, outline, entities, places, requiredNames, renamed, ...texts }, problems: told };
}

/** The file's text; empty where there is none. */
async function textOf(folder: string, name: string): Promise<string> {
  return readFile(join(folder, name), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
}

/** Paths of the files below a subfolder, hidden ones left out, from there, sorted; none where it does not exist. */
async function pathsUnder(folder: string, subfolder: string): Promise<string[]> {
  const root = join(folder, subfolder);
  const found = await readdir(root, { withFileTypes: true, recursive: true }).catch(() => []);
  return found
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

/** Files below a subfolder, by their path from the data folder. */
async function textsUnder(folder: string, subfolder: string): Promise<{ name: string; text: string }[]> {
  const names = (await pathsUnder(folder, subfolder)).map((path) => `${subfolder}/${path}`);
  return Promise.all(names.map(async (name) => ({ name, text: await textOf(folder, name) })));
}

async function readDrafts(folder: string, ontology: Ontology, problems: Problem[]): Promise<Draft[]> {
  const drafts: Draft[] = [];
  const paths = await pathsUnder(folder, files.entities);
  if (paths.length === 0) {
    const message = "there is no entity; its file would be entities/<kind>/<slug>.yaml";
    problems.push({ file: files.entities, line: 1, column: 1, message });
  }
  for (const path of paths) {
    const name = `${files.entities}/${path}`;
    const id = path.replace(/\.yaml$/, "");
    const [kind] = id.split("/");
    const stray = (message: string) => problems.push({ file: name, line: 1, column: 1, message });
    if (!path.endsWith(".yaml") || !entityIdPattern.test(id)) {
      stray(
        "not the name of an entity's file; allowed: entities/<kind>/<slug>.yaml, the slug in lower-case letters and digits, joined by hyphens",
      );
    } else if (!Object.hasOwn(ontology.kinds, kind)) {
      stray(`unknown kind "${kind}"; ${oneOf(Object.keys(ontology.kinds), kind)}`);
    } else {
      const file = parseYaml(name, await textOf(folder, name));
      drafts.push({ id, file, content: readWith(file, entityFileSchema, problems) });
    }
  }
  return drafts;
}

function checkSharedSources(
  shared: Readonly<Record<string, Source>>,
  file: YamlFile,
  problems: Problem[],
): void {
  for (const [key, { url, title }] of Object.entries(shared)) {
    if (url === undefined && title === undefined) {
      problems.push(file.problem([key], `source "${key}" needs a url, a title, or both`));
    } else if (url !== undefined && !isWebAddress(url)) {
      problems.push(file.problem([key, "url"], notAnAddress(url)));
    }
  }
}

/** No two entities of one kind may go by the same name. */
function checkNames(drafts: readonly Draft[], problems: Problem[]): void {
  const owners = new Map<string, Draft>();
  for (const draft of drafts) {
    if (!draft.content) continue;
    const { name, aliases = [] } = draft.content;
    const own = new Set<string>();
    const written: [string, (string | number)[]][] = [
      [name.en, ["name", "en"]],
      [name.zh, ["name", "zh"]],
      ...aliases.map((alias, i): [string, (string | number)[]] => [alias, ["aliases", i]]),
    ];
    for (const [text, path] of written) {
      const key = `${draft.id.split("/")[0]} ${comparable(text)}`;
      const owner = owners.get(key);
      if (owner && owner !== draft && !own.has(key)) {
        const message = `"${text}" is also a name of ${owner.id}; two entities of one kind may not share one, so make them differ`;
        problems.push(draft.file.problem(path, message));
      }
      own.add(key);
      if (!owner) owners.set(key, draft);
    }
  }
}

/** Every entity hangs together with the rest; what does not belong to the largest part is told. */
function checkConnected(drafts: readonly Draft[], problems: Problem[]): void {
  const neighbours = new Map<EntityId, EntityId[]>(drafts.map(({ id }) => [id, []]));
  for (const { id, content } of drafts) {
    for (const { to } of content?.relations ?? []) {
      neighbours.get(to)?.push(id);
      if (neighbours.has(to)) neighbours.get(id)?.push(to);
    }
  }
  const part = new Map<EntityId, number>();
  const sizes: number[] = [];
  for (const start of neighbours.keys()) {
    if (part.has(start)) continue;
    const queue = [start];
    part.set(start, sizes.length);
    for (const id of queue) {
      for (const other of neighbours.get(id) ?? []) {
        if (!part.has(other)) {
          part.set(other, sizes.length);
          queue.push(other);
        }
      }
    }
    sizes.push(queue.length);
  }
  const largest = sizes.indexOf(Math.max(...sizes, 0));
  for (const { id, file, content } of drafts) {
    if (content && part.get(id) !== largest) {
      const message = "not connected with the rest of the graph; give it a relation, or a relation to it";
      problems.push(file.problem(["relations"], message, "key"));
    }
  }
}

/** Lines of `id<TAB>x<TAB>y<TAB>region`, as `npm run graph` writes them. */
function readPlaces(text: string, problems: Problem[]): Map<EntityId, Place> {
  const places = new Map<EntityId, Place>();
  linesOf(text).forEach((line, i) => {
    if (!line || line.startsWith("#")) return;
    const [id, x, y, region, ...more] = line.split("\t");
    const report = (message: string) => problems.push({ file: files.map, line: i + 1, column: 1, message });
    if (
      ![x, y].every((value) => /^-?\d+(\.\d+)?$/.test(value ?? "")) ||
      region === undefined ||
      more.length > 0
    ) {
      report("expected id, x, y and region, parted by tabs; delete the line to have the entity placed anew");
    } else if (places.has(id)) report(`"${id}" stands here twice`);
    else places.set(id, { x: Number(x), y: Number(y), region });
  });
  return places;
}

/** Lines of `kind<TAB>id<TAB>en<TAB>zh<TAB>where`, the first one naming the columns. */
function readNames(text: string, ids: ReadonlySet<EntityId>, problems: Problem[]): RequiredName[] {
  return linesOf(text).flatMap((row, i) => {
    if (i === 0 || !row.trim()) return [];
    const [, id = "", en = "", zh = ""] = row.split("\t").map((cell) => cell.trim());
    const report = (message: string) => problems.push({ file: files.names, line: i + 1, column: 1, message });
    if (!id || !en || !zh) report("expected kind, id, English name, Chinese name and place, parted by tabs");
    else if (!ids.has(id)) {
      report(`there is no entity "${id}", which the white paper's summary names; add it`);
    }
    return [{ id, names: [...new Set([en, zh])], line: i + 1 }];
  });
}

const linesOf = (text: string): string[] => text.split(/\r?\n/);

/** The entity with facts and relations in the order of the ontology. */
function inOrder(entity: Entity, ontology: Ontology): Entity {
  const facts = Object.keys(ontology.kinds[entity.kind].facts);
  const types = Object.keys(ontology.relations);
  return {
    ...entity,
    facts: Object.fromEntries(
      facts.flatMap((fact) => (Object.hasOwn(entity.facts, fact) ? [[fact, entity.facts[fact]]] : [])),
    ),
    relations: entity.relations.toSorted(
      (a, b) => types.indexOf(a.type) - types.indexOf(b.type) || (a.to < b.to ? -1 : 1),
    ),
  };
}

const sorted = (problems: readonly Problem[]): Problem[] =>
  problems.toSorted((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column,
  );
