/** Ready questions: what is told about broken ones, and those of the atlas. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileGraph } from "@/lib/data/compile-data";
import { loadGraphData } from "@/lib/data/files";
import { readQuestions, wrongAnswers } from "@/lib/data/questions";
import type { Problem } from "@/lib/data/yaml-file";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { compiledDataFolder } from "@/lib/store/open";
import { layoutFor } from "@/lib/view/question-steps";
import { smallFiles, withSmallGraph } from "../fixtures/small-graph";

const file = "questions/open-models.yaml";
const told = ({ file, line, column, message }: Problem) => `${file}:${line}:${column}: ${message}`;

type Changes = Record<string, string | undefined>;

/** All that `npm run graph` tells about the questions of the small graph with these files changed. */
const problemsWith = (changes: Changes) =>
  withSmallGraph(changes, async (folder) => {
    const { data, problems } = await loadGraphData(folder);
    const wrong = data ? wrongAnswers(data.questions, compileGraph(data).compiled) : [];
    return [...problems, ...wrong].map(told);
  });

/** The small graph's question with one piece of text replaced. */
function edit(from: string, to: string): Changes {
  const text = smallFiles[file];
  if (!text?.includes(from)) throw new Error(`the question has no "${from}"`);
  return { [file]: text.replace(from, to) };
}

/** A second question beside the first. */
const another = (from: RegExp, to: string): Changes => ({
  "questions/others.yaml": smallFiles[file]
    .replace("Which models are open?", "Which others?")
    .replace("哪些模型是开放的？", "其他的呢？")
    .replace(from, to),
});

describe("a broken question is reported with file, line, column and remedy", () => {
  it("says nothing about sound ones", async () => {
    expect(await problemsWith({})).toEqual([]);
    expect(await problemsWith(another(/order: 10/, "order: 20"))).toEqual([]);
    expect(await problemsWith({ [file]: undefined })).toEqual([]);
  });

  it.each<[what: string, changes: Changes, where: string, words: string[]]>([
    ["bad YAML", edit("[model/ernie]", "[model/ernie"), `${file}:10:`, ["not valid YAML"]],
    ["an unknown field", edit("order: 10", "ordre: 10"), `${file}:7:1`, ['did you mean "order"']],
    [
      "a missing language",
      edit("  zh: 开放的模型。\n", ""),
      `${file}:5:`,
      ['"zh" is missing', "both languages"],
    ],
    ["a title that asks nothing", edit("are open?", "are open"), `${file}:2:7`, ['ends in "?"']],
    ["a Chinese title with an English mark", edit("开放的？", "开放的?"), `${file}:3:7`, ["“？”"]],
    ["a place that is no number", edit("order: 10", "order: first"), `${file}:7:8`, ["plain number"]],
    ["no members", edit("[model/ernie]", "[]"), `${file}:9:10`, ["empty list"]],
    [
      "a check without its day",
      edit('"2026-11-27: read all files."', "read all files"),
      `${file}:10:10`,
      ["2026-11-27: read"],
    ],
    [
      "a file that is not named as one",
      { "questions/Open models.yaml": smallFiles[file] },
      "questions/Open models.yaml:1:1",
      ["questions/<slug>.yaml"],
    ],
    [
      "a file in a folder of its own",
      { "questions/more/models.yaml": smallFiles[file] },
      "questions/more/models.yaml:1:1",
      ["questions/<slug>.yaml"],
    ],
    [
      "a member that there is not",
      edit("[model/ernie]", "[model/ernei]"),
      `${file}:9:11`,
      ['no entity "model/ernei"', 'did you mean "model/ernie"'],
    ],
    ["a member given twice", edit("[model/ernie]", "[model/ernie, model/ernie]"), `${file}:9:24`, ["twice"]],
    [
      "members out of order",
      edit("[model/ernie]", "[model/ernie, dataset/c4]"),
      `${file}:9:24`,
      ['"dataset/c4" belongs before "model/ernie"'],
    ],
    [
      "a view that cannot be read",
      edit("f.access=open", "ask=lineage:ernie"),
      `${file}:8:7`,
      ['"ask" cannot be "lineage:ernie"', "malformed"],
    ],
    [
      "a parameter that no view has",
      edit("f.access=open", "f.access=open&acess=open"),
      `${file}:8:7`,
      ['"acess"', "unknown-parameter"],
    ],
    [
      "a view that is written otherwise than the address bar shows it",
      edit("f.access=open", "context=1&f.access=open"),
      `${file}:8:7`,
      ["write f.access=open"],
    ],
    [
      "a view of what the graph does not have",
      edit("f.access=open", "f.access=ajar"),
      `${file}:8:7`,
      ['"f.access" cannot be "ajar"', "unknown-value"],
    ],
    [
      "a view that also shows what is not listed",
      edit("f.access=open", "to.developed_by=organization/lab"),
      `${file}:9:1`,
      ["also shows model/ernie-2;", "mend the data", "list it"],
    ],
    [
      "a member that the view does not show",
      edit("[model/ernie]", "[model/ernie, model/llama]"),
      `${file}:9:24`,
      ["does not show model/llama;", "mend the data", "take it out"],
    ],
    [
      "an answer that the data no longer give",
      {
        "entities/model/ernie.yaml": smallFiles["entities/model/ernie.yaml"].replace(
          "value: open",
          "value: closed",
        ),
        "entities/model/llama.yaml": `${smallFiles["entities/model/llama.yaml"]}facts: { access: { value: open, sources: unsourced } }\n`,
      },
      `${file}:9:11`,
      ["does not show model/ernie;"],
    ],
    [
      "a title that another question has",
      another(/其他的呢？/, "哪些模型是开放的？"),
      "questions/others.yaml:3:7",
      ["open-models.yaml has the same title"],
    ],
  ])("%s", async (_, changes, where, words) => {
    const problems = await problemsWith(changes);
    const problem = problems.find((text) => text.startsWith(where));
    expect(problem, problems.join("\n")).toBeDefined();
    for (const word of words) expect(problem).toContain(word);
  });

  it("tells the faults of all questions and of entities at once", async () => {
    const problems = await problemsWith({
      ...edit("order: 10", "order: first"),
      ...another(/f\.access=open/, "context=1&f.access=open"),
      "entities/dataset/c4.yaml": smallFiles["entities/dataset/c4.yaml"].replace("zh: C4", "cn: C4"),
    });
    expect(problems.map((text) => text.split(":")[0])).toEqual([
      "entities/dataset/c4.yaml",
      "entities/dataset/c4.yaml",
      file,
      "questions/others.yaml",
    ]);
  });

  it("compares the other answers where one question is broken", async () => {
    const problems = await problemsWith({
      ...edit("order: 10", "order: first"),
      ...another(/\[model\/ernie\]/, "[model/llama]"),
    });
    expect(problems).toEqual([
      expect.stringContaining(`${file}:7:8`),
      expect.stringContaining("also shows model/ernie"),
      expect.stringContaining("does not show model/llama"),
    ]);
  });
});

