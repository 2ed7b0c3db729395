"use client";

/** Bringing one's own graph: choose files, see what was read of them, name it, open it; and the graphs there are. */
import { useCallback, useEffect, useRef, useState } from "react";
import { useModal } from "@/app/[locale]/_explorer/actions/modal";
import { DialogFrame } from "@/app/[locale]/_explorer/dialog-frame";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { Locale } from "@/lib/graph/schema";
import { type ImportWords, importWords } from "@/lib/i18n/import-words";
import { EditGraph } from "./edit-graph";
import { FileChoice } from "./file-choice";
import { faultOf, nameOfFiles } from "./file-limits";
import { FoundGraphForm } from "./found-graph-form";
import styles from "./import.module.css";
import type { ImportPhase, Naming, ReadFiles } from "./import-orders";
import { type Importer, type Known, type Opened, startImporter, UnreadableFile } from "./importer";
import { graphNameFor, readList } from "./own-graphs";
import { OwnList } from "./own-list";
import { showGraph } from "./show-graph";

interface ImportDialogProps {
  /** The graph that is shown. */
  graph: string;
  /** Files that have been dropped: reading begins at once. */
  files?: readonly File[] | undefined;
  /** A graph of this browser that is to be edited. */
  edit?: string | undefined;
  onClose(): void;
}

type Step =
  | { readonly is: "choose"; readonly fault?: string; readonly cancelled?: true }
  | { readonly is: "work"; readonly phase: ImportPhase; readonly share: number }
  | {
      readonly is: "read";
      readonly files: readonly File[];
      readonly known: Known;
      readonly result: ReadFiles;
    }
  | { readonly is: "unkept"; readonly opened: Opened; readonly view: string | undefined };

const nothingKnown: Known = { mappings: new Map(), encodings: new Map() };

export function ImportDialog({ graph, files, edit, onClose }: ImportDialogProps) {
  const { locale } = useAtlas();
  const w = importWords[locale];
  const [edited, setEdited] = useState(edit);
  const [step, setStep] = useState<Step>({ is: "choose" });
  const importer = useRef<Importer>(undefined);
  const isBusy = step.is === "work" || step.is === "read";
  const modal = useModal(onClose, isBusy || edited !== undefined);
  const { dialog, close } = modal;
  const body = useRef<HTMLDivElement>(null);

  const stop = () => {
    importer.current?.end();
    importer.current = undefined;
  };
  const read = useCallback(
    async (chosen: readonly File[], known: Known = nothingKnown) => {
      const fault = faultOf(chosen, locale);
      if (fault !== undefined) return setStep({ is: "choose", fault });
      importer.current?.end();
      const mine = startImporter();
      importer.current = mine;
      setStep({ is: "work", phase: "reading", share: 0 });
      try {
        const result = await mine.read(chosen, known, nameOfFiles(chosen, w.name.usual), (phase, share) =>
          setStep((now) => (now.is === "work" ? { is: "work", phase, share } : now)),
        );
        if (importer.current === mine) setStep({ is: "read", files: chosen, known, result });
      } catch (error) {
        if (importer.current !== mine) return;
        mine.end();
        setStep({ is: "choose", fault: reasonOf(error, w) });
      }
    },
    [locale, w],
  );
  useEffect(() => {
    if (files) {
      setEdited(undefined);
      void read(files);
    }
    return () => importer.current?.end();
  }, [files, read]);
  // What comes next is seen from its beginning, and the keyboard goes on there.
  const shownStep = edited === undefined ? step.is : "edit";
  useEffect(() => {
    if (shownStep === "choose") return;
    dialog.current?.scrollTo({ top: 0 });
    body.current?.focus({ preventScroll: true });
  }, [shownStep, dialog]);

  const open = async (naming: Omit<Naming, "graph">, view: string | undefined) => {
    const mine = importer.current;
    if (!mine) return;
    setStep({ is: "work", phase: "compiling", share: 0 });
    try {
      const taken = (await readList()).map((one) => one.graph);
      const graph = graphNameFor(naming.name.en, taken);
      const opened = await mine.open({ ...naming, graph }, (phase, share) =>
        setStep((now) => (now.is === "work" ? { is: "work", phase, share } : now)),
      );
      if (importer.current !== mine) return;
      if (opened.fault) return setStep({ is: "unkept", opened, view });
      finish(opened, view);
    } catch (error) {
      if (importer.current !== mine) return;
      mine.end();
      setStep({ is: "choose", fault: reasonOf(error, w) });
    }
  };
  const finish = ({ about }: Opened, view: string | undefined) => {
    close();
    void showGraph(about.graph, view);
  };

  const title = edited === undefined ? w.title : w.editTitle;
  return (
    <DialogFrame modal={modal} title={title} className={styles.dialog}>
      <div ref={body} tabIndex={-1} className={styles.body}>
        {edited !== undefined ? (
          <EditGraph
            graph={edited}
            onDone={(opened) => {
              if (edited === graph) {
                close();
                void showGraph(graph, undefined);
              } else setEdited(undefined);
              return opened;
            }}
            onCancel={edit === undefined ? () => setEdited(undefined) : close}
          />
        ) : step.is === "choose" ? (
          <>
            <FileChoice
              fault={step.fault}
              cancelled={step.cancelled === true}
              onFiles={(chosen) => void read(chosen)}
            />
            <OwnList
              graph={graph}
              onOpen={(name) => {
                close();
                void showGraph(name, undefined);
              }}
              onEdit={setEdited}
            />
          </>
        ) : step.is === "work" ? (
          <Work
            locale={locale}
            phase={step.phase}
            share={step.share}
            onCancel={() => {
              stop();
              setStep({ is: "choose", cancelled: true });
            }}
          />
        ) : step.is === "read" ? (
          <FoundGraphForm
            files={step.files}
            result={step.result}
            onRead={(mappings, encoded) => {
              const encodings = new Map(step.known.encodings);
              if (encoded) encodings.set(encoded.file, encoded.encoding);
              void read(step.files, { mappings, encodings });
            }}
            onBack={() => {
              stop();
              setStep({ is: "choose" });
            }}
            onOpen={(naming) => void open(naming, step.result.found?.view)}
          />
        ) : (
          <section className={styles.section}>
            <p className={styles.fault} role="alert">
              {w.storage[step.opened.fault ?? "refused"]}
            </p>
            <p className={styles.actions}>
              <button type="button" className={styles.primary} onClick={() => finish(step.opened, step.view)}>
                {w.storage.openAnyway}
              </button>
            </p>
          </section>
        )}
      </div>
    </DialogFrame>
  );
}

interface WorkProps {
  locale: Locale;
  phase: ImportPhase;
  share: number;
  onCancel(): void;
}

/** What is going on, how far it is, and a way out. */
export function Work({ locale, phase, share, onCancel }: WorkProps) {
  const w = importWords[locale].read;
  return (
    <section className={styles.section}>
      <p className={styles.phase} role="status">
        {w[phase]}
      </p>
      <progress className={styles.progress} value={share} aria-label={w.progress} />
      <p className={styles.actions}>
        <button type="button" className={styles.button} onClick={onCancel}>
          {w.cancel}
        </button>
      </p>
    </section>
  );
}

const reasonOf = (error: unknown, { error: w }: ImportWords): string =>
  error instanceof UnreadableFile
    ? w.unreadable(error.file)
    : w.failed(error instanceof Error ? error.message : String(error));
