"use client";

/** Lineage and blast radius: how far they reach, totals, and everything that they reach, hop by hop. */
import { useMemo } from "react";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { usePartAnswer } from "@/app/[locale]/_explorer/parts/part-answer";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { detailBudget } from "@/lib/canvas/detail";
import { datesOf, dateText } from "@/lib/graph/dates";
import { flowOf, type Reach, reachOf } from "@/lib/graph/flow";
import { clauseOf } from "@/lib/graph/ontology-readings";
import { askWords } from "@/lib/i18n/ask-words";
import { formatCount, formatDate } from "@/lib/i18n/format";
import type { Speech } from "@/lib/view/grouping";
import { refine } from "@/lib/view/question-steps";
import { exploreLimits, type Question } from "@/lib/view/view";
import { AnswerTotals } from "./answer-totals";
import styles from "./ask.module.css";
import { type AnswerProps, Dropdown, EntityButton, LongList, RelationButton } from "./ask-parts";

interface FlowProps extends AnswerProps<"lineage" | "impact"> {
  speech: Speech;
}

/** Members of one hop that stand there before all are asked for. */
const firstOfHop = 12;

export function FlowAnswer(props: FlowProps) {
  const { locale } = useAtlas();
  const w = askWords[locale];
  const { graph, question, shown, speech, onStep } = props;
  const { of, depth } = question;
  const isLineage = question.as === "lineage";
  const entity = graph.indexOf(of);
  const [up, down] = useMemo(() => {
    const flow = flowOf(graph, question.as);
    const asked = (way: "up" | "down") =>
      question.as === "lineage"
        ? question.direction === "both" || question.direction === way
        : way === "down";
    return (["up", "down"] as const).map((way) =>
      asked(way) ? reachOf(graph, flow, graph.indexOf(of), way, depth) : undefined,
    );
  }, [graph, question, of, depth]);
  const farthest = useMemo(() => {
    const flow = flowOf(graph, question.as);
    return Math.max(1, ...(["up", "down"] as const).map((way) => hopsOf(reachOf(graph, flow, entity, way))));
  }, [graph, question.as, entity]);
  const reached = useMemo(() => [...new Set([...(up?.order ?? []), ...(down?.order ?? [])])], [up, down]);
  const count = (n: number) => formatCount(n, locale);
  const whole = usePartAnswer(question);
  const isPartly = whole !== undefined && whole.total > whole.ids.length;
  /** How many there are each way and how far away, of which a part of a map holds the nearest. */
  const [above, below] = ([up, down] as const).map(
    (reach, i) =>
      reach && {
        count: whole?.reach?.[i === 0 ? "up" : "down"]?.count ?? reach.order.length,
        hops: whole?.reach?.[i === 0 ? "up" : "down"]?.hops.length ?? hopsOf(reach),
      },
  );
  const summary = isLineage
    ? [
        above &&
          (above.count > 0
            ? w.lineage.ancestors(count(above.count), count(above.hops))
            : w.lineage.noAncestors),
        below &&
          (below.count > 0
            ? w.lineage.descendants(count(below.count), count(below.hops))
            : w.lineage.noDescendants),
      ].flatMap((text) => text ?? [])
    : [below && below.count > 0 ? w.impact.summary(count(below.count), count(below.hops)) : w.impact.none];
  // Of a part of a map, which holds no more than was asked for, that is among them.
  const deepest = Math.max(Math.min(farthest, exploreLimits.depth) - 1, depth ?? 0);
  const depths = Array.from({ length: deepest }, (_, i) => i + 1);
  return (
    <>
      {summary.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {!isLineage && reached.length > 0 && <p className={shared.muted}>{w.impact.note}</p>}
      {shown <= reached.length && (
        <p className={shared.muted}>{w.filtered(count(shown), count(reached.length + 1))}</p>
      )}
      {shown > detailBudget.entities && !isPartly && (
        <p className={shared.muted}>{w.foremost(count(detailBudget.entities))}</p>
      )}
      <div className={styles.choices}>
        {question.as === "lineage" && (
          <Dropdown
            label={w.direction.label}
            value={question.direction}
            options={(["both", "up", "down"] as const).map((value) => ({ value, name: w.direction[value] }))}
            onChoose={(direction) => onStep((view) => refine(view, { ...question, direction }))}
          />
        )}
        {depths.length > 0 && (
          <Dropdown
            label={w.depth.label}
            value={depth ?? 0}
            options={[
              { value: 0, name: w.depth.all },
              ...depths.map((value) => ({ value, name: w.depth.of(count(value)) })),
            ]}
            onChoose={(next) => onStep((view) => refine(view, atDepth(question, next)))}
          />
        )}
      </div>
      {reached.length > 0 && (
        <AnswerTotals {...props} speech={speech} entities={reached} isPartly={isPartly} />
      )}
      {up && up.order.length > 0 && (
        <Hops {...props} reach={up} counts={whole?.reach?.up?.hops} title={w.lineage.upTitle} isUp />
      )}
      {down && down.order.length > 0 && (
        <Hops
          {...props}
          reach={down}
          counts={whole?.reach?.down?.hops}
          title={isLineage ? w.lineage.downTitle : undefined}
          isUp={false}
        />
      )}
    </>
  );
}

const hopsOf = ({ order, hops }: Reach): number => (order.length > 0 ? hops[order[order.length - 1]] - 1 : 0);

function atDepth(question: FlowProps["question"], depth: number): Question {
  const { depth: _, ...rest } = question;
  return depth > 0 ? { ...rest, depth } : rest;
}

interface HopsProps extends FlowProps {
  reach: Reach;
  /** How many there are at one hop, at two and so on, where not all are here. */
  counts: readonly number[] | undefined;
  title: string | undefined;
  isUp: boolean;
}

/** What is reached, by hops: each with its date and the relation that leads to it. */
function Hops({ reach, counts, title, isUp, ...props }: HopsProps) {
  const { locale } = useAtlas();
  const w = askWords[locale];
  const { graph, speech, onRelation } = props;
  const dates = datesOf(graph, speech.table);
  const byHop = new Map<number, number[]>();
  for (const entity of reach.order) {
    const hop = reach.hops[entity] - 1;
    byHop.set(hop, [...(byHop.get(hop) ?? []), entity]);
  }
  const { from, type } = graph.relations;
  return (
    <section className={styles.section}>
      {title && <h3 className={shared.sectionTitle}>{title}</h3>}
      {[...byHop].map(([hop, entities]) => (
        <section key={hop} className={styles.section}>
          <h4 className={styles.hop}>
            {w.hop(
              formatCount(hop, locale),
              formatCount(Math.max(counts?.[hop - 1] ?? 0, entities.length), locale),
            )}
          </h4>
          <LongList items={entities} first={firstOfHop}>
            {(entity) => {
              const relation = reach.via[entity];
              const before = from[relation] === entity ? graph.relations.to[relation] : from[relation];
              // Downstream it is told from what is reached, upstream from what comes of it.
              const subject = isUp ? before : entity;
              const isTurned = from[relation] !== subject;
              const clause = clauseOf(
                graph.ontology,
                graph.relationTypes[type[relation]],
                isTurned ? "in" : "out",
                locale,
              );
              const date = dateText(dates, entity);
              return (
                <li key={entity} className={styles.row}>
                  <EntityButton {...props} entity={entity}>
                    <span className={styles.date}>{date ? formatDate(date, locale) : w.undated}</span>
                  </EntityButton>
                  <RelationButton
                    graph={graph}
                    relation={relation}
                    isTurned={isTurned}
                    text={
                      isUp
                        ? w.sentence(graph.names[before][locale], clause, "…")
                        : w.sentence("", clause, graph.names[before][locale]).trim()
                    }
                    onRelation={onRelation}
                  />
                </li>
              );
            }}
          </LongList>
        </section>
      ))}
    </section>
  );
}
