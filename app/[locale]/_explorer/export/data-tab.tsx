"use client";

/** What the view shows, or the whole graph, as data: in which format, how much of it, and where programs get the same. */
import { useId, useMemo } from "react";
import { Choice } from "@/app/[locale]/_explorer/choice";
import type { Filtration } from "@/app/[locale]/_explorer/filtration";
import { CopyField } from "@/app/[locale]/_explorer/share/copy-field";
import shared from "@/app/[locale]/_explorer/share/share.module.css";
import { useShortQuery } from "@/app/[locale]/_explorer/share/short-query";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { fileNames } from "@/lib/export/export-file";
import { csvParts, type ExportFormat, exportFormats } from "@/lib/export/export-kind";
import { type Picked, pickedBy } from "@/lib/export/picked";
import type { Graph } from "@/lib/graph/graph";
import { isOwn } from "@/lib/graph/own-name";
import { exportWords } from "@/lib/i18n/export-words";
import { formatCount } from "@/lib/i18n/format";
import { partWords } from "@/lib/i18n/part-words";
import { emptyView, formatView, type View } from "@/lib/view/view";
import type { Chosen, DataChoices } from "./choices";
import { fetchFile, saveFile } from "./download";
import styles from "./export.module.css";
import { exportErrorText, isWithoutServer } from "./export-error";
import { ExportProgress } from "./export-progress";
import { useLargeCount } from "./large-count";
import { makeHere } from "./made-here";
import { useExport } from "./use-export";

export interface TabProps {
  graph: Graph;
  view: View;
  filtration: Filtration | undefined;
  chosen: Chosen;
  onChange(next: Partial<Chosen>): void;
}

export function DataTab({ graph, view, filtration, chosen: { data }, onChange }: TabProps) {
  const { locale, sections } = useAtlas();
  const w = exportWords[locale];
  const { format, part: wantedPart, isWhole, withContext } = data;
  const part = format === "csv" ? wantedPart : undefined;
  const change = (next: Partial<DataChoices>) => onChange({ data: { ...data, ...next } });
  const isOfBrowser = isOwn(graph.id);
  const wanted = useMemo(() => (isWhole ? wholeOf(view) : shownOf(view)), [view, isWhole]);
  const picked = usePicked(graph, wanted, filtration, withContext);
  const pinned = useShortQuery(formatView({ ...wanted, data: graph.version }));
  const query = useShortQuery(formatView(wanted));
  const { state, start, cancel } = useExport();
  const kind = { format, part };
  const only = withContext ? undefined : "members";
  const address = (of: string) => apiPath(of, { format, part, only, locale });
  const isAll =
    !graph.part && picked?.entities.length === graph.size && picked.relations.length === graph.relations.size;
  const { full: name } = fileNames(
    kind,
    { graph: graph.id, name: graph.ontology.graph.name, version: graph.version, isWhole: isAll },
    locale,
  );
  const download = () =>
    start(async (signal, tell) => {
      if (typeof pinned !== "string") throw new Error("The address is not there.");
      saveFile(await fetchFile(address(pinned), signal, (bytes) => tell({ bytes })), name);
      return name;
    });
  const make = () =>
    start(async (signal, tell) => {
      const asked = { view: wanted, withContext, locale };
      const from = { graph: graph.id, version: graph.version, sections };
      saveFile(await makeHere({ from, kind, asked }, signal, tell), name);
      return name;
    });
  const large = useLargeCount(graph, pinned, withContext);
  const isTooLarge = large?.count !== undefined && !large.fits;
  const isEmpty = large ? large.count?.entities === 0 : picked?.entities.length === 0;
  const isCounted = large ? large.fits : picked !== undefined;
  const isReady = !isEmpty && isCounted && (isOfBrowser || typeof pinned === "string");
  return (
    <>
      <div className={styles.body}>
        <Formats format={format} onChoose={(next) => change({ format: next })} />
        {format === "csv" && (
          <Choice
            label={w.datas.part}
            options={[
              ["both", w.datas.both] as const,
              ...csvParts.map((one) => [one, w.datas[one]] as const),
            ]}
            value={part ?? "both"}
            onChoose={(next) => change({ part: next === "both" ? undefined : next })}
          />
        )}
        <Choice
          label={w.datas.what}
          options={[
            ["view", w.datas.view],
            ["whole", w.datas.whole],
          ]}
          value={isWhole ? "whole" : "view"}
          onChoose={(next) => change({ isWhole: next === "whole" })}
        />
        <Context
          {...{ graph, filtration, wanted, withContext, onChange: change }}
          large={large?.count?.context}
        />
        {isOfBrowser ? (
          <p className={shared.hint}>{w.datas.here}</p>
        ) : query === null ? (
          <p className={shared.fault} role="alert">
            {w.error.tooLong}
          </p>
        ) : (
          query !== undefined && (
            <CopyField
              label={w.datas.api}
              text={location.origin + (isTooLarge ? `/api/v1/subgraph?${query}` : address(query))}
              hint={
                isTooLarge
                  ? partWords[locale].inPages
                  : wanted.data === undefined
                    ? w.datas.apiHint
                    : w.datas.apiPinned
              }
            />
          )
        )}
      </div>
      <div className={styles.bar}>
        <ExportProgress state={state} onCancel={cancel}>
          {state.is === "failed" &&
            !isOfBrowser &&
            isWithoutServer(state.error) &&
            format !== "bibtex" &&
            !large && (
              <>
                <p className={shared.hint}>{w.datas.lean}</p>
                <p>
                  <button type="button" className={shared.button} onClick={make}>
                    {w.datas.leanDownload}
                  </button>
                </p>
              </>
            )}
        </ExportProgress>
        <div className={styles.deed}>
          <p role="status">
            {isEmpty
              ? w.datas.nothing
              : large
                ? (large.text ?? (large.error ? exportErrorText(large.error, locale) : w.datas.counting))
                : picked === undefined
                  ? w.datas.counting
                  : w.datas.count(
                      formatCount(picked.entities.length, locale),
                      formatCount(picked.relations.length, locale),
                    )}
          </p>
          <button
            type="button"
            className={shared.primary}
            aria-disabled={!isReady || state.is === "working"}
            onClick={() => isReady && (isOfBrowser ? make() : download())}
          >
            {w.datas.download(w.formats[format].name)}
          </button>
        </div>
      </div>
    </>
  );
}

