/** On the canvas: several selected at once, hiding, pinning, parallel relations, layouts. */
import type { Page } from "@playwright/test";
import { words } from "@/lib/i18n";
import { actionWords } from "@/lib/i18n/action-words";
import { arrangeWords } from "@/lib/i18n/arrange-words";
import { expandWords } from "@/lib/i18n/expand-words";
import { exploreWords } from "@/lib/i18n/explore-words";
import { drawnEdges, drawnMarks, drawnPlaces, mapAtRest, openMap, parameter, placeOf } from "./support/map";
import { expect, test } from "./support/test";

const selectionPanel = (page: Page) => page.getByRole("complementary", { name: exploreWords.en.selection });

test("several are selected by shift-click, hidden, shown again, kept alone, pinned and unpinned", async ({
  page,
  request,
}) => {
  const { names } = actionWords.en;
  await openMap(page, "/en?at=-130,-180,70,-20");
  const both = ["organization/microsoft", "model/florence"];
  for (const id of both) {
    const { x, y } = await placeOf(page, request, id);
    await page.keyboard.down("Shift");
    await page.mouse.click(x, y);
    await page.keyboard.up("Shift");
    await expect.poll(() => page.url()).toContain(id);
  }
  const panel = selectionPanel(page);
  await expect(panel.getByRole("heading")).toHaveText(expandWords.en.selection.title(2));
  expect(parameter(page, "select")).toBe(both[0]);
  expect(parameter(page, "also")).toBe(both[1]);

  const act = async (name: string) => panel.getByRole("button", { name, exact: true }).click();
  await act(names.pin(2));
  await expect.poll(() => parameter(page, "moved")?.split(";").length).toBe(2);
  await act(names.unpin(2));
  await expect.poll(() => parameter(page, "moved")).toBeNull();
  await act(names.hide(2));
  await expect(panel).toBeHidden();
  expect(parameter(page, "without")).toBe(both.join(","));
  await page.getByRole("application").focus();
  await page.keyboard.press("Shift+H");
  await expect.poll(() => parameter(page, "without")).toBeNull();
  await page.goBack();
  await page.goBack();
  await expect(panel).toBeVisible();
  await act(names.keepOnly(2));
  await expect.poll(() => parameter(page, "list")).toBe(both.join(","));
  await mapAtRest(page);
  expect(Object.keys(await drawnMarks(page))).toHaveLength(2);
});

test("a line drawn round marks selects them", async ({ page }) => {
  await openMap(page, "/en?at=-130,-180,70,-20");
  const marks = Object.values(await drawnMarks(page));
  const [left, top, right, bottom] = [600, 300, 900, 600];
  const inside = marks.filter(({ x, y }) => x > left && x < right && y > top && y < bottom).length;
  await page.keyboard.down("Shift");
  await page.mouse.move(left, top);
  await page.mouse.down();
  for (const [x, y] of [
    [right, top],
    [right, bottom],
    [left, bottom],
    [left, top],
  ])
    await page.mouse.move(x, y, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up("Shift");
  const heading = selectionPanel(page).getByRole("heading");
  await expect(heading).toBeVisible();
  const count = Number(/\d+/.exec((await heading.textContent()) ?? "")?.[0]);
  expect(count).toBeGreaterThanOrEqual(inside);
  expect(parameter(page, "also")?.split(",")).toHaveLength(count - 1);
});

test("several relations between two are one line that opens to each of them", async ({ page, request }) => {
  await openMap(page, "/en?near=model/gpt-4,1&select=model/gpt-4");
  const [from, to] = [
    await placeOf(page, request, "model/gpt-4"),
    await placeOf(page, request, "platform/openai-api"),
  ];
  const edges = await drawnEdges(page);
  await page.mouse.click(from.x + (to.x - from.x) * 0.6, from.y + (to.y - from.y) * 0.6);
  const panel = page.getByRole("complementary", { name: words.en.panel.relation });
  await expect(panel).toContainText(exploreWords.en.parallels("2"));
  const relations = panel.locator("button[aria-current]");
  await expect(relations).toHaveCount(2);
  const first = parameter(page, "select");
  expect(first).toMatch(/^model\/gpt-4~(offered_on|based_on)~platform\/openai-api$/);
  await mapAtRest(page);
  expect(await drawnEdges(page)).not.toBe(edges);
  await panel.locator('button[aria-current="false"]').click();
  await expect.poll(() => parameter(page, "select")).not.toBe(first);
  await expect(relations).toHaveCount(2);
});

test("what a filter leaves is laid out by relations, by descent, in rings and by time", async ({ page }) => {
  const w = arrangeWords.en;
  await openMap(page, "/en?in=domain/finance");
  await page.locator("#side-arrange:visible").click();
  const panel = page.getByRole("complementary", { name: words.en.side.arrange });
  let before = await drawnPlaces(page);
  for (const [as, expected] of [
    ["layered", "layered"],
    ["concentric", "concentric"],
    ["time", "time:kind"],
    ["force", "force"],
  ] as const) {
    await panel.getByText(w.layouts[as], { exact: true }).click();
    await expect(panel.getByRole("radio", { name: w.layouts[as] })).toBeChecked();
    expect(parameter(page, "layout")).toBe(expected);
    const after = await drawnPlaces(page);
    const both = Object.keys(after).filter((id) => before[id]);
    const moved = both.filter((id) => after[id].x !== before[id].x || after[id].y !== before[id].y);
    expect(both.length, as).toBeGreaterThan(20);
    expect(moved.length, as).toBeGreaterThan(both.length / 2);
    before = after;
  }
  await page.reload();
  const again = await drawnPlaces(page);
  const both = Object.keys(again).filter((id) => before[id]);
  expect(both.length).toBeGreaterThan(20);
  for (const id of both) expect(again[id], id).toEqual(before[id]);
});

test("a layout that takes long can be broken off; everything is where it was", async ({ page }) => {
  const w = arrangeWords.en;
  await openMap(page, "/en");
  await page.locator("#side-arrange:visible").click();
  const before = await drawnPlaces(page);
  const panel = page.getByRole("complementary", { name: words.en.side.arrange });
  await panel.getByText(w.layouts.force, { exact: true }).click();
  await panel.getByRole("button", { name: w.cancel, exact: true }).click();
  expect(parameter(page, "layout")).toBeNull();
  const after = await drawnPlaces(page);
  const both = Object.keys(before).filter((id) => after[id]);
  expect(both.length).toBeGreaterThan(100);
  for (const id of both) expect(after[id], id).toEqual(before[id]);
});
