"use client";

/** Where one asks: in words, by a ready question, about two or more entities; and the answer to what is asked. */
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { Later } from "@/app/[locale]/_explorer/panels/later";
import { OncePartAnswered, PartAnswer } from "@/app/[locale]/_explorer/parts/part-answer";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon, KindMark } from "@/app/[locale]/_parts/marks";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { askWords } from "@/lib/i18n/ask-words";
import { formatCount } from "@/lib/i18n/format";
import { partWords } from "@/lib/i18n/part-words";
import type { Exploration } from "@/lib/view/explore";
import { selectedOf } from "@/lib/view/explore-steps";
import { questionText } from "@/lib/view/explore-text";
import type { Speech } from "@/lib/view/grouping";
import { usualPaths } from "@/lib/view/parse-parts";
import { ask, dropQuestion, namedIn, refine } from "@/lib/view/question-steps";
import { questionTitle } from "@/lib/view/question-title";
import type { Scene } from "@/lib/view/scene";
import { exploreLimits, formatView, type Question, type RelationKey, type View } from "@/lib/view/view";
import { CompareAnswer } from "./answer-compare";
import { FlowAnswer } from "./answer-flow";
import { PathsAnswer } from "./answer-paths";
import { TermsAnswer } from "./answer-terms";
import styles from "./ask.module.css";
import { AskBox } from "./ask-box";
import { passFocusOn } from "./ask-parts";
import { EntityField } from "./entity-field";
import { openView } from "./open-view";
import { ReadyQuestion, ReadyQuestions } from "./ready-questions";

interface AskPanelProps {
  graph: Graph;
  speech: Speech;
  view: View;
  scene: Scene;
  exploration: Exploration | undefined;
  theme: Theme;
  onStep(step: (view: View) => View): void;
  onChoose(id: EntityId): void;
  onRelation(relation: RelationKey): void;
  onSelectMany(ids: readonly EntityId[]): void;
  onPoint(id: EntityId | undefined): void;
}

const loadRanking = () => import("./ranking");
/** Ready questions that stand there before all are asked for. */
const firstQuestions = 5;

export function AskPanel(props: AskPanelProps) {
  const { locale } = useAtlas();
  const w = askWords[locale];
  const { view, onStep } = props;
  const { question } = view;
  const key = question && questionText(question);
  /** Whether the reader has put the answer aside to ask another question; of the next one, it is shown again. */
  const [isAside, setAside] = useState(false);
  const [before, setBefore] = useState(key);
  if (key !== before) {
    setBefore(key);
    setAside(false);
  }
  const isAnswer = question !== undefined && !isAside;
  const isDrawn = useAfterFrame(isAnswer);
  const heading = useRef<HTMLHeadingElement>(null);
  const wasAnswer = useRef(isAnswer);
  useLayoutEffect(() => {
    // What was pressed to get here is gone, and the focus with it.
    if (wasAnswer.current !== isAnswer && document.activeElement === document.body)
      heading.current?.focus({ preventScroll: true });
    wasAnswer.current = isAnswer;
  }, [isAnswer]);
  /** Asks from the list; what is asked already is shown as well. */
  const askNext = (step: (view: View) => View) => {
    setAside(false);
    onStep(step);
  };
  if (isAnswer)
    return (
      <article className={shared.filter} aria-label={w.answer}>
        <header className={shared.header}>
          <h2 ref={heading} tabIndex={-1} className={shared.title}>
            {questionTitle(question, props.graph, locale)}
          </h2>
        </header>
        <p className={shared.actions}>
          <button type="button" className={shared.button} onClick={() => setAside(true)}>
            <Icon name="list" size={16} />
            {w.another}
          </button>
          <button type="button" className={shared.button} onClick={() => onStep(dropQuestion)}>
            <Icon name="close" size={16} />
            {w.drop}
          </button>
        </p>
        <ReadyQuestion current={addressOf(view)} onlyAbout />
        {props.graph.part && <PartAnswer graph={props.graph} question={question} />}
        {isDrawn && (
          <OncePartAnswered
            graph={props.graph}
            question={question}
            onAsk={(next) => onStep((now) => refine(now, next))}
          >
            <Answer {...props} question={question} />
          </OncePartAnswered>
        )}
      </article>
    );
  return (
    <div className={shared.filter}>
      <header className={shared.header}>
        <h2 ref={heading} tabIndex={-1} className={shared.title}>
          {w.title}
        </h2>
        <p className={shared.muted}>{w.hint}</p>
        {question && (
          <p className={shared.actions}>
            <button type="button" className={shared.button} onClick={() => setAside(false)}>
              <Icon name="arrow" size={16} />
              {w.backToAnswer}
            </button>
          </p>
        )}
      </header>
      <AskBox {...props} onStep={askNext} />
      <Left {...props} />
      <ReadyQuestion current={addressOf(view)} />
      <ReadyQuestions
        first={firstQuestions}
        current={addressOf(view)}
        onOpen={(address) => openView(address, askNext)}
      />
      <Between {...props} onStep={askNext} />
      {props.graph.part ? (
        <p className={shared.muted}>
          {partWords[locale].noRanking(formatCount(props.graph.part.size, locale))}
        </p>
      ) : (
        <Later load={loadRanking}>
          {({ Ranking }) => <Ranking {...props} selected={selectedOf(view)} />}
        </Later>
      )}
    </div>
  );
}

