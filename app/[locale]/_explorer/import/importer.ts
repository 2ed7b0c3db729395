"use client";

/** Orders a worker to read files and to make graphs of them; a graph that it has opened, it holds for this page. */
import { forgetGraph, type OwnGraph, type StorageFault } from "@/lib/api/local-graphs";
import { holdGraph, letGo } from "@/lib/api/local-source";
import type { CsvMapping } from "@/lib/exchange/csv";
import type { TextEncoding } from "@/lib/exchange/decode";
import type { FoundGraph, ImportNews, ImportOrder, ImportPhase, Naming, ReadFiles } from "./import-orders";
import { type ListedGraph, tellOwnGraphs } from "./own-graphs";

/** A file cannot be read: it is a folder, or has been moved since it was chosen. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";
  constructor(readonly file: string) {
    super(`${file} cannot be read.`);
  }
}

export interface Opened {
  readonly about: OwnGraph;
  /** Why it will be gone with the page, if so. */
  readonly fault: StorageFault | undefined;
}

/** What the reader has said of files, by their names. */
export interface Known {
  readonly mappings: ReadonlyMap<string, CsvMapping>;
  readonly encodings: ReadonlyMap<string, TextEncoding>;
}

type Tell = (phase: ImportPhase, share: number) => void;

/** One at a time is asked of an importer. Rejects with an `UnreadableFile`, or an error that says what went wrong. */
export interface Importer {
  read(files: readonly File[], known: Known, name: string, tell: Tell): Promise<ReadFiles>;
  open(naming: Naming, tell: Tell): Promise<Opened>;
  /** `undefined` where there is no such graph. */
  look(graph: string): Promise<FoundGraph | undefined>;
  change(naming: Naming, tell: Tell): Promise<Opened>;
  /** Ends whatever is going on, which then never settles; nothing of it remains. A worker that holds a graph goes on holding it. */
  end(): void;
}

/** Who has opened which graph in this page: what is kept nowhere else can be changed by them alone. */
const holders = new Map<string, Worker>();

/** Of these, what is kept nowhere as it is now: whoever is about to leave the page is asked first. */
const unkept = new Set<string>();
const askFirst = (event: BeforeUnloadEvent) => event.preventDefault();

function setKept(graph: string, isKept: boolean): void {
  if (isKept) unkept.delete(graph);
  else unkept.add(graph);
  // A page that may hold somebody up comes back less quickly, so it listens only as long as it has to.
  if (unkept.size > 0) addEventListener("beforeunload", askFirst);
  else removeEventListener("beforeunload", askFirst);
}

/** @param graph that is to be looked at and changed, where there is one */
export function startImporter(graph?: string): Importer {
  const worker =
    (graph !== undefined && holders.get(graph)) ||
    new Worker(new URL("./import-worker.ts", import.meta.url), { type: "module" });
  const ask = <Is extends ImportNews["is"]>(order: ImportOrder, is: Is, tell: Tell = () => {}) =>
    new Promise<Extract<ImportNews, { is: Is }>>((resolve, reject) => {
      worker.onmessage = ({ data: news }: MessageEvent<ImportNews>) => {
        if (news.is === "progress") tell(news.phase, news.share);
        else if (news.is === "unreadable") reject(new UnreadableFile(news.file));
        else if (news.is === "failed") reject(new Error(news.reason));
        // What it tells is of the kind that was asked for.
        else if (news.is === is) resolve(news as Extract<ImportNews, { is: Is }>);
      };
      worker.onerror = ({ message }) => reject(new Error(message || "the worker could not be started"));
      worker.postMessage(order);
    });
  const hold = ({ about, fault }: Opened): Opened => {
    holders.set(about.graph, worker);
    setKept(about.graph, fault === undefined);
    holdGraph(about, worker, (port) => {
      const order: ImportOrder = { do: "serve", graph: about.graph };
      worker.postMessage(order, [port]);
    });
    tellOwnGraphs();
    return { about, fault };
  };
  return {
    read: async (files, known, name, tell) =>
      (await ask({ do: "read", files, ...known, name }, "read", tell)).result,
    open: async (naming, tell) => hold(await ask({ do: "open", ...naming }, "opened", tell)),
    look: async (name) => (await ask({ do: "look", graph: name }, "looked")).found,
    change: async (naming, tell) => hold(await ask({ do: "change", ...naming }, "opened", tell)),
    end() {
      if (![...holders.values()].includes(worker)) worker.terminate();
    },
  };
}

/** Deletes a graph for good, and ends its worker unless that holds another one. @throws where storage fails */
export async function removeGraph({ graph, isKept }: ListedGraph): Promise<void> {
  if (isKept) await forgetGraph(graph);
  letGo(graph);
  setKept(graph, true);
  const worker = holders.get(graph);
  holders.delete(graph);
  if (worker && ![...holders.values()].includes(worker)) worker.terminate();
  tellOwnGraphs();
}
