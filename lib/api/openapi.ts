/** The API described in OpenAPI 3.1, made of the schemas that check requests and answers. */
import * as z from "zod/mini";
import {
  askAnswer,
  askParameters,
  compareAnswer,
  compareParameters,
  entityAnswer,
  entityParameters,
  facetsAnswer,
  facetsParameters,
  graphParameters,
  impactAnswer,
  impactParameters,
  lineageAnswer,
  lineageParameters,
  neighborsAnswer,
  neighborsParameters,
  pathsAnswer,
  pathsParameters,
  questionsAnswer,
  questionsParameters,
  rankingAnswer,
  rankingParameters,
  searchAnswer,
  searchParameters,
  statusAnswer,
  subgraphAnswer,
  subgraphParameters,
  termsAnswer,
  termsParameters,
} from "./contract";
import { problemSchema } from "./problem";

type JsonSchema = Record<string, unknown>;

const answers = {
  Entity: entityAnswer,
  Neighbors: neighborsAnswer,
  SearchHits: searchAnswer,
  Facets: facetsAnswer,
  Subgraph: subgraphAnswer,
  Lineage: lineageAnswer,
  Impact: impactAnswer,
  Terms: termsAnswer,
  Paths: pathsAnswer,
  Comparison: compareAnswer,
  Ranking: rankingAnswer,
  Questions: questionsAnswer,
  Understood: askAnswer,
  Status: statusAnswer,
  Problem: problemSchema,
};

/** By parameter; where an operation means something else by it, by the operation and the parameter. */
const texts: Readonly<Record<string, string>> = {
  graph: "Which graph; the atlas unless told.",
  version: "State of the data, as answers name it; the current one unless told. Answers to it never change.",
  kind: "Kind of the entity.",
  slug: "Rest of the entity's id, behind its kind.",
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
  ask: "Only the answer to a question: `lineage:id[,up|down][,depth]`, `impact:id[,depth]`, `terms:id`, `paths:id,id[,k,hops]` or `compare:id,id[,id…]`.",
  of: "Id of the entity that the question is about.",
  "compare.of": "Ids of two to four entities, joined by commas.",
  "getLineage.direction": "up: what the entity comes from; down: what comes of it.",
  depth: "Hops that are followed at most; as far as they lead unless told, 12 at most.",
  from: "Id of the entity where the ways begin.",
  to: "Id of the entity where they end.",
  k: "How many ways at most.",
  hops: "How long each may be.",
  by: "What the entities are ranked by. Betweenness is estimated where the view is large; the answer then says from how many entities.",
  "ask.q": "The question, in Chinese, English or both.",
  locale: "Language of the labels of what was understood.",
  q: "What to look for: a name or alias in either language, pinyin, initials.",
};

function jsonSchema(schema: z.core.$ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as JsonSchema;
  return rest;
}

