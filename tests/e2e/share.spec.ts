/** Sharing: an address that holds everything, a short link, and what whoever made it can do with it later. */
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { emptyFilter } from "@/lib/graph/filter-value";
import { words } from "@/lib/i18n";
import { noteWords } from "@/lib/i18n/note-words";
import { problemWords } from "@/lib/i18n/problem-words";
import { shareWords } from "@/lib/i18n/share-words";
import { violations } from "./support/axe";
import { drawnPlaces, mapAtRest, openMap, parameter } from "./support/map";
import { card, openShare, save, savedBefore } from "./support/share";
import { expect, test } from "./support/test";

const placedView =
  "hide=risk&select=model/llama&moved=model/llama:120,-60&notes=model/llama:It%20begins%20here;0,0:%3Cb%3Ethe%20middle%3C/b%3E";
/** The same, narrowed down by a filter to some of the paths that are asked for. */
const shownView = `${placedView}&f.developer_country=US&ask=paths:model/llama,model/bert,5,4`;

/** Another reader: another browser profile, in the other language. */
const otherReader = async (browser: Browser, options: BrowserContextOptions): Promise<Page> =>
  (await browser.newContext(options)).newPage();

/** English by day on the desktop, Chinese by night on the phone; the other reader has the other of both. */
for (const [locale, theme, tag] of [
  ["en", "light", "@desktop"],
  ["zh", "dark", "@touch"],
] as const) {
  const w = shareWords[locale];
  const other = locale === "zh" ? "en" : "zh";

  test(`a view is saved, and another reader sees the same in another language and theme (${locale})`, {
    tag,
  }, async ({ page, browser, baseURL }) => {
    test.setTimeout(60_000);
    await page.addInitScript((name) => localStorage.setItem("theme", name), theme);
    await openMap(page, `/${locale}?${shownView}`);
    const dialog = await openShare(page, locale);
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel(w.link.name, { exact: true }).fill("LLaMA <i>first</i>");
    await dialog.getByLabel(w.link.description).fill("One line.\n<script>another</script>");
    await dialog.getByLabel(w.link.author).fill("李 Ada");
    await dialog.getByRole("button", { name: w.link.save }).click();
    await expect(dialog.getByLabel(w.saved.key, { exact: true })).toHaveValue(/^[\w-]{22}$/);
    const link = await dialog.getByRole("textbox", { name: w.saved.link, exact: true }).inputValue();
    expect(link).toMatch(/\/v\/[0-9A-Za-z]{10}$/);
    await expect(dialog.getByRole("img", { name: w.saved.qrLabel(link) })).toBeVisible();
    await dialog.getByText(w.saved.cite).click();
    await expect(dialog.getByLabel("BibTeX", { exact: true })).toHaveValue(
      /LLaMA <i>first<\/i>[\s\S]*data version/,
    );
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole("button", { name: words[locale].close }).click();
    // Pins stand where what they are about stands, however near that is to another; the card lists them all.
    expect(await violations(page, { leftOut: "target-size" })).toEqual([]);

    const reader = await otherReader(browser, {
      ...(baseURL !== undefined && { baseURL }),
      locale: locale === "zh" ? "en-GB" : "zh-CN",
      colorScheme: theme === "dark" ? "light" : "dark",
      viewport: page.viewportSize(),
    });
    await openMap(reader, link);
    expect(await drawnPlaces(reader)).toEqual(await drawnPlaces(page));
    await expect(reader.locator("html")).toHaveAttribute("data-theme", theme === "dark" ? "light" : "dark");
    const about = card(reader, other);
    await expect(about).toContainText("LLaMA <i>first</i>");
    // On a phone it is folded at first.
    const fold = about.getByRole("button").first();
    if ((await fold.getAttribute("aria-expanded")) === "false") await fold.click();
    await expect(about).toContainText("<script>another</script>");
    await expect(about).toContainText(shareWords[other].card.by("李 Ada"));
    await expect(about.getByRole("listitem")).toHaveText([/It begins here/, /<b>the middle<\/b>/]);
    await reader.context().close();
  });
}

