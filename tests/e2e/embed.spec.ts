/** A view in the frame of another site: what it shows, what it leaves alone, and the code that puts it there. */
import type { Frame, Page } from "@playwright/test";
import { locales } from "@/lib/graph/schema";
import { words } from "@/lib/i18n";
import { embedWords } from "@/lib/i18n/embed-words";
import { problemWords } from "@/lib/i18n/problem-words";
import { shareWords } from "@/lib/i18n/share-words";
import { embedCode, embedControls } from "@/lib/view/embed-options";
import { packQuery } from "@/lib/view/packed-view";
import { type HostPage, hostPage } from "../fixtures/host-page";
import { violations } from "./support/axe";
import { camera, deskIsThere, drawnMarks, drawnPlaces, mapAtRest } from "./support/map";
import { expect, test } from "./support/test";

let host: HostPage | undefined;
test.afterEach(async () => {
  await host?.close();
  host = undefined;
});

const everything = `controls=${embedControls.join()}`;

interface Shown {
  path: string;
  width?: number;
  height?: number;
  /** What stands above it. */
  before?: string;
}

/** Opens a page of another site with this in a frame; the frame once its document is there. */
async function embed(
  page: Page,
  baseURL: string | undefined,
  { path, width = 720, height = 480, before = "" }: Shown,
): Promise<Frame> {
  const own = baseURL ?? "";
  const code = embedCode({ src: own + path, width, height, title: "A view" });
  host = await hostPage(own, `${before}${code}<div style="height:3000px"></div>`);
  await page.goto(host.address);
  const frame = await (await page.waitForSelector("iframe")).contentFrame();
  if (!frame) throw new Error("no frame");
  return frame;
}

/** The same, once the map is drawn. */
async function embedMap(page: Page, baseURL: string | undefined, shown: Shown): Promise<Frame> {
  const frame = await embed(page, baseURL, shown);
  await mapAtRest(frame);
  return frame;
}

test("a view is drawn in another site's page as in the atlas", async ({ page, baseURL }) => {
  const query = "f.model.access=weights&expand=model/llama&moved=model/llama:40,60";
  const frame = await embedMap(page, baseURL, { path: `/embed/en?${query}`, width: 900, height: 600 });
  const embedded = await drawnPlaces(frame);
  await page.setViewportSize({ width: 900, height: 600 });
  await page.goto(`/en?${query}`);
  const own = await drawnPlaces(page);
  // What is drawn in full depends on the room; where it stands does not.
  const both = Object.keys(embedded).filter((id) => id in own);
  expect(both.length).toBeGreaterThan(20);
  for (const id of both) expect(embedded[id]).toEqual(own[id]);
});

test("a packed address opens the view that was packed", async ({ page }) => {
  const z = await packQuery("select=model/llama&notes=model/llama:从这里开始");
  await page.goto(`/embed/en?z=${z}`);
  await expect(page.getByRole("complementary", { name: words.en.panel.entity })).toContainText("LLaMA");
  await expect(page.getByRole("button", { name: /从这里开始/ })).toBeVisible();
});

test("what cannot be read of an address is said, and the rest is shown", async ({ page }) => {
  await page.goto("/embed/en?z=none&controls=zoom");
  await page.getByRole("button", { name: embedWords.en.frame.problems }).click();
  await expect(page.getByText(problemWords.en.problems)).toBeVisible();
  await page.getByRole("button", { name: words.en.dismiss }).click();
  await expect(page.getByRole("button", { name: embedWords.en.frame.problems })).toBeHidden();
});

test("nothing is asked of the graph before the frame is seen", async ({ page, baseURL }) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/v1/graph")) asked.push(request.url());
  });
  const own = baseURL ?? "";
  host = await hostPage(
    own,
    `<div style="height:5000px"></div><iframe src="${own}/embed/en" width="600" height="400"></iframe>`,
  );
  await page.goto(host.address);
  const frame = await (await page.waitForSelector("iframe")).contentFrame();
  await expect(frame?.getByRole("status") ?? page.locator("none")).toHaveText(words.en.loading);
  expect(asked).toEqual([]);
  await page.locator("iframe").scrollIntoViewIfNeeded();
  await expect(frame?.getByRole("application") ?? page.locator("none")).toBeVisible();
  expect(asked).toHaveLength(1);
});

