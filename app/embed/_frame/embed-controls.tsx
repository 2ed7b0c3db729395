"use client";

/** The controls of an embedded view, each where its author wants it: in a small frame behind a button. */
import { type FocusEvent, type ReactNode, useEffect, useMemo, useState } from "react";
import { ActionIcon } from "@/app/[locale]/_explorer/actions/action-icons";
import type { Filtration } from "@/app/[locale]/_explorer/filtration";
import type { GraphCanvasHandle } from "@/app/[locale]/_explorer/graph-canvas";
import { kindCounts } from "@/app/[locale]/_explorer/kind-counts";
import { Legend } from "@/app/[locale]/_explorer/legend";
import { Later } from "@/app/[locale]/_explorer/panels/later";
import { SearchBox } from "@/app/[locale]/_explorer/search-box";
import { type Theme, useAtlas, useMedia } from "@/app/[locale]/_parts/atlas";
import { Icon, type IconName, ToolButton } from "@/app/[locale]/_parts/marks";
import type { Filtered } from "@/lib/graph/filter";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId, Locale } from "@/lib/graph/schema";
import { embedWords } from "@/lib/i18n/embed-words";
import type { EmbedControl, EmbedOptions } from "@/lib/view/embed-options";
import type { Exploration } from "@/lib/view/explore";
import { setTime } from "@/lib/view/explore-steps";
import * as steps from "@/lib/view/steps";
import type { View } from "@/lib/view/view";
import styles from "./embed.module.css";
import { rooms } from "./room";

const loadMapLegend = () => import("@/app/[locale]/_explorer/arrange/map-legend");
const loadTimeline = () => import("@/app/[locale]/_explorer/timeline/timeline-of-view");

const legendButton = "embed-legend";

interface EmbedControlsProps {
  options: EmbedOptions;
  graph: Graph;
  view: View;
  theme: Theme;
  canvas: GraphCanvasHandle | undefined;
  filtration: Filtration | undefined;
  filtered: Filtered | undefined;
  exploration: Exploration | undefined;
  isRoomy: boolean;
  /** Whether the panel stands over the map's lower part, or beside it. */
  isCovered: boolean;
  panelBeside: boolean;
  hasTimeline: boolean;
  isLeftOut(id: EntityId): boolean;
  onChoose(id: EntityId): void;
  onStep(step: (view: View) => View): void;
  onLook(camera: View["camera"]): void;
  onTimeline(isOpen: boolean): void;
  onLanguage(locale: Locale): void;
  /** Absent as long as nothing has been changed. */
  onReset: (() => void) | undefined;
}

