/** What holds of every page that is read: nothing for axe to complain about, room on the smallest screen, a way to the map. */
import { words } from "@/lib/i18n";
import { violations } from "./support/axe";
import { pages } from "./support/pages";
import { expect, test } from "./support/test";

/** Two that differ in everything: every page is seen in both languages and themes, on the smallest screen and a wide one. */
const readers = [
  { locale: "en", theme: "dark", width: 320 },
  { locale: "zh", theme: "light", width: 1280 },
] as const;

for (const { locale, theme, width } of readers)
  test(`every page can be read by everybody (${locale}, ${theme})`, async ({ browser }) => {
    // A dozen pages, one after the other.
    test.setTimeout(90_000);
    const context = await browser.newContext({
      colorScheme: theme,
      reducedMotion: "reduce",
      viewport: { width, height: 720 },
    });
    const page = await context.newPage();
    for (const path of pages)
      await test.step(path, async () => {
        await page.goto(`/${locale}/${path}`);
        expect.soft(await violations(page), path).toEqual([]);
        const { scrollWidth, clientWidth } = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return { scrollWidth, clientWidth };
        });
        expect.soft(scrollWidth, `${path} is no wider than the screen`).toBeLessThanOrEqual(clientWidth);
        await expect
          .soft(page.getByRole("banner").getByRole("link", { name: words[locale].product }))
          .toHaveAttribute("href", `/${locale}`);
        expect.soft(await page.locator("h1").count(), `${path} has one heading above all`).toBe(1);
      });
    await context.close();
  });