test("the page around goes on scrolling until the reader means the map", async ({ page, baseURL }) => {
  const frame = await embedMap(page, baseURL, { path: "/embed/en" });
  const scrolled = () => page.evaluate(() => scrollY);
  const { zoom } = await camera(frame);
  await page.mouse.move(300, 300);
  await page.mouse.wheel(0, 120);
  await expect.poll(scrolled).toBeGreaterThan(60);
  expect((await camera(frame)).zoom).toBe(zoom);
  await expect(frame.getByText(embedWords.en.frame.wheel)).toBeVisible();

  await page.evaluate(() => scrollTo(0, 0));
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -120);
  await page.keyboard.up("Control");
  await expect.poll(async () => (await camera(frame)).zoom).toBeGreaterThan(zoom);
  expect(await scrolled()).toBe(0);

  const near = (await camera(frame)).zoom;
  await frame.getByRole("application").focus();
  await page.mouse.wheel(0, -240);
  await expect.poll(async () => (await camera(frame)).zoom).toBeGreaterThan(near);
  expect(await scrolled()).toBe(0);
});

test("what a reader does in the frame leaves address and history alone", async ({ page, baseURL }) => {
  const frame = await embedMap(page, baseURL, { path: `/embed/en?${everything}`, width: 1000, height: 600 });
  const before = { entries: await page.evaluate(() => history.length), address: frame.url() };
  await frame.locator("#search").fill("LLaMA");
  await page.keyboard.press("Enter");
  const panel = frame.getByRole("complementary", { name: words.en.panel.entity });
  await expect(panel.getByRole("heading", { level: 2 })).toHaveText("LLaMA");
  await frame.getByRole("button", { name: words.en.map.zoomIn }).click();
  await frame.getByRole("button", { name: words.en.toDark }).click();
  await expect(frame.locator("html")).toHaveAttribute("data-theme", "dark");
  await frame.getByRole("button", { name: words.en.otherLanguage }).click();
  await expect(frame.locator("html")).toHaveAttribute("lang", "zh-CN");
  // In the other language, and still about the same.
  await expect(frame.getByRole("complementary", { name: words.zh.panel.entity })).toContainText("LLaMA");
  await mapAtRest(frame);
  expect({ entries: await page.evaluate(() => history.length), address: frame.url() }).toEqual(before);
  const way = frame.getByRole("link", { name: embedWords.zh.frame.openIn });
  await expect(way).toHaveAttribute("href", /^\/zh\?.*select=model\/llama/);
  await expect(way).toHaveAttribute("target", "_blank");
  await expect(way).toHaveAttribute("rel", /noopener/);
});

test("marks stay where the author has put them", async ({ page, baseURL }) => {
  const frame = await embedMap(page, baseURL, { path: "/embed/en?select=model/llama&controls=none" });
  const before = await drawnPlaces(frame);
  // One well within the frame, so that it is what the hand takes.
  const at = Object.values(await drawnMarks(frame)).find(
    ({ x, y }) => x > 80 && y > 80 && x < 640 && y < 360,
  );
  if (!at) throw new Error("no mark is drawn in the frame");
  const box = await page.locator("iframe").boundingBox();
  await page.mouse.move((box?.x ?? 0) + at.x, (box?.y ?? 0) + at.y);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) + at.x + 60, (box?.y ?? 0) + at.y + 40, { steps: 4 });
  await page.mouse.up();
  const after = await drawnPlaces(frame);
  for (const id of Object.keys(after)) if (id in before) expect(after[id]).toEqual(before[id]);
});

