"use client";

/** Everything round the map that the first picture does without: panels, menus, dialogs, the timeline, keys. */
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from "react";
import { openView } from "@/app/[locale]/_explorer/ask/open-view";
import styles from "@/app/[locale]/_explorer/explorer.module.css";
import type { Filtration } from "@/app/[locale]/_explorer/filtration";
import type { GraphCanvasHandle } from "@/app/[locale]/_explorer/graph-canvas";
import { useHasCard } from "@/app/[locale]/_explorer/has-card";
import { DropFiles } from "@/app/[locale]/_explorer/import/drop-files";
import type { Layout } from "@/app/[locale]/_explorer/insets";
import type { LayoutState } from "@/app/[locale]/_explorer/layout/layouts";
import { LoadFailed } from "@/app/[locale]/_explorer/load-failed";
import { needsFilter } from "@/app/[locale]/_explorer/needs-filter";
import type { NoteRequest } from "@/app/[locale]/_explorer/notes/desk-note";
import { fetchAhead, Later } from "@/app/[locale]/_explorer/panels/later";
import { OutlineList } from "@/app/[locale]/_explorer/panels/outline-list";
import { focusMap, Sheet } from "@/app/[locale]/_explorer/sheet";
import type { Side } from "@/app/[locale]/_explorer/side-buttons";
import { take } from "@/app/[locale]/_explorer/view-store";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import type { Point } from "@/lib/canvas/camera";
import type { Filtered } from "@/lib/graph/filter";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { exploreWords } from "@/lib/i18n/explore-words";
import type { Exploration } from "@/lib/view/explore";
import * as explore from "@/lib/view/explore-steps";
import { isCounted } from "@/lib/view/parts";
import type { Scene } from "@/lib/view/scene";
import * as steps from "@/lib/view/steps";
import type { RelationKey, View } from "@/lib/view/view";
import { Card, DeskNotes } from "./desk-card";
import { filterBy, type SaidText, useDeeds } from "./desk-deeds";
import { DeskDialogs } from "./desk-dialogs";
import { followKeys } from "./desk-keys";
import { DeskSelection } from "./desk-selection";
import { DeskTimeline } from "./desk-timeline";
import { useWalk } from "./desk-walk";
import { exploreChips } from "./explore-chips";

/** What the reader has asked the desk for; places are CSS pixels from the window's top left. */
export type Request =
  | { what: "menu"; target: EntityId | RelationKey | undefined; at: Point }
  /** What is round an entity, or in a group. */
  | { what: "open"; id: EntityId; at: Point }
  /** Which of a hub's neighbours. */
  | { what: "expand"; id: EntityId; at: Point }
  /** To select these as well; one that is selected, not any more. */
  | { what: "add"; ids: readonly EntityId[] }
  | NoteRequest
  /** To bring a graph of one's own, with files that have been dropped; or to edit one that this browser has. */
  | { what: "import"; files?: readonly File[]; edit?: string }
  | { what: "palette" | "help" | "history" | "share" | "export" | "graphs" };

export interface DeskProps {
  graph: Graph;
  view: View;
  scene: Scene;
  exploration: Exploration | undefined;
  /** What has come of the layout that the view asks for. */
  found: LayoutState | undefined;
  filtration: Filtration | undefined;
  /** What the view's filter leaves; absent where nothing is filtered. */
  filtered: Filtered | undefined;
  filterError: Error | null;
  onRetryFilter(): void;
  onWantFilter(): void;
  canvas: GraphCanvasHandle | undefined;
  theme: Theme;
  isNarrow: boolean;
  layout: Layout;
  side: Side | undefined;
  legend: ReactNode;
  request: Request | undefined;
  ask(next: Request | undefined): void;
  keys: RefObject<((event: KeyboardEvent) => boolean) | undefined>;
  toFocus: RefObject<boolean>;
  onSide(side: Side): void;
  /** Shows the answer to what is asked. */
  onAnswer(): void;
  onCloseSide(): void;
  onTimeline(isOpen: boolean): void;
  goTo(id: EntityId): void;
  /** Closes what is selected. */
  close(): void;
}

export { MapLegend } from "@/app/[locale]/_explorer/arrange/map-legend";
export { Card } from "./desk-card";

