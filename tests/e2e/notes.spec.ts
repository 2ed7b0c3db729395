/** Notes on the map: written, read, changed and deleted, by hand and by keyboard, each a step. */
import type { Page } from "@playwright/test";
import { locales } from "@/lib/graph/schema";
import { actionWords } from "@/lib/i18n/action-words";
import { noteWords } from "@/lib/i18n/note-words";
import { bareSpot, deskIsThere, mapAtRest, openMap, parameter } from "./support/map";
import { expect, test } from "./support/test";

const pinPlace = async (page: Page, number: string) => {
  const box = await page.getByRole("button", { name: new RegExp(`^(Note|备注) ${number}`) }).boundingBox();
  if (!box) throw new Error(`pin ${number} is nowhere`);
  return box;
};

for (const locale of locales) {
  const w = noteWords[locale];

  // One language each: what differs in the other is words, and no word can be missing.
  if (locale === "en")
    test(`a note is written, read and deleted by keyboard alone, and taken back (${locale})`, async ({
      page,
    }) => {
      await openMap(page, `/${locale}?select=model/bert`);
      await deskIsThere(page);
      await page.getByRole("application").focus();
      await page.keyboard.press("m");
      const dialog = page.getByRole("dialog", { name: w.newNote });
      await expect(dialog.getByRole("textbox", { name: w.text })).toBeFocused();
      await page.keyboard.type("Google, 2018; 100%");
      await page.keyboard.press("Enter");
      await expect(dialog).toBeHidden();
      expect(parameter(page, "notes")).toBe("model/bert:Google, 2018%3B 100%25");
      const pin = page.getByRole("button", { name: w.pin("1", w.about("BERT"), "Google, 2018; 100%") });
      await expect(pin).toHaveAttribute("aria-expanded", "true");
      await pin.focus();
      await page.keyboard.press("Escape");
      await expect(pin).toHaveAttribute("aria-expanded", "false");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await expect(pin).toBeHidden();
      expect(parameter(page, "notes")).toBeNull();
      await page.goBack();
      await expect(pin).toBeVisible();
      await page.goBack();
      await expect(pin).toBeHidden();
    });

  if (locale === "zh")
    test(`a note at a place of the map stays there while the map moves (${locale})`, {
      tag: "@touch",
    }, async ({ page }) => {
      await openMap(page, `/${locale}`);
      await deskIsThere(page);
      const spot = await bareSpot(page);
      await page.mouse.click(spot.x, spot.y, { button: "right" });
      await page.getByRole("menuitem", { name: actionWords[locale].names.note }).click();
      const dialog = page.getByRole("dialog", { name: w.newNote });
      await dialog.getByRole("textbox").fill("Here <b>it</b> is");
      await dialog.getByRole("button", { name: w.keep }).click();
      const before = await pinPlace(page, "1");
      expect(Math.abs(before.x - spot.x)).toBeLessThan(3);
      expect(Math.abs(before.y + before.height - spot.y)).toBeLessThan(3);
      await page.getByRole("button", { name: w.close, exact: true }).click();
      const from = await bareSpot(page);
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x + 40, from.y + 30, { steps: 5 });
      await page.mouse.up();
      await mapAtRest(page);
      const after = await pinPlace(page, "1");
      expect(Math.abs(after.x - before.x - 40)).toBeLessThan(3);
      expect(Math.abs(after.y - before.y - 30)).toBeLessThan(3);
    });
}

test("a pin follows the mark that it is at, and goes with it", async ({ page }) => {
  await openMap(page, "/en?notes=model/llama:First;risk/hallucination:Second");
  const [one, two] = [await pinPlace(page, "1"), page.getByRole("button", { name: /^Note 2/ })];
  await expect(two).toBeVisible();
  await openMap(
    page,
    "/en?notes=model/llama:First;risk/hallucination:Second&moved=model/llama:-300,-100&hide=risk",
  );
  const moved = await pinPlace(page, "1");
  expect(Math.hypot(moved.x - one.x, moved.y - one.y)).toBeGreaterThan(50);
  await expect(two).toBeHidden();
  // What is not in the picture is still in the list.
  await expect(page.getByRole("list", { name: noteWords.en.notes, exact: true })).toContainText("First");
});

test("with a note that is deleted, no other one opens", async ({ page }) => {
  const w = noteWords.en;
  await openMap(page, "/en?notes=model/llama:First;model/bert:Second;model/gpt-2:Third");
  await deskIsThere(page);
  const pins = page.getByRole("list", { name: w.onMap });
  await page.getByRole("button", { name: /^Note 2/ }).click();
  await pins.getByRole("button", { name: w.remove, exact: true }).click();
  await expect(page.getByRole("button", { name: /^Note 3/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Note 2.*Third/ })).toHaveAttribute(
    "aria-expanded",
    "false",
  );
  await expect(page.getByRole("application")).toBeFocused();
});

test("going back under the dialog changes no other note; what is typed is lost to no press beside it", async ({
  page,
}) => {
  const w = noteWords.en;
  await openMap(page, "/en?select=model/bert");
  await deskIsThere(page);
  await page.getByRole("application").focus();
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Only one");
  await page.keyboard.press("Enter");
  await page.getByRole("list", { name: w.onMap }).getByRole("button", { name: w.edit, exact: true }).click();
  await expect(page.getByRole("dialog", { name: w.changeNote })).toBeVisible();
  await page.goBack();
  await expect(dialog).toBeHidden();
  expect(parameter(page, "notes")).toBeNull();
  await page.getByRole("application").focus();
  await page.keyboard.press("m");
  await expect(page.getByRole("dialog", { name: w.newNote })).toBeVisible();

  await expect(dialog.getByRole("textbox")).toBeFocused();
  const box = await dialog.boundingBox();
  if (!box) throw new Error("the dialog is nowhere");
  await page.mouse.click(box.x + 4, box.y + 4);
  await expect(dialog).toBeVisible();
  await dialog.getByRole("textbox").fill("Half a tho");
  await page.mouse.click(4, 4);
  await expect(dialog.getByRole("textbox")).toHaveValue("Half a tho");
  await dialog.getByRole("textbox").fill("");
  await page.mouse.click(4, 4);
  await expect(dialog).toBeHidden();
});
