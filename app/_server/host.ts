/**
 * What the app and the server that it runs in (lib/cli/serve.mjs) have of each other. They are one process, but the app
 * is bundled apart and loads its modules by need, so they meet in one global object. The server makes it before the app
 * is loaded; while developing there is none, and all of this is left out.
 */

/** As much of a request as says which page is wanted. */
export type Asked = Pick<Request, "url" | "headers">;

/** A page that can be kept as long as nothing that it is made of changes. */
export interface MadePage {
  /** Names all that it is made of: another state of anything gives another key. */
  readonly key: string;
  make(): Promise<string>;
}

export interface Host {
  /** Finds the page of a saved view; nothing where the app has to say what is in the way. Absent until the first one is asked for. */
  savedPage?: (asked: Asked) => Promise<MadePage | undefined>;
}

export const host = (): Host | undefined =>
  (globalThis as typeof globalThis & { atlasHost?: Host }).atlasHost;
