/** Filtering: by domain, kind, fact and list; what is left, why, and the way back. */
import type { APIRequestContext, Page } from "@playwright/test";
import type { Locale } from "@/lib/graph/schema";
import { locales } from "@/lib/graph/schema";
import { words } from "@/lib/i18n";
import { actionWords } from "@/lib/i18n/action-words";
import { filterWords } from "@/lib/i18n/filter-words";
import { problemWords } from "@/lib/i18n/problem-words";
import { drawnNames, mapAtRest, openMap, parameter, placeOf } from "./support/map";
import { expect, test } from "./support/test";

const filterPanel = (page: Page, locale: Locale) =>
  page.getByRole("complementary", { name: words[locale].side.filter });
const openSide = (page: Page, side: "filter" | "outline") => page.locator(`#side-${side}:visible`).click();

async function openFilter(page: Page, path: string, locale: Locale = "en") {
  await openMap(page, path);
  await openSide(page, "filter");
  const panel = filterPanel(page, locale);
  await expect(panel.getByRole("heading", { level: 2 })).toBeVisible();
  return panel;
}

/** What the server says of the same view. */
async function facets(request: APIRequestContext, page: Page) {
  const { searchParams } = new URL(page.url());
  for (const own of ["at", "select", "moved"]) searchParams.delete(own);
  const answer = await request.get(`/api/v1/facets?${searchParams}`);
  expect(answer.status()).toBe(200);
  return (await answer.json()) as {
    members: number;
    context: number;
    kinds: { kind: string; count: number }[];
    scopes: { id: string; count: number; name: Record<Locale, string> }[];
  };
}

// One language: what differs in the other is words, and no word can be missing.
for (const locale of locales.filter((one): boolean => one === "zh")) {
  test(
    `a domain is chosen from the landscape, says who is in and why, and is taken back (${locale})`,
    {
      tag: "@desktop",
    },
    async ({ page, request }, info) => {
      const w = filterWords[locale];
      const panel = await openFilter(page, `/${locale}`, locale);
      const { scopes } = await facets(request, page);
      const healthcare = scopes.find(({ id }) => id === "domain/healthcare");
      const name = healthcare?.name[locale] ?? "";
      const count = healthcare?.count.toLocaleString("en") ?? "";
      const choice = panel.locator("button[aria-pressed]").filter({ hasText: name }).first();
      await expect(choice).toContainText(count);
      await choice.click();
      await expect(choice).toHaveAttribute("aria-pressed", "true");
      expect(parameter(page, "in")).toBe("domain/healthcare");

      // Panel, legend, list and server count alike.
      const left = await facets(request, page);
      expect(left.members).toBe(healthcare?.count);
      await expect(panel).toContainText(w.result(count, "1,752"));
      const kinds = await panel
        .getByRole("region", { name: words[locale].legend.title })
        .getByRole("button")
        .allTextContents();
      const shown = kinds.map((text) => Number(/(\d+)\s*$/.exec(text)?.[1] ?? 0));
      expect(shown.reduce((sum, one) => sum + one, 0)).toBe(left.members);
      await mapAtRest(page);
      expect((await drawnNames(page)).map(({ text }) => text)).not.toContain("NVIDIA");

      await panel.getByRole("button", { name: words[locale].close }).click();
      await openSide(page, "outline");
      const list = page.getByRole("complementary", { name: words[locale].side.outline });
      await expect(list.getByRole("status")).toContainText(count);
      await page.getByRole("combobox").fill("huatuogpt");
      await page.keyboard.press("Enter");
      await expect(page.locator("#detail-name")).toBeVisible();
      const why = page.getByRole("region", { name: w.why });
      await expect(why).toContainText(locale === "en" ? `is applied in ${name}` : `应用于${name}`);
      if (info.project.name === "phone")
        await page.getByRole("button", { name: words[locale].close }).click();
      await page.getByRole("button", { name: w.remove(name) }).click();
      expect(parameter(page, "in")).toBeNull();
      await page.goBack();
      await expect.poll(() => parameter(page, "in")).toBe("domain/healthcare");
    },
  );
}

