/** What a first visit costs: until the picture, until the first answer, and in bytes. */
import {
  type Device,
  desktop,
  type OpenPage,
  recordTransfers,
  type Transfer,
  waitUntilQuiet,
  withPage,
} from "./browser";
import { holdHands } from "./hands";
import type { LongTask, Picture } from "./watch";

export interface Visit {
  readonly picture: Picture;
  /** The way there, in milliseconds from navigation: when the page's HTML, its scripts and the graph had come. */
  readonly stages: { readonly html: number; readonly scripts: number; readonly graph: number };
  readonly layoutShift: number;
  /** Elements that shifted. */
  readonly shifted: readonly string[];
  /** Tasks over 50 ms that began after the picture was drawn. */
  readonly tasks: readonly LongTask[];
  /** Everything that was asked for without a feature being used, the warming up of search included. */
  readonly transfers: readonly Transfer[];
  /** Milliseconds from navigation at which each of them was asked for. */
  readonly askedAt: readonly number[];
}

/** How long a page is left alone once its map stands still, in milliseconds: longer than anything waits there. */
const aftermath = 2000;

/** Opens the page in a browser that has seen nothing yet, and keeps the hands off it. */
export async function visit(url: string, device: Device = desktop): Promise<Visit> {
  return withPage(device, async (open) => {
    const { page, session } = open;
    const transfers = await recordTransfers(session);
    await page.goto(url, { waitUntil: "commit" });
    await waitUntilQuiet(open);
    const picture = await page.evaluate(() => window.atlasBench.picture());
    await page.waitForTimeout(aftermath);
    const { shifts, tasks, origin, ends } = await page.evaluate(() => ({
      ends: [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].map(
        (entry) => [entry.name, (entry as PerformanceResourceTiming).responseEnd] as const,
      ),
      shifts: window.atlasBench.shifts,
      tasks: window.atlasBench.longTasks(),
      origin: performance.timeOrigin,
    }));
    checkPicture(picture);
    return {
      picture,
      stages: stagesOf(transfers, new Map(ends), url),
      layoutShift: shifts.score,
      shifted: shifts.elements,
      tasks: tasks.filter(({ start }) => start >= picture.drawn),
      transfers,
      askedAt: transfers.map((transfer) => transfer.askedAt * 1000 - origin),
    };
  });
}

/** @param ends when each response had come, in milliseconds from navigation, by its address */
function stagesOf(
  transfers: readonly Transfer[],
  ends: ReadonlyMap<string, number>,
  page: string,
): Visit["stages"] {
  const last = (wanted: (transfer: Transfer) => boolean) =>
    Math.max(0, ...transfers.filter(wanted).map(({ url }) => ends.get(url) ?? 0));
  return {
    html: ends.get(page) ?? 0,
    scripts: last(({ type, fromHtml }) => type === "Script" && fromHtml),
    graph: last(isGraph),
  };
}

function checkPicture({ painted, covers }: Picture): void {
  if (covers < 0.5) throw new Error("the map does not fill the window");
  if (!(painted > 0)) throw new Error("none of the first drawings is the picture that stays");
}

/**
 * Milliseconds from navigation until a wheel that has been turning from the start is first answered by the
 * picture: until the map, seen once before, has been painted nearer.
 */
export async function firstAnswer(url: string, device: Device = desktop): Promise<number> {
  return withPage(device, async ({ page, session }) => {
    await page.goto(url, { waitUntil: "commit" });
    const answer = () => page.evaluate(() => window.atlasBench.answer()).catch(() => undefined);
    let found: { painted: number; change: number } | undefined;
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    const [x, y] = [width * 0.55, height * 0.5];
    const turn = () =>
      session.send("Input.dispatchMouseEvent", { type: "mouseWheel", x, y, deltaX: 0, deltaY: -30 });
    await holdHands({
      longest: 15_000,
      act: turn,
      until: async () => {
        found = await answer();
        return (found?.painted ?? 0) > 0;
      },
    });
    if (!found || found.painted === 0) throw new Error("the wheel was not answered within 15 s");
    if (found.change < 0.05) throw new Error("the wheel was taken, but the picture stayed as it was");
    return found.painted;
  });
}

/**
 * Whether the picture comes without any script but those that the HTML asks for; what else is loaded by then
 * is loaded early, not needed.
 */
export async function picturesWithoutLateScripts(url: string, { transfers }: Visit): Promise<boolean> {
  const late = new Set(transfers.filter((t) => t.type === "Script" && !t.fromHtml).map((t) => t.url));
  if (late.size === 0) return true;
  return withPage(desktop, async ({ page }: OpenPage) => {
    await page.route(
      (address) => late.has(address.href),
      (route) => route.abort(),
    );
    await page.goto(url, { waitUntil: "commit" });
    const drawn = () => window.atlasBench.picture().painted > 0 && performance.now() > 3000;
    return page.waitForFunction(drawn, undefined, { polling: 200, timeout: 10_000 }).then(
      () => true,
      () => false,
    );
  });
}

const bytes = (transfers: readonly Transfer[]): number => transfers.reduce((sum, { size }) => sum + size, 0);

const isGraph = ({ url }: Transfer): boolean => new URL(url).pathname === "/api/v1/graph";

/** Bytes of script that a visit brought. */
export const allScript = ({ transfers }: Visit): number =>
  bytes(transfers.filter(({ type }) => type === "Script"));

/** Bytes of script that had been asked for when the picture was painted. */
export const scriptBeforePicture = ({ transfers, askedAt, picture }: Visit): number =>
  bytes(transfers.filter(({ type }, i) => type === "Script" && (askedAt[i] ?? 0) <= picture.painted));

/** Bytes of script that the page's HTML asks for. */
export const scriptOfHtml = ({ transfers }: Visit): number =>
  bytes(transfers.filter(({ type, fromHtml }) => type === "Script" && fromHtml));

/** Bytes of the graph, with everything that the search in the browser is made of. */
export const graphPayload = ({ transfers }: Visit): number => bytes(transfers.filter(isGraph));
