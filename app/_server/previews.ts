/** Pictures of views as answers: drawn once, kept by their content. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compiledGraph, graphStore } from "@/app/_server/graph-store";
import { ProblemError } from "@/lib/api/problem";
import { rateLimit } from "@/lib/api/rate-limit";
import type { CompiledGraph } from "@/lib/graph/compiled";
import type { Locale } from "@/lib/graph/schema";
import type { PictureRequest } from "@/lib/picture/picture";
import type { PackedGraphData } from "@/lib/picture/worker";
import type { GraphRef } from "@/lib/store/store";
import { emptyView } from "@/lib/view/view";
import { createPreviewCache, type PreviewCache, previewFolder } from "./preview-cache";
import { drawOnThread } from "./preview-workers";
import { addressOf } from "./reader";
import { isKnown } from "./respond";

interface Drawing {
  readonly png: Promise<Uint8Array<ArrayBuffer>>;
  /** Of those who wait for it. */
  readonly signals: AbortSignal[];
}

/** Pictures that are being drawn: whoever asks for the same one waits for it. */
const drawing = new Map<string, Drawing>();

/** Pictures that are drawn for one address, a minute and at once; those that are kept cost nothing. */
const limit = rateLimit(60);

interface Keeping {
  /** Names the build that draws: another may draw otherwise. */
  readonly build: string;
  readonly cache: PreviewCache;
}
let keeping: Promise<Keeping> | undefined;

/**
 * The picture of a view, as PNG.
 *
 * @param isSettled whether this address will always be answered with the same picture. It is then kept for a day, no
 *   longer, so that one that has been deleted is not seen for ever.
 * @throws {ProblemError} too many pictures are wanted at once, or by this address
 */
export async function previewAnswer(
  request: Request,
  ref: GraphRef,
  picture: PictureRequest,
  isSettled: boolean,
): Promise<Response> {
  const { tag, kept, draw } = await previewOf(ref, picture);
  const headers = {
    ETag: `W/"${tag}"`,
    "Cache-Control": isSettled ? "public, max-age=86400" : "no-cache",
  };
  if (isKnown(request, tag)) return new Response(null, { status: 304, headers });
  const png = (await kept()) ?? (await draw(request.signal, () => allowDrawing(request)));
  return new Response(png, { headers: { ...headers, "Content-Type": "image/png" } });
}

/** @throws {ProblemError} too much has been drawn for the address of late */
function allowDrawing(request: Request): void {
  const seconds = limit.take(addressOf(request), performance.now());
  if (seconds === 0) return;
  const detail = `Too many pictures have been asked for from this address; try again in ${seconds} s.`;
  throw new ProblemError("too-many-requests", detail, { retryAfter: seconds });
}

let isExpected = false;

/**
 * Says that a picture will soon be wanted. The first one of a process takes longest, since a thread has to begin and
 * to learn the graph; so it draws the whole map meanwhile.
 */
export function expectPicture(): void {
  if (isExpected) return;
  isExpected = true;
  previewOf({ graph: emptyView.graph }, { view: emptyView, locale: "en", theme: "light" })
    .then(({ draw }) => draw(new AbortController().signal))
    // Whoever wants a picture is told what is wrong.
    .catch(() => undefined);
}

interface Preview {
  /** A hash of all that the picture is drawn from. */
  readonly tag: string;
  /** As it was drawn before. */
  kept(): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /**
   * @param signal of whoever waits for it
   * @param allow called before it is drawn for nobody but the one who asks; what it throws is thrown
   */
  draw(signal: AbortSignal, allow?: () => void): Promise<Uint8Array<ArrayBuffer>>;
}

async function previewOf(ref: GraphRef, picture: PictureRequest): Promise<Preview> {
  const { graph, version } = await (await graphStore()).info(ref);
  keeping ??= keep();
  const { build, cache } = await keeping;
  const tag = createHash("sha256")
    .update(JSON.stringify([build, graph, version, picture]))
    .digest("hex")
    .slice(0, 40);
  const begin = (signal: AbortSignal): Drawing => {
    const signals = [signal];
    const png = drawOnThread({
      key: `${graph} ${version}`,
      request: picture,
      load: async () => pack(await compiledGraph({ graph, version })),
      isWanted: () => signals.some(({ aborted }) => !aborted),
    });
    drawing.set(tag, { png, signals });
    const done = () => drawing.delete(tag);
    png.then((drawn) => cache.put(tag, drawn).then(done), done);
    return { png, signals };
  };
  return {
    tag,
    kept: () => cache.get(tag),
    draw: async (signal, allow) => {
      const known = drawing.get(tag);
      known?.signals.push(signal);
      if (!known) allow?.();
      return (known ?? begin(signal)).png;
    },
  };
}

const pack = ({ compact, facets, outline }: CompiledGraph): PackedGraphData => {
  const titles = (locale: Locale) =>
    Object.fromEntries(outline.entries.map(({ number, title }) => [number, title[locale]]));
  return { compact, facets, sections: { zh: titles("zh"), en: titles("en") } };
};

/** While developing, the drawing may change at any time, so nothing is kept in files. */
async function keep(): Promise<Keeping> {
  if (process.env.NODE_ENV !== "production") return { build: "", cache: createPreviewCache(undefined) };
  const build = await readFile(join(/* turbopackIgnore: true */ process.cwd(), ".next/BUILD_ID"), "utf8");
  return { build, cache: createPreviewCache(previewFolder()) };
}
