/** What the OpenAPI document is put together from: operations, their parameters, and what is said of those. */
import * as z from "zod/mini";

export type JsonSchema = Record<string, unknown>;

/** By parameter; where an operation means something else by it, by the operation and the parameter. */
const texts: Readonly<Record<string, string>> = {
  graph: "Which graph; the atlas unless told.",
  version: "State of the data, as answers name it; the current one unless told. Answers to it never change.",
  kind: "Kind of the entity.",
  slug: "Rest of the entity's id, behind its kind.",
  "getStory.slug": "Name of the story in addresses, as the list of stories has it.",
  type: "Only relations of this type.",
  direction: "out: relations that start at the entity; in: those that end there.",
  limit: "At most so many.",
  cursor: "Where the page before ended: its `next`.",
  hide: "Kinds that are taken out, joined by commas.",
  in: "Entities that the graph is scoped by, such as domains, joined by commas.",
  combine: "Whether belonging to any of several scopes is enough.",
  context: "How far what the members are built on is taken along: 0, 1 or 2 steps.",
  near: "Only the ego network of an entity: `id,depth[,any|out|in[,type…]]`, depth 1 to 4, along these relation types or any.",
  "to.{type}":
    "Only what a relation of this type leads from to any of these entities, or to their parts, joined by commas: `to.trained_on=dataset/the-pile`.",
  "from.{type}": "Only what a relation of this type leads to from any of these entities.",
  list: "Only these entities, joined by commas.",
  show: "Entities that stay although the filter leaves them out, joined by commas.",
  "f.{facet}":
    "Values of a facet, joined by commas: any of them; with an exclamation mark before, none of them; a question mark stands for having no value.",
  "r.{facet}":
    "Range of a number or date, `from..to`, both included, either may be left out; `,?` behind it takes entities without a value along.",
  off: "Relation types that are taken out, joined by commas.",
  expand:
    "Entities whose neighbours are taken along although the filter leaves them out: `id,limit[,any|out|in[,importance|date|name[,type…]]]`, at most 60 of each, joined by semicolons.",
  without: "Entities that are taken out, joined by commas.",
  time: "Only what is dated within these months, both included: `2018-01..2024-06`; what is undated goes with its dated neighbours, or with `,dated` behind it is left out.",
  select: "The entity that is pointed at, or the relation, as `from~type~to`.",
  also: "What else is selected, beside an entity; ids joined by commas.",
  layout:
    "Where everything stands: `atlas`, `force`, `layered`, `concentric[:id]` round an entity, `time[:key]` or `groups[:key]`, the key as with `colour`.",
  closed: "Groups that are one mark, joined by commas; a comma and a percent sign in a name are escaped.",
  colour:
    "What the colours of marks stand for: a facet or another key that things are grouped by; their kinds unless told.",
  size: "The number that the sizes of marks stand for; importance unless told.",
  style: "Name of colours and sizes that belong together.",
  moved:
    "Places of entities that stand elsewhere, in map units: `id:x,y`, at most 100 of them, joined by semicolons.",
  notes:
    "What is written at entities or places of the map: `id:text` or `x,y:text`, at most 40 of them, joined by semicolons; a semicolon and a percent sign in a text are escaped.",
  at: "What is in sight at least, in map units: `left,top,right,bottom`; all unless told.",
  ask: "Only the answer to a question: `lineage:id[,up|down][,depth]`, `impact:id[,depth]`, `terms:id`, `paths:id,id[,k,hops]` or `compare:id,id[,id…]`.",
  of: "Id of the entity that the question is about.",
  "compare.of": "Ids of two to four entities, joined by commas.",
  zoom: "From 0: the map is cut into 2^zoom by 2^zoom cells, and a tile shows two by two of them.",
  column: "Of the tile's first cell, from the left, 0 to 2^zoom - 2.",
  row: "The same, from the top.",
  with: "Entities that are in the tile wherever they stand, joined by commas.",
  around: "The same, each with the most important of its neighbours.",
  ontology: "0 leaves the ontology out, which is the same in all tiles of a version.",
  "getLineage.direction": "up: what the entity comes from; down: what comes of it.",
  depth: "Hops that are followed at most; as far as they lead unless told, 12 at most.",
  from: "Id of the entity where the ways begin.",
  to: "Id of the entity where they end.",
  k: "How many ways at most.",
  hops: "How long each may be.",
  by: "What the entities are ranked by. Betweenness is estimated where the view is large; the answer then says from how many entities.",
  "ask.q": "The question, in Chinese, English or both.",
  locale: "Language of the labels of what was understood.",
  z: "The parameters of a view, deflated and written as base64url, as long addresses of the explorer have them.",
  id: "Ten letters and digits.",
  url: "Address of a view on this site.",
  maxwidth: "Pixels that the frame may be wide.",
  maxheight: "Pixels that it may be high.",
  format: "json; another is not given.",
  theme: "Colours of the picture.",
  "getExport.format":
    "json: all that is known, as the explorer reads it again; csv: an archive of two tables and the sources; bibtex: the sources alone.",
  part: "With csv: one of the tables, not as an archive.",
  only: "members: without what stands back in the view.",
  "getExport.locale": "Language of the title, and of the page that the file's address leads to.",
  "getPreview.locale": "Language of the names.",
  story: "A story whose title stands above the picture, in place of what the view asks for.",
  step: "The step of the story whose title that is, from 1.",
  chart: "Name of the chart.",
  "getChart.locale": "Language of the chart.",
  "getChart.format": "svg, png at twice the size, or csv.",
  "getPicture.locale": "Language of names and words.",
  "getPicture.format": "Form of the picture.",
  width: "Of the page, in CSS pixels.",
  height: "Of the page, in CSS pixels.",
  scale: "Pixels of a PNG to a CSS pixel; 40 million in all at the most. The other forms have none.",
  transparent: "1: without a ground.",
  title: "0: without a title, and without numbers under it.",
  heading: "A title of one's own.",
  legend: "0: without a legend.",
  pins: "0: without the view's notes, as pins and as a list.",
  footer: "What stands at the foot, joined by commas; nothing, if it is empty.",
  q: "What to look for: a name or alias in either language, pinyin, initials.",
};

