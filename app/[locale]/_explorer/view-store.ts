"use client";

/**
 * The view that is on the screen, and its way through the browser's history: Back and Forward are undo
 * and redo. The view is kept here; the address is its print-out, written by `take` and `look`, read at
 * the start and on Back and Forward.
 */
import { create } from "zustand";
import * as steps from "@/lib/view/steps";
import { emptyView, formatView, type Rectangle, type View, type ViewProblem } from "@/lib/view/view";

interface ViewState {
  readonly view: View;
  /** What was wrong with the address. */
  readonly problems: readonly ViewProblem[];
  /** Whether the address has been read; before, the view says nothing. */
  readonly read: boolean;
  /** Number of this entry in the history of the explorer, and of the last one there is. */
  readonly entry: number;
  readonly lastEntry: number;
}

export const useView = create<ViewState>(() => ({
  view: emptyView,
  problems: [],
  read: false,
  entry: 0,
  lastEntry: 0,
}));

/** Moves to the view that `step` makes of the present one; a step that changes nothing leaves no trace. */
export function take(step: (view: View) => View): void {
  const { view, entry } = useView.getState();
  const next = step(view);
  if (formatView(next) === formatView(view)) return;
  useView.setState({ view: next, entry: entry + 1, lastEntry: entry + 1 });
  history.pushState({ ...history.state, atlasEntry: entry + 1 }, "", addressOf(next));
}

/** Where the reader looks; it changes the address but is no step to go back to. */
export function look(rectangle: Rectangle | undefined): void {
  const { view, entry } = useView.getState();
  const next = steps.look(view, rectangle);
  if (formatView(next) === formatView(view)) return;
  useView.setState({ view: next });
  history.replaceState({ ...history.state, atlasEntry: entry }, "", addressOf(next));
}

/** Replaces the view by the nearest one that the data allow, telling what was wrong. */
export function mend(view: View, problems: readonly ViewProblem[]): void {
  const state = useView.getState();
  useView.setState({ view, problems: [...state.problems, ...problems] });
  history.replaceState({ ...history.state, atlasEntry: state.entry }, "", addressOf(view));
}

export const forgetProblems = (): void => useView.setState({ problems: [] });

/** Takes the view from the address, now and on every Back and Forward. Returns a function that stops it. */
export function followAddress(): () => void {
  let stopped = false;
  const readAddress = async () => {
    const { search } = location;
    const entry = Number(history.state?.atlasEntry ?? 0);
    // Most readers come without parameters, and need not wait for what reads them.
    const read = search === "" ? { view: emptyView, problems: [] } : await parse(search);
    if (stopped || location.search !== search) return;
    const { lastEntry } = useView.getState();
    useView.setState({ ...read, read: true, entry, lastEntry: Math.max(lastEntry, entry) });
  };
  readAddress();
  addEventListener("popstate", readAddress);
  return () => {
    stopped = true;
    removeEventListener("popstate", readAddress);
  };
}

async function parse(search: string): Promise<{ view: View; problems: ViewProblem[] }> {
  const { parseView } = await import("@/lib/view/parse-view");
  return parseView(new URLSearchParams(search));
}

function addressOf(view: View): string {
  const query = formatView(view);
  return query ? `?${query}` : location.pathname;
}
