"use client";

/** A panel beside the map; on a phone, a sheet over its lower part with two heights. */
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import styles from "./explorer.module.css";

/** A drag of the handle this far, in CSS pixels, changes the height or closes the sheet. */
const dragFar = 40;

interface SheetProps {
  isNarrow: boolean;
  /** It stands in the column at the left and not at the right of the map. */
  inColumn?: boolean;
  /** There, it is wider than the column. */
  wide?: boolean;
  label: string;
  /** Whether whoever opens it goes on in it: on a phone, it covers what was pressed. */
  toFocus?: RefObject<boolean>;
  onClose(): void;
  children: ReactNode;
}

export function Sheet({
  isNarrow,
  inColumn = false,
  wide = false,
  label,
  toFocus,
  onClose,
  children,
}: SheetProps) {
  const { t } = useAtlas();
  const [full, setFull] = useState(false);
  const start = useRef<number>(undefined);
  const panel = useRef<HTMLElement>(null);
  const strip = useRef<HTMLParagraphElement>(null);
  const [passed, setPassed] = useState("");
  /** Where the heading has gone out of sight, it stands in a strip of its own, so that no row lies under the button. */
  const keepTitle = () => {
    const heading = panel.current?.querySelector("h2");
    const edge = strip.current?.getBoundingClientRect().bottom ?? 0;
    const isPassed =
      heading?.closest("[data-scroll]")?.scrollTop && heading.getBoundingClientRect().bottom < edge;
    setPassed((isPassed && heading?.textContent) || "");
  };
  // Something else may stand in it.
  useLayoutEffect(keepTitle);
  useLayoutEffect(() => {
    const element = panel.current;
    if (toFocus?.current) {
      toFocus.current = false;
      element?.focus({ preventScroll: true });
    }
    return () => {
      // What is done in a panel may close it, as asking does: whoever was in it goes on at the map.
      if (element?.contains(document.activeElement)) focusMap();
    };
  }, [toFocus]);
  const release = (event: PointerEvent) => {
    if (start.current === undefined) return;
    const moved = event.clientY - start.current;
    start.current = undefined;
    if (moved < -dragFar) setFull(true);
    else if (moved > dragFar && full) setFull(false);
    else if (moved > dragFar) onClose();
    else setFull(!full);
  };
  const steer = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
  };
  return (
    <aside
      ref={panel}
      className={inColumn ? styles.columnPanel : styles.panel}
      data-full={full}
      data-wide={wide}
      data-floating
      aria-label={label}
      tabIndex={-1}
      onKeyDown={steer}
    >
      {isNarrow && (
        <button
          type="button"
          className={styles.handle}
          aria-label={full ? t.panel.shrink : t.panel.expand}
          aria-expanded={full}
          onPointerDown={(event) => {
            start.current = event.clientY;
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerUp={release}
          onPointerCancel={() => {
            start.current = undefined;
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" && event.key !== " ") return;
            event.preventDefault();
            setFull(!full);
          }}
        />
      )}
      <p ref={strip} className={styles.passed} data-shown={passed !== ""} aria-hidden="true">
        <span>{passed}</span>
      </p>
      <button type="button" className={styles.close} aria-label={t.close} onClick={onClose}>
        <Icon name="close" />
      </button>
      {/* A scrolling area must be reachable by keyboard, whatever it holds. */}
      <div className={styles.scroll} data-scroll tabIndex={-1} onScroll={keepTitle}>
        {children}
      </div>
    </aside>
  );
}

export const focusMap = (): void =>
  document.querySelector<HTMLElement>("[role=application]")?.focus({ preventScroll: true });
