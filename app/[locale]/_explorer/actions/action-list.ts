/**
 * What a reader can do, each thing declared once: its name, icon and keys, where it is offered, when it is possible,
 * and what it does.
 */
import { degreeOf } from "@/lib/graph/graph";
import { readingOf } from "@/lib/graph/ontology-readings";
import type { EntityId } from "@/lib/graph/schema";
import { arrangeWords } from "@/lib/i18n/arrange-words";
import { groupingWords } from "@/lib/i18n/grouping-words";
import * as explore from "@/lib/view/explore-steps";
import * as filters from "@/lib/view/filter-steps";
import * as steps from "@/lib/view/steps";
import { emptyView, exploreLimits, type Layout } from "@/lib/view/view";
import type { Action, Deeds, Situation } from "./action";
import type { ActionIconName } from "./action-icons";
import { askActions } from "./ask-actions";
import { shareActions } from "./share-actions";
import { entityOf, hasTargets, isEntity, targetsOf } from "./targets";

const kindOf = (situation: Situation): string | undefined =>
  situation.graph.kinds[situation.graph.kind[entityOf(situation)]];

const pluralOf = ({ graph, locale }: Situation, kind: string | undefined): string =>
  kind === undefined ? "" : (graph.ontology.kinds[kind]?.plural[locale] ?? kind);

const entityName = ({ graph, locale }: Situation, id: EntityId | undefined): string =>
  id === undefined ? "" : (graph.names[graph.indexOf(id)]?.[locale] ?? id);

const isPinned = ({ view }: Situation, id: EntityId): boolean => view.moved.some((one) => one.id === id);

const isExpanded = ({ view, id }: Situation): boolean => view.expansions.some((one) => one.id === id);

const placeOf = ({ place }: Situation, id: EntityId) => place?.(id);

/** The open group asked about, or that the entity asked about stands in. */
function openGroupOf({ view, group, groupOfId }: Situation): { value: string; label: string } | undefined {
  const found = group ?? groupOfId;
  return found && view.layout.as === "groups" && !view.layout.closed.includes(found.value)
    ? found
    : undefined;
}

const closedGroupOf = ({ view, group }: Situation) =>
  group && view.layout.closed.includes(group.value) ? group : undefined;

/** Those that can be closed all at once. */
const closable = ({ groups = [] }: Situation): readonly string[] => groups.slice(0, exploreLimits.closed);

const hasFilter = ({ view }: Situation): boolean =>
  view.hiddenKinds.length > 0 || JSON.stringify(view.filter) !== JSON.stringify(emptyView.filter);

const pointActions: readonly Action[] = [
  {
    id: "open",
    name: ({ names }) => names.open,
    icon: "info",
    section: "point",
    on: ["entity", "relation"],
    palette: false,
    when: (s) => s.relation !== undefined || isEntity(s),
    run: ({ take, goTo }, { relation, id }) => {
      if (relation) take((view) => steps.select(view, relation));
      else if (id !== undefined) goTo(id);
    },
  },
  {
    id: "select-more",
    name: ({ names }) => names.addToSelection,
    icon: "selectMore",
    section: "point",
    on: ["entity"],
    palette: false,
    when: (s) => isEntity(s) && s.id !== undefined && !s.selected.includes(s.id),
    run: ({ take }, { id }) => id !== undefined && take((view) => explore.toggleSelected(view, id)),
  },
  {
    id: "select-less",
    name: ({ names }) => names.takeFromSelection,
    icon: "selectLess",
    section: "point",
    on: ["entity", "several"],
    palette: false,
    when: (s) => isEntity(s) && s.id !== undefined && s.selected.length > 1 && s.selected.includes(s.id),
    run: ({ take }, { id }) => id !== undefined && take((view) => explore.toggleSelected(view, id)),
  },
  {
    id: "select-neighbours",
    name: ({ names }) => names.selectNeighbours,
    icon: "neighbours",
    keys: ["n"],
    section: "point",
    on: ["entity"],
    palette: true,
    when: (s) => isEntity(s) && degreeOf(s.graph, entityOf(s)) > 0,
    run: ({ selectNeighbours }, { id }) => id !== undefined && selectNeighbours(id),
  },
  {
    id: "clear-selection",
    name: ({ names }) => names.clearSelection,
    icon: "deselect",
    section: "point",
    on: ["several", "map"],
    palette: true,
    when: ({ view }) => view.selection !== undefined,
    run: ({ take }) => take((view) => steps.select(view, undefined)),
  },
  {
    id: "lasso",
    name: ({ names }) => names.lasso,
    icon: "lasso",
    keys: ["l"],
    section: "point",
    on: ["map"],
    palette: true,
    when: () => true,
    run: ({ startLasso }) => startLasso(),
  },
];

