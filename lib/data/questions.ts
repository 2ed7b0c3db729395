/**
 * Ready questions: their files read and checked (`readQuestions`), and their answers compared with what the compiled
 * graph answers (`wrongAnswers`). Their faults keep nothing else from being checked.
 */
import type { CompiledGraph } from "@/lib/graph/compiled";
import { datesOf } from "@/lib/graph/dates";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets, type FacetTable } from "@/lib/graph/facet-table";
import { comparable, nearest } from "@/lib/graph/faults";
import { filterGraph } from "@/lib/graph/filter";
import { member } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import { type QuestionFile, questionFileSchema } from "@/lib/graph/question-schema";
import { type EntityId, locales } from "@/lib/graph/schema";
import { cutByTime, standingOf } from "@/lib/view/standing";
import type { View } from "@/lib/view/view";
import { readWith } from "./schema-problems";
import { misfits, readView } from "./view-text";
import { type Problem, parseYaml, type YamlFile } from "./yaml-file";

/** A question whose file fits the schema. */
export interface Question {
  readonly slug: string;
  readonly content: QuestionFile;
  /** The view that its text stands for; absent where that could not be read. */
  readonly view?: View | undefined;
  readonly file: YamlFile;
}

/** Text of a file below the folder of questions. */
export interface QuestionText {
  /** Path from the data folder. */
  readonly name: string;
  readonly text: string;
}

/** Of those that come or go unexpectedly, so many are named. */
const namedLimit = 20;

/**
 * Reads questions, sorted by place and slug; what is wrong with them is added to `problems`.
 *
 * @param ids the entities that there are
 */
export function readQuestions(
  texts: readonly QuestionText[],
  ids: ReadonlySet<EntityId>,
  problems: Problem[],
): Question[] {
  const questions: Question[] = [];
  for (const { name, text } of texts) {
    const [, slug] = /^[^/]+\/([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml$/.exec(name) ?? [];
    if (slug === undefined) {
      const message =
        "not the name of a question's file; allowed: questions/<slug>.yaml, the slug in lower-case letters and digits, joined by hyphens";
      problems.push({ file: name, line: 1, column: 1, message });
      continue;
    }
    const file = parseYaml(name, text);
    const content = readWith(file, questionFileSchema, problems);
    if (!content) continue;
    checkMembers(content, ids, file, problems);
    questions.push({ slug, content, view: readView(content.view, file, ["view"], problems), file });
  }
  checkTitles(questions, problems);
  return questions.sort((a, b) => a.content.order - b.content.order || (a.slug < b.slug ? -1 : 1));
}

function checkMembers(
  { members }: QuestionFile,
  ids: ReadonlySet<EntityId>,
  file: YamlFile,
  problems: Problem[],
): void {
  members.forEach((id, i) => {
    const report = (message: string) => problems.push(file.problem(["members", i], message));
    if (!ids.has(id)) {
      const near = nearest(ids, id);
      report(`there is no entity "${id}"${near ? `; did you mean "${near}"?` : "; take it out"}`);
    }
    const before = members[i - 1] ?? "";
    if (id === before) report(`"${id}" is given twice`);
    else if (id < before) report(`"${id}" belongs before "${before}"; members are sorted by id`);
  });
}

/** No two questions may be asked in the same words. */
function checkTitles(questions: readonly Question[], problems: Problem[]): void {
  for (const language of locales) {
    const owners = new Map<string, string>();
    for (const { slug, content, file } of questions) {
      const key = comparable(content.title[language]);
      const owner = owners.get(key);
      if (owner !== undefined)
        problems.push(
          file.problem(["title", language], `questions/${owner}.yaml has the same title; make them differ`),
        );
      else owners.set(key, slug);
    }
  }
}

/** What the graph answers otherwise than the files say, and views that do not fit it. */
export function wrongAnswers(questions: readonly Question[], compiled: CompiledGraph): Problem[] {
  const graph = decodeGraph(compiled.compact);
  const table = decodeFacets(compiled.facets, graph);
  return questions.flatMap(({ view, content, file }) => {
    if (!view) return [];
    const faults = misfits(view, graph, table, file, ["view"]);
    return faults.length > 0
      ? faults
      : compareMembers(membersOf(graph, table, view), content.members, graph, file);
  });
}

/** What a view shows as members, sorted by id. */
function membersOf(graph: Graph, table: FacetTable, view: View): EntityId[] {
  const dates = datesOf(graph, table);
  const standing = standingOf(graph, view, filterGraph(graph, table, view), dates);
  cutByTime(standing, graph, view, dates);
  return graph.ids.filter((_, i) => standing[i] === member).sort();
}

function compareMembers(
  shown: readonly EntityId[],
  listed: readonly EntityId[],
  graph: Graph,
  file: YamlFile,
): Problem[] {
  const unlisted = shown.filter((id) => !listed.includes(id));
  // What does not exist has been told already.
  const unshown = listed.filter((id) => !shown.includes(id) && graph.indexOf(id) >= 0);
  const problems: Problem[] = [];
  if (unlisted.length > 0) {
    const message = `the view also shows ${naming(unlisted)}; if that is wrong, mend the data or the view; if it is right by the files of the entities, list it`;
    problems.push(file.problem(["members"], message, "key"));
  }
  if (unshown.length > 0) {
    const message = `the view does not show ${naming(unshown)}; if that is wrong, mend the data or the view; if it is right by the files of the entities, take it out`;
    problems.push(file.problem(["members", listed.indexOf(unshown[0])], message));
  }
  return problems;
}

function naming(ids: readonly EntityId[]): string {
  const more = ids.length - namedLimit;
  return ids.slice(0, namedLimit).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
