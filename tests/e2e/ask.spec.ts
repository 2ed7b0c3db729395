/** Questions and their answers: what would be affected, why two are connected, what some have in common; in words, too. */
import type { Page } from "@playwright/test";
import { type Locale, locales } from "@/lib/graph/schema";
import { words } from "@/lib/i18n";
import { actionWords } from "@/lib/i18n/action-words";
import { askWords } from "@/lib/i18n/ask-words";
import { filterWords } from "@/lib/i18n/filter-words";
import { rankingWords } from "@/lib/i18n/ranking-words";
import { drawnEdges, drawnPlaces, mapAtRest, openMap, parameter } from "./support/map";
import { expect, test } from "./support/test";

const askPanel = (page: Page, locale: Locale) =>
  page.getByRole("complementary", { name: words[locale].side.ask });
const heading = (page: Page, locale: Locale, name: string) =>
  askPanel(page, locale).getByRole("heading", { level: 2, name });

for (const locale of locales) {
  const t = words[locale];
  const w = askWords[locale];

  // One language each: what differs in the other is words, and no word can be missing.
  if (locale === "en")
    test(`from The Pile to everything downstream (${locale})`, async ({ page, request }) => {
      await openMap(page, `/${locale}?select=dataset/the-pile`);
      await page.getByRole("button", { name: actionWords[locale].names.impact, exact: true }).click();
      expect(parameter(page, "ask")).toBe("impact:dataset/the-pile");
      await expect(heading(page, locale, w.titles.impact("The Pile"))).toBeVisible();
      const { totals } = await (await request.get("/api/v1/impact?of=dataset/the-pile&limit=500")).json();
      const [near, far] = [totals.hops[0], totals.hops.length];
      const all = totals.hops.reduce((sum: number, n: number) => sum + n, 0);
      const panel = askPanel(page, locale);
      await expect(panel).toContainText(w.impact.summary(String(all), String(far)));
      expect(Object.keys(await drawnPlaces(page))).toHaveLength(all + 1);

      const first = panel.locator("section", {
        has: page.getByRole("heading", { name: w.hop("1", String(near)) }),
      });
      await first
        .last()
        .getByRole("button", { name: w.showAll(String(near)) })
        .click();
      await expect(first.last().getByRole("listitem")).toHaveCount(near);

      await panel.getByRole("combobox", { name: w.depth.label }).selectOption({ label: w.depth.of("1") });
      expect(parameter(page, "ask")).toBe("impact:dataset/the-pile,1");
      await expect(panel).toContainText(w.impact.summary(String(near), "1"));
      expect(Object.keys(await drawnPlaces(page))).toHaveLength(near + 1);
      await page.reload();
      await expect(panel).toContainText(w.impact.summary(String(near), "1"));
      await page.getByRole("button", { name: t.back, exact: true }).click();
      await expect.poll(() => parameter(page, "ask")).toBe("impact:dataset/the-pile");
      await panel.getByRole("button", { name: w.drop }).click();
      expect(new URL(page.url()).search).toBe("");
    });

  if (locale === "zh")
    test(`why are ERNIE Bot and MindSpore connected (${locale})`, async ({ page }) => {
      const names = { en: ["ERNIE Bot", "MindSpore"], zh: ["文心一言", "昇思 MindSpore"] }[locale];
      await openMap(page, `/${locale}`);
      await page.locator("#side-ask:visible").click();
      const panel = askPanel(page, locale);
      const field = panel.getByRole("combobox", { name: w.between.add });
      for (const name of names) {
        await field.fill(name);
        await expect(panel.getByRole("option").first()).toContainText(name);
        await field.press("Enter");
        await expect(panel.getByRole("list", { name: w.between.chosen })).toContainText(name);
      }
      await panel.getByRole("button", { name: w.between.paths }).click();
      expect(parameter(page, "ask")).toBe("paths:platform/ernie-bot,framework/mindspore,5,4");
      await expect(heading(page, locale, w.titles.paths(names[0], names[1]))).toBeVisible();
      await expect(panel).toContainText(w.paths.found("5"));
      const way = panel.getByRole("listitem").filter({ hasText: w.paths.path("1", "4") });
      await expect(way).toContainText(names[0]);
      await expect(way).toContainText(names[1]);
      // What supports a hop comes from the server.
      await expect(way.getByRole("link").first()).toHaveAttribute("href", /^https?:/);
      await mapAtRest(page);
      expect(await drawnEdges(page)).toBeGreaterThan(5);

      await panel.getByRole("combobox", { name: w.hops.label }).selectOption({ label: w.hops.of("3") });
      await expect(panel).toContainText(w.paths.none("3"));
      await panel.getByRole("button", { name: w.paths.further }).click();
      expect(parameter(page, "ask")).toBe("paths:platform/ernie-bot,framework/mindspore,5,4");
      await way.getByRole("button", { name: w.paths.select }).click();
      expect(parameter(page, "also")?.split(",")).toHaveLength(4);
    });

  if (locale === "en")
    test(`LLaMA, BLOOM and GLM-130B are compared (${locale})`, async ({ page }) => {
      await openMap(page, `/${locale}?select=model/llama&also=model/bloom,model/glm-130b`);
      await page.getByRole("button", { name: actionWords[locale].names.compare(3), exact: true }).click();
      expect(parameter(page, "ask")).toBe("compare:model/llama,model/bloom,model/glm-130b");
      const panel = askPanel(page, locale);
      const table = panel.getByRole("table");
      await expect(table.getByRole("columnheader")).toHaveCount(4);
      const released = { en: "Released", zh: "发布时间" }[locale];
      const context = { en: "Context length", zh: "上下文长度" }[locale];
      await expect(table.getByRole("row").filter({ hasText: released })).toContainText(
        `(${w.compare.differs})`,
      );
      await expect(table.getByRole("row").filter({ hasText: context })).toContainText(`(${w.compare.same})`);
      await panel.getByRole("checkbox", { name: w.compare.onlyDifferences }).check();
      await expect(table.getByRole("row").filter({ hasText: context })).toHaveCount(0);
      const shared = { en: "NVIDIA A100", zh: "英伟达 A100" }[locale];
      await expect(panel.getByRole("button", { name: shared }).first()).toBeVisible();
      await table.getByRole("button", { name: w.compare.without("BLOOM") }).click();
      expect(parameter(page, "ask")).toBe("compare:model/llama,model/glm-130b");
      await expect(table.getByRole("columnheader")).toHaveCount(3);
    });

  if (locale === "zh")
    test(`a question in words becomes conditions that can be taken away (${locale})`, async ({ page }) => {
      const text = { en: "models trained on The Pile blurp", zh: "用 The Pile 训练的模型 呜哩" }[locale];
      await openMap(page, `/${locale}`);
      await page.locator("#side-ask:visible").click();
      const panel = askPanel(page, locale);
      const field = panel.getByRole("combobox", { name: w.box.label });
      await field.fill(text);
      const understood = panel.getByRole("list", { name: w.box.understood });
      await expect(understood).toContainText("The Pile");
      await expect(understood).toContainText(`(${w.box.unknown})`);
      await field.press("Enter");
      await expect.poll(() => parameter(page, "to.trained_on")).toBe("dataset/the-pile");
      expect(parameter(page, "hide")?.split(",")).not.toContain("model");
      const chips = page.getByRole("list", { name: filterWords[locale].chips });
      await expect(chips.getByRole("listitem")).not.toHaveCount(0);
      await chips.getByRole("button", { name: /The Pile/ }).click();
      await expect.poll(() => parameter(page, "to.trained_on")).toBeNull();
    });
}

