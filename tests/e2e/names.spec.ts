/** Names on the map, measured by the ink that was drawn. */
import type { Page } from "@playwright/test";
import { camera, type DrawnName, drawnNames, mapAtRest, openMap, placeOf } from "./support/map";
import { expect, test } from "./support/test";

const overlapping = (names: readonly DrawnName[]): string[] =>
  names.flatMap(({ text, box }, i) =>
    names
      .slice(i + 1)
      .filter(
        ({ box: other }) =>
          box.left < other.right - 0.5 &&
          other.left < box.right - 0.5 &&
          box.top < other.bottom - 0.5 &&
          other.top < box.bottom - 0.5,
      )
      .map((other) => `${text} and ${other.text}`),
  );

/** That names stand beside one another and beside the panels; how many there are. */
async function expectApart(page: Page): Promise<readonly DrawnName[]> {
  const names = await drawnNames(page);
  expect(overlapping(names)).toEqual([]);
  const panels = await page
    .locator("[data-floating]")
    .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().toJSON()));
  const covered = names.filter(({ box }) =>
    panels.some(
      (panel) =>
        box.left < panel.right && panel.left < box.right && box.top < panel.bottom && panel.top < box.bottom,
    ),
  );
  expect(panels.length).toBeGreaterThan(2);
  expect(covered.map(({ text }) => text)).toEqual([]);
  return names;
}

test("on a phone names overlap neither one another nor a panel", { tag: "@touch" }, async ({ page }) => {
  for (const path of ["/zh", "/en?at=-300,-200,100,100", "/en?select=organization/google"])
    await test.step(path, async () => {
      await openMap(page, path);
      expect((await expectApart(page)).length).toBeGreaterThan(6);
    });
});

test("names overlap neither one another nor a panel while the map is zoomed", async ({ page }) => {
  await openMap(page, "/en");
  expect((await expectApart(page)).length).toBeGreaterThan(15);
  await page.mouse.move(800, 450);
  const seen = new Set<number>();
  for (let turn = 0; turn < 12; turn++) {
    await page.mouse.wheel(0, -90);
    await page.waitForTimeout(40);
    const names = await drawnNames(page);
    seen.add(names.length);
    expect(overlapping(names)).toEqual([]);
  }
  expect(seen.size).toBeGreaterThan(3);
});

test("names make room for what is selected", async ({ page }) => {
  await openMap(page, "/zh?select=organization/google");
  expect((await expectApart(page)).length).toBeGreaterThan(15);
});

test("a mark without a name shows it under the pointer", async ({ page, request }) => {
  await openMap(page, "/zh");
  const names = await expectApart(page);
  expect(names.length).toBeGreaterThan(15);
  const before = names.map(({ text }) => text);
  const graph = await (await request.get("/api/v1/graph")).json();
  const kinds = Object.keys(graph.ontology.kinds);
  const nameOf = (i: number) => graph.entities.zh[i] || graph.entities.en[i];
  const index = graph.entities.slug.findIndex(
    (_: string, i: number) => i > 1000 && !before.includes(nameOf(i)),
  );
  const { x, y } = await placeOf(
    page,
    request,
    `${kinds[graph.entities.kind[index]]}/${graph.entities.slug[index]}`,
  );
  await page.mouse.move(x, y);
  await expect.poll(async () => (await drawnNames(page)).map(({ text }) => text)).toContain(nameOf(index));
  await page.mouse.move(5, 5);
  await expect
    .poll(async () => (await drawnNames(page)).map(({ text }) => text))
    .not.toContain(nameOf(index));
});

test("nearer, entities are named that were not, and those that were stand where they stood on the map", async ({
  page,
}) => {
  const sight = { left: -200, top: -150, right: 50, bottom: 50 };
  const onMap = async () => {
    const { zoom, pan } = await camera(page);
    const names = await drawnNames(page);
    return new Map(
      names
        .map(({ text, box }): [string, { x: number; y: number }] => [
          text,
          { x: ((box.left + box.right) / 2 - pan.x) / zoom, y: ((box.top + box.bottom) / 2 - pan.y) / zoom },
        ])
        .filter(([, { x, y }]) => x > sight.left && x < sight.right && y > sight.top && y < sight.bottom),
    );
  };
  await openMap(page, "/en?at=-700,-500,400,300");
  expect((await expectApart(page)).length).toBeGreaterThan(15);
  const far = await onMap();
  await page.goto(`/en?at=${Object.values(sight).join(",")}`);
  await mapAtRest(page);
  expect((await expectApart(page)).length).toBeGreaterThan(15);
  const near = await onMap();
  expect([...near.keys()].filter((name) => !far.has(name)).length).toBeGreaterThan(5);
  const both = [...far.keys()].filter((name) => near.has(name));
  expect(both.length).toBeGreaterThan(2);
  // A name stands beside its mark, on whatever side is free: so far from it at the most.
  for (const name of both) {
    const [a, b] = [far.get(name), near.get(name)];
    expect(Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0)), name).toBeLessThan(140);
  }
});