test("by keyboard, one walks along relations and reads what is there", async ({ page, baseURL }) => {
  const frame = await embedMap(page, baseURL, { path: "/embed/en" });
  await frame.getByRole("application").focus();
  await page.keyboard.press("ArrowRight");
  const panel = frame.getByRole("complementary", { name: words.en.panel.entity });
  await expect(panel.getByRole("heading", { level: 2 })).not.toBeEmpty();
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(frame.getByRole("application")).toBeFocused();
});

test("each control stands there if, and only if, its author wants it", async ({ page }) => {
  const frame = embedWords.en.frame;
  const found = {
    legend: page.getByRole("region", { name: words.en.legend.title }),
    search: page.getByRole("search"),
    panel: page.getByRole("complementary", { name: words.en.panel.entity }),
    timeline: page.locator("section").filter({ has: page.getByRole("img") }),
    zoom: page.getByRole("group", { name: words.en.map.controls }),
    theme: page.getByRole("button", { name: words.en.toDark }),
    language: page.getByRole("button", { name: words.en.otherLanguage }),
  };
  await page.setViewportSize({ width: 1000, height: 640 });
  // Each control is wanted in frames of its own, and in at least one it is not: the digits of its number say which.
  const frames = [1, 2, 4].map((digit) => embedControls.filter((_, i) => (i + 1) & digit));
  expect(embedControls.length).toBeLessThan(8);
  for (const wanted of [...frames, []]) {
    await page.goto(`/embed/en?select=model/llama&controls=${wanted.join() || "none"}`);
    await expect(page.getByRole("link", { name: frame.openIn })).toBeVisible();
    // What is loaded later has come by then.
    for (const control of wanted) await expect(found[control].first(), control).toBeVisible();
    await mapAtRest(page);
    for (const control of embedControls)
      if (!wanted.includes(control))
        await expect(found[control], `${control} beside ${wanted}`).toHaveCount(0);
  }
});

test("it works where the browser keeps nothing for it", async ({ page, baseURL }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
  });
  const frame = await embedMap(page, baseURL, { path: `/embed/en?${everything}&theme=dark` });
  await expect(frame.locator("html")).toHaveAttribute("data-theme", "dark");
  await frame.getByRole("button", { name: words.en.toLight }).click();
  await expect(frame.locator("html")).toHaveAttribute("data-theme", "light");
});

test.describe("a saved view", () => {
  test("says what it is and whose, and leads back to itself", async ({ page, baseURL, request }) => {
    const made = await request.post("/api/v1/views", {
      data: {
        title: "What <b>LLaMA</b> began",
        author: "Ada",
        view: { version: 1, selection: "model/llama", notes: [{ at: "model/llama", text: "Here it began" }] },
      },
    });
    expect(made.status()).toBe(201);
    const { id } = await made.json();
    const frame = await embedMap(page, baseURL, { path: `/embed/v/${id}?locale=zh&controls=none` });
    await expect(frame.locator("footer")).toContainText("What <b>LLaMA</b> began");
    await expect(frame.locator("footer")).toContainText("Ada");
    await expect(frame.getByRole("link", { name: embedWords.zh.frame.openIn })).toHaveAttribute(
      "href",
      `/v/${id}`,
    );
    const pin = frame.getByRole("button", { name: /Here it began/ });
    await pin.click();
    await expect(frame.getByText("Here it began", { exact: true })).toBeVisible();
  });

  test.describe("that is not there", () => {
    test.use({ expectedComplaint: /404/ });
    test("is said to be missing", async ({ page, baseURL }) => {
      const frame = await embed(page, baseURL, { path: "/embed/v/0000000000?locale=en" });
      // Whoever asks first waits for the store to be opened.
      await expect(frame.getByText(embedWords.en.frame.missing)).toBeVisible({ timeout: 15_000 });
    });
  });
});

