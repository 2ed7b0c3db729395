/** What a frozen view keeps: exactly what it shows, so that it shows the same. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { decodeGraph } from "@/lib/graph/decode";
import { decodeFacets } from "@/lib/graph/facet-table";
import { contentHash } from "@/lib/store/snapshots";
import { fitViewToGraph } from "@/lib/view/fit-view";
import type { Speech } from "@/lib/view/grouping";
import { parseView } from "@/lib/view/parse-view";
import { EmptyPictureError, snapshotOf } from "@/lib/view/snapshot";
import { changesBetween } from "@/lib/view/snapshot-changes";
import { emptyView, type View } from "@/lib/view/view";
import { anyWay, pictureOf, seenIn, walk } from "../fixtures/explored-graph";
import { askedCompiled } from "../fixtures/small-graph";

let compiled: CompiledGraph;
let speech: Speech;
beforeAll(async () => {
  compiled = await askedCompiled();
  speech = speechOf(compiled);
});

function speechOf({ compact, facets }: CompiledGraph): Speech {
  const graph = decodeGraph(compact);
  return { graph, table: decodeFacets(facets, graph), sections: {} };
}

const viewAt = (query: string): View => parseView(new URLSearchParams(`graph=asked&${query}`)).view;
const frozen = (view: View, data = compiled) => snapshotOf(data, view, contentHash);
const ids = ({ entities }: CompiledGraph) => entities.map(({ id }) => id);

/** What is seen of a view once its layout has come to rest, by id. */
function seen(data: CompiledGraph, view: View) {
  const of = speechOf(data);
  const { scene } = pictureOf(of, fitViewToGraph(view, of.graph, of.table).view);
  const { graph, hidden, focus } = scene;
  const marks = [...graph.ids.keys()].filter((node) => !hidden[node]);
  const named = (nodes: readonly number[] = []) => nodes.map((node) => graph.ids[node]).sort();
  const relation = (r: number) => [
    graph.ids[graph.relations.from[r]],
    graph.relationTypes[graph.relations.type[r]],
    graph.ids[graph.relations.to[r]],
    graph.relations.backbone[r],
  ];
  return {
    marks: marks
      .map((node) => [
        graph.ids[node],
        scene.x[node],
        scene.y[node],
        scene.weight[node],
        scene.context[node],
        scene.explored?.paint?.colours.light[scene.explored.paint.of[node]],
        graph.names[node],
      ])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    focus: focus && [named(focus.members), focus.relations.map(relation).sort()],
    lines: [...graph.relations.type.keys()]
      .filter((r) => !hidden[graph.relations.from[r]] && !hidden[graph.relations.to[r]])
      .filter((r) => graph.relations.backbone[r] && !scene.explored?.off[graph.relations.type[r]])
      .map(relation)
      .sort(),
  };
}

/** What of a view would be given up where it is opened. */
function problemsOn(data: CompiledGraph, view: View) {
  const { graph, table } = speechOf(data);
  return fitViewToGraph(view, graph, table).problems;
}

