/**
 * Makes of checked data what the app serves. Pure: the same data give the same bytes, whatever the
 * order in which they were read.
 */
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import type { EntityId } from "@/lib/graph/schema";
import { buildSearchIndex, searchGraph } from "@/lib/graph/search";
import { assemble, byId, chineseIn } from "./assemble";
import { files, type GraphData } from "./files";
import { buildMap, type Place } from "./map";
import { measure } from "./metrics";
import { readingsOf } from "./readings";
import type { Problem } from "./yaml-file";

export interface Compilation {
  readonly compiled: CompiledGraph;
  /** Every entity's place, newcomers included. */
  readonly places: ReadonlyMap<EntityId, Place>;
}

/** Among how many hits search has to show a name of the white paper. */
const searchDepth = 10;

/** @param options.relayout draw the map anew instead of keeping the places that stand */
export function compileGraph(data: GraphData, options: { relayout?: boolean } = {}): Compilation {
  const { ontology, outline, renamed } = data;
  const entities = data.entities.toSorted(byId);
  const metrics = measure(ontology, entities);
  const { places, regions } = buildMap({
    ontology,
    entities,
    importance: metrics.importance,
    places: options.relayout ? new Map() : data.places,
  });
  const compiled = assemble({
    ...metrics,
    ontology,
    outline,
    entities,
    places,
    regions,
    renamed,
    readings: readingsOf(chineseIn(entities)),
    questions: data.questions.map(({ slug, content: { title, about, view, members } }) => ({
      slug,
      title,
      about,
      view,
      count: members.length,
    })),
    stories: data.stories.map(({ story }) => story),
    charts: data.charts,
  });
  return { compiled, places };
}

/** Names of the white paper that search would not find among the first hits. */
export function unfoundNames({ requiredNames }: GraphData, { compiled }: Compilation): Problem[] {
  const graph = decodeGraph(compiled.compact);
  const index = buildSearchIndex(graph);
  return requiredNames.flatMap(({ id, names, line }) =>
    names
      .filter(
        (name) =>
          !searchGraph(index, name, { limit: searchDepth }).some(({ entity }) => graph.ids[entity] === id),
      )
      .map((name) => ({
        file: files.names,
        line,
        column: 1,
        message: `search for "${name}" does not show ${id} among the first ${searchDepth}; give it this name as an alias`,
      })),
  );
}
