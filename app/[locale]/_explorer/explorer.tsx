"use client";

/** The explorer: the data flow on one screen. Ask for the graph, make a scene of the view, draw it, set panels round it. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { narrow, useAtlas, useMedia, useTheme } from "@/app/[locale]/_parts/atlas";
import { degreeOf, type Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { nearestMembers, sceneOf } from "@/lib/view/scene";
import * as steps from "@/lib/view/steps";
import { fitViewToGraph, type View } from "@/lib/view/view";
import { Controls } from "./controls";
import styles from "./explorer.module.css";
import { insetsOf, usePanels } from "./floating";
import { GraphCanvas, type GraphCanvasHandle } from "./graph-canvas";
import { Intro, useIntro } from "./intro";
import { Legend } from "./legend";
import { LoadFailed } from "./load-failed";
import { Notices } from "./notices";
import { graphQuery } from "./queries";
import { SearchBox } from "./search-box";
import { Sheet } from "./sheet";
import { Toolbar } from "./toolbar";
import { followAddress, forgetProblems, look, mend, take, useView } from "./view-store";

/** When what the first keystroke and the first selection need is fetched and made, in milliseconds after the map. */
const warmUpAfter = 1200;
/** Panels are no part of the first picture. Not `lazy`: React holds back what it brings, by up to 300 ms. */
const loadPanels = async () => {
  const [{ DetailPanel }, { RelationPanel }] = await Promise.all([
    import("./detail-panel"),
    import("./relation-panel"),
  ]);
  return { DetailPanel, RelationPanel };
};
type Panels = Awaited<ReturnType<typeof loadPanels>>;

export function Explorer() {
  const { t, source } = useAtlas();
  const { data: graph, error, refetch, isFetching } = useQuery(graphQuery(source));
  const { view, read, problems } = useView();
  useEffect(followAddress, []);
  useEffect(() => {
    if (!graph || !read) return;
    const fitted = fitViewToGraph(view, graph);
    if (fitted.problems.length > 0) mend(fitted.view, fitted.problems);
  }, [graph, read, view]);

  return (
    <main className={styles.explorer}>
      <a className={styles.skip} href="#search">
        {t.skipToSearch}
      </a>
      {graph && read ? (
        <Atlas graph={graph} view={view} />
      ) : (
        <>
          <Frame graph={undefined} onChoose={() => undefined} />
          {error ? (
            <div role="alert" className={styles.failure}>
              <p>{"status" in error && error.status === 0 ? t.error.offline : t.error.graph}</p>
              <button type="button" className={styles.button} disabled={isFetching} onClick={() => refetch()}>
                {t.retry}
              </button>
            </div>
          ) : (
            <>
              <p className={styles.loading} role="status">
                {t.loading}
              </p>
              <p className={styles.scriptless}>{t.error.noScript}</p>
            </>
          )}
        </>
      )}
      <Notices problems={problems} onDismiss={forgetProblems} />
    </main>
  );
}

/** What stands at the top, with or without a graph, so that nothing moves when it comes. */
function Frame({ graph, onChoose }: { graph: Graph | undefined; onChoose(id: EntityId): void }) {
  const { t } = useAtlas();
  const [theme] = useTheme();
  return (
    <header className={styles.top}>
      <div className={styles.brand} data-floating>
        <h1 className={styles.product}>{t.product}</h1>
        <SearchBox graph={graph} theme={theme} onChoose={onChoose} />
      </div>
      <Toolbar />
    </header>
  );
}

function Atlas({ graph, view }: { graph: Graph; view: View }) {
  const { t, locale, source } = useAtlas();
  const [theme] = useTheme();
  const isNarrow = useMedia(narrow);
  const [canvas, setCanvas] = useState<GraphCanvasHandle>();
  const [panels, setPanels] = useState<Panels | Error>();
  const [legendOpen, setLegendOpen] = useState(false);
  const [introShown, dismissIntro] = useIntro();
  const { selection, camera, hiddenKinds } = view;
  // Where the reader looks is part of the view but not of the scene: panning must not make a new one.
  const { graph: name, data, moved, version } = view;
  const scene = useMemo(
    () => sceneOf(graph, { graph: name, data, moved, version, hiddenKinds, selection }, locale),
    [graph, name, data, moved, version, hiddenKinds, selection, locale],
  );
  const open = selection !== undefined;
  const intro = introShown && !open;
  const sheet = open || (isNarrow && legendOpen);
  const insets = useMemo(() => insetsOf({ isNarrow, open: sheet, intro }), [isNarrow, sheet, intro]);
  usePanels(canvas);
  useTitle(selection, graph);
  /** Whether the panel that opens next takes the focus. */
  const toFocus = useRef(false);

  useEffect(() => {
    const warm = () => {
      if (!panels) loadPanels().then(setPanels, setPanels);
      source.warmUp();
    };
    // Someone who has come for an entity need not wait for what the others will want.
    const idle = setTimeout(warm, open && !panels ? 0 : warmUpAfter);
    return () => clearTimeout(idle);
  }, [source, open, panels]);

  const select = (next: View["selection"]) => take((now) => steps.select(now, next));
  /** By search or panel: the map goes there, and by keyboard so does the focus. */
  const goTo = (id: EntityId) => {
    dismissIntro();
    setLegendOpen(false);
    select(id);
    const { view: next } = useView.getState();
    // The panel is not there yet, but the map has to fit beside it.
    canvas?.flyTo(
      nearestMembers(sceneOf(graph, next, locale)),
      insetsOf({ isNarrow, open: true, intro: false }),
    );
    toFocus.current = true;
  };
  const close = () => {
    select(undefined);
    document.querySelector<HTMLElement>("[role=application]")?.focus({ preventScroll: true });
  };
  const focused = scene.focus?.entity;
  const legend = (
    <Legend
      graph={graph}
      theme={theme}
      hiddenKinds={hiddenKinds}
      foldable={!isNarrow}
      onToggle={(kind) => take((now) => steps.toggleKind(now, kind))}
      onShowAll={() => take(steps.showAllKinds)}
    />
  );
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
      />
      <p className="visually-hidden" role="status">
        {focused !== undefined && announcement(graph, focused)}
      </p>
      <Frame graph={graph} onChoose={goTo} />
      {!isNarrow && (
        <div className={styles.left}>
          {intro && (
            <div className={styles.card} data-floating>
              <Intro graph={graph} theme={theme} onChoose={goTo} onDismiss={dismissIntro} />
            </div>
          )}
          <div className={`${styles.card} ${styles.legend}`} data-floating>
            {legend}
          </div>
        </div>
      )}
      {isNarrow && intro && !legendOpen && (
        <div className={styles.introNarrow} data-floating>
          <Intro graph={graph} theme={theme} onChoose={goTo} onDismiss={dismissIntro} />
        </div>
      )}
      {hiddenKinds.length === graph.kinds.length && (
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
        onLegend={() => setLegendOpen(true)}
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
            <p className={styles.loading} role="status">
              {t.loading}
            </p>
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
                  canvas?.flyTo((scene.focus?.members ?? []).map((member) => graph.ids[member]))
                }
              />
            )
          ) : (
            scene.focus && (
              <panels.RelationPanel graph={graph} theme={theme} relation={selection} onFly={goTo} />
            )
          )}
        </Sheet>
      )}
      {isNarrow && legendOpen && !open && (
        <Sheet isNarrow label={t.legend.title} onClose={() => setLegendOpen(false)}>
          {legend}
        </Sheet>
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
