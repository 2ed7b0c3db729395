/** Bringing a graph of one's own: dropped or chosen, looked at, named, opened, found again, shared as a file. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { Locale } from "@/lib/graph/schema";
import { actionWords } from "@/lib/i18n/action-words";
import { dropWords } from "@/lib/i18n/drop-words";
import { en } from "@/lib/i18n/en";
import { importWords } from "@/lib/i18n/import-words";
import { shareWords } from "@/lib/i18n/share-words";
import { graphml, tables } from "../fixtures/own-files";
import { violations } from "./support/axe";
import { deskIsThere, openMap } from "./support/map";
import { expect, test } from "./support/test";

const w = importWords.en;

/** Drops files on the map, as a hand does. */
async function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const data = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const [name, text] of Object.entries(given)) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  await deskIsThere(page);
  await page.dispatchEvent("main", "dragenter", { dataTransfer: data });
  await expect(page.getByText(dropWords.en.title)).toBeVisible();
  await page.dispatchEvent("main", "drop", { dataTransfer: data });
  await expect(page.getByText(dropWords.en.title)).toBeHidden();
}

/** Opens the dialog by the palette. */
async function bring(page: Page, locale: Locale): Promise<void> {
  const search = page.locator("dialog").getByRole("combobox");
  // What keys do comes a little after the map.
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(search).toBeVisible({ timeout: 500 });
  }).toPass();
  await search.fill(actionWords[locale].names.importGraph);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: importWords[locale].title })).toBeVisible();
}

const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

test("a dropped graph is named, coloured, opened, searched, filtered, kept and shared as a file", {
  tag: "@desktop",
}, async ({ page }) => {
  test.setTimeout(60_000);
  await openMap(page, "/en");
  await drop(page, { "Women in science.graphml": graphml() });
  const dialog = page.getByRole("dialog", { name: w.title });
  await expect(dialog.getByText(w.found.entities(60))).toBeVisible();
  await dialog.getByText(w.edit.title).click();
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel(w.edit.labelEn("person")).fill("Scientist");
  await dialog.getByLabel(w.edit.colourLight("person")).fill("#123456");
  await dialog.getByRole("button", { name: w.open }).click();
  await expect(page).toHaveURL(/\/en\/g\/my-women-in-science$/);
  await expect(dialog).toBeHidden();
  const legend = page.getByRole("button", { name: /Scientist/ });
  await expect(legend).toBeVisible();

  await page.getByRole("combobox").first().fill("hedy 14");
  await page.getByRole("option", { name: /Hedy 14/ }).click();
  await expect(page.getByRole("heading", { name: "Hedy 14" })).toBeVisible();
  await page.goto("/en/g/my-women-in-science?f.field=physics");
  await expect(page.getByRole("button", { name: /physics/ }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: /physics/ }).first()).toBeVisible();
  await expect(legend).toBeVisible();

  await page.locator("body").press("s");
  const share = page.getByRole("dialog", { name: shareWords.en.title });
  await expect(share.getByText(w.share.title)).toBeVisible();
  await expect(share.getByText(shareWords.en.link.title, { exact: true })).toBeHidden();
  expect(await violations(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    share.getByRole("button", { name: w.share.file }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  await page.keyboard.press("Escape");
  await drop(page, { "again.json": text });
  await dialog.getByRole("button", { name: w.open }).click();
  // Another graph, in the same view.
  await expect(page).toHaveURL(/\/en\/g\/my-women-in-science-2\?f\.field=physics$/);
  await expect(legend).toBeVisible();

  await bring(page, "en");
  const own = dialog.getByRole("region", { name: w.own.title }).getByRole("listitem");
  await expect(own).toHaveCount(2);
  await own.last().getByRole("button", { name: w.own.remove }).click();
  await own.last().getByRole("button", { name: w.own.removeYes, exact: true }).click();
  await expect(own).toHaveCount(1);
});

test("tables are mapped, a broken file says where, and what is cancelled leaves nothing", {
  tag: "@desktop",
}, async ({ page }) => {
  await openMap(page, "/en");
  await bring(page, "en");
  const dialog = page.getByRole("dialog", { name: w.title });
  const chooser = dialog.locator("input[type=file]");
  await chooser.setInputFiles(file("broken.graphml", graphml().replace('<node id="p3">', "<node id=p3>")));
  await expect(dialog.getByText(w.problems.fatal)).toBeVisible();
  await expect(dialog.getByText(/broken\.graphml:12/)).toBeVisible();
  await dialog.getByRole("button", { name: w.back }).click();

  await chooser.setInputFiles([file("things.csv", tables.entities), file("ties.csv", tables.relations)]);
  await expect(dialog.getByText(w.found.entities(4))).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel(w.table.column("what")).selectOption("label");
  await dialog.getByLabel(w.table.column("how")).selectOption("type");
  await dialog.getByRole("button", { name: w.table.apply }).click();
  await expect(dialog.getByText(w.found.types(2))).toBeVisible();
  await dialog.getByLabel(w.name.label).fill("小表");
  await dialog.getByRole("button", { name: w.open }).click();
  await expect(page).toHaveURL(/\/en\/g\/my-graph$/);
  // The address is that of the new graph a moment before the map and its search are.
  await expect(page.getByRole("application", { name: en.map.label(4, 3) })).toBeVisible();
  await page.getByRole("combobox").first().fill("gamma");
  await expect(page.getByRole("option", { name: /Gamma/ })).toBeVisible();
  await page.keyboard.press("Escape");

  await bring(page, "en");
  await chooser.setInputFiles(file("large.graphml", graphml(40_000)));
  await dialog.getByRole("button", { name: w.read.cancel }).click();
  await expect(dialog.getByText(w.read.cancelled)).toBeVisible();
  await page.reload();
  await bring(page, "en");
  await expect(dialog.getByRole("listitem").filter({ hasText: w.own.remove })).toHaveCount(1);
});

test("on a phone a file is chosen and opened", { tag: "@touch" }, async ({ page }) => {
  const zh = importWords.zh;
  await openMap(page, "/zh");
  await bring(page, "zh");
  const dialog = page.getByRole("dialog", { name: zh.title });
  await dialog.locator("input[type=file]").setInputFiles(file("科学.graphml", graphml()));
  await expect(dialog.getByText(zh.found.entities(60))).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: zh.open }).click();
  await expect(page).toHaveURL(/\/zh\/g\/my-graph$/);
  await expect(page.getByText("科学").first()).toBeVisible();
});