test("a ready question is opened from the introduction, says what it shows, and can be gone on from", async ({
  page,
  request,
}) => {
  const w = askWords.en;
  const { questions } = await (await request.get("/api/v1/questions")).json();
  const [first] = questions;
  await page.addInitScript(() => localStorage.removeItem("intro-dismissed"));
  await openMap(page, "/en");
  await page.getByRole("link", { name: first.title.en }).click();
  // With where the map has flown to.
  const address = () => decodeURIComponent(new URL(page.url()).search.slice(1)).replace(/&at=.*$/, "");
  await expect.poll(address).toBe(first.view);
  await page.locator("#side-ask:visible").click();
  const panel = askPanel(page, "en");
  await expect(panel.getByRole("region", { name: w.ready.now })).toContainText(first.about.en);
  await panel.getByRole("button", { name: w.ready.all(String(questions.length)) }).click();
  const lineage = questions.find(({ view }: { view: string }) => view.startsWith("ask=lineage"));
  await panel.getByRole("button", { name: lineage.title.en }).click();
  await expect(panel).toContainText(lineage.about.en);
  await panel.getByRole("button", { name: w.another }).click();
  await expect(panel.getByRole("button", { name: w.backToAnswer })).toBeVisible();
});

test("who matters is worked out and chosen from, by a measure and within a kind", async ({ page }) => {
  const w = rankingWords.en;
  await openMap(page, "/en");
  await page.locator("#side-ask:visible").click();
  const panel = askPanel(page, "en");
  await panel.getByRole("radio", { name: w.measures.betweenness }).check();
  await panel.getByRole("combobox", { name: w.kind }).selectOption("dataset");
  await expect(panel.getByRole("status").filter({ hasText: /betweenness/i })).toContainText(/\d/);
  const ranked = panel.getByRole("region", { name: w.title }).getByRole("listitem").getByRole("button");
  await expect(ranked).toHaveCount(30);
  await ranked.first().click();
  expect(parameter(page, "select")).toMatch(/^dataset\//);
});

test("an answer stands in the sheet of a phone, under its picture", { tag: "@touch" }, async ({ page }) => {
  const w = askWords.zh;
  await openMap(page, "/zh?ask=terms:model/alpaca&layout=layered");
  const panel = askPanel(page, "zh");
  await expect(heading(page, "zh", w.titles.terms("Alpaca"))).toBeVisible();
  await expect(panel).toContainText(w.terms.verdict.no);
  await panel.getByRole("button", { name: words.zh.close }).click();
  await expect(panel).toBeHidden();
  expect(parameter(page, "ask")).toBe("terms:model/alpaca");
});
