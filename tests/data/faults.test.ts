import { describe, expect, it } from "vitest";
import { compileGraph, unfoundNames } from "@/lib/data/compile-data";
import { loadGraphData } from "@/lib/data/files";
import type { Problem } from "@/lib/data/yaml-file";
import { smallFiles, withSmallGraph } from "../fixtures/small-graph";

const ernie = "entities/model/ernie.yaml";
const told = ({ file, line, column, message }: Problem) => `${file}:${line}:${column}: ${message}`;

/** What is told about the small graph with these files changed. */
const problemsWith = (changes: Record<string, string | undefined>) =>
  withSmallGraph(changes, async (folder) => (await loadGraphData(folder)).problems.map(told));

/** The small graph's file with one piece of text replaced. */
function edit(file: string, from: string, to: string): Record<string, string> {
  const text = smallFiles[file];
  if (!text?.includes(from)) throw new Error(`${file} has no "${from}"`);
  return { [file]: text.replace(from, to) };
}

/** The small graph's ontology with one grouping, which stands in line `groupingLine`. */
const grouping = (definition: string) =>
  edit("ontology.yaml", "enumerations:", `groupings:\n  ${definition}\nenumerations:`);
const groupingLine = smallFiles["ontology.yaml"].split("enumerations:")[0].split("\n").length + 1;

/** The small graph's ontology with one rule of the flow of terms, which stands in line `flowLine`. */
const flow = (rule: string) =>
  edit(
    "ontology.yaml",
    "derived_facets:",
    `flows:\n  lineage: []\n  impact: []\n  terms:\n    - ${rule}\nderived_facets:`,
  );
const flowLine = smallFiles["ontology.yaml"].split("derived_facets:")[0].split("\n").length + 4;

/** A record of changes from one version to another, each named by a letter. */
const record = (day: string, from: string, to: string, time = "12:00:00") =>
  [
    `at: ${day}T${time}Z`,
    from ? `from: ${from.repeat(16)}` : "# from nothing",
    `to: ${to.repeat(16)}`,
    "totals: { kinds: {}, facts: 0, relations: 0 }",
    "entries: []",
    "",
  ].join("\n");
const records = { "changes/2026-01-01-1.yaml": record("2026-01-01", "", "a") };