const canvasActions: readonly Action[] = [
  {
    id: "expand",
    name: ({ names }, { isHub }) => (isHub ? names.expandHub : names.expand),
    icon: "expand",
    keys: ["e", "Enter"],
    section: "canvas",
    on: ["entity"],
    palette: true,
    inPanel: "first",
    // What an expansion brings can be chosen anew only where there was something to choose.
    when: (s) => isEntity(s) && degreeOf(s.graph, entityOf(s)) > 0 && (s.isHub === true || !isExpanded(s)),
    run: ({ expand }, { id }) => id !== undefined && expand(id),
  },
  {
    id: "collapse",
    name: ({ names }) => names.collapse,
    icon: "collapse",
    keys: ["c"],
    section: "canvas",
    on: ["entity"],
    palette: true,
    inPanel: "first",
    when: (s) => isEntity(s) && isExpanded(s),
    run: ({ take }, { id }) => id !== undefined && take((view) => explore.collapse(view, id)),
  },
  {
    id: "hide",
    name: ({ names }, s) => names.hide(targetsOf(s).length),
    icon: "hide",
    keys: ["h", "Delete"],
    section: "canvas",
    on: ["entity", "several"],
    palette: true,
    inPanel: "more",
    // What is selected is seen although it was hidden before.
    when: (s) => targetsOf(s).some((id) => s.selected.includes(id) || !s.view.without.includes(id)),
    run: ({ take }, s) => take((view) => explore.hide(view, targetsOf(s))),
  },
  {
    id: "keep-only",
    name: ({ names }, s) => names.keepOnly(targetsOf(s).length),
    icon: "keep",
    keys: ["k"],
    section: "canvas",
    on: ["entity", "several"],
    palette: true,
    inPanel: "more",
    when: hasTargets,
    run: ({ filter }, s) => filter((view) => explore.keepOnly(view, targetsOf(s))),
  },
  {
    id: "pin",
    name: ({ names }, s) => names.pin(targetsOf(s).length),
    icon: "pin",
    keys: ["p"],
    section: "canvas",
    on: ["entity", "several"],
    palette: true,
    inPanel: "more",
    when: (s) => targetsOf(s).some((id) => !isPinned(s, id) && placeOf(s, id) !== undefined),
    run: ({ take }, s) => {
      const places = targetsOf(s).flatMap((id) => {
        const place = isPinned(s, id) ? undefined : placeOf(s, id);
        return place ? [{ id, ...place }] : [];
      });
      take((view) => explore.pin(view, places));
    },
  },
  {
    id: "unpin",
    name: ({ names }, s) => names.unpin(targetsOf(s).length),
    icon: "unpin",
    keys: ["p"],
    section: "canvas",
    on: ["entity", "several"],
    palette: true,
    inPanel: "more",
    // One key pins all that are asked about, and then unpins them.
    when: (s) =>
      targetsOf(s).some((id) => isPinned(s, id)) &&
      targetsOf(s).every((id) => isPinned(s, id) || placeOf(s, id) === undefined),
    run: ({ take }, s) => take((view) => explore.unpin(view, targetsOf(s))),
  },
  {
    id: "collapse-all",
    name: ({ names }) => names.collapseAll,
    icon: "collapseAll",
    keys: ["Shift+c"],
    section: "canvas",
    on: ["map"],
    palette: true,
    when: ({ view }) => view.expansions.length > 0,
    run: ({ take }) => take(explore.collapseAll),
  },
  {
    id: "unhide",
    name: ({ names }, { view }) => names.unhide(view.without.length),
    icon: "show",
    keys: ["Shift+h"],
    section: "canvas",
    on: ["map"],
    palette: true,
    when: ({ view }) => view.without.length > 0,
    run: ({ take }) => take(explore.unhide),
  },
  {
    id: "unpin-all",
    name: ({ names }) => names.unpinAll,
    icon: "reset",
    keys: ["Shift+p"],
    section: "canvas",
    on: ["map"],
    palette: true,
    when: ({ view }) => view.moved.length > 0,
    run: ({ take }) => take(steps.resetPlaces),
  },
  {
    id: "type-off",
    name: ({ names }, { graph, locale, relation }) =>
      names.typeOff(relation ? readingOf(graph.ontology, relation.type, "out", locale) : ""),
    icon: "tieOff",
    section: "canvas",
    on: ["relation"],
    palette: false,
    when: ({ view, relation }) => relation !== undefined && !view.hiddenTypes.includes(relation.type),
    run: ({ take }, { relation }) => relation && take((view) => explore.toggleType(view, relation.type)),
  },
  {
    id: "all-types-on",
    name: ({ names }) => names.allTypesOn,
    icon: "tie",
    section: "canvas",
    on: ["relation", "map"],
    palette: true,
    when: ({ view }) => view.hiddenTypes.length > 0,
    run: ({ take }) => take((view) => explore.setHiddenTypes(view, [])),
  },
];

