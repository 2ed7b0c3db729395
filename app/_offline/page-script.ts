/**
 * `/offline.js`, loaded by every page once it has come to rest: registers the service worker, notices new releases and
 * when no server answers, and fills what pages leave open about both. Words stand in the pages. Where workers or storage are closed to us, nothing
 * but the notice is left, and every page works as before.
 */
import { formatBytes } from "@/lib/i18n/format";
import { localeOfPath, offlinePageOf, startOf } from "@/lib/offline/plan";
import { isOurs, shelves } from "@/lib/offline/shelves";
import { afterCheck, nextCheck } from "@/lib/offline/watch";

/** The reader's wish, where there is one: "no" or "yes". */
const wishKey = "offline";
/** Which release the page is of (app/[locale]/layout.tsx). */
const own = document.querySelector<HTMLMetaElement>('meta[name="release"]')?.content;
const root = document.documentElement;
const locale = root.lang.startsWith("zh") ? "zh" : "en";

const find = (name: string, inside: ParentNode = document): HTMLElement | null =>
  inside.querySelector<HTMLElement>(`[data-${name}]`);

function wish(): string | null {
  try {
    return localStorage.getItem(wishKey);
  } catch {
    return null;
  }
}

function setWish(value: "yes" | "no"): void {
  try {
    localStorage.setItem(wishKey, value);
  } catch {
    // Without storage there is nothing to keep either.
  }
}

const workers = (): ServiceWorkerContainer | undefined =>
  "serviceWorker" in navigator ? navigator.serviceWorker : undefined;

/** Browsers that allow nothing to be kept refuse; some testers answer nothing. */
async function register(): Promise<ServiceWorkerRegistration | undefined> {
  try {
    return (await workers()?.register("/sw.js", { updateViaCache: "none" })) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Tells the worker of which release this page is; only then does it answer from what it keeps. */
function introduce(): void {
  const tell = () => workers()?.controller?.postMessage({ release: own });
  tell();
  workers()?.addEventListener("controllerchange", tell);
}

/** Whoever shows it watches the root of the page (app/[locale]/_explorer/new-version.ts). */
function announce(): void {
  root.dataset.newVersion = "";
  const notice = find("new-version-notice");
  if (notice) notice.hidden = false;
}

/** How long a page that is cut off waits before it looks again, in milliseconds. */
const lookAgainAfter = 10_000;
let looking: ReturnType<typeof setTimeout> | undefined;

/** Says that what is seen is what has been kept, until the server answers again; whoever shows it watches the root. */
function setCutOff(is: boolean): void {
  root.toggleAttribute("data-cut-off", is);
  const notice = find("cut-off-notice");
  if (notice) notice.hidden = !is;
  clearTimeout(looking);
  if (is) looking = setTimeout(() => void askServer(), lookAgainAfter);
}

/** Which release the server is of; nothing where none answers. */
async function askServer(): Promise<unknown> {
  const answer = await fetch("/api/v1/version", { cache: "no-store" })
    .then((response) => response.json() as Promise<{ build?: unknown }>)
    .catch(() => undefined);
  setCutOff(answer === undefined);
  return answer?.build;
}

function watchNetwork(): void {
  if (!navigator.onLine) setCutOff(true);
  addEventListener("offline", () => setCutOff(true));
  addEventListener("online", () => void askServer());
  // The page came from what is kept; the server may have come back since.
  workers()?.addEventListener("message", ({ data }) => data?.cutOff === true && void askServer());
}

function watchReleases(): void {
  let checkedAt = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const plan = () => {
    clearTimeout(timer);
    if (document.visibilityState === "visible") timer = setTimeout(check, nextCheck(Date.now() - checkedAt));
  };
  const check = async () => {
    checkedAt = Date.now();
    if (afterCheck(own, await askServer())) {
      announce();
      // The worker of the new release gets ready meanwhile.
      void workers()
        ?.getRegistration()
        .then((registration) => registration?.update())
        .catch(() => undefined);
    } else plan();
  };
  // Something of the page does not come (app/[locale]/_explorer/new-version.ts).
  addEventListener("askforversion", () => void check());
  document.addEventListener("visibilitychange", plan);
  plan();
}

const withoutList = new Set(["zh", "en"].flatMap((one) => [startOf(one), offlinePageOf(one)]));

/** On the page that says that there is no network: what opens without. */
async function listKept(list: HTMLElement): Promise<void> {
  if (own === undefined) return;
  const urls = await shelves(caches).list("pages", own);
  const pages = await Promise.all(
    urls.reverse().map(async (url) => {
      const html = await (await caches.match(url, { ignoreVary: true }))?.text();
      const page = new DOMParser().parseFromString(html ?? "", "text/html");
      return { url: new URL(url), title: page.title, lang: page.documentElement.lang };
    }),
  );
  for (const { url, title, lang } of pages) {
    // The map stands there already.
    if (withoutList.has(url.pathname)) continue;
    const link = document.createElement("a");
    link.href = url.pathname + url.search;
    link.textContent = title.split(" · ")[0] || url.pathname;
    if (localeOfPath(url.pathname) !== locale) link.lang = lang;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
}

/** On the page about the data: how much is kept, and the switch. */
async function showState(section: HTMLElement): Promise<void> {
  const state = find("state", section);
  const [keep, forget] = ["keep", "forget"].map((name) => find(name, section));
  const registration = await workers()
    ?.getRegistration()
    .catch(() => undefined);
  const names = await (async () => caches.keys())().catch(() => undefined);
  const kept = names?.filter(isOurs) ?? [];
  if (!state || !keep || !forget) return;
  const isOn = registration !== undefined && kept.length > 0;
  const words = state.dataset;
  if (!workers() || !names) state.textContent = words.unable ?? "";
  else if (!isOn) state.textContent = words.off ?? "";
  else {
    const { usage, usageDetails } = (await navigator.storage.estimate()) as StorageEstimate & {
      usageDetails?: { caches?: number };
    };
    const pages = own === undefined ? [] : await shelves(caches).list("pages", own);
    state.textContent = (words.on ?? "")
      .replace("{size}", formatBytes(roundBytes(usageDetails?.caches ?? usage ?? 0), locale))
      .replace("{pages}", String(pages.length));
  }
  keep.hidden = !workers() || !names || isOn;
  forget.hidden = !isOn;
  keep.onclick = async () => {
    setWish("yes");
    const made = await register();
    if (made) await workers()?.ready;
    else if (words.unable) state.textContent = words.unable;
    if (made) await showState(section);
    forget.focus();
  };
  forget.onclick = async () => {
    setWish("no");
    await registration?.unregister();
    await Promise.all(kept.map((name) => caches.delete(name)));
    await showState(section);
    keep.focus();
  };
}

/** Two digits are enough for a reader. */
const roundBytes = (bytes: number): number => Number(bytes.toPrecision(2));

function start(): void {
  // While developing there is no release, and nothing to keep.
  if (own === undefined) return;
  const isThrifty = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
  const wished = wish();
  watchNetwork();
  introduce();
  if (wished === "yes" || (wished === null && !isThrifty)) void register();
  watchReleases();
  for (const button of document.querySelectorAll("[data-reload]"))
    button.addEventListener("click", () => location.reload());
  const list = find("kept-pages");
  const section = find("offline-state");
  if (list) listKept(list).catch(() => undefined);
  if (section) showState(section).catch(() => undefined);
}

start();
