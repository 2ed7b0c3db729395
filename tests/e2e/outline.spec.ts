/** From the white paper's outline to the canvas with the same things in view, and back. */
import { outlineWords } from "@/lib/i18n/outline-words";
import { pagesWords } from "@/lib/i18n/pages-words";
import { expect, test } from "./support/test";

test("a section leads from the outline to the canvas, and back", async ({ page }) => {
  await page.goto("/en/outline");
  await page.getByRole("link", { name: "6.8 Smart finance" }).click();
  const heading = page.getByRole("heading", { level: 1, name: "Smart finance" });
  await expect(heading).toBeVisible();
  await page.getByRole("link", { name: pagesWords.en.onMap }).click();
  await expect(page).toHaveURL(/\/en\?.*f\.section=6\.8/);
  await expect(page.getByRole("button", { name: /6\.8 Smart finance/ })).toBeVisible();
  await page.goBack();
  await expect(heading).toBeVisible();
  await page.getByRole("navigation", { name: outlineWords.en.where }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/en\/outline$/);
});