const filterActions: readonly Action[] = [
  {
    id: "filter-by",
    name: ({ names }, s) => names.filterBy(entityName(s, s.id)),
    icon: "filter",
    section: "filter",
    on: ["entity"],
    palette: true,
    inPanel: "first",
    when: (s) => isEntity(s) && s.graph.ontology.scope?.kind === kindOf(s),
    run: ({ filter }, { id }) => id !== undefined && filter((view) => filters.setScope(view, id)),
  },
  {
    id: "near",
    name: ({ names }) => names.near,
    icon: "around",
    section: "filter",
    on: ["entity"],
    palette: true,
    inPanel: "more",
    when: (s) => isEntity(s) && s.view.filter.near?.id !== s.id,
    run: ({ filter }, { id }) =>
      id !== undefined &&
      filter((view) => filters.setNear(view, { id, depth: 1, direction: "any", types: [] })),
  },
  {
    id: "only-kind",
    name: ({ names }, s) => names.onlyKind(pluralOf(s, kindOf(s))),
    icon: "keep",
    section: "filter",
    on: ["entity"],
    palette: false,
    when: (s) => isEntity(s) && !isOnlyKind(s, kindOf(s)),
    run: ({ filter }, s) => showOnly(filter, s, kindOf(s)),
  },
  {
    id: "hide-kind",
    name: ({ names }, s) => names.hideKind(pluralOf(s, kindOf(s))),
    icon: "hide",
    section: "filter",
    on: ["entity"],
    palette: false,
    when: (s) => isEntity(s) && !s.view.hiddenKinds.includes(kindOf(s) ?? ""),
    run: ({ filter }, s) => {
      const kind = kindOf(s);
      if (kind !== undefined) filter((view) => steps.toggleKind(view, kind));
    },
  },
  {
    id: "all-kinds",
    name: ({ names }) => names.allKinds,
    icon: "show",
    section: "filter",
    on: ["map"],
    palette: true,
    when: ({ view }) => view.hiddenKinds.length > 0,
    run: ({ filter }) => filter(steps.showAllKinds),
  },
  {
    id: "clear-filter",
    name: ({ names }) => names.clearFilter,
    icon: "close",
    keys: ["x"],
    section: "filter",
    on: ["map"],
    palette: true,
    when: hasFilter,
    run: ({ filter }) => filter(filters.clearFilter),
  },
  {
    id: "all-time",
    name: ({ names }) => names.allTime,
    icon: "clock",
    section: "filter",
    on: ["map"],
    palette: true,
    when: ({ view }) => view.time !== undefined,
    run: ({ take }) => take((view) => explore.setTime(view, undefined)),
  },
];

