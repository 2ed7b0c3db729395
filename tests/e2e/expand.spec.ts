/** Expanding and collapsing, and the way back and forth over it. */
import type { APIRequestContext, Page } from "@playwright/test";
import { type Locale, locales } from "@/lib/graph/schema";
import { words } from "@/lib/i18n";
import { actionWords } from "@/lib/i18n/action-words";
import { expandWords } from "@/lib/i18n/expand-words";
import { exploreWords } from "@/lib/i18n/explore-words";
import { filterWords } from "@/lib/i18n/filter-words";
import { camera, drawnMarks, goTo, graphOf, mapAtRest, openMap, parameter, placeOf } from "./support/map";
import { expect, test } from "./support/test";

interface Group {
  readonly type: string;
  readonly direction: "out" | "in";
  readonly count: number;
}

/** What the server says of the relations of an entity, in the words of a language. */
async function tiesOf(request: APIRequestContext, id: string, locale: Locale) {
  const { groups } = (await (await request.get(`/api/v1/entities/${id}`)).json()) as { groups: Group[] };
  const { relations } = await graphOf(request);
  return groups.map(({ type, direction, count }) => ({
    type,
    count,
    reading: relations[type][direction === "out" ? "label" : "inverse"][locale],
  }));
}

/** Everything that is drawn in full, where it stands, and the window's place over it. */
async function picture(page: Page) {
  const marks = await drawnMarks(page);
  const { zoom, pan } = await camera(page);
  return { marks, zoom, pan };
}

/** A camera that comes from an address is rounded; nothing may be off by more than one can see. */
function expectSame(a: Awaited<ReturnType<typeof picture>>, b: Awaited<ReturnType<typeof picture>>): void {
  expect(Object.keys(b.marks).sort()).toEqual(Object.keys(a.marks).sort());
  expect(b.zoom / a.zoom).toBeCloseTo(1, 2);
  for (const [id, { x, y }] of Object.entries(a.marks)) {
    expect(Math.abs(b.marks[id].x - x), id).toBeLessThan(3);
    expect(Math.abs(b.marks[id].y - y), id).toBeLessThan(3);
  }
}

// One language: what differs in the other is words, and no word can be missing.
for (const locale of locales.filter((one) => one === "en")) {
  test(`a hub is expanded, collapsed, gone back to, loaded anew and gone forward from (${locale})`, async ({
    page,
    request,
  }) => {
    test.setTimeout(60_000);
    const t = words[locale];
    const w = expandWords[locale].dialog;
    await openMap(page, `/${locale}`);
    await goTo(page, "LLaMA");
    const before = await picture(page);
    const { x, y } = await placeOf(page, request, "model/llama");
    await page.mouse.dblclick(x, y);

    const dialog = page.getByRole("dialog", { name: w.title("LLaMA") });
    await expect(dialog).toBeFocused();
    const ties = await tiesOf(request, "model/llama", locale);
    const neighbours = ties.reduce((sum, { count }) => sum + count, 0);
    await expect(dialog).toContainText(w.total(neighbours));
    for (const { reading, count } of ties)
      await expect(dialog.getByRole("checkbox", { name: reading }).locator("..")).toContainText(`${count}`);
    const tie = (type: string) => ties.find((one) => one.type === type) ?? ties[0];
    const [trained, evaluated] = [tie("trained_on"), tie("evaluated_on")];
    await dialog.getByRole("button", { name: w.noTypes, exact: true }).click();
    await expect(dialog.getByRole("button", { name: w.expand, exact: true })).toBeDisabled();
    for (const { reading } of [trained, evaluated])
      await dialog.getByRole("checkbox", { name: reading }).check();
    await dialog.getByRole("radio", { name: w.ranks.name }).check();
    await dialog.getByRole("button", { name: w.most(6), exact: true }).click();
    await expect(dialog.getByText(w.brings(6, trained.count + evaluated.count))).toBeVisible();
    await dialog.getByRole("button", { name: w.expand, exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("application")).toBeFocused();

    expect(parameter(page, "expand")).toBe("model/llama,6,any,name,trained_on,evaluated_on");
    const chip = page.getByRole("button", {
      name: filterWords[locale].remove(exploreWords[locale].expanded("LLaMA")),
    });
    await expect(chip).toBeVisible();
    const expanded = await picture(page);
    const brought = Object.keys(expanded.marks).filter((id) => !(id in before.marks));
    expect(brought.length).toBeGreaterThan(0);
    expect(brought.length).toBeLessThanOrEqual(6);
    for (const [id, place] of Object.entries(before.marks)) expect(expanded.marks[id], id).toEqual(place);

    await page.mouse.dblclick(x, y);
    await expect(chip).toBeHidden();
    expect(parameter(page, "expand")).toBeNull();
    expect(await picture(page)).toEqual(before);

    const [back, forward] = [t.back, t.forward].map((name) => page.getByRole("button", { name }));
    await back.click();
    await expect(chip).toBeVisible();
    expect(await picture(page)).toEqual(expanded);
    await page.reload();
    await expect(chip).toBeVisible();
    expectSame(expanded, await picture(page));
    await expect(forward).toBeEnabled();
    await forward.click();
    await expect(chip).toBeHidden();
    expect(parameter(page, "expand")).toBeNull();
    await expect(forward).toBeDisabled();
    expectSame(before, await picture(page));
  });
}

test("what has few neighbours expands without a question, and a chip takes that back", async ({
  page,
  request,
}) => {
  await openMap(page, "/en");
  await goTo(page, "HuatuoGPT");
  const { x, y } = await placeOf(page, request, "model/huatuogpt");
  await page.mouse.dblclick(x, y);
  const chip = page.getByRole("button", {
    name: filterWords.en.remove(exploreWords.en.expanded("HuatuoGPT")),
  });
  await expect(chip).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(parameter(page, "expand")).toBe("model/huatuogpt,12");
  await chip.click();
  expect(parameter(page, "expand")).toBeNull();
});

test("a finger that rests on a hub opens its menu, and the choice of its neighbours from below", {
  tag: "@touch",
}, async ({ page, request }) => {
  const w = expandWords.zh.dialog;
  await openMap(page, "/zh?select=model/llama");
  const { x, y } = await placeOf(page, request, "model/llama");
  const hands = await page.context().newCDPSession(page);
  await hands.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  const menu = page.getByRole("menu");
  await expect(menu).toBeVisible();
  await hands.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  // The finger may have been over one of its items.
  await page.waitForTimeout(200);
  await expect(menu).toBeVisible();
  await menu.getByRole("menuitem", { name: actionWords.zh.names.expandHub }).tap();
  const dialog = page.getByRole("dialog", { name: w.title("LLaMA") });
  await expect(dialog).toBeVisible();
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const box = await dialog.boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
  await dialog.getByRole("button", { name: w.expand, exact: true }).tap();
  await expect.poll(() => parameter(page, "expand")).toBe("model/llama,12");
  await mapAtRest(page);
});
