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

/** Saves a view without opening the map, as one that was saved from this browser earlier; the id that it has. */
export async function savedBefore(
  page: Page,
  title: string,
  view: object = {},
  frozen = false,
): Promise<string> {
  const answer = await page.request.post("/api/v1/views", {
    data: { title, frozen, view: { version: 1, ...view } },
  });
  expect(answer.status()).toBe(201);
  const { id, editKey, createdAt, changedAt, frozen: isFrozen } = await answer.json();
  // Any page of ours will do to reach what the browser keeps.
  if (page.url() === "about:blank") await page.goto("/theme.js");
  await page.evaluate(
    ([key, entry]) => {
      const list = JSON.parse(localStorage.getItem(key) ?? "[]");
      localStorage.setItem(key, JSON.stringify([entry, ...list]));
    },
    ["atlas-views", { id, editKey, title, createdAt, changedAt, frozen: isFrozen }] as const,
  );
  return id;
}

/** What is said of the saved view that is shown. */
export const card = (page: Page, locale: Locale): Locator =>
  page.getByRole("region", { name: shareWords[locale].card.label });
