/**
 * What is noted inside a page. The functions below are put into every page, as text and so each complete in
 * itself, before the page's own scripts; they share `window.atlasBench`, by which the rest of the benchmark
 * asks them. All times are milliseconds, points in time since navigation.
 *
 * A layer of the map counts as drawn when its canvas is cleared, filled, drawn on or given a transform, the map
 * also when what is drawn is moved. When that was on the screen the browser tells of every frame over 50 ms; of
 * a shorter one it is the first task after it. (The frame after next, often taken instead, comes late by whatever
 * the page does in between: by up to a second.)
 */

declare global {
  interface Window {
    atlasBench: Watch;
  }
}

export interface Picture {
  /** When the first frame was painted whose map looks like the one that stays; NaN where none did. */
  readonly painted: number;
  /** When that frame was drawn; what the main thread does from then on comes after the picture. */
  readonly drawn: number;
  /** When the last of the names that stay was painted, which come in portions; NaN where none did. */
  readonly named: number;
  /** Share of the window that the map covers; 0 where it cannot be seen. */
  readonly covers: number;
}

export interface LongTask {
  readonly start: number;
  readonly duration: number;
  /** Scripts that ran in it, the longest first, where the browser tells. */
  readonly scripts: readonly string[];
}

/** What an input does: searching, a click on the map, filtering; expanding, grouping and placing. */
export type Act = "search" | "selection" | "filter" | "explore";

/** What came of one input, in milliseconds from it; NaN for what did not happen. */
export interface Reaction {
  /** The input itself, as a point in time. */
  readonly at: number;
  /**
   * Its sign painted: the last change of the hits, or the map drawn anew and the panel's head, or the first picture
   * in which marks have come, gone, moved or stepped back.
   */
  readonly shown: number;
  /** The last change that followed painted, what is asked for and animations included. */
  readonly settled: number;
}

