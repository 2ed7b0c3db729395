/**
 * The map as a test sees it: what was really drawn, and where entities stand on the screen.
 *
 * Names are pictures on a canvas, so the page is watched while it draws them: each picture's text, and the
 * box of its ink as the browser measures it, wherever it was put in the last frame. Nothing of this is the product's own code.
 */
import type { APIRequestContext, Frame, Page } from "@playwright/test";
import type { Text } from "@/lib/graph/schema";

export interface DrawnName {
  readonly text: string;
  /** Of its ink, in CSS pixels. */
  readonly box: { left: number; top: number; right: number; bottom: number };
}

const watchNames = `(() => {
  const context = CanvasRenderingContext2D.prototype;
  const { fillText, roundRect, drawImage, clearRect } = context;
  let drawn = [];
  const grow = (picture, left, top, right, bottom) => {
    const box = (picture.ink ??= { left, top, right, bottom });
    box.left = Math.min(box.left, left);
    box.top = Math.min(box.top, top);
    box.right = Math.max(box.right, right);
    box.bottom = Math.max(box.bottom, bottom);
  };
  context.fillText = function (text, x, y) {
    if (!this.canvas.isConnected) {
      const m = this.measureText(text);
      this.canvas.drawnText = text;
      grow(this.canvas, x - m.actualBoundingBoxLeft, y - m.actualBoundingBoxAscent, x + m.actualBoundingBoxRight, y + m.actualBoundingBoxDescent);
    }
    return fillText.apply(this, arguments);
  };
  context.roundRect = function (x, y, width, height) {
    if (!this.canvas.isConnected) grow(this.canvas, x, y, x + width, y + height);
    return roundRect.apply(this, arguments);
  };
  context.clearRect = function () {
    if (this.canvas.dataset.layer === "labels") drawn = [];
    return clearRect.apply(this, arguments);
  };
  context.drawImage = function (picture, x, y) {
    if (this.canvas.dataset.layer === "labels") drawn.push({ picture, x, y });
    return drawImage.apply(this, arguments);
  };
  window.drawnNames = () => {
    const { left, top } = document.querySelector("[data-layer=labels]").getBoundingClientRect();
    return drawn
      .map(({ picture: { drawnText: text, ink }, x, y }) => ({
        text,
        box: { left: left + x + ink.left, top: top + y + ink.top, right: left + x + ink.right, bottom: top + y + ink.bottom },
      }))
      .filter(({ box }) => box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight);
  };
})()`;

/** Opens the explorer and waits for the picture and for what is drawn in full on it. */
export async function openMap(page: Page, path: string): Promise<void> {
  await page.addInitScript(watchNames);
  await page.goto(path);
  await mapAtRest(page);
}

/** The names that the last frame drew. */
export const drawnNames = (page: Page): Promise<DrawnName[]> =>
  page.evaluate("window.drawnNames()") as Promise<DrawnName[]>;

/**
 * Waits until the detail layer holds something and neither it nor the camera changes any more, no layout is at work
 * and nothing is on its way to its place.
 */
export async function mapAtRest(page: Page | Frame): Promise<void> {
  const state = () =>
    page.evaluate(`(() => {
      const layer = document.querySelector("[data-layer=detail]");
      const cy = layer?._cyreg?.cy;
      // On a phone, full detail comes with the first hand.
      if (!cy) dispatchEvent(new Event("pointermove"));
      // Full detail is veiled as long as things move.
      if (!cy || layer.style.opacity === "0" || document.querySelector("progress")) return undefined;
      const places = cy.nodes().reduce((sum, node) => sum + node.position().x + node.position().y, 0);
      return JSON.stringify([cy.pan(), cy.zoom(), cy.elements().length, places, cy.container().parentElement.style.transform, window.drawnNames?.().length]);
    })()`);
  for (let before: unknown, now = await state(); now === undefined || now !== before; now = await state()) {
    before = now;
    await page.waitForTimeout(120);
  }
}

type Places = Record<string, { x: number; y: number }>;

/** Where each mark that is drawn in full stands, in map units, by its number in what is drawn. */
export async function drawnPlaces(page: Page | Frame): Promise<Places> {
  await mapAtRest(page);
  return page.evaluate(`(() => {
    const { cy } = document.querySelector("[data-layer=detail]")._cyreg;
    const round = (value) => Math.round(value * 100) / 100;
    return Object.fromEntries(cy.nodes().map((node) => {
      const { x, y } = node.position();
      return [node.id(), { x: round(x), y: round(y) }];
    }));
  })()`);
}

/** The same on the screen, in CSS pixels. */
export async function drawnMarks(page: Page | Frame): Promise<Places> {
  const places = Object.entries(await drawnPlaces(page));
  const { zoom, pan } = await camera(page);
  return Object.fromEntries(
    places.map(([id, { x, y }]) => [id, { x: x * zoom + pan.x, y: y * zoom + pan.y }]),
  );
}