/** Whether a frame has been drawn since something began: what takes long to render must not hold the picture up. */
function useAfterFrame(hasBegun: boolean): boolean {
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    if (!hasBegun) return setDrawn(false);
    let timer = 0;
    const frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => setDrawn(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [hasBegun]);
  return hasBegun && isDrawn;
}

/** A view as ready questions write it: what is pointed at, where one looks and what it looks like is no part of them. */
function addressOf({ selection: _, camera: __, also: ___, ...rest }: View): string {
  return formatView({ ...rest, also: [], style: {} });
}

function Answer({ question, ...props }: AskPanelProps & { question: Question }) {
  const { t, locale } = useAtlas();
  const { graph, exploration } = props;
  const missing = namedIn(question).filter((id) => graph.indexOf(id) < 0);
  const isComing = missing.some((id) => graph.part?.named.has(id) === false);
  if (missing.length > 0) return <p role="status">{isComing ? t.loading : askWords[locale].gone}</p>;
  const given = { ...props, shown: exploration?.shown ?? 0 };
  // Lists that have been opened belong to the entities asked about.
  const key = namedIn(question).join(" ");
  switch (question.as) {
    case "lineage":
    case "impact":
      return <FlowAnswer key={key} {...given} question={question} />;
    case "terms":
      return <TermsAnswer key={key} {...given} question={question} />;
    case "paths":
      return <PathsAnswer key={key} {...given} question={question} />;
    case "compare":
      return <CompareAnswer key={question.as} {...given} question={question} />;
  }
}

/** How many entities meet what has been asked, where that is not all of them. */
function Left({ graph, scene: { graph: drawn, hidden, context, explored } }: AskPanelProps) {
  const { locale } = useAtlas();
  let left = 0;
  hidden.forEach((isHidden, node) => {
    if (!isHidden && !context[node]) left += explored?.held?.[node] || 1;
  });
  const isPart = left < graph.size && drawn.size > 0;
  const text = isPart && askWords[locale].left(formatCount(left, locale));
  // What is spoken has to be there before it says anything.
  return (
    <>
      <p className="visually-hidden" role="status">
        {text}
      </p>
      {text && (
        <p className={styles.about} aria-hidden="true">
          {text}
        </p>
      )}
    </>
  );
}

/** Two entities, to be connected, or two to four, to be compared; what is selected stands there already. */
function Between({ graph, theme, view, onStep }: AskPanelProps) {
  const { locale } = useAtlas();
  const w = askWords[locale].between;
  const selected = selectedOf(view)
    .filter((id) => graph.indexOf(id) >= 0)
    .slice(0, exploreLimits.compared);
  const [given, setGiven] = useState<readonly EntityId[]>();
  const chosen = given ?? selected;
  const [first, second] = chosen;
  // What has been chosen need not be in the part of a map that is here.
  const nameOf = (id: EntityId) => graph.names[graph.indexOf(id)]?.[locale] ?? id;
  return (
    <section className={shared.section} aria-labelledby="ask-between">
      <h3 id="ask-between" className={shared.sectionTitle}>
        {w.title}
      </h3>
      <p className={shared.muted}>{w.hint}</p>
      {chosen.length > 0 && (
        <ul className={styles.chosen} aria-label={w.chosen}>
          {chosen.map((id) => (
            <li key={id}>
              <KindMark
                ontology={graph.ontology}
                kind={id.slice(0, id.indexOf("/"))}
                theme={theme}
                size={16}
              />
              {nameOf(id)}
              <button
                type="button"
                className={styles.remove}
                aria-label={w.remove(nameOf(id))}
                title={w.remove(nameOf(id))}
                onClick={(event) => {
                  passFocusOn(event);
                  setGiven(chosen.filter((other) => other !== id));
                }}
              >
                <Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen.length < exploreLimits.compared ? (
        <EntityField
          label={w.add}
          graph={graph}
          theme={theme}
          without={chosen}
          onChoose={(id) => setGiven([...chosen, id])}
        />
      ) : (
        <p className={shared.muted}>{w.full(formatCount(exploreLimits.compared, locale))}</p>
      )}
      <p className={shared.actions}>
        <button
          type="button"
          className={shared.button}
          disabled={chosen.length !== 2}
          onClick={() => onStep((now) => ask(now, { as: "paths", from: first, to: second, ...usualPaths }))}
        >
          {w.paths}
        </button>
        <button
          type="button"
          className={shared.button}
          disabled={chosen.length < 2}
          onClick={() => onStep((now) => ask(now, { as: "compare", of: [...chosen] }))}
        >
          {w.compare}
        </button>
      </p>
    </section>
  );
}
