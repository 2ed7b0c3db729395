/** From a chart to the entities behind it, and back. */
import { filterWords } from "@/lib/i18n/filter-words";
import { formatCount } from "@/lib/i18n/format";
import { insightsWords } from "@/lib/i18n/insights-words";
import { graphOf, mapAtRest } from "./support/map";
import { expect, test } from "./support/test";

// One language: what differs in the other is words, and no word can be missing.
test("a column opens on the map with as many entities, and Back returns to the chart (zh)", async ({
  page,
  request,
}) => {
  const { entities } = await graphOf(request);
  await page.goto("/zh/insights");
  const mark = page.locator("#releases a:visible").filter({ hasText: /^2023年，中国：/ });
  const n = /：(\d+)$/.exec((await mark.locator("title").textContent()) ?? "")?.[1] ?? "";
  expect(Number(n)).toBeGreaterThan(50);
  await mark.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/zh\?hide=.*f\.developer_country=CN.*r\.released=2023\.\.2023/);
  await mapAtRest(page);
  await page.locator("#side-filter:visible").click();
  await expect(
    page.getByText(filterWords.zh.result(n, formatCount(entities.length, "zh")), { exact: true }),
  ).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: insightsWords.zh.title })).toBeVisible();
});
