/** What a browser needs to keep the atlas and to notice a new version: each answer says by which build it was given. */
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { pageColors } from "@/app/[locale]/_parts/page-colors";
import { versionAnswer } from "@/lib/api/contract";
import { releaseHeader } from "@/lib/offline/keeper";
import { answerTo, get } from "./support/ask";

describe("the build", () => {
  it("is named alike by the version, by every answer, by pages and by the worker", async () => {
    const { build } = await answerTo("/api/v1/version", versionAnswer);
    expect(build).not.toBe("");
    for (const path of ["/zh", "/en/about", "/theme.js", "/api/v1/search?q=gpt", "/no/such/page"])
      expect([path, (await get(path)).headers.get(releaseHeader)]).toEqual([path, build]);
    for (const path of ["/zh", "/en/about", "/zh/offline"])
      expect(await (await get(path)).text()).toContain(`<meta name="release" content="${build}"/>`);
    const worker = await get("/sw.js");
    expect(worker.headers.get("Cache-Control")).toBe("no-cache");
    expect(await worker.text()).toContain(build);
  });
});

it("the worker keeps scripts ahead that are there, within what it says", async () => {
  const worker = await (await get("/sw.js")).text();
  const scripts = [...new Set(worker.match(/\/_next\/static\/chunks\/[\w.~-]+/g))];
  expect(scripts.length).toBeGreaterThan(20);
  let size = 0;
  for (const script of scripts) {
    const answer = await get(script, { headers: { "Accept-Encoding": "gzip" } });
    expect([script, answer.status]).toEqual([script, 200]);
    size += Number(answer.headers.get("Content-Length"));
  }
  expect(size).toBeLessThan(1250 * 1024);
});

describe.each([
  ["zh", "大模型图谱"],
  ["en", "Large Model Atlas"],
])("on a home screen (%s)", (locale, name) => {
  it("has its name, colours and icons, and begins in its language", async () => {
    const answer = await get(`/${locale}/manifest.webmanifest`);
    expect(answer.headers.get("Content-Type")).toContain("application/manifest+json");
    const manifest = await answer.json();
    expect(manifest).toMatchObject({ name, start_url: `/${locale}`, scope: "/", display: "standalone" });
    expect(manifest.short_name.length).toBeLessThanOrEqual(12);
    const tokens = await readFile("app/styles/tokens.css", "utf8");
    for (const color of Object.values(pageColors)) expect(tokens).toContain(`--page: ${color};`);
    expect(manifest.theme_color).toBe(pageColors.light);
    for (const { src, sizes, type } of manifest.icons) {
      const icon = await get(src);
      expect(icon.headers.get("Content-Type")).toBe(type);
      if (type !== "image/png") continue;
      const bytes = Buffer.from(await icon.arrayBuffer());
      // Width and height stand at the beginning of a PNG.
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
    }
    expect(manifest.icons.some(({ purpose }: { purpose?: string }) => purpose === "maskable")).toBe(true);
    expect(await (await get(`/${locale}`)).text()).toContain(`href="/${locale}/manifest.webmanifest"`);
  });
});
