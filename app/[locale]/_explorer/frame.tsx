"use client";

/** What stands at the top of the explorer: search, the ways to filter and list, the toolbar. */
import type { ReactNode } from "react";
import { useAtlas, useMedia, useTheme } from "@/app/[locale]/_parts/atlas";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import styles from "./explorer.module.css";
import { nameOf } from "./graph-start";
import { narrow } from "./narrow";
import { SearchBox } from "./search-box";
import { type Side, SideButtons } from "./side-buttons";
import { Toolbar } from "./toolbar";

interface FrameProps {
  graph: Graph | undefined;
  isHidden?(id: EntityId): boolean;
  onChoose?(id: EntityId): void;
  side?: Side | undefined;
  conditions?: number;
  onSide?(side: Side): void;
  /** The same function each time. */
  onHistory?(): void;
  /** The same function each time. */
  onGraphs?(): void;
  /** The same function each time. */
  onShare?(): void;
  /** The same function each time. */
  onExport?(): void;
  /** What stands under the search, on a wide screen. */
  children?: ReactNode;
}

/** With or without a graph, so that nothing moves when it comes. */
export function Frame({
  graph,
  isHidden = () => false,
  onChoose = () => undefined,
  side,
  conditions = 0,
  onSide,
  onHistory,
  onGraphs,
  onShare,
  onExport,
  children,
}: FrameProps) {
  const { t, locale, graph: name } = useAtlas();
  const [theme] = useTheme();
  const isNarrow = useMedia(narrow);
  return (
    <header className={styles.top}>
      <div className={styles.column}>
        <div className={styles.brand} data-floating>
          {/* The server has put the name of another graph there. */}
          <h1 className={styles.product} suppressHydrationWarning>
            {nameOf(name, graph)?.[locale] ?? t.product}
          </h1>
          <SearchBox graph={graph} theme={theme} isHidden={isHidden} onChoose={onChoose} />
          {/* There they stand below, within reach of the thumb. */}
          {!isNarrow && (
            <div className={styles.sides}>
              <SideButtons side={side} conditions={conditions} onSide={onSide} />
            </div>
          )}
        </div>
        {children}
      </div>
      <Toolbar onHistory={onHistory} onGraphs={onGraphs} onShare={onShare} onExport={onExport} />
    </header>
  );
}
