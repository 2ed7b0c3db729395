/** For every reader: the keyboard, screen readers, small screens, big letters, less motion, fingers. */
import type { Page } from "@playwright/test";
import { locales } from "@/lib/graph/schema";
import { words } from "@/lib/i18n";
import { actionWords } from "@/lib/i18n/action-words";
import { arrangeWords } from "@/lib/i18n/arrange-words";
import { askWords } from "@/lib/i18n/ask-words";
import { filterWords } from "@/lib/i18n/filter-words";
import { panelWords } from "@/lib/i18n/panel-words";
import { rankingWords } from "@/lib/i18n/ranking-words";
import { timeWords } from "@/lib/i18n/time-words";
import { violations } from "./support/axe";
import { camera, deskIsThere, mapAtRest, openMap, parameter } from "./support/map";
import { expect, test } from "./support/test";

/** What is checked is the page; the map need not have come to rest. */
async function arrive(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("application")).toBeVisible();
}

type Locale = "zh" | "en";
type State = (page: Page, locale: Locale) => Promise<void>;

/** What a reader may have before them, by name: one after the other in a page that is opened once, as it goes on. */
const walks: readonly Readonly<Record<string, State>>[] = [
  {
    plain: (page, locale) => arrive(page, `/${locale}`),
    searching: async (page) => {
      await page.getByRole("combobox").fill("gpt");
      await expect(page.getByRole("option").first()).toBeVisible();
    },
    "the palette": async (page, locale) => {
      await page.getByRole("combobox").fill("");
      await deskIsThere(page);
      await page.getByRole("application").press("ControlOrMeta+k");
      await page.getByRole("combobox", { name: actionWords[locale].palette.label }).fill("llama");
      await expect(page.getByRole("option").first()).toBeVisible();
    },
    asking: async (page, locale) => {
      await page.keyboard.press("Escape");
      await expect(page.locator("dialog:modal")).toHaveCount(0);
      await page.locator("#side-ask:visible").click();
      const panel = page.getByRole("complementary", { name: words[locale].side.ask });
      await panel.getByRole("combobox", { name: askWords[locale].box.label }).fill("blurp LLaM");
      await expect(panel.getByRole("listbox")).toBeVisible();
      await expect(panel.getByRole("region", { name: rankingWords[locale].title })).toBeVisible();
    },
  },
  {
    "an entity": async (page, locale) => {
      await arrive(page, `/${locale}?select=model/llama`);
      await expect(page.getByRole("heading", { level: 3, name: panelWords[locale].sources })).toBeVisible();
    },
    "a relation": async (page, locale) => {
      const { entity, relation } = words[locale].panel;
      await page
        .getByRole("complementary", { name: entity })
        .getByRole("button", { name: `${relation}: Meta` })
        .first()
        .click();
      await expect(page.getByRole("complementary", { name: relation })).toContainText("LLaMA");
    },
  },
  {
    "a hub in time": async (page, locale) => {
      await arrive(page, `/${locale}?select=model/llama&time=2018-01..2023-12`);
      // On a phone the timeline waits under what is selected.
      await expect(
        page.getByRole("slider", { name: timeWords[locale].from, includeHidden: true }),
      ).toBeAttached();
      await page.getByRole("application").press("Enter");
      await expect(page.getByRole("dialog")).toBeFocused();
    },
    "the menu": async (page) => {
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toBeHidden();
      await page.getByRole("application").focus();
      await page.keyboard.press("Shift+F10");
      await expect(page.getByRole("menuitem").first()).toBeFocused();
    },
  },
  {
    filtered: async (page, locale) => {
      await arrive(
        page,
        `/${locale}?in=domain/finance&f.model.access=open-source,!closed&r.parameters=1000000000..`,
      );
      await expect(page.getByRole("list", { name: filterWords[locale].chips })).toBeVisible();
    },
    "the filter": async (page) => {
      await page.locator("#side-filter:visible").click();
      await expect(page.getByRole("slider").first()).toBeVisible();
    },
    "the list": async (page, locale) => {
      await page
        .getByRole("complementary", { name: words[locale].side.filter })
        .getByRole("button", { name: words[locale].close, exact: true })
        .click();
      await page.locator("#side-outline:visible").click();
      await page.getByRole("treeitem").first().press("ArrowRight");
      await expect(page.locator("[role=treeitem][aria-level='2']").first()).toBeVisible();
    },
  },
  {
    "a comparison": async (page, locale) => {
      await arrive(page, `/${locale}?ask=compare:model/llama,model/bloom&layout=force`);
      await expect(page.getByRole("table")).toBeVisible();
    },
  },
  {
    arranged: async (page, locale) => {
      await arrive(
        page,
        `/${locale}?in=domain/finance&layout=groups:kind&closed=model&colour=model.access&size=parameters`,
      );
      await page.locator("#side-arrange:visible").click();
      await expect(page.getByRole("combobox", { name: arrangeWords[locale].groupBy })).toBeVisible();
    },
  },
  {
    "left out": async (page, locale) => {
      await arrive(page, `/${locale}?in=domain/healthcare&select=framework/pytorch`);
      await expect(page.getByRole("region", { name: filterWords[locale].why })).toBeVisible();
    },
  },
  {
    "nothing left": async (page, locale) => {
      await arrive(page, `/${locale}?in=domain/healthcare&f.hardware.type=npu`);
      await expect(page.getByText(filterWords[locale].empty)).toBeVisible();
    },
  },
  {
    "all kinds hidden": async (page, locale) => {
      await arrive(
        page,
        `/${locale}?hide=application,dataset,domain,framework,hardware,model,organization,platform,policy,risk,technique`,
      );
      await expect(page.getByText(words[locale].legend.empty)).toBeVisible();
    },
  },
  {
    several: async (page, locale) => {
      await arrive(page, `/${locale}?select=model/llama&also=organization/meta,model/bert`);
      await expect(page.locator("#selection-title")).toBeVisible();
    },
  },
  { "a damaged link": (page, locale) => arrive(page, `/${locale}?select=model/none&x=1`) },
  { "about the data": async (page, locale) => void (await page.goto(`/${locale}/about`)) },
];