test("the menu of a mark filters by its domain; why names the way by which an entity belongs there", async ({
  page,
  request,
}) => {
  await openMap(page, "/en?select=domain/healthcare");
  const { x, y } = await placeOf(page, request, "domain/healthcare");
  await page.mouse.click(x, y, { button: "right" });
  const menu = page.getByRole("menu");
  await expect(menu.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await page.getByRole("application").focus();
  await page.keyboard.press("Shift+F10");
  await menu.getByRole("menuitem", { name: actionWords.en.names.filterBy("Smart Healthcare") }).click();
  expect(parameter(page, "in")).toBe("domain/healthcare");

  await page.goto("/en?in=domain/healthcare&select=risk/privacy-leakage");
  const why = page.getByRole("region", { name: filterWords.en.why });
  await expect(why).toContainText("affects Smart Healthcare");
  await page.goto("/en?in=domain/healthcare&select=policy/personal-information-protection-law");
  await expect(page.getByRole("region", { name: filterWords.en.why })).toContainText(
    /governs .+, which (affects|is posed by) Smart Healthcare/,
  );
});

test("a value is chosen, refused and taken back by clicks; a pasted list leaves what it names", async ({
  page,
  request,
}) => {
  const panel = await openFilter(page, "/en");
  await panel.getByRole("button", { name: "Access Models", exact: true }).click();
  const value = panel.getByRole("button", { name: /open weights/ });
  const count = Number((await value.textContent())?.replace(/\D/g, ""));
  await value.click();
  expect(parameter(page, "f.model.access")).toBe("open-weights");
  await expect(panel).toContainText(filterWords.en.result(String(count), "1,752"));
  expect((await facets(request, page)).members).toBe(count);
  await value.click();
  await expect.poll(() => parameter(page, "f.model.access")).toBe("!open-weights");
  await expect(value).toContainText(filterWords.en.refused);
  await value.click();
  await expect.poll(() => parameter(page, "f.model.access")).toBeNull();
  await panel.getByRole("button", { name: "Developer", exact: true }).click();
  await panel.getByRole("searchbox", { name: filterWords.en.findValue }).first().fill("tsing");
  await panel.getByRole("button", { name: /Tsinghua University/ }).click();
  expect(parameter(page, "f.developer")).toBe("organization/tsinghua-university");
  await panel.getByRole("button", { name: filterWords.en.clear }).click();

  await panel
    .getByRole("textbox", { name: filterWords.en.list })
    .fill("LLaMA\n华佗GPT\nmodel/bloom\n没有这个");
  await panel.getByRole("button", { name: filterWords.en.listApply }).click();
  await expect(panel.getByText("没有这个", { exact: true }).last()).toBeVisible();
  expect(parameter(page, "list")).toBe("model/llama,model/huatuogpt,model/bloom");
  await expect(panel).toContainText(filterWords.en.result("3", "1,752"));
});

test("a range is set by keyboard and as text, says what it does not understand, and takes the unknown along", async ({
  page,
}) => {
  const panel = await openFilter(page, "/en");
  await panel.getByRole("button", { name: "Parameters", exact: true }).click();
  const from = panel.getByRole("textbox", { name: "Parameters: from" });
  await from.fill("seven");
  await expect(panel.getByRole("alert")).toHaveText(filterWords.en.badAmount);
  await from.fill("7B");
  await from.press("Enter");
  await expect.poll(() => parameter(page, "r.parameters")).toBe("7000000000..");
  await panel.getByRole("slider", { name: "Parameters: to" }).focus();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => parameter(page, "r.parameters")).toMatch(/^7000000000\.\.\d+$/);
  await panel.getByRole("checkbox").check();
  await expect.poll(() => parameter(page, "r.parameters")).toMatch(/,\?$/);
  await panel.getByRole("button", { name: filterWords.en.resetRange }).click();
  expect(parameter(page, "r.parameters")).toBeNull();
});

test("a link with what the data do not have opens as the nearest filter; several domains combine and overlap", async ({
  page,
  request,
}) => {
  const panel = await openFilter(
    page,
    "/en?in=domain/healthcare,domain/none,domain/finance&f.model.access=open-weights,strange&f.none=x",
  );
  await expect(page.getByText(problemWords.en.problems)).toBeVisible();
  await expect
    .poll(() => new URL(page.url()).search)
    .toBe("?in=domain/healthcare,domain/finance&f.model.access=open-weights");

  const any = await facets(request, page);
  const cells = await panel.getByRole("table").locator("td:last-child").allTextContents();
  expect(cells.map(Number).reduce((sum, one) => sum + one, 0)).toBe(any.members);
  await panel.getByRole("radio", { name: filterWords.en.all }).check();
  expect(parameter(page, "combine")).toBe("all");
  expect((await facets(request, page)).members).toBe(Number(cells[0]));
  await panel.getByRole("radio", { name: filterWords.en.contextDepth[0] }).check();
  await expect.poll(() => parameter(page, "context")).toBe("0");
  expect((await facets(request, page)).context).toBe(0);
});

test("an empty result says which condition empties it, and offers the way back", { tag: "@touch" }, async ({
  page,
}) => {
  const w = filterWords.zh;
  await openMap(page, "/zh?in=domain/healthcare&f.hardware.type=npu");
  await expect(page.getByText(w.empty)).toBeVisible();
  await page.getByRole("button", { name: /智慧医疗.*剩 13 个/ }).click();
  await expect(page.getByText(w.empty)).toBeHidden();
  expect(parameter(page, "in")).toBeNull();
});

test("a hit that the filter hides says so and is shown anyway", { tag: "@touch" }, async ({ page }) => {
  await openMap(page, "/en?in=domain/finance");
  await page.getByRole("combobox").fill("pytorch");
  const hit = page.getByRole("option", { name: /^PyTorch/ }).first();
  await expect(hit).toContainText(words.en.search.hidden);
  await hit.click();
  await expect(page.locator("#detail-name")).toHaveText("PyTorch");
  await expect.poll(() => parameter(page, "show")).toBe("framework/pytorch");
});

