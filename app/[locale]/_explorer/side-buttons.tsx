"use client";

/** The ways to the filter and to the list, which stand at the map's side, one at a time. */
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import styles from "./explorer.module.css";

export type Side = "ask" | "filter" | "outline" | "arrange";
const icons = { ask: "ask", filter: "filter", outline: "list", arrange: "arrange" } as const;
const sides = ["ask", "filter", "outline", "arrange"] as const;

interface SideButtonsProps {
  /** What stands open. */
  side: Side | undefined;
  /** How many conditions are active. */
  conditions: number;
  /** Nothing while there is no graph yet. */
  onSide: ((side: Side) => void) | undefined;
}

export function SideButtons({ side, conditions, onSide }: SideButtonsProps) {
  const { t } = useAtlas();
  return sides.map((one) => (
    <button
      key={one}
      type="button"
      id={`side-${one}`}
      className={styles.sideButton}
      aria-expanded={side === one}
      disabled={!onSide}
      onClick={() => onSide?.(one)}
    >
      <Icon name={icons[one]} />
      {t.side[one]}
      {one === "filter" && conditions > 0 && (
        <span className={styles.conditions}>
          <span aria-hidden="true">{conditions}</span>
          <span className="visually-hidden">{t.side.active(conditions)}</span>
        </span>
      )}
    </button>
  ));
}