/** Two that differ in everything: every walk is gone by one of them. */
const readers = [
  { locale: "zh", theme: "light", tag: "@desktop", pair: 0 },
  { locale: "en", theme: "dark", tag: "@touch", pair: 1 },
] as const;
for (const { locale, theme, tag, pair } of readers) {
  test(`axe finds nothing to complain about (${locale}, ${theme})`, { tag }, async ({ page }) => {
    const seen = walks.filter((_, i) => i % 2 === pair).flatMap((walk) => Object.entries(walk));
    test.setTimeout(seen.length * 10_000);
    await page.emulateMedia({ colorScheme: theme });
    for (const [name, open] of seen) {
      await test.step(name, async () => {
        await open(page, locale);
        await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
        expect.soft(await violations(page), name).toEqual([]);
      });
    }
  });
}

test("the keyboard alone pans, zooms and shows the whole map", async ({ page }) => {
  await openMap(page, "/en");
  await page.getByRole("application").focus();
  const start = await camera(page);
  await page.keyboard.press("Shift+ArrowRight");
  await mapAtRest(page);
  expect((await camera(page)).pan.x).toBeLessThan(start.pan.x);
  await page.keyboard.press("+");
  await mapAtRest(page);
  expect((await camera(page)).zoom).toBeGreaterThan(start.zoom);
  expect(parameter(page, "at")).not.toBeNull();
  await page.keyboard.press("0");
  await mapAtRest(page);
  expect((await camera(page)).zoom).toBeCloseTo(start.zoom, 2);
  expect(parameter(page, "at")).toBeNull();
});

test("every control can be reached by Tab, and shows that it has the focus", async ({ page }) => {
  await openMap(page, "/en?select=model/bert");
  const seen = new Set<string>();
  await page.keyboard.press("Tab");
  for (let i = 0; i < 40; i++) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return undefined;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const name = element.getAttribute("aria-label") ?? element.textContent ?? "";
      return { name: name.trim(), ring: outlineStyle !== "none" && outlineWidth !== "0px" };
    });
    if (focused) {
      expect(focused.ring, focused.name).toBe(true);
      seen.add(focused.name);
    }
    await page.keyboard.press("Tab");
  }
  const t = words.en;
  for (const name of [
    t.skipToSearch,
    t.search.label,
    t.toDark,
    t.pages,
    t.otherLanguage,
    t.map.zoomIn,
    t.map.fit,
    t.close,
  ])
    expect(seen).toContain(name);
});

