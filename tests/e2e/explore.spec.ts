/** The journeys: find an entity, read about it, follow its relations, come back. */
import { locales } from "@/lib/graph/schema";
import { words } from "@/lib/i18n";
import { panelWords } from "@/lib/i18n/panel-words";
import { bareSpot, camera, drawnNames, mapAtRest, openMap, parameter, placeOf } from "./support/map";
import { expect, test } from "./support/test";

const named = {
  zh: { letters: "wenxin", hit: "文心 ERNIE", id: "model/ernie", baidu: "百度" },
  en: { letters: "ernie", hit: "ERNIE", id: "model/ernie", baidu: "Baidu" },
};

for (const locale of locales) {
  const t = words[locale];
  const { letters, hit, id, baidu } = named[locale];

  test(`from a few letters to an entity, its developer, their relation and back (${locale})`, {
    // One each: what differs in the other is words.
    tag: locale === "zh" ? "@touch" : "@desktop",
  }, async ({ page }) => {
    await openMap(page, `/${locale}`);
    await page.keyboard.press("/");
    const search = page.getByRole("combobox", { name: t.search.label });
    await expect(search).toBeFocused();
    await search.pressSequentially(letters);
    const option = page.getByRole("option").filter({ hasText: hit }).first();
    await expect(option).toBeVisible();
    await option.click();

    const panel = page.getByRole("complementary", { name: t.panel.entity });
    await expect(panel.getByRole("heading", { level: 2 })).toHaveText(hit);
    expect(parameter(page, "select")).toBe(id);
    await mapAtRest(page);
    await expect
      .poll(async () => (await drawnNames(page)).some(({ text }) => text.startsWith(hit)))
      .toBe(true);
    await expect(page).toHaveTitle(`${hit} · ${t.product}`);

    await panel.getByRole("button", { name: baidu, exact: true }).first().click();
    await expect(panel.getByRole("heading", { level: 2 })).toHaveText(baidu);
    expect(parameter(page, "select")).toBe("organization/baidu");

    await panel
      .getByRole("button", { name: `${t.panel.relation}: ${hit}` })
      .first()
      .click();
    const relation = page.getByRole("complementary", { name: t.panel.relation });
    await expect(relation.getByRole("button", { name: hit, exact: true })).toBeVisible();
    await expect(relation.getByRole("button", { name: baidu, exact: true })).toBeVisible();
    expect(parameter(page, "select")).toBe("model/ernie~developed_by~organization/baidu");

    await page.goBack();
    await expect(panel.getByRole("heading", { level: 2 })).toHaveText(baidu);
    await page.goBack();
    await expect(panel.getByRole("heading", { level: 2 })).toHaveText(hit);
    await page.goBack();
    await expect(panel).toBeHidden();
    expect(parameter(page, "select")).toBeNull();
    await page.goForward();
    await expect(panel.getByRole("heading", { level: 2 })).toHaveText(hit);
  });
}

test("a flight ends with the entity well inside the room beside the panel", { tag: "@desktop" }, async ({
  page,
  request,
}) => {
  await openMap(page, "/zh");
  await page.getByRole("combobox").fill("清华大学");
  await page.keyboard.press("Enter");
  await expect(page.locator("#detail-name")).toHaveText("清华大学");
  await mapAtRest(page);
  const panel = await page.getByRole("complementary").boundingBox();
  const { x, y } = await placeOf(page, request, "organization/tsinghua-university");
  if (!panel) throw new Error("no panel");
  const isBeside = panel.x > 100;
  // Fitted without the panel it would stand half as far from it.
  expect(isBeside ? panel.x - x : panel.y - y).toBeGreaterThan(isBeside ? 250 : 110);
  expect(x).toBeGreaterThan(isBeside ? 248 : 8);
});

test("search is all keyboard: what is not found is said, arrows move, Enter goes there, Escape closes", async ({
  page,
}) => {
  await openMap(page, "/en");
  await page.keyboard.press("/");
  await page.keyboard.type("zzzzqqqq");
  await expect(page.getByText(words.en.search.tip)).toBeVisible();
  await page.getByRole("button", { name: words.en.search.clear }).click();
  await expect(page.getByRole("combobox")).toHaveValue("");
  await page.getByRole("combobox").focus();
  await page.keyboard.type("llama");
  const options = page.getByRole("option");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Escape");
  await expect(options.first()).toBeHidden();
  await page.keyboard.press("ArrowDown");
  const wanted = await page.locator('[role="option"][aria-selected="true"]').textContent();
  await page.keyboard.press("Enter");
  const heading = page.locator("#detail-name");
  await expect(heading).toBeFocused();
  expect(wanted).toContain((await heading.textContent()) ?? "?");
  await page.keyboard.press("Escape");
  await expect(heading).toBeHidden();
  await expect(page.getByRole("application")).toBeFocused();
});