const isOnlyKind = ({ view, graph }: Situation, kind: string | undefined): boolean =>
  graph.kinds.every((other) => (other === kind) !== view.hiddenKinds.includes(other));

function showOnly(filter: Deeds["filter"], { graph }: Situation, kind: string | undefined): void {
  if (kind !== undefined) filter((view) => steps.showOnlyKind(view, graph.kinds, kind));
}

const layoutIcons = {
  atlas: "map",
  force: "force",
  layered: "layered",
  concentric: "rings",
  time: "clock",
} as const satisfies Partial<Record<Layout["as"], ActionIconName>>;

/** A layout that takes no more than its name; groups are formed by something, see `groupActions`. */
const plainLayout = (as: keyof typeof layoutIcons): Action => ({
  id: `layout-${as}`,
  name: ({ names }, { locale }) => names.layout(arrangeWords[locale].layouts[as]),
  icon: layoutIcons[as],
  section: "layout",
  on: [],
  palette: true,
  when: ({ view: { layout } }) => layout.as !== as || layout.centre !== undefined,
  run: ({ take }) => take((view) => explore.setLayout(view, { as, closed: [] })),
});

const layoutActions: readonly Action[] = [
  {
    id: "open-group",
    name: ({ names }, s) => names.openGroup(closedGroupOf(s)?.label ?? ""),
    icon: "openGroup",
    keys: ["g", "e", "Enter"],
    section: "layout",
    on: ["group"],
    palette: true,
    when: (s) => closedGroupOf(s) !== undefined,
    run: ({ take }, s) => {
      const group = closedGroupOf(s);
      if (group) take((view) => explore.openGroup(view, group.value));
    },
  },
  {
    id: "close-group",
    name: ({ names }, s) => names.closeGroup(openGroupOf(s)?.label ?? ""),
    icon: "closeGroup",
    keys: ["g"],
    section: "layout",
    on: ["entity", "group"],
    palette: true,
    when: (s) => openGroupOf(s) !== undefined,
    run: ({ take }, s) => {
      const group = openGroupOf(s);
      if (group) take((view) => explore.closeGroup(view, group.value));
    },
  },
  {
    id: "close-groups",
    name: ({ names }) => names.closeGroups,
    icon: "closeGroup",
    keys: ["Shift+g"],
    section: "layout",
    on: ["group", "map"],
    palette: true,
    when: (s) =>
      s.view.layout.as === "groups" && closable(s).some((value) => !s.view.layout.closed.includes(value)),
    run: ({ take }, s) => take((view) => explore.setClosed(view, closable(s))),
  },
  {
    id: "open-groups",
    name: ({ names }) => names.openGroups,
    icon: "openGroup",
    section: "layout",
    on: ["group", "map"],
    palette: true,
    when: ({ view: { layout } }) => layout.as === "groups" && layout.closed.length > 0,
    run: ({ take }) => take((view) => explore.setClosed(view, [])),
  },
  {
    id: "ungroup",
    name: ({ names }) => names.ungroup,
    icon: "ungroup",
    section: "layout",
    on: ["group", "map"],
    palette: true,
    when: ({ view }) => view.layout.as === "groups",
    run: ({ take }) => take(explore.resetLayout),
  },
  plainLayout("atlas"),
  plainLayout("force"),
  plainLayout("layered"),
  plainLayout("concentric"),
  {
    id: "layout-round",
    name: ({ names }) => names.roundThis,
    icon: "rings",
    section: "layout",
    on: ["entity"],
    palette: true,
    when: (s) => isEntity(s) && !(s.view.layout.as === "concentric" && s.view.layout.centre === s.id),
    run: ({ take }, { id }) =>
      id !== undefined &&
      take((view) => explore.setLayout(view, { as: "concentric", centre: id, closed: [] })),
  },
  plainLayout("time"),
  {
    id: "timeline",
    name: ({ names }, { hasTimeline }) => (hasTimeline ? names.closeTimeline : names.openTimeline),
    icon: "timeline",
    keys: ["t"],
    section: "layout",
    on: ["map"],
    palette: true,
    when: () => true,
    run: ({ toggleTimeline }) => toggleTimeline(),
  },
  {
    id: "reset-style",
    name: ({ names }) => names.resetStyle,
    icon: "style",
    section: "layout",
    on: [],
    palette: true,
    when: ({ view }) => Object.keys(view.style).length > 0,
    run: ({ take }) => take((view) => explore.setStyle(view, {})),
  },
  {
    id: "arrange-panel",
    name: ({ names }) => names.arrangePanel,
    icon: "arrange",
    keys: ["a"],
    section: "layout",
    on: ["map"],
    palette: true,
    when: () => true,
    run: ({ openSide }) => openSide("arrange"),
  },
];

