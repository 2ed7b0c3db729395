/** All by keyboard alone: reach the map, walk along relations, expand, come back, menu, palette, help, history. */
import type { Page } from "@playwright/test";
import { locales } from "@/lib/graph/schema";
import { words } from "@/lib/i18n";
import { actionWords } from "@/lib/i18n/action-words";
import { expandWords } from "@/lib/i18n/expand-words";
import { timeWords } from "@/lib/i18n/time-words";
import { deskIsThere, graphOf, openMap, parameter } from "./support/map";
import { expect, test } from "./support/test";

const press = (page: Page, ...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

// One language: what differs in the other is words, and no word can be missing.
for (const locale of locales.filter((one) => one === "en")) {
  test(`the map is walked, expanded, searched and gone back in by keyboard alone (${locale})`, async ({
    page,
    request,
  }) => {
    test.setTimeout(60_000);
    const t = words[locale];
    const w = actionWords[locale];
    const { spoken, dialog } = expandWords[locale];
    const { entities } = await graphOf(request);
    const said = (id: string | null) => {
      const entity = entities.find((one) => one.id === id);
      return entity ? spoken.entity(entity[locale], entity.kind[locale], entity.degree) : "nothing";
    };
    const status = (text: string) => page.getByRole("status").filter({ hasText: text }).first();
    const map = page.getByRole("application");
    await openMap(page, `/${locale}`);
    await deskIsThere(page);
    for (let i = 0; i < 5 && !(await map.evaluate((one) => one === document.activeElement)); i++)
      await page.keyboard.press("Tab");
    await expect(map).toBeFocused();

    // The first arrow begins at what matters most; then one relation after the other is faced, and one is followed.
    await press(page, "ArrowDown");
    await expect.poll(() => parameter(page, "select")).not.toBeNull();
    const first = parameter(page, "select");
    await expect(status(said(first))).toBeAttached();
    await press(page, "ArrowDown", "ArrowDown");
    const ways = page
      .getByRole("status")
      .filter({ hasText: locale === "en" ? /, 2 of \d+$/ : /第 2 条，共 \d+ 条$/ });
    await expect(ways).toBeAttached();
    const faced = (await ways.textContent()) ?? "";
    expect(parameter(page, "select")).toBe(first);
    await press(page, "ArrowRight");
    await expect.poll(() => parameter(page, "select")).not.toBe(first);
    const second = parameter(page, "select");
    await expect(status(said(second))).toBeAttached();
    expect(faced).toContain(said(second));
    await press(page, "ArrowLeft");
    await expect.poll(() => parameter(page, "select")).toBe(first);
    await expect(map).toBeFocused();
    await press(page, "ArrowRight");
    await expect.poll(() => parameter(page, "select")).toBe(second);
    await press(page, "Escape");
    await expect.poll(() => parameter(page, "select")).toBe(first);

    // The first one is a hub, so Enter asks first; Enter again takes what stands there.
    await press(page, "Enter");
    const name = entities.find((one) => one.id === first)?.[locale] ?? "";
    await expect(page.getByRole("dialog", { name: dialog.title(name) })).toBeFocused();
    await press(page, "Enter");
    await expect.poll(() => parameter(page, "expand")).toBe(`${first},12`);
    await expect(map).toBeFocused();

    await press(page, "Shift+F10");
    const menu = page.getByRole("menu");
    await expect(menu.getByRole("menuitem").first()).toBeFocused();
    await press(page, "Escape");
    await expect(menu).toBeHidden();
    await expect(map).toBeFocused();
    await press(page, "c");
    await expect.poll(() => parameter(page, "expand")).toBeNull();
    await press(page, "Escape");
    await expect.poll(() => parameter(page, "select")).toBeNull();

    await press(page, "ControlOrMeta+k");
    await expect(page.getByRole("combobox", { name: w.palette.label })).toBeFocused();
    await page.keyboard.type(w.names.openTimeline);
    await expect(page.getByRole("option", { selected: true })).toContainText(w.names.openTimeline);
    await press(page, "Enter");
    await expect(page.getByRole("region", { name: timeWords[locale].title })).toBeVisible();
    await expect(map).toBeFocused();
    await press(page, "?");
    const help = page.getByRole("dialog", { name: w.help.title });
    await expect(help).toBeVisible();
    await press(page, "Escape");
    await expect(help).toBeHidden();
    await expect(map).toBeFocused();

    // The next key may come before the page has heard that the dialog is closed.
    await press(page, "?");
    await expect(help).toBeVisible();
    await help.evaluate((dialog: HTMLDialogElement) => {
      dialog.close();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "z", bubbles: true }));
    });
    const history = page.getByRole("complementary", { name: w.history.title });
    const steps = history.getByRole("listitem");
    await expect(steps.first()).toContainText(w.history.current);
    await expect(history.locator("[aria-current]")).toBeFocused();
    const wanted = history.getByRole("button", { name: w.step.expanded(name), exact: true });
    for (let i = 0; i < 12 && !(await wanted.evaluate((one) => one === document.activeElement)); i++)
      await press(page, "ArrowDown");
    await press(page, "Enter");
    await expect.poll(() => parameter(page, "expand")).toBe(`${first},12`);
    await expect(history).toBeHidden();
    await press(page, "z");
    await expect(history.locator("[aria-current]")).toContainText(w.step.expanded(name));
    await press(page, "Escape");
    await expect(history).toBeHidden();
    expect(await page.getByRole("button", { name: t.forward, exact: true }).isEnabled()).toBe(true);
  });
}

test("single keys do nothing while something is typed", async ({ page }) => {
  await openMap(page, "/en?select=model/llama");
  await page.getByRole("combobox", { name: "Search entities" }).fill("");
  await page.keyboard.type("hxt?");
  expect(parameter(page, "without")).toBeNull();
  await expect(page.getByRole("combobox", { name: "Search entities" })).toHaveValue("hxt?");
  await expect(page.getByRole("region", { name: timeWords.en.title })).toBeHidden();
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("on a small screen, focus goes into the sheet that covers what opened it, and back", {
  tag: "@touch",
}, async ({ page }) => {
  const { ask, filter } = words.zh.side;
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const sheet = (label: string) => page.getByRole("complementary", { name: label, exact: true });
  await openMap(page, "/zh");
  await deskIsThere(page);
  for (const label of [ask, filter]) {
    await button(label).focus();
    await page.keyboard.press("Enter");
    await expect(sheet(label)).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await expect(sheet(label)).toBeHidden();
    await expect(button(label)).toBeFocused();
  }
});
