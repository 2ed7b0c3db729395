/**
 * What could not be had because the server, or its database, is away: one small question is asked with growing pauses, and
 * once that is answered, all that failed is asked for anew. So readers need not do anything, and a server that comes
 * back is not met by everything at once, again and again.
 */
import type { QueryClient } from "@tanstack/react-query";
import { mayPass } from "@/lib/api/source";
import { comesBack } from "./load-problem";

export interface Recovery {
  /** Has something that failed done again once there is an answer. @returns takes that back */
  whenBack(again: () => void): () => void;
  /** Watches the questions of the page. @returns ends that */
  follow(): () => void;
}

/** Milliseconds: until it is asked for the first time, doubled each time, and at most. */
const pauses = { first: 2000, most: 15_000 };

/** @param look asks whether there is an answer. @throws {ApiError} there is none */
export function recoveryOf(queries: QueryClient, look: () => Promise<unknown>): Recovery {
  const waiting = new Set<() => void>();
  let pause = pauses.first;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const lost = () =>
    queries.getQueryCache().findAll({
      type: "active",
      predicate: ({ state }) => state.status === "error" && comesBack(state.error),
    });
  const isNeeded = () => waiting.size > 0 || lost().length > 0;
  const plan = () => {
    if (timer !== undefined || !isNeeded()) return;
    // Trouble of long ago says nothing about this one.
    if (performance.now() - lookedAt > 2 * pauses.most) pause = pauses.first;
    // Pages that lost the same server at the same time do not come back to it all at once.
    timer = setTimeout(tryNow, pause * (0.75 + Math.random() / 2));
  };
  const tryNow = async () => {
    clearTimeout(timer);
    timer = undefined;
    // Nobody looks; whoever does again has it tried at once.
    if (document.visibilityState === "hidden" || !isNeeded()) return;
    pause = Math.min(pauses.most, pause * 2);
    lookedAt = performance.now();
    try {
      await look();
    } catch (error) {
      if (mayPass(error)) return plan();
    }
    const failed = new Set(lost());
    for (const again of [...waiting]) again();
    await queries.refetchQueries({ predicate: (query) => failed.has(query) });
    plan();
  };
  const tryAgain = () => {
    if (isNeeded()) void tryNow();
  };
  return {
    whenBack(again) {
      waiting.add(again);
      plan();
      return () => waiting.delete(again);
    },
    follow() {
      const unsubscribe = queries.getQueryCache().subscribe(({ query, type }) => {
        if (type === "updated" && query.state.status === "error") plan();
      });
      addEventListener("online", tryAgain);
      document.addEventListener("visibilitychange", tryAgain);
      return () => {
        unsubscribe();
        removeEventListener("online", tryAgain);
        document.removeEventListener("visibilitychange", tryAgain);
        clearTimeout(timer);
        timer = undefined;
      };
    },
  };
}

/** Whether a question that failed is asked once more at once: not where the server says when, or the answer would be the same. */
export const isWorthAnother = (count: number, error: Error): boolean =>
  count === 0 && (!("status" in error) || (mayPass(error) && error.retryAfter === undefined));
