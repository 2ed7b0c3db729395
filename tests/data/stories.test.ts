/** Stories: what is told about broken ones, and those of the atlas. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { compileGraph } from "@/lib/data/compile-data";
import { loadGraphData } from "@/lib/data/files";
import { wrongStories } from "@/lib/data/stories";
import type { Problem } from "@/lib/data/yaml-file";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { locales } from "@/lib/graph/schema";
import { entitiesIn, plainText } from "@/lib/graph/story";
import { compiledDataFolder } from "@/lib/store/open";
import { smallCompiled, smallFiles, withSmallGraph } from "../fixtures/small-graph";

const file = "stories/two-models.yaml";
const told = ({ file, line, column, message }: Problem) => `${file}:${line}:${column}: ${message}`;

type Changes = Record<string, string | undefined>;

/** All that `npm run graph` tells about the stories of the small graph with these files changed. */
const problemsWith = (changes: Changes) =>
  withSmallGraph(changes, async (folder) => {
    const { data, problems } = await loadGraphData(folder);
    const wrong = data ? wrongStories(data.stories, compileGraph(data).compiled) : [];
    return [...problems, ...wrong].map(told);
  });

/** The small graph's story with one piece of text replaced. */
function edit(from: string, to: string): Changes {
  const text = smallFiles[file];
  if (!text?.includes(from)) throw new Error(`the story has no "${from}"`);
  return { [file]: text.replace(from, to) };
}

describe("a broken story is reported with file, line, column and remedy", () => {
  it("says nothing about sound ones", async () => {
    expect(await problemsWith({})).toEqual([]);
    expect(await problemsWith({ [file]: undefined })).toEqual([]);
  });

  it.each<[what: string, changes: Changes, where: string, words: string[]]>([
    ["an unknown field", edit("order: 10", "ordre: 10"), `${file}:1:1`, ['"order" is missing']],
    [
      "a missing language",
      edit(", zh: 第二个 }", " }"),
      `${file}:17:12`,
      ['"zh" is missing', "both languages"],
    ],
    [
      "a single step",
      edit(/ {2}- title: \{ en: The second[\s\S]*?(?=checked)/.exec(smallFiles[file])?.[0] ?? "", ""),
      `${file}:5:`,
      ['"steps" is too short'],
    ],
    ["a check without its day", edit('"2026-11-28: read', '"read'), `${file}:22:10`, ["2026-11-28: read"]],
    [
      "a file that is not named as one",
      { "stories/Two models.yaml": smallFiles[file] },
      "stories/Two models.yaml:1:1",
      ["stories/<slug>.yaml"],
    ],
    ["HTML in a block of text", edit("**page**", "<b>page</b>"), `${file}:10:24`, ["HTML cannot stand here"]],
    [
      "an image in quotes",
      edit("came of it.", "![](https://example.org/x.png)"),
      `${file}:20:11`,
      ["an image cannot"],
    ],
    ["a heading far down", edit("- [its page]", "# [its page]"), `${file}:13:9`, ["a heading cannot"]],
    [
      "a link that is not secure",
      edit("(https://example.org/ernie)", "(http://example.org/ernie)"),
      `${file}:13:11`,
      ["https://…"],
    ],
    [
      "a link to no entity",
      edit("[ERNIE](entity:model/ernie)", "[ERNIE](entity:model/ernei)"),
      `${file}:9:9`,
      ['no entity "model/ernei"', 'did you mean "model/ernie"'],
    ],
    [
      "a link to no entity, in Chinese",
      edit("[文心](entity:model/ernie)", "[文心](entity:model)"),
      `${file}:15:9`,
      ['no entity "model"'],
    ],
    [
      "a view that cannot be read",
      edit("context=0&list=model/ernie", "ask=lineage:ernie"),
      `${file}:6:11`,
      ['"ask" cannot be "lineage:ernie"', "malformed"],
    ],
    [
      "a view that is written otherwise",
      edit("context=0&list=model/ernie", "list=model/ernie&context=0"),
      `${file}:6:11`,
      ["write context=0"],
    ],
    [
      "a view of what the graph does not have",
      edit("list=model/ernie", "list=model/none"),
      `${file}:6:11`,
      ['"list" cannot be "model/none"'],
    ],
    [
      "a view that does not show what its text leads to",
      edit("context=0&list=model/ernie", "context=0&list=model/ernie-2"),
      `${file}:15:9`,
      ["does not show model/ernie;", "without a link"],
    ],
    [
      "a view that shows nothing",
      edit("context=0&list=model/ernie", "r.released=2030.."),
      `${file}:6:11`,
      ["shows nothing"],
    ],
    [
      "a title that another story has",
      { "stories/others.yaml": smallFiles[file].replace("en: Two models", "en: Others") },
      "stories/two-models.yaml:1:",
      ["others.yaml has the same title"],
    ],
  ])("%s", async (_, changes, where, words) => {
    const problems = await problemsWith(changes);
    // A slip may be told once for each language, or with what it leaves missing.
    expect(problems.length).toBeLessThanOrEqual(2);
    expect(problems[0]).toContain(where);
    for (const word of words) expect(problems[0]).toContain(word);
  });
});

it("the version of the data changes with what a story tells", async () => {
  const [before, after] = await Promise.all([
    smallCompiled(),
    smallCompiled(edit("is *open*", "is *closed*")),
  ]);
  expect(after.compact.version).not.toBe(before.compact.version);
});

describe("the stories of the atlas", () => {
  let compiled: CompiledGraph;
  beforeAll(() => {
    compiled = JSON.parse(readFileSync(join(compiledDataFolder(), "atlas.json"), "utf8"));
  });

  it("are at least four, each of six to nine steps", () => {
    expect(compiled.stories.length).toBeGreaterThanOrEqual(4);
    for (const { slug, steps } of compiled.stories)
      expect([slug, steps.length >= 6 && steps.length <= 9]).toEqual([slug, true]);
  });

  it("say in each step as much as can be read beside a map, and lead to the same entities in both languages", () => {
    for (const { slug, steps } of compiled.stories)
      for (const { title, text } of steps) {
        const words = plainText(text.en).split(/\s+/).length;
        expect([slug, title.en, words >= 40 && words <= 120 ? "" : words]).toEqual([slug, title.en, ""]);
        const [zh, en] = locales.map((locale) => entitiesIn(text[locale]).toSorted());
        expect([title.en, zh]).toEqual([title.en, en]);
      }
  });
});