export interface MapCamera {
  /** CSS pixels per map unit, and where the map's origin stands. */
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

export interface MovedFrames {
  /** From each frame that drew the map to the next frame. */
  readonly intervals: readonly number[];
  /** Frames in which an input waited and the map was not drawn; their time is added to the next interval. */
  readonly lost: number;
  /** All frames of the page, whatever they drew, and how long they took together. */
  readonly frames: number;
  readonly time: number;
}

/** A change of the page: when it was made, and when the frame that shows it was over. */
export interface Mark {
  readonly at: number;
  /** 0 as long as that frame is not over. */
  over: number;
}

export interface Watch {
  /** Marks a change that is made now, inside a frame (as the drawing of a canvas) or before one. */
  mark(inFrame: boolean): Mark;
  /** When a marked change was on the screen; 0 for not yet. */
  paintedAt(mark: Mark): number;
  /** Told the number of each frame in which the map's base layer is drawn, while it is being drawn. */
  baseListeners: Set<(frame: number) => void>;
  /** Told in each frame in which names are drawn, once. */
  nameListeners: Set<() => void>;
  /** How many inputs have come that may move the map: a turn of the wheel, a move of a pressed pointer. */
  inputs: number;
  /** The camera that the map was last drawn with, at rest. */
  cameraNow(): MapCamera | undefined;
  /** The same, from the top left of the layer and not of the window. */
  layerCamera(): MapCamera | undefined;
  /** Begins to look at marks, which has to be before the picture that others are compared with. */
  startMarks(): void;
  /** Told in each frame that draws marks otherwise than the drawing before, once `startMarks` has been called. */
  markListeners: Set<() => void>;
  /** Since a layer was last drawn; 0 before the detail layer is there. */
  quietFor(): number;
  picture(): Picture;
  /** When the first turn of the wheel after the picture was painted, and what share of the picture it changed. */
  answer(): { readonly painted: number; readonly change: number };
  /** Lets go of the drawings that `picture` and `answer` compare, and keeps no more: they are megabytes that are not the page's. */
  forgetPicture(): void;
  /** What has moved on the page without being asked to: the score, and the elements. */
  shifts: { score: number; elements: string[] };
  longTasks(): readonly LongTask[];
  /** The longest time from an event of that moment to the frame on the screen, to 8 ms; 0 for none over 16 ms. */
  eventDuration(start: number): number;
  startFrames(): void;
  stopFrames(): MovedFrames;
  /** From now on waits for one input. */
  expect(what: Act): void;
  /** What came of it, once nothing has changed for a while. */
  reaction(): Promise<Reaction>;
}

/** Everything as one script for `addInitScript`; what a compiler wraps round functions does nothing there. */
export const watchScript = (): string =>
  [
    "globalThis.__name ??= (value) => value; window.atlasBench = {};",
    ...[watchDrawing, watchMarks, watchPicture, watchBrowser, watchFrames, watchReactions].map(
      (part) => `(${part})();`,
    ),
  ].join("\n");

/** Notices drawing by standing before four methods of every 2D context. */
function watchDrawing(): void {
  const bench = window.atlasBench;
  const layers = new WeakMap<object, string>();
  let lastDraw = 0;
  let detailDrawn = false;
  let baseFrame: number | undefined;
  let nameFrame: number | undefined;
  let layerCamera: MapCamera | undefined;
  bench.cameraNow = () => {
    const box = document.querySelector("canvas[data-layer=base]")?.getBoundingClientRect();
    return box && layerCamera && { ...layerCamera, x: layerCamera.x + box.left, y: layerCamera.y + box.top };
  };
  bench.layerCamera = () => layerCamera;
  bench.mark = (inFrame) => {
    const mark: Mark = { at: performance.now(), over: 0 };
    const end = () => setTimeout(() => (mark.over = performance.now()));
    if (inFrame) end();
    else requestAnimationFrame(end);
    return mark;
  };
  bench.baseListeners = new Set();
  bench.nameListeners = new Set();
  bench.quietFor = () => (detailDrawn ? performance.now() - lastDraw : 0);

  const layerOf = (canvas: unknown): string | undefined => {
    if (!(canvas instanceof HTMLCanvasElement)) return undefined;
    const known = layers.get(canvas);
    if (known !== undefined) return known;
    const found = canvas.closest<HTMLElement>("[data-layer]")?.dataset.layer;
    if (found !== undefined) layers.set(canvas, found);
    return found;
  };
  const note = (canvas: unknown, transform: readonly unknown[]) => {
    const layer = layerOf(canvas);
    if (layer === undefined) return;
    lastDraw = performance.now();
    if (layer === "detail") detailDrawn = true;
    if (layer === "labels") noteNames();
    if (layer !== "base") return;
    const [scale = 0, , , , x = 0, y = 0] = transform.map(Number);
    const ratio = Math.min(2, devicePixelRatio);
    if (x !== 0 || y !== 0) layerCamera = { zoom: scale / ratio, x: x / ratio, y: y / ratio };
    noteShown();
  };
  const noteNames = () => {
    const frame = Number(document.timeline.currentTime);
    if (frame === nameFrame) return;
    nameFrame = frame;
    for (const listener of bench.nameListeners) listener();
  };
  /** The map is shown otherwise than before: drawn anew, or what was drawn has been moved. */
  const noteShown = () => {
    lastDraw = performance.now();
    const frame = Number(document.timeline.currentTime);
    if (frame === baseFrame) return;
    baseFrame = frame;
    for (const listener of bench.baseListeners) listener(frame);
  };
  const prototype = CanvasRenderingContext2D.prototype as unknown as Record<
    string,
    (this: CanvasRenderingContext2D, ...args: unknown[]) => unknown
  >;
  // What is drawn reaches beyond the window, and is moved as a whole while the map moves.
  const observer = new MutationObserver((changes) => {
    const isStage = ({ target }: MutationRecord) =>
      target instanceof Element && target.querySelector(":scope > [data-layer=base]") !== null;
    if (changes.some(isStage)) noteShown();
  });
  observer.observe(document, { subtree: true, attributes: true, attributeFilter: ["style"] });
  for (const method of ["setTransform", "clearRect", "fillRect", "drawImage"]) {
    const original = prototype[method];
    prototype[method] = function (...args) {
      note(this.canvas, method === "setTransform" ? args : []);
      return original?.apply(this, args);
    };
  }
}

/**
 * Notices what becomes of the marks, by standing before what they are drawn with on the base layer: a path of
 * several outlines, filled. Only while it is asked to, since it costs a little of each drawing.
 *
 * Of a mark it keeps the middle between its left and its right, in map units: with any outline and at any zoom that
 * is where its entity stands.
 */
function watchMarks(): void {
  const bench = window.atlasBench;
  /** Map units. */
  const noticeable = 0.05;
  interface Drawing {
    readonly camera: MapCamera | undefined;
    /** Middles of marks, and how many there are in each degree of opacity. */
    readonly marks: number[];
    readonly opacity: Map<number, number>;
  }
  const isSameCamera = (a: MapCamera | undefined, b: MapCamera | undefined) =>
    a?.zoom === b?.zoom && a?.x === b?.x && a?.y === b?.y;
  /**
   * With another camera other marks are in sight: then one counts only where there was none before. One that only the
   * camera brings into sight counts too, so what is measured has to begin with all of the map in sight.
   */
  const differs = (before: Drawing, now: Drawing): boolean => {
    if (isSameCamera(before.camera, now.camera)) {
      if (before.marks.length !== now.marks.length) return true;
      if ([...now.opacity].some(([alpha, count]) => before.opacity.get(alpha) !== count)) return true;
      return now.marks.some((mark, i) => Math.abs(mark - (before.marks[i] ?? mark)) > noticeable);
    }
    const places = new Set(before.marks.map((mark) => Math.round(mark / noticeable)));
    const isNew = (mark: number) => {
      const place = Math.round(mark / noticeable);
      return ![place - 1, place, place + 1].some((near) => places.has(near));
    };
    return now.marks.some(isNew);
  };

  bench.markListeners = new Set();
  bench.startMarks = () => {
    const prototype = CanvasRenderingContext2D.prototype as unknown as Record<string, unknown>;
    let canvas: HTMLCanvasElement | undefined;
    let before: Drawing | undefined;
    let drawing: Drawing | undefined;
    let outlines: [left: number, right: number][] = [];
    const end = () => {
      if (!drawing) return;
      if (before && differs(before, drawing)) for (const listener of bench.markListeners) listener();
      before = drawing;
      drawing = undefined;
    };
    const stretch = (x: number) => {
      const outline = outlines.at(-1);
      if (outline) outlines[outlines.length - 1] = [Math.min(outline[0], x), Math.max(outline[1], x)];
    };
    const fill = (alpha: number) => {
      const camera = bench.layerCamera();
      if (!drawing || !camera) return;
      drawing = { ...drawing, camera };
      for (const [left, right] of outlines) drawing.marks.push(((left + right) / 2 - camera.x) / camera.zoom);
      drawing.opacity.set(alpha, (drawing.opacity.get(alpha) ?? 0) + outlines.length);
    };
    type Hook = (context: CanvasRenderingContext2D, first: unknown) => void;
    const hooks: Record<string, Hook> = {
      fillRect(context) {
        if (context.canvas.dataset.layer !== "base") return;
        canvas = context.canvas;
        drawing = { camera: undefined, marks: [], opacity: new Map() };
        // After the whole of the drawing, and before what comes next.
        queueMicrotask(end);
      },
      beginPath: () => (outlines = []),
      moveTo: (_, x) => outlines.push([Number(x), Number(x)]),
      lineTo: (_, x) => stretch(Number(x)),
      // A circle begins at its right.
      arc: (_, x) => (outlines[outlines.length - 1] = [Number(x), Number(x)]),
      fill: (context, path) => {
        if (!(path instanceof Path2D)) fill(context.globalAlpha);
      },
    };
    for (const [method, hook] of Object.entries(hooks)) {
      const original = prototype[method] as (...args: unknown[]) => unknown;
      prototype[method] = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
        if (this.canvas === canvas || method === "fillRect") hook(this, args[0]);
        return original.apply(this, args);
      };
    }
  };
}

