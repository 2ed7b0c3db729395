/** Whether an entity's file says only what the ontology, the outline and the other files allow. */
import type { FactDefinition, Ontology } from "@/lib/graph/ontology";
import type { EntityFile, EntityId, Source } from "@/lib/graph/schema";
import { entityIdPattern, unsourced } from "@/lib/graph/schema";
import { nearest, oneOf, type Path, type Problem, type YamlFile } from "./yaml-file";

export interface EntityContext {
  readonly ontology: Ontology;
  /** Of every entity file, readable or not, so that one broken file does not break its neighbours. */
  readonly ids: ReadonlySet<EntityId>;
  /** Absent where the outline could not be read, so that nothing is said of them. */
  readonly sections: ReadonlySet<string> | undefined;
  /** Absent where their file could not be read. */
  readonly sharedSources: Readonly<Record<string, Source>> | undefined;
}

/** Names as they are compared: width, case and outer blanks do not tell two apart. */
export const comparable = (name: string): string => name.normalize("NFKC").toLowerCase().trim();

export function checkEntity(
  id: EntityId,
  entity: EntityFile,
  file: YamlFile,
  context: EntityContext,
): Problem[] {
  const { ontology, sections, sharedSources } = context;
  const problems: Problem[] = [];
  const report: Report = (path, message, at) => void problems.push(file.problem(path, message, at));
  const kind = id.slice(0, id.indexOf("/"));
  const definitions = ontology.kinds[kind]?.facts ?? {};
  const sources = { ...sharedSources, ...entity.sources };
  const checkCited = (cited: string | readonly string[], path: Path) => {
    if (cited === unsourced || typeof cited === "string") return;
    cited.forEach((key, i) => {
      if (sharedSources && !Object.hasOwn(sources, key)) {
        report([...path, "sources", i], `there is no source "${key}"; ${oneOf(Object.keys(sources), key)}`);
      }
    });
  };

  checkAliases(entity, report);
  (entity.sections ?? []).forEach((section, i) => {
    if (sections && !sections.has(section)) report(["sections", i], noSection(section, sections));
  });
  for (const [fact, { value, sources: cited }] of Object.entries(entity.facts ?? {})) {
    const definition = Object.hasOwn(definitions, fact) ? definitions[fact] : undefined;
    if (!definition) {
      const names = Object.keys(definitions);
      const allowed = names.length > 0 ? oneOf(names, fact) : "its kind has none at all";
      report(["facts", fact], `a ${kind} has no fact "${fact}"; ${allowed}`, "key");
    } else checkValue(definition, value, ["facts", fact, "value"], ontology, report);
    checkCited(cited, ["facts", fact]);
  }
  checkRelations(id, kind, entity, context, report);
  (entity.relations ?? []).forEach(({ sources: cited }, i) => {
    checkCited(cited, ["relations", i]);
  });
  for (const [key, { url, title }] of Object.entries(entity.sources ?? {})) {
    if (sharedSources && Object.hasOwn(sharedSources, key))
      report(["sources", key], `"${key}" is a shared source; choose another key`, "key");
    if (url === undefined && title === undefined)
      report(["sources", key], `source "${key}" needs a url, a title, or both`, "key");
    if (url !== undefined && !isWebAddress(url)) report(["sources", key, "url"], notAnAddress(url));
  }
  return problems;
}

function noSection(written: string, sections: ReadonlySet<string>): string {
  const [chapter] = written.split(".");
  const ofChapter = [...sections].filter((section) => section.split(".")[0] === chapter);
  const allowed =
    ofChapter.length > 0 ? `allowed in chapter ${chapter}: ${ofChapter.join(", ")}` : "see the numbers there";
  return `section "${written}" is not in outline.yaml; ${allowed}`;
}

type Report = (path: Path, message: string, at?: "key" | "value") => void;

function checkAliases({ name, aliases = [] }: EntityFile, report: Report): void {
  const seen = new Set([comparable(name.en), comparable(name.zh)]);
  aliases.forEach((alias, i) => {
    const key = comparable(alias);
    if (seen.has(key))
      report(["aliases", i], `alias "${alias}" repeats the name or another alias; leave it out`);
    seen.add(key);
  });
}

function checkRelations(
  id: EntityId,
  kind: string,
  { relations = [] }: EntityFile,
  { ontology, ids }: EntityContext,
  report: Report,
): void {
  const seen = new Set<string>();
  relations.forEach(({ type, to }, i) => {
    const definition = Object.hasOwn(ontology.relations, type) ? ontology.relations[type] : undefined;
    if (!definition) {
      const allowed = oneOf(Object.keys(ontology.relations), type);
      report(["relations", i, "type"], `unknown relation type "${type}"; ${allowed}`);
    }
    if (!ids.has(to)) {
      report(["relations", i, "to"], `there is no entity "${to}"; ${instead(to, ids)}`);
    } else if (to === id)
      report(["relations", i, "to"], "an entity cannot be related to itself; name the other one");
    const other = to.slice(0, to.indexOf("/"));
    if (
      definition &&
      ids.has(to) &&
      !definition.ends.some(({ from, to: end }) => from.includes(kind) && end.includes(other))
    ) {
      const allowed = definition.ends.map(({ from, to: end }) => `${from.join("|")} → ${end.join("|")}`);
      report(
        ["relations", i],
        `${type} may not run from ${kind} to ${other}; allowed: ${allowed.join(", ")}`,
      );
    }
    const key = `${type} ${to}`;
    if (seen.has(key))
      report(["relations", i], `relation ${key} is given twice; keep one, with the sources of both`);
    seen.add(key);
  });
}