test("who prefers less motion is taken there at once", { tag: "@touch" }, async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openMap(page, "/en");
  await page.getByRole("combobox").fill("PyTorch");
  await page.keyboard.press("Enter");
  await expect(page.locator("#detail-name")).toHaveText("PyTorch");
  const first = await camera(page);
  await page.waitForTimeout(400);
  expect(await camera(page)).toEqual(first);
});

test("at twice the size nothing is cut off sideways", async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 450 });
  for (const path of ["/en?select=model/gpt-4", "/zh", "/en/about"]) {
    await page.goto(path);
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }));
    expect(scroll, path).toBeLessThanOrEqual(client);
  }
});

for (const locale of locales)
  for (const height of [640, 780])
    test(`the introduction keeps to a phone of 360 by ${height} (${locale})`, {
      tag: "@touch",
    }, async ({ page }) => {
      await page.setViewportSize({ width: 360, height });
      await arrive(page, `/${locale}`);
      const intro = page.getByRole("region", { name: words[locale].intro.title });
      await expect(intro).toBeVisible();
      const beyond = await intro.evaluate((section) => {
        const isCut = (element: Element): boolean => {
          const around = element.parentElement;
          if (!around || element === section) return false;
          return getComputedStyle(around).overflowX !== "visible" || isCut(around);
        };
        const { right } = section.getBoundingClientRect();
        return [section, ...section.querySelectorAll("*")]
          .filter(
            (element) =>
              element.getBoundingClientRect().right > Math.min(right, innerWidth) && !isCut(element),
          )
          .map((element) => element.outerHTML.slice(0, 120));
      });
      expect(beyond).toEqual([]);
    });

test("two fingers zoom the map and not the page; one pans it", { tag: "@touch" }, async ({
  page,
  context,
}) => {
  await openMap(page, "/zh");
  const start = await camera(page);
  const session = await context.newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...points: [number, number][]) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: points.map(([x, y], id) => ({ x, y, id })),
    });
  await touch("touchStart", [150, 250], [210, 250]);
  for (let i = 1; i <= 8; i++) await touch("touchMove", [150 - i * 8, 250], [210 + i * 8, 250]);
  await touch("touchEnd");
  await mapAtRest(page);
  const zoomed = await camera(page);
  expect(zoomed.zoom).toBeGreaterThan(start.zoom * 2);
  expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
  await touch("touchStart", [180, 300]);
  for (let i = 1; i <= 8; i++) await touch("touchMove", [180, 300 - i * 10]);
  await touch("touchEnd");
  await mapAtRest(page);
  const { pan, zoom } = await camera(page);
  expect(zoom).toBeCloseTo(zoomed.zoom, 5);
  expect(pan.y).toBeLessThan(zoomed.pan.y - 50);
});

test("controls are large enough for a finger; the sheet opens to its full height and closes", {
  tag: "@touch",
}, async ({ page }) => {
  const t = words.zh;
  await openMap(page, "/zh?select=model/bert");
  const small = await page.locator("button:visible, a:visible, input:visible").evaluateAll((elements) =>
    elements
      .filter((element) => !element.closest("[data-scroll]") && element.getBoundingClientRect().width > 1)
      .filter(
        (element) =>
          Math.min(element.getBoundingClientRect().width, element.getBoundingClientRect().height) < 28,
      )
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(small).toEqual([]);
  const sheet = page.getByRole("complementary", { name: t.panel.entity });
  const heightOf = async () => (await sheet.boundingBox())?.height ?? 0;
  const half = await heightOf();
  await sheet.getByRole("button", { name: t.panel.expand }).click();
  await expect.poll(heightOf).toBeGreaterThan(half * 1.5);
  await sheet.getByRole("button", { name: t.panel.shrink }).click();
  await expect.poll(heightOf).toBeLessThan(half * 1.1);
  await sheet.getByRole("button", { name: t.close }).click();
  await expect(sheet).toBeHidden();
});