const seeActions: readonly Action[] = [
  {
    id: "whole-map",
    name: ({ names }) => names.wholeMap,
    icon: "fit",
    keys: ["0"],
    section: "see",
    on: ["map"],
    palette: true,
    when: () => true,
    run: ({ fitAll }) => fitAll(),
  },
  {
    id: "fit-selection",
    name: ({ names }) => names.fitSelection,
    icon: "keep",
    keys: ["f"],
    section: "see",
    on: ["several", "map"],
    palette: true,
    when: ({ view }) => view.selection !== undefined,
    run: ({ fitSelection }) => fitSelection(),
  },
  {
    id: "zoom-in",
    name: ({ names }) => names.zoomIn,
    icon: "plus",
    keys: ["+", "="],
    section: "see",
    on: [],
    palette: true,
    repeats: true,
    when: () => true,
    run: ({ zoomIn }) => zoomIn(),
  },
  {
    id: "zoom-out",
    name: ({ names }) => names.zoomOut,
    icon: "minus",
    keys: ["-"],
    section: "see",
    on: [],
    palette: true,
    repeats: true,
    when: () => true,
    run: ({ zoomOut }) => zoomOut(),
  },
];

const relationEnd = (id: "go-from" | "go-to", end: "from" | "to"): Action => ({
  id,
  name: ({ names }, s) => names.goTo(entityName(s, s.relation?.[end])),
  icon: "arrow",
  section: "go",
  on: ["relation"],
  palette: false,
  when: ({ graph, relation }) => relation !== undefined && graph.indexOf(relation[end]) >= 0,
  run: ({ goTo }, { relation }) => relation && goTo(relation[end]),
});

const goActions: readonly Action[] = [
  relationEnd("go-from", "from"),
  relationEnd("go-to", "to"),
  {
    id: "back",
    name: ({ names }) => names.back,
    icon: "back",
    keys: ["Mod+z"],
    section: "go",
    on: ["map"],
    palette: true,
    when: ({ canGoBack }) => canGoBack,
    run: ({ back }) => back(),
  },
  {
    id: "forward",
    name: ({ names }) => names.forward,
    icon: "forward",
    keys: ["Mod+Shift+z"],
    section: "go",
    on: ["map"],
    palette: true,
    when: ({ canGoForward }) => canGoForward,
    run: ({ forward }) => forward(),
  },
  {
    id: "history",
    name: ({ names }) => names.history,
    icon: "history",
    keys: ["z"],
    section: "go",
    on: ["map"],
    palette: true,
    when: ({ canGoBack, canGoForward }) => canGoBack || canGoForward,
    run: ({ openHistory }) => openHistory(),
  },
  {
    id: "search",
    name: ({ names }) => names.search,
    icon: "search",
    keys: ["/"],
    section: "go",
    on: [],
    palette: true,
    when: () => true,
    run: ({ focusSearch }) => focusSearch(),
  },
];

