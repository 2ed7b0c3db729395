/** Of a graph that is too large to be drawn as a whole, the tile that a view's picture is drawn from, as the explorer would have it. */
import { type PartAnswer, partAnswer } from "@/lib/api/part-answer";
import { broughtIn } from "@/lib/api/part-expansions";
import type { Text } from "@/lib/graph/schema";
import { type TileAddress, tileFor, tileLimits } from "@/lib/graph/tile";
import type { PackedGraphData } from "@/lib/picture/packed";
import type { GraphRef, GraphStore } from "@/lib/store/store";
import { centresOf, filterAsked, namesOf } from "@/lib/view/parts";
import type { Rectangle, View } from "@/lib/view/view";
import type { LargeGraph } from "./graph-store";

/** The tile that a picture of a view is drawn from. */
export interface PictureTile {
  /** Names it among all of this version of the graph. */
  readonly key: string;
  load(): Promise<PackedGraphData>;
}

/** @param page the picture's width and height, as what it shows beyond the view's camera goes by that */
export async function pictureTile(
  { store, info, sections }: LargeGraph,
  view: View,
  page: { readonly width: number; readonly height: number },
): Promise<PictureTile> {
  const ref = { graph: info.graph, version: info.version };
  const isMap = view.layout.as === "atlas";
  const sight = view.camera && isMap ? sightOn(page, view.camera) : undefined;
  const tile: TileAddress = sight ? tileFor(info.tiles, sight) : { z: 1, x: 0, y: 0 };
  const around = centresOf(view).slice(0, tileLimits.around);
  const answer = view.question && (await answerOf(store, ref, view.question));
  const brought = await broughtIn(view.expansions, (id, query) => store.neighbors(ref, id, query));
  const named = [...new Set([...namesOf(view), ...(answer?.ids ?? []), ...brought])]
    .filter((id) => !around.includes(id))
    .slice(0, tileLimits.with);
  const filter = filterAsked(view);
  const key = JSON.stringify([tile, around, named, filter]);
  const load = async (): Promise<PackedGraphData> => {
    const { filter: asked, hiddenKinds } = view;
    const query = { ...tile, around, with: named };
    // How densely the others stand is an image, which a drawing of paths and texts has no place for.
    const {
      compact,
      facets,
      density: _,
      ...said
    } = await store.tile(ref, query, filter === "" ? undefined : { filter: asked, hiddenKinds });
    const of = {
      key,
      grid: info.tiles,
      size: info.entities,
      relations: info.relations,
      filter,
      named: [...around, ...named],
    };
    return {
      compact,
      facets,
      part: { tile: said, of },
      sections: { zh: titlesIn(sections, "zh"), en: titlesIn(sections, "en") },
    };
  };
  return { key, load };
}

const titlesIn = (sections: Readonly<Record<string, Text>>, locale: "zh" | "en") =>
  Object.fromEntries(Object.entries(sections).map(([number, title]) => [number, title[locale]]));

/** What a page of these sides shows of the map where all that the camera shows is on it. */
function sightOn(
  page: { width: number; height: number },
  { left, top, right, bottom }: Rectangle,
): Rectangle {
  const [width, height] = [right - left, bottom - top];
  const scale = Math.max(width / page.width, height / page.height);
  const [dx, dy] = [(page.width * scale - width) / 2, (page.height * scale - height) / 2];
  return { left: left - dx, right: right + dx, top: top - dy, bottom: bottom + dy };
}

const answerOf = (
  store: GraphStore,
  ref: GraphRef,
  question: NonNullable<View["question"]>,
): Promise<PartAnswer> =>
  partAnswer(question, {
    paths: (query) => store.paths(ref, query),
    terms: (of) => store.terms(ref, of),
    lineage: (query) => store.lineage(ref, query),
    impact: (query) => store.impact(ref, query),
  });
