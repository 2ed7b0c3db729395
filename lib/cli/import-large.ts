/** What `npm run import` does with a graph that is too large to be had as a whole: read as a stream, and kept as an image. */
import { mkdirSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { compileLarge } from "@/lib/data/large/compile-large";
import { LargeReading, NotOursError } from "@/lib/data/large/reading";
import { applyEdits } from "@/lib/exchange/ontology-edits";
import { readParts } from "@/lib/exchange/read";
import type { GraphImage } from "@/lib/store/image";
import { openImage } from "@/lib/store/image-files";
import { writeImage } from "@/lib/store/image-writer";
import { keepLarge } from "@/lib/store/large-graph-files";
import { writeNameLists } from "@/lib/store/name-lists";
import { entitiesInWhole, type GraphInfo } from "@/lib/store/store";
import { type Input, inputFiles, lineOf, nameOf } from "./import-input";

export interface LargeOutcome {
  /** Absent where problems stand in the way. */
  readonly info?: GraphInfo;
  readonly problems: { readonly count: number; readonly first: readonly string[] };
  readonly notes: readonly string[];
}

/** Problems stand in the way of a graph that was being made. */
class ProblemsError extends Error {}

/**
 * Reads a graph that is too large to be had as a whole, and keeps it under its name.
 *
 * @param place folder of the imported graphs, or what takes the image once it is made; absent: it is made and thrown away
 * @param onStep told what begins
 * @throws {NotOursError} it is of no form that large graphs can be read in
 */
export async function bringLarge(
  place: string | ((image: GraphImage) => Promise<void>) | undefined,
  input: Input,
  onStep: (step: string) => void,
): Promise<LargeOutcome> {
  let outcome: LargeOutcome = { problems: { count: 0, first: [] }, notes: [] };
  const write = async (path: string) => {
    outcome = await writeLarge(path, input, onStep);
    if (!outcome.info) throw new ProblemsError();
  };
  try {
    if (typeof place === "string")
      await keepLarge(place, async (path) => {
        await write(path);
        onStep("names");
        const image = await openImage(path);
        await writeNameLists(path, image).finally(() => image.close());
      });
    else
      await aside(async (folder) => {
        const path = join(folder, "image");
        await write(path);
        if (!place) return;
        onStep("loading");
        const image = await openImage(path);
        await place(image).finally(() => image.close());
      });
  } catch (error) {
    if (error instanceof NotOursError) throw refusal(error);
    if (!(error instanceof ProblemsError)) throw error;
  }
  return outcome;
}

const refusal = (error: NotOursError) =>
  new Error(
    `A graph of more than ${entitiesInWhole} entities has to be in the form of our own exports and to carry its ontology, ` +
      `as those of JSON, GraphML and GEXF do and what npm run generate writes; others are read up to that size. Here ${error.message}.`,
    { cause: error },
  );

/** The image of the graph at a path where nothing is yet, with room beside it for what is set aside meanwhile. */
export async function writeLarge(
  path: string,
  input: Input,
  onStep: (step: string) => void,
): Promise<LargeOutcome> {
  const beside = `${path}.aside`;
  mkdirSync(beside, { recursive: true });
  const reading = new LargeReading(beside);
  try {
    onStep("reading");
    const isFolder = (await stat(input.path)).isDirectory();
    const { problems } = await readParts(await inputFiles(input.path, isFolder), {}, (file) =>
      reading.part(file),
    );
    const told = () => ({ count: problems.count, first: problems.first.map(lineOf) });
    if (problems.isFatal) return { problems: told(), notes: [] };
    const { graph, lost } = reading.finish(problems);
    if (problems.count > 0 && !input.isLenient) return { problems: told(), notes: [] };
    const edited = { ...graph, ontology: applyEdits(graph.ontology, input.edits) };
    const { image, numberOf } = compileLarge(edited, {
      id: input.graph,
      name: nameOf(input, graph.attributes),
      from: [basename(input.path)],
      importedAt: new Date().toISOString(),
      onStep,
    });
    const versioned = (version: string) => ({ ...image.about, info: { ...image.about.info, version } });
    onStep("records");
    await writeImage(path, image, { numberOf, about: versioned });
    const written = await openImage(path);
    written.close();
    return { info: written.about.info, problems: told(), notes: lost.map(lineOf) };
  } finally {
    reading.close();
    await rm(beside, { recursive: true, force: true });
  }
}

async function aside(work: (path: string) => Promise<void>): Promise<void> {
  const path = await mkdtemp(join(tmpdir(), "atlas-import-"));
  try {
    await work(path);
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