export function jsonSchema(schema: z.core.$ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as JsonSchema;
  return rest;
}

/** Parameters of a view as far as they filter. */
const filterParameters = [
  "hide",
  "in",
  "combine",
  "context",
  "near",
  "to.{type}",
  "from.{type}",
  "list",
  "show",
  "f.{facet}",
  "r.{facet}",
];

/** What else of a view says which entities it shows. */
export const shownParameters = ["ask", "off", "expand", "without", "time"];

/** The rest of a view: what is pointed at, how it is drawn and arranged, and what is written on it. */
export const drawnParameters = [
  "select",
  "also",
  "layout",
  "closed",
  "colour",
  "size",
  "style",
  "moved",
  "notes",
  "at",
];

/** The route with the parameters of a filter, and more of a view, which no schema of a plain object describes. */
export function filtered(
  { get }: { get: JsonSchema & { parameters: JsonSchema[] } },
  more: readonly string[] = [],
): JsonSchema {
  const parameters = [...filterParameters, ...more, "z"].map((name) => ({
    name,
    in: "query",
    required: false,
    description: texts[name],
    schema: { type: "string" },
  }));
  return { get: { ...get, parameters: [...get.parameters, ...parameters] } };
}

/** What a route answers, by the name of its schema. */
export function answer(name: string): JsonSchema {
  return {
    description: name,
    content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
  };
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: z.core.$ZodType | undefined;
  /** Names of those in the path. */
  readonly path?: readonly string[];
  readonly body?: string;
  readonly isKeyed?: boolean;
  readonly success: Readonly<Record<number, JsonSchema>>;
}

/** An operation, with all that may come of it. */
export function operation({
  operationId,
  summary,
  parameters,
  path = [],
  body,
  isKeyed = false,
  success,
}: Operation): JsonSchema & { parameters: JsonSchema[] } {
  // What has to be given is known before reading; the usual value of a number that arrives as text, after.
  const required = (parameters && (jsonSchema(parameters, "input").required as string[])) ?? [];
  const schema = parameters && jsonSchema(parameters, "output");
  const query = Object.entries((schema?.properties ?? {}) as Record<string, JsonSchema>);
  return {
    operationId,
    summary,
    parameters: [
      ...path.map((name) => ({
        name,
        in: "path",
        required: true,
        description: texts[`${operationId}.${name}`] ?? texts[name],
        schema: { type: "string" },
      })),
      ...query.map(([name, of]) => ({
        name,
        in: "query",
        required: required.includes(name),
        description: texts[`${operationId}.${name}`] ?? texts[name],
        // A list is one text.
        ...(of.type === "array" && { style: "form", explode: false }),
        schema: of,
      })),
    ],
    ...(body && { requestBody: { required: true, ...answer(body) } }),
    ...(isKeyed && { security: [{ editKey: [] }] }),
    responses: {
      ...success,
      default: {
        description: "What is wrong, and what is allowed",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

/** A route that is only read. */
export const route = (
  operationId: string,
  summary: string,
  parameters: z.core.$ZodType | undefined,
  success: JsonSchema,
  path: readonly string[] = [],
): { get: ReturnType<typeof operation> } => ({
  get: operation({ operationId, summary, parameters, path, success: { 200: success } }),
});