describe("a broken data file is reported with file, line, column and remedy", () => {
  it("says nothing about sound data", async () => {
    expect(await problemsWith({})).toEqual([]);
    const country = "country: { label: { en: Place, zh: 地 }, facets: [country, developer_country] }";
    expect(await problemsWith(grouping(country))).toEqual([]);
    const rule = "{ via: developed_by, source: to, from: [dataset], to: [organization] }";
    expect(await problemsWith(flow(rule))).toEqual([]);
    const second = { "changes/2026-01-02-1.yaml": record("2026-01-02", "a", "b") };
    expect(await problemsWith({ ...records, ...second })).toEqual([]);
  });

  it.each<[what: string, changes: Record<string, string | undefined>, where: string, words: string[]]>([
    [
      "bad YAML",
      edit(ernie, "{ en: ERNIE, zh: 文心 }", "{ en: ERNIE, zh: 文心"),
      `${ernie}:2:`,
      ["not valid YAML"],
    ],
    [
      "a text that needs quotes",
      edit(ernie, "summary: { en: A model., zh: 一个模型。 }", "summary:\n  en: ERNIE: a model.\n  zh: 一"),
      `${ernie}:4:7`,
      ["not valid YAML", "in quotes"],
    ],
    [
      "a text that begins as a reference does",
      edit(ernie, "en: A model.", "en: *A"),
      `${ernie}:3:16`,
      ["in quotes"],
    ],
    [
      "a tab",
      edit(ernie, "  released:", "\treleased:"),
      `${ernie}:7:1`,
      ["not valid YAML", "blanks, not with tabs"],
    ],
    [
      "a Chinese colon",
      edit(ernie, "zh: 文心", "zh：文心"),
      `${ernie}:1:20`,
      ['unknown field "zh：文心"', 'the plain ":"'],
    ],
    [
      "a key given twice",
      edit(ernie, "named_in", "name: x\nnamed_in"),
      `${ernie}:`,
      ["not valid YAML", "given twice"],
    ],
    [
      "an unknown field",
      edit(ernie, "aliases:", "alias:"),
      `${ernie}:2:1`,
      ['"alias"', 'did you mean "aliases"', "summary"],
    ],
    [
      "an unknown field of a fact",
      edit(ernie, "original:", "orginal:"),
      `${ernie}:10:`,
      ["orginal", "original"],
    ],
    [
      "an unknown field of a relation",
      edit(ernie, "{ type: developed_by, to:", "{ kind: x, type: developed_by, to:"),
      `${ernie}:14:`,
      ['unknown field "kind"', "note"],
    ],
    [
      "an unknown kind",
      { "entities/modle/x.yaml": smallFiles[ernie] },
      "entities/modle/x.yaml:1:1",
      ['unknown kind "modle"', 'did you mean "model"'],
    ],
    [
      "a file that is no entity's",
      { "entities/model/GPT 4.yaml": "name: x" },
      "entities/model/GPT 4.yaml:1:1",
      ["lower-case", "entities/<kind>/<slug>.yaml"],
    ],
    [
      "a file with another ending",
      { "entities/model/x.yml": "name: x" },
      "entities/model/x.yml:1:1",
      ["<slug>.yaml"],
    ],
    [
      "an empty file",
      { "entities/model/x.yaml": "" },
      "entities/model/x.yaml:1:1",
      ["empty", "name, aliases"],
    ],
    [
      "a list in the place of fields",
      { "entities/model/x.yaml": "- name\n" },
      "entities/model/x.yaml:1:1",
      ["expected the fields name", "found a list"],
    ],
    [
      "a field without a value",
      edit(ernie, "aliases: [Wenxin model, 文心大模型]", "aliases:"),
      `${ernie}:2:`,
      ['"aliases" is empty', "expected a list"],
    ],
    [
      "a number where a text is due",
      edit(ernie, "en: ERNIE,", "en: 2,"),
      `${ernie}:1:`,
      ['"en": expected a text, found 2', 'quotes: "2"'],
    ],
    [
      "a number in a list of texts",
      edit(ernie, '["1.1"]', "[1.1]"),
      `${ernie}:5:12`,
      ['an item of "sections"', 'quotes: "1.1"'],
    ],
    [
      "a text where a list is due",
      edit(ernie, "[Wenxin model, 文心大模型]", "Wenxin"),
      `${ernie}:2:10`,
      ["expected a list", '"Wenxin"'],
    ],
    [
      "a word where yes or no is due",
      edit(ernie, "white_paper: true", "white_paper: yes"),
      `${ernie}:4:`,
      ["true or false", '"yes"'],
    ],
    [
      "an unknown fact",
      edit(ernie, "released:", "relased:"),
      `${ernie}:7:3`,
      ['no fact "relased"', 'did you mean "released"'],
    ],
    [
      "an unknown relation type",
      edit(ernie, "type: trained_on", "type: learned_on"),
      `${ernie}:15:`,
      ['unknown relation type "learned_on"', "allowed: based_on"],
    ],
    [
      "text instead of a number",
      edit(ernie, "[110000000]", "[110M]"),
      `${ernie}:8:`,
      ["plain number of parameters", '"110M"'],
    ],
    [
      "a number with a letter for its size",
      edit(ernie, "[110000000]", '["1.5 B"]'),
      `${ernie}:8:`,
      ["write 1500000000"],
    ],
    ["a number in Chinese", edit(ernie, "[110000000]", "[1.1亿]"), `${ernie}:8:`, ["write 110000000"]],
    ["a negative number", edit(ernie, "[110000000]", "[-1]"), `${ernie}:8:`, ["not negative"]],
    [
      "one value instead of a list",
      edit(ernie, "[110000000]", "110000000"),
      `${ernie}:8:`,
      ["expected a list: [110000000]"],
    ],
    [
      "a list instead of one value",
      edit(ernie, "value: open", "value: [open]"),
      `${ernie}:9:`,
      ["not a list"],
    ],
    ["an empty list", edit(ernie, "[110000000]", "[]"), `${ernie}:8:`, ["leave the fact out"]],
    ["a value given twice", edit(ernie, "value: [zh]", "value: [zh, zh]"), `${ernie}:11:`, ["given twice"]],
    ["a date that is none", edit(ernie, "2019-03", "2019-13"), `${ernie}:7:`, ["YYYY-MM", "2019-13"]],
    ["a day that the month lacks", edit(ernie, "2019-03", "2019-02-30"), `${ernie}:7:`, ["2019-02-30"]],
    ["a date that is a number", edit(ernie, '"2019-03"', "2019"), `${ernie}:7:`, ["in quotes"]],
    [
      "a value outside the enumeration",
      edit(ernie, "value: open", "value: opne"),
      `${ernie}:9:`,
      ['did you mean "open"', "closed"],
    ],
    [
      "an unknown measure",
      edit("entities/dataset/baike.yaml", "tokens: 4", "tokenz: 4"),
      "entities/dataset/baike.yaml:4:",
      ["tokenz", "tokens"],
    ],
    [
      "an unknown country",
      edit("entities/organization/baidu.yaml", "value: CN", "value: China"),
      "entities/organization/baidu.yaml:4:",
      ["ISO 3166"],
    ],
    ["an unknown language", edit(ernie, "[zh]", "[Chinese]"), `${ernie}:11:`, ["ISO 639"]],
    [
      "an unknown licence",
      edit(ernie, "id: mit", "id: mti"),
      `${ernie}:10:`,
      ['unknown licence "mti"', "mit"],
    ],
    [
      "a licence without its id",
      edit(ernie, "[{ id: mit }]", "MIT"),
      `${ernie}:10:`,
      ["list of licences", "[{ id: mit }]"],
    ],
    [
      "an address that is not of the web",
      edit(ernie, "value: https://example.org/ernie", "value: javascript:alert(1)"),
      `${ernie}:12:`,
      ["http"],
    ],
    [
      "a relation to nothing",
      edit(ernie, "to: dataset/baike", "to: dataset/bake"),
      `${ernie}:15:`,
      ['no entity "dataset/bake"', 'did you mean "dataset/baike"'],
    ],
    [
      "a relation to an entity without its kind",
      edit(ernie, "to: dataset/baike", "to: baike"),
      `${ernie}:15:`,
      ['no entity "baike"', 'did you mean "dataset/baike"'],
    ],
    [
      "a relation to an entity that is not there yet",
      edit(ernie, "to: dataset/baike", "to: dataset/the-pile"),
      `${ernie}:15:`,
      ["add its file entities/dataset/the-pile.yaml first"],
    ],
    [
      "a relation between the wrong ends",
      edit(ernie, "to: dataset/baike", "to: organization/lab"),
      `${ernie}:15:`,
      ["may not run from model to organization", "model → dataset"],
    ],
    [
      "a relation to itself",
      edit("entities/model/ernie-2.yaml", "to: model/ernie,", "to: model/ernie-2,"),
      "entities/model/ernie-2.yaml:6:",
      ["to itself"],
    ],
    [
      "a relation given twice",
      edit(
        ernie,
        "  - { type: trained_on",
        "  - { type: developed_by, to: organization/lab, sources: unsourced }\n  - { type: trained_on",
      ),
      `${ernie}:15:`,
      ["given twice"],
    ],
    [
      "a name that another entity of the kind has",
      edit("entities/model/llama.yaml", "[羊驼]", "[Ｅｒｎｉｅ]"),
      "entities/model/llama.yaml:2:",
      ["also a name of model/ernie"],
    ],
    [
      "an alias that repeats the name",
      edit(ernie, "[Wenxin model,", "[ernie,"),
      `${ernie}:2:`,
      ["repeats the name"],
    ],
    [
      "a missing language",
      edit(ernie, "summary: { en: A model., zh: 一个模型。 }", "summary: { en: A model. }"),
      `${ernie}:3:`,
      ['"zh" is missing', "both languages"],
    ],
    ["an empty text", edit(ernie, "zh: 一个模型。", 'zh: ""'), `${ernie}:3:`, ["zh"]],
    [
      "a missing field",
      edit(ernie, "summary: { en: A model., zh: 一个模型。 }\n", ""),
      `${ernie}:1:`,
      ['"summary" is missing'],
    ],
    [
      "nothing said about sources",
      edit(
        ernie,
        "parameters: { value: [110000000], sources: unsourced }",
        "parameters: { value: [110000000] }",
      ),
      `${ernie}:8:`,
      ["sources"],
    ],
    [
      "an empty list of sources",
      edit(ernie, 'value: "2019-03", sources: [site]', 'value: "2019-03", sources: []'),
      `${ernie}:7:`,
      ["empty list", '"unsourced"'],
    ],
    [
      "a shared source with its title in one language",
      { "sources.yaml": "paper:\n  title: { en: The paper }\n" },
      "sources.yaml:2:10",
      ['"zh" is missing', "both languages"],
    ],
    [
      "a source that does not exist",
      edit(ernie, "sources: [site, paper]", "sources: [sits]"),
      `${ernie}:9:`,
      ['no source "sits"', 'did you mean "site"'],
    ],
    [
      "a source with neither address nor title",
      edit(ernie, "    url: https://example.org/\n    title: Example\n", "    {}\n"),
      `${ernie}:17:`,
      ["a url, a title, or both"],
    ],
    [
      "a source whose address is not of the web",
      edit(ernie, "    url: https://example.org/\n", "    url: ftp://example.org/\n"),
      `${ernie}:18:`,
      ["ftp://example.org/", "http"],
    ],
    [
      "a source that hides a shared one",
      edit(ernie, "  site:\n", "  paper:\n    title: Mine\n  site:\n"),
      `${ernie}:17:3`,
      ["shared source"],
    ],
    [
      "a section that is not in the outline",
      edit(ernie, '["1.1"]', '["1.1", "9.9"]'),
      `${ernie}:5:`,
      ["9.9", "outline.yaml"],
    ],
    [
      "a section that its chapter lacks",
      edit(ernie, '["1.1"]', '["1.2"]'),
      `${ernie}:5:`,
      ["allowed in chapter 1: 1, 1.1"],
    ],
    [
      "an entity outside the one connected graph",
      {
        "entities/model/alone.yaml":
          "name: { en: Alone, zh: 孤 }\nsummary: { en: No ties., zh: 没有关系。 }\n",
      },
      "entities/model/alone.yaml:1:1",
      ["not connected"],
    ],
    [
      "a name of the white paper without its entity",
      {
        "entities/model/ernie.yaml": undefined,
        ...edit("entities/model/ernie-2.yaml", "to: model/ernie,", "to: model/llama,"),
      },
      "white-paper-names.tsv:2:1",
      ['no entity "model/ernie"'],
    ],
    [
      "a line of the white paper's names that is too short",
      { "white-paper-names.tsv": "kind\tid\ten\tzh\twhere\nmodel\tmodel/ernie\tERNIE\n" },
      "white-paper-names.tsv:2:1",
      ["parted by tabs"],
    ],
    ["no ontology", { "ontology.yaml": undefined }, "ontology.yaml:1:1", ["missing or empty", "kinds"]],
    [
      "an ontology that names what it lacks",
      edit("ontology.yaml", "values: access", "values: acess"),
      "ontology.yaml:16:",
      ['unknown enumeration "acess"', 'did you mean "access"'],
    ],
    [
      "a relation type between unknown kinds",
      edit("ontology.yaml", "to: [dataset]", "to: [datasets]"),
      "ontology.yaml:",
      ['unknown kind "datasets"'],
    ],
    [
      "a derived facet that leads nowhere",
      edit("ontology.yaml", "path: developed_by.country", "path: developed_by.county"),
      "ontology.yaml:",
      ["county"],
    ],
    [
      "a column that the kind does not have",
      edit("ontology.yaml", "  dataset:", "  dataset:\n    columns: [named, from.trained_on, to.based_on]"),
      "ontology.yaml:",
      ['unknown column "to.based_on"', "from.trained_on"],
    ],
    [
      "a grouping by a facet that there is not",
      grouping("place: { label: { en: Place, zh: 地 }, facets: [developer_country, county] }"),
      `ontology.yaml:${groupingLine}:`,
      ['unknown facet of categories "county"', 'did you mean "country"'],
    ],
    [
      "a grouping by a date",
      grouping("place: { label: { en: Place, zh: 地 }, facets: [released] }"),
      `ontology.yaml:${groupingLine}:`,
      ['unknown facet of categories "released"', "access"],
    ],
    [
      "a grouping of an unknown kind",
      grouping("place: { label: { en: Place, zh: 地 }, self: place, facets: [country] }"),
      `ontology.yaml:${groupingLine}:`,
      ['unknown kind "place"', "organization"],
    ],
    [
      "a grouping along an unknown relation type",
      grouping("place: { label: { en: Place, zh: 地 }, roll_up: part, facets: [country] }"),
      `ontology.yaml:${groupingLine}:`,
      ['unknown relation type "part"', "part_of"],
    ],
    [
      "a grouping in the place of a facet",
      grouping("access: { label: { en: Place, zh: 地 }, facets: [country] }"),
      `ontology.yaml:${groupingLine}:`,
      ['"access"', "choose another name"],
    ],
    [
      "a grouping in the place of kinds",
      grouping("kind: { label: { en: Place, zh: 地 }, facets: [country] }"),
      `ontology.yaml:${groupingLine}:`,
      ['"kind"', "choose another name"],
    ],
    [
      "a scope of an unknown kind",
      edit("ontology.yaml", "scope:\n  kind: organization", "scope:\n  kind: organisation"),
      "ontology.yaml:64:9",
      ['unknown kind "organisation"', 'did you mean "organization"'],
    ],
    [
      "a rule of the scope along an unknown relation type",
      edit("ontology.yaml", "via: part_of, end: from", "via: part, end: from"),
      "ontology.yaml:66:36",
      ['unknown relation type "part"', "part_of"],
    ],
    [
      "a rule of the scope that follows from none",
      edit("ontology.yaml", "developed: { of: [self, part]", "developed: { of: [self, parts]"),
      "ontology.yaml:67:29",
      ['unknown rule before or at this one "parts"', "self, part, developed"],
    ],
    [
      "a rule of the scope that follows from a later one",
      edit("ontology.yaml", "part: { of: [self, part]", "part: { of: [self, developed]"),
      "ontology.yaml:66:24",
      ['unknown rule before or at this one "developed"', "self, part"],
    ],
    [
      "a rule of the scope that lets nothing in",
      edit("ontology.yaml", "developed: { of: [self, part]", "developed: { of: []"),
      "ontology.yaml:67:22",
      ["of"],
    ],
    [
      "a rule of the scope for neither end",
      edit("ontology.yaml", "via: part_of, end: from", "via: part_of, end: both"),
      "ontology.yaml:66:50",
      ['"both"'],
    ],
    ...(
      [
        ["rules: [develop], kinds: [model]", 'unknown rule "develop"; did you mean "developed"'],
        ["rules: [developed], kinds: [mode]", 'unknown kind "mode"; did you mean "model"'],
        [
          "rules: [developed], kinds: [model], tells: [{ via: based, end: to }]",
          'unknown relation type "based"; did you mean "based_on"',
        ],
      ] as const
    ).map(([section, words]): [string, Record<string, string>, string, string[]] => [
      `a section of a scope's page that has ${section}`,
      edit("ontology.yaml", "context:", `  sections: [{ label: { en: A, zh: 甲 }, ${section} }]\ncontext:`),
      "ontology.yaml:68:",
      [words],
    ]),
    [
      "more rules of the scope than there is room for",
      edit(
        "ontology.yaml",
        "context:",
        `${Array.from({ length: 14 }, (_, i) => `    more${i}: { of: [self], via: part_of, end: to }\n`).join("")}context:`,
      ),
      "ontology.yaml:66:5",
      ["16 rules", "at most 15"],
    ],
    [
      "an unknown relation type as context",
      edit("ontology.yaml", "context: [based_on, trained_on]", "context: [based_on, learned_on]"),
      "ontology.yaml:68:21",
      ['unknown relation type "learned_on"', "trained_on"],
    ],
    [
      "a flow along an unknown relation type",
      flow("{ via: learned_on, source: to }"),
      `ontology.yaml:${flowLine}:14`,
      ['unknown relation type "learned_on"', "trained_on"],
    ],
    [
      "a flow between unknown kinds",
      flow("{ via: trained_on, source: to, from: [model], to: [datasets] }"),
      `ontology.yaml:${flowLine}:`,
      ['unknown kind "datasets"', 'did you mean "dataset"'],
    ],
    [
      "a flow between kinds that its relation type cannot join",
      flow("{ via: developed_by, source: to, to: [model] }"),
      `ontology.yaml:${flowLine}:7`,
      ["no developed_by can join these kinds", "it runs model|dataset → organization"],
    ],
    [
      "a flow out of neither end",
      flow("{ via: trained_on, source: both }"),
      `ontology.yaml:${flowLine}:`,
      ['"both"'],
    ],
    [
      "flows of which one is missing",
      edit("ontology.yaml", "derived_facets:", "flows:\n  lineage: []\n  impact: []\nderived_facets:"),
      `ontology.yaml:${flowLine - 3}:`,
      ['"terms" is missing'],
    ],
    [
      "a section without an introduction",
      edit("outline.yaml", ", intro: { en: Its part., zh: 其中一节。 }", ""),
      "outline.yaml:4:",
      ['"intro" is missing'],
    ],
    [
      "an introduction in one language",
      edit("outline.yaml", "{ en: Its part., zh: 其中一节。 }", "{ en: Its part. }"),
      "outline.yaml:4:",
      ['"zh" is missing'],
    ],
    [
      "a record of changes by another name",
      { "changes/first.yaml": record("2026-01-01", "", "a") },
      "changes/first.yaml:1:1",
      ["changes/<date>-<number>.yaml"],
    ],
    [
      "a record of changes that does not go on from the one before",
      { ...records, "changes/2026-01-02-1.yaml": record("2026-01-02", "c", "b") },
      "changes/2026-01-02-1.yaml:2:",
      ["2026-01-01-1, ends with version aaaaaaaaaaaaaaaa"],
    ],
    [
      "a record of changes that is older than the one before",
      { ...records, "changes/2026-01-01-2.yaml": record("2026-01-01", "a", "b", "00:00:00") },
      "changes/2026-01-01-2.yaml:1:",
      ["comes before, is later"],
    ],
    [
      "a record of changes of another day",
      { "changes/2026-01-03-1.yaml": record("2026-01-01", "", "a") },
      "changes/2026-01-03-1.yaml:1:",
      ["the file's name says 2026-01-03"],
    ],
    [
      "a first record that tells of changes",
      { "changes/2026-01-01-1.yaml": record("2026-01-01", "b", "a") },
      "changes/2026-01-01-1.yaml:5:",
      ["first edition"],
    ],
    [
      "a damaged place on the map",
      { "map.tsv": "model/ernie\t1\tnorth\tx\n" },
      "map.tsv:1:1",
      ["parted by tabs"],
    ],
    [
      "a place given twice",
      { "map.tsv": "model/ernie\t1\t2\tx\nmodel/ernie\t1\t2\tx\n" },
      "map.tsv:2:1",
      ["twice"],
    ],
  ])("%s", async (_, changes, where, words) => {
    const problems = await problemsWith(changes);
    const problem = problems.find((text) => text.startsWith(where));
    expect(problem, problems.join("\n")).toBeDefined();
    for (const word of words) expect(problem).toContain(word);
  });

  it("a name of the white paper that search does not show", async () => {
    const names = `${smallFiles["white-paper-names.tsv"]}model\tmodel/llama\tVicuna\t小羊驼\tpart 3\n`;
    const { data } = await withSmallGraph({ "white-paper-names.tsv": names }, loadGraphData);
    if (!data) throw new Error("no data");
    expect(unfoundNames(data, compileGraph(data)).map(told)).toEqual([
      expect.stringContaining('white-paper-names.tsv:3:1: search for "Vicuna" does not show model/llama'),
      expect.stringContaining("小羊驼"),
    ]);
  });

  it("tells of a broken shared file once, not in every file that refers to it", async () => {
    const files = async (changes: Record<string, string>) =>
      (await problemsWith(changes)).map((text) => text.split(":")[0]);
    expect(await files({ "sources.yaml": "paper: [\n" })).toEqual(["sources.yaml"]);
    expect(await files({ "outline.yaml": "title: x\n" })).toEqual(["outline.yaml", "outline.yaml"]);
  });

  it("takes no offence at line ends of another system, nor at files that are hidden", async () => {
    const changes: Record<string, string> = { "entities/.DS_Store": "\0" };
    for (const [name, text] of Object.entries(smallFiles)) changes[name] = text.replaceAll("\n", "\r\n");
    changes["map.tsv"] = "model/ernie\t1\t2\tx\r\n";
    const { data, problems } = await withSmallGraph(changes, loadGraphData);
    expect(problems).toEqual([]);
    expect(data?.places.get("model/ernie")?.region).toBe("x");
    expect(data?.requiredNames[0]?.names).toEqual(["ERNIE", "文心"]);
  });

  it("tells everything at once, by file and line", async () => {
    const problems = await problemsWith({
      ...edit(ernie, "value: open", "value: ajar"),
      ...edit("entities/dataset/c4.yaml", "zh: C4", "cn: C4"),
      ...edit("ontology.yaml", "roll_up: part_of }\n  developer:", "roll_up: partof }\n  developer:"),
    });
    expect(problems.map((text) => text.split(":")[0])).toEqual([
      "entities/dataset/c4.yaml",
      "entities/dataset/c4.yaml",
      ernie,
      "ontology.yaml",
    ]);
  });
});
