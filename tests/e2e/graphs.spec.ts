/** Several graphs: one that was imported is explored like the atlas, at an address of its own. */

import { words } from "@/lib/i18n";
import { graphsWords } from "@/lib/i18n/graphs-words";
import { shareWords } from "@/lib/i18n/share-words";
import { importText } from "../api/support/import";
import { citiesFile, citiesSize } from "../fixtures/cities";
import { violations } from "./support/axe";
import { drawnNames, goTo, mapAtRest, openMap } from "./support/map";
import { card, openShare, save } from "./support/share";
import { expect, test } from "./support/test";

const graph = "cities";
const name = { en: "Cities and rivers", zh: "城市与河流" };
test.beforeAll(async () => {
  const { code, errors } = await importText("cities.json", citiesFile(), [
    ...["--name", graph, "--title", name.en, "--title-zh", name.zh],
  ]);
  expect(code, errors).toBe(0);
});

test("an imported graph is searched, filtered, shared and opened in the other language", async ({
  page,
  context,
}) => {
  await openMap(page, `/en/g/${graph}`);
  await expect(page).toHaveTitle(`${name.en} · ${words.en.product}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name.en);
  const intro = page.getByRole("region", { name: name.en });
  await expect(intro).toContainText(`${citiesSize.entities} entities`);
  await expect(intro).not.toContainText(words.en.tagline);
  expect((await drawnNames(page)).map(({ text }) => text)).toContain("Seine");

  await goTo(page, "Paris");
  await expect(page.getByRole("heading", { level: 2, name: "Paris" })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/en/g/${graph}\\?select=city/paris`));
  await expect(page).toHaveTitle(`Paris · ${name.en} · ${words.en.product}`);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`/en/g/${graph}$`));

  await page.getByRole("button", { name: /^country/ }).click();
  await expect(page).toHaveURL(new RegExp(`/en/g/${graph}\\?hide=country$`));
  await page.reload();
  await mapAtRest(page);
  await expect(page).toHaveURL(new RegExp(`/en/g/${graph}\\?hide=country$`));

  const dialog = await openShare(page, "en");
  const address = dialog.getByRole("textbox", { name: shareWords.en.address.label });
  await expect(address).toHaveValue(new RegExp(`/en/g/${graph}\\?hide=country$`));
  await page.keyboard.press("Escape");
  const link = await save(page, "en", "No countries");
  const reader = await context.newPage();
  await openMap(reader, link);
  await expect(card(reader, "en")).toContainText("No countries");
  // Behind the link the reader goes on in the graph.
  await goTo(reader, "Seine");
  await expect(reader).toHaveURL(new RegExp(`/en/g/${graph}\\?hide=country&select=river/seine`));
  await reader.goBack();
  await expect(reader).toHaveURL(new RegExp(`${link}$`));

  await page.getByRole("link", { name: words.en.otherLanguage }).click();
  await mapAtRest(page);
  await expect(page).toHaveURL(new RegExp(`/zh/g/${graph}\\?hide=country$`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name.zh);
});

test("the list of graphs leads from one to another, and keeps a way to bring one's own", {
  tag: "@touch",
}, async ({ page }) => {
  const w = graphsWords.zh;
  await openMap(page, "/zh");
  const openList = async () => {
    const button = page.getByRole("button", { name: words.zh.graphs });
    // A phone has it among the pages.
    if (!(await button.isVisible())) await page.getByRole("button", { name: words.zh.pages }).click();
    await button.click();
  };
  await openList();
  const dialog = page.getByRole("dialog", { name: w.title });
  await expect(dialog.getByRole("link", { name: words.zh.product }).first()).toHaveAttribute(
    "aria-current",
    "page",
  );
  await expect(dialog.getByRole("button", { name: w.bring })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("link", { name: name.zh }).click();
  await expect(page).toHaveURL(new RegExp(`/zh/g/${graph}$`));
  await mapAtRest(page);
  await openList();
  await dialog.getByRole("link", { name: w.about }).click();
  await expect(page).toHaveURL(/\/zh\/about$/);
});

test("an address that names a graph in its parameters leads to its page", async ({ page }) => {
  await page.goto(`/en?graph=${graph}&hide=country`);
  await expect(page).toHaveURL(new RegExp(`/en/g/${graph}\\?hide=country$`));
  await mapAtRest(page);
});

test("a frame shows a graph, and leads to it", async ({ page }) => {
  await page.goto(`/embed/en?graph=${graph}&hide=country`);
  await mapAtRest(page);
  await expect(page.locator("footer")).toContainText(name.en);
  const link = page.locator("footer").getByRole("link");
  await expect(link).toHaveAttribute("href", `/en/g/${graph}?hide=country`);
});

test.describe("a graph that is not there", () => {
  test.use({ expectedComplaint: /404/ });

  test("is told so, with a way back", async ({ page }) => {
    await page.goto("/en/g/nowhere");
    await expect(page.getByRole("heading", { name: words.en.error.notFound })).toBeVisible();
    await page.getByRole("link", { name: words.en.home }).click();
    await expect(page).toHaveURL(/\/en$/);
    // One that only another browser may have.
    await page.goto("/zh/g/my-nothing");
    await expect(page.getByRole("alert").filter({ hasText: graphsWords.zh.gone.text })).toBeVisible();
    await page.getByRole("link", { name: graphsWords.zh.gone.home }).click();
    await expect(page).toHaveURL(/\/zh$/);
  });
});
