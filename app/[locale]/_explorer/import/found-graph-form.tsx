"use client";

/** What was read: how much of what, what was wrong, what tables hold, and how the graph is to be called and shown. */
import { type FormEvent, useId, useState } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { CsvMapping } from "@/lib/exchange/csv";
import type { TextEncoding } from "@/lib/exchange/decode";
import type { FormatName } from "@/lib/exchange/formats";
import type { OntologyEdits } from "@/lib/exchange/ontology-edits";
import type { CsvTable } from "@/lib/exchange/read";
import { facetsOf } from "@/lib/graph/facet-table";
import type { Ontology } from "@/lib/graph/ontology";
import type { Text } from "@/lib/graph/schema";
import { importWords } from "@/lib/i18n/import-words";
import { EncodingChoice } from "./encoding-choice";
import { nameOfFiles, sizeText } from "./file-limits";
import { GraphNameField, renamed } from "./graph-name-field";
import styles from "./import.module.css";
import type { Naming, ReadFiles } from "./import-orders";
import { OntologyEditor } from "./ontology-editor";
import { ProblemList } from "./problem-list";
import { TableForm } from "./table-form";

interface FoundGraphFormProps {
  files: readonly File[];
  result: ReadFiles;
  /** Reads the files again, with these for what the tables hold; a file in another encoding, where that is given. */
  onRead(
    mappings: ReadonlyMap<string, CsvMapping>,
    encoded?: { readonly file: string; readonly encoding: TextEncoding },
  ): void;
  onBack(): void;
  onOpen(naming: Omit<Naming, "graph">): void;
}

/** As they call themselves, in every language. */
const formatTitles: Readonly<Record<FormatName, string>> = {
  json: "JSON",
  "node-link": "JSON (node-link)",
  cytoscape: "JSON (Cytoscape)",
  graphml: "GraphML",
  gexf: "GEXF",
  csv: "CSV",
  jsonld: "JSON-LD",
  turtle: "Turtle",
};

export function FoundGraphForm({ files, result, onRead, onBack, onOpen }: FoundGraphFormProps) {
  const { locale } = useAtlas();
  const w = importWords[locale];
  const { found, problems, formats } = result;
  const [tables, setTables] = useState(result.tables);
  const isStale = tables !== result.tables;
  const [name, setName] = useState<Text>(() => firstName(found?.ontology, files, w.name.usual));
  const [edits, setEdits] = useState<OntologyEdits>(found?.edits ?? {});
  const [needsName, setNeedsName] = useState(false);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isStale || !found) return;
    if (name[locale].trim() === "") setNeedsName(true);
    else onOpen({ name: renamed(name, name[locale].trim(), locale), edits });
  };
  const mappingsBut = (file?: string) =>
    new Map(tables.flatMap((one) => (one.file === file ? [] : [[one.file, one.mapping] as const])));
  // In another encoding, the columns of a file are others.
  const encode = (file: string) => (encoding: TextEncoding) => onRead(mappingsBut(file), { file, encoding });
  const undecoded = problems.first.flatMap(({ code, file }) => (code === "wrong-encoding" ? [file] : []));
  const change = (table: CsvTable) =>
    setTables((before) => before.map((one) => (one.file === table.file ? table : one)));
  return (
    <form onSubmit={submit} noValidate>
      <section className={styles.section} aria-labelledby={`${id}-found`}>
        <h3 id={`${id}-found`}>{w.found.title}</h3>
        <ul className={styles.files} aria-label={w.files}>
          {files.map((file) => (
            <li key={file.name}>
              {file.name} <span className={styles.hint}>{sizeText(file.size, locale)}</span>
            </li>
          ))}
        </ul>
        {found ? (
          <ul className={styles.counts}>
            <li>{w.found.entities(found.entities)}</li>
            <li>{w.found.relations(found.relations)}</li>
            <li>{w.found.kinds(Object.keys(found.ontology.kinds).length)}</li>
            <li>{w.found.types(Object.keys(found.ontology.relations).length)}</li>
            <li>{w.found.facets(facetCount(found.ontology))}</li>
          </ul>
        ) : (
          problems.count === 0 && <p>{w.found.none}</p>
        )}
        <p className={styles.hint}>
          {formats.length > 0 && w.found.from(formats.map((format) => formatTitles[format]).join(" · "))}{" "}
          {found?.hasPlaces && w.found.places}
        </p>
      </section>
      {problems.count > 0 && (
        <ProblemList count={problems.count} first={problems.first} isFatal={found === undefined} />
      )}
      {undecoded.length > 0 && (
        <section className={`${styles.section} ${styles.tableChoices}`}>
          {undecoded.map((file) => (
            <EncodingChoice key={file} label={w.table.encodingOf(file)} onChoose={encode(file)} />
          ))}
        </section>
      )}
      {tables.length > 0 && (
        <section className={styles.section} aria-labelledby={`${id}-tables`}>
          <h3 id={`${id}-tables`}>{w.table.title}</h3>
          <p className={styles.hint}>{w.table.hint}</p>
          {tables.map((table) => (
            <TableForm key={table.file} table={table} onChange={change} onEncoding={encode(table.file)} />
          ))}
          {isStale && (
            <p className={styles.actions}>
              <button type="button" className={styles.primary} onClick={() => onRead(mappingsBut())}>
                {w.table.apply}
              </button>
              <span className={styles.hint} role="status">
                {w.table.stale}
              </span>
            </p>
          )}
        </section>
      )}
      {found && (
        <>
          <section className={styles.section}>
            <GraphNameField name={name} isMissing={needsName} onChange={setName} />
          </section>
          <OntologyEditor found={found} edits={edits} onChange={setEdits} isFolded />
        </>
      )}
      <footer className={styles.footer}>
        {found && (
          <button type="submit" className={styles.primary} aria-disabled={isStale}>
            {w.open}
          </button>
        )}
        <button type="button" className={styles.button} onClick={onBack}>
          {w.back}
        </button>
        {found && <span className={styles.hint}>{w.openHint}</span>}
      </footer>
    </form>
  );
}

const facetCount = (ontology: Ontology): number =>
  facetsOf(ontology).filter(({ builtIn }) => !builtIn).length;

/** What the files call the graph, or how the first of them is called. */
const firstName = (ontology: Ontology | undefined, files: readonly File[], usual: string): Text => {
  const name = nameOfFiles(files, usual);
  return ontology?.graph.name ?? { en: name, zh: name };
};