/** What of a view says what it shows, and where; what it points at and what is written on it go with no data. */
const shownOf = ({ selection: _, camera: __, ...view }: View): View => ({ ...view, also: [], notes: [] });

const wholeOf = ({ graph, data }: View): View => ({
  ...emptyView,
  graph,
  ...(data !== undefined && { data }),
});

/** Undefined as long as it cannot be said. */
function usePicked(
  graph: Graph,
  view: View,
  filtration: Filtration | undefined,
  withContext: boolean,
): Picked | undefined {
  const table = filtration?.table;
  return useMemo(() => {
    if (table) return pickedBy(graph, table, view, withContext);
    const isPlain = formatView({ ...view, graph: emptyView.graph, data: undefined }) === "";
    return isPlain ? pickedBy(graph, new Map(), view, withContext) : undefined;
  }, [graph, table, view, withContext]);
}

interface Asked {
  readonly format: ExportFormat;
  readonly part: string | undefined;
  readonly only: string | undefined;
  readonly locale: string;
}

/** The path of a file of the view that the parameters describe. */
function apiPath(query: string, asked: Asked): string {
  const own = Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `/api/v1/export?${[new URLSearchParams(own).toString(), query].filter(Boolean).join("&")}`;
}

interface FormatsProps {
  format: ExportFormat;
  onChoose(format: ExportFormat): void;
}

function Formats({ format, onChoose }: FormatsProps) {
  const { locale } = useAtlas();
  const w = exportWords[locale];
  const id = useId();
  return (
    <fieldset className={styles.formats}>
      <legend className="visually-hidden">{w.format}</legend>
      {formatOrder.map((one) => (
        <label key={one} className={styles.format}>
          <input
            type="radio"
            name={id}
            checked={one === format}
            aria-labelledby={`${id}-${one}-name`}
            aria-describedby={`${id}-${one}-hint`}
            onChange={() => onChoose(one)}
          />
          <span id={`${id}-${one}-name`} className={styles.formatName}>
            {w.formats[one].name}
          </span>
          <span id={`${id}-${one}-hint`} className={styles.formatHint}>
            {w.formats[one].hint}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** As the words have them: the most useful first. */
const formatOrder = (Object.keys(exportWords.en.formats) as ExportFormat[]).filter((format) =>
  exportFormats.includes(format),
);

interface ContextProps extends Pick<TabProps, "graph" | "filtration"> {
  wanted: View;
  withContext: boolean;
  /** How much stands back of a graph of which only a part is here. */
  large: number | undefined;
  onChange(next: Partial<DataChoices>): void;
}

/** Whether to take along what stands back, where anything does. */
function Context({ graph, filtration, wanted, withContext, large, onChange }: ContextProps) {
  const { locale } = useAtlas();
  const w = exportWords[locale].datas;
  const here = usePicked(graph, wanted, filtration, true)?.context ?? 0;
  const aside = graph.part ? (large ?? 0) : here;
  const id = useId();
  if (aside === 0) return null;
  return (
    <p className={styles.context}>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={withContext}
          aria-describedby={id}
          onChange={({ target }) => onChange({ withContext: target.checked })}
        />
        <span>{w.context}</span>
      </label>
      <span id={id} className={shared.hint}>
        {w.contextHint(formatCount(aside, locale))}
      </span>
    </p>
  );
}
