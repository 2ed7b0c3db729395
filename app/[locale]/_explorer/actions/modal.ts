"use client";

/** A dialog that stands over everything, by the browser's own means: it keeps the focus, and gives it back. */
import { type RefObject, useEffectEvent, useLayoutEffect, useRef } from "react";

export interface Modal {
  /** For the dialog, which is opened by this. */
  readonly dialog: RefObject<HTMLDialogElement | null>;
  /** Closes it, gives the focus back and tells so, all at once. */
  close(): void;
}

/**
 * Opens a dialog for as long as it is mounted; Escape and a press beside it close it as well.
 *
 * @param holds whether a press beside it is to do nothing, since it would lose something
 */
export function useModal(onClose: () => void, holds = false): Modal {
  const dialog = useRef<HTMLDialogElement>(null);
  const isTold = useRef(false);
  const tell = useEffectEvent(onClose);
  const isHeld = useEffectEvent(() => holds);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    isTold.current = false;
    element.showModal();
    const closed = () => {
      // The event comes late: development mounts twice, and by then it may be open again.
      if (element.open || isTold.current) return;
      isTold.current = true;
      tell();
    };
    const press = (event: PointerEvent) => {
      // The dialog's own padding and scroll bars are the dialog as well.
      if (event.target === element && isBeside(element, event) && !isHeld()) element.close();
    };
    element.addEventListener("close", closed);
    element.addEventListener("pointerdown", press);
    return () => {
      element.removeEventListener("close", closed);
      element.removeEventListener("pointerdown", press);
      element.close();
    };
  }, []);
  const close = () => {
    isTold.current = true;
    dialog.current?.close();
    onClose();
  };
  return { dialog, close };
}

function isBeside(element: Element, { clientX, clientY }: PointerEvent): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
