"use client";

/** Questions asked by what is shown, for as long as it is. */
import { useEffect, useEffectEvent, useMemo, useSyncExternalStore } from "react";
import { type Answer, keyOf, type Question } from "./answers";
import { useAtlas } from "./atlas";

export interface Told<T> extends Answer<T> {
  /** Asks once more. */
  again(): void;
}

interface Options {
  /** Whether it is to be asked yet; what others have been told is there all the same. */
  wanted?: boolean;
}

export function useAnswers<T>(questions: readonly Question<T>[], { wanted = true }: Options = {}): Told<T>[] {
  const { answers } = useAtlas();
  // Keys are JSON, which has no line breaks.
  const keys = questions.map(keyOf).join("\n");
  const [follow, now] = useMemo(() => {
    const all = keys.split("\n");
    let last: readonly Answer<unknown>[] = [];
    const follow = (changed: () => void) => {
      const ends = all.map((key) => answers.follow(key, changed));
      return () => {
        for (const end of ends) end();
      };
    };
    const now = () => {
      const found = all.map(answers.of);
      if (found.length !== last.length || found.some((answer, i) => answer !== last[i])) last = found;
      return last;
    };
    return [follow, now] as const;
  }, [answers, keys]);
  const found = useSyncExternalStore(follow, now, now);
  const ask = useEffectEvent(() => {
    for (const question of questions) answers.ask(question);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other questions are asked anew
  useEffect(() => {
    if (wanted) ask();
  }, [wanted, answers, keys]);
  return questions.map((question, i) => ({
    ...(found[i] as Answer<T>),
    again: () => answers.ask(question, true),
  }));
}

export const useAnswer = <T>(question: Question<T>, options?: Options): Told<T> =>
  useAnswers([question], options)[0];
