"use client";

/**
 * The view that is on the screen, and its way through the browser's history: Back and Forward are undo
 * and redo. The view is kept here; the address is its print-out, written by `take`, `pass` and `look`, read at
 * the start and on Back and Forward.
 */
import { create } from "zustand";
import * as steps from "@/lib/view/steps";
import { emptyView, formatView, type Rectangle, type View, type ViewProblem } from "@/lib/view/view";

interface ViewState {
  readonly view: View;
  /** The same, but for where the reader looks, which is as it was: a scene is made of this, so panning makes no new one. */
  readonly shown: View;
  /** What was wrong with the address. */
  readonly problems: readonly ViewProblem[];
  /** Whether the address has been read; before, the view says nothing. */
  readonly read: boolean;
  /** Number of this entry in the history of the explorer. */
  readonly entry: number;
  /** The address of every entry, as far as it is known. */
  readonly trail: readonly (string | null)[];
}

export const useView = create<ViewState>(() => ({
  view: emptyView,
  shown: emptyView,
  problems: [],
  read: false,
  entry: 0,
  trail: [""],
}));

/** Where the trail outlives a reload of the page, in this tab alone. */
const trailKey = "atlas-trail";

/** Moves to the view that `step` makes of the present one; a step that changes nothing leaves no trace. */
export function take(step: (view: View) => View): void {
  if (lagging) catchUp();
  const { view, entry, trail } = useView.getState();
  const next = step(view);
  const query = formatView(next);
  if (query === formatView(view)) return;
  useView.setState({ view: next, shown: next, entry: entry + 1 });
  keepTrail([...trail.slice(0, entry + 1), query]);
  history.pushState({ ...history.state, atlasEntry: entry + 1 }, "", addressOf(query));
}

/** How long the address may lag behind what changes many times a second, in milliseconds: browsers refuse more. */
const addressLag = 300;
let lagging: ReturnType<typeof setTimeout> | undefined;

/** The same for what is seen in passing, as while something is dragged: it is no step to go back to. */
export function pass(step: (view: View) => View): void {
  const { view } = useView.getState();
  const next = step(view);
  if (formatView(next) === formatView(view)) return;
  useView.setState({ view: next, shown: next });
  lagging ??= setTimeout(catchUp, addressLag);
}

/** Brings the address up to the view. */
function catchUp(): void {
  clearTimeout(lagging);
  lagging = undefined;
  print();
}

/** Where the reader looks; it changes the address but is no step to go back to. */
export function look(rectangle: Rectangle | undefined): void {
  const { view } = useView.getState();
  const next = steps.look(view, rectangle);
  if (formatView(next) === formatView(view)) return;
  useView.setState({ view: next });
  print();
}

/** Replaces the view by the nearest one that the data allow, telling what was wrong. */
export function mend(view: View, problems: readonly ViewProblem[]): void {
  useView.setState((state) => ({ view, shown: view, problems: [...state.problems, ...problems] }));
  print();
}

export const forgetProblems = (): void => useView.setState({ problems: [] });

/** Writes the view into the address, in place of what stands there. */
function print(): void {
  const { view, entry, trail } = useView.getState();
  const query = formatView(view);
  keepTrail(trail.with(entry, query));
  history.replaceState({ ...history.state, atlasEntry: entry }, "", addressOf(query));
}

function keepTrail(trail: ViewState["trail"]): void {
  useView.setState({ trail });
  try {
    sessionStorage.setItem(trailKey, JSON.stringify(trail));
  } catch {
    // Without room or permission the trail ends with the page, and Back and Forward still work.
  }
}

/** The trail as it was before the page was loaded anew; where it does not lead here, one that starts here. */
function trailAt(entry: number, search: string): ViewState["trail"] {
  const { trail, read } = useView.getState();
  if (read) return entry in trail ? trail : startAt(entry, search);
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(trailKey) ?? "");
    if (Array.isArray(kept) && kept[entry] === search)
      return kept.map((one) => (one === null ? null : String(one)));
  } catch {
    // Damaged or forbidden: as if there were none.
  }
  return startAt(entry, search);
}

const startAt = (entry: number, search: string): (string | null)[] => [...Array(entry).fill(null), search];

/** Takes the view from the address, now and on every Back and Forward. Returns a function that stops it. */
export function followAddress(): () => void {
  let stopped = false;
  const readAddress = async () => {
    const { search } = location;
    const entry = Number(history.state?.atlasEntry ?? 0);
    // Most readers come without parameters, and need not wait for what reads them.
    const read = search === "" ? { view: emptyView, problems: [] } : await parse(search);
    if (stopped || location.search !== search) return;
    useView.setState({
      ...read,
      shown: read.view,
      read: true,
      entry,
      trail: trailAt(entry, search.slice(1)),
    });
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

const addressOf = (query: string): string => (query ? `?${query}` : location.pathname);
