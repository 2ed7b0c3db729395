"use client";

/** The panel of what is selected: an entity, several, a group, a relation. */
import { menuFor } from "@/app/[locale]/_explorer/actions/actions";
import explorer from "@/app/[locale]/_explorer/explorer.module.css";
import { DetailPanel } from "@/app/[locale]/_explorer/panels/detail-panel";
import { GroupPanel } from "@/app/[locale]/_explorer/panels/group-panel";
import {
  drawnOf,
  kindsOf,
  membersOf,
  parallelsOf,
  tiesOf,
} from "@/app/[locale]/_explorer/panels/panel-facts";
import { RelationPanel } from "@/app/[locale]/_explorer/panels/relation-panel";
import { SelectionPanel } from "@/app/[locale]/_explorer/panels/selection-panel";
import { Sheet } from "@/app/[locale]/_explorer/sheet";
import { take } from "@/app/[locale]/_explorer/view-store";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { exploreWords } from "@/lib/i18n/explore-words";
import { sharedOf } from "@/lib/view/expansion";
import * as explore from "@/lib/view/explore-steps";
import { setNear } from "@/lib/view/filter-steps";
import * as steps from "@/lib/view/steps";
import type { RelationKey } from "@/lib/view/view";
import type { DeskProps } from "./desk";
import type { DeskDeeds } from "./desk-deeds";
import { filterBy } from "./desk-deeds";

export function DeskSelection(props: DeskProps & DeskDeeds) {
  const { t, locale } = useAtlas();
  const { view, isNarrow, close } = props;
  const { selection, also } = view;
  const w = exploreWords[locale];
  const isGroup = typeof selection === "string" && explore.isGroupId(selection);
  const label =
    typeof selection === "object"
      ? t.panel.relation
      : also.length > 0
        ? w.selection
        : isGroup
          ? w.group
          : t.panel.entity;
  const Content =
    typeof selection === "object" ? OneRelation : also.length > 0 ? Several : isGroup ? OneGroup : OneEntity;
  return (
    <Sheet isNarrow={isNarrow} label={label} onClose={close}>
      <Content {...props} />
    </Sheet>
  );
}

function OneEntity({
  graph,
  view,
  scene,
  filtered,
  filtration,
  canvas,
  theme,
  toFocus,
  goTo,
  deeds,
  situation,
  ...rest
}: DeskProps & DeskDeeds) {
  const { selection: id } = view;
  if (typeof id !== "string") return null;
  if (graph.indexOf(id) < 0) return graph.part?.named.has(id) === false ? <Coming /> : null;
  const props = { graph, view, scene, filtered, filtration, canvas, theme, toFocus, goTo, ...rest };
  return (
    <DetailPanel
      key={id}
      toFocus={toFocus}
      graph={graph}
      theme={theme}
      id={id}
      rest={scene.focus?.rest ?? 0}
      drawn={drawnOf(scene)}
      onSelect={(next) => take((now) => steps.select(now, next))}
      onFly={goTo}
      onShowNeighbours={deeds.fitSelection}
      onNear={(type, direction) =>
        filterBy(props, (now) => setNear(now, { id, depth: 1, direction, types: [type] }))
      }
      why={
        filtered &&
        filtration && (
          <filtration.kit.Why filtration={filtration} id={id} onFilter={(step) => filterBy(props, step)} />
        )
      }
      items={menuFor("entity", situation(id), deeds).filter(({ inPanel }) => inPanel)}
    />
  );
}

/** Of a large map, what an address selects may be on its way. */
function Coming() {
  const { t } = useAtlas();
  return (
    <p className={explorer.waiting} role="status">
      {t.loading}
    </p>
  );
}

function OneRelation({ graph, view, scene, theme, goTo }: DeskProps) {
  const { selection } = view;
  if (typeof selection !== "object") return null;
  if (!scene.focus) {
    const { part } = graph;
    const isComing = part && [selection.from, selection.to].some((id) => !part.named.has(id));
    return isComing ? <Coming /> : null;
  }
  const select = (next: RelationKey) => take((now) => steps.select(now, next));
  return (
    <RelationPanel
      graph={graph}
      scene={scene}
      theme={theme}
      relation={selection}
      parallels={parallelsOf(scene, selection)}
      onSelect={select}
      onFly={(id) => (graph.indexOf(id) >= 0 ? goTo(id) : take((now) => steps.select(now, id)))}
    />
  );
}

function Several({ graph, view, theme, goTo, close, deeds, situation }: DeskProps & DeskDeeds) {
  // Of a large map, they may be on their way.
  const ids = explore.selectedOf(view).filter((id) => graph.indexOf(id) >= 0);
  return (
    <SelectionPanel
      graph={graph}
      theme={theme}
      ids={ids}
      shared={sharedOf(graph, ids.map(graph.indexOf))}
      items={menuFor("several", situation(undefined), deeds).filter(({ id }) => id !== "clear-selection")}
      onRemove={(id) => take((now) => explore.toggleSelected(now, id))}
      onOpen={goTo}
      onClear={close}
    />
  );
}

function OneGroup(props: DeskProps & DeskDeeds) {
  const { graph, view, exploration, theme, goTo, situation } = props;
  const { group } = situation(view.selection);
  const index = exploration?.grouping?.groups.findIndex(({ id }) => id === view.selection) ?? -1;
  const told = exploration?.grouping?.groups[index];
  if (!group || !told || !exploration) return null;
  const members = membersOf(exploration, index);
  const toggle = group.isClosed ? explore.openGroup : explore.closeGroup;
  return (
    <GroupPanel
      graph={graph}
      theme={theme}
      label={told.label}
      isClosed={group.isClosed}
      members={members}
      byKind={kindsOf(exploration, members)}
      ties={tiesOf(props.scene, told.id)}
      onOpen={() => take((now) => steps.select(toggle(now, group.value), undefined))}
      onKeepOnly={() =>
        filterBy(props, (now) =>
          steps.select(
            explore.keepOnly(
              explore.openGroup(now, group.value),
              members.map((entity) => graph.ids[entity]),
            ),
            undefined,
          ),
        )
      }
      onChoose={(id) => (graph.indexOf(id) >= 0 ? goTo(id) : take((now) => steps.select(now, id)))}
    />
  );
}
