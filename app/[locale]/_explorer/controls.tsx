"use client";

/** Zoom, fit, and the small map; on a phone also the way to the legend. */
import { narrow, useAtlas, useMedia } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import * as steps from "@/lib/view/steps";
import styles from "./explorer.module.css";
import { type GraphCanvasHandle, Minimap } from "./graph-canvas";
import { look, take } from "./view-store";

interface ControlsProps {
  canvas: GraphCanvasHandle | undefined;
  moved: boolean;
  /** Whether the panel is open beside them. */
  shifted: boolean;
  onLegend(): void;
}

export function Controls({ canvas, moved, shifted, onLegend }: ControlsProps) {
  const { t } = useAtlas();
  const isNarrow = useMedia(narrow);
  return (
    <div className={styles.controls} data-shifted={shifted} role="group" aria-label={t.map.controls}>
      {isNarrow && (
        <button
          type="button"
          className={`${styles.tool} ${styles.legendButton}`}
          data-floating
          onClick={onLegend}
        >
          <Icon name="legend" />
          {t.legend.title}
        </button>
      )}
      <div className={styles.zoom} data-floating>
        {moved && (
          <button
            type="button"
            className={styles.tool}
            aria-label={t.map.resetPlaces}
            title={t.map.resetPlaces}
            onClick={() => take(steps.resetPlaces)}
          >
            <Icon name="reset" />
          </button>
        )}
        <button
          type="button"
          className={styles.tool}
          aria-label={t.map.zoomIn}
          title={t.map.zoomIn}
          onClick={() => canvas?.zoomBy(1.6)}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          className={styles.tool}
          aria-label={t.map.zoomOut}
          title={t.map.zoomOut}
          onClick={() => canvas?.zoomBy(1 / 1.6)}
        >
          <Icon name="minus" />
        </button>
        <button
          type="button"
          className={styles.tool}
          aria-label={t.map.fit}
          title={t.map.fit}
          onClick={() => look(undefined)}
        >
          <Icon name="fit" />
        </button>
      </div>
      {!isNarrow && (
        <div className={styles.minimap} data-floating>
          <Minimap canvas={canvas} />
        </div>
      )}
    </div>
  );
}
