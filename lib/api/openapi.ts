/** The API described in OpenAPI 3.1, made of the schemas that check requests and answers. */

import { exportFormats, fileTypeOf } from "@/lib/export/export-kind";
import { chartParameters } from "./chart-contract";
import {
  askAnswer,
  askParameters,
  compareAnswer,
  compareParameters,
  entityAnswer,
  entityParameters,
  exportParameters,
  facetsAnswer,
  facetsParameters,
  graphAnswer,
  graphParameters,
  graphsAnswer,
  graphsParameters,
  healthAnswer,
  impactAnswer,
  impactParameters,
  lineageAnswer,
  lineageParameters,
  neighborsAnswer,
  neighborsParameters,
  pathsAnswer,
  pathsParameters,
  previewParameters,
  questionsAnswer,
  questionsParameters,
  rankingAnswer,
  rankingParameters,
  readyAnswer,
  searchAnswer,
  searchParameters,
  subgraphAnswer,
  subgraphParameters,
  termsAnswer,
  termsParameters,
  tileAnswer,
  tileParameters,
  versionAnswer,
} from "./contract";
import { oembedAnswer, oembedParameters } from "./oembed-contract";
import {
  answer,
  drawnParameters,
  filtered,
  type JsonSchema,
  jsonSchema,
  operation,
  route,
  shownParameters,
} from "./openapi-parts";
import { pictureParameters } from "./picture-contract";
import { problemSchema } from "./problem";
import { storiesAnswer, storiesParameters, storyAnswer } from "./stories-contract";
import {
  createdViewAnswer,
  newViewBody,
  savedViewSchema,
  viewChangeBody,
  viewChangesAnswer,
  viewParameters,
} from "./views-contract";

const schemas = {
  Graphs: graphsAnswer,
  Graph: graphAnswer,
  Entity: entityAnswer,
  Neighbors: neighborsAnswer,
  SearchHits: searchAnswer,
  Facets: facetsAnswer,
  Subgraph: subgraphAnswer,
  Tile: tileAnswer,
  Lineage: lineageAnswer,
  Impact: impactAnswer,
  Terms: termsAnswer,
  Paths: pathsAnswer,
  Comparison: compareAnswer,
  Ranking: rankingAnswer,
  Questions: questionsAnswer,
  Stories: storiesAnswer,
  Story: storyAnswer,
  Understood: askAnswer,
  Version: versionAnswer,
  Ready: readyAnswer,
  Health: healthAnswer,
  NewView: newViewBody,
  ViewChange: viewChangeBody,
  SavedView: savedViewSchema,
  CreatedView: createdViewAnswer,
  ViewChanges: viewChangesAnswer,
  Oembed: oembedAnswer,
  Problem: problemSchema,
};

/** Every form in which a graph can leave. */
const exportContent = Object.fromEntries(
  [...exportFormats.map((format) => ({ format })), { format: "csv", part: "entities" } as const].map(
    (kind) => [fileTypeOf(kind).mediaType.split(";")[0], {}],
  ),
);

