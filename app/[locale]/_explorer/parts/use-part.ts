"use client";

/** The part of a map that is wanted, from the source into the place of the graph: when, how soon, and what if not. */
import { useEffect, useState } from "react";
import type { GraphCanvasHandle } from "@/app/[locale]/_explorer/graph-canvas";
import { comesBack } from "@/app/[locale]/_explorer/load-problem";
import type { Recovery } from "@/app/[locale]/_explorer/recovery";
import type { ApiError, PartAsked, Parts } from "@/lib/api/source";
import type { Bounds } from "@/lib/graph/bounds";
import type { Graph } from "@/lib/graph/graph";

/** Milliseconds: how long what is wanted has to stay the same, how long what has come waits for what was seen before, and when more is fetched. */
const pause = { asking: 40, putting: 40, looking: 300, ahead: 500 };
/** How much of what is in sight a part has to cover, so as not to give way to the whole map. */
const enough = 0.6;

interface Wanted {
  readonly parts: Parts | undefined;
  /** A `PartAsked` as JSON: the same as long as it reads the same. */
  readonly asked: string;
  readonly canvas: GraphCanvasHandle | undefined;
  /** Whether everything stands at its own place, so that what is in sight is a part of the map. */
  readonly isMap: boolean;
  readonly recovery: Recovery;
  /** The same function each time. */
  put(part: Graph): void;
}

export function usePart({ parts, asked, canvas, isMap, recovery, put }: Wanted): {
  /** Whether it is on its way. */
  isComing: boolean;
  failure: ApiError | undefined;
  retry(): void;
} {
  const [failure, setFailure] = useState<ApiError>();
  const [isComing, setComing] = useState(false);
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks for the same once more
  useEffect(() => {
    if (!parts || !canvas) return;
    const wanted = JSON.parse(asked) as PartAsked;
    const given = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    let stop = () => {};
    const after = (time: number, act: () => void) => {
      timer = setTimeout(act, time);
    };
    const bring = (part: Graph) => {
      // Where the reader has gone on, something else will be wanted.
      if (isMap && !covers(canvas, part)) return after(pause.looking, () => wait(part));
      put(part);
      after(pause.ahead, () => fetchAhead(parts, wanted, part));
    };
    const wait = (part: Graph) => {
      stop = canvas.atRest(() => after(pause.putting, () => bring(part)));
    };
    after(pause.asking, async () => {
      setComing(true);
      try {
        const part = await parts.part(wanted, given.signal);
        if (given.signal.aborted) return;
        setFailure(undefined);
        wait(part);
      } catch (error) {
        if (given.signal.aborted) return;
        setFailure(error as ApiError);
      }
      setComing(false);
    });
    return () => {
      given.abort();
      clearTimeout(timer);
      stop();
    };
  }, [parts, asked, canvas, isMap, put, turn]);
  useEffect(() => {
    if (!parts || !canvas || !isMap) return;
    // Far out, a near part is a spot on an empty map; the whole is mostly here.
    return canvas.follow((_, { graph }) => {
      if (!graph.part || graph.part.tile.z <= 1 || covers(canvas, graph)) return;
      const { sight: _sight, ...rest } = JSON.parse(asked) as PartAsked;
      const whole = parts.kept(rest);
      if (!whole) return;
      put(whole);
      setTurn((before) => before + 1);
    });
  }, [parts, asked, canvas, isMap, put]);
  const isPassing = comesBack(failure);
  useEffect(() => {
    if (isPassing) return recovery.whenBack(() => setTurn((before) => before + 1));
  }, [isPassing, recovery]);
  return { isComing, failure, retry: () => setTurn((before) => before + 1) };
}

/** The whole map, for when the reader goes far out, and the middle of what is in sight, for when nearer. */
function fetchAhead(parts: Parts, { sight, ...rest }: PartAsked, { part }: Graph): void {
  if (part && part.tile.z > 1) parts.fetchAhead(rest);
  if (!sight) return;
  const [dx, dy] = [(sight.right - sight.left) / 4, (sight.bottom - sight.top) / 4];
  parts.fetchAhead({
    ...rest,
    sight: { left: sight.left + dx, right: sight.right - dx, top: sight.top + dy, bottom: sight.bottom - dy },
  });
}

/** Whether a part shows most of what the canvas does; what lies beyond the whole map does not count. */
function covers(canvas: GraphCanvasHandle, { part }: Graph): boolean {
  if (!part || part.tile.z <= 1) return true;
  const from = canvas.mapPlace({ x: 0, y: 0 });
  const to = canvas.mapPlace({ x: innerWidth, y: innerHeight });
  const sight = common({ left: from.x, top: from.y, right: to.x, bottom: to.y }, part.whole);
  return areaOf(common(sight, part.rectangle)) >= enough * areaOf(sight);
}

const common = (a: Bounds, b: Bounds): Bounds => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});

const areaOf = ({ left, top, right, bottom }: Bounds): number =>
  Math.max(0, right - left) * Math.max(0, bottom - top);
