/** The page of the views that were saved from this browser. */
import { readFile } from "node:fs/promises";
import { locales } from "@/lib/graph/schema";
import { myViewsWords } from "@/lib/i18n/my-views-words";
import { shareWords } from "@/lib/i18n/share-words";
import { violations } from "./support/axe";
import { savedBefore } from "./support/share";
import { expect, test } from "./support/test";

for (const locale of locales) {
  const w = myViewsWords[locale];

  // One language each: what differs in the other is words, and no word can be missing.
  if (locale === "zh")
    test(`what is listed is found, renamed, read as text, copied and deleted (${locale})`, {
      tag: "@touch",
    }, async ({ page }) => {
      await page.goto(`/${locale}/views`);
      await expect(page.getByRole("heading", { name: w.emptyTitle })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await savedBefore(page, "Healthcare 医疗", { hiddenKinds: ["risk"] });
      await savedBefore(page, "<b>Finance</b>");
      await page.reload();
      await expect(page.getByRole("article")).toHaveCount(2);
      expect(await violations(page)).toEqual([]);

      await page.getByRole("searchbox", { name: w.search }).fill("HEALTH");
      const entry = page.getByRole("article");
      await expect(entry).toHaveCount(1);
      await entry.getByRole("button", { name: w.rename }).click();
      await entry.getByRole("textbox", { name: w.newTitle }).fill("Healthcare, anew");
      await entry.getByRole("button", { name: w.keep, exact: true }).click();
      await expect(entry.getByRole("link", { name: "Healthcare, anew" })).toBeVisible();
      await expect(entry.getByRole("button", { name: w.rename })).toBeFocused();
      await entry.getByRole("button", { name: w.asText }).click();
      await expect(entry.getByLabel(w.parameters, { exact: true })).toHaveValue("hide=risk");
      await expect(entry.getByLabel(w.json, { exact: true })).toHaveValue(/"hiddenKinds": \[\s+"risk"/);

      await entry.getByRole("button", { name: w.copy }).click();
      await expect(page.getByRole("link", { name: w.copyOf("Healthcare, anew") })).toBeVisible();
      const original = page.getByRole("article", { name: "Healthcare, anew", exact: true });
      await original.getByRole("button", { name: w.remove, exact: false }).first().click();
      await expect(original.getByRole("button", { name: w.cancel })).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(original.getByRole("button", { name: w.remove, exact: false }).first()).toBeFocused();
      await page.keyboard.press("Enter");
      await original.getByRole("button", { name: w.removeYes }).click();
      await expect(page.getByText(w.done.removed)).toBeVisible();
      await expect(original).toHaveCount(0);
      await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    });

  if (locale === "en")
    test(`the list goes into a file and comes out of it in another browser (${locale})`, async ({
      page,
      browser,
      baseURL,
    }) => {
      await page.goto(`/${locale}/views`);
      const id = await savedBefore(page, "To take along");
      await page.reload();
      const started = page.waitForEvent("download");
      await page.getByRole("button", { name: w.exportList }).click();
      const text = await readFile(await (await started).path(), "utf8");
      const context = await browser.newContext({ baseURL: baseURL ?? "" });
      const other = await context.newPage();
      await other.goto(`/${locale}/views`);
      const choose = async (content: string) => {
        const chooser = other.waitForEvent("filechooser");
        await other.getByRole("button", { name: w.importList }).click();
        await (await chooser).setFiles({
          name: "x.json",
          mimeType: "application/json",
          buffer: Buffer.from(content),
        });
      };
      await choose("{");
      await expect(other.getByText(w.fault["no-json"]())).toBeVisible();
      const file = JSON.parse(text);
      await choose(JSON.stringify({ ...file, views: [...file.views, { id: "broken" }] }));
      await expect(other.getByText(w.taken("1"))).toBeVisible();
      await expect(other.getByText(w.fault["bad-entry"]("2", "id"))).toBeVisible();
      await expect(other.getByRole("link", { name: "To take along" })).toHaveAttribute("href", `/v/${id}`);
      await expect(other.getByRole("button", { name: w.rename })).toBeVisible();
      await context.close();
    });
}

test.describe("without the server", () => {
  test.use({ expectedComplaint: /ERR_FAILED/ });

  test("the list is there, and what cannot be done is said", async ({ page }) => {
    const w = myViewsWords.en;
    await page.goto("/en/views");
    await savedBefore(page, "Far away");
    await page.reload();
    await page.route("**/api/**", (route) => route.abort());
    const entry = page.getByRole("article", { name: "Far away" });
    await entry.getByRole("button", { name: w.copy }).click();
    await expect(entry.getByRole("alert")).toHaveText(shareWords.en.otherError.offline);
    await entry.getByRole("button", { name: w.forget }).click();
    await entry.getByRole("button", { name: w.forgetYes }).click();
    await expect(page.getByRole("heading", { name: w.emptyTitle })).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  });
});