/** Keeps the first drawings of two layers, small, to tell afterwards which was the first that stayed. */
function watchPicture(): void {
  const bench = window.atlasBench;
  const [width, height] = [180, 112];
  /** How many drawings are kept: names come in portions. Levels of 255 by which a pixel that differs does so. */
  const kept = { base: 8, labels: 60 };
  const levels = 8;
  /** Share of the pixels that may differ between pictures of the same map, and of the same names: less than one name. */
  const share = { base: 0.01, labels: 0.001 };
  type Layer = keyof typeof kept;
  interface Drawing {
    readonly mark: Mark;
    pixels?: Uint8ClampedArray | undefined;
  }
  const drawings: Record<Layer, Drawing[]> = { base: [], labels: [] };
  let wheelTaken = false;
  let answering: Drawing | undefined;
  const layerOf = (layer: Layer) => document.querySelector<HTMLCanvasElement>(`canvas[data-layer=${layer}]`);

  /** What stands in the window of a layer. The base layer has all entities, regions and the backbone. */
  const lookAt = (layer: Layer): Uint8ClampedArray | undefined => {
    const small = Object.assign(document.createElement("canvas"), { width, height });
    const context = small.getContext("2d", { willReadFrequently: true });
    const canvas = layerOf(layer);
    if (!canvas || !context || canvas.width === 0) return undefined;
    const box = canvas.getBoundingClientRect();
    const scale = width / innerWidth;
    context.drawImage(canvas, box.left * scale, box.top * scale, box.width * scale, box.height * scale);
    return context.getImageData(0, 0, width, height).data;
  };
  /** Share of the pixels that differ. */
  const difference = (a: Uint8ClampedArray | undefined, b: Uint8ClampedArray | undefined): number => {
    if (!a || !b) return 1;
    let differing = 0;
    for (let i = 0; i < a.length; i += 4) {
      const channels = [0, 1, 2, 3].map((c) => Math.abs((a[i + c] ?? 0) - (b[i + c] ?? 0)));
      if (Math.max(...channels) > levels) differing++;
    }
    return differing / (width * height);
  };
  const covers = (): number => {
    const base = layerOf("base");
    if (!base?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return 0;
    const { left, top, right, bottom } = base.getBoundingClientRect();
    const inWindow = {
      width: Math.min(right, innerWidth) - Math.max(left, 0),
      height: Math.min(bottom, innerHeight) - Math.max(top, 0),
    };
    return (inWindow.width * inWindow.height) / (innerWidth * innerHeight);
  };
  const keep = (layer: Layer, answers: boolean) => {
    if (drawings[layer].length >= kept[layer] && !answers) return;
    const drawing: Drawing = { mark: bench.mark(true) };
    if (drawings[layer].length < kept[layer]) drawings[layer].push(drawing);
    if (answers) answering = drawing;
    // Asked for before the page asks for its next frame, and so called before that is drawn.
    requestAnimationFrame(() => (drawing.pixels = lookAt(layer)));
  };
  const keepBase = () => keep("base", wheelTaken && !answering);
  const keepNames = () => keep("labels", false);
  bench.baseListeners.add(keepBase);
  bench.nameListeners.add(keepNames);
  // The map's own listener comes first, and prevents the default when it takes the wheel.
  const noteWheel = ({ defaultPrevented }: WheelEvent) => {
    if (defaultPrevented && (drawings.base[0]?.mark.over ?? 0) > 0) wheelTaken = true;
  };
  addEventListener("wheel", noteWheel, { passive: true });
  bench.answer = () => {
    if (!answering?.pixels) return { painted: 0, change: 0 };
    const change = difference(drawings.base[0]?.pixels, answering.pixels);
    return { painted: bench.paintedAt(answering.mark), change };
  };
  bench.forgetPicture = () => {
    bench.baseListeners.delete(keepBase);
    bench.nameListeners.delete(keepNames);
    drawings.base.length = drawings.labels.length = 0;
    answering = undefined;
  };
  /** The first drawing of a layer from which on all that are kept look as the layer does now. */
  const firstToStay = (layer: Layer): Mark | undefined => {
    const last = lookAt(layer);
    const all = drawings[layer];
    let first = all.length;
    while (first > 0 && difference(all[first - 1]?.pixels, last) < share[layer]) first--;
    return all[first]?.mark;
  };
  bench.picture = () => {
    const [map, names] = [firstToStay("base"), firstToStay("labels")];
    const paintedAt = (mark: Mark | undefined) => (mark ? bench.paintedAt(mark) : Number.NaN);
    return {
      painted: paintedAt(map),
      named: paintedAt(names),
      drawn: map?.at ?? Number.NaN,
      covers: covers(),
    };
  };
}

/** Keeps what the browser itself tells: shifts of the layout, long tasks, slow events. */
function watchBrowser(): void {
  const bench = window.atlasBench;
  const shifts = { score: 0, elements: [] as string[] };
  bench.shifts = shifts;
  interface LongFrame extends PerformanceEntry {
    /** When it was on the screen, where the browser knows. */
    readonly presentationTime?: number | null;
    readonly scripts: readonly {
      readonly duration: number;
      readonly invoker: string;
      readonly sourceURL: string;
      readonly sourceFunctionName: string;
      readonly sourceCharPosition: number;
    }[];
  }
  interface Shift extends PerformanceEntry {
    readonly value: number;
    readonly sources: readonly { readonly node: Node | null }[];
  }
  const tasks: PerformanceEntry[] = [];
  const frames: LongFrame[] = [];
  const events: PerformanceEntry[] = [];
  const observe = (type: string, note: (entry: PerformanceEntry) => void, options: object = {}) => {
    if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(note));
    observer.observe({ type, buffered: true, ...options });
  };
  const nameOf = (node: Node | null) =>
    node instanceof Element
      ? `${node.localName}.${node.getAttribute("class") ?? ""}`
      : (node?.nodeName ?? "removed");
  observe("layout-shift", (entry) => {
    const { value, sources } = entry as Shift;
    shifts.score += value;
    shifts.elements.push(...sources.map(({ node }) => nameOf(node)));
  });
  observe("longtask", (entry) => tasks.push(entry));
  observe("long-animation-frame", (entry) => frames.push(entry as LongFrame));
  observe("event", (entry) => events.push(entry), { durationThreshold: 16 });
  const framesAt = (time: number) =>
    frames.filter(({ startTime, duration }) => startTime <= time + 1 && time < startTime + duration);
  bench.paintedAt = ({ at, over }) => framesAt(at)[0]?.presentationTime || over;
  const scriptsAt = (time: number): string[] =>
    framesAt(time)
      .flatMap(({ scripts }) => [...scripts].sort((a, b) => b.duration - a.duration))
      .map((script) => {
        const file = script.sourceURL.split("/").at(-1);
        return `${Math.round(script.duration)} ms ${script.invoker} ${script.sourceFunctionName} ${file}:${script.sourceCharPosition}`;
      });
  bench.longTasks = () =>
    tasks.map(({ startTime: start, duration }) => ({ start, duration, scripts: scriptsAt(start) }));
  bench.eventDuration = (start) =>
    Math.max(
      0,
      ...events.filter((event) => Math.abs(event.startTime - start) < 12).map((event) => event.duration),
    );
}

