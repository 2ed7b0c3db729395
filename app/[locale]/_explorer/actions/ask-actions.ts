/** What can be asked about what is pointed at or selected. */
import { type FlowName, flowOf, mayFlow } from "@/lib/graph/flow";
import { relationsOf } from "@/lib/graph/graph";
import { usualPaths } from "@/lib/view/parse-parts";
import { ask, dropQuestion } from "@/lib/view/question-steps";
import { exploreLimits } from "@/lib/view/view";
import type { Action, Situation } from "./action";
import { entityOf, isEntity, targetsOf } from "./targets";

/** Whether a flow runs past the entity at all; downwards where it has to lead on from it, upwards where to it. */
function hasFlow(situation: Situation, name: FlowName, way?: "up" | "down"): boolean {
  if (!isEntity(situation)) return false;
  const { graph } = situation;
  const entity = entityOf(situation);
  // Of a part of a map, others may be elsewhere, and what is offered is not to change as more of it comes.
  if (graph.part) return mayFlow(graph.ontology, name, graph.kinds[graph.kind[entity]], way);
  const flow = flowOf(graph, name);
  return relationsOf(graph, entity).some((relation) => {
    if (flow[relation] === 0) return false;
    const isDown = (graph.relations.from[relation] === entity) === flow[relation] > 0;
    return way === undefined || isDown === (way === "down");
  });
}

export const askActions: readonly Action[] = [
  {
    id: "lineage",
    name: ({ names }) => names.lineage,
    icon: "lineage",
    keys: ["i"],
    section: "ask",
    on: ["entity"],
    palette: true,
    inPanel: "first",
    when: (s) => hasFlow(s, "lineage"),
    run: (deeds, { id }) =>
      id !== undefined && deeds.ask((view) => ask(view, { as: "lineage", of: id, direction: "both" })),
  },
  {
    id: "impact",
    name: ({ names }) => names.impact,
    icon: "impact",
    keys: ["b"],
    section: "ask",
    on: ["entity"],
    palette: true,
    inPanel: "first",
    when: (s) => hasFlow(s, "impact", "down"),
    run: (deeds, { id }) => id !== undefined && deeds.ask((view) => ask(view, { as: "impact", of: id })),
  },
  {
    id: "terms",
    name: ({ names }) => names.terms,
    icon: "terms",
    section: "ask",
    on: ["entity"],
    palette: true,
    inPanel: "first",
    when: (s) => hasFlow(s, "terms", "up"),
    run: (deeds, { id }) => id !== undefined && deeds.ask((view) => ask(view, { as: "terms", of: id })),
  },
  {
    id: "paths",
    name: ({ names }) => names.paths,
    icon: "paths",
    keys: ["w"],
    section: "ask",
    on: ["entity", "several"],
    palette: true,
    when: (s) => targetsOf(s).length === 2,
    run(deeds, s) {
      const [from, to] = targetsOf(s);
      deeds.ask((view) => ask(view, { as: "paths", from, to, ...usualPaths }));
    },
  },
  {
    id: "compare",
    name: ({ names }, s) => names.compare(targetsOf(s).length),
    icon: "compare",
    keys: ["v"],
    section: "ask",
    on: ["entity", "several"],
    palette: true,
    when: (s) => targetsOf(s).length > 1 && targetsOf(s).length <= exploreLimits.compared,
    run: (deeds, s) => deeds.ask((view) => ask(view, { as: "compare", of: targetsOf(s) })),
  },
  {
    id: "drop-question",
    name: ({ names }) => names.dropQuestion,
    icon: "close",
    keys: ["Shift+q"],
    section: "ask",
    on: ["map"],
    palette: true,
    when: ({ view }) => view.question !== undefined,
    run: ({ take }) => take(dropQuestion),
  },
];
