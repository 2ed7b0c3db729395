/** Asking, each a pure step from one view to the next. A step that changes nothing returns the view it was given. */
import { emptyFilter } from "@/lib/graph/filter-value";
import type { EntityId } from "@/lib/graph/schema";
import { questionText } from "./explore-text";
import { atlasLayout, type Layout, type Question, type View } from "./view";

/** The entities that a question is about. */
export const namedIn = (question: Question): readonly EntityId[] =>
  question.as === "compare"
    ? question.of
    : question.as === "paths"
      ? [question.from, question.to]
      : [question.of];

/**
 * The answer to a question alone, laid out as suits it. It is asked of the whole graph: conditions and steps of before
 * would leave holes in it. How things look stays.
 */
export function ask(view: View, question: Question): View {
  if (isAsked(view, question)) return view;
  const { selection: _, camera: __, time: ___, ...rest } = view;
  return {
    ...rest,
    hiddenKinds: [],
    hiddenTypes: [],
    filter: emptyFilter,
    also: [],
    expansions: [],
    without: [],
    moved: [],
    layout: layoutFor(question),
    question,
  };
}

/** Another reading of the question that is asked, such as another direction; what else the reader has done stays. */
export function refine(view: View, question: Question): View {
  if (isAsked(view, question)) return view;
  const { camera: _, ...rest } = view;
  return { ...rest, question };
}

/** Nothing is asked any more, and everything goes back to its place unless the reader has chosen another layout. */
export function dropQuestion(view: View): View {
  const { question, ...rest } = view;
  if (!question) return view;
  const { camera: _, ...unseen } = rest;
  return isSuited(view.layout, question) ? { ...unseen, layout: atlasLayout } : rest;
}

const isAsked = ({ question }: View, other: Question): boolean =>
  question !== undefined && questionText(question) === questionText(other);

/** Whether a layout is the one that a question came with. */
export const isSuited = (layout: Layout, question: Question): boolean =>
  JSON.stringify(layout) === JSON.stringify(layoutFor(question));

/** Descent and ways in layers, what a change reaches in rings, what is compared by what it is tied to. */
export function layoutFor(question: Question): Layout {
  switch (question.as) {
    case "impact":
      return { as: "concentric", centre: question.of, closed: [] };
    case "compare":
      return { as: "force", closed: [] };
    default:
      return { as: "layered", closed: [] };
  }
}
