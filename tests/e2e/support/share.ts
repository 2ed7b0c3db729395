/** Sharing as a reader does it: the dialog, what is saved by it, and the card of a saved view. */
import type { Locator, Page } from "@playwright/test";
import type { Locale } from "@/lib/graph/schema";
import { words } from "@/lib/i18n";
import { shareWords } from "@/lib/i18n/share-words";
import { expect } from "./test";

/** Opens the dialog, by the button that everybody sees. */
export async function openShare(page: Page, locale: Locale): Promise<Locator> {
  await page.getByRole("button", { name: words[locale].share, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: shareWords[locale].title });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Saves what is shown; the path of its short link. */
export async function save(page: Page, locale: Locale, title: string, frozen = false): Promise<string> {
  const w = shareWords[locale];
  const dialog = await openShare(page, locale);
  await dialog.getByLabel(w.link.name, { exact: true }).fill(title);
  if (frozen) await dialog.getByLabel(w.link.frozen).check();
  await dialog.getByRole("button", { name: w.link.save }).click();
  const link = await dialog.getByRole("textbox", { name: w.saved.link, exact: true }).inputValue();
  await dialog.getByRole("button", { name: words[locale].close }).click();
  return new URL(link).pathname;
}

/** What is said of the saved view that is shown. */
export const card = (page: Page, locale: Locale): Locator =>
  page.getByRole("region", { name: shareWords[locale].card.label });
