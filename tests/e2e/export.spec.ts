/** Taking a view away, as a picture and as data: the files that come, and what is said of them. */
import { readFile } from "node:fs/promises";
import type { Download, Locator, Page } from "@playwright/test";
import { unzipSync } from "fflate";
import type { Locale } from "@/lib/graph/schema";
import { words } from "@/lib/i18n";
import { exportWords } from "@/lib/i18n/export-words";
import { shareWords } from "@/lib/i18n/share-words";
import { violations } from "./support/axe";
import { deskIsThere, openMap } from "./support/map";
import { openShare } from "./support/share";
import { expect, test } from "./support/test";

const filtered = "in=domain/law&notes=domain/law:It%20begins%20here";

async function openExport(page: Page, locale: Locale): Promise<Locator> {
  await deskIsThere(page);
  await page.getByRole("application").focus();
  await page.keyboard.press("d");
  const dialog = page.getByRole("dialog", { name: exportWords[locale].title });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** What comes of a press on the button. */
async function downloaded(page: Page, button: Locator): Promise<{ file: Buffer; name: string }> {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { file: await contentOf(download), name: download.suggestedFilename() };
}

const contentOf = async (download: Download): Promise<Buffer> => readFile(await download.path());

/** Width and height of a PNG. */
const sizeOf = (png: Buffer): [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)];

test("a view is taken away as a picture, by the way of sharing (en)", async ({ page }) => {
  const w = exportWords.en.pictures;
  await openMap(page, `/en?${filtered}`);
  await (await openShare(page, "en")).getByRole("button", { name: shareWords.en.toExport }).click();
  const dialog = page.getByRole("dialog", { name: exportWords.en.title });
  // The first picture of a server takes longest.
  await expect(dialog.getByRole("img", { name: /^Preview: / })).toBeVisible({ timeout: 15_000 });
  await dialog.getByLabel(w.name, { exact: true }).fill("Law & models");
  await expect(dialog.getByRole("img", { name: w.previewOf("Law & models") })).toHaveAttribute(
    "data-old",
    "false",
  );
  expect(await violations(page)).toEqual([]);
  const png = await downloaded(page, dialog.getByRole("button", { name: w.download("PNG") }));
  expect(png.name).toBe("Law & models.png");
  expect(sizeOf(png.file)).toEqual([2880, 1800]);
  await expect(dialog.getByText(exportWords.en.progress.done(png.name))).toBeVisible();
  await dialog.getByLabel("SVG").check();
  await dialog.getByLabel(w.transparent).check();
  const svg = await downloaded(page, dialog.getByRole("button", { name: w.download("SVG") }));
  const texts = svg.file.toString();
  expect(texts).toMatch(/^(<\?xml[^>]*>\s*)?<svg /);
  for (const text of ["Law &amp; models", "It begins here"]) expect(texts.includes(text), text).toBe(true);
});

test("a view is taken away as data, exactly what is counted before (zh)", async ({ page }) => {
  const w = exportWords.zh;
  await openMap(page, `/zh?${filtered}`);
  const dialog = await openExport(page, "zh");
  await dialog.getByRole("tab", { name: w.picture }).press("ArrowRight");
  await expect(dialog.getByRole("tab", { name: w.data })).toBeFocused();
  await dialog.getByLabel(w.formats.graphml.name).check();
  const status = dialog.getByText(/^[\d,]+ 个实体、[\d,]+ 条关系$/);
  const [nodes, edges] =
    ((await status.textContent()) ?? "").match(/[\d,]+/g)?.map((n) => Number(n.replace(",", ""))) ?? [];
  expect(await violations(page)).toEqual([]);
  const { file, name } = await downloaded(
    page,
    dialog.getByRole("button", { name: w.datas.download("GraphML") }),
  );
  expect(name).toMatch(/^大模型图谱 视图 [0-9a-f]{8}\.graphml$/);
  const text = file.toString();
  expect([text.match(/<node /g)?.length, text.match(/<edge /g)?.length]).toEqual([nodes, edges]);
  const address = await dialog.getByRole("textbox", { name: w.datas.api }).inputValue();
  expect(await (await page.request.get(address)).text()).toBe(text);
  // Without what stands back, there are fewer.
  await dialog.getByLabel(w.datas.context).uncheck();
  await expect(status).not.toHaveText(`${nodes} 个实体、${edges} 条关系`);
  await dialog.getByLabel(w.datas.whole).check();
  await dialog.getByLabel(w.formats.csv.name, { exact: true }).check();
  const csv = await downloaded(page, dialog.getByRole("button", { name: w.datas.download("CSV") }));
  const tables = unzipSync(csv.file);
  expect(Object.keys(tables)).toEqual(["entities.csv", "relations.csv", "sources.bib"]);
});

test.describe("when the server cannot be reached", () => {
  test.use({ expectedComplaint: /ERR_INTERNET_DISCONNECTED|ERR_FAILED/ });

  test("the reason is told, and the browser makes what it can (en)", async ({ page }) => {
    const w = exportWords.en;
    await openMap(page, `/en?${filtered}`);
    const dialog = await openExport(page, "en");
    await dialog.getByRole("tab", { name: w.data }).click();
    await dialog.getByLabel(w.formats.gexf.name).check();
    await page.route(/\/api\/v1\/export/, (route) => route.abort());
    await dialog.getByRole("button", { name: w.datas.download("GEXF") }).click();
    await expect(dialog.getByRole("alert")).toContainText(w.error.offline);
    const lean = await downloaded(page, dialog.getByRole("button", { name: w.datas.leanDownload }));
    expect(lean.file.toString()).toMatch(/<node [\s\S]*<edge /);
    await page.route(/\/api\/v1\/picture/, (route) => route.abort());
    await dialog.getByRole("tab", { name: w.picture }).click();
    const png = await downloaded(page, dialog.getByRole("button", { name: w.pictures.download("PNG") }));
    expect(sizeOf(png.file)).toEqual([2880, 1800]);
  });
});

test("everything fits on a phone, and can be reached (zh)", { tag: "@touch" }, async ({ page }) => {
  const w = exportWords.zh;
  await openMap(page, `/zh?${filtered}`);
  await (await openShare(page, "zh")).getByRole("button", { name: shareWords.zh.toExport }).tap();
  const dialog = page.getByRole("dialog", { name: w.title });
  for (const tab of [w.picture, w.data]) {
    await dialog.getByRole("tab", { name: tab }).tap();
    await expect(dialog.getByRole("tabpanel", { name: tab })).toBeVisible();
    const wide = await dialog.evaluate((element) => [element.scrollWidth, element.clientWidth, innerWidth]);
    expect(wide).toEqual([360, 360, 360]);
    await expect(
      dialog.getByRole("button", { name: new RegExp(`^${w.datas.download("")}`) }),
    ).toBeInViewport();
    expect(await violations(page)).toEqual([]);
  }
  await dialog.getByRole("button", { name: words.zh.close }).tap();
  await expect(dialog).toBeHidden();
});
