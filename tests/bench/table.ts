/** The table of all entities: coming to life, frames while all of its rows go by, and a press on a column's head. */
import { tableWords } from "@/lib/i18n/table-words";
import { desktop, emptyPageFrames, type OpenPage, withPage } from "./browser";
import { type Bar, judged, median, ms, quantile, type Row, score, told } from "./figures";
import { holdHands } from "./hands";

/** As on the map while it is panned. */
const frameBars: { median: Bar; p95: Bar } = { median: { most: 17.5 }, p95: { below: 34 } };
const painted: Bar = { most: 100 };
/** How long the wheel is turned, how often, and how far each time, in milliseconds and CSS pixels. */
const turning = { longest: 4000, rhythm: 16, step: 120 };
const presses = ["Importance", "Name", "Kind", "Date", "Relations"];

export async function measureTable(url: string): Promise<Row[]> {
  return withPage(desktop, async (open) => {
    const { page } = open;
    const idle = await emptyPageFrames(open);
    await page.goto(`${url}/en/table`, { waitUntil: "commit" });
    await page.locator("table[aria-rowcount]").waitFor();
    const live = await page.evaluate(() => performance.now());
    const shift = await shiftsOf(open);
    await page.goto(`${url}/en/table?kind=*`, { waitUntil: "commit" });
    await page.locator("table[aria-rowcount]").waitFor();
    await page.waitForTimeout(1000);
    const scrolled = await scrollThrough(open);
    const sorted: number[] = [];
    for (const name of presses) sorted.push(await press(open, name));
    return [
      told("table: all rows are there after", ms(live)),
      judged("table: layout shift while coming to life", shift, { most: 0 }, score),
      told("table: frames of an empty page here, median", ms(median(idle))),
      judged(
        "table: frames while scrolling, median",
        median(scrolled.intervals),
        frameBars.median,
        ms,
        scrolled.note,
      ),
      judged("table: frames while scrolling, p95", quantile(scrolled.intervals, 0.95), frameBars.p95, ms),
      judged("table: from pressing a head to other rows, slowest", Math.max(...sorted), painted, ms),
    ];
  });
}

/** Layout shifts that no input explains. */
const shiftsOf = ({ page }: OpenPage): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & {
            value: number;
            hadRecentInput: boolean;
          })[])
            if (!entry.hadRecentInput) sum += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 200);
      }),
  );

async function scrollThrough({ page, session }: OpenPage): Promise<{ intervals: number[]; note: string }> {
  const region = page.getByRole("region", { name: tableWords.en.scroller });
  await region.scrollIntoViewIfNeeded();
  const box = await region.boundingBox();
  if (!box) throw new Error("there is no table to scroll");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.evaluate(() => {
    const times: number[] = [];
    const tick = () => {
      times.push(performance.now());
      if (times.length < 100_000) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(window, { frameTimes: times });
  });
  const worked = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
  };
  const [from, before] = [await page.evaluate(() => performance.now()), await worked()];
  await holdHands({
    longest: turning.longest,
    rhythm: turning.rhythm,
    act: () =>
      session.send("Input.dispatchMouseEvent", { type: "mouseWheel", x, y, deltaX: 0, deltaY: turning.step }),
  });
  const { times, gone, rows } = await page.evaluate(() => {
    const { frameTimes } = window as unknown as { frameTimes: number[] };
    const gone = document.querySelector("table")?.parentElement?.scrollTop ?? 0;
    return { times: [...frameTimes], gone, rows: document.querySelectorAll("tbody tr[data-index]").length };
  });
  const during = times.filter((time) => time >= from);
  const intervals = during.slice(1).map((time, i) => time - (during[i] ?? time));
  // What the page's main thread worked, on whatever machine: other work on it does not show there.
  const work = ((await worked()) - before) / Math.max(1, intervals.length);
  if (gone < 2000) throw new Error("the table did not scroll");
  return {
    intervals,
    note: `${intervals.length} frames, ${Math.round(gone)} px, ${rows} rows in the page; main thread works ${ms(work)} a frame`,
  };
}

/** From the press to the frame that shows another first row. @throws {Error} there is none */
async function press({ page }: OpenPage, name: string): Promise<number> {
  const head = page
    .locator("thead button")
    .filter({ hasText: new RegExp(`^${name}(?!d)`) })
    .first();
  return head.evaluate(
    (button: HTMLElement) =>
      new Promise<number>((resolve, reject) => {
        const first = () => document.querySelector("tbody tr[data-index] a")?.textContent;
        const [before, start] = [first(), performance.now()];
        const look = () => {
          const time = performance.now() - start;
          // The order of before may begin with the same row.
          if (first() !== before || document.querySelector("[aria-sort]")?.contains(button)) resolve(time);
          else if (time > 5000) reject(new Error("no other order came"));
          else requestAnimationFrame(look);
        };
        button.click();
        requestAnimationFrame(look);
      }),
  );
}
