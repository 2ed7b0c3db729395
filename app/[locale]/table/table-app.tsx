"use client";

/** The table at work: its tools above, what filters it and its columns beside, what is done with marked rows below. */
import { useCallback, useMemo, useRef, useState } from "react";
import { canvasHref } from "@/app/[locale]/_pages/canvas";
import { AtlasProvider, useAtlas } from "@/app/[locale]/_parts/atlas";
import { filterLimits } from "@/lib/graph/filter-value";
import type { Locale, Text } from "@/lib/graph/schema";
import type { Words } from "@/lib/i18n";
import { formatCount } from "@/lib/i18n/format";
import { tableWords } from "@/lib/i18n/table-words";
import { columnsOf } from "@/lib/table/columns";
import { turnSort } from "@/lib/table/rows";
import { type Head, headOf, type ShownRow, shownRow } from "@/lib/table/shown";
import {
  firstTableView,
  marksOf,
  onlyOnMap,
  setKind,
  setMarks,
  takeStep,
  viewOnMap,
} from "@/lib/table/table-view";
import { columnLabel } from "@/lib/table/values";
import { setList } from "@/lib/view/filter-steps";
import { exploreLimits, type View } from "@/lib/view/view";
import { ColumnPanel } from "./column-panel";
import { KindChooser } from "./kind-chooser";
import { MarkedBar } from "./marked-bar";
import { SidePanel } from "./side-panel";
import styles from "./table.module.css";
import { FilterSide, NoRows, useFilterParts } from "./table-filter";
import { TableGrid } from "./table-grid";
import { useKeptScroll, useLanguageLink, useSideEdges } from "./table-page";
import { CountLine, LoadProblem } from "./table-state";
import { TableTools } from "./table-tools";
import { useTableData } from "./use-table-data";
import { useFitting, useTableView } from "./use-table-view";

/** What the server writes into the page. */
export interface FirstRows {
  readonly heads: readonly Head[];
  readonly rows: readonly ShownRow[];
  /** By kind, how many entities there are. */
  readonly counts: readonly number[];
}

export interface TableProps {
  graph: string;
  version: string;
  sections: Readonly<Record<string, string>>;
  kinds: readonly { readonly kind: string; readonly plural: Text }[];
  first: FirstRows;
}

/** In one language: table-zh.tsx and table-en.tsx bring its words, so that nobody loads those of the other. */
export function TableApp({ kinds, first, ...atlas }: TableProps & { locale: Locale; t: Words }) {
  return (
    <AtlasProvider late {...atlas}>
      <Table kinds={kinds} first={first} />
    </AtlasProvider>
  );
}

/** No more can be selected on the map. */
const marksLimit = exploreLimits.also + 1;
const noMarks: ReadonlySet<string> = new Set();