/** The mark whose name begins so: of those that are drawn in full, the one that stands nearest to the name. */
export async function markNamed(page: Page, text: string): Promise<{ x: number; y: number }> {
  const marks = Object.values(await drawnMarks(page));
  const name = (await drawnNames(page)).find((one) => one.text.startsWith(text));
  if (!name) throw new Error(`no name ${text} is drawn`);
  const { left, right, top, bottom } = name.box;
  const distance = ({ x, y }: { x: number; y: number }) =>
    Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
  return marks.reduce((best, mark) => (distance(mark) < distance(best) ? mark : best));
}

/** How many edges are drawn in full. */
export const drawnEdges = (page: Page): Promise<number> =>
  page.evaluate(`document.querySelector("[data-layer=detail]")._cyreg.cy.edges().length`) as Promise<number>;

/** Where an entity stands on the screen, in CSS pixels. */
export async function placeOf(
  page: Page,
  request: APIRequestContext,
  id: string,
): Promise<{ x: number; y: number }> {
  const graph = await (await request.get("/api/v1/graph")).json();
  const kinds = Object.keys(graph.ontology.kinds);
  const index = graph.entities.slug.findIndex(
    (slug: string, i: number) => `${kinds[graph.entities.kind[i]]}/${slug}` === id,
  );
  if (index < 0) throw new Error(`no entity ${id}`);
  const { zoom, pan } = await camera(page);
  return { x: graph.entities.x[index] * zoom + pan.x, y: graph.entities.y[index] * zoom + pan.y };
}

/** A spot of the map, clear of panels and marks: what is around it differs by no more than a faint line does. */
export const bareSpot = (page: Page): Promise<{ x: number; y: number }> =>
  page.evaluate(`(() => {
    const canvas = document.querySelector("canvas[data-layer=base]");
    const { left, top, width } = canvas.getBoundingClientRect();
    const ratio = canvas.width / width;
    const context = canvas.getContext("2d");
    for (let y = 90; y < innerHeight - 20; y += 14) {
      for (let x = 20; x < innerWidth - 20; x += 14) {
        if (document.elementFromPoint(x, y)?.getAttribute("role") !== "application") continue;
        const reach = 20;
        const around = context.getImageData((x - left - reach) * ratio, (y - top - reach) * ratio, 2 * reach * ratio, 2 * reach * ratio).data;
        if (around.every((value, i) => Math.abs(value - around[i % 4]) < 14)) return { x, y };
      }
    }
    throw new Error("nothing is bare");
  })()`) as Promise<{ x: number; y: number }>;

/** The camera once it rests: while it moves, the layers are shifted, and for a frame Cytoscape is ahead of them. */
export async function camera(page: Page | Frame): Promise<{ zoom: number; pan: { x: number; y: number } }> {
  await mapAtRest(page);
  return page.evaluate(`(() => {
    // The layers reach beyond what is in sight.
    const layer = document.querySelector("[data-layer=detail]");
    const { left, top } = layer.getBoundingClientRect();
    const { x, y } = layer._cyreg.cy.pan();
    return { zoom: layer._cyreg.cy.zoom(), pan: { x: x + left, y: y + top } };
  })()`);
}

/** A parameter of the page's address. */
export const parameter = (page: Page, name: string): string | null =>
  new URL(page.url()).searchParams.get(name);

/** Waits for what answers keys and opens menus and dialogs; it comes after the picture. */
export const deskIsThere = (page: Page): Promise<void> =>
  page.locator("[role=status][data-shown]").waitFor({ state: "attached" });

/** Goes to an entity by its name, as readers do, and waits there. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole("combobox").fill(name);
  await page.keyboard.press("Enter");
  await page.locator("#detail-name").filter({ hasText: name }).waitFor();
  await mapAtRest(page);
}

/** What the server says of the graph. */
export async function graphOf(request: APIRequestContext): Promise<{
  /** Of each entity its id, names, kind in words, and number of relations. */
  readonly entities: readonly { id: string; en: string; zh: string; kind: Text; degree: number }[];
  readonly relations: Readonly<Record<string, { label: Text; inverse: Text }>>;
}> {
  const { entities, relations, ontology } = await (await request.get("/api/v1/graph")).json();
  const kinds: [string, { label: Text }][] = Object.entries(ontology.kinds);
  const degrees: number[] = [...relations.count];
  for (const to of relations.to) degrees[to]++;
  return {
    entities: entities.slug.map((slug: string, i: number) => ({
      id: `${kinds[entities.kind[i]][0]}/${slug}`,
      en: entities.en[i],
      // Names that are the same in both languages are given once.
      zh: entities.zh[i] || entities.en[i],
      kind: kinds[entities.kind[i]][1].label,
      degree: degrees[i],
    })),
    relations: ontology.relations,
  };
}
