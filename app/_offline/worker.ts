/**
 * The service worker, bundled after the build to `/sw.js` (lib/cli/offline-bundles.mjs): hands what the browser tells it to the
 * keeper, which decides. A new one takes over at once; pages of an older release go on with what is kept of theirs.
 */
import { locales } from "@/lib/graph/schema";
import { keeper } from "@/lib/offline/keeper";

/** Set by the build: the hash of build and data, and the scripts that the explorer fetches later. */
declare const RELEASE: string;
declare const LATER: readonly string[];

/** As much of the worker's own scope as is used: the types of pages and of workers do not go together. */
interface Scope {
  readonly caches: CacheStorage;
  readonly location: Location;
  readonly navigator: { readonly languages: readonly string[] };
  readonly clients: {
    matchAll(options: object): Promise<readonly { readonly id: string; readonly url: string }[]>;
    claim(): Promise<void>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
}
interface WorkerEvent {
  readonly request: Request;
  readonly clientId: string;
  readonly resultingClientId: string;
  readonly source: { readonly id?: string; postMessage?(message: object): void } | null;
  readonly data: unknown;
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}
const scope = self as unknown as Scope;

const wished = scope.navigator.languages.map((tag) => tag.slice(0, 2));
const { install, activate, answer, belongs, wasCutOff } = keeper({
  release: RELEASE,
  later: LATER,
  origin: scope.location.origin,
  storage: scope.caches,
  locales: [...locales].sort((a, b) => rank(a) - rank(b)),
  fetch: (request, init) => fetch(request, init),
  openPages: () => scope.clients.matchAll({ type: "window", includeUncontrolled: true }),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  now: Date.now,
});

function rank(locale: string): number {
  const at = wished.indexOf(locale);
  return at < 0 ? wished.length : at;
}

scope.addEventListener("install", (event) => {
  event.waitUntil(install().then(() => scope.skipWaiting()));
});
scope.addEventListener("activate", (event) => {
  // Pages first: what they ask from now on is kept.
  event.waitUntil(scope.clients.claim().then(activate));
});
scope.addEventListener("message", (event) => {
  const { release } = (event.data ?? {}) as { release?: unknown };
  const id = event.source?.id;
  if (typeof release !== "string" || !id) return;
  event.waitUntil(belongs(id, release));
  if (wasCutOff(id)) event.source?.postMessage?.({ cutOff: true });
});
scope.addEventListener("fetch", (event) => {
  const { request, clientId, resultingClientId } = event;
  const answered = answer({
    request,
    clientId,
    resultingClientId,
    navigates: request.mode === "navigate",
    waitUntil: (work) => event.waitUntil(work),
  });
  if (answered) event.respondWith(answered);
});
