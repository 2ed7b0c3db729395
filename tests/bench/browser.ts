/** Opening pages in a real browser as a first visitor would: nothing is kept from one page to the next. */
import {
  type Browser,
  type BrowserContextOptions,
  type CDPSession,
  chromium,
  type Page,
} from "@playwright/test";
import { browserArguments, ensureBrowser } from "@/lib/cli/browser.mjs";
import { watchScript } from "./watch";

export interface Device {
  readonly context: BrowserContextOptions;
  /** How many times slower than this machine its processor is made. */
  readonly slowdown: number;
}

export const desktop: Device = { context: { viewport: { width: 1440, height: 900 } }, slowdown: 1 };
export const phone: Device = {
  context: { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  slowdown: 4,
};

export interface OpenPage {
  readonly page: Page;
  readonly session: CDPSession;
}

/** One response, as it came over the wire. */
export interface Transfer {
  readonly url: string;
  /** Kind of resource, as the browser names it: "Script", "Fetch", … */
  readonly type: string;
  /** Whether the page's HTML asks for it, rather than a script. */
  readonly fromHtml: boolean;
  /** When it was asked for, in seconds since 1970. */
  readonly askedAt: number;
  /** Bytes of its body, compressed as they travelled. */
  size: number;
}

/** How long an empty page is left alone, in milliseconds: what the browser does to open it is not the page's. */
const openingPause = 500;

let browser: Browser | undefined;

/** The browser that every page is opened in, started when it is first needed. */
async function theBrowser(): Promise<Browser> {
  browser ??= await chromium.launch({
    executablePath: await ensureBrowser(120, true),
    args: browserArguments(),
  });
  return browser;
}

/** Opens an empty page in a context of its own, whose cache and storage are empty; closes both after `work`. */
export async function withPage<T>(device: Device, work: (open: OpenPage) => Promise<T>): Promise<T> {
  const context = await (await theBrowser()).newContext(device.context);
  try {
    await context.addInitScript(watchScript());
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    if (device.slowdown > 1) await session.send("Emulation.setCPUThrottlingRate", { rate: device.slowdown });
    await page.waitForTimeout(openingPause);
    return await work({ page, session });
  } finally {
    await context.close();
  }
}

/** Closes the browser. Returns its name and version. */
export async function closeBrowser(): Promise<string> {
  const open = await theBrowser();
  await open.close();
  browser = undefined;
  return `Chromium ${open.version()}`;
}

/** Notes every response of the page from now on. */
export async function recordTransfers(session: CDPSession): Promise<readonly Transfer[]> {
  const transfers: Transfer[] = [];
  const byId = new Map<string, Transfer>();
  await session.send("Network.enable");
  session.on("Network.requestWillBeSent", ({ requestId, request, type = "Other", wallTime, initiator }) => {
    const fromHtml = initiator.type === "parser";
    const transfer = { url: request.url, type, fromHtml, askedAt: wallTime, size: 0 };
    byId.set(requestId, transfer);
    transfers.push(transfer);
  });
  session.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    const transfer = byId.get(requestId);
    if (transfer) transfer.size += encodedDataLength;
  });
  return transfers;
}

/** Waits until the map has been drawn in full and nothing has moved for a while. */
export async function waitUntilQuiet({ page }: OpenPage, quiet = 700): Promise<void> {
  await page.waitForFunction((time) => window.atlasBench.quietFor() > time, quiet, {
    polling: 100,
    timeout: 40_000,
  });
}

/** Milliseconds from frame to frame of a page with nothing on it, over a second: what this machine can do now. */
export async function emptyPageFrames({ page }: OpenPage): Promise<number[]> {
  return page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        const tick = () => {
          times.push(performance.now());
          if (times.length < 61) requestAnimationFrame(tick);
          else resolve(times.slice(1).map((time, i) => time - (times[i] ?? time)));
        };
        requestAnimationFrame(tick);
      }),
  );
}