test(
  "a mark that is clicked is selected; the bare map takes the selection away",
  { tag: "@both" },
  async ({ page, request }, info) => {
    await openMap(page, "/en?at=-130,-180,70,-20");
    const press = async (x: number, y: number) =>
      info.project.name === "phone" ? page.touchscreen.tap(x, y) : page.mouse.click(x, y);
    const { x, y } = await placeOf(page, request, "organization/microsoft");
    const before = await camera(page);
    await press(x, y);
    await expect(page.locator("#detail-name")).toHaveText("Microsoft");
    expect((await camera(page)).zoom).toBeCloseTo(before.zoom, 5);
    const bare = await bareSpot(page);
    await press(bare.x, bare.y);
    await expect(page.locator("#detail-name")).toBeHidden();
    expect(parameter(page, "select")).toBeNull();
  },
);

test("of a hub, the rest is counted and read page by page; dragged, it stays where it was put", async ({
  page,
  request,
}) => {
  await openMap(page, "/zh?select=organization/google");
  const panel = page.getByRole("complementary", { name: words.zh.panel.entity });
  await expect
    .poll(async () => (await drawnNames(page)).some(({ text }) => /谷歌.*\+\d+$/.test(text)))
    .toBe(true);
  const group = panel
    .locator("section section")
    .filter({ has: page.getByRole("button", { name: /^再显示/ }) })
    .first();
  const entries = group.getByRole("listitem");
  const before = await entries.count();
  await group.getByRole("button").last().click();
  await expect.poll(() => entries.count()).toBeGreaterThan(before);

  const { x, y } = await placeOf(page, request, "organization/google");
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 50, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => parameter(page, "moved")).toMatch(/^organization\/google:-?[\d.]+,-?[\d.]+$/);
  await page.getByRole("button", { name: words.zh.map.resetPlaces }).click();
  await expect.poll(() => parameter(page, "moved")).toBeNull();
  await page.goBack();
  await expect.poll(() => parameter(page, "moved")).toContain("organization/google:");
});

test("a press on a small mark moves the map, not the mark", async ({ page, request }) => {
  await openMap(page, "/en");
  const { x, y } = await placeOf(page, request, "model/bloom");
  const before = await camera(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 80, y + 40, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => parameter(page, "at")).not.toBeNull();
  expect(parameter(page, "moved")).toBeNull();
  const { pan } = await camera(page);
  expect(pan.x - before.pan.x).toBeCloseTo(80, 0);
  expect(pan.y - before.pan.y).toBeCloseTo(40, 0);
});

test(
  "the legend takes kinds out and brings them back; with none left it shows the way back",
  { tag: "@touch" },
  async ({ page }, info) => {
    const t = words.en;
    await openMap(page, "/en");
    if (info.project.name === "phone") {
      await page.getByRole("button", { name: t.dismiss }).click();
      await page.getByRole("button", { name: t.side.filter }).click();
    }
    const kinds = page.getByRole("region", { name: t.legend.title }).locator("button[aria-pressed]");
    await expect(kinds).toHaveCount(11);
    await kinds.first().click();
    await expect(kinds.first()).toHaveAttribute("aria-pressed", "false");
    expect(parameter(page, "hide")).toBe("model");
    await expect.poll(async () => (await drawnNames(page)).map(({ text }) => text)).not.toContain("LLaMA");
    await page.goBack();
    await expect(kinds.first()).toHaveAttribute("aria-pressed", "true");
    // One after the other in one go, since each press otherwise waits for the picture of the one before.
    await kinds.evaluateAll((buttons) => {
      for (const button of buttons) (button as HTMLButtonElement).click();
    });
    await expect(page.getByText(t.legend.empty)).toBeVisible();
    await page.getByRole("button", { name: t.legend.showAll }).last().click();
    await expect(kinds.first()).toHaveAttribute("aria-pressed", "true");
    expect(parameter(page, "hide")).toBeNull();
  },
);

test("the panel says what supports each statement, and a relation that is clicked what it says", async ({
  page,
  request,
}) => {
  const t = words.en;
  await openMap(page, "/en?select=model/llama");
  const panel = page.getByRole("complementary", { name: t.panel.entity });
  await expect(panel.getByText("24 February 2023")).toBeVisible();
  await expect(panel.getByText(panelWords.en.unsourced, { exact: true }).first()).toBeVisible();
  await expect(panel.getByText(/^Sourced: \d+ of \d+ facts, \d+ of \d+ relations/)).toBeVisible();
  const links = panel.locator('a[href^="http"]');
  expect(await links.count()).toBeGreaterThan(3);
  for (const link of await links.all()) await expect(link).toHaveAttribute("rel", /noopener/);
  const unsourced = await panel.getByText(panelWords.en.unsourced, { exact: true }).count();
  const counted = await panel.getByText(/^\d+ unsourced$/).allInnerTexts();
  expect(unsourced).toBeGreaterThan(0);
  expect(counted.length).toBeGreaterThan(0);

  const [from, to] = [
    await placeOf(page, request, "model/llama"),
    await placeOf(page, request, "organization/meta"),
  ];
  await page.mouse.click(from.x + (to.x - from.x) * 0.45, from.y + (to.y - from.y) * 0.45);
  await expect(page.getByRole("complementary", { name: t.panel.relation })).toContainText("LLaMA");
  expect(parameter(page, "select")).toMatch(/^model\/\S+~\w+~\S+$|~model\/llama$/);
});
