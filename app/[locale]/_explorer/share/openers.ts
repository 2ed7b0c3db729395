"use client";

import { type RefCallback, useLayoutEffect, useRef } from "react";

/**
 * Gives the focus back to the button that opened a part, once that has closed.
 *
 * @param open the part that is open
 * @returns the `ref` of the button that opens a part
 */
export function useOpeners<Part extends string>(
  open: Part | undefined,
): (part: Part) => RefCallback<HTMLButtonElement> {
  const buttons = useRef(new Map<Part, HTMLButtonElement>());
  const last = useRef(open);
  useLayoutEffect(() => {
    const closed = last.current;
    last.current = open;
    if (open === undefined && closed !== undefined) buttons.current.get(closed)?.focus();
  }, [open]);
  return (part) => (button) => {
    if (button) buttons.current.set(part, button);
    else buttons.current.delete(part);
  };
}
