/** What has been shared outlives other data and a lost database: servers of their own, on the same build. */
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { node, root, runInBackground } from "@/lib/cli/run.mjs";
import type { CompiledGraph } from "@/lib/graph/compiled";
import { words } from "@/lib/i18n";
import { shareWords } from "@/lib/i18n/share-words";
import { drawnPlaces, openMap } from "./support/map";
import { card, openShare, save } from "./support/share";
import { expect, test } from "./support/test";

const { card: w, address } = shareWords.en;
/** Moved marks, a filter, a path and notes. */
const shown =
  "in=domain/healthcare&select=model/llama&moved=model/llama:120,-60&notes=model/llama:Kept;0,0:here&ask=paths:model/llama,model/bert,5,4";
const otherVersion = "0123456789abcdef";
/** Where no database is: nothing listens on this port. */
const lostDatabase = "postgres://atlas@127.0.0.1:1/atlas";

/** A server of the built app. */
async function serve(env: Record<string, string>) {
  const server = await runInBackground(node("lib/cli/start.mjs"), {
    env: {
      PORT: "0",
      NODE_ENV: "production",
      ATLAS_TRUST_PROXY: "1",
      ATLAS_DRAIN: "0",
      DATABASE_URL: undefined,
      ...env,
    },
    ready: /(http:\/\/localhost:\d+)/,
    budget: 60,
  });
  const url = server.said;
  if (url === undefined) throw new Error(server.output());
  return { url, stop: server.stop };
}

/** The same data a year on: everything stands elsewhere and has another name. */
async function writeLaterData(folder: string): Promise<void> {
  const from = join(root, "graph-data/.compiled");
  await cp(from, folder, { recursive: true });
  const compiled: CompiledGraph = JSON.parse(await readFile(join(from, "atlas.json"), "utf8"));
  const { compact } = compiled;
  const later: CompiledGraph = {
    ...compiled,
    entities: compiled.entities.map((one) => ({
      ...one,
      name: { en: `${one.name.en} II`, zh: `${one.name.zh} 二` },
    })),
    compact: {
      ...compact,
      version: otherVersion,
      entities: {
        ...compact.entities,
        x: compact.entities.y,
        y: compact.entities.x,
        en: compact.entities.en.map((name) => `${name} II`),
      },
    },
  };
  await writeFile(join(folder, "atlas.json"), JSON.stringify(later));
}

test("a frozen view is drawn the same on later data, and a packed address with the database gone", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const folder = await mkdtemp(join(tmpdir(), "atlas-later-"));
  const views = join(folder, "views");
  const later = join(folder, "later");
  const [then, lost] = await Promise.all([
    serve({ ATLAS_DATA_DIR: views }),
    serve({ ATLAS_DATA_DIR: join(folder, "none"), DATABASE_URL: lostDatabase }),
    writeLaterData(later),
  ]);
  let now: Awaited<ReturnType<typeof serve>> | undefined;
  try {
    await openMap(page, `${then.url}/en?${shown}`);
    const places = await drawnPlaces(page);
    const dialog = await openShare(page, "en");
    const plain = new URL(await dialog.getByLabel(address.label, { exact: true }).inputValue());
    await dialog.getByRole("button", { name: words.en.close }).click();
    const link = await save(page, "en", "as it was", true);
    await then.stop();

    now = await serve({ ATLAS_DATA_DIR: views, ATLAS_GRAPH_DIR: later });
    await openMap(page, now.url + link);
    expect(await drawnPlaces(page)).toEqual(places);
    await expect(page.locator("#detail-name")).toHaveText("LLaMA");
    await expect(card(page, "en")).toContainText(w.newer);
    await expect(card(page, "en")).toContainText("LLaMA II");

    const { packFrom, packQuery } = await import("@/lib/view/packed-view");
    expect(plain.search.length).toBeLessThan(packFrom);
    await openMap(page, `${lost.url}/en?z=${await packQuery(plain.search.slice(1))}`);
    expect(await drawnPlaces(page)).toEqual(places);
    expect((await page.request.get(`${lost.url}${link}`)).status()).toBe(503);
  } finally {
    await Promise.all([then.stop(), now?.stop(), lost.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
});
