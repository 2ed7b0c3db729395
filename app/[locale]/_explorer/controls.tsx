"use client";

/** Zoom, fit, and the small map; on a phone also the way to the legend. */
import { useAtlas, useMedia } from "@/app/[locale]/_parts/atlas";
import { ToolButton } from "@/app/[locale]/_parts/marks";
import * as steps from "@/lib/view/steps";
import styles from "./explorer.module.css";
import { type GraphCanvasHandle, Minimap } from "./graph-canvas";
import { narrow } from "./narrow";
import { type Side, SideButtons } from "./side-buttons";
import { look, take } from "./view-store";

interface ControlsProps {
  canvas: GraphCanvasHandle | undefined;
  moved: boolean;
  /** Whether the panel is open beside them. */
  shifted: boolean;
  /** Whether the filter or the list is open; on a phone, over them. */
  covered: boolean;
  /** Whether the introduction stands below them on a phone. */
  introduced: boolean;
  /** Whether the timeline stands below them. */
  raised: boolean;
  /** Opens the filter or the list, on a phone. */
  onSide(side: Side): void;
  /** How many conditions are active. */
  conditions: number;
}

export function Controls({
  canvas,
  moved,
  shifted,
  covered,
  introduced,
  raised,
  onSide,
  conditions,
}: ControlsProps) {
  const { t } = useAtlas();
  const isNarrow = useMedia(narrow);
  return (
    <div
      className={styles.controls}
      data-shifted={shifted}
      data-covered={covered}
      data-raised={raised}
      data-introduced={introduced}
      role="group"
      aria-label={t.map.controls}
    >
      {isNarrow && (
        <div className={styles.zoom} data-floating>
          <SideButtons side={undefined} conditions={conditions} onSide={onSide} />
        </div>
      )}
      <div className={styles.zoom} data-floating>
        {moved && (
          <ToolButton
            className={styles.tool}
            icon="reset"
            label={t.map.resetPlaces}
            onClick={() => take(steps.resetPlaces)}
          />
        )}
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
        <ToolButton className={styles.tool} icon="fit" label={t.map.fit} onClick={() => look(undefined)} />
      </div>
      {!isNarrow && (
        <div className={styles.minimap} data-floating>
          <Minimap canvas={canvas} />
        </div>
      )}
    </div>
  );
}
