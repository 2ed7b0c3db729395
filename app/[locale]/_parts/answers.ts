/** What has been asked and answered on a page: each question once, and whoever asks the same is told the same. */

export interface Question<T> {
  /** Tells it from all others. */
  readonly key: readonly unknown[];
  ask(signal: AbortSignal): Promise<T>;
  /** It is asked again by whoever comes anew, who sees the answer before until then. */
  readonly changes?: true;
  /** Where it fails, that is told at once; others are asked a second time. */
  readonly once?: true;
  /** How long the answer is kept once nobody looks at it, in milliseconds. */
  readonly kept?: number;
}

export interface Answer<T> {
  readonly data: T | undefined;
  readonly error: Error | undefined;
  /** Whether it is on its way. */
  readonly busy: boolean;
}

interface Entry {
  answer: Answer<unknown>;
  readonly followers: Set<() => void>;
  /** Of what is on its way. */
  asking?: AbortController | undefined;
  kept: number;
  end?: ReturnType<typeof setTimeout> | undefined;
}

const nothing: Answer<never> = { data: undefined, error: undefined, busy: false };
const keptUsually = 5 * 60_000;
const beforeSecondTry = 1000;

export const keyOf = ({ key }: Pick<Question<unknown>, "key">): string => JSON.stringify(key);

export class Answers {
  readonly #entries = new Map<string, Entry>();

  /** The same object until something has changed. @param key see `keyOf` */
  of = (key: string): Answer<unknown> => this.#entries.get(key)?.answer ?? nothing;

  /** Asks, unless the answer is there or on its way. @param again although it is there, as after a failure */
  ask(question: Question<unknown>, again = question.changes === true): void {
    const entry = this.#entry(keyOf(question));
    if (entry.answer.busy || (entry.answer.data !== undefined && !again)) return;
    entry.kept = question.kept ?? keptUsually;
    const asking = new AbortController();
    entry.asking = asking;
    // What failed is forgotten as long as it may still succeed.
    tell(entry, { ...entry.answer, error: undefined, busy: true });
    const attempt = (isLast: boolean) => {
      question.ask(asking.signal).then(
        (data) => {
          if (entry.asking === asking) tell(entry, { data, error: undefined, busy: false });
        },
        (error: Error) => {
          if (entry.asking !== asking) return;
          if (isLast) tell(entry, { ...entry.answer, error, busy: false });
          else setTimeout(() => entry.asking === asking && attempt(true), beforeSecondTry);
        },
      );
    };
    attempt(question.once === true);
  }

  /** Puts another answer in place of the one that is there. */
  put<T>(question: Question<T>, change: (now: T | undefined) => T | undefined): void {
    const entry = this.#entry(keyOf(question));
    const data = change(entry.answer.data as T | undefined);
    if (data === entry.answer.data) return;
    entry.asking?.abort();
    entry.asking = undefined;
    tell(entry, { data, error: undefined, busy: false });
  }

  /** Tells of every change until it is called off; what nobody follows any more is not asked to the end. */
  follow(key: string, changed: () => void): () => void {
    const entry = this.#entry(key);
    clearTimeout(entry.end);
    entry.followers.add(changed);
    return () => {
      entry.followers.delete(changed);
      if (entry.followers.size > 0) return;
      if (entry.answer.busy) {
        entry.asking?.abort();
        entry.asking = undefined;
        entry.answer = { ...entry.answer, busy: false };
      }
      entry.end = setTimeout(() => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      }, entry.kept);
    };
  }

  #entry(key: string): Entry {
    const known = this.#entries.get(key);
    if (known) return known;
    const entry: Entry = { answer: nothing, followers: new Set(), kept: keptUsually };
    this.#entries.set(key, entry);
    return entry;
  }
}

function tell(entry: Entry, answer: Answer<unknown>): void {
  entry.answer = answer;
  for (const changed of entry.followers) changed();
}
