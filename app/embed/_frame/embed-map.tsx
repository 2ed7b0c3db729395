"use client";

/** The map of an embedded view with the controls that its author wants. What readers do here changes no address. */
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useWalk } from "@/app/[locale]/_explorer/desk/desk-walk";
import explorer from "@/app/[locale]/_explorer/explorer.module.css";
import { needsKit, useExploring } from "@/app/[locale]/_explorer/exploring";
import { type Filtration, useFiltration } from "@/app/[locale]/_explorer/filtration";
import { usePanels } from "@/app/[locale]/_explorer/floating";
import { GraphCanvas, type GraphCanvasHandle } from "@/app/[locale]/_explorer/graph-canvas";
import { isOfGoneVersion, passingCause } from "@/app/[locale]/_explorer/load-problem";
import { needsFilter } from "@/app/[locale]/_explorer/needs-filter";
import { Later } from "@/app/[locale]/_explorer/panels/later";
import { graphQuery } from "@/app/[locale]/_explorer/queries";
import { Sheet } from "@/app/[locale]/_explorer/sheet";
import { useAtlas, useMedia, useTheme } from "@/app/[locale]/_parts/atlas";
import { out } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import { sizeOfWhole } from "@/lib/graph/map-part";
import type { EntityId, Locale } from "@/lib/graph/schema";
import { embedWords } from "@/lib/i18n/embed-words";
import * as explore from "@/lib/view/explore-steps";
import * as steps from "@/lib/view/steps";
import { formatView, type View } from "@/lib/view/view";
import { useAttention } from "./attention";
import styles from "./embed.module.css";
import { EmbedBar } from "./embed-bar";
import { EmbedControls } from "./embed-controls";
import { EmbedNews } from "./embed-news";
import { insetsOf, rooms } from "./room";
import type { EmbedStart } from "./start";

interface EmbedMapProps {
  start: EmbedStart;
  /** Whether it shows the data that are current. */
  isCurrent: boolean;
  /** The data that it asks for are not to be had. */
  onVersionGone(): void;
  onLanguage(locale: Locale): void;
}

export function EmbedMap({ start, isCurrent, onVersionGone, onLanguage }: EmbedMapProps) {
  const { t, source } = useAtlas();
  const { data: graph, error, refetch, isFetching } = useQuery(graphQuery(source));
  const isGone = isOfGoneVersion(error) && !isCurrent;
  const leave = useEffectEvent(onVersionGone);
  useEffect(() => {
    if (isGone) leave();
  }, [isGone]);
  if (graph) return <ReadyMap start={start} graph={graph} onLanguage={onLanguage} />;
  if (!error || isGone)
    return (
      <p className={explorer.loading} role="status">
        {t.loading}
      </p>
    );
  return (
    <Failed text={passingCause(error, t) ?? t.error.graph} busy={isFetching} onRetry={() => void refetch()} />
  );
}

function Failed({ text, busy = false, onRetry }: { text: string; busy?: boolean; onRetry(): void }) {
  const { t } = useAtlas();
  return (
    <div className={explorer.failure} role="alert">
      <p>{text}</p>
      <button type="button" className={explorer.button} disabled={busy} onClick={onRetry}>
        {t.retry}
      </button>
    </div>
  );
}

/** The view of this frame, which no address and no history follows; `shown` is as in view-store.ts. */
function useOwnView(first: View) {
  const [{ view, shown }, set] = useState({ view: first, shown: first });
  return {
    view,
    shown,
    take: (step: (now: View) => View) =>
      set((now) => {
        const next = step(now.view);
        return next === now.view ? now : { view: next, shown: next };
      }),
    look: (camera: View["camera"]) => set((now) => ({ ...now, view: steps.look(now.view, camera) })),
  };
}

type ReadyMapProps = Pick<EmbedMapProps, "start" | "onLanguage"> & { graph: Graph };

const loadParts = () => import("@/app/[locale]/_explorer/parts/map-parts");
const loadPanel = () => import("./embed-panel");
const loadNotes = () => import("@/app/[locale]/_explorer/notes/note-layer");

