"use client";

/** What is known of what is selected in an embedded view: the explorer's panels, without what would change the view. */
import type { RefObject } from "react";
import type { GraphCanvasHandle } from "@/app/[locale]/_explorer/graph-canvas";
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
import type { Theme } from "@/app/[locale]/_parts/atlas";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { sharedOf } from "@/lib/view/expansion";
import type { Exploration } from "@/lib/view/explore";
import * as explore from "@/lib/view/explore-steps";
import type { Scene } from "@/lib/view/scene";
import * as steps from "@/lib/view/steps";
import type { View } from "@/lib/view/view";

interface EmbedPanelProps {
  graph: Graph;
  view: View;
  scene: Scene;
  exploration: Exploration | undefined;
  theme: Theme;
  canvas: GraphCanvasHandle | undefined;
  toFocus: RefObject<boolean>;
  goTo(id: EntityId): void;
  onStep(step: (view: View) => View): void;
}

export function EmbedPanel({
  graph,
  view,
  scene,
  exploration,
  theme,
  canvas,
  toFocus,
  goTo,
  onStep,
}: EmbedPanelProps) {
  const { selection, also } = view;
  const select = (next: View["selection"]) => onStep((now) => steps.select(now, next));
  if (typeof selection === "object")
    return (
      <RelationPanel
        {...{ graph, scene, theme }}
        relation={selection}
        parallels={parallelsOf(scene, selection)}
        onSelect={select}
        onFly={(id) => (graph.indexOf(id) >= 0 ? goTo(id) : select(id))}
      />
    );
  if (selection === undefined) return null;
  if (also.length > 0) {
    const ids = explore.selectedOf(view);
    return (
      <SelectionPanel
        {...{ graph, theme, ids }}
        shared={sharedOf(graph, ids.map(graph.indexOf))}
        items={[]}
        onRemove={(id) => onStep((now) => explore.toggleSelected(now, id))}
        onOpen={goTo}
        onClear={() => select(undefined)}
      />
    );
  }
  if (explore.isGroupId(selection)) {
    const index = exploration?.grouping?.groups.findIndex(({ id }) => id === selection) ?? -1;
    const group = exploration?.grouping?.groups[index];
    if (!group || !exploration) return null;
    const isClosed = view.layout.closed.includes(group.value);
    const members = membersOf(exploration, index);
    return (
      <GroupPanel
        {...{ graph, theme, isClosed, members }}
        label={group.label}
        byKind={kindsOf(exploration, members)}
        ties={tiesOf(scene, group.id)}
        onOpen={() =>
          onStep((now) =>
            steps.select((isClosed ? explore.openGroup : explore.closeGroup)(now, group.value), undefined),
          )
        }
        onKeepOnly={() =>
          onStep((now) =>
            steps.select(
              explore.keepOnly(
                explore.openGroup(now, group.value),
                members.map((entity) => graph.ids[entity]),
              ),
              undefined,
            ),
          )
        }
        onChoose={(id) => (graph.indexOf(id) >= 0 ? goTo(id) : select(id))}
      />
    );
  }
  if (graph.indexOf(selection) < 0) return null;
  return (
    <DetailPanel
      key={selection}
      {...{ graph, theme, toFocus }}
      id={selection}
      rest={scene.focus?.rest ?? 0}
      drawn={drawnOf(scene)}
      onSelect={select}
      onFly={goTo}
      onShowNeighbours={() =>
        canvas?.flyTo((scene.focus?.members ?? []).map((entity) => scene.graph.ids[entity]))
      }
      why={undefined}
      items={[]}
    />
  );
}
