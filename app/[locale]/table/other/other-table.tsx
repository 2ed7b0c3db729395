"use client";

/** The table of the graph that the page's head names, once that graph, or the first part of it, is here. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { type GraphStart, graphAtStart, nameOf } from "@/app/[locale]/_explorer/graph-start";
import { GraphGone } from "@/app/[locale]/_explorer/graphs/graph-gone";
import { awaitedSource, ownSource, tiledSource } from "@/app/[locale]/_explorer/later-source";
import { LoadFailed } from "@/app/[locale]/_explorer/load-failed";
import { graphQuery } from "@/app/[locale]/_explorer/queries";
import { useRenewed } from "@/app/[locale]/_explorer/use-renewed";
import { KindSymbols } from "@/app/[locale]/_pages/entity-link";
import { AtlasProvider, useAtlas } from "@/app/[locale]/_parts/atlas";
import { useWindowTitle } from "@/app/[locale]/_parts/window-title";
import own from "@/app/[locale]/table/table.module.css";
import { type FirstRows, Table } from "@/app/[locale]/table/table-app";
import { ApiError } from "@/lib/api/source";
import type { Locale } from "@/lib/graph/schema";
import type { Words } from "@/lib/i18n";
import { graphsWords } from "@/lib/i18n/graphs-words";
import { tableWords } from "@/lib/i18n/table-words";
import { emptyView } from "@/lib/view/view";
import { GraphPlaces } from "./graph-places";

interface OtherTableProps {
  locale: Locale;
  t: Words;
}

/** The server does not know the graph when it builds the page. */
export function OtherTable({ locale, t }: OtherTableProps) {
  const w = tableWords[locale];
  const [start, setStart] = useState<GraphStart>();
  useEffect(() => {
    const found = graphAtStart();
    if (found.graph === emptyView.graph) location.replace(`/${locale}/table`);
    else setStart(found);
  }, [locale]);
  const source = useMemo(() => {
    if (!start) return undefined;
    const { graph, version, tiles } = start;
    if (start.isLocal) return ownSource(graph, graph);
    // The server could not say what there is of it.
    if (version === undefined) return awaitedSource(graph);
    return tiles && tiledSource(start, version, tiles);
  }, [start]);
  if (!start)
    return (
      <>
        <h1>{w.title}</h1>
        <noscript>
          <p>{w.needsScript}</p>
        </noscript>
      </>
    );
  const { graph, version = "", sections } = start;
  const titles = Object.fromEntries(
    Object.entries(sections).map(([number, title]) => [number, title[locale]]),
  );
  return (
    <AtlasProvider
      late
      locale={locale}
      t={t}
      graph={graph}
      version={version}
      sections={titles}
      source={source}
    >
      <TableOfGraph />
    </AtlasProvider>
  );
}

/** Rows come with the data alone. */
const noRows: FirstRows = { heads: [], rows: [], counts: [] };

function TableOfGraph() {
  const { t, locale, graph: name, source } = useAtlas();
  const w = tableWords[locale];
  const { data: graph, error, refetch } = useQuery(graphQuery(source));
  const title = nameOf(name, graph)?.[locale];
  const ontology = graph?.ontology;
  const kinds = useMemo(
    () => Object.entries(ontology?.kinds ?? {}).map(([kind, { plural }]) => ({ kind, plural })),
    [ontology],
  );
  useWindowTitle(`${title ? w.titleOf(title) : w.title} · ${t.product}`);
  const isRenewed = useRenewed(graph !== undefined);
  const { renewed } = graphsWords[locale];
  const isGone = error instanceof ApiError && error.problem?.code === "unknown-graph";
  return (
    <>
      <GraphPlaces locale={locale} graph={name} title={title} />
      <h1>{title ? w.titleOf(title) : w.title}</h1>
      <div role="status">
        {isRenewed && (
          <div className={own.notice}>
            <p>
              <strong>{renewed.title}</strong> {renewed.text}
            </p>
            <button type="button" className={own.button} onClick={() => location.reload()}>
              {t.error.reload}
            </button>
          </div>
        )}
      </div>
      {ontology ? (
        <>
          <KindSymbols ontology={ontology} />
          <Table kinds={kinds} first={noRows} />
        </>
      ) : isGone ? (
        <div className={own.gone}>
          <GraphGone />
        </div>
      ) : error ? (
        <LoadFailed error={error} onRetry={() => void refetch()} />
      ) : (
        <p role="status">{t.loading}</p>
      )}
    </>
  );
}
