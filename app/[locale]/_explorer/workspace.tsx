"use client";

/** The data flow on one screen: make a scene of the view, draw it, set panels round it, take steps back to the view. */
import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useAtlas, useMedia, useTheme } from "@/app/[locale]/_parts/atlas";
import { useWindowTitle } from "@/app/[locale]/_parts/window-title";
import { firstHand } from "@/lib/canvas/first-hand";
import { out } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import { sizeOfWhole } from "@/lib/graph/map-part";
import type { EntityId } from "@/lib/graph/schema";
import { nearestMembers, sceneOf } from "@/lib/view/scene";
import * as steps from "@/lib/view/steps";
import { emptyView, type View } from "@/lib/view/view";
import { Controls } from "./controls";
import type { DeskProps, Request } from "./desk/desk";
import styles from "./explorer.module.css";
import { useExploring } from "./exploring";
import { type Filtration, filterQuery } from "./filtration";
import { usePanels } from "./floating";
import { Frame } from "./frame";
import { GraphCanvas, type GraphCanvasHandle } from "./graph-canvas";
import { nameOf } from "./graph-start";
import { useHasCard } from "./has-card";
import { insetsOf } from "./insets";
import { Intro, useIntro } from "./intro";
import { kindCounts } from "./kind-counts";
import { Legend } from "./legend";
import { LoadFailed } from "./load-failed";
import { narrow } from "./narrow";
import { needsFilter } from "./needs-filter";
import { Later } from "./panels/later";
import { focusMap, Sheet } from "./sheet";
import type { Side } from "./side-buttons";
import { useTour } from "./tour/tour-store";
import { look, take, useView } from "./view-store";

/** When what the first keystroke, selection and filter need is fetched and made, in milliseconds after the map. */
const warmUpAfter = 1200;
/** Panels are no part of the first picture. Not `lazy`: React holds back what it brings, by up to 300 ms. */
const loadDesk = async () => (await import("./kit")).loadDesk();
const loadParts = () => import("./parts/map-parts");
const loadTour = () => import("./tour/tour");
type DeskParts = Awaited<ReturnType<typeof loadDesk>>;

interface WorkspaceProps {
  graph: Graph;
  view: View;
  /** Absent as long as nothing is filtered and nobody has asked to. */
  filtration: Filtration | undefined;
  filterError: Error | null;
  onRetryFilter(): void;
  onWantFilter(): void;
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
  const [desk, setDesk] = useState<DeskParts | Error>();
  const [side, setSide] = useState<Side>();
  const [request, setRequest] = useState<Request>();
  const [timeline, setTimeline] = useState<boolean>();
  /** Whether the map has had the focus: what keys do there comes with the desk. */
  const [focused, setFocused] = useState(false);
  const [introShown, dismissIntro] = useIntro();
  /** Where the reader goes once it is here: of a large map, only a part is. */
  const [awaited, setAwaited] = useState<EntityId>();
  const { selection, camera, hiddenKinds } = view;
  const shown = useView((state) => state.shown);
  const { scene, exploration, layout: found } = useExploring(graph, shown, filtration);
  const filtered = needsFilter(view) ? filtration?.filtered : undefined;
  const { place: tour, isAtStep, isLecture } = useTour();
  const atStep = tour !== undefined && isAtStep;
  // What a step points at, its text tells.
  const open = selection !== undefined && !atStep;
  const asked = view.question && JSON.stringify(view.question);
  const [askedBefore, setAskedBefore] = useState<string>();
  if (asked !== askedBefore) {
    // An answer is told beside the map, which has to know at once how much room that leaves.
    setAskedBefore(asked);
    if (asked && !tour) setSide("ask");
  }
  // One sheet at a time on a phone; what is selected comes first.
  const openSide = isNarrow && open ? undefined : side;
  const isFiltered = filtration?.isActive === true;
  const hasChips = (isFiltered || exploration !== undefined) && !atStep && !(tour && isNarrow);
  const card = useHasCard(view);
  // Room is kept for it where it is there from the start; later the map stays where it is.
  const [cardAtStart] = useState(card);
  const intro = introShown && !tour && !open && !openSide && !hasChips && !cardAtStart;
  const isAtlas = graph.id === emptyView.graph;
  const hasTimeline = timeline ?? (view.time !== undefined && !(tour && isNarrow));
  const isWide = isLecture || (!isNarrow && openSide === "ask" && view.question?.as === "compare");
  const isPlaced = exploration?.plan !== undefined;
  const layout = useMemo(
    () => ({
      isNarrow,
      open,
      intro,
      isAtlas,
      side: openSide !== undefined || tour !== undefined,
      wide: isWide,
      chips: hasChips,
      card: cardAtStart,
      placed: isPlaced,
      timeline: hasTimeline,
    }),
    [isNarrow, open, intro, isAtlas, openSide, tour, isWide, hasChips, cardAtStart, isPlaced, hasTimeline],
  );
  const insets = useMemo(() => insetsOf(layout), [layout]);
  const conditions = isFiltered
    ? filtration.filtered.conditions.filter(({ about }) => about.type !== "answer").length
    : hiddenKinds.length > 0
      ? 1
      : 0;
  const counts = useMemo(
    () => kindCounts(graph, filtered && filtration, exploration),
    [graph, filtered, filtration, exploration],
  );
  usePanels(canvas);
  useTitle(selection, graph);
  /** Whether the panel that opens next takes the focus; what the desk makes of keys on the map. */
  const toFocus = useRef(false);
  const keys = useRef<(event: KeyboardEvent) => boolean>(undefined);