test.describe("every other page", () => {
  // The browser says that it was refused.
  test.use({ expectedComplaint: /frame|ERR_BLOCKED_BY_RESPONSE|404/i });
  for (const path of ["/en", "/zh/about", "/v/0000000000", "/en/views", "/api/v1/openapi.json", "/embed/fr"])
    test(`${path} is in no other site's frame`, async ({ page, baseURL }) => {
      await embed(page, baseURL, { path });
      await expect
        .poll(() => page.frames().map((frame) => frame.url()))
        .toContainEqual(expect.stringContaining("chrome-error:"));
    });
});

test("the dialog writes the code and shows what it makes", async ({ page }) => {
  const w = embedWords.en.section;
  await page.goto("/en?select=model/llama");
  await deskIsThere(page);
  await page.getByRole("navigation").getByRole("button", { name: words.en.share }).click();
  await page.getByText(shareWords.en.saved.embed, { exact: true }).click();
  const code = page.getByRole("textbox", { name: w.code });
  await expect(code).toHaveValue(
    /^<iframe src="http[^"]*\/embed\/en\?select=model\/llama" width="720" height="480"/,
  );
  const entries = await page.evaluate(() => history.length);
  await page.getByRole("checkbox", { name: w.control.search }).check();
  await page.getByRole("radio", { name: w.themes.dark }).check();
  await page.getByRole("radio", { name: "中文" }).check();
  await expect(code).toHaveValue(
    /\/embed\/zh\?select=model\/llama&amp;controls=legend,search,panel,zoom&amp;theme=dark"/,
  );
  const preview = page.frameLocator("dialog iframe");
  await expect(preview.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(preview.getByRole("combobox", { name: words.zh.search.label })).toBeVisible();
  await page.getByRole("radio", { name: w.presets.page }).check();
  await expect(code).toHaveValue(/ width="100%" height="520"/);
  const height = page.getByRole("textbox", { name: w.height });
  await height.fill("10");
  await expect(height).toHaveAttribute("aria-invalid", "true");
  await height.fill("300");
  await expect(code).toHaveValue(/ width="100%" height="300"/);
  // What the preview went through is no step of this page.
  expect(await page.evaluate(() => history.length)).toBe(entries);
});

test("that its data have been renewed is told, and they are loaded when the reader wants", async ({
  page,
}) => {
  const t = embedWords.en.frame;
  await page.clock.install();
  await page.setViewportSize({ width: 240, height: 180 });
  const about = "**/api/v1/graphs/atlas";
  await page.route(about, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), version: "0123456789abcdef" } });
  });
  await page.goto("/embed/en?controls=zoom");
  await expect(page.getByRole("application")).toBeVisible();
  await page.clock.fastForward("06:00");
  await expect(page.getByText(t.renewed)).toBeInViewport();
  // The bar and the controls stand as they did.
  await expect(page.getByRole("link")).toBeInViewport();
  await page.getByRole("button", { name: t.load }).click();
  await expect(page.getByText(t.renewed)).toBeHidden();
  await expect(page.getByRole("application")).toBeVisible();
  await page.clock.fastForward("06:00");
  await page.getByRole("button", { name: words.en.dismiss }).click();
  await expect(page.getByText(t.renewed)).toBeHidden();
  await expect(page.getByRole("application")).toBeFocused();
});

// One language: what differs in the other is words, and no word can be missing.
for (const locale of locales.filter((one) => one === "en")) {
  test(`in a frame of 240 by 180 all can be reached and nothing is wrong for anyone (${locale})`, {
    tag: "@once",
  }, async ({ page }) => {
    const t = embedWords[locale].frame;
    await page.setViewportSize({ width: 240, height: 180 });
    await page.goto(`/embed/${locale}?${everything}`);
    await mapAtRest(page);
    for (const [open, then] of [
      [t.search, page.getByRole("combobox")],
      [t.legend, page.getByRole("region", { name: words[locale].legend.title })],
    ] as const) {
      await page.getByRole("button", { name: open }).click();
      await expect(then).toBeInViewport();
      expect(await violations(page, { isPart: true })).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("application").focus();
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(240);
  });
}