export function Desk(props: DeskProps) {
  const { t, locale } = useAtlas();
  const { view, filtration, filtered, found, isNarrow, layout, side, request, ask, onCloseSide } = props;
  const [said, setSaid] = useState<SaidText>();
  const { deeds, situation } = useDeeds(props, setSaid);
  const { selection, also } = view;
  const card = useHasCard(view);
  const spoken = useWalk({
    ...props,
    onSelect: (next) => take((now) => steps.select(now, next)),
    onMenu: (target, at) => ask({ what: "menu", target, at }),
  });
  const asked = typeof selection === "object" || also.length === 0 ? selection : undefined;
  const now = useRef(() => situation(asked));
  useEffect(() => {
    now.current = () => situation(asked);
  });
  useEffect(() => followKeys({ situation: () => now.current(), deeds }), [deeds]);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(undefined), 4000);
    return () => clearTimeout(timer);
  }, [said]);
  useEffect(() => {
    if (request?.what === "add") {
      const { ids } = request;
      take((now) =>
        ids.length === 1
          ? explore.toggleSelected(now, ids[0])
          : explore.selectMany(now, [...explore.selectedOf(now), ...ids]),
      );
      ask(undefined);
    } else if (request?.what === "open") {
      ask(undefined);
      openOrClose(request.id);
    }
  });
  /** Calls up what is round an entity, or takes that back; opens a closed group. */
  const openOrClose = (id: EntityId) => {
    const { group } = situation(id);
    if (group) take((now) => explore.openGroup(now, group.value));
    else if (view.expansions.some((one) => one.id === id)) take((now) => explore.collapse(now, id));
    else deeds.expand(id);
  };
  const warmUp = useEffectEvent(() =>
    filtration?.kit.warmUpLayouts(
      filtration.speech,
      view,
      needsFilter(view) ? filtration.filtered : undefined,
    ),
  );
  // From here, a question or a layout is one step away.
  const isNearLayout = side !== undefined || selection !== undefined;
  const want = useEffectEvent(() => {
    props.onWantFilter();
    fetchAhead(loadAsk);
    // And there is something to come back to, whether the server is there then or not.
    fetchAhead(loadReading);
  });
  useEffect(() => {
    if (isNearLayout) want();
  }, [isNearLayout]);
  const hasKit = filtration !== undefined;
  useEffect(() => (isNearLayout && hasKit ? warmUp() : undefined), [isNearLayout, hasKit]);
  const w = exploreWords[locale];
  return (
    <>
      <p className="visually-hidden" role="status">
        {spoken}
      </p>
      {isNarrow && layout.chips && (
        <div className={styles.chipsNarrow} data-chips>
          <Chips {...props} />
        </div>
      )}
      {filtered?.members === 0 &&
        filtration &&
        isCounted(filtration.graph, filtration.filtering) &&
        side !== "filter" && (
          <filtration.kit.EmptyResult filtration={filtration} onFilter={(step) => filterBy(props, step)} />
        )}
      {found && found.done < 1 && side !== "arrange" && (
        <progress className={styles.layoutProgress} value={found.done} aria-label={t.loading} />
      )}
      {found?.error && (
        <div className={styles.failure} role="alert" data-floating>
          <p>{w.layoutFailed}</p>
          <button type="button" className={styles.button} onClick={() => take(explore.resetLayout)}>
            {w.toAtlas}
          </button>
        </div>
      )}
      <p className={styles.said} role="status" data-shown={said !== undefined}>
        {said && w[said]}
      </p>
      {layout.timeline && <DeskTimeline {...props} />}
      {view.notes.length > 0 && <DeskNotes {...props} />}
      {isNarrow && card && (
        <div
          className={styles.cardNarrow}
          data-below={layout.chips}
          data-floating
          hidden={side !== undefined}
        >
          <Card {...props} />
        </div>
      )}
      {layout.open && selection !== undefined && (
        <DeskSelection {...props} deeds={deeds} situation={situation} />
      )}
      {isNarrow && side && (
        <Sheet isNarrow label={t.side[side]} toFocus={props.toFocus} onClose={onCloseSide}>
          <SideContent {...props} />
        </Sheet>
      )}
      <DropFiles onFiles={(files) => ask({ what: "import", files })} />
      <DeskDialogs {...props} asked={asked} deeds={deeds} situation={situation} />
    </>
  );
}

