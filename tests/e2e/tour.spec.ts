/** A story told on the map: step by step, by itself, and with a way back for whoever wanders off. */
import type { Locale } from "@/lib/graph/schema";
import { tourWords } from "@/lib/i18n/tour-words";
import { violations } from "./support/axe";
import { parameter } from "./support/map";
import { expect, test } from "./support/test";

const slug = "llama-family";
const titles = { en: "The LLaMA family tree", zh: "LLaMA 家谱" };
const words = (locale: Locale) => ({ ...tourWords[locale], name: tourWords[locale].label(titles[locale]) });

test("a tour is taken, left for an entity, found again and goes on by itself", async ({ page }) => {
  const w = words("en");
  // What takes seconds and more is waited for no longer than two: a step's time to be read.
  await page.addInitScript(() => {
    const plain = globalThis.setTimeout;
    const quick = (run: () => void, time = 0) => plain(run, time > 5000 ? 2000 : time);
    Object.assign(globalThis, { setTimeout: quick });
  });
  await page.goto(`/en/stories/${slug}`);
  await page.getByRole("link", { name: "Start the tour" }).click();
  const tour = page.getByRole("region", { name: w.name });
  const title = tour.getByRole("heading", { level: 2 });
  const button = (name: string) => tour.getByRole("button", { name, exact: true });
  // The explorer has yet to be loaded.
  await expect(title).toHaveText("A model of public data", { timeout: 15_000 });
  await button(w.next).click();
  await expect(title).toHaveText("Ten weeks");
  expect([parameter(page, "story"), parameter(page, "step")]).toEqual([slug, "2"]);
  await page.keyboard.press("ArrowRight");
  await expect(title).toHaveText("Taught by other models");
  await page.goBack();
  await expect(title).toHaveText("Ten weeks");

  await tour.getByRole("link", { name: "Alpaca", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Alpaca", exact: true })).toBeVisible();
  await expect.poll(() => parameter(page, "select")).toBe("model/alpaca");
  // The place in the story stays in the address, so that this can be shared and reloaded as well.
  expect([parameter(page, "story"), parameter(page, "step")]).toEqual([slug, "2"]);
  expect(await violations(page)).toEqual([]);
  await button(w.back("2")).click();
  await expect.poll(() => parameter(page, "select")).toBeNull();
  await expect(button(w.back("2"))).toBeHidden();

  await button(w.play).click();
  await expect(button(w.pause)).toBeVisible();
  await expect(title).toHaveText("Taught by other models");
  await page.mouse.move(900, 450);
  await page.mouse.wheel(0, 40);
  await expect(button(w.play)).toBeVisible();
  await title.click();
  await page.keyboard.press("Escape");
  await expect(tour).toBeHidden();
  expect([parameter(page, "story"), parameter(page, "step")]).toEqual([null, null]);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 640 }, hasTouch: true });

  test("the map keeps the larger part of the screen, and one tap leads back to the step", async ({
    page,
  }) => {
    const w = words("zh");
    // The name of a step alone is enough.
    await page.goto(`/zh?story=${slug}&step=5`);
    const tour = page.getByRole("region", { name: w.name });
    const title = tour.getByRole("heading", { level: 2 });
    await expect(title).toHaveText("走进各行各业", { timeout: 15_000 });
    await expect.poll(() => parameter(page, "layout")).toBe("layered");
    const box = await tour.boundingBox();
    expect(box?.height).toBeLessThanOrEqual(0.4 * 640);
    expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(640);
    expect(await violations(page)).toEqual([]);

    await tour.getByRole("link", { name: "聚宝盆", exact: true }).tap();
    await expect.poll(() => parameter(page, "select")).toBe("model/cornucopia");
    await tour.getByRole("button", { name: w.back("5") }).tap();
    await expect(title).toBeVisible();
    await expect.poll(() => parameter(page, "select")).toBeNull();
  });
});
