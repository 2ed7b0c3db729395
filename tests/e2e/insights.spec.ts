/** From a chart to the entities behind it, and back. */

import { filterWords } from "@/lib/i18n/filter-words";
import { insightsWords } from "@/lib/i18n/insights-words";
import { mapAtRest } from "./support/map";
import { expect, test } from "./support/test";

test("a column of a chart opens on the map with as many entities, and Back returns to the chart (zh)", async ({
  page,
}) => {
  await page.goto("/zh/insights");
  const mark = page.locator("#releases a:visible").filter({ hasText: /^2023年，中国：/ });
  const n = /：(\d+)/.exec((await mark.textContent()) ?? "")?.[1] ?? "";
  expect(Number(n)).toBeGreaterThan(50);
  await mark.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/zh\?hide=.*f\.developer_country=CN.*r\.released=2023\.\.2023/);
  await mapAtRest(page);
  await expect(page.getByText(filterWords.zh.result(n, "1,752"))).toBeAttached();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: insightsWords.zh.title })).toBeVisible();
});
