/**
 * Questions that are asked several at a time, once there are many: while some are on their way, others gather and go
 * together, so that many readers cost little more than one. Who is alone does not wait for company.
 */
export class Batches<Question, Answer> {
  private waiting: Waiting<Question, Answer>[] = [];
  private busy = 0;

  constructor(private readonly how: BatchesAsked<Question, Answer>) {}

  /** @param since when whoever asks has begun to wait, by any clock that all go by: who has waited longest is first */
  answer(question: Question, since = Number.POSITIVE_INFINITY): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const before = this.waiting.findLastIndex((other) => other.since <= since);
      this.waiting.splice(before + 1, 0, { question, since, resolve, reject });
      if (this.busy < this.how.atOnce) void this.send();
    });
  }

  private async send(): Promise<void> {
    this.busy++;
    while (this.waiting.length > 0) await this.settle(this.taken());
    this.busy--;
  }

  /** Who is first, and those behind that can go along. */
  private taken(): Waiting<Question, Answer>[] {
    const { most, formOf } = this.how;
    const form = formOf(this.waiting[0].question);
    const batch: Waiting<Question, Answer>[] = [];
    this.waiting = this.waiting.filter((one) => {
      if (batch.length === most || formOf(one.question) !== form) return true;
      batch.push(one);
      return false;
    });
    return batch;
  }

  private async settle(batch: readonly Waiting<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.how.ask(batch.map(({ question }) => question));
      batch.forEach(({ resolve }, i) => {
        resolve(answers[i]);
      });
    } catch (error) {
      if (batch.length > 1 && this.how.isOnesFault(error))
        await Promise.all(batch.map((one) => this.settle([one])));
      else for (const { reject } of batch) reject(error);
    }
  }
}

export interface BatchesAsked<Question, Answer> {
  /** Answers questions of one form, in their order. */
  ask(questions: readonly Question[]): Promise<readonly Answer[]>;
  /** Questions of the same form can go together. */
  formOf(question: Question): unknown;
  /** How many go together, at most. */
  readonly most: number;
  /** How many batches are on their way, at most. */
  readonly atOnce: number;
  /** Whether a failure may be that of one among several, which are then asked one by one. */
  isOnesFault(error: unknown): boolean;
}

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly since: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}
