/** Saving, changing and reading views: what stands between the routes and the store. */
import { ProblemError } from "@/lib/api/problem";
import {
  type CreatedView,
  changesInAnswer,
  newViewBody,
  readBody,
  type SavedView,
  type ViewChange,
  type ViewChanges,
  viewChangeBody,
} from "@/lib/api/views-contract";
import type { CompiledGraph } from "@/lib/graph/compiled";
import type { EntityId } from "@/lib/graph/schema";
import { contentHash, packSnapshot } from "@/lib/store/snapshots";
import { type EntityBrief, TooLargeError } from "@/lib/store/store";
import {
  type Snapshot,
  type StoredView,
  UnknownViewError,
  ViewChangedError,
  type ViewStore,
} from "@/lib/store/views/view-store";
import { EmptyPictureError, snapshotOf } from "@/lib/view/snapshot";
import { changesBetween } from "@/lib/view/snapshot-changes";
import { formatView, type View } from "@/lib/view/view";
import { viewIdPattern } from "@/lib/view/view-limits";
import { cutOutOf } from "./cut-out";
import { compiledGraph, currentVersion, graphStore, type LargeGraph, largeGraph } from "./graph-store";
import { viewStore } from "./view-store";

/** @param body JSON @throws {ProblemError} and what the stores throw */
export async function saveView(body: string): Promise<CreatedView> {
  const { title, description, author, frozen, view } = readBody(body, newViewBody);
  const { snapshot, ...shown } = await onData(view, frozen);
  const draft = {
    title,
    ...(description && { description }),
    ...(author && { author }),
    ...shown,
  };
  const created = await (await viewStore()).create(draft, snapshot);
  return { ...savedView(created.view), editKey: created.editKey };
}

/** @throws {UnknownViewError | DamagedViewError | ViewStoreUnavailableError} */
export async function readView(id: string): Promise<SavedView> {
  return savedView(await storedView(id));
}

/** How often a change is worked out anew because others have changed the view meanwhile. */
const attempts = 4;

/** @param body JSON @throws {ProblemError} and what the stores throw */
export async function changeView(id: string, editKey: string, body: string): Promise<SavedView> {
  if (!viewIdPattern.test(id)) throw new UnknownViewError(id.slice(0, 20));
  const change = readBody(body, viewChangeBody);
  const store = await viewStore();
  for (let attempt = 1; attempt <= attempts; attempt++) {
    // Working out a snapshot takes long: nobody has it done who may not change the view.
    const before = await store.open(id, editKey);
    try {
      return savedView(await changedTo(store, before, editKey, change));
    } catch (error) {
      if (!(error instanceof ViewChangedError)) throw error;
    }
  }
  throw new ProblemError("unavailable", "Others are changing this view at the same time.", { retryAfter: 1 });
}

/** @throws {ViewChangedError} what the change goes by is another by now; and what the stores throw */
async function changedTo(
  store: ViewStore,
  before: StoredView,
  editKey: string,
  change: ViewChange,
): Promise<StoredView> {
  const { title, description, author, view, frozen } = change;
  const { snapshot, ...shown } = await reshown(before, change);
  const goesByBefore = view !== undefined || frozen !== undefined;
  return store.change(
    before.id,
    editKey,
    {
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description: description || null }),
      ...(author !== undefined && { author: author || null }),
      ...shown,
    },
    snapshot,
    goesByBefore ? before.changedAt : undefined,
  );
}

/** @throws {UnknownViewError | WrongKeyError | ViewStoreUnavailableError} */
export async function removeView(id: string, editKey: string): Promise<void> {
  if (!viewIdPattern.test(id)) throw new UnknownViewError(id.slice(0, 20));
  await (await viewStore()).remove(id, editKey);
}

async function storedView(id: string): Promise<StoredView> {
  const stored = viewIdPattern.test(id) ? await (await viewStore()).read(id) : undefined;
  if (!stored) throw new UnknownViewError(id.slice(0, 20));
  return stored;
}

function savedView({ createdAt, changedAt, ...stored }: StoredView): SavedView {
  return {
    ...stored,
    frozen: stored.frozenFrom !== undefined,
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
  };
}

/** What of a saved view depends on the data. */
interface OnData {
  readonly view: View;
  readonly graph: string;
  readonly dataVersion: string;
  readonly frozenFrom?: string;
  readonly snapshot?: Snapshot;
}

