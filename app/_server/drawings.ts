/** Drawings of views: each drawn once for all who want it at the same time, and kept by all that it is drawn from. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compiledGraph, graphStore, largeGraph } from "@/app/_server/graph-store";
import { ProblemError } from "@/lib/api/problem";
import { rateLimit } from "@/lib/api/rate-limit";
import { packGraphData } from "@/lib/picture/packed";
import { pictureSize } from "@/lib/picture/sheet";
import type { Drawing, Drawn } from "@/lib/picture/worker";
import type { GraphRef } from "@/lib/store/store";
import { keptPicture, keptPictureForm, pictureIn } from "./kept-picture";
import { pictureTile } from "./picture-tile";
import { createPreviewCache, type PreviewCache, pictureFolder } from "./preview-cache";
import { drawOnThread, type PictureJob } from "./preview-workers";
import { addressOf } from "./reader";

interface Running {
  readonly drawn: Promise<Drawn>;
  /** Of those who wait for it. */
  readonly signals: AbortSignal[];
}

/** What is being drawn: whoever asks for the same waits for it. */
const running = new Map<string, Running>();

/** What is drawn for one address, a minute and at once; what is kept costs nothing. */
const limit = rateLimit(60);

interface Keeping {
  /** Names the build that draws: another may draw otherwise. */
  readonly build: string;
  readonly caches: Readonly<Record<Drawing["is"], PreviewCache>>;
}
let keeping: Promise<Keeping> | undefined;

/** @throws {ProblemError} too much has been drawn for the address of late */
export function allowDrawing(request: Request): void {
  const seconds = limit.take(addressOf(request), performance.now());
  if (seconds === 0) return;
  const detail = `Too many pictures have been asked for from this address; try again in ${seconds} s.`;
  throw new ProblemError("too-many-requests", detail, { retryAfter: seconds });
}

/** A drawing that may be had. */
export interface Obtainable {
  /** A hash of all that it is drawn from. */
  readonly tag: string;
  /** As it was drawn before. */
  kept(): Promise<Drawn | undefined>;
  /**
   * @param signal of whoever waits for it
   * @param allow called before it is drawn for nobody but the one who asks; what it throws is thrown
   * @throws {ProblemError} too many are wanted at once
   */
  draw(signal: AbortSignal, allow?: () => void): Promise<Drawn>;
}

/** @throws {UnknownGraphError | UnknownVersionError | StoreUnavailableError} */
export async function drawingOf(ref: GraphRef, drawing: Drawing): Promise<Obtainable> {
  const { graph, version } = await (await graphStore()).info(ref);
  keeping ??= keep();
  const { build, caches } = await keeping;
  const cache = caches[drawing.is];
  const tag = createHash("sha256")
    .update(JSON.stringify([build, graph, version, drawing]))
    .digest("hex")
    .slice(0, 40);
  const begin = (signal: AbortSignal): Running => {
    const signals = [signal];
    const isWanted = () => signals.some(({ aborted }) => !aborted);
    const drawn = sourceOf({ graph, version }, drawing).then((source) =>
      drawOnThread({ ...source, drawing, isWanted }),
    );
    running.set(tag, { drawn, signals });
    const done = () => running.delete(tag);
    drawn.then((one) => cache.put(tag, contentOf(drawing.is, one)).then(done), done);
    return { drawn, signals };
  };
  return {
    tag,
    async kept() {
      const content = await cache.get(tag);
      return content && (drawing.is === "preview" ? { bytes: content } : pictureIn(content));
    },
    async draw(signal, allow) {
      const known = running.get(tag);
      known?.signals.push(signal);
      if (!known) allow?.();
      return (known ?? begin(signal)).drawn;
    },
  };
}

/** What a thread draws from: the whole graph or, where that is too large, the part of it that the view looks at. */
async function sourceOf(
  ref: { readonly graph: string; readonly version: string },
  drawing: Drawing,
): Promise<Pick<PictureJob, "key" | "load">> {
  const key = `${ref.graph} ${ref.version}`;
  if (drawing.is !== "chart") {
    const large = await largeGraph(ref);
    const tile = large && (await pictureTile(large, drawing.request.view, pageOf(drawing)));
    if (tile) return { key: `${key} ${tile.key}`, load: tile.load };
  }
  return { key, load: async () => packGraphData(await compiledGraph(ref)) };
}

/** The sides of the picture, in CSS pixels. */
const pageOf = (drawing: Exclude<Drawing, { is: "chart" }>) =>
  drawing.is === "preview" ? pictureSize : drawing.request;

/** Previews are what they are; of others, their file says itself whether it is whole. */
const contentOf = (is: Drawing["is"], { bytes, title = "" }: Drawn): Uint8Array<ArrayBuffer> =>
  is === "preview" ? bytes : keptPicture({ bytes, title });

/** While developing, the drawing may change at any time, so nothing is kept in files. */
async function keep(): Promise<Keeping> {
  const isKept = process.env.NODE_ENV === "production";
  const folder = (name: "previews" | "pictures" | "charts") => (isKept ? pictureFolder(name) : undefined);
  const caches = {
    preview: createPreviewCache(folder("previews")),
    picture: createPreviewCache(folder("pictures"), undefined, keptPictureForm),
    chart: createPreviewCache(folder("charts"), undefined, keptPictureForm),
  };
  const path = join(/* turbopackIgnore: true */ process.cwd(), ".next/BUILD_ID");
  return { build: isKept ? await readFile(path, "utf8") : "", caches };
}