export function EmbedControls(props: EmbedControlsProps) {
  const { options, graph, view, theme, canvas, filtration, filtered, exploration, isRoomy } = props;
  const { isCovered, panelBeside, hasTimeline, isLeftOut, onChoose, onStep, onTimeline } = props;
  const { t, locale } = useAtlas();
  const w = embedWords[locale].frame;
  const isSearchable = useMedia(rooms.searchable);
  /** What stands over the map of a small frame, one thing at a time. */
  const [over, setOver] = useState<"search" | "legend">();
  const has = (control: EmbedControl) => options.controls.includes(control);
  const counts = useMemo(
    () => kindCounts(graph, filtered && filtration, exploration),
    [graph, filtered, filtration, exploration],
  );
  const hasSearchButton = has("search") && !isSearchable;
  const isSearching = hasSearchButton && over === "search";
  const overNow = isSearching || (over === "legend" && !isRoomy) ? over : undefined;
  useEffect(() => {
    if (isSearching) document.getElementById("search")?.focus();
  }, [isSearching]);
  const toggle = (what: "search" | "legend") => {
    setOver(over === what ? undefined : what);
    if (!isRoomy) onTimeline(false);
  };
  const leaveSearch = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (hasSearchButton && !currentTarget.contains(relatedTarget)) setOver(undefined);
  };
  const legend = (
    <>
      <Legend
        graph={graph}
        theme={theme}
        counts={counts}
        hiddenKinds={view.hiddenKinds}
        isSized={view.style.size !== undefined}
        foldable={isRoomy}
        onToggle={(kind) => onStep((now) => steps.toggleKind(now, kind))}
        onShowAll={() => onStep(steps.showAllKinds)}
      />
      {(view.style.colour || view.style.size) && (
        <Later load={loadMapLegend}>
          {({ MapLegend }) => <MapLegend {...{ view, filtration, exploration, theme }} />}
        </Later>
      )}
    </>
  );
  const other = locale === "zh" ? "en" : "zh";
  const tools: ReactNode[] = [
    hasSearchButton && (
      <Tool key="search" icon="search" label={w.search} open={isSearching} onClick={() => toggle("search")} />
    ),
    has("legend") && !isRoomy && (
      <Tool
        key="legend"
        id={legendButton}
        icon="list"
        label={w.legend}
        open={overNow === "legend"}
        onClick={() => toggle("legend")}
      />
    ),
    has("timeline") && (!hasTimeline || !isRoomy) && (
      <button
        key="timeline"
        type="button"
        className={styles.tool}
        aria-label={w.timeline}
        title={w.timeline}
        aria-expanded={hasTimeline}
        onClick={() => {
          setOver(undefined);
          onTimeline(!hasTimeline);
        }}
      >
        <ActionIcon name="timeline" size={18} />
      </button>
    ),
    has("theme") && (
      <ToolButton
        key="theme"
        className={styles.tool}
        icon={theme === "dark" ? "sun" : "moon"}
        label={theme === "dark" ? t.toLight : t.toDark}
        onClick={() => {
          // For this frame alone, and not for the atlas itself.
          const { dataset } = document.documentElement;
          dataset.theme = theme === "dark" ? "light" : "dark";
          dataset.themeChosen = "true";
        }}
      />
    ),
    has("language") && (
      <button
        key="language"
        type="button"
        className={styles.language}
        lang={other === "zh" ? "zh-CN" : "en"}
        title={t.switchLanguage}
        onClick={() => props.onLanguage(other)}
      >
        {t.otherLanguage}
      </button>
    ),
  ].filter(Boolean);
  return (
    <>
      <div className={styles.top} data-beside={panelBeside} data-over={overNow}>
        {has("search") && (isSearchable || isSearching) && (
          <div
            className={styles.search}
            data-floating
            role="group"
            aria-label={w.search}
            onBlur={leaveSearch}
          >
            <SearchBox
              graph={graph}
              theme={theme}
              isHidden={isLeftOut}
              onChoose={(id) => {
                setOver(undefined);
                onChoose(id);
              }}
            />
          </div>
        )}
        {tools.length > 0 && (
          <div className={styles.tools} role="group" aria-label={w.tools} data-floating>
            {tools}
          </div>
        )}
      </div>
      {has("legend") && isRoomy && (
        <div className={styles.legend} data-raised={hasTimeline} data-floating>
          {legend}
        </div>
      )}
      {overNow === "legend" && !isCovered && (
        <div
          className={styles.legendOver}
          role="group"
          aria-label={w.legend}
          data-floating
          onKeyDown={({ key }) => {
            if (key !== "Escape") return;
            setOver(undefined);
            document.getElementById(legendButton)?.focus();
          }}
        >
          {legend}
        </div>
      )}
      {has("zoom") && !isCovered && (
        <Zoom {...props} canvas={canvas} raised={hasTimeline} beside={panelBeside} />
      )}
      {hasTimeline && !isCovered && filtration && (
        <div className={styles.timeline} data-beside={panelBeside} data-floating>
          <Later load={loadTimeline}>
            {({ TimelineOfView }) => (
              <TimelineOfView
                {...{ graph, view, filtration, filtered }}
                onTime={(time) => onStep((now) => setTime(now, time))}
                onClose={() => onTimeline(false)}
              />
            )}
          </Later>
        </div>
      )}
    </>
  );
}

interface ToolProps {
  id?: string;
  icon: IconName;
  label: string;
  open: boolean;
  onClick(): void;
}

/** A button that opens something. */
function Tool({ id, icon, label, open, onClick }: ToolProps) {
  return (
    <button
      id={id}
      type="button"
      className={styles.tool}
      aria-label={label}
      title={label}
      aria-expanded={open}
      // What is open closes when it loses the focus, and would open again by the click that follows.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

type ZoomProps = Pick<EmbedControlsProps, "canvas" | "onLook" | "onReset"> & {
  raised: boolean;
  beside: boolean;
};

function Zoom({ canvas, onLook, onReset, raised, beside }: ZoomProps) {
  const { t, locale } = useAtlas();
  const w = embedWords[locale].frame;
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    const follow = () => setFull(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", follow);
    return () => document.removeEventListener("fullscreenchange", follow);
  }, []);
  const toggleFull = () => {
    const change = isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    // Where the browser refuses, the frame stays as it is.
    change.catch(() => undefined);
  };
  return (
    <div
      className={styles.zoom}
      role="group"
      aria-label={t.map.controls}
      data-raised={raised}
      data-beside={beside}
      data-floating
    >
      {onReset && <ToolButton className={styles.tool} icon="reset" label={w.asShared} onClick={onReset} />}
      <ToolButton
        className={styles.tool}
        icon="plus"
        label={t.map.zoomIn}
        onClick={() => canvas?.zoomBy(1.6)}
      />
      <ToolButton
        className={styles.tool}
        icon="minus"
        label={t.map.zoomOut}
        onClick={() => canvas?.zoomBy(1 / 1.6)}
      />
      <ToolButton className={styles.tool} icon="fit" label={t.map.fit} onClick={() => onLook(undefined)} />
      {document.fullscreenEnabled && (
        <button
          type="button"
          className={styles.tool}
          aria-label={isFull ? w.leaveFullscreen : w.fullscreen}
          title={isFull ? w.leaveFullscreen : w.fullscreen}
          onClick={toggleFull}
        >
          <ActionIcon name={isFull ? "collapse" : "expand"} size={18} />
        </button>
      )}
    </div>
  );
}