/** Times the frames that move the map: by the frame's own number, since its drawing may come before `tick` or after. */
function watchFrames(): void {
  const bench = window.atlasBench;
  bench.inputs = 0;
  const noteMove = ({ buttons }: PointerEvent) => {
    if (buttons > 0) bench.inputs++;
  };
  const noteWheel = () => {
    bench.inputs++;
  };
  addEventListener("pointermove", noteMove, { capture: true });
  addEventListener("wheel", noteWheel, { capture: true, passive: true });
  interface Frame {
    readonly time: number;
    readonly number: number;
    readonly waiting: boolean;
  }
  const drawn = new Set<number>();
  let frames: Frame[] = [];
  let going = false;
  let inputsBefore = 0;
  const noteDrawn = (frame: number) => void drawn.add(frame);
  const tick = () => {
    const number = Number(document.timeline.currentTime);
    frames.push({ time: performance.now(), number, waiting: bench.inputs > inputsBefore });
    inputsBefore = bench.inputs;
    if (going) requestAnimationFrame(tick);
  };
  bench.startFrames = () => {
    frames = [];
    drawn.clear();
    inputsBefore = bench.inputs;
    going = true;
    bench.baseListeners.add(noteDrawn);
    requestAnimationFrame(tick);
  };
  bench.stopFrames = () => {
    going = false;
    bench.baseListeners.delete(noteDrawn);
    const intervals: number[] = [];
    let lost = 0;
    let carried = 0;
    for (const [i, { time, number, waiting }] of frames.slice(0, -1).entries()) {
      const interval = (frames[i + 1]?.time ?? time) - time;
      if (drawn.has(number)) intervals.push(carried + interval);
      else if (waiting) lost++;
      carried = !drawn.has(number) && waiting ? carried + interval : 0;
    }
    const time = (frames.at(-1)?.time ?? 0) - (frames[0]?.time ?? 0);
    return { intervals, lost, frames: Math.max(0, frames.length - 1), time };
  };
}

