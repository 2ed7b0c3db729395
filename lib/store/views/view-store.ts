/**
 * The port to saved views. What they hold is checked before it comes here: the store keeps it as it is given, whole or
 * not at all, and gives it back the same.
 */
import type { View } from "@/lib/view/view-schema";

/** What whoever saves a view says of it. It is frozen if, and only if, `frozenFrom` is there. */
export interface ViewDraft {
  title: string;
  /** Plain text. */
  description?: string;
  author?: string;
  view: View;
  graph: string;
  /** Version of the data that it was saved on; of a frozen view, the hash of its snapshot. */
  dataVersion: string;
  /** Version of the data that the snapshot was taken from. */
  frozenFrom?: string;
}

export interface StoredView extends ViewDraft {
  /** Ten random characters of [0-9A-Za-z]. */
  id: string;
  createdAt: Date;
  changedAt: Date;
}

/** Tells one state of a saved view from every other. */
export interface ViewStamp {
  graph: string;
  changedAt: Date;
}

/** What a view is changed to: what is absent stays, null takes away. `frozenFrom: null` makes a frozen view live. */
export interface ViewChange {
  title?: string;
  description?: string | null;
  author?: string | null;
  view?: View;
  graph?: string;
  dataVersion?: string;
  frozenFrom?: string | null;
}

/** Just what a frozen view shows, kept once however many views show it. */
export interface Snapshot {
  /** 16 hexadecimal digits of a hash of what it holds. */
  hash: string;
  /** The JSON of a compiled graph, gzipped. */
  body: Uint8Array;
}

/**
 * All methods fail with ViewStoreUnavailableError where the database does not answer, and with ViewStoreFullError where
 * there is no room: those that read only where the embedded database has not even room to begin. What a promise has
 * told as saved survives the end of the process.
 */
export interface ViewStore {
  /** Saves a new view. The key, 22 characters of base64url, is kept by nobody else: the store knows its hash alone. */
  create(draft: ViewDraft, snapshot?: Snapshot): Promise<{ view: StoredView; editKey: string }>;
  /** @throws DamagedViewError */
  read(id: string): Promise<StoredView | undefined>;
  /** As much of what `read` gives as says whether it has been changed: asked for with every request, so it is cheap. */
  stamp(id: string): Promise<ViewStamp | undefined>;
  /**
   * What `read` gives, for whoever has its key.
   *
   * @throws UnknownViewError, WrongKeyError, DamagedViewError
   */
  open(id: string, editKey: string): Promise<StoredView>;
  /**
   * Changes a view; each change has a time of its own.
   *
   * @param basedOn `changedAt` of the view that the change was worked out from; without it, whatever the view is by now
   * @throws UnknownViewError, WrongKeyError, DamagedViewError, and ViewChangedError where it is another by now
   */
  change(
    id: string,
    editKey: string,
    change: ViewChange,
    snapshot?: Snapshot,
    basedOn?: Date,
  ): Promise<StoredView>;
  /** A snapshot that no other view shows goes with it. A damaged view can be removed as well.
   * @throws UnknownViewError, WrongKeyError */
  remove(id: string, editKey: string): Promise<void>;
  /** Body of the snapshot with this hash. */
  snapshot(hash: string): Promise<Uint8Array | undefined>;
  /** Does ahead what would keep the first one who saves waiting. */
  prepare(): Promise<void>;
  /** Resolves if the store can serve now. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

export class UnknownViewError extends Error {
  override readonly name = "UnknownViewError";
  constructor(readonly id: string) {
    super(`There is no saved view ${id}.`);
  }
}

export class WrongKeyError extends Error {
  override readonly name = "WrongKeyError";
  constructor(readonly id: string) {
    super(`This is not the edit key of the saved view ${id}.`);
  }
}

/** Somebody else has changed the view meanwhile; nothing was done. */
export class ViewChangedError extends Error {
  override readonly name = "ViewChangedError";
  constructor(readonly id: string) {
    super(`The saved view ${id} has been changed meanwhile.`);
  }
}

/** A row is there that cannot be read as a view. */
export class DamagedViewError extends Error {
  override readonly name = "DamagedViewError";
  constructor(
    readonly id: string,
    /** Where the row is wrong, and how. */
    readonly fault: string,
  ) {
    super(`The saved view ${id} is damaged: ${fault}`);
  }
}

/** There is no room left; what was saved before is safe and can be read. */
export class ViewStoreFullError extends Error {
  override readonly name = "ViewStoreFullError";
}

/** The database cannot be reached, is too slow, or belongs to another process; the message says what to do. */
export class ViewStoreUnavailableError extends Error {
  override readonly name = "ViewStoreUnavailableError";
}
