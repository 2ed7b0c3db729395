/** A graph that is too large to be had as a whole: what is not here yet is found, and comes as one goes there. */
import { words } from "@/lib/i18n";
import { panelWords } from "@/lib/i18n/panel-words";
import { partWords } from "@/lib/i18n/part-words";
import { importGenerated } from "../api/support/import";
import { drawnNames, goTo, mapAtRest, openMap } from "./support/map";
import { expect, test } from "./support/test";

const graph = "many";
test.use({ expectedComplaint: /503/ });
test.beforeAll(() => importGenerated(graph, 3000));

test("a large graph is looked at from the whole to an entity that was not here", async ({
  page,
  request,
}) => {
  const asked = async (path: string) =>
    (await request.get(`/api/v1/${path}${path.includes("?") ? "&" : "?"}graph=${graph}`)).json();
  const first = await asked("tiles/1/0/0");
  const here = new Set<string>(first.compact.entities.en);
  const { hits } = await asked("search?q=zi&limit=50");
  const { name } = hits.find((hit: { name: { en: string } }) => !here.has(hit.name.en));

  await openMap(page, `/en/g/${graph}`);
  const note = page.getByText(/most important of [\d,]+ entities/);
  await expect(note).toContainText("of 3,000");
  const names = (await drawnNames(page)).map(({ text }) => text);
  await page.mouse.move(900, 450);
  for (let i = 0; i < 12; i++) await page.mouse.wheel(0, -160);
  await mapAtRest(page);
  await expect(page).toHaveURL(/at=/);
  // Nearer, those stand there that had no room before.
  await expect
    .poll(async () => (await drawnNames(page)).filter(({ text }) => !names.includes(text)).length)
    .toBeGreaterThan(3);

  await goTo(page, name.en);
  await expect(page.getByRole("heading", { level: 2, name: name.en })).toBeVisible();
  await expect(page).toHaveURL(/select=/);
  await expect.poll(async () => (await drawnNames(page)).map(({ text }) => text)).toContain(name.en);
  const panel = page.getByRole("complementary", { name: words.en.panel.entity });
  await expect(panel.getByRole("heading", { name: panelWords.en.relations })).toBeVisible();

  await test.step("while its database is away, that is told, and goes by itself", async () => {
    const detail = "The graph cannot be read at the moment.";
    const problem = { type: "about:blank", title: "Not available", status: 503, code: "unavailable", detail };
    const asks = /\/api\/v1\/(tiles|search|graphs)\b/;
    const fulfil = { status: 503, contentType: "application/problem+json", headers: { "Retry-After": "5" } };
    await page.route(asks, (route) => route.fulfill({ ...fulfil, json: problem }));
    await page.getByRole("region", { name: words.en.legend.title }).getByRole("button").nth(1).click();
    await page.getByRole("combobox", { name: words.en.search.label }).fill("zizi");
    const told = [partWords.en.away, words.en.search.failed].map((text) => page.getByText(text));
    for (const one of told) await expect(one).toBeVisible();
    await page.unroute(asks);
    for (const one of told) await expect(one).toBeHidden({ timeout: 8000 });
    await expect(page.getByRole("listbox")).toBeVisible();
  });
});