describe("npm run graph", () => {
  it("compiles nothing while a question is broken, and says why", async () => {
    const { status, stderr } = await withSmallGraph(
      { ...edit("order: 10", "order: first"), ...another(/\[model\/ernie\]/, "[model/llama]") },
      async (folder) =>
        spawnSync(process.execPath, ["--import", "tsx", "lib/cli/graph.ts", "--data", folder], {
          encoding: "utf8",
        }),
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/questions\/open-models\.yaml:7:8: .*\n.*questions\/others\.yaml:9:1: /);
    expect(stderr).toContain("graph: 3 problems");
  });
});

describe("compiled questions", () => {
  const compiledWith = (changes: Changes) =>
    withSmallGraph(changes, async (folder) => {
      const { data } = await loadGraphData(folder);
      if (!data) throw new Error("no data");
      return compileGraph(data).compiled;
    });

  it("hold what readers get, by place, then by slug", async () => {
    const { questions } = await compiledWith({
      ...another(/order: 10/, "order: 5"),
      "questions/another.yaml": smallFiles[file].replace(/open\?/, "ajar?").replace("开放的？", "半开的？"),
    });
    expect(questions.map(({ slug }) => slug)).toEqual(["others", "another", "open-models"]);
    expect(questions[2]).toEqual({
      slug: "open-models",
      title: { en: "Which models are open?", zh: "哪些模型是开放的？" },
      about: { en: "Models that are open.", zh: "开放的模型。" },
      view: "f.access=open",
      count: 1,
    });
  });

  it("change the version, since they are served under it", async () => {
    const versionOf = async (changes: Changes) => (await compiledWith(changes)).compact.version;
    expect(await versionOf(edit("Models that", "Those that"))).not.toBe(await versionOf({}));
  });
});

describe("the atlas's questions", () => {
  const compiled = JSON.parse(
    readFileSync(join(compiledDataFolder(), "atlas.json"), "utf8"),
  ) as CompiledGraph;
  const graph = decodeGraph(compiled.compact);
  const texts = readdirSync("graph-data/questions").map((name) => ({
    name: `questions/${name}`,
    text: readFileSync(join("graph-data/questions", name), "utf8"),
  }));
  const problems: Problem[] = [];
  const questions = readQuestions(texts, new Set(graph.ids), problems);

  it("are all in order, answered as was checked by hand, and compiled", () => {
    expect([...problems, ...wrongAnswers(questions, compiled)].map(told)).toEqual([]);
    expect(compiled.questions.map(({ slug }) => slug)).toEqual(questions.map(({ slug }) => slug));
    expect(questions.length).toBeGreaterThanOrEqual(14);
  });

  it("each have a place of their own", () => {
    expect(new Set(questions.map(({ content }) => content.order)).size).toBe(questions.length);
  });

  describe.each(questions)("$slug", ({ content: { title, about, members }, view }) => {
    it("is asked and explained in whole sentences of either language", () => {
      expect(title.en).toMatch(/^[A-Z][^?]+ [^?]+\?$/);
      expect(title.zh).toMatch(/^[^？?]+？$/);
      expect(about.en).toMatch(/^[A-Z][^\n]+\.$/);
      expect(about.zh).toMatch(/^[^\n.]+(\.\d[^\n.]*)*。$/);
      for (const text of [title.zh, about.zh]) expect(text).toMatch(/\p{Script=Han}{3}/u);
      for (const text of [title.en, about.en]) expect(text).not.toMatch(/\p{Script=Han}/u);
    });

    it("has an answer that can be read, in the layout that suits it", () => {
      expect(members.length).toBeLessThanOrEqual(300);
      if (view?.question) expect(view.layout).toEqual(layoutFor(view.question));
      expect(view?.filter.list).toBeUndefined();
    });
  });
});