/** Within an AtlasProvider. */
export function Table({ kinds, first }: Pick<TableProps, "kinds" | "first">) {
  const { locale, graph: graphName } = useAtlas();
  const w = tableWords[locale];
  const names = useMemo(() => kinds.map(({ kind }) => kind), [kinds]);
  const { table, problems, read, arrivals, step, pass, mend, forgetProblems } = useTableView(
    names,
    graphName,
    locale,
  );
  const { data: whole, error, retry } = useTableData(table);
  const data = read ? whole : undefined;
  const live = data !== undefined;
  const [panel, setPanel] = useState<"filter" | "columns">();
  const region = useRef<HTMLDivElement>(null);

  const columns = data?.columns;
  const speech = data?.speech;
  const rows = data?.rows;
  const ids = speech?.graph.ids;
  const heads = useMemo(
    () => (columns && speech ? columns.map((column) => headOf(column, speech)) : first.heads),
    [columns, speech, first],
  );
  const rowAt = useMemo(() => {
    if (!columns || !speech || !rows) return (index: number) => first.rows[index];
    const made = new Map<number, ShownRow>();
    return (index: number) => {
      const row = made.get(index) ?? shownRow(columns, rows[index], speech);
      made.set(index, row);
      return row;
    };
  }, [columns, speech, rows, first]);
  /** Names the rows: others are not the same in another place, and nothing of them is said to have moved. */
  const edition = useMemo(() => {
    const isFirst = first.rows.length > 0 && first.rows.every(({ id }, i) => ids?.[rows?.[i] ?? -1] === id);
    if (!rows || !ids || isFirst) return "first";
    const { columns: _, ...asked } = { ...table, view: { ...table.view, selection: undefined, also: [] } };
    return JSON.stringify(asked);
  }, [rows, ids, first, table]);
  const chosen = marksOf(table);
  const marked = chosen.join();
  const marks = useMemo(() => (marked === "" ? noMarks : new Set(marked.split(","))), [marked]);
  const elsewhere = data?.elsewhere;

  useKeptScroll(region, data?.of, arrivals);
  useSideEdges(region, data?.columns);
  useLanguageLink();
  const parts = useFilterParts(
    live && (panel === "filter" || data.filter.isActive || rows?.length === 0 || problems.length > 0),
  );
  useFitting(read, table, data?.filter, mend);

  const filterBy = useCallback(
    (change: (view: View) => View) => step((now) => takeStep(now, names, change)),
    [step, names],
  );
  const sortBy = useCallback(
    ({ key, type }: Head, adds: boolean) => {
      const first = type === "number" || type === "date" ? "falling" : "rising";
      step((now) => ({ ...now, sort: turnSort(now.sort, key, { first, adds }) }));
    },
    [step],
  );
  const mark = useCallback(
    (id: string) =>
      pass((now) => {
        const before = marksOf(now);
        if (before.includes(id))
          return setMarks(
            now,
            before.filter((other) => other !== id),
          );
        return before.length < marksLimit ? setMarks(now, [...before, id]) : now;
      }),
    [pass],
  );
  const toggle = (which: "filter" | "columns") => setPanel(panel === which ? undefined : which);
  const closePanel = () => {
    setPanel(undefined);
    document.getElementById(`table-${panel}`)?.focus();
  };

  const kindName =
    table.kind === undefined
      ? w.allKinds
      : (kinds.find(({ kind }) => kind === table.kind)?.plural[locale] ?? "");
  const here = rows?.length ?? first.rows.length;
  const count = elsewhere?.total ?? rows?.length ?? first.counts[names.indexOf(table.kind ?? "")] ?? 0;
  const all = data?.all ?? count;
  const known = data !== undefined || first.rows.length > 0;
  const isSorted = !elsewhere || elsewhere.sortable;
  const onMap = viewOnMap(table, names);
  const isListed = table.find.trim() !== "" && rows && rows.length > 0 && rows.length <= filterLimits.list;
  const mapHref = canvasHref(
    locale,
    isListed
      ? setList(
          onMap,
          rows.map((entity) => ids?.[entity] ?? ""),
        )
      : onMap,
  );
  const conditions = data
    ? data.filter.filtered.conditions.filter(
        ({ about }) => table.kind === undefined || about.type !== "kinds",
      ).length
    : 0;
  return (
    <div className={styles.app}>
      <KindChooser
        kinds={kinds}
        counts={data?.counts ?? first.counts}
        chosen={table.kind}
        locale={locale}
        live={live}
        onChoose={(kind) => {
          const ontology = data?.filter.graph.ontology;
          if (ontology)
            step((now) =>
              setKind(
                now,
                kind,
                columnsOf(ontology, kind).map(({ key }) => key),
              ),
            );
        }}
      />
      <TableTools
        find={table.find}
        onFind={(find) => pass((now) => ({ ...now, find }))}
        panel={panel}
        onPanel={toggle}
        conditions={conditions}
        mapHref={mapHref}
        live={live}
        total={count}
        file={async () =>
          data &&
          rows && {
            columns: data.columns,
            ...(elsewhere ? await elsewhere.whole() : { rows, speech: data.speech }),
            name: `${graphName}-${table.kind ?? "all"}`,
          }
        }
      />
      <div className={styles.state}>
        {(known || !error) && (
          <CountLine
            table={table}
            data={data}
            kindName={kindName}
            count={known ? count : undefined}
            all={all}
          />
        )}
        {parts && data && (
          <div className={styles.chips}>
            <parts.FilterChips
              filtration={data.filter}
              more={[]}
              withoutKinds={table.kind !== undefined}
              onFilter={filterBy}
            />
          </div>
        )}
      </div>
      {error && (!live || elsewhere) && (
        <LoadProblem
          error={error}
          onRetry={retry}
          onClear={() => step(() => firstTableView(names, graphName))}
        />
      )}
      <noscript>
        <p className={styles.notice}>
          {w.firstRows(formatCount(first.rows.length, locale), formatCount(count, locale))} {w.scriptless}{" "}
          <a href="/api/v1/export?format=csv">{w.scriptlessLink}</a>
        </p>
      </noscript>
      <div role="status">
        {parts && problems.length > 0 && (
          <parts.AddressProblems problems={problems} onDismiss={forgetProblems} />
        )}
      </div>
      <div className={styles.body}>
        {panel && data && (
          <SidePanel
            key={panel}
            label={panel === "filter" ? w.filter : w.columnPanel.title}
            onClose={closePanel}
          >
            {panel === "filter" ? (
              <FilterSide parts={parts} filter={data.filter} kind={table.kind} onFilter={filterBy} />
            ) : (
              <ColumnPanel
                offered={data.offered}
                columns={data.columns}
                labelOf={(column) => columnLabel(column, data.speech)}
                locale={locale}
                isChanged={table.columns !== undefined}
                onChoose={(keys) => step(({ columns: _, ...now }) => ({ ...now, columns: keys }))}
              />
            )}
          </SidePanel>
        )}
        <div className={styles.frame}>
          <div className={styles.scroller}>
            {/* A scrolling area must be reachable by keyboard, whatever it holds. */}
            <section ref={region} className={styles.region} aria-label={w.scroller} tabIndex={0}>
              <TableGrid
                region={region}
                heads={heads}
                count={here}
                total={count}
                of={data?.of}
                edition={edition}
                rowAt={rowAt}
                marks={marks}
                sort={table.sort}
                locale={locale}
                graph={graphName}
                caption={w.caption(kindName)}
                live={live}
                sortable={isSorted}
                onEnd={elsewhere?.more}
                onSort={sortBy}
                onMark={mark}
              />
              {data && count === 0 && (
                <NoRows
                  parts={parts}
                  filter={data.filter}
                  find={table.find}
                  // The panel says so itself.
                  isTold={panel === "filter"}
                  onFilter={filterBy}
                  onClearFind={() => pass((now) => ({ ...now, find: "" }))}
                />
              )}
            </section>
          </div>
          <MarkedBar
            count={marks.size}
            limit={marksLimit}
            selectHref={canvasHref(locale, onMap)}
            onlyHref={canvasHref(locale, onlyOnMap(chosen, graphName))}
            locale={locale}
            onClear={() => {
              pass((now) => setMarks(now, []));
              region.current?.focus({ preventScroll: true });
            }}
          />
        </div>
      </div>
    </div>
  );
}
