/**
 * Stories: their files read and checked (`readStories`), and their views compared with the compiled graph
 * (`wrongStories`): each shows what its text leads to. Their faults keep nothing else from being checked.
 */
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets } from "@/lib/graph/facet-table";
import { comparable, nearest } from "@/lib/graph/faults";
import { out } from "@/lib/graph/filter-value";
import { type EntityId, locales, type Text } from "@/lib/graph/schema";
import { type Block, type Story, type StoryFile, storyFileSchema } from "@/lib/graph/story-schema";
import { standingInView } from "@/lib/view/standing";
import type { View } from "@/lib/view/view";
import { readWith } from "./schema-problems";
import { type EntityMention, parseStoryText } from "./story-text";
import { misfits, readView } from "./view-text";
import { type Problem, parseYaml, type YamlFile } from "./yaml-file";

/** Text of a file below the folder of stories. */
export interface StoryFileText {
  /** Path from the data folder. */
  readonly name: string;
  readonly text: string;
}

/** A story whose file fits the schema. */
export interface StoryDraft {
  readonly story: Story;
  /** What each step's address stands for; absent where that could not be read. */
  readonly views: readonly (View | undefined)[];
  /** Where each step's text leads, in either language. */
  readonly mentions: readonly (readonly PlacedMention[])[];
  readonly file: YamlFile;
}

interface PlacedMention extends EntityMention {
  readonly language: keyof Text;
}

/**
 * Reads stories, sorted by place and slug; what is wrong with them is added to `problems`.
 *
 * @param ids the entities that there are
 */
export function readStories(
  texts: readonly StoryFileText[],
  ids: ReadonlySet<EntityId>,
  problems: Problem[],
): StoryDraft[] {
  const drafts: StoryDraft[] = [];
  for (const { name, text } of texts) {
    const [, slug] = /^[^/]+\/([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml$/.exec(name) ?? [];
    if (slug === undefined) {
      const message =
        "not the name of a story's file; allowed: stories/<slug>.yaml, the slug in lower-case letters and digits, joined by hyphens";
      problems.push({ file: name, line: 1, column: 1, message });
      continue;
    }
    const file = parseYaml(name, text);
    const content = readWith(file, storyFileSchema, problems);
    if (content) drafts.push(readStory(slug, content, ids, file, problems));
  }
  checkTitles(drafts, problems);
  return drafts.sort((a, b) => a.story.order - b.story.order || (a.story.slug < b.story.slug ? -1 : 1));
}

function readStory(
  slug: string,
  { title, summary, order, steps }: StoryFile,
  ids: ReadonlySet<EntityId>,
  file: YamlFile,
  problems: Problem[],
): StoryDraft {
  const texts = steps.map(({ text }, i) => readTexts(text, i, ids, file, problems));
  return {
    story: {
      slug,
      order,
      title,
      summary,
      steps: steps.map((step, i) => ({ title: step.title, view: step.view, text: texts[i].blocks })),
    },
    views: steps.map(({ view }, i) => readView(view, file, ["steps", i, "view"], problems)),
    mentions: texts.map(({ mentions }) => mentions),
    file,
  };
}

/** Both languages of a step's text. */
function readTexts(
  text: Text,
  step: number,
  ids: ReadonlySet<EntityId>,
  file: YamlFile,
  problems: Problem[],
): { blocks: { en: Block[]; zh: Block[] }; mentions: PlacedMention[] } {
  const blocks: { en: Block[]; zh: Block[] } = { en: [], zh: [] };
  const mentions: PlacedMention[] = [];
  for (const language of locales) {
    const read = parseStoryText(text[language]);
    blocks[language] = read.blocks;
    const report = (at: { line: number; column: number }, message: string) =>
      problems.push(file.problemWithin(["steps", step, "text", language], at, message));
    for (const fault of read.faults) report(fault, fault.message);
    for (const mention of read.mentions) {
      mentions.push({ ...mention, language });
      if (ids.has(mention.id)) continue;
      const near = nearest(ids, mention.id);
      report(
        mention,
        `there is no entity "${mention.id}"${near ? `; did you mean "${near}"?` : "; take the link out"}`,
      );
    }
  }
  return { blocks, mentions };
}

/** No two stories may have the same title. */
function checkTitles(drafts: readonly StoryDraft[], problems: Problem[]): void {
  for (const language of locales) {
    const owners = new Map<string, string>();
    for (const { story, file } of drafts) {
      const key = comparable(story.title[language]);
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, story.slug);
      else
        problems.push(
          file.problem(["title", language], `stories/${owner}.yaml has the same title; make them differ`),
        );
    }
  }
}

/** Views that do not fit the graph, or do not show what their step's text leads to. */
export function wrongStories(drafts: readonly StoryDraft[], compiled: CompiledGraph): Problem[] {
  if (drafts.length === 0) return [];
  const graph = decodeGraph(compiled.compact);
  const table = decodeFacets(compiled.facets, graph);
  return drafts.flatMap(({ views, mentions, file }) =>
    views.flatMap((view, i) => {
      if (!view) return [];
      const path = ["steps", i, "view"];
      const faults = misfits(view, graph, table, file, path);
      if (faults.length > 0) return faults;
      const standing = standingInView(graph, table, view);
      if (standing.every((one) => one === out)) return [file.problem(path, "the view shows nothing")];
      return mentions[i].flatMap((mention) => {
        const entity = graph.indexOf(mention.id);
        // What does not exist has been told already.
        if (entity < 0 || standing[entity] !== out) return [];
        const message = `the view of this step does not show ${mention.id}; change the view, or name it without a link`;
        return [file.problemWithin(["steps", i, "text", mention.language], mention, message)];
      });
    }),
  );
}
