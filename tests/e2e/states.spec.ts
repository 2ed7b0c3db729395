/** Waiting, failing, and what the page shows meanwhile. */
import { locales } from "@/lib/graph/schema";
import { words } from "@/lib/i18n";
import { aboutWords } from "@/lib/i18n/about-words";
import { panelWords } from "@/lib/i18n/panel-words";
import { mapAtRest, openMap } from "./support/map";
import { expect, test } from "./support/test";

// One language: what differs in the other is words, and no word can be missing.
for (const locale of locales.filter((one) => one === "zh")) {
  const t = words[locale];
  test.describe(`when the graph does not come (${locale})`, () => {
    test.use({ expectedComplaint: /ERR_FAILED/ });

    test("the page says so and tries again when asked", async ({ page }) => {
      let fails = true;
      await page.route("**/api/v1/graph**", (route) => (fails ? route.abort() : route.continue()));
      await page.goto(`/${locale}`);
      await expect(page.getByRole("alert").filter({ hasText: t.error.offline })).toBeVisible();
      await expect(page.getByRole("combobox", { name: t.search.label })).toBeVisible();
      fails = false;
      await page.getByRole("button", { name: t.retry }).click();
      await mapAtRest(page);
      await expect(page.getByRole("application")).toBeVisible();
    });
  });
}

test.describe("when the details of an entity do not come", () => {
  test.use({ expectedComplaint: /ERR_FAILED/ });

  test("names and neighbours still stand, and the rest is asked for again", async ({ page }) => {
    const t = words.en;
    let fails = true;
    await page.route("**/api/v1/entities/**", (route) => (fails ? route.abort() : route.continue()));
    await openMap(page, "/en?select=model/gpt-3");
    const panel = page.getByRole("complementary", { name: t.panel.entity });
    await expect(panel.getByRole("heading", { level: 2 })).toHaveText("GPT-3");
    await expect(panel.getByRole("alert")).toContainText(t.error.offline);
    await expect(panel.getByRole("button", { name: "OpenAI", exact: true }).first()).toBeVisible();
    fails = false;
    await panel.getByRole("button", { name: t.retry }).click();
    await expect(panel.getByRole("alert")).toBeHidden();
    await expect(panel.getByRole("heading", { level: 3, name: panelWords.en.sources })).toBeVisible();
  });
});

test("nothing jumps while the page loads", async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        Object.assign(window, { shift: Reflect.get(window, "shift") + Reflect.get(entry, "value") });
    }).observe({ type: "layout-shift", buffered: true });
  });
  await openMap(page, "/zh?select=model/bert");
  await expect(page.locator("#detail-name")).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, "shift"))).toBeLessThan(0.001);
});

test("without scripts, the page says what it needs and what can be read", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await page.goto("/en");
  await expect(page.getByText(words.en.error.noScript)).toBeVisible();
  await page.goto("/zh/about");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(aboutWords.zh.title);
  await context.close();
});

test("the map is drawn before the page's scripts have come, and goes over into the page's own", async ({
  page,
}) => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/en", { waitUntil: "commit" });
  const early = page.locator("#first-picture canvas[data-layer=base]");
  await expect(early).toBeVisible();
  const colours = () =>
    page.evaluate(`(() => {
      const canvas = document.querySelector("canvas[data-layer=base]");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set();
      for (let i = 0; i < data.length; i += 4 * 97) seen.add(data[i] * 65536 + data[i + 1] * 256 + data[i + 2]);
      return seen.size;
    })()`);
  await expect.poll(colours).toBeGreaterThan(50);
  release();
  await mapAtRest(page);
  await expect(page.locator("#first-picture")).toHaveCount(0);
  await expect(page.locator("canvas[data-layer=base]")).toHaveCount(1);
});
