/**
 * What the service worker does: keeps what the reader has opened, and answers from that where there is no network.
 *
 * The rule not to break: an open page belongs to the release whose server, or whose shelf, its document came from, and
 * what is kept of any other release is never given to it. Of a page of which nobody knows the release, only addresses
 * that name their content are answered from what is kept.
 */
import { namedFiles } from "./named-files";
import { localeOfPath, offlinePageOf, type Plan, planOf, startOf } from "./plan";
import { type ShelfName, type Storage, shelves } from "./shelves";

/** The server says with each answer which release it is of. */
export const releaseHeader = "X-Atlas-Release";

/** Files that make a page what it is. */
const isPart = /\.(js|css)(\?|$)/;

/** How long a document is waited for before what is kept is shown, in milliseconds. */
const patience = 4000;

export interface World {
  /** Of this worker: the hash of the build and its data. */
  readonly release: string;
  readonly origin: string;
  /** Scripts that the explorer fetches later, by path. */
  readonly later: readonly string[];
  readonly storage: Storage;
  fetch(request: Request | string, init?: RequestInit): Promise<Response>;
  /** Documents of ours that are open in this browser, under the worker or not. */
  openPages(): Promise<readonly { readonly id: string; readonly url: string }[]>;
  /** Languages that a reader may want who has no page open yet, the likeliest first. */
  readonly locales: readonly string[];
  wait(milliseconds: number): Promise<void>;
  now(): number;
}

/** A request as the browser hands it to the worker. */
export interface Arrival {
  readonly request: Request;
  readonly navigates: boolean;
  /** The page that asks. */
  readonly clientId: string;
  /** The page that will show the answer. */
  readonly resultingClientId: string;
  /** For work that goes on after the answer. */
  waitUntil(work: Promise<unknown>): void;
}

