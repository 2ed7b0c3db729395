"use client";

/** Who matters: entities ranked by a measure, over the whole atlas or what is shown, and the communities of the map. */
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { KeyChoice, Passing, Section } from "@/app/[locale]/_explorer/arrange/arrange-section";
import { Choice } from "@/app/[locale]/_explorer/choice";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { useAtlas, useTheme } from "@/app/[locale]/_parts/atlas";
import { type Centrality, type Measure, measures, type Ranked, rankingOf } from "@/lib/graph/centrality";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { formatCount, formatShare } from "@/lib/i18n/format";
import { rankingWords } from "@/lib/i18n/ranking-words";
import type { Exploration } from "@/lib/view/explore";
import type { Scene } from "@/lib/view/scene";
import styles from "./ranking.module.css";
import { Communities } from "./ranking-communities";
import { RankingList } from "./ranking-list";
import { type Field, type MeasureState, shownField, wholeField, workOutMeasure } from "./ranking-runner";

export interface RankingProps {
  /** The whole graph, in which nothing is closed. */
  graph: Graph;
  /** What the view shows. */
  scene: Scene;
  exploration: Exploration | undefined;
  selected: readonly EntityId[];
  onChoose(id: EntityId): void;
  onSelectMany(ids: readonly EntityId[]): void;
  /** The row that the reader is on, so that the map can name it; nothing once they have left. */
  onPoint(id: EntityId | undefined): void;
}

/** How many of the first can be selected together. */
const together = 10;

/** A ranking that can be shown, with what it is of. */
interface Found {
  readonly measure: Measure;
  readonly field: Field;
  readonly rows: readonly Ranked[];
  readonly sampled: number | undefined;
}

export function Ranking(props: RankingProps) {
  const { graph, scene, exploration } = props;
  const { locale } = useAtlas();
  const [theme] = useTheme();
  const w = rankingWords[locale];
  const [measure, setMeasure] = useState<Measure>("importance");
  const [over, setOver] = useState<"all" | "shown">("all");
  const [wanted, setWanted] = useState<string>();
  const whole = useMemo(() => wholeField(graph), [graph]);
  const shown = useMemo(() => shownField(graph, scene, exploration), [graph, scene, exploration]);
  const field = over === "all" ? whole : shown;
  const kinds = useMemo(() => kindsOf(graph, field), [graph, field]);
  const kind = wanted !== undefined && kinds.includes(wanted) ? wanted : undefined;
  const { centrality, done, error, isStopped, stop, goOn } = useMeasure(field, measure);
  const found = useMemo(
    () => centrality && foundOf(graph, field, measure, centrality, kind),
    [graph, field, measure, centrality, kind],
  );
  // The list before stays until the next one is there, so that nothing jumps.
  const before = useRef<Found>(undefined);
  useEffect(() => {
    if (found) before.current = found;
  }, [found]);
  const isWorking = !found && !isStopped;
  const list = found ?? (isWorking ? before.current : undefined);
  const foremost = (found?.rows ?? []).slice(0, together).map(({ node }) => graph.ids[field.entities[node]]);
  const name = w.measures[measure];
  const count = (n: number) => formatCount(n, locale);
  return (
    <div className={styles.ranking}>
      <Section title={w.title}>
        <MeasureChoice measure={measure} onChoose={setMeasure} />
        <Choice<"all" | "shown">
          label={w.over}
          options={[
            ["all", w.all(count(whole.network.size))],
            ["shown", w.shown(count(shown.network.size))],
          ]}
          value={over}
          onChoose={setOver}
        />
        {measure === "importance" && over === "shown" && <p className={shared.muted}>{w.importanceOfAll}</p>}
        <KeyChoice
          label={w.kind}
          usual={w.allKinds}
          options={kinds.map((key) => ({ key, name: graph.ontology.kinds[key].plural[locale] }))}
          value={kind}
          onChoose={setWanted}
        />
        <p className="visually-hidden" role="status">
          {isWorking && w.working(name)}
          {isStopped && !error && w.cancelled(name)}
          {found && w.ranked(name, count(found.rows.length))}
        </p>
        {isWorking && (
          <Passing className={styles.progress}>
            <progress aria-label={w.working(name)} value={done} max={1} />
            <span className={shared.count} aria-hidden="true">
              {formatShare(done, locale)}
            </span>
            <button type="button" className={shared.button} onClick={stop}>
              {w.cancel}
            </button>
          </Passing>
        )}
        {isStopped && (
          <Passing className={styles.stopped}>
            {error ? <p role="alert">{w.failed(name)}</p> : <p aria-hidden="true">{w.cancelled(name)}</p>}
            <button type="button" className={shared.button} onClick={goOn}>
              {error ? w.retry : w.compute}
            </button>
          </Passing>
        )}
        {/* In the place of the progress, so that a short one moves nothing. */}
        {found && foremost.length > 0 && (
          <Passing className={styles.actions}>
            <button type="button" className={shared.button} onClick={() => props.onSelectMany(foremost)}>
              {w.selectFirst(count(foremost.length))}
            </button>
          </Passing>
        )}
        {found?.sampled !== undefined && (
          <p className={styles.note}>{w.sampled(count(found.sampled), count(field.network.size))}</p>
        )}
        {list && <RankingList {...props} {...list} theme={theme} isOld={!found} />}
      </Section>
      <Communities {...props} theme={theme} />
    </div>
  );
}