/** Times what follows an input. */
function watchReactions(): void {
  const bench = window.atlasBench;
  /** A reaction is over after so long without a change, and given up after `longest`, in milliseconds. */
  const quiet = 180;
  const longest = { search: 4000, selection: 4000, filter: 4000, explore: 20_000 };
  const starts = {
    search: ["keydown", "input"],
    selection: ["pointerup"],
    filter: ["pointerup"],
    explore: ["keydown", "pointerup"],
  };
  /** Where a panel says what it is about: the name of what is selected, the filter as a sentence with its count. */
  const heads = {
    search: "#detail-name",
    selection: "#detail-name",
    filter: "aside header:has([role=status])",
  };
  const wait = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

  bench.expect = (what) => {
    const headOf = () => (what === "explore" ? "" : (document.querySelector(heads[what])?.textContent ?? ""));
    const [began, headBefore] = [performance.now(), headOf()];
    let start = 0;
    let lastChange = began;
    let drawn = false;
    let sign: Mark | undefined;
    let last: Mark | undefined;
    const begin = (event: Event) => {
      start ||= event.timeStamp;
      lastChange = performance.now();
    };
    const noteChange = (inFrame: boolean) => {
      if (start === 0) return;
      lastChange = performance.now();
      last = bench.mark(inFrame);
      if (what === "search") sign = last;
      else if (what !== "explore" && drawn && headOf() !== headBefore) sign ??= last;
    };
    const noteDrawn = () => {
      // What a filter leaves is counted before it is drawn; a panel may come after its map.
      drawn ||= start > 0 && (what !== "filter" || headOf() !== headBefore);
      if (what !== "search") noteChange(true);
    };
    const noteMarks = () => {
      if (start > 0) sign ??= bench.mark(true);
    };
    for (const type of starts[what]) addEventListener(type, begin, true);
    bench.baseListeners.add(noteDrawn);
    if (what === "explore") bench.markListeners.add(noteMarks);
    const observer = new MutationObserver(() => noteChange(false));
    const root = document.querySelector(what === "search" ? "search" : "body") ?? document.body;
    // Of exploring the picture is all that counts.
    if (what !== "explore")
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    /** While a layout is being worked out the page says so. */
    const isAtWork = () => what === "explore" && (!sign || document.querySelector("progress") !== null);
    bench.reaction = async () => {
      // A long frame ends later than a timer that was due while it was being made.
      const isPainted = () => last?.over !== 0;
      const isQuiet = () => performance.now() - Math.max(lastChange, last?.over ?? 0) > quiet;
      const over = () => !isAtWork() && isPainted() && isQuiet();
      while (!over() && performance.now() - began < longest[what]) await wait(20);
      observer.disconnect();
      bench.markListeners.delete(noteMarks);
      bench.baseListeners.delete(noteDrawn);
      for (const type of starts[what]) removeEventListener(type, begin, true);
      if (!sign || !last) return { at: start, shown: Number.NaN, settled: Number.NaN };
      const shown = Math.max(bench.paintedAt(sign) - start, bench.eventDuration(start));
      return { at: start, shown, settled: bench.paintedAt(last) - start };
    };
  };
}
