/** Grouping: regions by country, one of them closed to one node and opened again. */
import { locales } from "@/lib/graph/schema";
import { words } from "@/lib/i18n";
import { arrangeWords } from "@/lib/i18n/arrange-words";
import { expandWords } from "@/lib/i18n/expand-words";
import { exploreWords } from "@/lib/i18n/explore-words";
import { filterWords } from "@/lib/i18n/filter-words";
import { drawnNames, drawnPlaces, mapAtRest, markNamed, openMap, parameter } from "./support/map";
import { expect, test } from "./support/test";

const china = { zh: "中国", en: "China" };

// One language: what differs in the other is words, and no word can be missing.
for (const locale of locales.filter((one) => one === "zh")) {
  test(`everything is grouped by country, China is closed to one node and opened again (${locale})`, async ({
    page,
  }) => {
    test.setTimeout(60_000);
    const t = words[locale];
    const w = arrangeWords[locale];
    await openMap(page, `/${locale}`);
    await page.locator("#side-arrange:visible").click();
    const panel = page.getByRole("complementary", { name: t.side.arrange });
    await panel.getByRole("combobox", { name: w.groupBy }).selectOption("country");
    expect(parameter(page, "layout")).toBe("groups:country");
    const open = await drawnPlaces(page);
    await expect
      .poll(async () => (await drawnNames(page)).some(({ text }) => text === china[locale]))
      .toBe(true);

    const box = panel.getByRole("checkbox", { name: new RegExp(`^${china[locale]}\\b|^${china[locale]}`) });
    const count = Number((await box.locator("..").textContent())?.replace(/\D/g, ""));
    expect(count).toBeGreaterThan(100);
    await box.check();
    expect(parameter(page, "closed")).toBe("CN");
    await expect(
      page.getByRole("button", { name: filterWords[locale].remove(exploreWords[locale].closed("1")) }),
    ).toBeVisible();
    await mapAtRest(page);
    const names = (await drawnNames(page)).map(({ text }) => text);
    expect(names).toContainEqual(expect.stringMatching(new RegExp(`^${china[locale]}\\D+${count}$`)));

    const node = await markNamed(page, china[locale]);
    await page.mouse.click(node.x, node.y);
    const group = page.getByRole("complementary", { name: exploreWords[locale].group });
    await expect(group).toContainText(expandWords[locale].group.size(count));
    await expect(group).toContainText(expandWords[locale].group.isClosed);
    // A third press in a row would be no double one; and the map may have moved aside for the panel.
    await page.waitForTimeout(400);
    const beside = await markNamed(page, china[locale]);
    await page.mouse.dblclick(beside.x, beside.y);
    await expect.poll(() => parameter(page, "closed")).toBeNull();
    await expect(box).not.toBeChecked();
    const opened = await drawnPlaces(page);
    const both = Object.keys(opened).filter((id) => open[id]);
    expect(both.length).toBeGreaterThan(100);
    for (const id of both) expect(opened[id], id).toEqual(open[id]);

    await page.getByRole("button", { name: t.back, exact: true }).click();
    await expect.poll(() => parameter(page, "closed")).toBe("CN");
    await expect(box).toBeChecked();
    await mapAtRest(page);
    const again = await markNamed(page, china[locale]);
    expect(Math.hypot(again.x - beside.x, again.y - beside.y)).toBeLessThan(3);
  });
}

test("colours and sizes stand for what the reader chooses, and a legend says so", async ({ page }) => {
  const w = arrangeWords.en;
  await openMap(page, "/en");
  await page.locator("#side-arrange:visible").click();
  const panel = page.getByRole("complementary", { name: words.en.side.arrange });
  await panel.getByRole("combobox", { name: w.colourBy }).selectOption("model.access");
  await panel.getByRole("combobox", { name: w.sizeBy }).selectOption("parameters");
  expect(parameter(page, "colour")).toBe("model.access");
  expect(parameter(page, "size")).toBe("parameters");
  await panel.getByRole("textbox", { name: w.styleName }).fill("Mine");
  await panel.getByRole("button", { name: w.save }).click();
  await expect.poll(() => parameter(page, "style")).toBe("Mine");
  await panel.getByRole("button", { name: words.en.close }).click();
  const legend = page.locator("[data-floating]").filter({ hasText: words.en.legend.title });
  await expect(legend.first()).toContainText("Parameters");
  await expect(page.getByRole("button", { name: filterWords.en.remove("Mine") })).toBeVisible();
});
