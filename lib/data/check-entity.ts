/** Whether an entity's file says only what the ontology, the outline and the other files allow. */
import { checkFactValue, isWebAddress, notAnAddress } from "@/lib/graph/fact-faults";
import { comparable, nearest, oneOf, type Path, type Report } from "@/lib/graph/faults";
import type { Ontology } from "@/lib/graph/ontology";
import type { EntityFile, EntityId, Source } from "@/lib/graph/schema";
import { entityIdPattern, unsourced } from "@/lib/graph/schema";
import type { Problem, YamlFile } from "./yaml-file";

export interface EntityContext {
  readonly ontology: Ontology;
  /** Of every entity file, readable or not, so that one broken file does not break its neighbours. */
  readonly ids: ReadonlySet<EntityId>;
  /** Absent where the outline could not be read, so that nothing is said of them. */
  readonly sections: ReadonlySet<string> | undefined;
  /** Absent where their file could not be read. */
  readonly sharedSources: Readonly<Record<string, Source>> | undefined;
}

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
    } else checkFactValue(definition, value, ["facts", fact, "value"], ontology, report);
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