export function keeper(world: World) {
  const { release: own, origin } = world;
  const kept = shelves(world.storage);
  /** Releases of open pages, as far as this run of the worker has heard. */
  const known = new Map<string, string>();

  /** Pages whose document was kept, because no server answered. */
  const cutOff = new Set<string>();

  const releaseOf = (response: Response): string | undefined =>
    response.headers.get(releaseHeader) ?? undefined;

  /** Where there is no room to write it down, this run of the worker knows it; nobody's page is kept from them for that. */
  function belongs(id: string, release: string): Promise<void> {
    known.set(id, release);
    return kept.note(`/page/${id}`, release).catch(() => undefined);
  }

  const releaseOfPage = async (id: string): Promise<string | undefined> =>
    id === "" ? undefined : (known.get(id) ?? (await kept.noted(`/page/${id}`)));

  /** Where there is no room for it, it is not kept. */
  const keep = (shelf: ShelfName, release: string, key: string, response: Response): Promise<void> =>
    kept.keep(shelf, release, key, response).catch(() => undefined);

  const shelfOfForever = (key: string): ShelfName => (key.startsWith("/api/") ? "graphs" : "files");

  /** Sees to it that a file is kept that a page of this release needs. @throws {Error} it cannot be had */
  async function need(path: string, shelf?: ShelfName): Promise<void> {
    const url = new URL(path, origin);
    const plan = planOf({ method: "GET", url, navigates: false });
    if (!plan) return;
    const to =
      shelf ?? (plan.as === "forever" ? shelfOfForever(plan.key) : plan.as === "file" ? "files" : "answers");
    if (await kept.find(to, own, plan.key)) return;
    const anywhere = plan.as === "forever" ? await kept.findAnywhere(plan.key) : undefined;
    const found = anywhere ?? (await world.fetch(url.href));
    const isRight = found.ok && (plan.as === "forever" || releaseOf(found) === own);
    if (!isRight) throw new Error(`${path} cannot be had of this release: ${found.status}`);
    await kept.keep(to, own, plan.key, found);
  }

  /** Keeps a document of this release with all that it names. @throws {Error} something of it cannot be had */
  async function keepPage(key: string, page: Response, shelf?: ShelfName): Promise<void> {
    const html = await page.clone().text();
    await Promise.all(namedFiles(html, origin).map((path) => need(path, shelf)));
    await kept.keep(shelf ?? "pages", own, key, page);
  }

  /** @throws {Error} as keepPage; also where the server is of another release by now */
  async function fetchPage(key: string, shelf?: ShelfName): Promise<void> {
    const page = await world.fetch(new URL(key, origin).href, { cache: "no-cache" });
    if (!isDocument(page) || releaseOf(page) !== own)
      throw new Error(`${key} cannot be had of this release.`);
    await keepPage(key, page, shelf);
  }

  /** Those that are open, and those that an older release has kept: as this one has them. Where it fails, they are not kept. */
  async function keepOpened(): Promise<void> {
    const older = (await kept.releases()).filter((release) => release !== own);
    const opened = await Promise.all(older.map((release) => kept.list("pages", release)));
    const urls = [...opened.flat(), ...(await world.openPages()).map(({ url }) => url)];
    const keys = urls.flatMap((url) => {
      const plan = planOf({ method: "GET", url: new URL(url), navigates: true });
      return plan ? [plan.key] : [];
    });
    for (const key of new Set(keys))
      if (!(await kept.find("pages", own, key))) await fetchPage(key).catch(() => undefined);
  }

  /** Throws away releases that came before and of which no page is open any more. */
  async function sweep(): Promise<void> {
    const others = (await kept.releases()).filter((release) => release !== own);
    if (others.length === 0) return;
    const open = await Promise.all((await world.openPages()).map(({ id }) => releaseOfPage(id)));
    // One that was never installed has something kept by pages that were opened under an older worker.
    const since = async (release: string) => Number((await kept.noted(`/release/${release}`)) ?? 0);
    const mine = await since(own);
    // One that came after this worker is being installed.
    for (const other of others)
      if (!open.includes(other) && (await since(other)) <= mine) await kept.throwAway(other);
  }

  async function languages(): Promise<readonly string[]> {
    const open = (await world.openPages()).map(({ url }) => localeOfPath(new URL(url).pathname));
    const read = world.locales.filter((locale) => open.includes(locale));
    return read.length > 0 ? read : world.locales.slice(0, 1);
  }

  async function answerPage(arrival: Arrival, { key, mayTire }: Plan & { as: "page" }): Promise<Response> {
    const { request, resultingClientId, waitUntil } = arrival;
    // A gateway that has lost its server is no server either.
    const asked = world
      .fetch(request)
      .then((response) => (response.status >= 502 && !releaseOf(response) ? undefined : response))
      .catch(() => undefined);
    const tired = mayTire ? world.wait(patience).then(() => "tired" as const) : asked;
    const first = await Promise.race([asked, tired]);
    const isLate = first === "tired";
    const found = isLate ? undefined : first;
    if (!found) {
      const page = (await kept.find("pages", own, key)) ?? (await kept.find("files", own, key));
      if (page) {
        if (!isLate) cutOff.add(resultingClientId);
        await belongs(resultingClientId, own);
        return page;
      }
    }
    const answer = found ?? (isLate ? await asked : undefined);
    if (!answer) return withoutNetwork(arrival);
    const release = releaseOf(answer);
    if (release !== undefined) await belongs(resultingClientId, release);
    if (release === own && (answer.status === 404 || answer.status === 410)) {
      waitUntil(kept.forget("pages", own, key));
    } else if (release === own && isDocument(answer)) {
      waitUntil(
        keepPage(key, answer.clone())
          .catch(() => undefined)
          .then(sweep),
      );
    }
    return answer;
  }

  /** There is no network, and nothing is kept under this address. */
  async function withoutNetwork({ request, resultingClientId }: Arrival): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const asked = localeOfPath(pathname);
    const locales = [...(asked === undefined ? [] : [asked]), ...world.locales];
    for (const locale of locales) {
      const page = await kept.find("files", own, offlinePageOf(locale));
      if (!page) continue;
      // The bare address leads to a language; which one, the server says otherwise.
      if (pathname === "/") return Response.redirect(new URL(startOf(locale) + search, origin).href, 307);
      await belongs(resultingClientId, own);
      return new Response(page.body, { status: 503, headers: page.headers });
    }
    return Response.error();
  }

  async function answerFile({ request, clientId, waitUntil }: Arrival, key: string): Promise<Response> {
    const release = await releaseOfPage(clientId);
    const found = release === undefined ? undefined : await kept.find("files", release, key);
    if (found) return found;
    const answer = await world.fetch(request);
    if (release === undefined) return answer;
    if (releaseOf(answer) === release) {
      if (answer.ok) waitUntil(keep("files", release, key, answer.clone()));
      return answer;
    }
    // A part of another build would break the page in ways that nobody can tell; that one is missing, it says itself.
    return isPart.test(key) ? Response.error() : answer;
  }

  async function answerForever({ request, waitUntil }: Arrival, key: string): Promise<Response> {
    const found = await kept.findAnywhere(key);
    if (found) return readdressed(found);
    const answer = await world.fetch(request);
    if (answer.ok) waitUntil(keep(shelfOfForever(key), own, key, answer.clone()));
    return readdressed(answer);
  }

  async function answerQuestion({ request, clientId, waitUntil }: Arrival, key: string): Promise<Response> {
    const release = await releaseOfPage(clientId);
    const answer = await world.fetch(request).catch(() => undefined);
    if (answer && release !== undefined && releaseOf(answer) === release) {
      if (answer.ok) waitUntil(keep("answers", release, key, answer.clone()));
      return answer;
    }
    // No server answers, or one of another release, which may not know these data any more.
    const found = release === undefined ? undefined : await kept.find("answers", release, key);
    return found ?? answer ?? Response.error();
  }

  return {
    /** Keeps what the explorer starts with, in the languages that are read here. @throws {Error} not all could be had */
    async install(): Promise<void> {
      await kept.note(`/release/${own}`, String(world.now()));
      for (const locale of await languages()) {
        await fetchPage(startOf(locale), "files");
        await fetchPage(offlinePageOf(locale), "files");
      }
      await Promise.all(world.later.map((path) => need(path, "files")));
      await keepOpened();
    },
    async activate(): Promise<void> {
      await keepOpened();
      await sweep();
    },
    /** A page says of which release it is. */
    belongs,
    /** Whether a page came from what is kept, because no server answered; as far as this run of the worker has seen. */
    wasCutOff: (id: string): boolean => cutOff.has(id),
    /** @returns nothing where the request goes its way without the worker */
    answer(arrival: Arrival): Promise<Response> | undefined {
      const { request, navigates } = arrival;
      const url = new URL(request.url);
      if (url.origin !== origin || request.headers.has("RSC") || request.headers.has("Range"))
        return undefined;
      const plan = planOf({ method: request.method, url, navigates });
      switch (plan?.as) {
        case "page":
          return answerPage(arrival, plan);
        case "file":
          return answerFile(arrival, plan.key);
        case "forever":
          return answerForever(arrival, plan.key);
        case "answer":
          return answerQuestion(arrival, plan.key);
        default:
          return undefined;
      }
    },
  };
}

/** A page as it is, and not one that a redirect has led to: browsers refuse those as the answer to another address. */
const isDocument = (response: Response): boolean =>
  response.ok && !response.redirected && (response.headers.get("Content-Type") ?? "").startsWith("text/html");

/** A script of a worker takes the address that it has come from for its own, of which what is kept lacks a part. */
const readdressed = (response: Response): Response =>
  new Response(response.body, {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  });

export type Keeper = ReturnType<typeof keeper>;
