/** A graph that is too large to be had as a whole: what is not here yet is found, and comes as one goes there. */
import { words } from "@/lib/i18n";
import { filterWords } from "@/lib/i18n/filter-words";
import { panelWords } from "@/lib/i18n/panel-words";
import { partWords } from "@/lib/i18n/part-words";
import { tableWords } from "@/lib/i18n/table-words";
import { importGenerated } from "../api/support/import";
import { drawnNames, goTo, mapAtRest, openMap } from "./support/map";
import { expect, test } from "./support/test";

const graph = "many";
const w = tableWords.en;
test.use({ expectedComplaint: /503/ });
/** What a server says that cannot get at its database. */
const unavailable = {
  status: 503,
  contentType: "application/problem+json",
  headers: { "Retry-After": "5" },
  json: {
    type: "about:blank",
    title: "Not available",
    status: 503,
    code: "unavailable",
    detail: "The graph cannot be read at the moment.",
  },
};
test.beforeAll(() => importGenerated(graph, 3000));

test("a large graph is looked at from the whole to an entity that was not here", async ({
  page,
  request,
}) => {
  const asked = async (path: string) =>
    (await request.get(`/api/v1/${path}${path.includes("?") ? "&" : "?"}graph=${graph}`)).json();
  const first = await asked("tiles/1/0/0");
  const here = new Set<string>(first.compact.entities.en);
  const { hits } = await asked("search?q=zi&limit=50");
  const { name } = hits.find((hit: { name: { en: string } }) => !here.has(hit.name.en));

  await openMap(page, `/en/g/${graph}`);
  const note = page.getByText(/most important of [\d,]+ entities/);
  await expect(note).toContainText("of 3,000");
  const names = (await drawnNames(page)).map(({ text }) => text);
  await page.mouse.move(900, 450);
  for (let i = 0; i < 12; i++) await page.mouse.wheel(0, -160);
  await mapAtRest(page);
  await expect(page).toHaveURL(/at=/);
  // Nearer, those stand there that had no room before.
  await expect
    .poll(async () => (await drawnNames(page)).filter(({ text }) => !names.includes(text)).length)
    .toBeGreaterThan(3);

  await goTo(page, name.en);
  await expect(page.getByRole("heading", { level: 2, name: name.en })).toBeVisible();
  await expect(page).toHaveURL(/select=/);
  await expect.poll(async () => (await drawnNames(page)).map(({ text }) => text)).toContain(name.en);
  const panel = page.getByRole("complementary", { name: words.en.panel.entity });
  await expect(panel.getByRole("heading", { name: panelWords.en.relations })).toBeVisible();

  // Of a hub, relations are listed type by type where one wants, and brought onto the map.
  await goTo(page, first.compact.entities.en[0]);
  const listed = panel.getByRole("combobox", { name: panelWords.en.listed });
  await expect(listed).toBeVisible();
  const options = await listed.locator("option").allTextContents();
  const counts = options.map((text) => Number(/\(([\d,]+)\)$/.exec(text)?.[1].replace(",", "")));
  expect(counts.slice(1).reduce((sum, count) => sum + count, 0)).toBe(counts[0]);
  const most = counts.indexOf(Math.max(...counts.slice(1)), 1);
  await listed.selectOption({ index: most });
  await expect(panel.getByRole("heading", { level: 4 })).toHaveCount(1);
  await panel.getByRole("button", { name: partWords.en.showGroup }).click();
  await expect(page).toHaveURL(/near=[^&]*,1,(in|out),/);
  // With the hub itself.
  await expect(page.getByText(/entities around here match/)).toContainText(`${counts[most] + 1} entities`);

  const kinds = page.getByRole("region", { name: words.en.legend.title }).getByRole("button");
  await test.step("a filter that takes long says so within a second", async () => {
    const tiles = /\/api\/v1\/tiles\b/;
    await page.route(tiles, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1200));
      await route.continue();
    });
    await kinds.nth(1).click();
    const told = page.getByText(partWords.en.filtering);
    await expect(told).toBeVisible({ timeout: 1000 });
    await expect(told).toBeHidden();
    await page.unroute(tiles);
  });

  await test.step("while its database is away, that is told, and goes by itself", async () => {
    const asks = /\/api\/v1\/(tiles|search|graphs)\b/;
    await page.route(asks, (route) => route.fulfill(unavailable));
    // There is one more once a kind is left out.
    await kinds.nth(3).click();
    await page.getByRole("combobox", { name: words.en.search.label }).fill("zizi");
    const told = [partWords.en.away, words.en.search.failed].map((text) => page.getByText(text));
    for (const one of told) await expect(one).toBeVisible();
    // Beside the conditions, and where it is told that they cannot be applied.
    await expect(page.getByRole("button", { name: filterWords.en.clear })).toHaveCount(2);
    await page.unroute(asks);
    for (const one of told) await expect(one).toBeHidden({ timeout: 8000 });
    await expect(page.getByRole("listbox")).toBeVisible();
  });

  // The same as a table: rows come as one goes down, and once they are few, in any order.
  await page.goto(`/en/table?graph=${graph}`);
  await expect(page).toHaveURL(new RegExp(`/en/g/${graph}/table`));
  const rows = page.locator("tbody tr[data-index]");
  await expect(rows.first()).toBeVisible();
  const count = Number(await page.locator("table").getAttribute("aria-rowcount")) - 1;
  expect(count).toBeGreaterThan(100);
  await test.step("rows that do not come are asked for again once there is an answer, and not until then", async () => {
    const asks = /\/api\/v1\/(subgraph|graphs)\b/;
    let count = 0;
    await page.route(asks, (route) => {
      count++;
      return route.fulfill(unavailable);
    });
    await rows.first().locator("a").focus();
    await page.keyboard.press("End");
    const told = page.getByRole("alert").filter({ hasText: words.en.error.away });
    await expect(told).toBeVisible();
    await page.waitForTimeout(500);
    expect(count).toBeLessThan(4);
    await page.unroute(asks);
    await expect(told).toBeHidden({ timeout: 8000 });
  });
  await expect
    .poll(() => page.evaluate(() => Number(document.activeElement?.closest("tr")?.dataset.index)))
    .toBe(99);
  await page.keyboard.press("ArrowDown");
  await expect(rows.last()).toHaveAttribute("data-index", /^1\d\d$/);

  // Another order is asked for, and waits until there are fewer: which one is there, head and line say.
  const heads = page.getByRole("columnheader");
  await page.getByRole("button", { name: /All kinds/ }).click();
  await heads.getByRole("button", { name: "Date" }).click();
  await expect(heads.and(page.locator("[aria-sort]"))).toHaveText(/Importance/);
  const order = w.orderWaits(w.sorted("Date", w.falling), "1,000");
  await expect(page.getByText(`${w.byImportance} · ${order}`)).toBeVisible();
});
