"use client";

/**
 * The view that is on the screen, and its way through the browser's history: Back and Forward are undo
 * and redo. The view is kept here; the address is its print-out, written by `take`, `pass` and `look`, read at
 * the start and on Back and Forward. Which graph it is of, the path of the address says (lib/view/graph-page.ts).
 *
 * A short link is an address as well: it stays until the reader takes a step, and Back returns to it.
 */
import { create } from "zustand";
import type { SavedView } from "@/lib/api/views-contract";
import type { Locale } from "@/lib/graph/schema";
import { graphInPath, pageOf, queryInGraph } from "@/lib/view/graph-page";
import * as steps from "@/lib/view/steps";
import { emptyView, formatView, type Rectangle, type View, type ViewProblem } from "@/lib/view/view";
import { forgetBlock, type LinkStart, linkedId, readBlock } from "./saved-start";
import { type TourPlace, useTour, withPlace } from "./tour/tour-store";

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
  /** The view of every entry, as parameters, as far as it is known. */
  readonly trail: readonly (string | null)[];
  /** The saved view that this one is, or that the reader has gone on from. */
  readonly saved: SavedView | undefined;
  /** What of it the data allow, once that has been seen. */
  readonly opened: View | undefined;
  /** A short link that led to nothing. */
  readonly brokenLink: Extract<LinkStart, { problem: string }> | undefined;
  /** The short link in the address bar. */
  readonly link: string | undefined;
  /** Counts how often a graph has been opened without leaving the page: it may be another one under the same name. */
  readonly edition: number;
}

export const useView = create<ViewState>(() => ({
  view: emptyView,
  shown: emptyView,
  problems: [],
  read: false,
  entry: 0,
  trail: [""],
  saved: undefined,
  opened: undefined,
  brokenLink: undefined,
  link: undefined,
  edition: 0,
}));

/** Where the trail outlives a reload of the page, in this tab alone. */
const trailKey = "atlas-trail";
/** Parameters longer than this, in characters, are packed: servers take no more than some kilobytes of address. */
const longest = 6000;

/** Moves to the view that `step` makes of the present one; a step that changes nothing leaves no trace. */
export function take(step: (view: View) => View): void {
  if (lagging) catchUp();
  const { view } = useView.getState();
  const next = step(view);
  if (formatView(next) === formatView(view)) return;
  useView.setState({ view: next, shown: next });
  push();
}

/** To a step of a tour: one to go back to, unless it takes the place of what stands there. */
export function openStep(view: View, place: TourPlace, { replaces = false } = {}): void {
  if (lagging) catchUp();
  useTour.setState({ place, isAtStep: true });
  useView.setState({ view, shown: view });
  if (replaces) print();
  else push();
}

/** Out of a tour; the view stays. */
export function leaveTour(): void {
  useTour.setState({ place: undefined });
  print();
}

/** Goes to a view of another graph, or of one that has just been made anew; the page stays. */
export function openGraph(view: View): void {
  if (lagging) catchUp();
  const isStep = formatView(view) !== formatView(useView.getState().view);
  useTour.setState({ place: undefined });
  useView.setState(({ edition }) => ({
    view,
    shown: view,
    saved: undefined,
    opened: undefined,
    brokenLink: undefined,
    problems: [],
    edition: edition + 1,
  }));
  const { atlasSaved: _, ...state } = history.state ?? {};
  if (isStep) push(state);
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
  // What a short link gives has been left, however that came about.
  if (useView.getState().link) push();
  else print();
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
  useView.setState(({ view: before, saved, opened, link, problems: known }) => {
    const isSaved = link ?? (saved && formatView(before) === formatView(opened ?? saved.view));
    return {
      view,
      shown: view,
      opened: isSaved ? view : opened,
      problems: [...known, ...problems],
    };
  });
  print();
}

export const forgetProblems = (): void => useView.setState({ problems: [], brokenLink: undefined });

/** What has become of the saved view that the reader has come from: saved anew, or deleted. */
export function setSaved(saved: SavedView | undefined): void {
  const { link, saved: before, opened: seen } = useView.getState();
  const opened = saved && before && formatView(saved.view) === formatView(before.view) ? seen : undefined;
  if (saved && link && link !== `/v/${saved.id}`) {
    // A link to another view: from there, this is a step.
    useView.setState({ saved, opened });
    return push();
  }
  const { atlasSaved: _, ...state } = history.state ?? {};
  history.replaceState(saved ? { ...state, atlasSaved: saved.id } : state, "");
  if (saved) return useView.setState({ saved, opened });
  // The short link leads nowhere any more, here or on Back.
  forgetBlock();
  useView.setState({ saved, opened, link: undefined });
  if (link) print();
}

/** A further entry of the history, for the view as it is. */
function push(before: object = history.state): void {
  const { view, entry, trail, saved } = useView.getState();
  useView.setState({ entry: entry + 1, link: undefined });
  keepTrail([...trail.slice(0, entry + 1), formatView(view)]);
  const state = { ...before, atlasEntry: entry + 1, ...(saved && { atlasSaved: saved.id }) };
  history.pushState(state, "", addressOf(view));
  packLong(view);
}

/** Writes the view into the address, in place of what stands there; a short link stays. */
function print(): void {
  const { view, entry, trail, link } = useView.getState();
  if (link) return;
  keepTrail(trail.with(entry, formatView(view)));
  history.replaceState({ ...history.state, atlasEntry: entry }, "", addressOf(view));
  packLong(view);
}