function MeasureChoice({ measure, onChoose }: { measure: Measure; onChoose(measure: Measure): void }) {
  const { locale } = useAtlas();
  const w = rankingWords[locale];
  const name = useId();
  const meaning = useId();
  return (
    <>
      <fieldset className={shared.choice} aria-describedby={meaning}>
        <legend>{w.measure}</legend>
        {measures.map((one) => (
          <label key={one} className={shared.option}>
            <input type="radio" name={name} checked={one === measure} onChange={() => onChoose(one)} />
            <span>{w.measures[one]}</span>
          </label>
        ))}
      </fieldset>
      <p id={meaning} className={shared.muted}>
        {w.means[measure]}
      </p>
    </>
  );
}

interface Measuring extends MeasureState {
  readonly centrality: Centrality | undefined;
  /** The reader has called it off, or it has failed. */
  readonly isStopped: boolean;
  stop(): void;
  goOn(): void;
}

/** A measure of a field: what was found before at once, else worked out in the worker. */
function useMeasure(field: Field, measure: Measure): Measuring {
  const [state, setState] = useState<MeasureState>({ done: 0 });
  const [stopped, setStopped] = useState<{ field: Field; measure: Measure; error?: Error }>();
  const centrality = field.found.get(measure);
  const isFound = centrality !== undefined;
  const isStopped = !isFound && stopped?.field === field && stopped.measure === measure;
  useEffect(() => {
    if (isFound || isStopped || measure === "importance") return;
    setState({ done: 0 });
    return workOutMeasure(field, measure, (next) => {
      setState(next);
      if (next.error) setStopped({ field, measure, error: next.error });
    });
  }, [field, measure, isFound, isStopped]);
  return {
    centrality,
    done: state.done,
    error: isStopped ? stopped.error : undefined,
    isStopped,
    stop: () => setStopped({ field, measure }),
    goOn: () => setStopped(undefined),
  };
}

function kindsOf(graph: Graph, { entities }: Field): string[] {
  const occurring = new Set(Array.from(entities, (entity) => graph.kind[entity]));
  return graph.kinds.filter((_, kind) => occurring.has(kind));
}

function foundOf(
  graph: Graph,
  field: Field,
  measure: Measure,
  { scores, sampled }: Centrality,
  kind: string | undefined,
): Found {
  const asked = kind === undefined ? -1 : graph.kinds.indexOf(kind);
  const rows = rankingOf(scores, (node) => asked < 0 || graph.kind[field.entities[node]] === asked);
  return { measure, field, rows, sampled };
}