const appActions: readonly Action[] = [
  {
    id: "ask-panel",
    name: ({ names }) => names.askPanel,
    icon: "ask",
    keys: ["q"],
    section: "app",
    on: [],
    palette: true,
    when: () => true,
    run: ({ openSide }) => openSide("ask"),
  },
  {
    id: "filter-panel",
    name: ({ names }) => names.filterPanel,
    icon: "filter",
    section: "app",
    on: [],
    palette: true,
    when: () => true,
    run: ({ openSide }) => openSide("filter"),
  },
  {
    id: "list-panel",
    name: ({ names }) => names.listPanel,
    icon: "list",
    section: "app",
    on: [],
    palette: true,
    when: () => true,
    run: ({ openSide }) => openSide("outline"),
  },
  {
    id: "palette",
    name: ({ names }) => names.palette,
    icon: "command",
    keys: ["Mod+k"],
    section: "app",
    on: ["map"],
    palette: false,
    whileTyping: true,
    when: () => true,
    run: ({ openPalette }) => openPalette(),
  },
  {
    id: "help",
    name: ({ names }) => names.help,
    icon: "keyboard",
    keys: ["?"],
    section: "app",
    on: ["map"],
    palette: true,
    when: () => true,
    run: ({ openHelp }) => openHelp(),
  },
  {
    id: "theme",
    name: ({ names }, { theme }) => (theme === "dark" ? names.toLight : names.toDark),
    icon: "moon",
    section: "app",
    on: [],
    palette: true,
    when: () => true,
    run: ({ toggleTheme }) => toggleTheme(),
  },
  {
    id: "language",
    name: ({ names }) => names.language,
    icon: "globe",
    section: "app",
    on: [],
    palette: true,
    when: () => true,
    run: ({ switchLanguage }) => switchLanguage(),
  },
  {
    id: "copy-link",
    name: ({ names }) => names.copyLink,
    icon: "chain",
    section: "app",
    on: ["map"],
    palette: true,
    when: () => true,
    run: ({ copyLink }) => copyLink(),
  },
];

/** What can be done with any graph. */
export const plainActions: readonly Action[] = [
  ...pointActions,
  ...canvasActions,
  ...askActions,
  ...shareActions,
  ...filterActions,
  ...layoutActions,
  ...seeActions,
  ...goActions,
  ...appActions,
];

/** Everything can be grouped by its kind, whatever else is known. */
const byKind = {
  key: "kind",
  label: { zh: groupingWords.zh.kind, en: groupingWords.en.kind },
};

function groupActions({ groupings }: Situation): Action[] {
  return (groupings.length > 0 ? groupings : [byKind]).map(({ key, label }) => ({
    id: `group:${key}`,
    name: ({ names }, { locale }) => names.groupBy(label[locale]),
    icon: "groups",
    section: "layout",
    on: [],
    palette: true,
    when: ({ view: { layout } }) => layout.as !== "groups" || (layout.by ?? byKind.key) !== key,
    run: ({ take }) => take((view) => explore.setLayout(view, { as: "groups", by: key, closed: [] })),
  }));
}

function kindActions({ graph }: Situation): Action[] {
  return graph.kinds.flatMap((kind): Action[] => {
    const shared = { section: "filter", on: [], palette: true, isOneOfMany: true } as const;
    return [
      {
        ...shared,
        id: `only:${kind}`,
        name: ({ names }, s) => names.onlyKind(pluralOf(s, kind)),
        icon: "keep",
        when: (s) => !isOnlyKind(s, kind),
        run: ({ filter }, s) => showOnly(filter, s, kind),
      },
      {
        ...shared,
        id: `toggle:${kind}`,
        name: ({ names }, s) =>
          (s.view.hiddenKinds.includes(kind) ? names.showKind : names.hideKind)(pluralOf(s, kind)),
        icon: "show",
        when: () => true,
        run: ({ filter }) => filter((view) => steps.toggleKind(view, kind)),
      },
    ];
  });
}

function typeActions({ graph }: Situation): Action[] {
  return graph.relationTypes.map((type) => ({
    id: `type:${type}`,
    name: ({ names }, { view, locale }) =>
      (view.hiddenTypes.includes(type) ? names.typeOn : names.typeOff)(
        readingOf(graph.ontology, type, "out", locale),
      ),
    icon: "tie",
    section: "canvas",
    on: [],
    palette: true,
    isOneOfMany: true,
    when: () => true,
    run: ({ take }) => take((view) => explore.toggleType(view, type)),
  }));
}

/** What can be done with this graph: one action for each grouping, kind and relation type that it has. */
export const actionsOfGraph = (situation: Situation): Action[] => [
  ...groupActions(situation),
  ...kindActions(situation),
  ...typeActions(situation),
];
