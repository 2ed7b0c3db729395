"use client";

/** How many of an entity's relations are on a part of a map, and the way to the others. */
import { ActionIcon } from "@/app/[locale]/_explorer/actions/action-icons";
import type { MenuItem } from "@/app/[locale]/_explorer/actions/context-menu";
import styles from "@/app/[locale]/_explorer/panels/detail-panel.module.css";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { degreeOf, type Graph } from "@/lib/graph/graph";
import { isPartlyHere } from "@/lib/graph/map-part";
import { formatCount } from "@/lib/i18n/format";
import { partWords } from "@/lib/i18n/part-words";

interface PartNeighboursProps {
  graph: Graph;
  entity: number;
  /** How many of its relations are drawn. */
  drawn: number;
  /** Filters by what is near it: then as much of that comes as there is room for. Absent where that is done, or cannot be. */
  near: MenuItem | undefined;
}

export function PartNeighbours({ graph, entity, drawn, near }: PartNeighboursProps) {
  const { locale } = useAtlas();
  if (!isPartlyHere(graph, entity)) return null;
  const [shown, total] = [drawn, degreeOf(graph, entity)].map((n) => formatCount(n, locale));
  return (
    <p className={styles.actions}>
      <span className={styles.muted}>{partWords[locale].neighbours(shown, total)}</span>
      {near && (
        <button type="button" className={styles.button} onClick={near.act}>
          {near.icon && <ActionIcon name={near.icon} size={16} />}
          {near.label}
        </button>
      )}
    </p>
  );
}