test("the picture fits what is left, once", async ({ page }) => {
  const panel = await openFilter(page, "/en");
  await panel.locator("button[aria-pressed]").filter({ hasText: "Biotechnology" }).first().click();
  await mapAtRest(page);
  const fitted = parameter(page, "at");
  expect(fitted).not.toBeNull();
  await page.mouse.move(900, 500);
  await page.mouse.down();
  await page.mouse.move(800, 420, { steps: 4 });
  await page.mouse.up();
  await mapAtRest(page);
  await expect.poll(() => parameter(page, "at")).not.toBe(fitted);
  await page.goBack();
  await expect.poll(() => parameter(page, "in")).toBeNull();
});

test("the sentence of the filter can be copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const panel = await openFilter(
    page,
    "/en?in=domain/healthcare&f.model.access=open-source,open-weights&f.developer_country=CN",
  );
  await panel.getByRole("button", { name: filterWords.en.copy }).click();
  await expect(panel.getByRole("button", { name: filterWords.en.copied })).toBeVisible();
  expect(await page.evaluate("navigator.clipboard.readText()")).toMatch(
    /^Models in Smart Healthcare; Country of developer: China; Access: open source or open weights \(15 of 1,752 entities, \d+ more dimmed as context\)$/,
  );
});

test.describe("when the facets do not come", () => {
  test.use({ expectedComplaint: /ERR_FAILED/ });

  test("the page says so, tries again, or goes on without the filter", async ({ page }) => {
    await page.route("**/api/v1/graph/facets**", (route) => route.abort());
    await page.goto("/en?in=domain/healthcare");
    await expect(page.getByText(words.en.error.filter)).toBeVisible();
    await page.getByRole("button", { name: words.en.error.withoutFilter }).click();
    await mapAtRest(page);
    expect(parameter(page, "in")).toBeNull();
  });
});

test("the list is all keyboard, in step with the map, and the way to an entity", async ({ page }) => {
  const w = filterWords.en.outline;
  await openMap(page, "/en?in=domain/healthcare");
  await openSide(page, "outline");
  const tree = page.getByRole("tree", { name: w.label });
  await tree.getByRole("treeitem").first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(tree.getByRole("treeitem").first()).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowDown");
  const first = await page.locator("[role=treeitem]:focus > span").first().textContent();
  await page.keyboard.press("Enter");
  await expect(page.locator("#detail-name")).toContainText(first ?? "?");
  await page.keyboard.press("Escape");
  const status = page.getByRole("complementary", { name: words.en.side.outline }).getByRole("status");
  const whole = await status.textContent();
  await page.getByRole("application").focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press("+");
  await expect.poll(() => status.textContent()).not.toBe(whole);
});

test("a finger that rests on a mark opens its menu, and does not pan the page", { tag: "@touch" }, async ({
  page,
  request,
}) => {
  await openMap(page, "/en?select=domain/healthcare");
  const { x, y } = await placeOf(page, request, "domain/healthcare");
  const hands = await page.context().newCDPSession(page);
  await hands.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  await expect(page.getByRole("menu")).toBeVisible();
  await hands.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await page.getByRole("menuitem", { name: actionWords.en.names.filterBy("Smart Healthcare") }).tap();
  await expect.poll(() => parameter(page, "in")).toBe("domain/healthcare");
});

test(
  "what is around an entity is shown alone, to a depth, in a direction, and says by which way",
  {
    tag: "@touch",
  },
  async ({ page, request }, info) => {
    const w = filterWords.en;
    await openMap(page, "/en?select=model/llama");
    await page.getByRole("button", { name: actionWords.en.more }).click();
    await page.getByRole("button", { name: actionWords.en.names.near }).click();
    expect(parameter(page, "near")).toBe("model/llama,1");
    const near = (await facets(request, page)).members;
    if (info.project.name === "phone") await page.getByRole("button", { name: words.en.close }).click();
    await openSide(page, "filter");
    const section = filterPanel(page, "en").getByRole("region", { name: w.near("LLaMA") });
    await section.getByRole("radio", { name: "2", exact: true }).check();
    await section.getByRole("radio", { name: w.nearDirections.in }).check();
    await section.getByRole("checkbox", { name: "based on" }).check();
    await expect.poll(() => parameter(page, "near")).toBe("model/llama,2,in,based_on");
    const left = await facets(request, page);
    expect(left.members).toBeGreaterThan(1);
    expect(left.members).not.toBe(near);
    await expect(
      page.getByRole("button", { name: w.remove("within 2 steps of LLaMA (inwards, based on)") }),
    ).toBeVisible();
    await page.goto("/en?near=model/llama,2,in,based_on&select=model/alpaca");
    await expect(page.getByRole("region", { name: w.why })).toContainText("is based on LLaMA");
  },
);
