/** Shortcuts of the explorer: one listener for all of them. */
import { type Deeds, type Situation, shortcutOf } from "@/app/[locale]/_explorer/actions/actions";

interface DeskKeys {
  /** What is on the screen when a key is pressed. */
  situation(): Situation;
  readonly deeds: Deeds;
}

/**
 * Does what keys ask for from now on. What another part of the page has answered already is left alone, and so is
 * everything while a modal dialog is open. Returns a function that stops it.
 */
export function followKeys({ situation, deeds }: DeskKeys): () => void {
  const follow = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog:modal")) return;
    const now = situation();
    const action = shortcutOf(event, now);
    if (!action) return;
    event.preventDefault();
    if (!event.repeat || action.repeats) action.run(deeds, now);
  };
  addEventListener("keydown", follow);
  return () => removeEventListener("keydown", follow);
}