/** What the view is made of, one chip for each part; a chip takes it away. */
export function Chips(props: DeskProps) {
  const { locale } = useAtlas();
  const { graph, view, filtration, exploration } = props;
  if (!filtration) return null;
  const more = exploreChips(view, graph, exploration?.grouping, locale);
  return (
    <filtration.kit.FilterChips
      filtration={filtration}
      more={more}
      onFilter={(step) => filterBy(props, step)}
    />
  );
}

/** The panel at the side of a wide screen. */
export function SidePanel(props: DeskProps) {
  const { t } = useAtlas();
  if (!props.side) return null;
  return (
    <Sheet
      inColumn
      wide={props.layout.wide}
      isNarrow={false}
      label={t.side[props.side]}
      onClose={props.onCloseSide}
    >
      <SideContent {...props} />
    </Sheet>
  );
}

/** Opens a view of this graph by the parameters of its address. */
export function openAddress(props: DeskProps, search: string): void {
  focusMap();
  openView(search, (step) => filterBy(props, step));
}

const loadReading = () => import("@/app/[locale]/_explorer/read-search");
const loadAsk = () => import("@/app/[locale]/_explorer/ask/ask-panel");
const loadArrange = () => import("@/app/[locale]/_explorer/arrange/arrange-panel");

function SideContent(props: DeskProps) {
  const { t, locale } = useAtlas();
  const { graph, view, scene, exploration, filtration, filterError, found, theme, canvas, side } = props;
  const seen = exploration ?? scene;
  const counts = useMemo(() => countsOf(seen), [seen]);
  const onFilter = useCallback((step: (view: View) => View) => filterBy(props, step), [props]);
  const point = (id: EntityId | undefined) => canvas?.point(id);
  if (side === "outline")
    return (
      <OutlineList scene={scene} sight={view.camera} theme={theme} onChoose={props.goTo} onPoint={point} />
    );
  if (!filtration)
    return filterError ? (
      <LoadFailed error={filterError} onRetry={props.onRetryFilter} />
    ) : (
      <p className={styles.waiting} role="status">
        {t.loading}
      </p>
    );
  if (side === "filter")
    return (
      <filtration.kit.FilterPanel
        filtration={filtration}
        theme={theme}
        onFilter={onFilter}
        kinds={props.legend}
      />
    );
  if (side === "ask")
    return (
      <Later load={loadAsk}>
        {({ AskPanel }) => (
          <AskPanel
            graph={graph}
            speech={filtration.speech}
            view={view}
            scene={scene}
            exploration={exploration}
            theme={theme}
            onStep={onFilter}
            onChoose={props.goTo}
            onRelation={(relation) => take((now) => steps.select(now, relation))}
            onSelectMany={(ids) => take((now) => explore.selectMany(now, ids))}
            onPoint={point}
          />
        )}
      </Later>
    );
  const selected = explore.selectedOf(view)[0];
  const centre = view.layout.centre ?? selected;
  return (
    <Later load={loadArrange}>
      {({ ArrangePanel }) => (
        <ArrangePanel
          graph={graph}
          speech={filtration.speech}
          view={view}
          theme={theme}
          counts={counts}
          running={found && found.done < 1 ? found : undefined}
          tooMany={exploration?.tooMany === true}
          timelineOpen={props.layout.timeline}
          centreName={centre && graph.names[graph.indexOf(centre)]?.[locale]}
          onStep={take}
          onCancel={() => take(explore.resetLayout)}
          onTimeline={() => props.onTimeline(!props.layout.timeline)}
        />
      )}
    </Later>
  );
}

/** How many entities are shown, and relations of each type between them. */
function countsOf(seen: Scene | Exploration) {
  const { graph, hidden } = seen;
  const types = graph.relationTypes.map(() => 0);
  const { size, from, to, type, count } = graph.relations;
  for (let r = 0; r < size; r++) if (!hidden[from[r]] && !hidden[to[r]]) types[type[r]] += count?.[r] ?? 1;
  return { shown: "shown" in seen ? seen.shown : hidden.reduce((n, one) => n + 1 - one, 0), types };
}
