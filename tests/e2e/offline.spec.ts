/** Without a network, and across a deployment: in a real browser with its own service worker, over a line that is cut. */
import type { Page } from "@playwright/test";
import { aboutWords } from "@/lib/i18n/about-words";
import { offlineWords } from "@/lib/i18n/offline-words";
import { type Line, openLine } from "./support/line";
import { mapAtRest } from "./support/map";
import { expect, test } from "./support/test";

// Cut lines are what these tests are about.
test.use({ serviceWorkers: "allow", expectedComplaint: /ERR_|Failed to (fetch|load)/ });

let line: Line;
test.beforeEach(async ({ baseURL }) => {
  line = await openLine(baseURL ?? "");
});
test.afterEach(() => line.close());

/** Until the worker has taken over, with all that it keeps. */
const workerReady = (page: Page): Promise<void> =>
  expect
    .poll(
      () =>
        page.evaluate(async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          return registration?.active?.state === "activated" && navigator.serviceWorker.controller !== null;
        }),
      { timeout: 20_000 },
    )
    .toBe(true);

test("in a room without a network the map and what was opened open, and all else says calmly that there is none", async ({
  page,
}) => {
  test.setTimeout(60_000);
  await page.goto(`${line.url}/zh/about`);
  await workerReady(page);
  await page.goto(`${line.url}/zh?select=model/llama`);
  await mapAtRest(page);
  line.cut();
  await page.reload();
  await mapAtRest(page);
  await expect(page.locator("#detail-name")).toHaveText("LLaMA");
  await expect(page.getByText(offlineWords.zh.cutOff)).toBeVisible();
  await page.goto(`${line.url}/zh/about`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(aboutWords.zh.title);
  const w = offlineWords.zh.offline;
  const answer = await page.goto(`${line.url}/zh/domain/never-opened`);
  expect(answer?.status()).toBe(503);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(w.title);
  const kept = page.getByRole("link", { name: aboutWords.zh.title });
  await expect(kept).toHaveAttribute("href", "/zh/about");
  line.join();
  await page.getByRole("button", { name: w.again }).click();
  await expect(page.getByRole("heading", { name: w.title, exact: true })).toBeHidden();
});

test("a page that is open across a deployment goes on, says that there is a new version, and loads it with the view", async ({
  page,
}) => {
  const w = offlineWords.en;
  await page.clock.install();
  await page.goto(`${line.url}/en?select=model/bert`);
  await mapAtRest(page);
  await page.clock.fastForward(5000);
  await workerReady(page);
  line.deploy("another-build");
  await page.clock.fastForward("06:00");
  await expect(page.getByText(w.newVersion)).toBeVisible();
  await expect(page.locator("#detail-name")).toHaveText("BERT");
  await page.getByRole("button", { name: w.load }).click();
  await expect(page.locator('meta[name="release"]')).toHaveAttribute("content", "another-build");
  await expect(page).toHaveURL(/select=model\/bert/);
  await expect(page.locator("#detail-name")).toHaveText("BERT");
  await expect(page.getByText(w.newVersion)).toBeHidden();
});
