"use client";

/** The explorer: asks for the graph and what the view's filter takes, and shows them, or why there is nothing to show. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { ApiError } from "@/lib/api/source";
import { queryInGraph } from "@/lib/view/graph-page";
import { emptyView } from "@/lib/view/view";
import styles from "./explorer.module.css";
import { needsKit } from "./exploring";
import { useFiltration } from "./filtration";
import { Frame } from "./frame";
import { IntroBefore } from "./intro";
import { isOfGoneVersion, passingCause } from "./load-problem";
import { loadOffline, useCutOff, useNewVersion } from "./new-version";
import { Later } from "./panels/later";
import { graphQuery } from "./queries";
import { focusMap } from "./sheet";
import { useRenewed } from "./use-renewed";
import { followAddress, forgetProblems, mend, take, useView } from "./view-store";
import { Workspace } from "./workspace";

/** When use without a network is prepared, in milliseconds after the map: what the first hand needs comes before. */
const offlineAfter = 3000;

const loadNotices = () => import("./notices");
const loadGone = () => import("./graphs/graph-gone");
const loadFit = () => import("@/lib/view/fit-view");
const noFit = () => undefined;

export function Explorer() {
  const { t, source } = useAtlas();
  const { data: graph, error, refetch, isFetching } = useQuery(graphQuery(source));
  const { view, read, problems, brokenLink } = useView();
  const [filterWanted, setFilterWanted] = useState(false);
  const filter = useFiltration(graph, view, filterWanted || needsKit(view));
  const wantFilter = useCallback(() => setFilterWanted(true), []);
  const { filtration } = filter;
  const table = filtration?.table;
  useEffect(followAddress, []);
  useEffect(() => {
    // What steps lead to fits; an address may say anything.
    if (!graph || !read || queryInGraph(view) === "") return;
    let isOld = false;
    loadFit().then(({ fitViewToGraph }) => {
      const fitted = fitViewToGraph(view, graph, table);
      // Without problems it differs where the address names entities by ids that they had before.
      if (!isOld && fitted.view !== view) mend(fitted.view, fitted.problems);
      // Without a network it is looked at with the next view.
    }, noFit);
    return () => {
      isOld = true;
    };
  }, [graph, table, read, view]);
  const isUnknown = error instanceof ApiError && error.problem?.code === "unknown-graph";
  const isGone = isOfGoneVersion(error);
  useEffect(() => {
    const { data, ...rest } = view;
    if (!isGone || !read || data === undefined) return;
    mend(rest, [{ code: "unknown-version", parameter: "version", value: data }]);
  }, [isGone, read, view]);
  useEffect(() => {
    // The page came from a server of another release than the data would: public/theme.js fetches it anew, once.
    if (isGone && read && view.data === undefined) dispatchEvent(new Event("outdatedpage"));
  }, [isGone, read, view.data]);
  // Someone who comes for a filtered view is not shown all of it first.
  const [started, setStarted] = useState<string>();
  const isReady = graph && read && (started === graph.version || filtration || !needsKit(view));
  const shownVersion = isReady ? graph.version : undefined;
  useEffect(() => {
    if (shownVersion === undefined || shownVersion === started) return;
    // Other data have a map of their own: whoever was on the one that is gone goes on there.
    if (started !== undefined && document.activeElement === document.body) focusMap();
    setStarted(shownVersion);
  }, [shownVersion, started]);
  const isRenewed = useRenewed(graph !== undefined && view.data === undefined);
  const newVersion = useNewVersion() || isRenewed;
  const isCutOff = useCutOff();
  const [putOff, setPutOff] = useState(false);
  useEffect(() => {
    if (started === undefined && !error) return;
    const rest = setTimeout(loadOffline, offlineAfter);
    return () => clearTimeout(rest);
  }, [started, error]);

  return (
    <main className={styles.explorer}>
      <a className={styles.skip} href="#search">
        {t.skipToSearch}
      </a>
      {isReady ? (
        <Workspace
          key={graph.id}
          graph={graph}
          view={view}
          filtration={filtration}
          filterError={filter.error}
          onRetryFilter={filter.retry}
          onWantFilter={wantFilter}
        />
      ) : (
        <>
          <Frame graph={undefined} />
          <IntroBefore className={styles.introNarrow} />
          {isUnknown ? (
            <Later load={loadGone}>{({ GraphGone }) => <GraphGone />}</Later>
          ) : error ? (
            <Failure
              text={isGone ? t.error.outdated : (passingCause(error, t) ?? t.error.graph)}
              busy={isFetching}
              retry={isGone ? t.error.reload : t.retry}
              onRetry={isGone ? () => location.reload() : () => void refetch()}
            >
              {view.graph !== emptyView.graph && (
                <Later load={loadGone}>{({ OtherGraph }) => <OtherGraph />}</Later>
              )}
            </Failure>
          ) : filter.error && graph ? (
            <Failure text={t.error.filter} retry={t.retry} onRetry={filter.retry}>
              <button
                type="button"
                className={styles.button}
                onClick={() => take(({ graph: name }) => ({ ...emptyView, graph: name }))}
              >
                {t.error.withoutFilter}
              </button>
            </Failure>
          ) : (
            <>
              <p className={styles.loading} role="status">
                {t.loading}
              </p>
              <p className={styles.scriptless}>{t.error.noScript}</p>
            </>
          )}
        </>
      )}
      <div role="status" className={styles.notices}>
        {(problems.length > 0 || brokenLink) && (
          <Later load={loadNotices}>
            {({ Notice }) => (
              <Notice problems={problems} brokenLink={brokenLink} onDismiss={forgetProblems} />
            )}
          </Later>
        )}
        {isCutOff && <Later load={loadNotices}>{({ CutOff }) => <CutOff />}</Later>}
        {newVersion && !putOff && (
          <Later load={loadNotices}>
            {({ NewVersion }) => <NewVersion ofGraph={isRenewed} onDismiss={() => setPutOff(true)} />}
          </Later>
        )}
      </div>
    </main>
  );
}

interface FailureProps {
  text: string;
  busy?: boolean;
  /** What the button says. */
  retry: string;
  onRetry(): void;
  children?: ReactNode;
}

function Failure({ text, busy = false, retry, onRetry, children }: FailureProps) {
  return (
    <div role="alert" className={styles.failure}>
      <p>{text}</p>
      <button type="button" className={styles.button} disabled={busy} onClick={onRetry}>
        {retry}
      </button>
      {children}
    </div>
  );
}
