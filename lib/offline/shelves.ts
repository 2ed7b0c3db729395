/**
 * Where things are kept: a few caches for each release, so that nothing of one is ever found for another.
 *
 * A release is a build of the app with its data. Which release an open page is of is written down beside them, since a
 * worker is stopped and started again while pages stay open.
 */

/** As much of the browser's `Cache` as is used, and of its `CacheStorage`. */
export type Shelf = Pick<Cache, "match" | "put" | "delete" | "keys">;
export interface Storage extends Pick<CacheStorage, "match" | "keys" | "delete"> {
  open(name: string): Promise<Shelf>;
}

/** What is kept, and how much of each at most; the oldest gives way. */
export const limits = {
  /** Scripts, styles, pictures, and what the start page needs. */
  files: 600,
  /** Documents that the reader has opened. */
  pages: 60,
  /** What the explorer has asked about entities. */
  answers: 400,
  /** Whole graphs, and their facets, that saved views and imported graphs bring. */
  graphs: 16,
} as const;
export type ShelfName = keyof typeof limits;

const prefix = "atlas";
const registry = `${prefix} registry`;

const nameOf = (shelf: ShelfName, release: string): string => `${prefix} ${shelf} ${release}`;

/** Whether a cache is one of these. */
export const isOurs = (name: string): boolean => name.startsWith(`${prefix} `);

/** The release of a cache; nothing for those that are not ours, and for the registry. */
export function releaseOfShelf(name: string): string | undefined {
  const [first, shelf, release, ...rest] = name.split(" ");
  return first === prefix && shelf !== undefined && shelf in limits && rest.length === 0
    ? release
    : undefined;
}

/** Addresses in caches stand for what servers send with different headers; ours do not differ by them. */
const anyHeaders = { ignoreVary: true } as const;

export function shelves(storage: Storage) {
  const find = (shelf: ShelfName, release: string, key: string): Promise<Response | undefined> =>
    storage.match(key, { ...anyHeaders, cacheName: nameOf(shelf, release) });
  return {
    find,
    /** The same from any release: for addresses that name their content. */
    findAnywhere: (key: string): Promise<Response | undefined> => storage.match(key, anyHeaders),
    /** As the latest; what is beyond the limit goes. */
    async keep(shelf: ShelfName, release: string, key: string, response: Response): Promise<void> {
      const cache = await storage.open(nameOf(shelf, release));
      await cache.delete(key, anyHeaders);
      await cache.put(key, response);
      const keys = await cache.keys();
      for (const old of keys.slice(0, Math.max(0, keys.length - limits[shelf])))
        await cache.delete(old, anyHeaders);
    },
    async forget(shelf: ShelfName, release: string, key: string): Promise<void> {
      // Opening a cache would make it.
      if (await find(shelf, release, key))
        await (await storage.open(nameOf(shelf, release))).delete(key, anyHeaders);
    },
    /** Addresses of all that is kept, the oldest first. */
    async list(shelf: ShelfName, release: string): Promise<string[]> {
      if (!(await storage.keys()).includes(nameOf(shelf, release))) return [];
      return (await (await storage.open(nameOf(shelf, release))).keys()).map(({ url }) => url);
    },
    async releases(): Promise<string[]> {
      const names = (await storage.keys()).map(releaseOfShelf);
      return [...new Set(names.filter((release) => release !== undefined))];
    },
    async throwAway(release: string): Promise<void> {
      const names = (await storage.keys()).filter((name) => releaseOfShelf(name) === release);
      await Promise.all(names.map((name) => storage.delete(name)));
    },
    note: async (key: string, text: string): Promise<void> => {
      const notes = await storage.open(registry);
      await notes.delete(key);
      await notes.put(key, new Response(text));
      const keys = await notes.keys();
      for (const old of keys.slice(0, Math.max(0, keys.length - notesKept))) await notes.delete(old);
    },
    noted: async (key: string): Promise<string | undefined> =>
      (await (await storage.open(registry)).match(key))?.text(),
  };
}

/** Of pages opened, and of releases installed. */
const notesKept = 300;

export type Shelves = ReturnType<typeof shelves>;
