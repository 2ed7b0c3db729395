/** Whether a view speaks of entities, kinds, relation types and facets that there are. */
import type { FacetTable } from "@/lib/graph/facet-table";
import { fitFilter } from "@/lib/graph/fit-filter";
import type { Graph } from "@/lib/graph/graph";
import { isGroupId } from "./explore-steps";
import { namesOf } from "./parts";
import { isSuited, namedIn } from "./question-steps";
import { withNewIds } from "./renamed-view";
import {
  atlasLayout,
  findRelation,
  formatSelection,
  type Question,
  type View,
  type ViewProblem,
} from "./view";

type Keep = (isKnown: boolean, code: ViewProblem["code"], parameter: string, value: string) => boolean;

/**
 * The view without what this graph does not have, and what that was. A graph that has been cut out of a larger one cannot
 * tell what there is not from what it does not show: whatever needs nothing there is left in the view. Entities that have been
 * given another id are found under their old one. A part of a map knows nothing of what it was not asked for.
 *
 * @param table the graph's facets; without it, what the view says of facets is left as it is
 */
export function fitViewToGraph(
  asGiven: View,
  graph: Graph,
  table?: FacetTable,
): { view: View; problems: ViewProblem[] } {
  if (graph.part && !namesOf(asGiven).every((id) => graph.part?.named.has(id)))
    return { view: asGiven, problems: [] };
  const view = graph.renamed ? withNewIds(asGiven, graph.renamed) : asGiven;
  const problems: ViewProblem[] = [];
  const keep: Keep = (isKnown, code, parameter, value) => {
    if (!isKnown) problems.push({ code, parameter, value });
    return isKnown;
  };
  const { selection, data, question, ...rest } = view;
  const { filter, faults } = fitFilter(view.filter, graph, table);
  problems.push(...faults);
  const hasEntity = (parameter: string) => (id: string) =>
    keep(graph.indexOf(id) >= 0, "unknown-entity", parameter, id);
  const mayHaveEntity = (parameter: string) => (graph.within ? () => true : hasEntity(parameter));
  const hasType = (parameter: string) => (type: string) =>
    keep(graph.relationTypes.includes(type), "unknown-type", parameter, type);
  const asked = question && fitQuestion(question, hasEntity("ask"));
  // The layout that suited a question suits nothing else, and neither does where its answer was looked at.
  const isLeftOver = question !== undefined && !asked && isSuited(view.layout, question);
  const fitted: View = {
    ...rest,
    hiddenKinds: view.hiddenKinds.filter((kind) =>
      keep(graph.kinds.includes(kind), "unknown-kind", "hide", kind),
    ),
    hiddenTypes: view.hiddenTypes.filter(hasType("off")),
    filter,
    also: view.also.filter(hasEntity("also")),
    expansions: view.expansions.flatMap((expansion) => {
      const types = expansion.types.filter(hasType("expand"));
      // Without any of the types that it asked for, it would bring all.
      const isEmptied = types.length === 0 && expansion.types.length > 0;
      return hasEntity("expand")(expansion.id) && !isEmptied ? [{ ...expansion, types }] : [];
    }),
    without: view.without.filter(mayHaveEntity("without")),
    layout: isLeftOver ? atlasLayout : fitLayout(view.layout, graph, table, keep),
    style: fitStyle(view.style, graph, table, keep),
    moved: view.moved.filter(({ id }) => isGroupId(id) || mayHaveEntity("moved")(id)),
    notes: view.notes.filter(({ at }) => typeof at !== "string" || mayHaveEntity("notes")(at)),
  };
  if (asked) fitted.question = asked;
  if (isLeftOver) delete fitted.camera;
  if (data && keep(data === graph.version, "unknown-version", "version", data)) fitted.data = data;
  if (typeof selection === "string") {
    const isGroup = isGroupId(selection) && view.layout.as === "groups";
    if (isGroup || keep(graph.indexOf(selection) >= 0, "unknown-entity", "select", selection))
      fitted.selection = selection;
  } else if (selection) {
    const isOfGroup = isGroupId(selection.from) || isGroupId(selection.to);
    const isKnown = isOfGroup ? view.layout.as === "groups" : findRelation(graph, selection) >= 0;
    if (keep(isKnown, "unknown-relation", "select", formatSelection(selection))) fitted.selection = selection;
  }
  if (typeof selection !== "object" && !fitted.selection && fitted.also.length > 0)
    [fitted.selection, ...fitted.also] = fitted.also;
  return problems.length > 0 ? { view: fitted, problems } : { view, problems };
}

/** Of a comparison, those that there are, if that leaves two; other questions are about what they name or about nothing. */
function fitQuestion(question: Question, hasEntity: (id: string) => boolean): Question | undefined {
  if (question.as !== "compare") return namedIn(question).every(hasEntity) ? question : undefined;
  const of = question.of.filter(hasEntity);
  return of.length > 1 ? { ...question, of } : undefined;
}

function fitLayout(
  { by, centre, ...rest }: View["layout"],
  graph: Graph,
  table: FacetTable | undefined,
  keep: Keep,
): View["layout"] {
  const canGroup = (key: string) =>
    !table || isGrouping(key, graph) || table.get(key)?.definition.type === "category";
  const isKnown = by === undefined || keep(canGroup(by), "unknown-facet", "layout", by);
  const withoutBy = rest.as === "groups" ? atlasLayout : rest;
  const layout = isKnown ? { ...rest, ...(by && { by }) } : withoutBy;
  return centre && keep(graph.indexOf(centre) >= 0, "unknown-entity", "layout", centre)
    ? { ...layout, centre }
    : layout;
}

function fitStyle(
  { colour, size, ...rest }: View["style"],
  graph: Graph,
  table: FacetTable | undefined,
  keep: Keep,
): View["style"] {
  const isSizing = (key: string) =>
    !table || key === "degree" || table.get(key)?.definition.type === "number";
  return {
    ...rest,
    ...(colour && keep(canDivide(colour, graph, table), "unknown-facet", "colour", colour) && { colour }),
    ...(size && keep(isSizing(size), "unknown-facet", "size", size) && { size }),
  };
}

/** Whether entities can be told apart by this (see grouping.ts). */
const canDivide = (key: string, graph: Graph, table: FacetTable | undefined): boolean =>
  isGrouping(key, graph) || !table || table.has(key);

const isGrouping = (key: string, { ontology }: Graph): boolean =>
  key === "kind" || key === "community" || Object.hasOwn(ontology.groupings ?? {}, key);