/** What to write for an id that is none. */
function instead(id: string, ids: ReadonlySet<string>): string {
  const near = nearest(ids, id) ?? [...ids].find((other) => other.endsWith(`/${id}`));
  const adding = `add its file entities/${id}.yaml first, or leave this relation out`;
  if (!entityIdPattern.test(id))
    return near ? `did you mean "${near}"?` : "the id of an entity is the path of its file: kind/slug";
  return near ? `did you mean "${near}"? if not, ${adding}` : adding;
}

function checkValue(
  definition: FactDefinition,
  value: unknown,
  path: Path,
  ontology: Ontology,
  report: Report,
): void {
  const isList = Array.isArray(value);
  if (!definition.list && isList) return report(path, "expected one value, not a list; leave out the [ ]");
  if (definition.list && !isList) return report(path, noList(definition, value, ontology));
  if (isList && value.length === 0) report(path, "the list is empty; leave the fact out instead");
  const items = isList ? value.map((item, i) => ({ item, at: [...path, i] })) : [{ item: value, at: path }];
  const seen = new Set<string>();
  for (const { item, at } of items) {
    const message = wrongWith(definition, item, ontology);
    if (message) report(at, message);
    if (seen.has(JSON.stringify(item))) report(at, `${JSON.stringify(item)} is given twice`);
    seen.add(JSON.stringify(item));
  }
}

/** For a value that should be a list: what the list is, and what would be wrong with its one item. */
function noList(definition: FactDefinition, value: unknown, ontology: Ontology): string {
  if (definition.type === "license") {
    const id = nearest(Object.keys(ontology.licenses), String(value)) ?? "mit";
    return `expected a list of licences by their ids in the ontology, such as [{ id: ${id} }]`;
  }
  const wrong = wrongWith(definition, value, ontology);
  return wrong ? `expected a list, in [ ]; ${wrong}` : `expected a list: [${String(value)}]`;
}

/** What is wrong with one value of a fact, if anything is. */
function wrongWith(definition: FactDefinition, value: unknown, ontology: Ontology): string | undefined {
  const enumeration = ontology.enumerations[definition.values ?? ""] ?? {};
  switch (definition.type) {
    case "text":
      return typeof value === "string" && value.trim() ? undefined : `expected a text, found ${shown(value)}`;
    case "url":
      return typeof value === "string" && isWebAddress(value) ? undefined : notAnAddress(value);
    case "date":
      return isDate(value)
        ? undefined
        : `expected a date "YYYY", "YYYY-MM" or "YYYY-MM-DD" in quotes, found ${shown(value)}`;
    case "number": {
      const unit = definition.unit ? ` of ${definition.unit}` : "";
      return isAmount(value)
        ? undefined
        : `expected a plain number${unit}, not negative and without a unit, found ${shown(value)}${inFull(value)}`;
    }
    case "quantity": {
      const measures = Object.keys(definition.measures ?? {});
      if (typeof value !== "object" || value === null)
        return `expected a plain number for one or more of ${measures.join(", ")}, such as { ${measures[0]}: 1000 }; found ${shown(value)}`;
      for (const [measure, amount] of Object.entries(value)) {
        if (!measures.includes(measure)) return `unknown measure "${measure}"; ${oneOf(measures, measure)}`;
        if (!isAmount(amount)) return `${measure}: expected a plain number, found ${shown(amount)}`;
      }
      return undefined;
    }
    case "enum":
      return typeof value === "string" && Object.hasOwn(enumeration, value)
        ? undefined
        : `${shown(value)} is not a value of ${definition.values}; ${oneOf(Object.keys(enumeration), String(value))}`;
    case "country":
      return typeof value === "string" && (Object.hasOwn(enumeration, value) || isCode("region", value))
        ? undefined
        : `${shown(value)} is no country or region; allowed: ${[...Object.keys(enumeration), "the two capital letters of ISO 3166, such as CN"].join(", ")}`;
    case "language":
      return typeof value === "string" && isCode("language", value)
        ? undefined
        : `${shown(value)} is no language; allowed: the two or three letters of ISO 639, such as en or zh, or mul for many`;
    case "license": {
      const id = typeof value === "object" && value !== null && "id" in value ? String(value.id) : undefined;
      if (id === undefined) return "expected { id: … }, and part: … where it covers a part only";
      return Object.hasOwn(ontology.licenses, id)
        ? undefined
        : `unknown licence "${id}"; ${oneOf(Object.keys(ontology.licenses), id)}`;
    }
  }
}

const shown = (value: unknown): string => JSON.stringify(value);
const isAmount = (value: unknown): boolean =>
  typeof value === "number" && Number.isFinite(value) && value >= 0;

const magnitudes: Readonly<Record<string, number>> = {
  K: 1e3,
  万: 1e4,
  M: 1e6,
  亿: 1e8,
  B: 1e9,
  T: 1e12,
  万亿: 1e12,
};

/** "8B" as the number that is meant, said as a remedy. */
function inFull(value: unknown): string {
  const [, digits, letter = ""] =
    (typeof value === "string" && /^([\d.]+)\s*(\p{L}+)$/u.exec(value.trim())) || [];
  const amount = Math.round(Number(digits) * (magnitudes[letter.toUpperCase()] ?? Number.NaN));
  return Number.isSafeInteger(amount) ? `; write ${amount}` : "";
}

function isDate(value: unknown): boolean {
  const [, year, month = "01", day = "01"] =
    (typeof value === "string" && /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value)) || [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

function isCode(type: "region" | "language", code: string): boolean {
  if (!(type === "region" ? /^[A-Z]{2}$/ : /^[a-z]{2,3}$/).test(code)) return false;
  return new Intl.DisplayNames("en", { type, fallback: "none" }).of(code) !== undefined;
}

export const notAnAddress = (value: unknown): string =>
  `${shown(value)} is no web address; expected http:// or https://`;

export function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url) && !/\s/.test(url);
}
