/**
 * Makes what the app serves of a graph that came from elsewhere, on the server or in a browser's worker. It always comes
 * to an end soon, whatever the graph looks like, and the same graph always gives the same bytes.
 */
import type { Draft } from "@/lib/exchange/infer";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { assembleLarge, byId, chineseIn } from "./assemble";
import { drawDraftMap } from "./draft-map";
import { measureDraft } from "./draft-metrics";

/**
 * The graph as it is served; places that the draft has are kept, brought to the map's measure.
 *
 * @param onProgress told the share that is done, 0 to 1
 */
export async function compileDraft(
  draft: Draft,
  onProgress: (share: number) => void = () => {},
): Promise<CompiledGraph> {
  const { ontology, outline } = draft;
  const entities = draft.entities.toSorted(byId);
  const metrics = measureDraft(ontology, entities);
  onProgress(0.1);
  const map = drawDraftMap(
    { ontology, entities, importance: metrics.importance, places: draft.places },
    (share) => onProgress(0.1 + 0.7 * share),
  );
  onProgress(0.8);
  const chinese = chineseIn(entities);
  const readings = chinese.length > 0 ? (await import("./readings")).readingsOf(chinese) : {};
  const none = { questions: [], stories: [], charts: [] };
  const compiled = await assembleLarge({
    ...metrics,
    ...map,
    ontology,
    outline,
    entities,
    readings,
    ...none,
  });
  onProgress(1);
  return compiled;
}