function ReadyMap({ start, graph, onLanguage }: ReadyMapProps) {
  const { t, locale } = useAtlas();
  const { options } = start;
  const [theme] = useTheme();
  const { view, shown, take, look } = useOwnView(start.view);
  const [canvas, setCanvas] = useState<GraphCanvasHandle>();
  /** Where the reader goes once it is here: of a large map, only a part is. */
  const [awaited, setAwaited] = useState<EntityId>();
  const [problems, setProblems] = useState(start.problems);
  const area = useRef<HTMLDivElement>(null);
  const attention = useAttention(area);
  /** What a walk along relations makes of keys on the map; and that, with what else they do there. */
  const walkKeys = useRef<(event: KeyboardEvent) => boolean>(undefined);
  const mapKeys = useRef<(event: KeyboardEvent) => boolean>(undefined);
  const toFocus = useRef(false);
  const isWide = useMedia(rooms.wide);
  const isRoomy = useMedia(rooms.roomy);
  const has = (control: (typeof options.controls)[number]) => options.controls.includes(control);
  // In a small frame what was selected when the view was shared would hide the map.
  const [panelOpen, setPanelOpen] = useState(isWide);
  const [timelineOpen, setTimelineOpen] = useState(isRoomy);
  const hasTimeline = has("timeline") && timelineOpen;
  const hasPanel = has("panel") && panelOpen && view.selection !== undefined;

  const { filtration, error, retry } = useFiltration(graph, view, needsKit(view) || hasTimeline);
  const { scene, exploration } = useExploring(graph, shown, filtration);
  const filtered = needsFilter(view) ? filtration?.filtered : undefined;
  useFit(start.view, graph, filtration, (fitted, found) => {
    take(() => fitted);
    setProblems((before) => [...before, ...found]);
  });
  usePanels(canvas);
  useSystemTheme(options.theme === "auto");
  const insets = useMemo(
    () => insetsOf({ isWide, isRoomy, panel: hasPanel, timeline: hasTimeline, controls: options.controls }),
    [isWide, isRoomy, hasPanel, hasTimeline, options.controls],
  );

  const select = (next: View["selection"]) => {
    setPanelOpen(true);
    take((now) => steps.select(now, next));
  };
  const goTo = (id: EntityId) => {
    if (graph.part && graph.indexOf(id) < 0) return setAwaited(id);
    const isHidden = isLeftOut(id);
    take((now) => {
      const there = steps.bringBack(isHidden ? steps.showAnyway(now, id) : now, id);
      const open = exploration && filtration ? filtration.kit.revealIn(exploration, there, id) : there;
      return steps.select(open, id);
    });
    setPanelOpen(true);
    canvas?.flyTo(
      [id],
      insetsOf({ isWide, isRoomy, panel: has("panel"), timeline: hasTimeline, controls: options.controls }),
    );
    toFocus.current = true;
  };
  const arrive = useEffectEvent(goTo);
  useEffect(() => {
    if (awaited === undefined || graph.indexOf(awaited) < 0) return;
    setAwaited(undefined);
    arrive(awaited);
  }, [awaited, graph]);
  const isLeftOut = (id: EntityId) =>
    filtered ? filtered.standing[graph.indexOf(id)] === out : view.hiddenKinds.includes(id.split("/")[0]);
  /** What stands round an entity comes with the panel; a group opens and closes. */
  const openGroup = (id: EntityId) => {
    const group = exploration?.grouping?.groups.find((one) => one.id === id);
    if (!group) return;
    const isClosed = view.layout.closed.includes(group.value);
    take((now) => (isClosed ? explore.openGroup : explore.closeGroup)(now, group.value));
  };
  const spoken = useWalk({ scene, view, canvas, keys: walkKeys, onSelect: select });
  useEffect(() => {
    mapKeys.current = (event) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (event.key !== "0" || !isPlain) return walkKeys.current?.(event) === true;
      look(undefined);
      return true;
    };
  });
  const w = embedWords[locale].frame;
  const isReady = filtration !== undefined || !needsKit(view);
  if (!isReady && error) return <Failed text={t.error.filter} onRetry={retry} />;
  if (!isReady)
    return (
      <p className={explorer.loading} role="status">
        {t.loading}
      </p>
    );
  const isChanged = formatView(steps.look(view, undefined)) !== formatView(steps.look(start.view, undefined));
  return (
    <div className={styles.frame}>
      <div ref={area} className={styles.map} data-attention={attention.isHere}>
        <GraphCanvas
          scene={scene}
          camera={view.camera}
          theme={theme}
          insets={insets}
          label={t.map.label(sizeOfWhole(graph), graph.part?.relations ?? graph.relations.size)}
          keys={mapKeys}
          onReady={setCanvas}
          onFocus={() => undefined}
          onSelect={(next, adds) => {
            if (adds && typeof next === "string") take((now) => explore.toggleSelected(now, next));
            else select(next);
          }}
          onOpen={openGroup}
          onLasso={(ids) => take((now) => explore.selectMany(now, ids))}
          onLook={look}
          onMenu={() => undefined}
        />
        {view.notes.length > 0 && (
          <Later load={loadNotes}>
            {({ NoteLayer }) => <NoteLayer graph={graph} notes={view.notes} canvas={canvas} onLook={look} />}
          </Later>
        )}
        {graph.part && (
          <Later load={loadParts}>
            {({ MapParts }) => (
              <MapParts
                {...{ graph, view, canvas, awaited }}
                shifted={hasPanel && isWide}
                covered={(hasPanel && !isWide) || hasTimeline}
                quiet
                onUnknown={() => setAwaited(undefined)}
                onStep={take}
              />
            )}
          </Later>
        )}
        <p className={styles.hint} role="status" data-shown={attention.hint !== undefined}>
          {attention.hint && w[attention.hint]}
        </p>
      </div>
      <p className="visually-hidden" role="status">
        {spoken}
      </p>
      <EmbedControls
        options={options}
        graph={graph}
        view={view}
        theme={theme}
        canvas={canvas}
        filtration={filtration}
        filtered={filtered}
        exploration={exploration}
        isRoomy={isRoomy}
        isCovered={hasPanel && !isWide}
        panelBeside={hasPanel && isWide}
        hasTimeline={hasTimeline}
        isLeftOut={isLeftOut}
        onChoose={goTo}
        onStep={take}
        onLook={look}
        onTimeline={setTimelineOpen}
        onLanguage={onLanguage}
        onReset={isChanged ? () => take(() => start.view) : undefined}
      />
      {hasPanel && (
        <div className={styles.panel}>
          <Sheet
            isNarrow={!isWide}
            label={typeof view.selection === "object" ? t.panel.relation : t.panel.entity}
            onClose={() => select(undefined)}
          >
            <Later load={loadPanel}>
              {({ EmbedPanel }) => (
                <EmbedPanel
                  {...{ graph, view, scene, exploration, theme, canvas, toFocus, goTo }}
                  onStep={take}
                />
              )}
            </Later>
          </Sheet>
        </div>
      )}
      <EmbedNews isWatched={start.view.data === undefined} />
      <EmbedBar
        saved={start.saved}
        view={view}
        graph={graph}
        isChanged={isChanged}
        problems={problems}
        onForgetProblems={() => setProblems([])}
      />
    </div>
  );
}

