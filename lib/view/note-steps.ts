/** Writing notes, each a pure step from one view to the next. A step that changes nothing returns the view it was given. */
import { cutTo, tidyLine } from "./plain-text";
import { roundedPlace } from "./steps";
import { type Note, noteLimits, type View } from "./view";

/**
 * A note's text as a view can hold it: in one line, without characters that cannot be seen, at most as long as a view
 * allows. Empty where nothing is left.
 */
export const tidyNote = (text: string): string => cutTo(tidyLine(text), noteLimits.text);

/** A further note, the last one; none where its text is empty or there are as many as a view holds. */
export function addNote(view: View, at: Note["at"], text: string): View {
  const tidy = tidyNote(text);
  if (tidy === "" || view.notes.length >= noteLimits.notes) return view;
  const place = typeof at === "string" ? at : roundedPlace(at.x, at.y);
  return { ...view, notes: [...view.notes, { at: place, text: tidy }] };
}

/** Another text of the note at this index; without any text, the note goes. */
export function editNote(view: View, index: number, text: string): View {
  const note = view.notes[index];
  const tidy = tidyNote(text);
  if (!note || tidy === note.text) return view;
  return tidy === ""
    ? removeNote(view, index)
    : { ...view, notes: view.notes.with(index, { ...note, text: tidy }) };
}

export function removeNote(view: View, index: number): View {
  return view.notes[index] ? { ...view, notes: view.notes.toSpliced(index, 1) } : view;
}
