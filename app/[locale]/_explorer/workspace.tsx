"use client";

/** The data flow on one screen: make a scene of the view, draw it, set panels round it, take steps back to the view. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { useAtlas, useMedia, useTheme } from "@/app/[locale]/_parts/atlas";
import { context, member, out } from "@/lib/graph/filter-value";
import { degreeOf, type Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { showAnyway } from "@/lib/view/filter-steps";
import { nearestMembers, sceneOf } from "@/lib/view/scene";
import * as steps from "@/lib/view/steps";
import type { View } from "@/lib/view/view";
import type { MenuItem } from "./context-menu";
import { Controls } from "./controls";
import styles from "./explorer.module.css";
import { type Filtration, needsFilter } from "./filtration";
import { usePanels } from "./floating";
import { Frame } from "./frame";
import { GraphCanvas, type GraphCanvasHandle } from "./graph-canvas";
import { insetsOf } from "./insets";
import { Intro, useIntro } from "./intro";
import { Legend } from "./legend";
import { LoadFailed } from "./load-failed";
import { narrow } from "./narrow";
import { filterQuery } from "./queries";
import { Sheet } from "./sheet";
import type { Side } from "./side-buttons";
import { look, take, useView } from "./view-store";

/** When what the first keystroke, selection and filter need is fetched and made, in milliseconds after the map. */
const warmUpAfter = 1200;
/** Panels are no part of the first picture. Not `lazy`: React holds back what it brings, by up to 300 ms. */
const loadPanels = async () => {
  const [{ DetailPanel }, { RelationPanel }, { OutlineList }, { ContextMenu }, { menuOf }] =
    await Promise.all([
      import("./detail-panel"),
      import("./relation-panel"),
      import("./outline-list"),
      import("./context-menu"),
      import("./entity-actions"),
    ]);
  return { DetailPanel, RelationPanel, OutlineList, ContextMenu, menuOf };
};
type Panels = Awaited<ReturnType<typeof loadPanels>>;

interface WorkspaceProps {
  graph: Graph;
  view: View;
  /** Absent as long as nothing is filtered and nobody has asked to. */
  filtration: Filtration | undefined;
  filterError: Error | null;
  onRetryFilter(): void;
  onWantFilter(): void;
}

interface OpenMenu {
  readonly id: EntityId | undefined;
  readonly x: number;
  readonly y: number;
}

