"use client";

/** Taking the present view away: as a picture, or as data in the formats that other programs read. */
import { type KeyboardEvent, useRef, useState } from "react";
import { useModal } from "@/app/[locale]/_explorer/actions/modal";
import { DialogFrame } from "@/app/[locale]/_explorer/dialog-frame";
import type { Filtration } from "@/app/[locale]/_explorer/filtration";
import shared from "@/app/[locale]/_explorer/share/share.module.css";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { Graph } from "@/lib/graph/graph";
import { exportWords } from "@/lib/i18n/export-words";
import type { View } from "@/lib/view/view";
import { type Chosen, type ExportTab, exportTabs, keepChosen, keptChoices } from "./choices";
import { DataTab } from "./data-tab";
import styles from "./export.module.css";
import { PictureTab } from "./picture-tab";

interface ExportDialogProps {
  graph: Graph;
  view: View;
  filtration: Filtration | undefined;
  onClose(): void;
}

export function ExportDialog({ graph, view, filtration, onClose }: ExportDialogProps) {
  const { locale } = useAtlas();
  const w = exportWords[locale];
  const modal = useModal(onClose);
  const [chosen, setChosen] = useState(keptChoices);
  const change = (next: Partial<Chosen>) =>
    setChosen((now) => {
      const changed = { ...now, ...next };
      keepChosen(changed);
      return changed;
    });
  const { tab } = chosen;
  const part = { graph, view, filtration, chosen, onChange: change };
  return (
    <DialogFrame modal={modal} title={w.title} className={`${shared.dialog} ${styles.dialog}`}>
      <Tabs tab={tab} onChoose={(next) => change({ tab: next })} />
      <div
        role="tabpanel"
        id={`export-panel-${tab}`}
        aria-labelledby={`export-tab-${tab}`}
        className={styles.panel}
      >
        {tab === "picture" ? <PictureTab {...part} /> : <DataTab {...part} />}
      </div>
    </DialogFrame>
  );
}

interface TabsProps {
  tab: ExportTab;
  onChoose(tab: ExportTab): void;
}

/** Arrow keys go from one to the other, as in any list of tabs. */
function Tabs({ tab, onChoose }: TabsProps) {
  const { locale } = useAtlas();
  const w = exportWords[locale];
  const list = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent) => {
    const at = exportTabs.indexOf(tab);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: exportTabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = exportTabs[(to + exportTabs.length) % exportTabs.length];
    onChoose(next);
    list.current?.querySelector<HTMLElement>(`#export-tab-${next}`)?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label={w.kinds} className={styles.tabs}>
      {exportTabs.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          id={`export-tab-${one}`}
          className={styles.tab}
          aria-selected={one === tab}
          aria-controls={one === tab ? `export-panel-${one}` : undefined}
          tabIndex={one === tab ? 0 : -1}
          onClick={() => onChoose(one)}
          onKeyDown={walk}
        >
          {w[one]}
        </button>
      ))}
    </div>
  );
}