/** Packs an address that would be too long to be opened again. */
async function packLong(long: View): Promise<void> {
  const query = queryInGraph(long);
  if (query.length <= longest) return;
  const at = history.state?.atlasEntry;
  const { packQuery } = await import("@/lib/view/packed-view");
  const packed = await packQuery(query).catch(() => undefined);
  const { view, link } = useView.getState();
  // By now the reader may have gone to another entry.
  if (
    packed !== undefined &&
    !link &&
    history.state?.atlasEntry === at &&
    formatView(view) === formatView(long)
  )
    history.replaceState(history.state, "", `?${withPlace(`z=${packed}`)}`);
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
function trailAt(entry: number, query: string): ViewState["trail"] {
  const { trail, read } = useView.getState();
  if (read) return entry in trail ? trail : startAt(entry, query);
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(trailKey) ?? "");
    if (Array.isArray(kept) && kept[entry] === query)
      return kept.map((one) => (one === null ? null : String(one)));
  } catch {
    // Damaged or forbidden: as if there were none.
  }
  return startAt(entry, query);
}

const startAt = (entry: number, query: string): (string | null)[] => [...Array(entry).fill(null), query];

/** What an address says. */
interface Reading extends Pick<ViewState, "view" | "problems" | "saved" | "opened" | "brokenLink" | "link"> {
  /** The view as parameters. */
  readonly query: string;
  readonly tour: TourPlace | undefined;
}

/** Takes the view from the address, now and on every Back and Forward. Returns a function that stops it. */
export function followAddress(): () => void {
  let stopped = false;
  const readAddress = async () => {
    // What has not been written yet belonged to the entry that was left.
    clearTimeout(lagging);
    lagging = undefined;
    const { href } = location;
    const entry = Number(history.state?.atlasEntry ?? 0);
    const reading = readNow();
    // Most readers come without parameters, and need not wait for what reads them.
    const found = reading instanceof Promise ? await reading : reading;
    if (stopped || location.href !== href || !found) return;
    const { query, tour, ...read } = found;
    useTour.setState({ place: tour });
    useView.setState({ ...read, shown: read.view, read: true, entry, trail: trailAt(entry, query) });
    followSaved(read);
  };
  readAddress();
  addEventListener("popstate", readAddress);
  return () => {
    stopped = true;
    removeEventListener("popstate", readAddress);
  };
}

/** Nothing where it leads to another page. */
function readNow(): Reading | Promise<Reading | undefined> {
  const { pathname, search } = location;
  const { saved: known, opened } = useView.getState();
  const id = linkedId(pathname);
  if (id !== undefined) {
    const start = known?.id === id ? { saved: known } : readBlock(id);
    if (start) return readLink(start);
    return import("./share/find-view")
      .then(({ findView }) => findView(id))
      .catch((): LinkStart => ({ problem: "failed", id }))
      .then(readLink);
  }
  const saved = known?.id === history.state?.atlasSaved ? known : undefined;
  const graph = graphInPath(pathname) ?? emptyView.graph;
  const plain: Reading = {
    view: { ...emptyView, graph },
    problems: [],
    saved,
    opened: saved && opened,
    brokenLink: undefined,
    link: undefined,
    query: formatView({ ...emptyView, graph }),
    tour: undefined,
  };
  if (search === "") return plain;
  return import("./read-search")
    .then(({ readSearch }) => readSearch(search))
    .then(
      (read) => {
        if (graph === emptyView.graph && read.view.graph !== graph) return leaveFor(read.view.graph);
        const view = { ...read.view, graph };
        const tour = graph === emptyView.graph ? read.tour : undefined;
        return { ...plain, view, problems: read.problems, query: formatView(view), tour };
      },
      () => ({ ...plain, problems: [{ code: "malformed", parameter: "?", value: search.slice(0, 80) }] }),
    );
}

/** An address of the atlas that names another graph in its parameters is one of that graph's page. */
function leaveFor(graph: string): undefined {
  const rest = location.search
    .slice(1)
    .split("&")
    .filter((part) => !part.startsWith("graph="))
    .join("&");
  location.replace(pageOf(localeNow(), graph) + (rest && `?${rest}`));
}

function readLink(start: LinkStart): Reading {
  const isThere = "saved" in start;
  const view = isThere ? start.saved.view : emptyView;
  return {
    view,
    problems: [],
    saved: isThere ? start.saved : undefined,
    opened: isThere ? view : undefined,
    brokenLink: isThere ? undefined : start,
    link: isThere ? `/v/${start.saved.id}` : undefined,
    query: formatView(view),
    tour: undefined,
  };
}

/** Remembers which saved view the reader has gone on from, also after the page was loaded anew. */
async function followSaved({ saved }: Pick<Reading, "saved">): Promise<void> {
  const id: unknown = history.state?.atlasSaved;
  if (saved || typeof id !== "string") return;
  const { findView } = await import("./share/find-view");
  const found = await findView(id);
  if ("saved" in found && history.state?.atlasSaved === id) useView.setState(found);
}

/** A short link has none in its path. */
const localeNow = (): Locale => (document.documentElement.lang.startsWith("zh") ? "zh" : "en");

function addressOf(view: View): string {
  const query = withPlace(queryInGraph(view));
  const page = pageOf(localeNow(), view.graph);
  return query ? `${page}?${query}` : page;
}