export function Workspace({
  graph,
  view,
  filtration,
  filterError,
  onRetryFilter,
  onWantFilter,
}: WorkspaceProps) {
  const { t, locale, source } = useAtlas();
  const queries = useQueryClient();
  const [theme] = useTheme();
  const isNarrow = useMedia(narrow);
  const [canvas, setCanvas] = useState<GraphCanvasHandle>();
  const [panels, setPanels] = useState<Panels | Error>();
  const [side, setSide] = useState<Side>();
  const [menu, setMenu] = useState<OpenMenu>();
  const [introShown, dismissIntro] = useIntro();
  const { selection, camera, hiddenKinds, filter } = view;
  const filtered = needsFilter(view) ? filtration?.filtered : undefined;
  // Where the reader looks is part of the view but not of the scene: panning must not make a new one.
  const { graph: name, data, moved, version } = view;
  const scene = useMemo(
    () =>
      sceneOf(graph, { graph: name, data, moved, version, hiddenKinds, filter, selection }, locale, filtered),
    [graph, name, data, moved, version, hiddenKinds, filter, filtered, selection, locale],
  );
  const open = selection !== undefined;
  // One sheet at a time on a phone; what is selected comes first.
  const openSide = isNarrow && open ? undefined : side;
  const isFiltered = filtration?.isActive === true;
  const intro = introShown && !open && !openSide && !isFiltered;
  const layout = useMemo(
    () => ({ isNarrow, open, intro, side: openSide !== undefined, chips: isFiltered }),
    [isNarrow, open, intro, openSide, isFiltered],
  );
  const insets = useMemo(() => insetsOf(layout), [layout]);
  const conditions = isFiltered ? filtration.filtered.conditions.length : hiddenKinds.length > 0 ? 1 : 0;
  const counts = useMemo(() => kindCounts(graph, filtered && filtration), [graph, filtered, filtration]);
  usePanels(canvas);
  useTitle(selection, graph);
  /** Whether the panel that opens next takes the focus. */
  const toFocus = useRef(false);

  const panelsWanted = open || side === "outline" || menu !== undefined;
  useEffect(() => {
    const warm = () => {
      if (!panels) loadPanels().then(setPanels, setPanels);
      source.warmUp();
      void queries.prefetchQuery(filterQuery(source));
    };
    // Someone who has come for an entity need not wait for what the others will want.
    const idle = setTimeout(warm, panelsWanted && !panels ? 0 : warmUpAfter);
    return () => clearTimeout(idle);
  }, [source, queries, panelsWanted, panels]);

  const select = (next: View["selection"]) => take((now) => steps.select(now, next));
  /** By search, list or panel: the map goes there, and by keyboard so does the focus. What a filter hides is shown anyway. */
  const goTo = (id: EntityId) => {
    dismissIntro();
    if (isNarrow) setSide(undefined);
    take((now) => steps.select(isHidden(id) ? showAnyway(now, id) : now, id));
    const { view: next } = useView.getState();
    // The panel is not there yet, but the map has to fit beside it.
    canvas?.flyTo(
      nearestMembers(sceneOf(graph, next, locale, filtered)),
      insetsOf({ ...layout, open: true, intro: false }),
    );
    toFocus.current = true;
  };
  const isHidden = (id: EntityId) =>
    filtered ? filtered.standing[graph.indexOf(id)] === out : hiddenKinds.includes(id.split("/")[0]);
  /** Takes a step that filters; the picture fits what is left, once. */
  const applyFilter = (step: (view: View) => View) => {
    take(step);
    const { view: next } = useView.getState();
    if (!needsFilter(next)) return look(undefined);
    const left = filtration?.kit.filterGraph(graph, filtration.table, next);
    const those = (wanted: number) => graph.ids.filter((_, i) => left?.standing[i] === wanted);
    const members = those(member);
    // The result is to be seen first; setting out on a flight takes a frame of its own.
    const room = insetsOf({ ...layout, intro: false });
    requestAnimationFrame(() =>
      requestAnimationFrame(() => canvas?.flyTo(members.length > 0 ? members : those(context), room)),
    );
  };
  const close = () => {
    select(undefined);
    focusMap();
  };
  const openOrClose = (next: Side) => {
    dismissIntro();
    setSide(side === next ? undefined : next);
    onWantFilter();
  };
  const closeSide = () => {
    setSide(undefined);
    // On a phone the button comes back when the sheet is gone.
    requestAnimationFrame(() => document.getElementById(`side-${side}`)?.focus());
  };
  const focused = scene.focus?.entity;
  const legend = (
    <Legend
      graph={graph}
      theme={theme}
      counts={counts}
      hiddenKinds={hiddenKinds}
      foldable={!isNarrow && !openSide}
      onToggle={(kind) => take((now) => steps.toggleKind(now, kind))}
      onShowAll={() => take(steps.showAllKinds)}
    />
  );
  const loading = (
    <p className={styles.waiting} role="status">
      {t.loading}
    </p>
  );
  const sidePanel =
    openSide === "filter" ? (
      filtration ? (
        <filtration.kit.FilterPanel
          filtration={filtration}
          theme={theme}
          onFilter={applyFilter}
          kinds={legend}
        />
      ) : filterError ? (
        <LoadFailed error={filterError} onRetry={onRetryFilter} />
      ) : (
        loading
      )
    ) : panels instanceof Error ? (
      <LoadFailed error={panels} onRetry={() => setPanels(undefined)} />
    ) : panels ? (
      <panels.OutlineList
        scene={scene}
        sight={camera}
        theme={theme}
        onChoose={goTo}
        onPoint={(id) => canvas?.point(id)}
      />
    ) : (
      loading
    );
  const chips = isFiltered && <filtration.kit.FilterChips filtration={filtration} onFilter={applyFilter} />;
  const itemsOf = (id: EntityId | undefined): MenuItem[] =>
    panels && !(panels instanceof Error)
      ? panels.menuOf({ graph, locale, id, hiddenKinds, onOpen: goTo, onFilter: applyFilter })
      : [];
  return (
    <>
      <GraphCanvas
        scene={scene}
        camera={camera}
        theme={theme}
        insets={insets}
        label={t.map.label(graph.size, graph.relations.size)}
        onReady={setCanvas}
        onSelect={(next) => {
          if (next) dismissIntro();
          select(next);
        }}
        onLook={look}
        onMove={(id, x, y) => take((now) => steps.move(now, id, x, y))}
        onMenu={(id, { x, y }) => setMenu({ id, x, y })}
      />
      <p className="visually-hidden" role="status">
        {focused !== undefined && announcement(graph, focused)}
      </p>
      <Frame
        graph={graph}
        isHidden={isHidden}
        onChoose={goTo}
        side={openSide}
        conditions={conditions}
        onSide={openOrClose}
      >
        {!isNarrow && (
          <>
            {chips}
            {intro && (
              <div className={styles.card} data-floating>
                <Intro graph={graph} theme={theme} onChoose={goTo} onDismiss={dismissIntro} />
              </div>
            )}
            {openSide ? (
              <Sheet inColumn isNarrow={false} label={t.side[openSide]} onClose={closeSide}>
                {sidePanel}
              </Sheet>
            ) : (
              <div className={`${styles.card} ${styles.legend}`} data-floating>
                {legend}
              </div>
            )}
          </>
        )}
      </Frame>
      {isNarrow && chips && <div className={styles.chipsNarrow}>{chips}</div>}
      {isNarrow && intro && (
        <div className={styles.introNarrow} data-floating>
          <Intro graph={graph} theme={theme} onChoose={goTo} onDismiss={dismissIntro} />
        </div>
      )}
      {filtered && filtration && filtered.members === 0
        ? openSide !== "filter" && (
            <filtration.kit.EmptyResult filtration={filtration} onFilter={applyFilter} />
          )
        : hiddenKinds.length === graph.kinds.length && (
            <div className={styles.failure} role="status" data-floating>
              <p>{t.legend.empty}</p>
              <button type="button" className={styles.button} onClick={() => take(steps.showAllKinds)}>
                {t.legend.showAll}
              </button>
            </div>
          )}
      <Controls
        canvas={canvas}
        moved={moved.length > 0}
        shifted={open}
        covered={openSide !== undefined}
        conditions={conditions}
        onSide={openOrClose}
      />
      {open && (
        <Sheet
          isNarrow={isNarrow}
          label={typeof selection === "string" ? t.panel.entity : t.panel.relation}
          onClose={close}
        >
          {panels instanceof Error ? (
            <LoadFailed error={panels} onRetry={() => setPanels(undefined)} />
          ) : !panels ? (
            loading
          ) : typeof selection === "string" ? (
            graph.indexOf(selection) >= 0 && (
              <panels.DetailPanel
                key={selection}
                toFocus={toFocus}
                graph={graph}
                theme={theme}
                id={selection}
                rest={scene.focus?.rest ?? 0}
                onSelect={select}
                onFly={goTo}
                onShowNeighbours={() =>
                  canvas?.flyTo((scene.focus?.members ?? []).map((neighbour) => graph.ids[neighbour]))
                }
                why={
                  filtered &&
                  filtration && (
                    <filtration.kit.Why filtration={filtration} id={selection} onFilter={applyFilter} />
                  )
                }
                items={itemsOf(selection).filter(({ isFilter }) => isFilter)}
              />
            )
          ) : (
            scene.focus && (
              <panels.RelationPanel graph={graph} theme={theme} relation={selection} onFly={goTo} />
            )
          )}
        </Sheet>
      )}
      {isNarrow && openSide && (
        <Sheet isNarrow label={t.side[openSide]} onClose={closeSide}>
          {sidePanel}
        </Sheet>
      )}
      {menu && panels && !(panels instanceof Error) && (
        <panels.ContextMenu
          {...menu}
          title={menu.id && graph.names[graph.indexOf(menu.id)][locale]}
          label={t.menu}
          items={itemsOf(menu.id)}
          onClose={() => {
            setMenu(undefined);
            focusMap();
          }}
        />
      )}
    </>
  );

  function announcement(of: Graph, entity: number): string {
    const kind = of.kinds[of.kind[entity]];
    return t.panel.announce(
      of.names[entity][locale],
      of.ontology.kinds[kind].label[locale],
      degreeOf(of, entity),
    );
  }
}

const focusMap = () =>
  document.querySelector<HTMLElement>("[role=application]")?.focus({ preventScroll: true });

/** By kind, the members that there would be if no kind were taken out; without a filter, all entities. */
function kindCounts(graph: Graph, filtration: Filtration | undefined): readonly number[] {
  if (filtration) return filtration.kit.countKinds(graph, filtration.filtered);
  const counts = graph.kinds.map(() => 0);
  for (const kind of graph.kind) counts[kind]++;
  return counts;
}

/** Puts the name of what is selected into the window's title, and so into its history. */
function useTitle(selection: View["selection"], graph: Graph): void {
  const { t, locale } = useAtlas();
  const entity = typeof selection === "string" ? graph.indexOf(selection) : -1;
  const name = entity >= 0 ? graph.names[entity][locale] : undefined;
  const title = name ? `${name} · ${t.product}` : t.product;
  useEffect(() => {
    document.title = title;
  }, [title]);
}
