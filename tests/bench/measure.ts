/** Ways to measure a page in a real browser; each gives milliseconds or bytes, none judges. */
import type { Browser, CDPSession, Page } from "@playwright/test";

export interface Frames {
  readonly median: number;
  readonly p95: number;
  readonly count: number;
}

export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

/**
 * Notes, from inside the page, when the base layer was first drawn on and shown, when the picture
 * first answered a wheel turned over it, and when Cytoscape had drawn.
 */
export const watchPicture = `(() => {
  const seen = (window.atlasBench = { picture: 0, answer: 0, detail: 0 });
  const afterPaint = (act) => requestAnimationFrame(() => setTimeout(act, 0));
  const fill = CanvasRenderingContext2D.prototype.fill;
  CanvasRenderingContext2D.prototype.fill = function (...args) {
    const layer = this.canvas.dataset && this.canvas.dataset.layer;
    if (layer === "base" && !seen.picture) {
      seen.picture = -1;
      afterPaint(() => (seen.picture = performance.now()));
    }
    if (layer === "base" && seen.wheel && !seen.answer) {
      seen.answer = -1;
      afterPaint(() => (seen.answer = performance.now()));
    }
    if (!layer && this.canvas.closest("[data-layer=detail]") && !seen.detail) {
      seen.detail = -1;
      afterPaint(() => (seen.detail = performance.now()));
    }
    return fill.apply(this, args);
  };
  addEventListener("wheel", () => { if (seen.picture > 0) seen.wheel = true; }, { capture: true, passive: true });
})()`;

export interface FirstPicture {
  /** From navigation until the whole atlas stands on the screen. */
  readonly picture: number;
  /** From navigation until the map has followed a wheel that was turning from the start. */
  readonly answer: number;
  readonly detail: number;
  /** Bytes of script over the wire until then, and in all without using a feature. */
  readonly scriptForPicture: number;
  readonly scriptInAll: number;
  readonly graph: number;
  readonly layoutShift: number;
}

/** Opens the page in a browser that has seen nothing yet, its hands on the wheel from the start. */
export async function measureFirstPicture(browser: Browser, url: string): Promise<FirstPicture> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watchPicture);
  await page.addInitScript(`addEventListener("DOMContentLoaded", () => {});
    window.atlasShift = 0;
    new PerformanceObserver((list) => { for (const e of list.getEntries()) window.atlasShift += e.value; }).observe({ type: "layout-shift", buffered: true });`);
  const session = await context.newCDPSession(page);
  const transfers = await recordTransfers(session);
  await page.goto(url, { waitUntil: "commit" });
  const wheel = async () =>
    session.send("Input.dispatchMouseEvent", { type: "mouseWheel", x: 700, y: 500, deltaX: 0, deltaY: -3 });
  const deadline = Date.now() + 15_000;
  const read = () =>
    page
      .evaluate<{ picture: number; answer: number; detail: number }>("window.atlasBench")
      .catch(() => undefined);
  let seen = await read();
  while (Date.now() < deadline && !((seen?.answer ?? 0) > 0 && (seen?.detail ?? 0) > 0)) {
    await wheel();
    await page.waitForTimeout(20);
    seen = await read();
  }
  await page.waitForTimeout(1500);
  const navigation = await page.evaluate("performance.timeOrigin");
  const shift = await page.evaluate<number>("window.atlasShift");
  const all = transfers.map((transfer) => ({ ...transfer, at: transfer.at * 1000 - Number(navigation) }));
  const scripts = all.filter(({ type }) => type === "Script");
  const bytes = (list: typeof all) => list.reduce((sum, { size }) => sum + size, 0);
  await context.close();
  return {
    picture: seen?.picture ?? Number.NaN,
    answer: seen?.answer ?? Number.NaN,
    detail: seen?.detail ?? Number.NaN,
    scriptForPicture: bytes(scripts.filter(({ at }) => at <= (seen?.picture ?? 0))),
    scriptInAll: bytes(scripts),
    graph: bytes(all.filter(({ url: address }) => address.includes("/api/v1/graph"))),
    layoutShift: shift,
  };
}

interface Transfer {
  readonly url: string;
  readonly type: string;
  /** Wall-clock seconds at which it was asked for. */
  readonly at: number;
  size: number;
}

/** Every response's compressed body size, as the browser received it. */
async function recordTransfers(session: CDPSession): Promise<Transfer[]> {
  const transfers: Transfer[] = [];
  const byId = new Map<string, Transfer>();
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: false });
  session.on("Network.requestWillBeSent", ({ requestId, request, type, wallTime }) => {
    const transfer = { url: request.url, type: type ?? "Other", at: wallTime, size: 0 };
    byId.set(requestId, transfer);
    transfers.push(transfer);
  });
  session.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    const transfer = byId.get(requestId);
    if (transfer) transfer.size += encodedDataLength;
  });
  return transfers;
}

/** Animation frames while `act` runs. */
export async function measureFrames(page: Page, act: () => Promise<void>): Promise<Frames> {
  await page.evaluate(`(() => {
    const frames = (window.atlasFrames = []);
    window.atlasFramesGo = true;
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      frames.push(now - last);
      last = now;
      if (window.atlasFramesGo) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  })()`);
  await act();
  const frames = await page.evaluate<number[]>("((window.atlasFramesGo = false), window.atlasFrames)");
  return { median: quantile(frames, 0.5), p95: quantile(frames, 0.95), count: frames.length };
}

/** Drags the map about for three seconds, at the pace of a hand. */
export async function panAbout(page: Page, x: number, y: number): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  const end = Date.now() + 3000;
  for (let i = 0; Date.now() < end; i++) {
    await page.mouse.move(x + 220 * Math.sin(i / 18), y + 140 * Math.sin(i / 11));
    await page.waitForTimeout(8);
  }
  await page.mouse.up();
}

/** Turns the wheel for three seconds: nearer for half of them, then back. */
export async function zoomAbout(page: Page, x: number, y: number): Promise<void> {
  await page.mouse.move(x, y);
  const start = Date.now();
  while (Date.now() - start < 3000) {
    await page.mouse.wheel(0, Date.now() - start < 1500 ? -12 : 12);
    await page.waitForTimeout(8);
  }
}

/** Longest time from an input of these types to the paint that follows it, as the browser tells it. */
export async function measureInputs(
  page: Page,
  types: readonly string[],
  act: () => Promise<void>,
): Promise<number[]> {
  await page.evaluate(`(() => {
    const seen = (window.atlasInputs = new Map());
    window.atlasInputObserver = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!${JSON.stringify(types)}.includes(entry.name)) continue;
        const key = entry.interactionId || entry.startTime;
        seen.set(key, Math.max(seen.get(key) ?? 0, entry.duration));
      }
    });
    window.atlasInputObserver.observe({ type: "event", durationThreshold: 16 });
  })()`);
  await act();
  await page.waitForTimeout(300);
  return page.evaluate<number[]>(
    "(window.atlasInputObserver.disconnect(), [...window.atlasInputs.values()])",
  );
}