/** A view that follows the data names no version of them, one that is frozen that of its snapshot. */
async function onData(given: View, frozen: boolean): Promise<OnData> {
  const { data, ...view } = given;
  const { graph } = view;
  if (!frozen) {
    const { version } = await (await graphStore()).info({ graph });
    return { view, graph, dataVersion: version };
  }
  const large = await largeGraph({ graph, version: data });
  const compiled = large ? await cutOutForGood(large, view) : await compiledGraph({ graph, version: data });
  const snapshot = cutOut(compiled, view);
  const hash = snapshot.compact.version;
  return {
    view: { ...view, data: hash },
    graph,
    dataVersion: hash,
    frozenFrom: snapshot.from ?? compiled.compact.version,
    snapshot: { hash, body: await packSnapshot(snapshot) },
  };
}

/** @throws {ProblemError} the view shows more than can be kept */
async function cutOutForGood(large: LargeGraph, view: View): Promise<CompiledGraph> {
  try {
    return await cutOutOf(large, view);
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error;
    throw new ProblemError("too-large", error.message, { parameter: "frozen" });
  }
}

function cutOut(compiled: CompiledGraph, view: View): CompiledGraph {
  try {
    return snapshotOf(compiled, view, contentHash);
  } catch (error) {
    if (!(error instanceof EmptyPictureError)) throw error;
    throw new ProblemError("bad-body", error.message, { parameter: "view" });
  }
}

/** What a change does to what a saved view shows; nothing where it is about other things. */
async function reshown(
  stored: StoredView,
  { view, frozen: wanted }: ViewChange,
): Promise<Partial<Omit<OnData, "frozenFrom">> & { frozenFrom?: string | null }> {
  const wasFrozen = stored.frozenFrom !== undefined;
  const frozen = wanted ?? wasFrozen;
  if (view === undefined && frozen === wasFrozen) return {};
  return { frozenFrom: null, ...(await onData(view ?? stored.view, frozen)) };
}

/** The latest answers: working one out takes two pictures. */
const latest = new Map<string, ViewChanges>();
const most = 50;

/**
 * What a frozen view would show otherwise if it were made today.
 *
 * @throws {ProblemError} it is not frozen; and what the stores throw
 */
export async function changesOf(id: string): Promise<ViewChanges> {
  const { view, graph, dataVersion, frozenFrom } = await storedView(id);
  if (frozenFrom === undefined)
    throw new ProblemError("unknown-version", "This view follows the data: there is no snapshot to compare.");
  const key = `${dataVersion} ${await currentVersion(graph)} ${formatView(view)}`;
  const changes = latest.get(key) ?? (await tellChanges(view, dataVersion));
  latest.delete(key);
  latest.set(key, changes);
  for (const oldest of [...latest.keys()].slice(0, -most)) latest.delete(oldest);
  return changes;
}

async function tellChanges(view: View, dataVersion: string): Promise<ViewChanges> {
  const large = await largeGraph({ graph: view.graph });
  const now = large
    ? await cutOutOf(large, { ...view, data: undefined })
    : await compiledGraph({ graph: view.graph });
  const then = await compiledGraph({ graph: view.graph, version: dataVersion });
  const { added, removed, changed, relationsAdded, relationsRemoved } = changesBetween(then, now, view);
  const first = <T>(list: readonly T[]): readonly T[] => list.slice(0, changesInAnswer);
  const [briefNow, briefThen] = [briefsIn(now), briefsIn(then)];
  return {
    dataVersion,
    current: now.compact.version,
    added: first(added).map(briefNow),
    removed: first(removed).map(briefThen),
    changed: first(changed).map(({ id: of, aspects }) => ({ ...briefNow(of), aspects: [...aspects] })),
    totals: { added: added.length, removed: removed.length, changed: changed.length },
    relationsAdded,
    relationsRemoved,
  };
}

function briefsIn({ entities, compact }: CompiledGraph): (id: EntityId) => EntityBrief {
  const places = new Map(entities.map((entity, i) => [entity.id, i]));
  return (id) => {
    const i = places.get(id) ?? 0;
    const { kind, name } = entities[i];
    return { id, kind, name, importance: compact.entities.importance[i] / 1000 };
  };
}
