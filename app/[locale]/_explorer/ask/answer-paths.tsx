"use client";

/** Why two are connected: the best ways between them, each hop a sentence with what supports it. */
import { useQuery } from "@tanstack/react-query";
import { useLayoutEffect, useMemo, useRef } from "react";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { LoadFailed } from "@/app/[locale]/_explorer/load-failed";
import { Cited } from "@/app/[locale]/_explorer/panels/sources";
import { usePartAnswer } from "@/app/[locale]/_explorer/parts/part-answer";
import { pathsQuery } from "@/app/[locale]/_explorer/queries";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { bestPaths, type Path } from "@/lib/graph/paths";
import type { Source } from "@/lib/graph/schema";
import { askWords } from "@/lib/i18n/ask-words";
import { formatCount } from "@/lib/i18n/format";
import { refine } from "@/lib/view/question-steps";
import { exploreLimits, formatSelection, relationKey } from "@/lib/view/view";
import styles from "./ask.module.css";
import { type AnswerProps, Dropdown, EntityButton, RelationButton } from "./ask-parts";

export function PathsAnswer(props: AnswerProps<"paths">) {
  const { locale, source } = useAtlas();
  const w = askWords[locale];
  const { graph, question, onStep } = props;
  const { from, to, k, hops } = question;
  // Looking about on the map draws this anew, and ways take their time.
  const paths = useMemo(
    () => bestPaths(graph, graph.indexOf(from), graph.indexOf(to), { k, hops }),
    [graph, from, to, k, hops],
  );
  const { data, error, refetch } = useQuery({
    ...pathsQuery(source, { from, to, k, hops }),
    enabled: paths.length > 0,
  });
  const support = new Map<string, { note?: string | undefined; sources: readonly Source[] }>();
  for (const path of data?.paths ?? [])
    for (const hop of path.hops)
      support.set(formatSelection(hop), { note: hop.note?.[locale], sources: hop.sources });
  const count = (n: number) => formatCount(n, locale);
  const isCutShort = usePartAnswer(question)?.cutShort === true;
  const canGoFurther = paths.length === 0 && !isCutShort && hops < exploreLimits.hops && from !== to;
  const choices = useRef<HTMLDivElement>(null);
  const couldGoFurther = useRef(canGoFurther);
  useLayoutEffect(() => {
    // The button that found a way is gone, and the focus with it.
    if (couldGoFurther.current && !canGoFurther && document.activeElement === document.body)
      choices.current?.querySelector("select")?.focus({ preventScroll: true });
    couldGoFurther.current = canGoFurther;
  }, [canGoFurther]);
  const limits = Array.from({ length: exploreLimits.hops }, (_, i) => i + 1);
  return (
    <>
      <p>
        {from === to
          ? w.paths.same
          : paths.length > 0
            ? w.paths.found(count(paths.length))
            : w.paths[isCutShort ? "noneCutShort" : "none"](count(hops))}
      </p>
      {isCutShort && paths.length > 0 && <p className={shared.muted}>{w.paths.cutShort}</p>}
      {error && <LoadFailed error={error} onRetry={() => refetch()} />}
      <ol className={styles.paths}>
        {paths.map((path, i) => (
          <li key={path.nodes.join(" ")} className={styles.path}>
            <h3 className={styles.hop}>{w.paths.path(count(i + 1), count(path.relations.length))}</h3>
            <PathSteps {...props} path={path} support={support} isKnown={data !== undefined} />
            <button
              type="button"
              className={shared.more}
              onClick={() => props.onSelectMany(path.nodes.map((node) => graph.ids[node]))}
            >
              {w.paths.select}
            </button>
          </li>
        ))}
      </ol>
      <div ref={choices} className={styles.choices}>
        <Dropdown
          label={w.hops.label}
          value={hops}
          options={limits.map((value) => ({ value, name: w.hops.of(count(value)) }))}
          onChoose={(next) => onStep((view) => refine(view, { ...question, hops: next }))}
        />
        {canGoFurther && (
          <button
            type="button"
            className={shared.button}
            onClick={() => onStep((view) => refine(view, { ...question, hops: hops + 1 }))}
          >
            {w.paths.further}
          </button>
        )}
      </div>
    </>
  );
}

interface PathStepsProps extends AnswerProps<"paths"> {
  path: Path;
  support: ReadonlyMap<string, { note?: string | undefined; sources: readonly Source[] }>;
  /** Whether the sources are here. */
  isKnown: boolean;
}

function PathSteps({ path, support, isKnown, ...props }: PathStepsProps) {
  const { graph, onRelation } = props;
  return (
    <ol className={styles.steps}>
      <li>
        <EntityButton {...props} entity={path.nodes[0]} />
      </li>
      {path.relations.map((relation, i) => {
        const found = support.get(formatSelection(relationKey(graph, relation)));
        return (
          <li key={relation} className={styles.step}>
            <p className={styles.sentence}>
              <RelationButton
                graph={graph}
                relation={relation}
                isTurned={graph.relations.from[relation] !== path.nodes[i]}
                onRelation={onRelation}
              />{" "}
              {isKnown && (
                <Cited sources={(found?.sources ?? []).map((source, n) => ({ source, number: n + 1 }))} />
              )}
              {found?.note && <span className={shared.muted}> {found.note}</span>}
            </p>
            <EntityButton {...props} entity={path.nodes[i + 1]} />
          </li>
        );
      })}
    </ol>
  );
}