test("the address stays that of the link until a step is taken, and Back returns to it", async ({ page }) => {
  const id = await savedBefore(page, "stays", { hiddenKinds: ["risk"], selection: "model/llama" });
  await openMap(page, `/v/${id}`);
  const { pathname } = new URL(page.url());
  await page.mouse.move(700, 300);
  await page.mouse.wheel(0, -400);
  await mapAtRest(page);
  expect(new URL(page.url()).pathname).toBe(pathname);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: words.en.close }).first().click();
  await expect(page).toHaveURL(/\/en\?hide=risk/);
  await expect(card(page, "en")).toContainText(shareWords.en.card.gone);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`${pathname}$`));
  await expect(page.locator("#detail-name")).toHaveText("LLaMA");
  await page.goForward();
  await page.reload();
  await expect(card(page, "en")).toContainText("stays");
});

test("an address that would be too long is compressed, and says the same", async ({ page, context }) => {
  const notes = Array.from(
    { length: 30 },
    (_, i) => `model/llama:第 ${i} 条备注，说明开放权重的模型怎样传播`,
  );
  await openMap(page, `/en?hide=risk&notes=${encodeURIComponent(notes.join(";"))}`);
  const places = await drawnPlaces(page);
  const dialog = await openShare(page, "en");
  const address = dialog.getByLabel(shareWords.en.address.label, { exact: true });
  await expect(address).toHaveValue(/\?z=[\w-]{20,1500}$/);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await dialog.getByRole("button", { name: `${shareWords.en.copy} ${shareWords.en.address.label}` }).click();
  await expect(dialog.getByText(shareWords.en.copied)).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await address.inputValue());
  const reader = await context.newPage();
  await openMap(reader, await address.inputValue());
  expect(await drawnPlaces(reader)).toEqual(places);
  await expect(
    reader.getByRole("button", {
      name: noteWords.en.pin("30", noteWords.en.about("LLaMA"), "第 29 条备注，说明开放权重的模型怎样传播"),
    }),
  ).toBeAttached();
});

test.describe("when saving fails", () => {
  test.use({ expectedComplaint: /status of (429|503|507)|ERR_FAILED/ });

  test("what to do is said, nothing typed is lost, and trying again works", { tag: "@desktop" }, async ({
    page,
  }) => {
    const w = shareWords.en;
    await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await openMap(page, "/en?select=model/bert");
    const refuse = (status: number, code: string) => ({
      status,
      contentType: "application/problem+json",
      headers: { "Retry-After": "7" },
      body: JSON.stringify({ type: "about:blank", title: code, status, detail: code, code }),
    });
    const dialog = await openShare(page, "en");
    const alert = dialog.getByRole("alert");
    const submit = dialog.getByRole("button", { name: w.link.save });
    await test.step("where the clipboard is refused, the text is selected and the keys are told", async () => {
      await dialog.getByRole("button", { name: `${w.copy} ${w.address.label}` }).click();
      await expect(dialog.getByText(w.selected)).toBeVisible();
      expect(await page.evaluate(() => getSelection()?.toString())).toContain("/en?select=model/bert");
    });
    await test.step("a view without a title is not sent, and the field says so", async () => {
      const title = dialog.getByLabel(w.link.name, { exact: true });
      const proposed = await title.inputValue();
      await title.fill("  ");
      await submit.click();
      await expect(dialog.getByText(w.link.needsTitle)).toBeVisible();
      await expect(title).toBeFocused();
      await title.fill(proposed);
    });
    await dialog.getByLabel(w.link.description).fill("Typed with care");
    for (const [status, code, text] of [
      [429, "too-many-requests", w.error.busy("7")],
      [507, "storage-full", w.error.full],
      [503, "unavailable", w.error.unavailable],
    ] as const) {
      await page.route("**/api/v1/views", (route) => route.fulfill(refuse(status, code)));
      await submit.click();
      await expect(alert).toHaveText(text);
      await page.unroute("**/api/v1/views");
    }
    await page.route("**/api/v1/views", (route) => route.abort());
    await submit.click();
    await expect(alert).toHaveText(w.error.offline);
    await page.unroute("**/api/v1/views");
    await dialog.getByRole("button", { name: words.en.close }).click();
    const again = await openShare(page, "en");
    await expect(again.getByLabel(w.link.description)).toHaveValue("Typed with care");
    await again.getByRole("button", { name: w.link.save }).click();
    await expect(again.getByRole("textbox", { name: w.saved.link, exact: true })).toBeVisible();
  });
});

