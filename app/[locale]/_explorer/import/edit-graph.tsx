"use client";

/** Name, labels, colours and facets of a graph that is in this browser already. */
import { type FormEvent, useEffect, useState } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { OntologyEdits } from "@/lib/exchange/ontology-edits";
import type { Text } from "@/lib/graph/schema";
import { importWords } from "@/lib/i18n/import-words";
import { GraphNameField, renamed } from "./graph-name-field";
import styles from "./import.module.css";
import type { FoundGraph } from "./import-orders";
import { type Importer, type Opened, startImporter } from "./importer";
import { OntologyEditor } from "./ontology-editor";
import { readList } from "./own-graphs";

interface EditGraphProps {
  graph: string;
  onDone(opened: Opened): void;
  onCancel(): void;
}

interface Looked {
  readonly importer: Importer;
  readonly found: FoundGraph;
  /** Whether it will be there again, as it is now. */
  readonly isKept: boolean;
}

export function EditGraph({ graph, onDone, onCancel }: EditGraphProps) {
  const { t, locale } = useAtlas();
  const w = importWords[locale];
  const [looked, setLooked] = useState<Looked | "missing">();
  const [name, setName] = useState<Text>({ en: "", zh: "" });
  const [edits, setEdits] = useState<OntologyEdits>({});
  const [state, setState] = useState<"busy" | "failed" | "unkept" | "needs name">();
  const [changed, setChanged] = useState<Opened>();
  useEffect(() => {
    const importer = startImporter(graph);
    let isOver = false;
    Promise.all([importer.look(graph), readList()]).then(
      ([found, list]) => {
        if (isOver) return;
        const own = list.find((one) => one.graph === graph);
        if (!found || !own) return setLooked("missing");
        setName(own.name);
        setEdits(found.edits);
        setLooked({ importer, found, isKept: own.isKept });
      },
      () => !isOver && setLooked("missing"),
    );
    return () => {
      isOver = true;
      importer.end();
    };
  }, [graph]);
  if (!looked)
    return (
      <p className={styles.section} role="status">
        {t.loading}
      </p>
    );
  if (looked === "missing")
    return (
      <p className={styles.section} role="alert">
        {w.own.missing}
      </p>
    );
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    if (state === "busy") return;
    if (name[locale].trim() === "") return setState("needs name");
    setState("busy");
    try {
      const naming = { graph, name: renamed(name, name[locale].trim(), locale), edits };
      const opened = await looked.importer.change(naming, () => {});
      if (!opened.fault) return onDone(opened);
      setChanged(opened);
      setState("unkept");
    } catch {
      setState("failed");
    }
  };
  if (state === "unkept" && changed) {
    const words = looked.isKept ? w.storage.changes : { ...w.storage, goOn: w.storage.openAnyway };
    return (
      <section className={styles.section}>
        <p className={styles.fault} role="alert">
          {words[changed.fault ?? "refused"]}
        </p>
        <p className={styles.actions}>
          <button type="button" className={styles.primary} onClick={() => onDone(changed)}>
            {words.goOn}
          </button>
        </p>
      </section>
    );
  }
  return (
    <form onSubmit={(event) => void keep(event)} noValidate>
      <section className={styles.section}>
        <GraphNameField name={name} isMissing={state === "needs name"} onChange={setName} />
      </section>
      <OntologyEditor found={looked.found} edits={edits} onChange={setEdits} />
      {state === "failed" && (
        <p className={styles.fault} role="alert">
          {w.edit.failed}
        </p>
      )}
      <footer className={styles.footer}>
        <button type="submit" className={styles.primary} aria-disabled={state === "busy"}>
          {state === "busy" ? w.edit.keeping : w.edit.keep}
        </button>
        <button type="button" className={styles.button} onClick={onCancel}>
          {w.read.cancel}
        </button>
      </footer>
    </form>
  );
}
