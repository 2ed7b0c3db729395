/** The table, from the first kind to rows on the map and back. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { filterWords } from "@/lib/i18n/filter-words";
import { tableWords } from "@/lib/i18n/table-words";
import { violations } from "./support/axe";
import { expect, test } from "./support/test";

const rowsOf = (page: Page) => page.locator("tbody tr[data-index]");
const namesOf = (page: Page, count: number) =>
  rowsOf(page)
    .locator("th a")
    .evaluateAll((links, most) => links.slice(0, most).map((link) => link.textContent), count);
const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

/** Opens the table and waits until all of its rows are there. */
async function openTable(page: Page, path: string): Promise<void> {
  await page.goto(path);
  // The first to come waits for what the server makes once.
  await expect(page.locator("table[aria-rowcount]")).toBeVisible({ timeout: 15_000 });
}

test("models for a domain are filtered, sorted, shown with another column, saved, marked, put on the map; Back leads to them (en)", async ({
  page,
}) => {
  const w = tableWords.en;
  await openTable(page, "/en/table");
  const moved = () =>
    page.evaluate(() => {
      const shifts = performance.getEntriesByType("layout-shift") as unknown as { value: number }[];
      return shifts.reduce((sum, { value }) => sum + value, 0);
    });
  expect(await moved(), "nothing moves while the page comes to life").toBe(0);

  // A domain and a licence, by the explorer's own panel.
  await page.getByRole("button", { name: w.filter, exact: true }).click();
  const filter = page.getByRole("complementary", { name: w.filter });
  await filter.getByRole("button", { name: /^Smart Finance/ }).click();
  await expect(filter.getByRole("heading", { name: filterWords.en.title })).toBeVisible();
  await filter.getByRole("button", { name: "Commercial use" }).click();
  await filter.getByRole("button", { name: /^allowed/ }).click();
  expect(parameter(page, "in")).toBe("domain/finance");
  expect(parameter(page, "f.commercial_use")).toBe("yes");
  await expect(page.getByRole("status").filter({ hasText: /^Models: \d+ of \d+ rows/ })).toBeVisible();
  await filter.press("Escape");
  await expect(page.getByRole("button", { name: w.filter }).first()).toBeFocused();

  await page.getByRole("button", { name: "Parameters", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "Parameters" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  await page.getByRole("button", { name: w.columnsButton, exact: true }).click();
  await page.getByRole("button", { name: w.columnPanel.add("Context length") }).click();
  await page.getByRole("button", { name: w.columnPanel.left("Context length") }).press("Enter");
  await page.keyboard.press("Enter");
  const heads = await page.getByRole("columnheader").allTextContents();
  expect(heads.indexOf("Context length tokens")).toBe(heads.length - 3);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Close" }).click();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: w.download }).click(),
  ]);
  const [head, ...lines] = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
  const count = Number(await page.locator("table").getAttribute("aria-rowcount")) - 1;
  expect(head.startsWith("\uFEFFName,")).toBe(true);
  expect(lines).toHaveLength(count);
  const shown = await namesOf(page, 5);
  lines.slice(0, 5).forEach((line, i) => {
    expect(line.replace(/^"/, "").startsWith(shown[i] ?? "?")).toBe(true);
  });

  // By keys alone: rows are gone through and marked.
  await rowsOf(page).first().locator("a").focus();
  for (const key of [
    "Space",
    "ArrowDown",
    "Space",
    "End",
    "Space",
    "Home",
    "ArrowDown",
    "ArrowDown",
    "Space",
  ])
    await page.keyboard.press(key);
  await expect(page.getByText(w.marked("4"))).toBeVisible();
  const address = () => new URL(page.url()).search;
  await expect.poll(address).toContain("also=");
  const before = { address: address(), names: await namesOf(page, 8) };
  await page.getByRole("link", { name: w.markedOnMap }).click();
  await expect(page.getByRole("application")).toBeVisible();
  expect(parameter(page, "also")?.split(",")).toHaveLength(3);
  expect(parameter(page, "in")).toBe("domain/finance");

  await page.goBack();
  await expect(page.getByText(w.marked("4"))).toBeVisible();
  expect({ address: address(), names: await namesOf(page, 8) }).toEqual(before);
  // Further back are the steps.
  await page.goBack();
  await expect(page.getByRole("columnheader", { name: "Context length" })).toBeVisible();
  expect(parameter(page, "sort")).toBe("-parameters");
});

test("a colleague sees the same in Chinese, finds by pinyin and comes back to the same rows @touch", async ({
  page,
}) => {
  const w = tableWords.zh;
  await openTable(page, "/en/table?kind=dataset&columns=released,languages&sort=-released");
  const english = await page.locator("tbody tr").first().locator("a").getAttribute("href");
  await page.getByRole("link", { name: "中文" }).click();
  await expect(page).toHaveURL(/\/zh\/table\?kind=dataset/);
  await expect(page.locator("table[aria-rowcount]")).toBeVisible();
  expect(await rowsOf(page).first().locator("a").getAttribute("href")).toBe(english?.replace("/en/", "/zh/"));
  await expect(page.getByRole("columnheader", { name: "发布时间" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );

  // The filter takes the whole screen there, and can be left.
  await page.getByRole("button", { name: w.filter, exact: true }).tap();
  const dialog = page.getByRole("dialog", { name: w.filter });
  await expect(dialog.getByRole("heading", { name: filterWords.zh.title })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "关闭" }).tap();
  await expect(dialog).toBeHidden();

  // Where the rows stood is known to Back, the name stays in sight beside the last column.
  const region = page.getByRole("region", { name: w.scroller });
  await region.evaluate((element) => element.scrollTo({ top: 4000, left: 999 }));
  const inSight = () =>
    region.evaluate((element) => {
      const { top, left } = element.getBoundingClientRect();
      const name = [...element.querySelectorAll("tbody th")].find(
        (th) => th.getBoundingClientRect().top > top + 60,
      );
      return { name: name?.textContent, left: Math.round((name?.getBoundingClientRect().left ?? 0) - left) };
    });
  await expect.poll(async () => (await inSight()).name).toBeTruthy();
  await page.waitForTimeout(400);
  const seen = await inSight();
  expect(seen.left).toBe(0);
  await page.getByRole("link", { name: w.onMap, exact: true }).tap();
  await expect(page.getByRole("application")).toBeVisible();
  await page.goBack();
  await expect(page.locator("table[aria-rowcount]")).toBeVisible();
  await expect.poll(inSight).toEqual(seen);

  await page.getByRole("searchbox", { name: w.find, exact: true }).fill("zhongwen");
  await expect.poll(() => parameter(page, "find")).toBe("zhongwen");
  await expect(page.getByRole("status").filter({ hasText: /^数据集：318 行中的 \d+ 行/ })).toBeVisible();
});