test.describe("a view that was saved", () => {
  test.use({ expectedComplaint: /status of 404/ });

  test("is renamed, replaced, copied, asked for again and deleted by whoever holds its key", async ({
    page,
  }) => {
    const { card: w, link: form, notice, saved } = shareWords.en;
    test.setTimeout(60_000);
    await openMap(page, "/en?hide=risk&size=parameters");
    const link = await save(page, "en", "mine");
    const own = card(page, "en");
    const showAll = page.getByRole("button", { name: words.en.legend.showAll, exact: true });

    await test.step("another title, and another view in its place", async () => {
      await own.getByRole("button", { name: w.rename }).click();
      await own.getByLabel(form.name, { exact: true }).fill("renamed");
      await own.getByRole("button", { name: w.keep, exact: true }).click();
      await expect(own.getByRole("heading")).toContainText("renamed");
      await showAll.click();
      await own.getByRole("button", { name: w.replace }).click();
      await expect(own.getByText(w.replaced)).toBeVisible();
    });

    await test.step("a page that came with a damaged view asks for it again", async () => {
      await page.route(`**${link}`, async (route) => {
        const response = await route.fetch();
        const body = (await response.text()).replace('id="saved-view">{', 'id="saved-view">{{');
        expect(body).toContain('id="saved-view">{{');
        await route.fulfill({ response, body });
      });
      await openMap(page, link);
      await expect(own.getByRole("heading")).toContainText("renamed");
      await page.unroute(`**${link}`);
    });

    await test.step("whoever comes by the link finds what was put there, and the link as title", async () => {
      await openMap(page, link);
      await expect(own.getByRole("heading")).toContainText("renamed");
      await expect(page).toHaveTitle(/^renamed/);
      await expect(showAll).toBeHidden();
    });

    await test.step("whoever saves a copy goes on from there, and Back returns to the first", async () => {
      const dialog = await openShare(page, "en");
      await dialog.getByRole("button", { name: saved.again }).click();
      const title = dialog.getByLabel(form.name, { exact: true });
      await expect(title).toBeFocused();
      await title.fill("copy");
      await dialog.getByRole("button", { name: form.saveNew }).click();
      await expect(dialog.getByLabel(saved.key, { exact: true })).toHaveValue(/^[\w-]{22}$/);
      await expect(page).toHaveURL(/\/en\?size=parameters$/);
      await dialog.getByRole("button", { name: words.en.close }).click();
      await expect(card(page, "en")).toContainText("copy");
      await page.goBack();
      await expect(page).toHaveURL(new RegExp(`${link}$`));
      await expect(card(page, "en")).toContainText("renamed");
    });

    await test.step("what is deleted is gone for everybody, and its link says so", async () => {
      await own.getByRole("button", { name: w.remove }).click();
      await expect(own.getByRole("button", { name: w.cancel })).toBeFocused();
      await own.getByRole("button", { name: w.removeYes }).click();
      await expect(own).toBeHidden();
      await expect(page).toHaveURL(/\/en\?size=parameters$/);
      await page.goto(link);
      await expect(page.getByText(notice.missing(link.slice(3)))).toBeVisible();
      await expect(page.getByRole("application")).toBeVisible();
    });
  });
});

test("a frozen view says so, and today's data are one step away", { tag: "@touch" }, async ({ page }) => {
  const { card: w } = shareWords.en;
  const id = await savedBefore(
    page,
    "frozen",
    {
      filter: { ...emptyFilter, scopes: ["domain/healthcare"] },
      notes: [{ at: "domain/healthcare", text: "Kept" }],
    },
    true,
  );
  const link = `/v/${id}`;
  await openMap(page, link);
  const own = card(page, "en");
  const fold = own.getByRole("button").first();
  if ((await fold.getAttribute("aria-expanded")) === "false") await fold.click();
  await expect(own).toContainText(w.same);
  const then = await drawnPlaces(page);
  await own.getByRole("button", { name: w.today }).click();
  await expect(page.getByRole("application")).toBeFocused();
  await expect.poll(() => parameter(page, "in")).toBe("domain/healthcare");
  expect(parameter(page, "version")).toBeNull();
  await mapAtRest(page);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`${link}$`));
  await expect.poll(() => drawnPlaces(page)).toEqual(then);
});

test.describe("a version of the data that is gone", () => {
  test.use({ expectedComplaint: /status of 404/ });

  test("is said to be, and the current one is shown", async ({ page }) => {
    await openMap(page, "/en?hide=risk&version=0123456789abcdef");
    const { problem } = problemWords.en;
    await expect(page.getByText(problem["unknown-version"]("version", "0123456789abcdef"))).toBeVisible();
    await expect(page).toHaveURL(/\/en\?hide=risk$/);
  });
});
