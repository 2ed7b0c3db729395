/** From a page that is read to the map and back, and onto paper. */
import { entityWords } from "@/lib/i18n/entity-words";
import { scopeWords } from "@/lib/i18n/scope-words";
import { expect, test } from "./support/test";

test("an entity's page leads to the map with it selected, Back returns, and a neighbour is one click away", async ({
  page,
}) => {
  await page.goto("/en/entity/model/llama");
  await expect(page.getByRole("heading", { level: 1, name: "LLaMA" })).toBeVisible();
  await page.getByRole("link", { name: entityWords.en.onMap }).click();
  await expect(page).toHaveURL(/\/en\?select=model\/llama/);
  await page.locator("#detail-name").filter({ hasText: "LLaMA" }).waitFor();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "LLaMA" })).toBeVisible();
  const drawing = page.getByRole("group", { name: entityWords.en.drawing("LLaMA") });
  await drawing.getByRole("link", { name: "Meta" }).click();
  await expect(page).toHaveURL(/\/en\/entity\/organization\/meta/);
});

test("a domain's page leads to the map filtered by it", { tag: "@touch" }, async ({ page }) => {
  await page.goto("/zh/domain/healthcare");
  await page.getByRole("link", { name: scopeWords.zh.onMap }).click();
  await expect(page).toHaveURL(/\/zh\?in=domain\/healthcare/);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("on paper there is the text with the addresses of its sources, and nothing to press", async ({
  page,
}) => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.goto("/zh/entity/model/llama");
  await expect(page.getByText("https://arxiv.org/abs/2302.13971")).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.locator("body")).toHaveCSS("color", "rgb(0, 0, 0)");
});
