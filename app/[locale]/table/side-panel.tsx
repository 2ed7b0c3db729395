"use client";

/** A panel beside the table; on a phone it takes the whole screen. */
import { type ReactNode, useEffect, useRef } from "react";
import { useModal } from "@/app/[locale]/_explorer/actions/modal";
import { narrow } from "@/app/[locale]/_explorer/narrow";
import { useAtlas, useMedia } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import styles from "./table.module.css";

interface SidePanelProps {
  label: string;
  onClose(): void;
  children: ReactNode;
}

export function SidePanel(props: SidePanelProps) {
  return useMedia(narrow) ? <Screen {...props} /> : <Beside {...props} />;
}

function Screen({ label, onClose, children }: SidePanelProps) {
  const { dialog, close } = useModal(onClose);
  return (
    <dialog ref={dialog} className={styles.screen} aria-label={label}>
      <Top label={label} onClose={close} />
      {children}
    </dialog>
  );
}

function Beside({ label, onClose, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);
  // Whoever has opened it goes on in it.
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  return (
    <aside
      ref={panel}
      className={styles.beside}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <Top label={label} onClose={onClose} />
      {children}
    </aside>
  );
}

/** It stays, so that no row lies under the button; what stands below has a heading of its own, to be heard. */
function Top({ label, onClose }: Omit<SidePanelProps, "children">) {
  const { t } = useAtlas();
  return (
    <div className={styles.top}>
      <span aria-hidden="true">{label}</span>
      <button type="button" className={styles.close} aria-label={t.close} onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  );
}