const loadFit = () => import("@/lib/view/fit-view");
const noFit = () => undefined;

/** An address, and a view that was saved on other data, may ask for what is not there. */
function useFit(
  first: View,
  graph: Graph,
  filtration: Filtration | undefined,
  onMend: (fitted: View, problems: EmbedStart["problems"]) => void,
): void {
  const mend = useEffectEvent(onMend);
  const table = filtration?.table;
  const isWaiting = needsKit(first) && !table;
  /** Other parts of a large map come later, when the reader has long gone on. */
  const isDone = useRef(false);
  useEffect(() => {
    if (isWaiting || isDone.current) return;
    let isOld = false;
    loadFit().then(({ fitViewToGraph }) => {
      const { view, problems } = fitViewToGraph(first, graph, table);
      if (isOld || view === first) return;
      isDone.current = true;
      mend(view, problems);
      // Without a network the view is taken as it is.
    }, noFit);
    return () => {
      isOld = true;
    };
  }, [first, graph, table, isWaiting]);
}

/** Follows the system from light to dark and back, until the reader has chosen in this frame. */
function useSystemTheme(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return;
    const list = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => {
      if (document.documentElement.dataset.themeChosen) return;
      document.documentElement.dataset.theme = list.matches ? "dark" : "light";
    };
    list.addEventListener("change", follow);
    return () => list.removeEventListener("change", follow);
  }, [isWanted]);
}