/** The whole document; plain JSON. */
export function openApiDocument(): JsonSchema {
  return {
    openapi: "3.1.0",
    info: {
      title: "Large Model Atlas",
      version: "1",
      description:
        "Read-only access to a graph of entities and sourced relations. Lists are bounded; errors are RFC 9457 problem documents.",
    },
    paths: {
      "/api/v1/graph": route("getGraph", "The whole graph in its compact form", graphParameters, {
        description: "Columns of entities and relations, the most important entity first.",
        content: {
          "application/json": {
            schema: {
              type: "object",
              required: [
                "format",
                "graph",
                "version",
                "ontology",
                "entities",
                "relations",
                "regions",
                "readings",
              ],
            },
          },
        },
      }),
      "/api/v1/entities/{kind}/{slug}": route(
        "getEntity",
        "All that is known of one entity",
        entityParameters,
        answer("Entity"),
        ["kind", "slug"],
      ),
      "/api/v1/entities/{kind}/{slug}/neighbors": route(
        "getNeighbors",
        "An entity's neighbours, the most important first",
        neighborsParameters,
        answer("Neighbors"),
        ["kind", "slug"],
      ),
      "/api/v1/search": route("search", "Entities by name", searchParameters, answer("SearchHits")),
      "/api/v1/graph/facets": route(
        "getFacetTable",
        "The values of every facet, for the compact graph of the same version",
        graphParameters,
        {
          description: "A column for each facet.",
          content: { "application/json": { schema: { type: "object", required: ["format", "columns"] } } },
        },
      ),
      "/api/v1/facets": filtered(
        route(
          "getFacets",
          "What a filter would leave by kind, scope and value",
          facetsParameters,
          answer("Facets"),
        ),
      ),
      "/api/v1/subgraph": filtered(
        route(
          "getSubgraph",
          "The entities and relations that a view shows",
          subgraphParameters,
          answer("Subgraph"),
        ),
        shownParameters,
      ),
      "/api/v1/lineage": route(
        "getLineage",
        "What an entity comes from and what comes of it, the nearest first",
        lineageParameters,
        answer("Lineage"),
      ),
      "/api/v1/impact": route(
        "getImpact",
        "What a change of an entity would affect, the nearest first",
        impactParameters,
        answer("Impact"),
      ),
      "/api/v1/terms": route(
        "getTerms",
        "The terms of use that come down to an entity from what it is made of",
        termsParameters,
        answer("Terms"),
      ),
      "/api/v1/paths": route(
        "getPaths",
        "Why two entities are connected: the most telling ways between them",
        pathsParameters,
        answer("Paths"),
      ),
      "/api/v1/compare": route(
        "compare",
        "What two to four entities have in common, and what is each one's own",
        compareParameters,
        answer("Comparison"),
      ),
      "/api/v1/ranking": filtered(
        route(
          "getRanking",
          "The foremost entities of what a view shows",
          rankingParameters,
          answer("Ranking"),
        ),
        shownParameters,
      ),
      "/api/v1/questions": route(
        "getQuestions",
        "Ready questions, each with the view that answers it",
        questionsParameters,
        answer("Questions"),
      ),
      "/api/v1/ask": route(
        "ask",
        "A question in words as a view, without a language model",
        askParameters,
        answer("Understood"),
      ),
      "/api/v1/openapi.json": route("getOpenApi", "This document", graphParameters, {
        description: "OpenAPI 3.1",
        content: { "application/json": { schema: { type: "object" } } },
      }),
      "/api/health": route("getHealth", "Whether the process answers", undefined, answer("Status")),
      "/api/ready": route(
        "getReady",
        "Whether questions about the graph can be answered",
        undefined,
        answer("Status"),
      ),
    },
    components: {
      schemas: Object.fromEntries(
        Object.entries(answers).map(([name, schema]) => [name, jsonSchema(schema, "input")]),
      ),
    },
  };
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
const shownParameters = ["ask", "off", "expand", "without", "time"];

/** The route with the parameters of a filter, and more of a view, which no schema of a plain object describes. */
function filtered(
  { get }: { get: JsonSchema & { parameters: JsonSchema[] } },
  more: readonly string[] = [],
): JsonSchema {
  const parameters = [...filterParameters, ...more].map((name) => ({
    name,
    in: "query",
    required: false,
    description: texts[name],
    schema: { type: "string" },
  }));
  return { get: { ...get, parameters: [...get.parameters, ...parameters] } };
}

function answer(name: keyof typeof answers): JsonSchema {
  return {
    description: name,
    content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
  };
}

function route(
  operationId: string,
  summary: string,
  parameters: z.core.$ZodType | undefined,
  success: JsonSchema,
  path: readonly string[] = [],
): { get: JsonSchema & { parameters: JsonSchema[] } } {
  // What has to be given is known before reading; the usual value of a number that arrives as text, after.
  const required = (parameters && (jsonSchema(parameters, "input").required as string[])) ?? [];
  const schema = parameters && jsonSchema(parameters, "output");
  const query = Object.entries((schema?.properties ?? {}) as Record<string, JsonSchema>);
  return {
    get: {
      operationId,
      summary,
      parameters: [
        ...path.map((name) => ({
          name,
          in: "path",
          required: true,
          description: texts[name],
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
      responses: {
        200: success,
        default: {
          description: "What is wrong, and what is allowed",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
    },
  };
}
