"use client";

/** The frame that dialogs have in common; what it holds, and how wide it is, each says itself. */
import { type ReactNode, useId } from "react";
import type { Modal } from "@/app/[locale]/_explorer/actions/modal";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import styles from "./dialog.module.css";

interface DialogFrameProps {
  modal: Modal;
  title: string;
  /** Sets `--dialog-width`. */
  className: string | undefined;
  children: ReactNode;
}

export function DialogFrame({ modal: { dialog, close }, title, className, children }: DialogFrameProps) {
  const { t } = useAtlas();
  const heading = useId();
  return (
    <dialog
      ref={dialog}
      className={`${styles.dialog} ${className ?? ""}`}
      aria-labelledby={heading}
      data-scroll
    >
      <header className={styles.header}>
        <h2 id={heading}>{title}</h2>
        <button type="button" className={styles.close} aria-label={t.close} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  );
}
