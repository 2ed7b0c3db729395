/**
 * What the app and the server that it runs in (lib/cli/serve.mjs) have of each other. They are one process, but the app
 * is bundled apart and loads its modules by need, so they meet in one global object. The server makes it before the app
 * is loaded; while developing there is none, and all of this is left out.
 */

/** As much of a request as says which page is wanted. */
export type Asked = Pick<Request, "url" | "headers">;

export interface MadePage {
  /** Names all that the page is made of: another state of anything gives another key. */
  readonly key: string;
  /** One with another status than 200 is not to be kept. */
  make(): Promise<{ readonly status: number; readonly html: string }>;
}

export interface Host {
  /**
   * "starting": it answers, but slowly, since nothing has been asked for yet; "stopping": it answers still, but nobody
   * should send it anything more.
   */
  state: "starting" | "serving" | "stopping";
  /** Done once all requests have been answered. */
  readonly atClose: (() => Promise<void>)[];
  /** Done ahead while nobody waits for it, once the server serves. Absent until the app has been asked for something. */
  prepare?: () => Promise<void>;
  /** How long a store took for an answer, in milliseconds, and whether it could not give one. */
  stored(store: string, method: string, ms: number, isFault: boolean): void;
  /** A fault of ours, or of what we stand on, for the log. */
  failed(error: unknown): void;
  /** Finds the page of a saved view by its address, /v/<id> or /embed/v/<id>. Absent until the first one is asked for. */
  savedPage?: (asked: Asked) => Promise<MadePage>;
}

export const host = (): Host | undefined =>
  (globalThis as typeof globalThis & { atlasHost?: Host }).atlasHost;
