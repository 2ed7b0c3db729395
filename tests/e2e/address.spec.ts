/** The address is the view. */
import { words } from "@/lib/i18n";
import { problemWords } from "@/lib/i18n/problem-words";
import { camera, drawnNames, mapAtRest, openMap, parameter } from "./support/map";
import { expect, test } from "./support/test";

test("where the reader looks is in the address, makes no entry in the history, and comes back", async ({
  page,
  context,
}) => {
  await openMap(page, "/en");
  const entries = await page.evaluate(() => history.length);
  await page.mouse.move(800, 400);
  await page.mouse.wheel(0, -600);
  await expect.poll(() => parameter(page, "at")).not.toBeNull();
  await mapAtRest(page);
  expect(await page.evaluate(() => history.length)).toBe(entries);

  const other = await context.newPage();
  await openMap(other, page.url());
  const [here, there] = [await camera(page), await camera(other)];
  expect(there.zoom / here.zoom).toBeCloseTo(1, 1);
  const texts = async (of: typeof page) => new Set((await drawnNames(of)).map(({ text }) => text));
  const [mine, theirs] = [await texts(page), await texts(other)];
  const shared = [...mine].filter((text) => theirs.has(text)).length;
  expect(shared / mine.size).toBeGreaterThan(0.8);
});

test("a link made on a wide screen shows the same part of the map on another", { tag: "@both" }, async ({
  page,
}) => {
  await openMap(page, "/en?at=-300,-200,0,0");
  const { zoom, pan } = await camera(page);
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  expect((0 - pan.x) / zoom).toBeLessThan(0);
  expect(-300 * zoom + pan.x).toBeGreaterThanOrEqual(0);
  expect(-200 * zoom + pan.y).toBeGreaterThanOrEqual(0);
  expect(pan.x).toBeLessThanOrEqual(width);
  expect(pan.y).toBeLessThanOrEqual(height);
});

/** A damaged address, by what of it is named: what can be read of it is what stays. */
const damaged =
  "select=model/no-such&hide=model,nokind&shade=%3Cb%3Ered&at=1,2&foo=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E" +
  "&expand=model/gone,12;nonsense;model/llama,6&layout=spiral&time=2020-13..x&off=nothing&colour=nothing";

for (const [locale, tag] of [
  ["en", "@desktop"],
  ["zh", "@touch"],
] as const) {
  test(`a damaged address opens as the nearest view, says what was wrong, and none of it is HTML (${locale})`, {
    tag,
  }, async ({ page }) => {
    const { problem, problems } = problemWords[locale];
    await openMap(page, `/${locale}?${damaged}`);
    const notice = page.getByRole("status").filter({ hasText: problems });
    for (const text of [
      problem["unknown-entity"]("select", "model/no-such"),
      problem["unknown-kind"]("hide", "nokind"),
      problem["unknown-parameter"]("shade"),
      problem["unknown-parameter"]("foo"),
      problem.malformed("at", "1,2"),
      problem["unknown-entity"]("expand", "model/gone"),
      problem.malformed("expand", "nonsense"),
      problem.malformed("layout", "spiral"),
      problem.malformed("time", "2020-13..x"),
      problem["unknown-type"]("off", "nothing"),
      problem["unknown-facet"]("colour", "nothing"),
    ])
      await expect(notice).toContainText(text);
    await expect(page.locator('img[src="x"]')).toHaveCount(0);
    await expect.poll(() => new URL(page.url()).search).toBe("?hide=model&expand=model/llama,6");
    await notice.getByRole("button").click();
    await expect(notice).toBeHidden();
  });
}

test("the other language opens the same view, and is remembered; so is the theme", async ({ page }) => {
  await openMap(page, "/zh?hide=policy&select=model/bert");
  await expect(page.locator("#detail-name")).toHaveText("BERT");
  await page.getByRole("link", { name: words.zh.otherLanguage }).click();
  await expect(page).toHaveURL(/\/en\?hide=policy&select=model(\/|%2F)bert/);
  await expect(page.locator("html")).toHaveAttribute("lang", /^en/);
  await expect(page.getByRole("complementary", { name: words.en.panel.entity })).toBeVisible();
  await page.getByRole("button", { name: words.en.toDark }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.goto("/");
  await expect(page).toHaveURL(/\/en$/);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