  const deskWanted =
    focused || open || openSide !== undefined || request !== undefined || hasChips || card || hasTimeline;
  useEffect(() => {
    let isGone = false;
    const warm = async () => {
      if (!deskWanted) await firstHand();
      if (isGone) return;
      if (!desk) loadDesk().then(setDesk, setDesk);
      source.warmUp();
      void queries.prefetchQuery(filterQuery(source));
    };
    // Someone who has come for an entity need not wait for what the others will want.
    const idle = setTimeout(warm, deskWanted && !desk ? 0 : warmUpAfter);
    return () => {
      isGone = true;
      clearTimeout(idle);
    };
  }, [source, queries, deskWanted, desk]);

  const select = (next: View["selection"]) => take((now) => steps.select(now, next));
  const isHidden = (id: EntityId) =>
    filtered ? filtered.standing[graph.indexOf(id)] === out : hiddenKinds.includes(id.split("/")[0]);
  /** By search, list or panel: the map goes there, and by keyboard so does the focus. What is hidden is shown anyway. */
  const goTo = (id: EntityId) => {
    dismissIntro();
    if (isNarrow) setSide(undefined);
    if (graph.part && graph.indexOf(id) < 0) return setAwaited(id);
    take((now) => {
      const shown = steps.bringBack(isHidden(id) ? steps.showAnyway(now, id) : now, id);
      return steps.select(
        exploration && filtration ? filtration.kit.revealIn(exploration, shown, id) : shown,
        id,
      );
    });
    const { view: next } = useView.getState();
    // The panel is not there yet, but the map has to fit beside it.
    canvas?.flyTo(
      // On a large map, what belongs to it stands too far away to be looked at together.
      exploration || graph.part ? [id] : nearestMembers(sceneOf(graph, next, locale, filtered)),
      insetsOf({ ...layout, open: true, intro: false }),
    );
    toFocus.current = true;
  };
  const arrive = useEffectEvent(goTo);
  useEffect(() => {
    if (awaited === undefined || graph.indexOf(awaited) < 0) return;
    setAwaited(undefined);
    arrive(awaited);
  }, [awaited, graph]);
  const close = () => {
    select(undefined);
    focusMap();
  };
  const openOrClose = (next: Side) => {
    dismissIntro();
    toFocus.current = isNarrow && side !== next;
    setSide(side === next ? undefined : next);
    onWantFilter();
  };
  const ask = (next: Request | undefined) => {
    setRequest(next);
    if (next) onWantFilter();
  };
  const openHistory = useCallback(() => setRequest({ what: "history" }), []);
  const openGraphs = useCallback(() => setRequest({ what: "graphs" }), []);
  const openShare = useCallback(() => {
    setRequest({ what: "share" });
    onWantFilter();
  }, [onWantFilter]);
  const openExport = useCallback(() => {
    setRequest({ what: "export" });
    onWantFilter();
  }, [onWantFilter]);
  const legend = (
    <Legend
      graph={graph}
      theme={theme}
      counts={counts}
      hiddenKinds={hiddenKinds}
      isSized={view.style.size !== undefined}
      foldable={!isNarrow && !openSide}
      onToggle={(kind) => take((now) => steps.toggleKind(now, kind))}
      onShowAll={() => take(steps.showAllKinds)}
    />
  );
  const waiting = (
    <p className={styles.waiting} role="status">
      {t.loading}
    </p>
  );
  const parts = desk instanceof Error ? undefined : desk;
  const props: DeskProps = {
    graph,
    view,
    scene,
    exploration,
    found,
    filtration,
    filtered,
    filterError,
    onRetryFilter,
    onWantFilter,
    canvas,
    theme,
    isNarrow,
    layout,
    side: openSide,
    legend,
    request,
    ask,
    keys,
    toFocus,
    onSide: openOrClose,
    onAnswer: () => setSide("ask"),
    onCloseSide: () => {
      setSide(undefined);
      // On a phone the button comes back when the sheet is gone.
      requestAnimationFrame(() => document.getElementById(`side-${side}`)?.focus());
    },
    onTimeline: setTimeline,
    goTo,
    close,
  };
  const introduction = intro && (
    <Intro
      graph={graph}
      theme={theme}
      onChoose={goTo}
      onOpen={parts && ((search) => parts.openAddress(props, search))}
      onQuestions={() => openOrClose("ask")}
      onDismiss={() => {
        dismissIntro();
        focusMap();
      }}
    />
  );
  const told = tour && (
    <div
      className={isNarrow ? styles.tourNarrow : `${styles.card} ${styles.tour}`}
      data-covered={isNarrow && (open || openSide !== undefined)}
      data-floating
    >
      <Later load={loadTour}>
        {({ Tour }) => (
          <Tour
            place={tour}
            graph={graph}
            view={view}
            isCovered={isNarrow && (open || openSide !== undefined)}
            onEntity={goTo}
            onUncover={() => isNarrow && setSide(undefined)}
          />
        )}
      </Later>
    </div>
  );
  const failed = desk instanceof Error && <LoadFailed error={desk} onRetry={() => setDesk(undefined)} />;
  return (
    <>
      <GraphCanvas
        scene={scene}
        camera={camera}
        theme={theme}
        insets={insets}
        label={t.map.label(sizeOfWhole(graph), graph.part?.relations ?? graph.relations.size)}
        keys={keys}
        onReady={setCanvas}
        onFocus={() => setFocused(true)}
        onSelect={(next, adds) => {
          if (next) dismissIntro();
          if (adds && typeof next === "string") ask({ what: "add", ids: [next] });
          else select(next);
        }}
        onOpen={(id, at) => ask({ what: "open", id, at })}
        onLasso={(ids) => ask({ what: "add", ids })}
        onLook={look}
        onMove={(id, x, y) => take((now) => steps.move(now, id, x, y))}
        onMenu={(target, at) => ask({ what: "menu", target, at })}
      />
      <Frame
        graph={graph}
        isHidden={isHidden}
        onChoose={goTo}
        side={openSide}
        conditions={conditions}
        onSide={openOrClose}
        onHistory={openHistory}
        onGraphs={openGraphs}
        onShare={openShare}
        onExport={openExport}
      >
        {!isNarrow && (
          <>
            {told}
            {parts && card && (
              <div data-floating>
                <parts.Card {...props} />
              </div>
            )}
            {parts && hasChips && <parts.Chips {...props} />}
            {intro && (
              <div className={styles.card} data-floating>
                {introduction}
              </div>
            )}
            {openSide ? (
              parts ? (
                <parts.SidePanel {...props} />
              ) : (
                <div className={styles.card}>{failed || waiting}</div>
              )
            ) : (
              <div className={`${styles.card} ${styles.legend}`} data-floating>
                {legend}
                {parts && <parts.MapLegend {...props} />}
              </div>
            )}
          </>
        )}
      </Frame>
      {graph.part && (
        <Later load={loadParts}>
          {({ MapParts }) => (
            <MapParts
              graph={graph}
              view={view}
              canvas={canvas}
              awaited={awaited}
              shifted={open}
              covered={intro || openSide !== undefined || tour !== undefined}
              onUnknown={() => setAwaited(undefined)}
              onStep={take}
            />
          )}
        </Later>
      )}
      {isNarrow && told}
      {isNarrow && intro && (
        <div className={styles.introNarrow} data-floating>
          {introduction}
        </div>
      )}
      {hiddenKinds.length === graph.kinds.length && !filtered && (
        <div className={styles.failure} role="status" data-floating>
          <p>{t.legend.empty}</p>
          <button type="button" className={styles.button} onClick={() => take(steps.showAllKinds)}>
            {t.legend.showAll}
          </button>
        </div>
      )}
      <Controls
        canvas={canvas}
        moved={view.moved.length > 0}
        shifted={open}
        covered={openSide !== undefined || (isNarrow && tour !== undefined)}
        introduced={intro}
        raised={hasTimeline}
        conditions={conditions}
        onSide={openOrClose}
      />
      {parts ? (
        <parts.Desk {...props} />
      ) : (
        open && (
          <Sheet
            isNarrow={isNarrow}
            label={typeof selection === "string" ? t.panel.entity : t.panel.relation}
            onClose={close}
          >
            {failed || waiting}
          </Sheet>
        )
      )}
    </>
  );
}

/** Puts the name of what is selected, or that of a saved view, into the window's title, and so into its history. */
function useTitle(selection: View["selection"], graph: Graph): void {
  const { t, locale, graph: called } = useAtlas();
  const entity = typeof selection === "string" ? graph.indexOf(selection) : -1;
  const name = entity >= 0 ? graph.names[entity][locale] : undefined;
  const linked = useView(({ link, saved }) => (link ? saved?.title : undefined));
  const about = name ?? linked;
  const title = [about, nameOf(called, graph)?.[locale], t.product].filter(Boolean).join(" · ");
  useWindowTitle(title);
}
