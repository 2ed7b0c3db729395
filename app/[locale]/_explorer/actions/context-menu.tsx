"use client";

/** What can be done with an entity, or with the map: by the secondary button, a long press, or the menu key. */
import { Fragment, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Action } from "./action";
import { ActionIcon, type ActionIconName } from "./action-icons";
import styles from "./context-menu.module.css";

export interface MenuItem {
  /** Tells items of one label apart. */
  readonly id?: string;
  readonly label: string;
  readonly icon?: ActionIconName;
  /** The shortcut as it is shown at the right, and as the attribute `aria-keyshortcuts` has it. */
  readonly keys?: string;
  readonly ariaKeys?: string;
  /** Items of different sections are parted by a line. */
  readonly section?: string;
  /** Whether it is offered in the panel of what it is about, too. */
  readonly inPanel?: Action["inPanel"] | undefined;
  act(): void;
}

interface ContextMenuProps {
  label: string;
  /** What it is about, above the items. */
  title?: string | undefined;
  /** Where it was asked for, in CSS pixels of the window. */
  x: number;
  y: number;
  items: readonly MenuItem[];
  onClose(): void;
}

/** Distance that it keeps from the window's edge. */
const margin = 8;

export function ContextMenu({ label, title, x, y, items, onClose }: ContextMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  /** Whether anything has been pressed in here. */
  const isPressed = useRef(false);
  const [place, setPlace] = useState({ left: x, top: y });
  useLayoutEffect(() => {
    const { width, height } = menu.current?.getBoundingClientRect() ?? { width: 0, height: 0 };
    setPlace({
      left: Math.max(margin, Math.min(x, innerWidth - width - margin)),
      top: Math.max(margin, Math.min(y, innerHeight - height - margin)),
    });
    const before = document.activeElement;
    menu.current?.querySelector("button")?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && document.activeElement === document.body)
        before.focus({ preventScroll: true });
    };
  }, [x, y]);
  useEffect(() => {
    const leave = (event: Event) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) onClose();
    };
    addEventListener("pointerdown", leave, true);
    addEventListener("wheel", leave, { capture: true, passive: true });
    return () => {
      removeEventListener("pointerdown", leave, true);
      removeEventListener("wheel", leave, true);
    };
  }, [onClose]);
  const hasIcons = items.some(({ icon }) => icon !== undefined);
  const steer = (event: KeyboardEvent) => {
    const buttons = [...(menu.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to: Record<string, number> = {
      ArrowDown: (at + 1) % buttons.length,
      ArrowUp: (at - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    };
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    } else if (to[event.key] !== undefined) {
      event.preventDefault();
      buttons[to[event.key]].focus();
    }
  };
  return (
    <div
      ref={menu}
      role="menu"
      aria-label={title ? `${title}: ${label}` : label}
      className={styles.menu}
      style={place}
      onKeyDown={steer}
      onPointerDown={() => {
        isPressed.current = true;
      }}
      onContextMenu={(event) => event.preventDefault()}
    >
      {title && (
        <p className={styles.title} role="presentation">
          {title}
        </p>
      )}
      {items.map(({ id, label: text, icon, keys, ariaKeys, section, act }, i) => (
        <Fragment key={id ?? text}>
          {i > 0 && section !== items[i - 1].section && <hr className={styles.line} />}
          <button
            type="button"
            role="menuitem"
            aria-keyshortcuts={ariaKeys}
            className={styles.item}
            onClick={(event) => {
              // The finger that asked for the menu may be over one of its items when it lifts.
              if (event.detail > 0 && !isPressed.current) return;
              onClose();
              act();
            }}
          >
            {hasIcons && <span className={styles.icon}>{icon && <ActionIcon name={icon} size={16} />}</span>}
            <span className={styles.label}>{text}</span>
            {keys && (
              <span className={styles.keys} aria-hidden="true">
                {keys}
              </span>
            )}
          </button>
        </Fragment>
      ))}
    </div>
  );
}