describe("a snapshot", () => {
  it("shows what the view showed, whatever the view", () => {
    fc.assert(
      fc.property(anyWay, (way) => {
        const view = { ...walk(speech, way), graph: "asked" };
        const showsAny = seenIn(pictureOf(speech, view).scene).length > 0;
        if (!showsAny) return void expect(() => frozen(view)).toThrow(EmptyPictureError);
        const snapshot = frozen(view);
        expect(seen(snapshot, view)).toEqual(seen(compiled, view));
        expect(problemsOn(snapshot, view)).toEqual(problemsOn(compiled, view));
        // Frozen again, it is none the less the same.
        expect(seen(frozen(view, snapshot), view)).toEqual(seen(compiled, view));
      }),
      { numRuns: 60 },
    );
  });

  it("holds the entities in the picture and nothing else", () => {
    const some = frozen(viewAt("list=model/m3,model/m4,dataset/baike&context=0"));
    expect(ids(some).toSorted()).toEqual(["dataset/baike", "model/m3", "model/m4"]);
    const { relations, ...kept } = some.entities[ids(some).indexOf("model/m3")];
    const { relations: all, ...whole } = compiled.entities[ids(compiled).indexOf("model/m3")];
    expect(kept).toEqual(whole);
    expect(relations).toEqual(all.filter(({ to }) => ids(some).includes(to)));
    expect(some.compact.relations.to).toHaveLength(some.entities.flatMap((one) => one.relations).length);
    expect(some.compact.ontology).toEqual(compiled.compact.ontology);
    expect(some.outline).toEqual(compiled.outline);
    expect(some.questions).toEqual([]);
  });

  it("leaves out kinds, entities and relation types that the view leaves out", () => {
    const without = frozen(viewAt("hide=organization&without=model/m1&off=follows"));
    expect(ids(without).some((id) => id.startsWith("organization/") || id === "model/m1")).toBe(false);
    expect(without.entities.flatMap(({ relations }) => relations.map(({ type }) => type))).not.toContain(
      "follows",
    );
  });

  it("keeps what the view goes by where that is out of the picture", () => {
    const view = viewAt("in=organization/lab&hide=organization&context=0");
    const snapshot = frozen(view);
    expect(seen(snapshot, view)).toEqual(seen(compiled, view));
    expect(ids(snapshot)).toContain("organization/lab");
  });

  it.each([
    "hide=organization&notes=organization/lab:here;model/m3:there",
    "without=model/m1&moved=model/m1:3,4;model/m3:5,6&hide=dataset",
    "list=model/m3,dataset/baike&hide=dataset&context=0",
    "show=dataset/baike&in=organization/lab&hide=dataset&without=dataset/baike&context=0",
    "f.country=!US&context=0",
    "f.country=CN,!US&context=0",
    "to.developed_by=organization/lab&hide=organization&context=0",
    "near=organization/lab,1&hide=organization",
    "expand=organization/lab,12&without=organization/lab",
    "hide=dataset&off=follows&layout=concentric:organization/lab",
  ])("lets the view be opened as it is: %s", (query) => {
    const view = viewAt(query);
    const snapshot = frozen(view);
    const { graph, table } = speechOf(snapshot);
    expect(problemsOn(compiled, view)).toEqual([]);
    expect(fitViewToGraph(view, graph, table)).toEqual({ view, problems: [] });
    expect(seen(snapshot, view)).toEqual(seen(compiled, view));
  });

  it("remembers how things stand in the whole", () => {
    const { compact, from, pagerank } = frozen(viewAt("list=model/m3,dataset/baike&context=0"));
    const { graph } = speech;
    expect(from).toBe(graph.version);
    expect(compact.within?.size).toBe(graph.size);
    const order = compact.entities.slug.map((slug, i) =>
      graph.indexOf(`${graph.kinds[compact.entities.kind[i]]}/${slug}`),
    );
    expect(pagerank).toEqual(order.map((entity) => compiled.pagerank[entity]));
    expect(compact.within?.degree).toEqual(
      order.map((entity) => graph.incidentFrom[entity + 1] - graph.incidentFrom[entity]),
    );
  });

  it("is named by what it holds", () => {
    const [one, same, other] = ["m3", "m3", "m4"].map((slug) =>
      frozen(viewAt(`list=model/${slug}&context=0`)),
    );
    expect(one.compact.version).toMatch(/^[0-9a-f]{16}$/);
    expect(same).toEqual(one);
    expect(other.compact.version).not.toBe(one.compact.version);
    // How it is shown is the view's.
    const looked = frozen({
      ...viewAt("list=model/m3&context=0"),
      camera: { left: 0, top: 0, right: 1, bottom: 1 },
    });
    expect(looked.compact.version).toBe(one.compact.version);
  });

  it("of nothing is none", () => {
    expect(() => frozen(viewAt("list=model/m3&hide=model"))).toThrow(EmptyPictureError);
  });
});

describe("what has changed since", () => {
  const view = viewAt("list=model/ernie,model/m3,model/m4,organization/lab&context=0");
  it("is nothing on the same data", () => {
    expect(changesBetween(frozen(view), compiled, view)).toEqual({
      added: [],
      removed: [],
      changed: [],
      relationsAdded: 0,
      relationsRemoved: 0,
    });
  });

  it("is told by entity, and relations are counted", () => {
    const isGone = (id: string) => id === "model/m4";
    const kept = compiled.entities.filter(({ id }) => !isGone(id));
    const before = frozen(view);
    const after = frozen({ ...view, filter: { ...view.filter, list: kept.map(({ id }) => id) } });
    const renamed: CompiledGraph = {
      ...after,
      entities: after.entities.map((entity) =>
        entity.id === "model/ernie" ? { ...entity, name: { en: "Other", zh: "其他" }, facts: {} } : entity,
      ),
    };
    const lost = before.entities
      .flatMap(({ relations }) => relations)
      .filter(({ from, to }) => isGone(from) || isGone(to)).length;
    expect(lost).toBeGreaterThan(0);
    expect(changesBetween(before, renamed, view)).toEqual({
      added: [],
      removed: ["model/m4"],
      changed: [{ id: "model/ernie", aspects: ["name", "facts"] }],
      relationsAdded: 0,
      relationsRemoved: lost,
    });
    expect(changesBetween(renamed, before, view)).toMatchObject({
      added: ["model/m4"],
      relationsAdded: lost,
    });
  });

  it("includes what comes in by the view's own conditions", () => {
    const all = { ...emptyView, graph: "asked" };
    const { added } = changesBetween(frozen(viewAt("hide=organization")), compiled, all);
    expect(added.every((id) => id.startsWith("organization/"))).toBe(true);
    expect(added.length).toBeGreaterThan(0);
  });
});
