/** The timeline: a window of time, and play, which lets everything grow. */
import type { Locator, Page } from "@playwright/test";
import type { Locale } from "@/lib/graph/schema";
import { words } from "@/lib/i18n";
import { arrangeWords } from "@/lib/i18n/arrange-words";
import { exploreWords } from "@/lib/i18n/explore-words";
import { filterWords } from "@/lib/i18n/filter-words";
import { formatDate } from "@/lib/i18n/format";
import { timeWords } from "@/lib/i18n/time-words";
import { deskIsThere, drawnMarks, mapAtRest, openMap, parameter } from "./support/map";
import { expect, test } from "./support/test";

const timelineOf = (page: Page, locale: Locale) =>
  page.getByRole("region", { name: timeWords[locale].title });

/** Moves the first month of the window by keyboard: a month onto the first January, and on by years. */
async function beginAt(page: Page, timeline: Locator, locale: Locale, month: string): Promise<void> {
  const thumb = timeline.getByRole("slider", { name: timeWords[locale].from });
  await thumb.focus();
  await page.keyboard.press("ArrowRight");
  for (let year = 0; year < 20; year++) {
    if ((await thumb.getAttribute("aria-valuetext")) === formatDate(month, locale)) break;
    await page.keyboard.press("PageUp");
  }
  await expect(thumb).toHaveAttribute("aria-valuetext", formatDate(month, locale));
  await expect.poll(() => parameter(page, "time")).toMatch(`${month}..`);
}

/** Plays to the end, and returns how many dated entities the timeline said there were, one number after the other. */
async function play(timeline: Locator, locale: Locale): Promise<number[]> {
  const w = timeWords[locale];
  const [start, pause] = [w.play, w.pause].map((name) => timeline.getByRole("button", { name, exact: true }));
  const counted = timeline.getByText(
    new RegExp(`^${w.counts("0", "0").replace(/\d/g, "[\\d,]+").replace(/\s/g, "\\s")}$`),
  );
  const counts: number[] = [];
  await start.click();
  await expect(pause).toBeVisible();
  while (await pause.isVisible()) {
    const count = Number(/[\d,]+/.exec((await counted.textContent()) ?? "")?.[0].replace(",", ""));
    if (count !== counts.at(-1)) counts.push(count);
    await timeline.page().waitForTimeout(50);
  }
  return counts;
}

const journeys = [
  { locale: "en", by: "key", year: 2021, calm: false, tag: "@desktop" },
  { locale: "zh", by: "panel", year: 2018, calm: true, tag: "@touch" },
] as const;
for (const { locale, by, year, calm, tag } of journeys) {
  const how = calm ? "with less motion" : "month by month";
  test(`what there is grows from ${year} on, ${how}, in one step (${locale}, by ${by})`, { tag }, async ({
    page,
  }) => {
    const t = words[locale];
    test.setTimeout(60_000);
    if (calm) await page.emulateMedia({ reducedMotion: "reduce" });
    await openMap(page, `/${locale}`);
    await deskIsThere(page);
    if (by === "key") await page.keyboard.press("t");
    else {
      await page.locator("#side-arrange:visible").tap();
      const panel = page.getByRole("complementary", { name: t.side.arrange });
      await panel.getByRole("button", { name: arrangeWords[locale].timeline, exact: true }).tap();
      await panel.getByRole("button", { name: t.close }).tap();
      // Whoever closes a panel is back where it was opened, a frame later.
      await expect(page.locator("#side-arrange:visible")).toBeFocused();
    }
    const timeline = timelineOf(page, locale);
    await beginAt(page, timeline, locale, `${year}-01`);
    const window = parameter(page, "time");
    const entries = await page.evaluate(() => history.length);
    const all = Object.keys(await drawnMarks(page)).length;

    await timeline.getByRole("combobox", { name: timeWords[locale].speed }).selectOption("4");
    const counts = await play(timeline, locale);
    expect(counts.length).toBeGreaterThan(calm ? 3 : 20);
    expect(counts.toSorted((a, b) => a - b)).toEqual(counts);
    expect(counts[0]).toBeLessThan((counts.at(-1) ?? 0) / 5);
    await mapAtRest(page);
    // Played to the end, all of what was there from then on is there again.
    expect(Object.keys(await drawnMarks(page)).length).toBe(all);
    expect(parameter(page, "time")).toMatch(new RegExp(`^${year}-01\\.\\.20(2[5-9]|[3-9])`));
    expect(await page.evaluate(() => history.length)).toBe(entries + 1);

    // Play ends where it began, in the window that was set; before that there was none.
    const back = page.getByRole("button", { name: t.back, exact: true });
    await back.click();
    await expect.poll(() => parameter(page, "time")).toBe(window);
    await expect(timeline.getByRole("button", { name: timeWords[locale].play, exact: true })).toBeVisible();
    // On a phone the button goes when there is no way back.
    while ((await back.isVisible()) && (await back.isEnabled())) {
      await back.click();
      await page.waitForTimeout(100);
    }
    expect(parameter(page, "time")).toBeNull();
  });
}

test("a window of time is dragged whole, halted in play, and taken away by its chip", async ({ page }) => {
  const w = timeWords.en;
  await openMap(page, "/en?time=2019-01..2020-12");
  const timeline = timelineOf(page, "en");
  const whole = await timeline.getByRole("slider", { name: w.window }).boundingBox();
  if (!whole) throw new Error("no window");
  const entries = await page.evaluate(() => history.length);
  await page.mouse.move(whole.x + whole.width / 2, whole.y + whole.height / 2);
  await page.mouse.down();
  await page.mouse.move(whole.x + whole.width / 2 + 90, whole.y + whole.height / 2, { steps: 6 });
  await page.mouse.up();
  // The address follows what is dragged at a distance.
  await page.waitForTimeout(400);
  await expect.poll(() => parameter(page, "time")).toMatch(/^202\d-\d\d\.\.202\d-\d\d$/);
  const [from, to] = (parameter(page, "time") ?? "").split("..").map((month) => {
    const [year, number] = month.split("-").map(Number);
    return year * 12 + number;
  });
  expect(to - from).toBe(23);
  expect(await page.evaluate(() => history.length)).toBe(entries + 1);

  const begun = parameter(page, "time");
  await timeline.getByRole("button", { name: w.play, exact: true }).click();
  await page.waitForTimeout(1500);
  await timeline.getByRole("button", { name: w.pause, exact: true }).click();
  await expect.poll(() => parameter(page, "time")).not.toBe(begun);
  await page.getByRole("button", { name: words.en.back, exact: true }).click();
  await expect.poll(() => parameter(page, "time")).toBe(begun);
  const [first, last] = (begun ?? "").split("..").map((month) => formatDate(month, "en"));
  await page.getByRole("button", { name: filterWords.en.remove(exploreWords.en.time(first, last)) }).click();
  expect(parameter(page, "time")).toBeNull();
});