/** The whole document; plain JSON. */
export function openApiDocument(): JsonSchema {
  return {
    openapi: "3.1.0",
    info: {
      title: "Large Model Atlas",
      version: "1",
      description:
        "Access to a graph of entities and sourced relations, which is only read, and to saved views. Lists are bounded; errors are RFC 9457 problem documents.",
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
      "/api/v1/tiles/{zoom}/{column}/{row}": filtered(
        route(
          "getTile",
          "A part of the map of a graph that is too large to be had as a whole: what appears there, with facets",
          tileParameters,
          answer("Tile"),
          ["zoom", "column", "row"],
        ),
        shownParameters,
      ),
      "/api/v1/graphs": route(
        "getGraphs",
        "The graphs that are served, the atlas first",
        graphsParameters,
        answer("Graphs"),
      ),
      "/api/v1/graphs/{graph}": route("getGraphInfo", "What a graph is", graphsParameters, answer("Graph"), [
        "graph",
      ]),
      "/api/v1/entities/{kind}/{slug}": renamed(
        route("getEntity", "All that is known of one entity", entityParameters, answer("Entity"), [
          "kind",
          "slug",
        ]),
      ),
      "/api/v1/entities/{kind}/{slug}/neighbors": renamed(
        route(
          "getNeighbors",
          "An entity's neighbours, the most important first",
          neighborsParameters,
          answer("Neighbors"),
          ["kind", "slug"],
        ),
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
        "Why two entities are connected: the most telling ways between them; `cutShort` where there may be better ones, or any at all, that were not looked for since that would lead too far in a large graph",
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
      "/api/v1/stories": route(
        "getStories",
        "Stories: views in order, with text between; here without it",
        storiesParameters,
        answer("Stories"),
      ),
      "/api/v1/stories/{slug}": route(
        "getStory",
        "A story: what each of its steps tells, and the view that shows it",
        storiesParameters,
        answer("Story"),
        ["slug"],
      ),
      "/api/v1/ask": route(
        "ask",
        "A question in words as a view, without a language model",
        askParameters,
        answer("Understood"),
      ),
      "/api/v1/preview": filtered(
        route("getPreview", "A picture of a view, 1200 by 630 pixels", previewParameters, {
          description: "PNG",
          content: { "image/png": {} },
        }),
        [...shownParameters, ...drawnParameters],
      ),
      "/api/v1/picture": filtered(
        route(
          "getPicture",
          "A picture of a view to take away: the map on a page, with text as text in SVG and PDF",
          pictureParameters,
          {
            description: "A file to download.",
            content: { "image/png": {}, "image/svg+xml": {}, "application/pdf": {} },
          },
        ),
        [...shownParameters, ...drawnParameters],
      ),
      "/api/v1/charts/{chart}": route(
        "getChart",
        "A chart to take away: as a picture with its title, sentence and source, or its numbers as a table",
        chartParameters,
        {
          description: "A file to download.",
          content: { "image/svg+xml": {}, "image/png": {}, "text/csv": {} },
        },
        ["chart"],
      ),
      "/api/v1/export": filtered(
        route(
          "getExport",
          "The entities, relations and facts that a view shows, or all of a graph, as a file",
          exportParameters,
          { description: "A file to download.", content: exportContent },
        ),
        [...shownParameters, ...drawnParameters],
      ),
      ...viewPaths(),
      "/api/oembed": route("getOembed", "How other sites show a view", oembedParameters, answer("Oembed")),
      "/api/v1/version": route(
        "getVersion",
        "The build that answers, and the version of its data",
        undefined,
        answer("Version"),
      ),
      "/api/v1/openapi.json": route("getOpenApi", "This document", graphParameters, {
        description: "OpenAPI 3.1",
        content: { "application/json": { schema: { type: "object" } } },
      }),
      "/api/health": route("getHealth", "Whether the process answers", undefined, answer("Health")),
      "/api/ready": route(
        "getReady",
        "Whether requests should be sent to this server: not before it can answer, nor once it is about to stop",
        undefined,
        answer("Ready"),
      ),
    },
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema, "input")]),
      ),
      securitySchemes: {
        editKey: { type: "http", scheme: "bearer", description: "Told when the view was saved." },
      },
    },
  };
}

/** A route about an entity, which may have another id than it had. */
function renamed({ get }: { get: JsonSchema }): JsonSchema {
  const moved = { description: "The entity has another id now; `Location` has the address under that." };
  return { get: { ...get, responses: { ...(get.responses as JsonSchema), 308: moved } } };
}

/** Routes of saved views. */
function viewPaths(): JsonSchema {
  const path = ["id"];
  return {
    "/api/v1/views": {
      post: operation({
        operationId: "createView",
        summary: "Saves a view, and tells the key that changes it",
        body: "NewView",
        success: { 201: answer("CreatedView") },
      }),
    },
    "/api/v1/views/{id}": {
      ...route("getView", "A saved view", viewParameters, answer("SavedView"), path),
      patch: operation({
        operationId: "changeView",
        summary: "Changes a saved view",
        path,
        body: "ViewChange",
        isKeyed: true,
        success: { 200: answer("SavedView") },
      }),
      delete: operation({
        operationId: "deleteView",
        summary: "Deletes a saved view",
        path,
        isKeyed: true,
        success: { 204: { description: "Deleted" } },
      }),
    },
    "/api/v1/views/{id}/changes": route(
      "getViewChanges",
      "What a frozen view would show otherwise on the current data",
      viewParameters,
      answer("ViewChanges"),
      path,
    ),
    "/api/v1/views/{id}/citation": route(
      "getViewCitation",
      "A saved view in a bibliography",
      viewParameters,
      { description: "BibTeX", content: { "application/x-bibtex": {} } },
      path,
    ),
  };
}
