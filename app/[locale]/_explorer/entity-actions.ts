/** What can be done with an entity, or with the map, beside selecting: for the menu and for the panel. */
import type { Graph } from "@/lib/graph/graph";
import type { EntityId, Locale } from "@/lib/graph/schema";
import { filterWords } from "@/lib/i18n/filter-words";
import { setNear, setScope } from "@/lib/view/filter-steps";
import * as steps from "@/lib/view/steps";
import type { View } from "@/lib/view/view";
import type { MenuItem } from "./context-menu";
import { look } from "./view-store";

interface Situation {
  graph: Graph;
  locale: Locale;
  /** Absent for the map itself. */
  id: EntityId | undefined;
  hiddenKinds: readonly string[];
  onOpen(id: EntityId): void;
  onFilter(step: (view: View) => View): void;
}

export function menuOf({ graph, locale, id, hiddenKinds, onOpen, onFilter }: Situation): MenuItem[] {
  const w = filterWords[locale].menu;
  const wholeMap: MenuItem = { label: w.wholeMap, act: () => look(undefined) };
  const entity = id === undefined ? -1 : graph.indexOf(id);
  if (id === undefined || entity < 0) return [wholeMap];
  const kind = graph.kinds[graph.kind[entity]];
  const plural = graph.ontology.kinds[kind].plural[locale];
  const isScope = graph.ontology.scope?.kind === kind;
  return [
    { label: w.open, act: () => onOpen(id) },
    ...(isScope
      ? [
          {
            label: filterWords[locale].filterBy(graph.names[entity][locale]),
            isFilter: true,
            act: () => onFilter((view) => setScope(view, id)),
          },
        ]
      : []),
    {
      label: filterWords[locale].nearOnly,
      isFilter: true,
      act: () => onFilter((view) => setNear(view, { id, depth: 1, direction: "any", types: [] })),
    },
    { label: w.onlyKind(plural), act: () => onFilter((view) => steps.showOnlyKind(view, graph.kinds, kind)) },
    ...(hiddenKinds.includes(kind)
      ? []
      : [{ label: w.hideKind(plural), act: () => onFilter((view) => steps.toggleKind(view, kind)) }]),
    wholeMap,
  ];
}
